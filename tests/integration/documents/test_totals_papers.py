"""The papers that go with totals say what their facts say, in figures a hand can compare."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from tests.helpers import pdf as reading
from tests.helpers import totals_samples as samples
from tests.helpers.report_samples import filled_with
from tthc_desk.documents.consolidated import render_consolidated
from tthc_desk.documents.digest import grouped
from tthc_desk.documents.lettering import text
from tthc_desk.documents.press import DRAFT, TRAINING
from tthc_desk.documents.span_words import spans_words
from tthc_desk.documents.totals_papers import render_totals_paper, totals_workbook
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.totals import Chain, Span, TotalsNotes, period_at
from tthc_desk.usecases.totals_facts import (
    ConsolidatedFacts,
    TotalsPaperFacts,
    TotalsSheetFacts,
)

HOSTILE = (
    "</para><b>Nguyễn",
    '<img src="/etc/hostname"/>',
    "https://example.vn/",
    "=1+1",
    "Thử\u202eNghiệm\x00\x1b[31m",
    "😀\ud800",
    "(\\)) Tj ET %%EOF",
    "Ỗ" * 300,
    "từ " * 400,
)
ORDINARY = samples.every_paper()
WORST = samples.every_worst_paper()
WARD_PAPERS = ("totals-sheet", "transfer-note", "key-sheet")
EXPECTED = {
    "totals-sheet": (
        "BẢNG SỐ LIỆU TỔNG HỢP",
        "Tháng 10 năm 2026 (01/10/2026 – 31/10/2026) – chuỗi hằng tháng",
        "(số liệu tính đến 09:05 02/11/2026)",
        "Đơn vị gửi: Phường Thử Nghiệm (mã 00592); đơn vị nhận: Văn phòng Ủy ban nhân dân",
        "Chưa gửi: tháng 1/2026",
        "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) (13)",
        "2 Hộ tịch 729 270 450 9 678 630 45 3 51 51 0 1 1.800.000 72.000",
        "2.2 Thủ tục đăng ký kết hôn 1.000894 243 90 150 3 225 210 15 0 18 18 0 1 600.000 24.000",
        "Tổng số 1.215 450 750 15 1.131 1.050 75 6 84 84 0 3 3.000.000 120.000",
        "hồ sơ hủy 2; từ chối tại quầy 4; hướng dẫn tại quầy 9; tiếp nhận giúp cơ quan khác 3; "
        "nhập bù từ phiếu viết tay 1; ngày chưa chốt sổ 0.",
        "Tệp: TOTALS_00592_2026-10-01_2026-10-31_7.json, số 7 của khóa ký 3f2a91c077d350b8.",
        f"Mã tệp (SHA-256): {grouped(samples.HASH)}",
        "NGƯỜI LẬP",
        "NGƯỜI PHỤ TRÁCH",
        f"Dấu chuỗi sự kiện: {samples.AUDIT_HEAD[:16]}…",
    ),
    "transfer-note": (
        "PHIẾU GỬI TỆP SỐ LIỆU",
        "Kính gửi: Văn phòng Ủy ban nhân dân thành phố",
        "Đơn vị gửi: Phường Thử Nghiệm (mã 00592)",
        "Kỳ số liệu: Tháng 10 năm 2026 (01/10/2026 – 31/10/2026), chuỗi hằng tháng",
        "Tên tệp: TOTALS_00592_2026-10-01_2026-10-31_7.json",
        "tệp của kỳ, số 7 của khóa ký 3f2a91c077d350b8",
        f"Dấu vân tay của khóa ký: {samples.FINGERPRINT}",
        "Kích thước: 12.345 byte",
        "Chưa gửi: tháng 1/2026",
        "1.215 1.200 1.131 6 84 0 3.000.000 120.000",
        "Người gửi: Phạm Thị Cán Bộ Thử",
        "Chức vụ: Công chức Văn phòng - Thống kê",
        "Lập phiếu lúc: 09:30 02/11/2026",
        "Đã đối chiếu mã tệp: khớp không khớp",
        "Nhận lúc: ..... giờ .....",
    ),
    "key-sheet": (
        "PHIẾU KHÓA KÝ SỐ LIỆU",
        "Đơn vị: Phường Thử Nghiệm (mã 00592)",
        "Mã khóa: 3f2a91c077d350b8",
        "Lập lúc: 09 giờ 05 phút, ngày 20 tháng 11 năm 2026",
        "Tệp khóa gửi kèm: KHOA_00592_3f2a91c077d350b8.json",
        "Thay khóa: không, đây là khóa đầu tiên",
        samples.FINGERPRINT,
        "đối chiếu đủ tám nhóm",
        "(Ký, ghi rõ họ tên, đóng dấu)",
        "BÊN ĐĂNG KÝ KHÓA",
    ),
    "consolidated": ("BÁO CÁO TỔNG HỢP", "Số liệu của 9 trên 10 phường"),
}


def drawn(facts: TotalsPaperFacts) -> bytes:
    """Make the PDF of any paper of totals."""
    if isinstance(facts, ConsolidatedFacts):
        return render_consolidated(facts)
    return render_totals_paper(facts)


def with_letterhead(facts: Any, **changes: Any) -> Any:
    if isinstance(facts, ConsolidatedFacts):
        letterhead = replace(facts.head.letterhead, **changes)
        return replace(facts, head=replace(facts.head, letterhead=letterhead))
    return replace(facts, letterhead=replace(facts.letterhead, **changes))


def book_sheet(facts: TotalsSheetFacts) -> Worksheet:
    """Read the one sheet of the workbook back."""
    (sheet,) = load_workbook(BytesIO(totals_workbook(facts))).worksheets
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, words: str) -> list[Any]:
    """Give the values of the row in which a cell says exactly this."""
    (found,) = [row for row in sheet.iter_rows(values_only=True) if words in row]
    return list(found)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_paper_says_what_its_facts_say(name: str) -> None:
    written = reading.squeezed(reading.all_text(drawn(ORDINARY[name])))
    missing = [words for words in EXPECTED[name] if reading.squeezed(words) not in written]
    assert missing == []


@pytest.mark.parametrize("papers", [ORDINARY, WORST], ids=["ordinary", "worst"])
@pytest.mark.parametrize("name", EXPECTED)
def test_only_embedded_typefaces_of_ours_are_in_a_paper(
    papers: dict[str, TotalsPaperFacts], name: str
) -> None:
    fonts = reading.fonts(drawn(papers[name]))
    assert fonts
    assert all(fonts.values())
    assert all(font.startswith("LiberationS") for font in fonts)


@pytest.mark.parametrize("name", EXPECTED)
def test_equal_facts_give_equal_bytes_of_a_paper(name: str) -> None:
    assert drawn(ORDINARY[name]) == drawn(ORDINARY[name])


@pytest.mark.parametrize("papers", [ORDINARY, WORST], ids=["ordinary", "worst"])
@pytest.mark.parametrize("name", ["transfer-note", "key-sheet"])
def test_the_note_and_the_key_sheet_take_one_page_of_a4(
    papers: dict[str, TotalsPaperFacts], name: str
) -> None:
    assert reading.page_sizes_mm(drawn(papers[name])) == [(210, 297)]


def test_the_figures_of_an_ordinary_month_take_one_page_across() -> None:
    assert reading.page_sizes_mm(drawn(ORDINARY["totals-sheet"])) == [(297, 210)]


def test_forty_fields_repeat_their_heading_and_keep_every_row() -> None:
    pages = reading.page_texts(drawn(WORST["totals-sheet"]))
    written = reading.squeezed(" ".join(pages))
    for at, page in enumerate(pages, 1):
        assert f"Trang {at}/{len(pages)}" in page
        assert "(1) (2) (3) (4)" in page or at == len(pages)
    numbers = [f"{at}.{place}" for at in range(1, 41) for place in (1, 2)]
    assert [one for one in numbers if f"thửnghiệm{one}" not in written] == []
    assert "-999.999.999-8.000" in written
    assert "-13.120.000" in written


def test_the_sums_never_stand_alone_on_a_page() -> None:
    for count in range(2, 30):
        rows = tuple(samples.make_row("Hộ tịch", "1.1", f"Thử {at}.") for at in range(count))
        pages = reading.page_texts(drawn(samples.make_sheet(totals=samples.make_totals(rows=rows))))
        (last,) = [page for page in pages if re.search(r"Tổng số \d", page)]
        assert f"Thử {count - 1}." in last


def test_an_amendment_names_the_file_it_takes_the_place_of() -> None:
    totals = samples.make_totals(replaces=samples.OLD_HASH)
    for facts in (samples.make_sheet(totals=totals), samples.make_note(totals=totals)):
        written = reading.all_text(drawn(facts))
        assert grouped(samples.OLD_HASH) in written
        assert "sửa đổi" in written
        ordinary = replace(facts, totals=samples.make_totals())
        assert grouped(samples.OLD_HASH) not in reading.all_text(drawn(ordinary))


def test_gaps_are_all_named_on_the_sheet_and_the_first_on_the_note() -> None:
    totals = samples.make_worst_totals(rows=())
    gaps = samples.days_gone(150)
    sheet = reading.all_text(drawn(samples.make_sheet(totals=totals, gaps=gaps)))
    assert "19/01/2026 và 140 kỳ khác" in sheet
    assert "26/10/2026." in sheet
    note = reading.all_text(drawn(samples.make_note(totals=totals, gaps=gaps)))
    assert "09/01/2026 và 145 kỳ khác" in note
    none = reading.all_text(drawn(samples.make_note(gaps=())))
    assert "Chưa gửi: không có kỳ nào trước kỳ này" in none


def test_a_month_without_dossiers_says_so() -> None:
    facts = samples.make_sheet(totals=samples.make_totals(rows=(), notes=TotalsNotes()))
    written = reading.all_text(drawn(facts))
    assert "Trong kỳ không có hồ sơ nào." in written
    assert "Tổng số 0 0 0 0 0 0 0 0 0 0 0 0 0 0" in written


def test_the_hash_stands_in_lines_of_four_groups() -> None:
    written = reading.all_text(drawn(ORDINARY["transfer-note"]))
    assert f"(SHA-256 của nội dung) {grouped(samples.HASH)}" in written
    assert grouped(samples.HASH).split() == re.findall("....", samples.HASH)


@pytest.mark.parametrize(
    ("name", "size", "lines"), [("transfer-note", "17.82", 4), ("key-sheet", "34", 2)]
)
def test_groups_stand_below_one_another(name: str, size: str, lines: int) -> None:
    (stream,) = reading.page_streams(drawn(ORDINARY[name]))
    start = rb"BT 1 0 0 1 ([\d.]+) ([\d.]+) Tm /F\d\+\d %s Tf" % size.encode()
    found = re.findall(start, stream)
    assert len(found) == 4 * lines
    assert (len({x for x, _ in found}), len({y for _, y in found})) == (4, lines)


def test_groups_of_a_fingerprint_stay_groups_however_they_come() -> None:
    bare = samples.FINGERPRINT.replace(" ", "")
    assert grouped(bare) == grouped(samples.FINGERPRINT) == samples.FINGERPRINT
    pdf = drawn(samples.make_key_sheet(fingerprint=bare))
    assert f"Dấu vân tay của khóa {samples.FINGERPRINT}" in reading.all_text(pdf)


@pytest.mark.parametrize("papers", [ORDINARY, WORST], ids=["ordinary", "worst"])
def test_hash_and_fingerprint_are_read_back_from_their_codes(
    papers: dict[str, Any],
) -> None:
    note, key = papers["transfer-note"], papers["key-sheet"]
    assert reading.codes(drawn(note)) == {("QR Code", f"{note.file_hash} {note.file_name}")}
    assert reading.codes(drawn(key)) == {("QR Code", key.fingerprint)}


@pytest.mark.parametrize("name", ["transfer-note", "key-sheet"])
def test_two_empty_boxes_are_drawn_to_be_ticked(name: str) -> None:
    (stream,) = reading.page_streams(drawn(ORDINARY[name]))
    sides = re.findall(rb"[\d.]+ [\d.]+ ([\d.]+) ([\d.]+) re S", stream)
    assert sum(0 < float(wide) == float(high) < 12 for wide, high in sides) == 2


def test_a_key_that_replaces_one_names_its_fingerprint() -> None:
    written = reading.all_text(drawn(WORST["key-sheet"]))
    assert f"Thay khóa có dấu vân tay: {samples.OLD_FINGERPRINT}" in written
    assert "khóa đầu tiên" not in written


@pytest.mark.parametrize("name", EXPECTED)
def test_training_stands_across_every_page(name: str) -> None:
    pages = reading.page_texts(drawn(with_letterhead(ORDINARY[name], training=True)))
    assert all(TRAINING in page for page in pages)
    assert TRAINING not in reading.all_text(drawn(ORDINARY[name]))


@pytest.mark.parametrize("name", WARD_PAPERS)
def test_a_paper_looked_at_before_sending_is_a_draft(name: str) -> None:
    facts: Any = ORDINARY[name]
    pages = reading.page_texts(render_totals_paper(facts, draft=True))
    assert all(DRAFT in page for page in pages)
    assert "không dùng để báo cáo" not in " ".join(pages)
    assert DRAFT not in reading.all_text(render_totals_paper(facts))


def test_nothing_is_said_of_a_file_that_is_not_yet_written() -> None:
    sheet = render_totals_paper(samples.make_sheet(file_hash=""), draft=True)
    assert "Mã tệp" not in reading.all_text(sheet)
    note = render_totals_paper(samples.make_note(file_hash=""), draft=True)
    assert reading.codes(note) == set()


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_prints_on_a_paper_and_adds_no_link(name: str, typed: str) -> None:
    pdf = drawn(filled_with(ORDINARY[name], typed))
    live = (b"/Annots", b"/URI", b"/Launch", b"/JavaScript", b"/Subtype /Image")
    assert not [key for key in live if key in pdf]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(EXPECTED)))
def test_no_text_ever_stops_a_paper_of_totals(typed: str, name: str) -> None:
    assert drawn(filled_with(ORDINARY[name], typed)).startswith(b"%PDF")


def test_every_letter_of_totals_went_through_the_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    letters: list[str] = []
    for kind, name in ((PDFTextObject, "_formatText"), (Canvas, "drawCentredString")):
        method = getattr(kind, name)

        def told(self: Any, *args: Any, _method: Any = method) -> Any:
            letters.extend(words for words in args if isinstance(words, str))
            return _method(self, *args)

        monkeypatch.setattr(kind, name, told)
    for facts in ORDINARY.values():
        drawn(filled_with(facts, " ".join(HOSTILE[:7])))
    assert len(letters) > 500
    assert [words for words in letters if text(words) != words] == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(Chain), st.sets(st.dates(), max_size=30), st.integers(1, 5))
def test_every_gap_is_in_a_name_or_counted(chain: Chain, days: set[Any], most: int) -> None:
    spans = {period_at(chain, day) for day in days if day.year not in (1, 9999)}
    words = spans_words(chain, spans)
    dates = re.findall(r"[\d/]+", words)
    runs = words.split(", ") if words else []
    assert len(dates) == sum(2 if "–" in run else 1 for run in runs)
    assert bool(words) == bool(spans)
    short = spans_words(chain, spans, most)
    assert short == words or (" kỳ khác" in short and len(short.split(", ")) == most)


def test_periods_that_follow_one_another_are_named_together() -> None:
    months = [
        period_at(Chain.MONTHLY, samples.OCTOBER.first.replace(month=m)) for m in (3, 5, 4, 8)
    ]
    assert spans_words(Chain.MONTHLY, months) == "tháng 3/2026 – 5/2026, 8/2026"
    assert spans_words(Chain.MONTHLY, months, 1) == "tháng 3/2026 – 5/2026 và 1 kỳ khác"
    week = period_at(Chain.WEEKLY, samples.OCTOBER.first)
    assert spans_words(Chain.WEEKLY, [week]) == "tuần 28/09/2026 – 04/10/2026"
    day = Span(samples.OCTOBER.first, samples.OCTOBER.first)
    assert spans_words(Chain.DAILY, [day]) == "ngày 01/10/2026"


def test_the_workbook_holds_the_figures_as_numbers() -> None:
    facts = samples.make_sheet()
    sheet = book_sheet(facts)
    totals = facts.totals
    expected = [*totals.measures.columns().values(), 3, totals.charge_dong, totals.fee_dong]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == "Tổng số"]
    assert [list(row[3:]) for row in rows] == [expected]
    assert row_of(sheet, "Thủ tục đăng ký kết hôn")[:4] == [
        "2.2",
        "Thủ tục đăng ký kết hôn",
        "1.000894",
        243,
    ]
    lines: Any = sheet.iter_rows(values_only=True)
    fields = [row for row in lines if isinstance(row[0], int)]
    assert [row[1] for row in fields] == list(samples.FIELDS)
    assert [sum(row[at] for row in fields) for at in range(3, 17)] == expected


@pytest.mark.parametrize("name", ["ordinary", "worst"])
def test_the_workbook_scrolls_under_its_heading_and_prints_one_page_wide(name: str) -> None:
    facts: Any = {"ordinary": ORDINARY, "worst": WORST}[name]["totals-sheet"]
    sheet = book_sheet(facts)
    top, foot = map(int, re.findall(r"\d+", str(sheet.print_title_rows)))
    assert sheet.cell(top, 1).value == "STT"
    assert sheet.freeze_panes == f"C{foot + 1}"
    assert sheet.print_area.endswith(f"$Q${sheet.max_row}")
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.orientation == "landscape"
    assert (TRAINING in str(sheet["A1"].value)) == (name == "worst")


def test_no_cell_of_the_workbook_runs_and_each_has_room_for_its_figure() -> None:
    for typed in ("=1+1", "@SUM(A1)", "\t=1"):
        sheet = book_sheet(filled_with(samples.make_sheet(), typed))
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    sheet = book_sheet(samples.make_sheet(totals=samples.make_worst_totals()))
    found: Any = sheet.column_dimensions.values()
    widths = {at: d.width for d in found for at in range(d.min, d.max + 1)}
    cells = [(at, value) for row in sheet.values for at, value in enumerate(row, 1)]
    figures = [(at, value) for at, value in cells if isinstance(value, int)]
    assert len(figures) > 500
    assert [v for at, v in figures if len(dong_text(v)) + 1 > widths[at]] == []
