"""The first part of the form: the procedure and what the catalogue says of it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.procedure import Channel, Procedure
from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.procedure_box import ProcedureBox
from tthc_desk.ui.shared.catalogue_words import fee_words, term_words
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap


class ProcedurePart(Card):
    """The procedure box with the facts of what is marked or chosen.

    Args:
        host: widget over which the box shows its list.

    Signals:
        chosen: the `Procedure`, or None.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__()
        self.form = Form()
        self.box = ProcedureBox(kit, host)
        self._channel = Channel.IN_PERSON
        self._name = label("", wraps=True)
        self._facts = label("", Role.NOTE, wraps=True)
        self._build()
        self.box.chosen.connect(self._on_chosen)
        self.box.highlighted.connect(self._on_highlighted)

    def set_channel(self, channel: Channel) -> None:
        """Show term and fee of this channel."""
        self._channel = channel
        self._show(self.box.procedure)

    def _build(self) -> None:
        self.form.add(self.tr("Thủ tục"), self.box, name="procedure", required=True)
        self.setLayout(column(self.form, self._name, self._facts, gap=Gap.TIGHT, margin=Gap.SMALL))
        self._show(None)

    def _show(self, procedure: Procedure | None) -> None:
        if procedure is None:
            self._name.setText(self.tr("Chưa chọn thủ tục."))
            self._facts.setText(self.tr("Có thể quét thẻ căn cước bất cứ lúc nào."))
            return
        self._name.setText(f"{procedure.code}  ·  {procedure.agency}  ·  {_short(procedure.name)}")
        self._name.setToolTip(procedure.name)
        facts = self.tr("Thời hạn: {term}  ·  Phí, lệ phí: {fee}").format(
            term=term_words(procedure.terms.get(self._channel)),
            fee=fee_words(procedure, self._channel),
        )
        self._facts.setText(f"{facts}\n{procedure.question}" if procedure.question else facts)

    @Slot(object)
    def _on_chosen(self, procedure: Procedure | None) -> None:
        self._show(procedure)
        self.chosen.emit(procedure)

    @Slot(object)
    def _on_highlighted(self, procedure: Procedure | None) -> None:
        if self.box.procedure is None:
            self._show(procedure)


_LONGEST = 110


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rsplit(' ', 1)[0]} …"
