"""Lists of the official system, as dirty as they come: read as far as sure, else refused."""

import io
import tempfile
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.helpers.official_lists import HEADINGS, code, official_row, save_list, screen
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange import official_list
from tthc_desk.exchange.official_days import day_of
from tthc_desk.exchange.official_list import code_of, read_official_list
from tthc_desk.usecases.official_list import OfficialList, RepeatedCode, UnreadCell
from tthc_desk.usecases.official_screen import OfficialKey

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 — as workbooks count


def read(path: Path) -> OfficialList:
    return read_official_list(path, screen())


def refusal(path: Path) -> tuple[Code, object]:
    with pytest.raises(DeskError) as caught:
        read(path)
    assert caught.value.field == "file"
    return caught.value.code, caught.value.facts.get("reason")


def read_or_refused(path: Path) -> OfficialList | None:
    """Read a file; anything but a list or a refusal of its form is a fault."""
    try:
        return read(path)
    except DeskError as error:
        if error.code is Code.FORMAT:
            return None
        raise


@cache
def two_dossiers() -> bytes:
    """Make one list for all examples: a workbook carries the moment it was made."""
    with tempfile.TemporaryDirectory() as folder:
        path = save_list(Path(folder) / "a.xlsx", [official_row(1), official_row(2)])
        return path.read_bytes()


def test_a_list_with_title_rows_numbering_and_footer_gives_its_dossiers(tmp_path: Path) -> None:
    rows = [official_row(n, owner="Nguyễn Văn Thử", status="Đang xử lý") for n in (1, 2)]
    path = save_list(
        tmp_path / "a.xlsx",
        [dict(zip(HEADINGS, (f"({n})" for n in range(1, 11)), strict=True)), *rows],
        below=[(), ("", "Tổng số: 2 hồ sơ"), ("Người lập biểu", "", "", "Thủ trưởng")],
    )
    found = read(path)
    assert [row.code for row in found.rows] == [code(1), code(2)]
    assert (found.heading_line, found.rows[0].line, found.skipped) == (4, 6, 3)
    assert found.unknown_headings == ("STT",)
    assert found.rows[0].owner == "Nguyễn Văn Thử"
    assert found.period == (date(2026, 3, 2), date(2026, 3, 2))
    assert not found.unread


def test_merged_titles_and_headings_of_two_levels_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 4, "SỔ THEO DÕI HỒ SƠ")
    sheet.merge_range(2, 0, 3, 0, "STT")
    sheet.merge_range(2, 1, 3, 1, "Mã hồ sơ")
    sheet.merge_range(2, 2, 2, 3, "Ngày, tháng, năm")
    sheet.write_row(3, 2, ["Nhận hồ sơ", "Hẹn trả kết quả"])
    sheet.merge_range(2, 4, 3, 4, "Tên cá nhân, tổ chức")
    sheet.write_row(4, 0, [1, code(1), "02/03/2026", "05/03/2026", "Trần Thị Thử"])
    sheet.merge_range(5, 0, 5, 4, "Tổng số: 01 hồ sơ")
    book.close()
    (row,) = read(path).rows
    assert (row.received, row.due, row.owner) == (
        date(2026, 3, 2),
        date(2026, 3, 5),
        "Trần Thị Thử",
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("02/03/2026", date(2026, 3, 2)),
        ("2/3/2026", date(2026, 3, 2)),
        ("02/03/2026 08:30", date(2026, 3, 2)),
        ("02/03/2026 08:30:15", date(2026, 3, 2)),
        ("08:30 02/03/2026", date(2026, 3, 2)),
        ("08:30:15, 02/03/2026", date(2026, 3, 2)),
        ("17h05 02/03/2026", date(2026, 3, 2)),
        ("02-03-2026", date(2026, 3, 2)),
        ("02.03.2026", date(2026, 3, 2)),
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02T08:30:00", date(2026, 3, 2)),
        ("2026-03-02 08:30:00.000", date(2026, 3, 2)),
        ("'02/03/2026", date(2026, 3, 2)),
        ("  02/03/2026\u00a0", date(2026, 3, 2)),
        (datetime(2026, 3, 2, 8, 30), date(2026, 3, 2)),  # noqa: DTZ001
        (date(2026, 3, 2), date(2026, 3, 2)),
        (46083, date(2026, 3, 2)),
        (46083.354, date(2026, 3, 2)),
        ("03/14/2026", None),
        ("31/02/2026", None),
        ("02/03/26", None),
        ("02/03-2026", None),
        ("02/03/1026", None),
        ("hôm qua", None),
        ("25:99 02/03/2026", None),
        (True, None),
        (0.5, None),
        (10**12, None),
        (float("inf"), None),
        (float("nan"), None),
        ("²/3/2026", None),
    ],
)
def test_a_day_is_read_as_vietnam_writes_it_or_not_at_all(written: object, day: object) -> None:
    assert day_of(written, EPOCH) == day


def test_a_number_is_no_day_where_nothing_says_from_when_it_counts() -> None:
    assert day_of(46083) is None


def test_real_days_and_numbers_of_days_come_out_of_a_workbook(tmp_path: Path) -> None:
    rows = [
        official_row(1, received=datetime(2026, 3, 2, 8, 30), due=46086),  # noqa: DTZ001
        official_row(2, received=date(2026, 3, 3), due="chưa hẹn"),
    ]
    first, second = read(save_list(tmp_path / "a.xlsx", rows)).rows
    assert (first.received, first.due) == (date(2026, 3, 2), date(2026, 3, 5))
    assert (second.received, second.due) == (date(2026, 3, 3), None)
    assert second.unread == {OfficialKey.DUE}


def test_what_cannot_be_read_is_named_by_line_and_column(tmp_path: Path) -> None:
    rows = [
        official_row(1, due="32/01/2026"),
        official_row(2, code=None),
        official_row(3, code="Chưa có mã"),
    ]
    found = read(save_list(tmp_path / "a.xlsx", rows))
    assert found.unread == (
        UnreadCell(5, OfficialKey.DUE, "32/01/2026"),
        UnreadCell(6, OfficialKey.OFFICIAL_CODE, ""),
        UnreadCell(7, OfficialKey.OFFICIAL_CODE, ""),
    )
    assert len(found.rows) == 1


def test_a_code_in_several_lines_counts_once_and_is_told(tmp_path: Path) -> None:
    rows = [official_row(1, status="Đang xử lý"), official_row(2), official_row(1, status="Khác")]
    found = read(save_list(tmp_path / "a.xlsx", rows))
    assert found.repeated == (RepeatedCode(code(1), (5, 7)),)
    assert [row.status for row in found.rows] == ["Đang xử lý", ""]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (" 000.00.01.h26-260302-0001 ", code(1)),
        ("000.00.01.H26 - 260302 - 0001", code(1)),
        ("'000.00.01.H26-260302-0001", code(1)),
        (2600012345, "2600012345"),
        (2600012345.0, "2600012345"),
        ("Tổng số 25", ""),
        ("(12345)", ""),
        ("abc", ""),
        ("", ""),
    ],
)
def test_a_code_is_text_whatever_the_sheet_made_of_it(written: Any, read_as: str) -> None:
    assert code_of(official_list._words(written)) == read_as


def test_a_formula_counts_by_the_value_stored_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Mã hồ sơ", "Ngày tiếp nhận", "Chủ hồ sơ"])
    sheet.write_formula(1, 0, '=HYPERLINK("http://a","b")', value=code(1))
    sheet.write_string(1, 1, "02/03/2026")
    sheet.write_formula(1, 2, '=A1&"x"', value="Nguyễn Văn Thử")
    book.close()
    unstored = Workbook()
    assert unstored.active is not None
    unstored.active.append(["Mã hồ sơ", "Ngày tiếp nhận"])
    unstored.active.append(['=HYPERLINK("http://a","b")', "02/03/2026"])
    unstored.active.append([code(2), "02/03/2026"])
    unstored.save(tmp_path / "b.xlsx")
    (row,) = read(path).rows
    assert (row.code, row.owner) == (code(1), "Nguyễn Văn Thử")
    found = read(tmp_path / "b.xlsx")
    assert [row.code for row in found.rows] == [code(2)]
    assert found.unread == (UnreadCell(2, OfficialKey.OFFICIAL_CODE, ""),)


def test_the_sheet_with_the_headings_is_found_among_others(tmp_path: Path) -> None:
    path = save_list(tmp_path / "a.xlsx", [official_row(1)])
    book = load_workbook(path)
    book.create_sheet("Bìa", 0)["A1"] = "Báo cáo"
    book.create_sheet("Trống", 0)
    book.save(path)
    assert len(read(path).rows) == 1


def test_a_csv_with_title_lines_is_read_by_its_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for mark, encoding in ((";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16")):
        lines = ["DANH SÁCH HỒ SƠ", "", mark.join(("Mã hồ sơ", "Ngày tiếp nhận", "Chủ hồ sơ"))]
        lines.append(mark.join((code(1), "02/03/2026", "Nguyễn Văn Thử")))
        path.write_bytes("\r\n".join(lines).encode(encoding))
        (row,) = read(path).rows
        assert (row.code, row.received, row.owner) == (code(1), date(2026, 3, 2), "Nguyễn Văn Thử")


def test_missing_columns_are_named_as_the_screen_names_them(tmp_path: Path) -> None:
    path = save_list(tmp_path / "a.xlsx", [{"Số hồ sơ": code(1)}], headings=("STT", "Số hồ sơ"))
    with pytest.raises(DeskError) as caught:
        read(path)
    assert caught.value.facts["reason"] == "official_headings"
    assert caught.value.facts["missing"] == ("Ngày tiếp nhận",)


def test_headings_below_the_twentieth_row_are_not_looked_for(tmp_path: Path) -> None:
    deep = save_list(tmp_path / "a.xlsx", [official_row(1)], above=[("x",)] * 20)
    assert refusal(deep) == (Code.FORMAT, "official_headings")
    assert len(read(save_list(tmp_path / "b.xlsx", [official_row(1)], above=[("x",)] * 19)).rows)


def test_what_is_no_list_is_refused_with_its_own_reason(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    files = {
        "old.xls": (ole, "old_excel"),
        "locked.xlsx": (ole + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        "page.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        "broken.xlsx": (b"PK\x03\x04" + bytes(400), "workbook"),
        "empty.csv": (b"", "empty"),
        "cp1258.csv": ("Mã hồ sơ".encode("utf-16-le") + b"\xff\xfe\xd8", "encoding"),
        "nul.csv": (b"a\x00b", "binary"),
    }
    for name, (content, reason) in files.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert refusal(path) == (Code.FORMAT, reason), name
    assert refusal(tmp_path / "none.xlsx") == (Code.IO, "missing")
    assert refusal(tmp_path) == (Code.IO, "folder")


def test_a_list_without_a_dossier_is_empty(tmp_path: Path) -> None:
    assert refusal(save_list(tmp_path / "a.xlsx", [])) == (Code.FORMAT, "empty")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(60_000_000))
    assert path.stat().st_size < 100_000
    assert refusal(path) == (Code.FORMAT, "too_large")


def test_more_rows_than_a_year_can_have_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_list(tmp_path / "a.xlsx", [official_row(n) for n in range(1, 5)])
    monkeypatch.setattr(official_list, "MOST_ROWS", 8)
    assert len(read(path).rows) == 4
    monkeypatch.setattr(official_list, "MOST_ROWS", 7)
    assert refusal(path) == (Code.FORMAT, "too_many_rows")


def test_reading_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    path = save_list(tmp_path / "a.xlsx", [official_row(1)])
    with pytest.raises(DeskError) as caught:
        read_official_list(path, screen(), lambda done, of: False)
    assert caught.value.code is Code.CANCELLED


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(-(10**14), 10**14),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from([*HEADINGS, code(1), code(2), "02/03/2026", "=1+1", "Tổng số", "(1)"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=12), max_size=25))
def test_whatever_a_sheet_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"nan_inf_to_errors": True, "in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell) if not isinstance(cell, str) else sheet.write_string(
                at, place, "".join(c for c in cell if c.isprintable())
            )
    book.close()
    found = read_or_refused(path)
    if found is None:
        return
    assert len({row.code for row in found.rows}) == len(found.rows)
    assert all(row.code == code_of(row.code) for row in found.rows)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
        st.lists(st.text(max_size=12), max_size=40).map(lambda cells: ";".join(cells).encode()),
    )
)
def test_whatever_bytes_a_file_holds_only_a_refusal_comes_out(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(DeskError):
        read(path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    whole = bytearray(two_dossiers())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (folder / "b.xlsx").write_bytes(bytes(whole[: data.draw(st.integers(4, len(whole)))]))
    read_or_refused(folder / "b.xlsx")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_sheet_xml_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("xml")
    source = zipfile.ZipFile(io.BytesIO(two_dossiers()))
    name = data.draw(st.sampled_from(sorted(source.namelist())))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for entry in source.namelist():
            content = bytearray(source.read(entry))
            if entry == name:
                for _ in range(3):
                    at = data.draw(st.integers(0, len(content) - 1))
                    content[at] = data.draw(st.sampled_from(b'<>"&/0=A'))
            archive.writestr(entry, bytes(content))
    source.close()
    (folder / "b.xlsx").write_bytes(packed.getvalue())
    read_or_refused(folder / "b.xlsx")
