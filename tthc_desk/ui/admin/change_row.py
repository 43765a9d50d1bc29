"""One line of what a pack changes, with its mark in word, shape and colour."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour

NONE = "–"


class Change(Enum):
    """What becomes of a place: its word, shape and colour."""

    ADDED = (QT_TRANSLATE_NOOP("admin", "Thêm"), IconName.CIRCLE, Colour.GREEN)
    DROPPED = (QT_TRANSLATE_NOOP("admin", "Bỏ"), IconName.CROSS, Colour.RED)
    CHANGED = (QT_TRANSLATE_NOOP("admin", "Đổi"), IconName.HALF, Colour.AMBER)
    LESS = (QT_TRANSLATE_NOOP("admin", "Đổi, ghi ít hơn"), IconName.TRIANGLE, Colour.RED)
    ENDED = (QT_TRANSLATE_NOOP("admin", "Hết hiệu lực"), IconName.CROSS, Colour.RED)
    CONFLICT = (QT_TRANSLATE_NOOP("admin", "Vướng ngày"), IconName.TRIANGLE, Colour.RED)
    KEPT = (QT_TRANSLATE_NOOP("admin", "Giữ của phường"), IconName.RING, Colour.MUTED)
    NOTED = (QT_TRANSLATE_NOOP("admin", "Nên xem"), IconName.TRIANGLE, Colour.AMBER)

    @property
    def mark(self) -> StatusMark:
        """Give it as tables draw it."""
        word, shape, colour = self.value
        return StatusMark(QCoreApplication.translate("admin", word), shape, colour)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A place that reads otherwise in the pack.

    Args:
        point: what of the place; empty where the place says it.
        old: as it stands in the ward, NONE where it is not there.
        new: as the pack has it.
        pictures: both where they are pictures, in that order.
    """

    change: Change
    place: str
    point: str
    old: str
    new: str
    pictures: tuple[bytes, bytes] = (b"", b"")


def changed(place: str, point: str, old: str, new: str) -> ChangeRow:
    """Tell a value that comes, goes or changes."""
    old, new = old or NONE, new or NONE
    if old == NONE:
        return ChangeRow(Change.ADDED, place, point, old, new)
    kind = Change.DROPPED if new == NONE else Change.CHANGED
    return ChangeRow(kind, place, point, old, new)
