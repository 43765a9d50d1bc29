"""Every list of a period says on paper what its facts say, however long it is."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import paper_samples
from tests.helpers import pdf as reading
from tests.helpers import report_samples as samples
from tests.helpers.chart_samples import make_facts
from tthc_desk.documents.lettering import text
from tthc_desk.documents.period_charts import period_chart_pdf
from tthc_desk.documents.press import DRAFT, TRAINING
from tthc_desk.documents.render import render
from tthc_desk.documents.reports import REPORT_KINDS, render_report
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.paper_facts import FormSet
from tthc_desk.usecases.report_facts import PeriodChartFacts, ReportFacts

EVERY_REPORT = samples.every_report()
EMPTY = samples.every_empty_report()
HOSTILE = (
    "</para><b>Nguyễn",
    '<img src="/etc/hostname"/>',
    "https://example.vn/",
    "=1+1",
    "Thử\u202eNghiệm\x00\x1b[31m",
    "😀👍🏽\ud800",
    "(\\)) Tj ET %%EOF",
    "Ỗ" * 400,
    "từ " * 900,
)
EXPECTED = {
    "register": (
        "SỔ THEO DÕI HỒ SƠ",
        "Từ ngày 01/11/2026 đến ngày 20/11/2026 (số liệu tính đến 17:05 20/11/2026)",
        "STT Mã hồ sơ Tên TTHC Số lượng hồ sơ (bộ) Tên cá nhân, tổ chức Địa chỉ, số điện thoại "
        "Cơ quan chủ trì giải quyết Ngày, tháng, năm Nhận hồ sơ Hẹn trả kết quả Chuyển hồ sơ đến "
        "cơ quan giải quyết Nhận kết quả từ cơ quan giải quyết Trả kết quả Ngày, tháng, năm "
        "Phương thức nhận kết quả Ký nhận Ghi chú",
        "1 000.00.15.H26- 261120-T0001 Thủ tục đăng ký khai sinh 01 Nguyễn Văn Thử 1",
        "02/11/2026 07/11/2026 02/11/2026 06/11/2026 07/11/2026 trực tiếp Trần Thị Thử Nghiệm",
        "Mã chính thức: H26.15.07- 261120- 0004",
        "Tổng số: 08 hồ sơ.",
        "NGƯỜI LẬP SỔ",
    ),
    "collection-statement": (
        "THỐNG KÊ THU PHÍ, LỆ PHÍ",
        "không phải là biên lai và không thay thế biên lai thu phí, lệ phí",
        "Số tiền (đồng) Phí Lệ phí Cộng Biên lai Ký hiệu Số",
        "Người thu: Phạm Thị Cán Bộ Thử",
        "09:10 20/11/2026 Tiền mặt 16.000 8.000 24.000 TN-26E 0000001",
        "Cộng của Phạm Thị Cán Bộ Thử 80.000 40.000 120.000",
        "Cộng tiền mặt 96.000",
        "Cộng chuyển khoản 24.000",
        "-16.000 0 -16.000",
        "Tổng cộng 80.000 48.000 128.000",
        "Chuyển khoản: 24.000 đồng (Bằng chữ: Hai mươi bốn nghìn đồng).",
        "Tổng số tiền đã thu: 128.000 đồng (Bằng chữ: Một trăm hai mươi tám nghìn đồng).",
        "NGƯỜI THU TIỀN",
    ),
    "overdue-list": (
        "DANH SÁCH HỒ SƠ GIẢI QUYẾT QUÁ HẠN",
        "01/11/2026 08/11/2026 10/11/2026 2 Lê Văn Chuyên Môn Thử Do cơ quan phối hợp",
        "Tổng hợp theo nguyên nhân",
        "2 Chưa nêu nguyên nhân 1 Tổng số 6",
    ),
    "uncollected-list": (
        "DANH SÁCH KẾT QUẢ CHƯA CÓ NGƯỜI ĐẾN NHẬN",
        "Trần Thị Thử Nghiệm 0900000000",
        "06/11/2026 04/11/2026 4 4/2026 8.000 X",
        "Tổng số còn phải thu 48.000",
        "Tổng số: 06 kết quả.",
    ),
    "report-06a": (
        "Biểu số II.06a/VPCP/KSTT",
        "Kỳ báo cáo: Quý III năm 2026 (Từ ngày 01/07/2026 đến ngày 30/09/2026)",
        "- Đơn vị nhận báo cáo: Văn phòng Ủy ban nhân dân thành phố",
        "Đơn vị tính: Số hồ sơ TTHC",
        "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) (13)",
        "2 Chứng thực 18 6 10 2 10 4 6 0 8 6 2",
        "Tổng số 135 45 75 15 78 30 45 3 57 51 6",
        "(3) = (4) + (5) + (6) = (7) + (11)",
        "- Tiếp nhận hộ công an: 2 hồ sơ.",
        "Người làm báo cáo",
    ),
    "certification-count": (
        "THỐNG KÊ SỐ LƯỢNG CHỨNG THỰC",
        "Số bản đã chứng thực Tổng số Bản giấy Bản điện tử",
        "Tổng số 33 93 126 123 3 246.000",
    ),
}


def test_every_list_is_registered_with_its_kind() -> None:
    listed = {kind: name for kind, name in REPORT_KINDS.items() if kind is not PeriodChartFacts}
    assert {type(facts) for facts in EVERY_REPORT.values()} == set(listed)
    assert {kind.value for kind in listed.values()} == set(EVERY_REPORT)


def test_the_charts_of_a_period_are_drawn_as_any_report() -> None:
    facts = make_facts()
    assert render_report(facts) == period_chart_pdf(facts)
    with pytest.raises(DeskError) as stopped:
        render_report(facts, lambda done, of: (done, of) != (0, 1))
    assert stopped.value.code is Code.CANCELLED


@pytest.mark.parametrize("name", EVERY_REPORT)
def test_a_list_says_what_its_form_and_facts_say(name: str) -> None:
    written = reading.squeezed(reading.all_text(render_report(EVERY_REPORT[name])))
    for words in EXPECTED[name]:
        assert reading.squeezed(words) in written


@pytest.mark.parametrize("name", EVERY_REPORT)
def test_only_embedded_typefaces_of_ours_are_in_a_list(name: str) -> None:
    fonts = reading.fonts(render_report(_training(EVERY_REPORT[name])))
    assert fonts
    assert all(fonts.values())
    assert all(font.startswith("LiberationS") for font in fonts)


@pytest.mark.parametrize("name", EVERY_REPORT)
def test_every_page_of_a_list_has_its_number_and_the_signers_are_named(name: str) -> None:
    pages = reading.page_texts(render_report(EVERY_REPORT[name]))
    for at, page in enumerate(pages, 1):
        assert f"Trang {at}/{len(pages)}" in page
    assert "(Ký và ghi rõ họ tên)" in pages[-1]
    assert "Phạm Thị Cán Bộ Thử" in pages[-1]
    assert "Dấu chuỗi sự kiện: 9f2c4e01ab77d350…" in pages[-1]


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_list_says_so_on_one_page(name: str) -> None:
    (page,) = reading.page_texts(render_report(EMPTY[name]))
    assert re.search("Không (có|thu) ", page)


@pytest.mark.parametrize("name", EVERY_REPORT)
def test_the_2025_set_prints_no_number_of_a_sheet_form(name: str) -> None:
    head = EVERY_REPORT[name].head
    letterhead = replace(head.letterhead, form_set=FormSet.TT03_2025)
    facts = replace(EVERY_REPORT[name], head=replace(head, letterhead=letterhead))
    assert "Mẫu số" not in reading.all_text(render_report(facts))


@pytest.mark.parametrize("name", EVERY_REPORT)
def test_training_and_draft_stand_across_every_page(name: str) -> None:
    facts = EVERY_REPORT[name]
    sentence = "Lĩnh vực Hộ tịch: hồ sơ 000.00.15.H26-261120-T0003 chưa khớp."
    broken = replace(facts, head=replace(facts.head, broken=(sentence,)))
    for page in reading.page_texts(render_report(_training(broken))):
        assert f"{DRAFT} – {TRAINING}" in page
    (first, *_) = reading.page_texts(render_report(broken))
    assert first.index(sentence) < first.index(" STT ")
    assert DRAFT not in reading.all_text(render_report(facts))
    assert TRAINING not in reading.all_text(render_report(facts))


@pytest.mark.parametrize("name", EVERY_REPORT)
def test_equal_facts_give_equal_bytes_of_a_list(name: str) -> None:
    assert render_report(EVERY_REPORT[name]) == render_report(EVERY_REPORT[name])


LONG: dict[str, ReportFacts] = {
    "register": samples.make_register(70),
    "collection-statement": samples.make_collection(70),
    "overdue-list": samples.make_overdue(70),
    "uncollected-list": samples.make_uncollected(70),
    "report-06a": samples.make_report_06a(70),
    "certification-count": samples.make_certification_count(100),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_list_repeats_its_heading_and_keeps_every_row(name: str) -> None:
    pages = reading.page_texts(render_report(LONG[name]))
    assert len(pages) > 1
    signed = [page for page in pages if "(Ký và ghi rõ họ tên)" in page]
    assert len(signed) == 1
    with_rows = [page for page in pages if "STT" in page]
    assert len(with_rows) >= len(pages) - 1
    if name == "report-06a":
        assert all("(1) (2) (3)" in page for page in with_rows)
        rows = [f"Lĩnh vực thử {at} " for at in range(5, 70)]
    elif name == "certification-count":
        rows = []
    else:
        rows = [samples.number_of(at) for at in range(1, 71)]
    written = reading.squeezed(" ".join(pages))
    assert [row for row in rows if reading.squeezed(row) not in written] == []


def test_sums_of_a_cashier_stay_on_one_page() -> None:
    for lines in range(1, 14):
        pages = reading.page_texts(render_report(samples.make_collection(lines)))
        (page,) = [page for page in pages if "Tổng cộng chuyển khoản" in page]
        assert "Tổng cộng tiền mặt" in page


def test_money_given_back_is_written_with_its_sign() -> None:
    back = samples.make_collection_line(charge_dong=-16000, fee_dong=0, method="Tiền mặt")
    part = samples.make_cashier("Phạm Thị Cán Bộ Thử", (back,))
    written = reading.all_text(render_report(samples.make_collection(cashiers=(part,))))
    assert "Tiền mặt: -16.000 đồng (Bằng chữ: Âm mười sáu nghìn đồng)." in written
    assert "Tổng cộng" not in written


def test_a_ward_words_a_list_otherwise() -> None:
    letterhead = paper_samples.make_letterhead(
        wording=(("signer_left", "CÁN BỘ LẬP SỔ"), ("extra_lines", "Sổ này lưu tại phường."))
    )
    facts = samples.make_register(head=samples.make_head(letterhead=letterhead))
    written = reading.all_text(render_report(facts))
    assert "CÁN BỘ LẬP SỔ" in written
    assert "Sổ này lưu tại phường." in written


def test_a_free_period_and_a_single_day_are_worded() -> None:
    facts = samples.make_report_06a(period_text="")
    written = reading.all_text(render_report(facts))
    assert "Kỳ báo cáo: từ ngày 01/07/2026 đến ngày 30/09/2026" in written
    day = samples.make_register(head=samples.make_head(first=samples.LAST))
    assert "Ngày 20 tháng 11 năm 2026 (số liệu" in reading.all_text(render_report(day))


@pytest.mark.parametrize("name", EVERY_REPORT)
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_prints_in_a_list_and_adds_no_link(name: str, typed: str) -> None:
    facts = samples.filled_with(EVERY_REPORT[name], typed)
    pdf = render_report(facts)
    assert not [key for key in (b"/Annots", b"/URI", b"/Launch", b"/JavaScript") if key in pdf]


@pytest.mark.parametrize("name", ["register", "uncollected-list"])
def test_very_long_names_and_every_letter_come_back(name: str) -> None:
    facts = samples.filled_with(EVERY_REPORT[name], samples.LONG_NAME)
    facts = replace(facts, head=EVERY_REPORT[name].head, lines=facts.lines[:2])
    words = reading.all_text(render_report(facts)).split()
    longest = samples.LONG_NAME.split()
    assert set(longest) - {word for word in longest if len(word) > 9} <= set(words)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(EVERY_REPORT)))
def test_no_text_ever_stops_a_list(typed: str, name: str) -> None:
    assert render_report(samples.filled_with(EVERY_REPORT[name], typed)).startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), max_size=40))
def test_a_note_of_a_list_is_read_back(note: str) -> None:
    facts = samples.make_report_06a(notes=(f"đầu{note}cuối",))
    written = reading.squeezed(reading.all_text(render_report(facts)))
    assert reading.squeezed(text(f"đầu{note}cuối")) in written


def test_progress_is_told_and_stops_the_work() -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    render_report(samples.make_register(120), listen)
    assert told[0] == (0, 120)
    assert told[-1] == (120, 120)
    assert told == sorted(told)
    with pytest.raises(DeskError) as stopped:
        render_report(samples.make_register(120), lambda done, of: done < 100)
    assert stopped.value.code is Code.CANCELLED
    assert render_report(samples.make_register(3)).startswith(b"%PDF")


def test_a_receipt_is_not_kept_waiting_by_a_long_list() -> None:
    alone = render(paper_samples.make_receipt())
    facts = samples.make_register(1200)
    expected = render_report(facts)
    with ThreadPoolExecutor(1) as pool:
        receipts = []

        def progress(done: int, of: int) -> bool:
            if done == 50:
                receipts.append(pool.submit(render, paper_samples.make_receipt()))
            if done == of:
                ready.append(receipts[0].done())
            return True

        ready: list[bool] = []
        assert render_report(facts, progress) == expected
        assert ready[0]
        assert receipts[0].result() == alone


@pytest.mark.long
def test_ten_thousand_dossiers_all_come_back_from_the_register() -> None:
    pages = reading.page_texts(render_report(samples.make_register(10_000)))
    written = reading.squeezed("".join(pages))
    missing = [at for at in range(1, 10_001) if samples.number_of(at) not in written]
    assert missing == []
    assert all("STT" in page for page in pages[:-1])


def _training(facts: ReportFacts) -> ReportFacts:
    letterhead = replace(facts.head.letterhead, training=True)
    return replace(facts, head=replace(facts.head, letterhead=letterhead))
