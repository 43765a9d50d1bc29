"""Bảng đối chiếu với hệ thống chính thức: what stands on one side only, or differs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tthc_desk.documents.table import Column, Kind, Listing, Row, Signer, Table
from tthc_desk.documents.wording import short_moment
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.official_comparison import Comparison
from tthc_desk.usecases.official_list import OfficialRow
from tthc_desk.usecases.official_pairs import Candidate, FieldDifference, HereDossier
from tthc_desk.usecases.official_words import FACT_WORDS, candidate_reason, notes, side_words
from tthc_desk.usecases.paper_facts import Letterhead
from tthc_desk.usecases.words import STATUS_WORDS

_NAME = "Bảng đối chiếu với hệ thống chính thức"
_SERIAL = Column("STT", 9, Kind.SERIAL)
_PROCEDURE = Column("Tên thủ tục", 42)
_OWNER = Column("Chủ hồ sơ", 30)
_NUMBER, _CODE = Column("Số hồ sơ", 32, Kind.CODE), Column("Mã hồ sơ chính thức", 34, Kind.CODE)
_RECEIVED, _DUE = Column("Tiếp nhận", 18, Kind.DAY), Column("Hẹn trả", 18, Kind.DAY)
_STATUS = Column("Trạng thái", 24)
_LINE = Column("Dòng", 12, Kind.SERIAL)
_WHAT = Column("Khác ở", 26)
_HERE, _THERE = Column("Sổ của phường", 34), Column("Hệ thống chính thức", 34)
_WHY = Column("Vì sao", 34)
_COUNT = Column("Số hồ sơ", 30, Kind.COUNT)
_TABLE_SIZE = -0.2
_ONLY_HERE = "Chỉ có ở sổ của phường"
_ONLY_THERE = "Chỉ có ở hệ thống chính thức"
_DIFFERENT = "Có ở cả hai, khác nhau"
_CANDIDATES = "Mã có thể ghi vào sổ"


def comparison_listing(compared: Comparison, letterhead: Letterhead, officer_name: str) -> Listing:
    """Lay out a comparison: what it was made of, then a table for each way of not agreeing."""
    return Listing(
        letterhead=letterhead,
        as_of=compared.as_of,
        name=_NAME,
        title=_NAME.upper(),
        under_title=(_period(compared), f"(theo sổ lúc {short_moment(compared.as_of)})"),
        fields=(("Tệp của hệ thống chính thức", compared.official.file),),
        tables=(_summary(compared), *_tables(compared)),
        signers=(Signer("NGƯỜI ĐỐI CHIẾU", officer_name), Signer("NGƯỜI PHỤ TRÁCH")),
        after=tuple(notes(compared)),
        mark=f"{day_text(compared.first)}–{day_text(compared.last)}",
        table_size=_TABLE_SIZE,
    )


def _summary(compared: Comparison) -> Table:
    counts = list(_counts(compared))
    return _table("Tóm tắt", (_SERIAL, Column("Nội dung", 120), _COUNT), counts)


def _counts(compared: Comparison) -> Iterator[tuple[str, int]]:
    found = compared.found
    yield "Hồ sơ tiếp nhận trong kỳ ở sổ của phường", compared.here_count
    yield "Hồ sơ trong danh sách của hệ thống chính thức", len(compared.official.rows)
    yield "Khớp hoàn toàn", len(found.equal)
    yield _DIFFERENT, len(found.different)
    yield _ONLY_HERE, len(found.only_here)
    yield _ONLY_THERE, len(found.only_there)
    yield _CANDIDATES, len(found.candidates)


def _tables(compared: Comparison) -> tuple[Table, ...]:
    found = compared.found
    return (
        _table(
            _ONLY_HERE,
            (_SERIAL, _NUMBER, _CODE, _OWNER, _PROCEDURE, _RECEIVED, _DUE, _STATUS),
            [_here_cells(one) for one in found.only_here],
        ),
        _table(
            _ONLY_THERE,
            (_SERIAL, _LINE, _CODE, _OWNER, _PROCEDURE, _RECEIVED, _DUE, _STATUS),
            [_there_cells(row) for row in found.only_there],
        ),
        _table(
            _DIFFERENT,
            (_SERIAL, _NUMBER, _CODE, _OWNER, _WHAT, _HERE, _THERE),
            list(_different_cells(compared)),
        ),
        _table(
            _CANDIDATES,
            (_SERIAL, _NUMBER, _CODE, _OWNER, _PROCEDURE, _RECEIVED, _WHY),
            [_candidate_cells(one) for one in found.candidates],
        ),
    )


def _table(
    name: str, columns: tuple[Column, ...], cells: Sequence[Sequence[str | int | date | None]]
) -> Table:
    """Make a table whose rows are numbered."""

    def rows() -> Iterable[Row]:
        return (Row((number, *row)) for number, row in enumerate(cells, 1))

    return Table(name, columns, rows, len(cells), empty="Không có.")


def _here_cells(one: HereDossier) -> tuple[str | date | None, ...]:
    note = "" if one.is_counted else " (tiếp nhận giúp cơ quan khác)"
    status = STATUS_WORDS[one.status] + note
    days = (one.received, one.due)
    return one.number, one.official_code, one.owner, one.procedure, *days, status


def _there_cells(row: OfficialRow) -> tuple[str | int | date | None, ...]:
    return row.line, row.code, row.owner, row.procedure, row.received, row.due, row.status


def _different_cells(compared: Comparison) -> Iterator[tuple[str | int | date | None, ...]]:
    for pair in compared.found.different:
        named: tuple[str, ...] = (pair.here.number, pair.there.code, pair.here.owner)
        for one in pair.differences:
            yield (*named, FACT_WORDS[one.key], *_both(one))
            named = ("", "", "")


def _both(one: FieldDifference) -> tuple[str, str]:
    return side_words(one.here), side_words(one.there)


def _candidate_cells(one: Candidate) -> tuple[str | date | None, ...]:
    here = one.here
    days = (here.received,)
    return here.number, one.there.code, here.owner, here.procedure, *days, candidate_reason(one)


def _period(compared: Comparison) -> str:
    return f"Hồ sơ tiếp nhận từ {day_text(compared.first)} đến {day_text(compared.last)}"
