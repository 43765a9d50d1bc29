"""A queue whose dossiers are ticked."""

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.ui.shared.tick_view import TickView as AnyTickView
from tthc_desk.usecases.lines import DossierLine


class TickView(AnyTickView):
    """Dossiers of a queue, known by their numbers, with a tick before each."""

    def __init__(
        self, kit: Kit, columns: tuple[Column[DossierLine], ...], *, name: str, empty_text: str
    ) -> None:
        super().__init__(
            kit, columns, key=lambda line: line.number, name=name, empty_text=empty_text
        )
