"""Every paper says what its facts say, in embedded letters, on the right sheets."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tests.helpers.letter_samples import every_letter
from tthc_desk.documents.charts import chart_pdf
from tthc_desk.documents.render import TEMPLATE_VERSION, kind_of, render
from tthc_desk.documents.reports import REPORT_KINDS
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.paper_facts import (
    FormSet,
    Letterhead,
    PaperDocument,
    PaperFacts,
    PaperKind,
    PrintStyle,
    Reprint,
)

EVERY_PAPER = samples.every_paper()
REPRINT = Reprint(2, "Phạm Thị Cán Bộ Thử", samples.MORNING)
TRAINING = "BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"

EXPECTED = {
    "receipt": (
        "THÀNH PHỐ HÀ NỘI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Thử Nghiệm, ngày 20 tháng 11 năm 2026",
        "Quyển số: 2026, Số thứ tự: 1207",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Theo Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
        "Bộ phận tiếp nhận và trả kết quả: phường Thử Nghiệm – Quầy 2",
        "Tiếp nhận hồ sơ của: Nguyễn Văn Thử",
        "Người nộp: Trần Thị Thử Nghiệm",
        f"Địa chỉ: {samples.ADDRESS}",
        "Số căn cước/Hộ chiếu: 001090000000",
        "Bản chính Bản chứng thực Bản photo",
        "3 Giấy chứng nhận kết hôn của cha, mẹ trẻ 1 1",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 5 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 20 tháng 11 năm 2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 09 giờ 05 phút, ngày 27 tháng 11 năm 2026",
        "6. Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả phường Thử Nghiệm",
        "7. Phí: 16.000 đồng Lệ phí: 8.000 đồng",
        "24.000 đồng (Bằng chữ: Hai mươi bốn nghìn đồng)",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 2026. Số thứ tự: 1207.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ),
    "certification": ("Số trang Số bản giấy Ký bản điện tử", "trung học phổ thông 3 5"),
    "control-slip": (
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Kèm theo hồ sơ của: Nguyễn Văn Thử",
        "Ngày, giờ hẹn trả kết quả: 09 giờ 05 phút, ngày 27 tháng 11 năm 2026",
        "1. Giao: Bộ phận Tiếp nhận và Trả kết quả",
        "2. Nhận: Công chức Tư pháp - Hộ tịch",
        "THỜI GIAN GIAO, NHẬN HỒ SƠ",
        "(Trước hạn/đúng hạn/quá hạn)",
    ),
    "handover-list": (
        "DANH SÁCH BÀN GIAO HỒ SƠ",
        "Tổng số hồ sơ bàn giao: 06",
        "000.00.15.H26-261120-T0001 Thủ tục đăng ký khai sinh 01 Nguyễn Văn Thử 1",
        "(Thành phần chi tiết của mỗi hồ sơ được bàn giao đầy đủ theo quy định)",
        "XÁC NHẬN CỦA TRUNG TÂM",
    ),
    "result-handover": (
        "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        "Giấy khai sinh số 3/2026 ngày 20/11/2026",
        "NGƯỜI GIAO",
        "NGƯỜI NHẬN",
    ),
    "result-slip": (
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        "Số căn cước/Hộ chiếu: 001190000000",
        "Giấy ủy quyền: Giấy ủy quyền ngày 26/11/2026",
        "Ngày trả kết quả: 09 giờ 05 phút, ngày 27 tháng 11 năm 2026",
    ),
    "daily-tally": (
        "THỐNG KÊ SỐ LƯỢNG HỒ SƠ TRONG NGÀY",
        "Thứ Sáu, ngày 20 tháng 11 năm 2026",
        "2 Chứng thực 10 8 6 16.000 8.000 1 1",
        "Tổng số 123 102 81 240.000 120.000 6 3",
        "tiền mặt 210.000 đồng; chuyển khoản 150.000 đồng",
        "Dấu chuỗi sự kiện: 9f2c4e01ab77d350…",
        "THỦ TRƯỞNG/PHỤ TRÁCH",
    ),
}


def _with_letterhead(facts: PaperFacts, letterhead: Letterhead) -> PaperFacts:
    return replace(facts, letterhead=letterhead)


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_paper_says_what_its_form_and_facts_say(name: str) -> None:
    written = reading.page_texts(render(EVERY_PAPER[name]))[0]
    for words in EXPECTED[name]:
        assert words in written


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_only_embedded_typefaces_of_ours_are_named(name: str) -> None:
    training = samples.make_letterhead(training=True)
    pdf = render(_with_letterhead(EVERY_PAPER[name], training), reprint=REPRINT)
    fonts = reading.fonts(pdf)
    assert fonts
    assert all(fonts.values())
    assert all(font.startswith("LiberationS") for font in fonts)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_another_reader_finds_the_same_words(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(render(samples.make_receipt(owner_name=samples.EVERY_LETTER.upper())))
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    first, second, _ = done.stdout.decode().split("\f")
    for page in (first, second):
        assert reading.squeezed(samples.EVERY_LETTER.upper()) in reading.squeezed(page)


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_every_paper_of_an_ordinary_day_fits_one_page_of_its_size(name: str) -> None:
    landscape = name.endswith(("handover", "list"))
    sizes = reading.page_sizes_mm(render(EVERY_PAPER[name], PrintStyle(copies=1)))
    assert sizes == [(297, 210) if landscape else (210, 297)]


def test_the_receipt_names_its_copies() -> None:
    kept, given = reading.page_texts(render(samples.make_receipt()))
    assert "(Liên: Lưu)" in kept
    assert "(Liên: Giao cho cá nhân, tổ chức)" in given
    assert kept.replace("(Liên: Lưu)", "") == given.replace("(Liên: Giao cho cá nhân, tổ chức)", "")
    (single,) = reading.page_texts(render(samples.make_receipt(), PrintStyle(copies=1)))
    assert "(Liên: Lưu/giao cho cá nhân, tổ chức)" in single


def test_two_copies_fit_on_one_landscape_sheet() -> None:
    pdf = render(samples.make_receipt(), PrintStyle(two_up=True))
    assert reading.page_sizes_mm(pdf) == [(297, 210)]
    (written,) = reading.page_texts(pdf)
    assert "(Liên: Lưu)" in written
    assert "(Liên: Giao cho cá nhân, tổ chức)" in written
    assert written.count("Người nộp: Trần Thị Thử Nghiệm") == 2


@pytest.mark.parametrize("name", ["receipt", "control-slip", "result-slip", "handover-list"])
def test_the_number_is_read_back_from_the_printed_bars(name: str) -> None:
    number = "BG-2026-000031" if name == "handover-list" else samples.NUMBER
    assert ("Code 128", number) in reading.codes(render(EVERY_PAPER[name]))


@pytest.mark.parametrize("style", [PrintStyle(), PrintStyle(two_up=True)])
@pytest.mark.parametrize("number", [samples.NUMBER, "H26.15.07-261120-K2001", "A1"])
def test_the_number_is_read_back_from_the_square_code(style: PrintStyle, number: str) -> None:
    pdf = render(samples.make_receipt(number=number), style)
    assert {("QR Code", number), ("Code 128", number)} <= reading.codes(pdf)


@pytest.mark.parametrize("number", ["", "Số Đ-1", "x" * 300, "a\nb"])
def test_a_number_that_cannot_be_coded_prints_without_codes(number: str) -> None:
    assert reading.codes(render(samples.make_receipt(number=number))) == set()


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_the_2025_forms_print_no_form_number(name: str) -> None:
    letterhead = samples.make_letterhead(form_set=FormSet.TT03_2025)
    assert "Mẫu số" not in reading.all_text(render(_with_letterhead(EVERY_PAPER[name], letterhead)))


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_every_page_of_training_says_so(name: str) -> None:
    letterhead = samples.make_letterhead(training=True)
    facts = _with_letterhead(EVERY_PAPER[name], letterhead)
    for page in reading.page_texts(render(facts)):
        assert TRAINING in page
    assert TRAINING not in reading.all_text(render(EVERY_PAPER[name]))


def test_figures_that_do_not_agree_print_as_a_draft_that_names_them() -> None:
    sentence = "Tổng số thu khác sổ thu 16.000 đồng."
    for page in reading.page_texts(render(samples.make_tally(20, broken=(sentence,)))):
        assert "BẢN NHÁP" in page
    assert sentence in reading.all_text(render(samples.make_tally(broken=(sentence,))))
    assert "BẢN NHÁP" not in reading.all_text(render(samples.make_tally()))


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_reprint_differs_by_its_mark_alone(name: str) -> None:
    first, again = render(EVERY_PAPER[name]), render(EVERY_PAPER[name], reprint=REPRINT)
    mark = "Bản in lại lần 2 – in lần đầu bởi Phạm Thị Cán Bộ Thử lúc 09:05 20/11/2026"
    assert reading.page_streams(first) == reading.page_streams(again)
    pairs = zip(reading.page_texts(first), reading.page_texts(again), strict=True)
    for before, after in pairs:
        assert mark in after
        assert after.replace(mark, "").split() == before.split()


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_the_same_facts_give_the_same_bytes(name: str) -> None:
    assert render(EVERY_PAPER[name]) == render(EVERY_PAPER[name])


def test_each_kind_has_a_template_and_an_unknown_version_is_refused() -> None:
    assert set(TEMPLATE_VERSION) | set(REPORT_KINDS.values()) == set(PaperKind)
    assert not set(TEMPLATE_VERSION) & set(REPORT_KINDS.values())
    facts = samples.make_receipt()
    assert render(facts, template_version=1) == render(facts)
    with pytest.raises(DeskError) as refused:
        render(facts, template_version=99)
    assert refused.value.code is Code.PAPER


def test_facts_name_their_kind() -> None:
    named = EVERY_PAPER | every_letter()
    assert {kind_of(facts) for facts in named.values()} == set(TEMPLATE_VERSION)


def test_an_owner_elsewhere_has_an_address_line_of_its_own() -> None:
    elsewhere = samples.make_receipt(owner_address="Tổ dân phố số 9")
    assert "Địa chỉ chủ hồ sơ: Tổ dân phố số 9" in reading.all_text(render(elsewhere))
    assert "Địa chỉ chủ hồ sơ" not in reading.all_text(render(samples.make_receipt()))


def test_three_copies_two_up_take_two_sheets() -> None:
    sheets = reading.page_texts(render(samples.make_receipt(), PrintStyle(two_up=True, copies=3)))
    assert [page.count("(Liên: Lưu)") for page in sheets] == [1, 0]
    assert [page.count("(Liên: Giao cho cá nhân, tổ chức)") for page in sheets] == [1, 1]


def test_a_result_without_number_or_copies_leaves_no_empty_labels() -> None:
    facts = samples.make_result_slip(result_number="", result_date=None, copies=0, authority="")
    written = reading.all_text(render(facts))
    assert not [label for label in ("Số bản", "Số:", "Giấy ủy quyền") if label in written]


def test_a_new_date_says_why() -> None:
    facts = samples.make_receipt(change_reason="Chờ kết quả xác minh")
    expected = "Lý do thay đổi thời gian trả kết quả: Chờ kết quả xác minh"
    assert expected in reading.all_text(render(facts))


def test_a_corrected_paper_says_what_was_corrected() -> None:
    why = "Đính chính: chủ hồ sơ – họ và tên"
    receipt = samples.make_receipt(change_reason=why, corrected=True)
    slip = samples.make_result_slip(change_reason=why)
    for facts in (receipt, slip):
        assert f"Lý do cấp lại: {why}" in reading.all_text(render(facts))
    assert "Lý do cấp lại" not in reading.all_text(render(samples.make_result_slip()))


def test_many_certified_papers_are_counted_together_in_a_last_row() -> None:
    documents = (PaperDocument("Bằng A", 1, 0, 0), PaperDocument("Bằng B", 1, 0, 0))
    written = reading.all_text(render(samples.make_certification(documents=documents)))
    assert "1 Bằng A 2 Bằng B Tổng cộng 3 5" in written


def test_electronic_copies_stand_on_the_receipt_where_any_are_asked_for() -> None:
    for count, shown in ((0, "thông 3 5 2. Số lượng"), (4, "thông 3 5 4 2. Số lượng")):
        written = reading.all_text(render(samples.make_certification(electronic_copies=count)))
        assert shown in written


def test_papers_made_at_the_same_time_are_the_same() -> None:
    facts = samples.make_receipt()
    expected = render(facts)
    patience = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(lambda _: render(facts), range(16))) == {expected}
    finally:
        sys.setswitchinterval(patience)


def test_a_receipt_without_term_or_fee_says_so() -> None:
    facts = samples.make_receipt(term_text="", due_at=None, due_explanation="")
    written = reading.all_text(render(replace(facts, charge_dong=0, fee_dong=0, paid_text="")))
    assert "theo quy định là: không quy định" in written
    assert "kết quả giải quyết hồ sơ: khi có kết quả" in written
    assert "0 đồng (Bằng chữ: Không đồng)" in written
    assert "không thay thế biên lai" not in written


def test_forty_documents_spill_with_repeated_headings_and_page_numbers() -> None:
    pages = reading.page_texts(render(samples.make_worst_receipt(), PrintStyle(copies=1)))
    assert len(pages) > 1
    for at, page in enumerate(pages, 1):
        assert f"{samples.NUMBER} – Trang {at}/{len(pages)}" in page
    with_rows = [page for page in pages if "có tên rất dài chữ nối" in page]
    assert len(with_rows) > 1
    assert all("Bản chính Bản chứng thực Bản photo" in page for page in with_rows)
    assert [f"{at} Giấy tờ thứ {at} " in " ".join(pages) for at in range(1, 41)] == [True] * 40


def test_signatures_never_stand_alone_on_a_page() -> None:
    for count in range(1, 40):
        documents = tuple(PaperDocument(f"Giấy tờ {at}", 1, 0, 0) for at in range(count))
        facts = samples.make_receipt(documents=documents)
        pages = reading.page_texts(render(facts, PrintStyle(copies=1)))
        (signed,) = [page for page in pages if "NGƯỜI NỘP HỒ SƠ" in page]
        assert "Vào Sổ theo dõi hồ sơ" in signed
        assert "Phạm Thị Cán Bộ Thử" in signed


@pytest.mark.parametrize("of_results", [False, True])
def test_long_lists_repeat_their_heading(of_results: bool) -> None:
    facts = samples.make_handover(60, of_results=of_results)
    pages = reading.page_texts(render(facts, PrintStyle(copies=1)))
    assert len(pages) > 2
    assert all("Mã hồ sơ" in page for page in pages if "Nguyễn Văn Thử" in page)
    assert all(f"T{at:04}" in reading.squeezed(" ".join(pages)) for at in range(1, 61))


def test_refused_items_are_named_under_the_list() -> None:
    facts = samples.make_handover(refused=((samples.NUMBER, "Thiếu bản sao"),))
    assert f"- {samples.NUMBER}: Thiếu bản sao" in reading.all_text(render(facts))


def test_a_control_slip_continues_on_further_pages() -> None:
    steps = samples.make_control_slip().steps * 12
    pages = reading.page_texts(render(samples.make_control_slip(steps=steps)))
    assert len(pages) > 1
    assert all("TÊN CƠ QUAN" in page for page in pages if "1. Giao:" in page)
    assert " ".join(pages).count("1. Giao: Bộ phận Tiếp nhận và Trả kết quả") == 12


PLAN = "Bộ phận Một cửa 0,5 ngày → Tư pháp – Hộ tịch 2,5 ngày"
EIGHT = " → ".join(
    f"{unit} 1,25 ngày"
    for unit in (
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Công chức Tư pháp – Hộ tịch",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Công chức Địa chính – Xây dựng",
        "Phòng Văn hóa – Xã hội",
        "Văn phòng HĐND và UBND",
        "Lãnh đạo Ủy ban nhân dân phường",
        "Bộ phận Tiếp nhận và Trả kết quả",
    )
)
ENDLESS = " → ".join(f"Đơn vị có tên rất dài đến hết dòng số {at} 1 ngày" for at in range(40))


def test_a_control_slip_names_the_workflow_beside_the_fields_of_the_form() -> None:
    written = reading.all_text(render(samples.make_control_slip(workflow=PLAN)))
    assert f"Quy trình nội bộ: {PLAN} TÊN CƠ QUAN" in written
    assert "Quy trình nội bộ" not in reading.all_text(render(samples.make_control_slip()))


@pytest.mark.parametrize("blocks", [0, 1, 4, 5, 9, 10])
@pytest.mark.parametrize("plan", [PLAN, EIGHT, ENDLESS])
@pytest.mark.parametrize("form_set", FormSet)
def test_a_workflow_takes_no_sheet_of_its_own(plan: str, blocks: int, form_set: FormSet) -> None:
    slip = samples.make_control_slip(
        steps=samples.make_control_slip().steps * blocks,
        letterhead=samples.make_letterhead(form_set=form_set),
    )
    bare = reading.page_texts(render(slip))
    pages = reading.page_texts(render(replace(slip, workflow=plan)))
    assert len(pages) == len(bare)
    assert [p.count("1. Giao:") for p in pages] == [p.count("1. Giao:") for p in bare]


def test_eight_steps_stand_whole_on_the_slip_and_an_endless_plan_shows_its_cut() -> None:
    assert EIGHT in reading.all_text(render(samples.make_control_slip(workflow=EIGHT)))
    cut = reading.all_text(render(samples.make_control_slip(workflow=ENDLESS)))
    assert "số 0 1 ngày" in cut
    assert "số 39" not in cut
    assert "… TÊN CƠ QUAN" in cut


def test_a_long_note_stands_whole_in_its_block_and_an_endless_one_shows_its_cut() -> None:
    (step,) = samples.make_control_slip().steps
    long = " ".join(f"ý{at}" for at in range(100))
    slip = samples.make_control_slip(steps=(replace(step, note=long),))
    assert set(long.split()) <= set(reading.all_text(render(slip)).split())
    endless = samples.make_control_slip(steps=(replace(step, note=long * 20),))
    assert "…" in reading.all_text(render(endless)).split()


@pytest.mark.parametrize("fields", [0, 1, 6, 25, 80])
def test_the_charts_of_any_day_fit_paper_and_screen(fields: int) -> None:
    facts = samples.make_tally(fields)
    assert "Hồ sơ theo lĩnh vực" in reading.all_text(render(facts))
    pdf = chart_pdf(facts)
    assert len(reading.page_texts(pdf)) == 1
    assert all(reading.fonts(pdf).values())
