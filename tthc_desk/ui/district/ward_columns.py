"""The tables of wards and of their keys, and how they are saved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.ui.district.services import PlainList
from tthc_desk.ui.district.words import titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.usecases.district_ports import KeyLine, WardLine

_CODE_CHARS, _DAY_CHARS, _KEY_CHARS, _STATE_CHARS = 7, 11, 16, 14


@dataclass(frozen=True, slots=True)
class WardKeys:
    """A ward with its keys, in the order they were made.

    Args:
        name: as it stands in the list, without the kind of unit all have in common.
    """

    ward: WardLine
    keys: tuple[KeyLine, ...]
    name: str

    @property
    def open_key(self) -> KeyLine | None:
        """Give the key it signs with; None if there is none."""
        return next((key for key in reversed(self.keys) if key.is_open), None)


def ward_columns() -> tuple[Column[WardKeys], ...]:
    """Give the columns of the wards."""
    return (
        Column(_tr("Phường"), lambda one: one.name, tip=lambda one: titled(one.ward.name)),
        Column(_tr("Mã"), lambda one: one.ward.code, chars=_CODE_CHARS),
        Column(_tr("Gửi từ"), lambda one: _since(one.ward), chars=_DAY_CHARS),
        Column(
            _tr("Khóa"),
            lambda one: _ward_mark(one).word,
            chars=_STATE_CHARS,
            mark=_ward_mark,
        ),
    )


def key_columns() -> tuple[Column[KeyLine], ...]:
    """Give the columns of a ward's keys."""
    return (
        Column(_tr("Mã khóa"), lambda key: key.key_id, chars=_KEY_CHARS),
        Column(_tr("Dùng từ"), lambda key: formats.day(key.life.valid_from)),
        Column(
            _tr("Tình trạng"),
            lambda key: key_mark(key).word,
            chars=_STATE_CHARS - 1,
            mark=key_mark,
        ),
    )


def key_days(key: KeyLine) -> str:
    """Write from when to when a key signs."""
    begin, end = formats.day(key.life.valid_from), formats.day(key.life.valid_to)
    return f"{begin} – {end}" if end else _tr("từ {day}").format(day=begin)


def key_mark(key: KeyLine) -> StatusMark:
    """Say whether a key signs now."""
    if key.life.revoked_seq is not None:
        return StatusMark(_tr("Đã thu hồi"), IconName.CROSS, Colour.RED)
    if key.life.valid_to is not None:
        return StatusMark(_tr("Đã thay"), IconName.RING, Colour.MUTED)
    return StatusMark(_tr("Đang dùng"), IconName.CHECK, Colour.GREEN)


def ward_list(wards: Iterable[WardKeys]) -> PlainList:
    """Give wards and keys as they are saved, one line a key."""
    titles = (
        *(_tr("Mã phường"), _tr("Phường"), _tr("Gửi từ"), _tr("Gửi đến hết")),
        *(_tr("Mã khóa"), _tr("Dấu vân tay"), _tr("Dùng"), _tr("Tình trạng")),
        *(_tr("Không tính từ ngày"), _tr("Lý do thu hồi")),
    )
    return PlainList(_tr("Phường và khóa"), titles, tuple(_lines(wards)))


def _lines(wards: Iterable[WardKeys]) -> Iterator[tuple[str, ...]]:
    for one in wards:
        ward = one.ward
        head = (ward.code, ward.name, _since(ward), formats.day(ward.until))
        for key in one.keys:
            state = (key_days(key), key_mark(key).word)
            revoked = (formats.day(key.life.revoked_from), key.reason)
            yield (*head, key.key_id, fingerprint(key.public), *state, *revoked)


def _ward_mark(one: WardKeys) -> StatusMark:
    if one.open_key is not None:
        return key_mark(one.open_key)
    return StatusMark(_tr("Không có khóa"), IconName.TRIANGLE, Colour.RED)


def _since(ward: WardLine) -> str:
    return formats.day(ward.since) if ward.is_since_given else _tr("tệp đầu")


def ward_days(ward: WardLine) -> str:
    """Say from when to when a ward owes totals."""
    begin, end = formats.day(ward.since), formats.day(ward.until)
    if not ward.is_since_given:
        begin = _tr("tệp đầu tiên của các phường")
    if end:
        return _tr("Gửi số liệu từ {begin} đến hết {end}").format(begin=begin, end=end)
    return _tr("Gửi số liệu từ {begin}, chưa ghi ngày thôi gửi").format(begin=begin)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ward_columns", text)
