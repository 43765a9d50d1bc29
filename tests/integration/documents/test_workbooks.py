"""Every list as a workbook: real numbers and days, text that stays text, the form's headings."""

import re
import tempfile
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.helpers import paper_samples
from tests.helpers import report_samples as samples
from tthc_desk.documents.layout import NATION
from tthc_desk.documents.lettering import break_lines
from tthc_desk.documents.press import TRAINING
from tthc_desk.documents.reports import BookFacts, workbook
from tthc_desk.documents.workbook import sheet_names
from tthc_desk.documents.workbook_cells import CUT, MOST_UNITS, cell_text
from tthc_desk.documents.workbook_room import line_count
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.paper_facts import TallyChange
from tthc_desk.usecases.report_facts import RegisterFacts, RegisterLine

EVERY_BOOK: dict[str, BookFacts] = {
    **samples.every_report(),
    "handover-list": paper_samples.make_handover(),
    "result-handover": paper_samples.make_handover(of_results=True),
    "daily-tally": paper_samples.make_tally(),
}
FORMULAS = ("=1+1", "+84900000000", "-5", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "=cmd|' /C calc'!A0")


def opened(facts: BookFacts) -> Workbook:
    return load_workbook(BytesIO(workbook(facts)))


def first_sheet(facts: BookFacts) -> Worksheet:
    sheet = opened(facts).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, words: str) -> int:
    """Find the row in which a cell says exactly this."""
    return next(
        cell.row for row in sheet.iter_rows() for cell in row if cell.value == words and cell.row
    )


def line_after(sheet: Worksheet, title: str) -> list[Cell | MergedCell]:
    return list(sheet[row_of(sheet, title) + 1])


def register_of(line: RegisterLine) -> RegisterFacts:
    return replace(samples.make_register(0), lines=(line,))


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_no_cell_of_a_book_is_a_formula_and_nothing_leaves_the_file(name: str) -> None:
    for typed in FORMULAS:
        book = workbook(samples.filled_with(EVERY_BOOK[name], typed))
        with ZipFile(BytesIO(book)) as parts:
            sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
            assert all(b"<f>" not in parts.read(n) and b"<f " not in parts.read(n) for n in sheets)
            names = " ".join(parts.namelist())
        assert not re.search("externalLink|hyperlink|vba|macro|_rels/sheet", names)
        cells = [c for s in load_workbook(BytesIO(book)) for row in s.iter_rows() for c in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_back_and_is_never_a_formula(typed: str) -> None:
    facts = register_of(samples.make_register_line(owner_name=typed))
    cell = line_after(first_sheet(facts), "Nhận hồ sơ")[4]
    assert cell.value == (cell_text(typed) or None)
    assert cell.data_type in ("s", "n")
    assert typed == "" or cell.data_type == "s"


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_cleaning_a_text_twice_changes_nothing_more(typed: str) -> None:
    once = cell_text(typed)
    assert cell_text(once) == once
    assert not {unicodedata.category(char) for char in once} & {"Cc", "Cf", "Cs", "Cn"}
    visible = [char for char in unicodedata.normalize("NFC", typed) if char.isprintable()]
    assert [char for char in once if char in visible] or not visible


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_begins_like_a_formula_stays_text_when_it_is_edited(typed: str) -> None:
    facts = register_of(samples.make_register_line(note=typed))
    cell = line_after(first_sheet(facts), "Nhận hồ sơ")[14]
    assert cell.value == cell_text(typed)
    assert cell.quotePrefix or typed.startswith("{")


def test_control_characters_are_replaced_and_escapes_stay_letters() -> None:
    facts = register_of(
        samples.make_register_line(owner_name="A\x00B\x1b\u202eC_x0041_\ufffe\ud800")
    )
    cell = line_after(first_sheet(facts), "Nhận hồ sơ")[4]
    assert cell.value == "A□B□□C_x0041_□□"


@pytest.mark.parametrize("letter", ["ỗ", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(letter: str) -> None:
    facts = register_of(samples.make_register_line(note=letter * 40_000))
    value = line_after(first_sheet(facts), "Nhận hồ sơ")[14].value
    assert isinstance(value, str)
    assert value.endswith(CUT)
    assert MOST_UNITS - 1 <= len(value.encode("utf-16-le")) // 2 <= MOST_UNITS
    assert set(value.removesuffix(CUT)) == {letter}


def test_numbers_are_text_and_days_and_counts_are_real() -> None:
    line = line_after(first_sheet(samples.make_register()), "Nhận hồ sơ")
    assert line[0].value == 1
    assert line[1].value == samples.number_of(1)
    assert line[1].number_format == "@"
    assert (line[3].value, line[3].number_format) == (1, "00")
    assert line[7].value == datetime(2026, 11, 2)  # noqa: DTZ001
    assert line[7].number_format == "dd/mm/yyyy"
    uncollected = line_after(first_sheet(samples.make_uncollected()), "Số điện thoại")
    assert (uncollected[5].value, uncollected[5].number_format) == ("0900000000", "@")
    assert (uncollected[11].value, uncollected[11].number_format) == (8000, "#,##0")


def test_money_and_moments_of_the_statement_are_real() -> None:
    sheet = first_sheet(samples.make_collection())
    line = line_after(sheet, "Người thu: Phạm Thị Cán Bộ Thử")
    assert line[6].value == datetime(2026, 11, 20, 9, 10)  # noqa: DTZ001
    assert [cell.value for cell in line[8:11]] == [16000, 8000, 24000]
    assert (line[12].value, line[12].number_format) == ("0000001", "@")
    total = sheet[row_of(sheet, "Tổng cộng")]
    assert [cell.value for cell in total[8:11]] == [80000, 48000, 128000]
    assert total[10].number_format == "#,##0"


def test_the_report_keeps_its_published_headings_and_column_numbers() -> None:
    sheet = first_sheet(samples.make_report_06a())
    top = row_of(sheet, "STT")
    heading = [[cell.value for cell in sheet[at]] for at in range(top, top + 4)]
    n = None
    assert heading == [
        [
            *("STT", "Lĩnh vực, công việc giải quyết theo cấp"),
            *("Số hồ sơ nhận giải quyết", n, n, n),
            *("Số hồ sơ đã giải quyết", n, n, n),
            *("Số hồ sơ đang giải quyết", n, n),
        ],
        [
            *(n, n, "Tổng số", "Trong kỳ", n, "Từ kỳ trước"),
            *("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"),
            *("Tổng số", "Trong hạn", "Quá hạn"),
        ],
        [n, n, n, "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", *[n] * 8],
        [f"({at})" for at in range(1, 14)],
    ]
    rows = [[cell.value for cell in sheet[at]] for at in range(top + 4, top + 10)]
    assert rows[1] == [2, "Chứng thực", 18, 6, 10, 2, 10, 4, 6, 0, 8, 6, 2]
    assert rows[5][1:] == ["Tổng số", 135, 45, 75, 15, 78, 30, 45, 3, 57, 51, 6]
    assert sheet.print_title_rows == f"${top}:${top + 3}"


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_a_book_prints_and_scrolls_under_its_heading(name: str) -> None:
    for sheet in opened(EVERY_BOOK[name]).worksheets:
        assert isinstance(sheet, Worksheet)
        first_title = {"result-handover": "TT"}.get(name, "STT")
        titles = [c.row for row in sheet.iter_rows() for c in row if c.value == first_title]
        assert sheet.print_title_rows
        if titles and titles[0]:
            assert sheet.print_title_rows.startswith(f"${titles[0]}:")
        beyond = int(sheet.print_title_rows.split("$")[-1]) + 1
        assert sheet.freeze_panes
        assert sheet.freeze_panes.lstrip("ABC") == str(beyond)
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert str(sheet.page_setup.fitToHeight) == "0"
        landscape = name != "certification-count"
        assert (sheet.page_setup.orientation == "landscape") == landscape
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert sheet.oddFooter
        assert "Trang &P/&N" in str(sheet.oddFooter.center.text)


LONG = "Chứng thực văn bản phân chia di sản mà di sản là động sản, quyền sử dụng đất, nhà ở"


def width(sheet: Worksheet, column: int) -> float:
    """Give the room for words in a column in points, and none of its padding."""
    known = sheet.column_dimensions.values()
    ranges = [d for d in known if (d.min or 0) <= column <= (d.max or 0)]
    return (ranges[0].width * 7 - 5) * 0.75


def test_a_row_is_as_high_as_the_lines_of_its_longest_cell() -> None:
    lines = [samples.make_register_line(procedure_name=LONG * times) for times in (1, 2, 3)]
    short = samples.make_register_line(
        number="1", procedure_name="A", owner_name="B", owner_address="C", agency="D", way="",
        giver="", taker="", phone="", note="",
    )  # fmt: skip
    sheet = first_sheet(replace(samples.make_register(0), lines=(*lines, short)))
    top = row_of(sheet, "Nhận hồ sơ") + 1
    heights = [sheet.row_dimensions[top + at].height for at in range(4)]
    assert heights[3] is None
    for times, height in enumerate(heights[:3], 1):
        needed = len(break_lines([LONG * times], 11, width(sheet, 3)))
        assert needed > times
        assert needed * 13 <= (height or 0) <= (needed + 3) * 16


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.integers(6, 60))
def test_no_words_need_more_lines_than_they_are_given(typed: str, letters: int) -> None:
    words = re.sub("[-/]", "x", cell_text(typed))  # behind these, paper breaks a word otherwise
    assert line_count(words, letters) >= len(break_lines([words], 11, letters * 5.25))


def test_a_row_is_never_higher_than_a_spreadsheet_takes() -> None:
    sheet = first_sheet(register_of(samples.make_register_line(note="ỗ" * 30_000)))
    highest = max(d.height or 0 for d in sheet.row_dimensions.values())
    assert 300 < highest <= 409


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_every_sheet_is_as_wide_as_its_page_and_stands_in_its_middle(name: str) -> None:
    for sheet in opened(EVERY_BOOK[name]).worksheets:
        assert isinstance(sheet, Worksheet)
        whole = sum(width(sheet, at) + 3.75 for at in range(1, sheet.max_column + 1))
        page = {"landscape": 784, "portrait": 538}[str(sheet.page_setup.orientation)]
        assert whole >= page * 0.95
        assert sheet.print_options.horizontalCentered


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_the_size_of_a_footer_is_never_read_together_with_a_day(name: str) -> None:
    for sheet in opened(EVERY_BOOK[name]).worksheets:
        assert isinstance(sheet, Worksheet)
        assert sheet.oddFooter
        assert sheet.oddFooter.center.size == 9
        assert "Trang" in str(sheet.oddFooter.center.text)


def test_the_mark_of_a_training_ward_prints_once_a_page() -> None:
    letterhead = paper_samples.make_letterhead(training=True)
    sheet = first_sheet(samples.make_register(head=samples.make_head(letterhead=letterhead)))
    assert sheet["A1"].value == TRAINING
    assert "$A$2:" in sheet.print_area
    assert "$A$1:" in first_sheet(samples.make_register()).print_area


@pytest.mark.parametrize("name", ["register", "overdue-list", "uncollected-list", "handover-list"])
def test_a_flat_list_can_be_filtered_without_its_totals(name: str) -> None:
    facts: Any = EVERY_BOOK[name]
    sheet = first_sheet(facts)
    first, last = re.findall(r"\d+", sheet.auto_filter.ref or "")
    assert int(last) - int(first) == len(facts.lines)
    assert sheet.cell(int(last), 1).value == len(facts.lines)


def test_grouped_lists_and_forms_have_no_filter() -> None:
    assert first_sheet(samples.make_collection()).auto_filter.ref is None
    assert first_sheet(samples.make_report_06a()).auto_filter.ref is None


@pytest.mark.parametrize("name", samples.every_empty_report())
def test_an_empty_book_says_so(name: str) -> None:
    sheet = first_sheet(samples.every_empty_report()[name])
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert [v for v in values if isinstance(v, str) and re.match("Không (có|thu) ", v)]
    assert sheet.auto_filter.ref is None


def test_summaries_have_sheets_of_their_own() -> None:
    overdue = opened(samples.make_overdue())
    assert overdue.sheetnames == ["Danh sách hồ sơ quá hạn", "Tổng hợp theo nguyên nhân"]
    tally = opened(paper_samples.make_tally())["Cân đối trong ngày"]
    values = {row[0].value: row[1].value for row in tally.iter_rows()}
    assert values["Hồ sơ kỳ trước chuyển sang"] == 41
    assert values["Thu bằng tiền mặt"] == 210000


def test_only_the_sheet_that_is_signed_has_the_letterhead() -> None:
    for facts in (samples.make_overdue(), paper_samples.make_tally()):
        sheets = [sheet for sheet in opened(facts).worksheets if isinstance(sheet, Worksheet)]
        values = [{c.value for row in sheet.iter_rows() for c in row} for sheet in sheets]
        assert [NATION in of_sheet for of_sheet in values] == [True, False]
        signed = [any("Ký" in str(v) for v in of_sheet) for of_sheet in values]
        assert signed == [True, False]


def test_a_draft_and_training_book_says_so_on_top() -> None:
    letterhead = paper_samples.make_letterhead(training=True)
    sentence = "=Hồ sơ T0003 chưa khớp."
    head = samples.make_head(letterhead=letterhead, broken=(sentence,))
    sheet = first_sheet(samples.make_register(head=head))
    assert row_of(sheet, TRAINING) == 1
    assert row_of(sheet, f"- {sentence}") < row_of(sheet, "STT")
    assert sheet.oddHeader
    assert TRAINING in str(sheet.oddHeader.center.text)
    assert sheet["A1"].value == TRAINING


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_equal_facts_give_equal_bytes_of_a_book(name: str) -> None:
    assert workbook(EVERY_BOOK[name]) == workbook(EVERY_BOOK[name])


@pytest.mark.parametrize("name", EVERY_BOOK)
def test_the_properties_name_no_person_and_no_machine(name: str) -> None:
    book = opened(EVERY_BOOK[name])
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert book.properties.created.date() == date(2026, 11, 20)
    assert book.properties.created == book.properties.modified


def test_no_part_of_a_book_touches_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert workbook(samples.make_register(300)).startswith(b"PK")


def test_names_of_sheets_are_such_as_a_spreadsheet_takes() -> None:
    odd = ["Biểu II.06a/VPCP/KSTT", "a" * 40, "'", "History", "A" * 31, "x", "X"]
    names = sheet_names(odd)
    assert len({name.lower() for name in names}) == len(odd)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert names[0] == "Biểu II.06a-VPCP-KSTT"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(sorted(EVERY_BOOK)))
def test_no_text_ever_stops_a_book(typed: str, name: str) -> None:
    assert opened(samples.filled_with(EVERY_BOOK[name], typed)).sheetnames


def test_progress_of_a_book_is_told_and_stops_it() -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 100

    with pytest.raises(DeskError) as stopped:
        workbook(samples.make_register(300), listen)
    assert stopped.value.code is Code.CANCELLED
    assert told == [(0, 600), (50, 600), (100, 600)]


def test_a_day_before_the_days_of_a_spreadsheet_is_text() -> None:
    line = replace(samples.make_register_line(), received_day=date(1899, 12, 30))
    cell = line_after(first_sheet(register_of(line)), "Nhận hồ sơ")[7]
    assert cell.value == "30/12/1899"


@pytest.mark.long
def test_ten_thousand_dossiers_all_stand_in_the_book() -> None:
    book = load_workbook(BytesIO(workbook(samples.make_register(10_000))), read_only=True)
    numbers = {row[1] for row in book.worksheets[0].iter_rows(values_only=True) if len(row) > 1}
    assert {samples.number_of(at) for at in range(1, 10_001)} <= numbers


def test_the_tally_of_a_corrected_day_tells_what_was_corrected_and_why() -> None:
    long_reason = "Nhập trùng hồ sơ của cùng một người " * 20
    facts = paper_samples.make_tally(
        changes=(TallyChange("Tiếp nhận trong ngày", 123, 121),),
        corrections=("Hồ sơ X: hủy hồ sơ, lý do: Nhập trùng", f"Hồ sơ Y: {long_reason}"),
        notes=("Đính chính ngày 19/11: hồ sơ Z, hủy hồ sơ, lý do: Nhầm",),
    )
    book = opened(facts)
    sheet = book["Đính chính"]
    assert isinstance(sheet, Worksheet)
    row = sheet[row_of(sheet, "Tiếp nhận trong ngày")]
    assert [cell.value for cell in row] == ["Tiếp nhận trong ngày", 123, 121, -2]
    first = first_sheet(facts)
    said = row_of(first, "Đính chính sau khi chốt sổ:")
    assert first.cell(said + 1, 1).value == facts.corrections[0]
    wrapped = first.cell(said + 2, 1)
    assert wrapped.value == facts.corrections[1]
    assert wrapped.alignment.wrap_text
    assert (first.row_dimensions[said + 2].height or 0) > 3 * 15
    notes = row_of(first, "Ghi chú (không tính vào bảng):")
    assert first.cell(notes + 1, 1).value == facts.notes[0]


def test_the_tally_of_a_day_without_corrections_has_no_sheet_of_them() -> None:
    assert opened(paper_samples.make_tally()).sheetnames == [
        "Thống kê trong ngày",
        "Cân đối trong ngày",
    ]
