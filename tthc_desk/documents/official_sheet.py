"""Danh sách hồ sơ để nhập lại: dossiers in the columns of the official system's screen."""

from tthc_desk.documents.table import Column, Kind, Listing, Row, Table
from tthc_desk.documents.wording import short_moment
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.official_export import OfficialSheetFacts
from tthc_desk.usecases.official_facts import CODES
from tthc_desk.usecases.official_screen import OfficialColumn, OfficialKey

_NAME = "Danh sách hồ sơ để nhập lại"
_KINDS = {
    **dict.fromkeys(CODES, Kind.CODE),
    OfficialKey.OWNER_BIRTH: Kind.DAY,
    OfficialKey.SUBMITTER_BIRTH: Kind.DAY,
    OfficialKey.RECEIVED: Kind.MOMENT,
    OfficialKey.DUE: Kind.MOMENT,
    OfficialKey.FINISHED: Kind.MOMENT,
    OfficialKey.DELIVERED: Kind.MOMENT,
    OfficialKey.SETS: Kind.COUNT,
    OfficialKey.CHARGE: Kind.DONG,
    OfficialKey.FEE: Kind.DONG,
}
_WIDTHS = {Kind.CODE: 26.0, Kind.DAY: 20.0, Kind.MOMENT: 28.0, Kind.COUNT: 12.0, Kind.DONG: 20.0}
_WIDE = 40.0
_BODY = -0.2


def official_sheet_listing(facts: OfficialSheetFacts) -> Listing:
    """Lay out the list; nobody signs it, it is typed in and thrown away."""
    columns = tuple(map(_column, facts.columns))
    rows = facts.rows
    table = Table(_NAME, columns, lambda: map(Row, rows), len(rows))
    return Listing(
        letterhead=facts.letterhead,
        as_of=facts.as_of,
        name=_NAME,
        title=_NAME.upper(),
        under_title=(f"{_which(facts)} (theo sổ lúc {short_moment(facts.as_of)})",),
        tables=(table,),
        signers=(),
        after=(
            f"Tổng số: {len(rows)} hồ sơ. Cột xếp theo màn hình của hệ thống chính thức.",
            f"Người xuất: {facts.officer_name}. Tệp có dữ liệu cá nhân: nhập xong thì xóa.",
        ),
        table_size=_BODY,
    )


def _which(facts: OfficialSheetFacts) -> str:
    if facts.first is None or facts.last is None:
        return "Theo danh sách trên màn hình"
    first, last = day_text(facts.first), day_text(facts.last)
    return f"Tiếp nhận ngày {first}" if first == last else f"Tiếp nhận từ {first} đến {last}"


def _column(column: OfficialColumn) -> Column:
    kind = _KINDS.get(column.key, Kind.TEXT)
    return Column(column.heading, _WIDTHS.get(kind, _WIDE), kind)
