"""The report of all wards says how complete it is, and adds up only what is complete."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.graphics.shapes import Drawing, Rect, String

from tests.helpers import pdf as reading
from tests.helpers import totals_samples as samples
from tests.helpers.report_samples import filled_with
from tthc_desk.documents.chart_periods import periods_chart
from tthc_desk.documents.charts import DEEP
from tthc_desk.documents.consolidated import consolidated_workbook, render_consolidated
from tthc_desk.documents.press import DRAFT
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.totals import Chain
from tthc_desk.domain.vietnamese import percent_text
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

SHEETS = ["Theo phường", "Theo lĩnh vực", "Chưa đủ tệp"]


def opened(facts: ConsolidatedFacts) -> Workbook:
    return load_workbook(BytesIO(consolidated_workbook(facts)))


def sheet_of(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """Give the lines of a table, its sums last."""
    rows = [list(row) for row in sheet.values]
    return [r for r in rows if isinstance(r[0], int) or r[1] == "Tổng số"]


def words_of(chart: Drawing) -> list[str]:
    return [thing.text for thing in chart.contents if isinstance(thing, String)]


def test_the_report_says_on_top_of_how_many_wards_it_is_made() -> None:
    first, *_, charts = reading.page_texts(render_consolidated(samples.make_consolidated()))
    assert "Số liệu của 9 trên 10 phường" in first
    assert first.index("Số liệu của 9 trên 10") < first.index("STT")
    assert "Chưa đủ tệp, không cộng vào bảng: Phường Thử 500" in first
    assert "Từ ngày 01/10/2024 đến ngày 30/09/2026" in first
    assert "từ tệp hằng tháng của các phường" in first
    assert "Số liệu của 9 trên 10 phường" in charts


def test_every_ward_stands_with_its_figures_and_its_share() -> None:
    facts = samples.make_consolidated()
    written = reading.squeezed(reading.all_text(render_consolidated(facts)))
    for number, ward in enumerate(facts.wards, 1):
        columns = " ".join(map(dong_text, ward.row.columns))
        share = percent_text(ward.row.columns[4], ward.row.columns[0])
        money = f"{dong_text(ward.charge_dong)} {dong_text(ward.fee_dong)}"
        row = f"{number} {ward.row.name} {ward.code} {columns} {share} {money}"
        assert reading.squeezed(row) in written
    columns = " ".join(map(dong_text, facts.total.columns))
    assert reading.squeezed(f"Tổng số {columns} {facts.percent} 90.000 -45.000") in written
    for field in facts.fields:
        figures = " ".join(map(dong_text, field.columns))
        assert reading.squeezed(f"{field.name} {figures}") in written


def test_a_ward_that_is_not_complete_stands_apart_with_what_is_missing() -> None:
    facts = samples.make_consolidated(lacking=2)
    (apart,) = [
        page for page in reading.page_texts(render_consolidated(facts)) if "không cộng" in page
        and "Kỳ chưa có số liệu" in page
    ]  # fmt: skip
    without_first, with_first = facts.incomplete
    known = without_first.row.columns
    later = " ".join(map(str, known[4:]))
    assert f"1 Phường Thử 500 01092 {known[1]} {known[2]} {later} tháng 1/2026 – 2/2026" in apart
    figures = " ".join(map(str, with_first.row.columns[1:]))
    assert f"2 Phường Thử 501 01093 {figures} tháng 1/2026 – 2/2026" in apart
    ended = replace(with_first, has_last=False)
    pages = reading.all_text(render_consolidated(replace(facts, incomplete=(ended,))))
    cut = " ".join(map(str, ended.row.columns[1:8]))
    assert f"1 Phường Thử 501 01093 {cut} tháng 1/2026 – 2/2026" in pages


def test_a_report_of_all_wards_has_no_table_of_missing_ones() -> None:
    written = reading.all_text(render_consolidated(samples.make_consolidated(lacking=0)))
    assert "Số liệu của 9 trên 9 phường" in written
    assert "Chưa đủ tệp" not in written


def test_a_report_of_no_ward_says_so() -> None:
    facts = samples.make_consolidated(0, 3, 0, months=0, percent="–")
    written = reading.all_text(render_consolidated(facts))
    assert "Số liệu của 0 trên 3 phường" in written
    assert "Không có phường nào đủ tệp." in written


def test_many_wards_that_lack_files_are_counted_on_top_and_named_in_their_table() -> None:
    facts = samples.make_consolidated(8, 118)
    pages = reading.page_texts(render_consolidated(facts))
    assert "Phường Thử 507 và 110 phường khác" in pages[0]
    written = " ".join(pages)
    assert [w for w in facts.incomplete if f"{w.row.name} {w.code}" not in written] == []


def test_breaks_make_it_a_draft_and_are_named_before_the_figures() -> None:
    facts = samples.make_worst_consolidated()
    pages = reading.page_texts(render_consolidated(facts))
    assert all(DRAFT in page for page in pages)
    for sentence in facts.head.broken:
        assert pages[0].index(sentence) < pages[0].index("STT")
    assert DRAFT not in reading.all_text(render_consolidated(samples.make_consolidated()))


def test_gaps_notes_and_the_head_of_the_chain_stand_under_the_tables() -> None:
    written = reading.all_text(render_consolidated(samples.make_consolidated()))
    for words in (
        "Tệp đã đánh số nhưng chưa nhận được: Phường Thử 3: khóa 3f2a91c077d350b8, chưa nhận",
        "Ghi chú (không tính vào bảng): Hủy trong kỳ: 12 hồ sơ; Từ chối tiếp nhận tại quầy",
        f"Dấu chuỗi sự kiện: {samples.AUDIT_HEAD[:16]}…",
        "NGƯỜI LẬP BÁO CÁO",
        "Tỷ lệ cắt ở hai chữ số thập phân",
    ):
        assert words in written


def test_ten_wards_take_three_pages_charts_last() -> None:
    pages = reading.page_texts(render_consolidated(samples.make_consolidated()))
    assert len(pages) == 3
    assert "BIỂU ĐỒ TỔNG HỢP" in pages[2]
    assert "(Ký và ghi rõ họ tên)" in pages[1]


@pytest.mark.parametrize("wards", [30, 126])
def test_many_wards_keep_every_row_under_a_repeated_heading(wards: int) -> None:
    facts = samples.make_consolidated(wards, 2)
    pages = reading.page_texts(render_consolidated(facts))
    written = " ".join(pages)
    assert [w for w in facts.wards if f"{w.row.name} {w.code}" not in written] == []
    for at, page in enumerate(pages, 1):
        assert f"Trang {at}/{len(pages)}" in page
        assert ("Trực tuyến" in page) == ("Phường Thử" in page and "BIỂU ĐỒ" not in page)
    (last,) = [page for page in pages if f"Phường Thử {wards} " in page and "BIỂU ĐỒ" not in page]
    assert f"Tổng số {dong_text(facts.total.columns[0])}" in last


@pytest.mark.long
def test_all_wards_of_the_country_come_back_from_the_report() -> None:
    facts = samples.make_consolidated(3300, 21)
    pages = reading.page_texts(render_consolidated(facts))
    written = " ".join(pages)
    assert [w for w in facts.wards if f"{w.row.name} {w.code}" not in written] == []
    assert len(pages) > 100


def test_large_sums_are_never_broken_between_digits() -> None:
    facts = samples.make_worst_consolidated()
    drawn = b"".join(reading.page_streams(render_consolidated(facts)))
    # By ward and by field.
    for figure in facts.total.columns[:4]:
        assert drawn.count(f"({dong_text(figure)}) Tj".encode()) == 2
    assert b"(-999.999.999.999) Tj" in drawn


@pytest.mark.parametrize("wards", range(9, 44))
def test_the_sums_of_the_wards_never_stand_alone_on_a_page(wards: int) -> None:
    facts = samples.make_consolidated(wards, 0, 0, months=0)
    pages = reading.page_texts(render_consolidated(facts))
    (last,) = [page for page in pages if re.search(rf"Phường Thử {wards} \d{{5}} ", page)]
    assert f"Tổng số {dong_text(facts.total.columns[0])}" in last


def test_the_charts_name_their_sums_and_the_largest_wards() -> None:
    facts = samples.make_consolidated(126)
    charts = reading.page_texts(render_consolidated(facts))[-1]
    received = sum(month[1] for month in facts.months)
    finished = sum(month[2] for month in facts.months)
    assert f"Tiếp nhận: {dong_text(received)}" in charts
    assert f"Có kết quả: {dong_text(finished)}" in charts
    assert "22 phường tiếp nhận nhiều nhất trong 126 phường" in charts
    ordered = sorted(facts.wards, key=lambda w: -(w.row.columns[1] + w.row.columns[2]))
    shown = set(re.findall(r"Phường Thử (\d+)", charts))
    assert shown == {ward.row.name.split()[-1] for ward in ordered[:22]}
    early, on_time, late = facts.total.columns[5:8]
    done = early + on_time + late
    assert f"Hồ sơ có kết quả theo thời hạn: {dong_text(done)}" in charts
    assert f"Quá hạn: {dong_text(late)} ({percent_text(late, done)})" in charts


@pytest.mark.parametrize(
    ("chain", "count", "title"),
    [
        (Chain.MONTHLY, 24, "Tiếp nhận và có kết quả theo tháng"),
        (Chain.WEEKLY, 104, "Tiếp nhận và có kết quả theo tuần (từ thứ Hai)"),
        (Chain.DAILY, 31, "Tiếp nhận và có kết quả theo ngày"),
        (Chain.DAILY, 730, "Tiếp nhận và có kết quả theo tháng"),
    ],
)
def test_periods_are_drawn_two_columns_each_within_the_chart(
    chain: Chain, count: int, title: str
) -> None:
    step = {Chain.DAILY: 1, Chain.WEEKLY: 7, Chain.MONTHLY: 31}[chain]
    first = date(2024, 10, 1)
    periods = [(first + timedelta(step * at), 100 + at, 90 + at) for at in range(count)]
    chart = periods_chart(chain, periods, 400.0, 150.0)
    words = words_of(chart)
    assert words[0] == title
    boxes = [thing for thing in chart.contents if isinstance(thing, Rect)]
    columns = [box for box in boxes if box.fillColor == DEEP][1:]
    assert len(columns) == (24 if count == 730 else count)
    assert all(box.x >= 0 and box.x + box.width <= 400 for box in boxes)
    assert all(box.y >= 0 and box.y + box.height <= chart.height for box in boxes)
    highest = max(columns, key=lambda box: box.height)
    assert highest is columns[-1] or count == 730


def test_a_chart_of_nothing_says_so() -> None:
    for periods in ([], [(date(2026, 10, 1), 0, 0)]):
        assert "Không có hồ sơ" in words_of(periods_chart(Chain.MONTHLY, periods, 400.0, 150.0))


def test_equal_facts_give_equal_bytes_of_report_and_workbook() -> None:
    facts = samples.make_consolidated()
    assert render_consolidated(facts) == render_consolidated(facts)
    assert consolidated_workbook(facts) == consolidated_workbook(facts)


def test_the_first_workbook_of_a_process_equals_the_later_ones() -> None:
    script = (
        "from tests.helpers import totals_samples as samples;"
        "from tthc_desk.documents.consolidated import consolidated_workbook as made;"
        "facts = samples.make_consolidated();"
        "assert made(facts) == made(facts)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_progress_of_the_report_is_told_and_stops_it() -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 100

    facts = samples.make_consolidated(126)
    for make in (render_consolidated, consolidated_workbook):
        with pytest.raises(DeskError) as stopped:
            make(facts, listen)
        assert stopped.value.code is Code.CANCELLED
    assert told[0] == (0, 133)


def test_the_workbook_has_its_three_sheets_with_real_numbers() -> None:
    facts = samples.make_consolidated()
    book = opened(facts)
    assert book.sheetnames == SHEETS
    *wards, total = rows_of(sheet_of(book, "Theo phường"))
    for number, (row, ward) in enumerate(zip(wards, facts.wards, strict=True), 1):
        share = percent_text(ward.row.columns[4], ward.row.columns[0])
        figures = [*ward.row.columns, share, ward.charge_dong, ward.fee_dong]
        assert row == [number, ward.row.name, ward.code, *figures]
    money = [facts.charge_dong, facts.fee_dong]
    assert total[3:] == [*facts.total.columns, facts.percent, *money]
    assert [sum(row[at] for row in wards) for at in range(3, 14)] == list(facts.total.columns)
    fields = rows_of(sheet_of(book, "Theo lĩnh vực"))
    assert [row[1] for row in fields] == [*(row.name for row in facts.fields), "Tổng số"]
    assert fields[0][2:13] == list(facts.fields[0].columns)
    (lacking,) = rows_of(sheet_of(book, "Chưa đủ tệp"))
    assert lacking[1:3] == ["Phường Thử 500", "01092"]
    assert lacking[5] is None
    assert lacking[-1] == "tháng 1/2026 – 2/2026"


def test_every_cell_of_the_workbook_has_room_for_its_figure() -> None:
    for sheet in opened(samples.make_worst_consolidated()).worksheets:
        assert isinstance(sheet, Worksheet)
        found: Any = sheet.column_dimensions.values()
        widths = {at: d.width for d in found for at in range(d.min, d.max + 1)}
        cells = [(at, value) for row in sheet.values for at, value in enumerate(row, 1)]
        figures = [(at, value) for at, value in cells if isinstance(value, int)]
        assert [v for at, v in figures if len(dong_text(v)) + 1 > widths[at]] == []


def test_the_workbook_says_that_no_ward_lacks_a_file() -> None:
    sheet = sheet_of(opened(samples.make_consolidated(lacking=0)), "Chưa đủ tệp")
    assert "Không có phường nào thiếu tệp." in [v for row in sheet.values for v in row]


def test_every_sheet_scrolls_under_its_heading_and_prints_one_page_wide() -> None:
    for sheet in opened(samples.make_consolidated()).worksheets:
        assert isinstance(sheet, Worksheet)
        top, foot = map(int, re.findall(r"\d+", str(sheet.print_title_rows)))
        assert sheet.cell(top, 1).value == "STT"
        assert sheet.freeze_panes == f"C{foot + 1}"
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.orientation == "landscape"
        assert "Số liệu của 9 trên 10 phường" in [v for row in sheet.values for v in row]


@pytest.mark.parametrize("typed", ["=1+1", "+84900000000", "-5", "@SUM(A1)", "\t=1", "{=1}"])
def test_no_cell_of_the_workbook_of_wards_runs(typed: str) -> None:
    for sheet in opened(filled_with(samples.make_consolidated(), typed)).worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
