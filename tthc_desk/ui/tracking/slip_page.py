"""A refusal or guidance at the counter, which has no dossier, as its slip tells it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.dossier import local_day
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, dress, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.words import event_word
from tthc_desk.ui.tracking.pairs import Pairs
from tthc_desk.ui.tracking.services import TrackingServices
from tthc_desk.usecases.lines import SlipLine

_ROWS = 7


@dataclass(frozen=True, slots=True)
class FoundSlips:
    """Slips a typed number names, newest year first.

    Args:
        officer: name of who wrote the newest.
        papers: ids of what was issued for the newest.
    """

    slips: tuple[SlipLine, ...]
    officer: str = ""
    papers: tuple[int, ...] = ()


def find_slips(services: TrackingServices, query: str) -> FoundSlips:
    """Look slips up; for the database lane."""
    slips = services.tracking.slips(query)
    if not slips:
        return FoundSlips(())
    newest = slips[0]
    issued = services.papers.of(newest.number)
    papers = tuple(p.id for p in issued if local_day(p.issued_at).year == newest.year)
    return FoundSlips(slips, services.rules.book().ward.name_of(newest.officer), papers)


class SlipPage(QWidget):
    """Shows the newest slip of a number and names the years of the others."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.PANEL.value)
        self._number, self._kind = label("", Role.TITLE), label("", Role.HEADING, wraps=True)
        self._pairs = Pairs(kit, _ROWS)
        self._others = label("", Role.NOTE, wraps=True)
        self._print = label("", Role.NOTE)
        head = column(self._number, self._kind, gap=Gap.TIGHT)
        parts = (head, self._pairs, self._print, self._others, None)
        self.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.MEDIUM))

    def show_slips(self, found: FoundSlips) -> None:
        """Show what was found; there is at least one."""
        slip, *others = found.slips
        self._number.setText(f"{slip.number} · {slip.year}")
        self._kind.setText(event_word(slip.kind))
        self._pairs.show_pairs(
            [
                (self.tr("Lúc"), formats.moment(slip.at)),
                (self.tr("Cán bộ"), f"{found.officer} · {slip.desk}"),
                (self.tr("Thủ tục"), f"{slip.procedure_name} ({slip.procedure_code})"),
                (self.tr("Kênh"), formats.channel_word(slip.channel)),
                (self.tr("Người đến"), slip.person),
                (self.tr("Số định danh"), formats.masked_tail(slip.id_tail)),
                (self.tr("Lý do"), slip.reason),
            ]
        )
        self._print.setText(self.tr("{key}: xem và in phiếu").format(key=Act.PREVIEW.key_text))
        self._print.setVisible(bool(found.papers))
        same = ", ".join(f"{one.number}-{one.year}" for one in others)
        self._others.setText(self.tr("Cùng số ở năm khác, gõ: {numbers}").format(numbers=same))
        self._others.setVisible(bool(others))
