"""Every letter says what its facts say, in the order of its form, ordinary and at its worst."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.helpers import letter_samples as letters
from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tthc_desk.documents.render import kind_of, render, replaced_letters
from tthc_desk.usecases.letter_facts import LetterFacts, StopCause
from tthc_desk.usecases.paper_facts import FormSet, PaperKind, PrintStyle, Reprint
from tthc_desk.usecases.paper_record import facts_from_text, facts_text

EVERY = letters.every_letter()
WORST = letters.worst_letters()
ONE = PrintStyle(copies=1)
FORM = "ban hành kèm theo Thông tư số 01/2018/TT-VPCP)"

EXPECTED = {
    "supplement-request": (
        "Số: 01/HDHT",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        f"(Theo Mẫu số 02 {FORM}",
        "Bộ phận Tiếp nhận và Trả kết quả phường Thử Nghiệm:",
        "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Nguyễn Văn Thử",
        "Người nộp: Trần Thị Thử Nghiệm",
        f"Mã hồ sơ: {samples.NUMBER}",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh",
        f"Địa chỉ: {samples.ADDRESS}",
        "Số điện thoại: 0900 000 000 Email: thu.nghiem@example.vn",
        "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
        "STT Thành phần hồ sơ Bản chính Bản chứng thực Bản photo",
        "1 Giấy chứng nhận kết hôn của cha, mẹ trẻ 1",
        "Lý do: Tờ khai chưa ghi nơi sinh",
        "chậm nhất ngày 05 tháng 12 năm 2026",
        "tại Website: dichvucong.gov.vn hoặc liên hệ với công chức Phạm Thị Cán Bộ Thử, "
        "số điện thoại 024 0000 0000 để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN",
    ),
    "guidance": ("Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Trần Thị Thử Nghiệm", "Lý do:"),
    "refusal": (
        "Số: 02/TCTN",
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        f"(Theo Mẫu số 03 {FORM}",
        "Tiếp nhận hồ sơ của: Trần Thị Thử Nghiệm",
        f"Địa chỉ: {samples.ADDRESS}",
        "Số điện thoại: 0900 000 000",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Thủ tục thuộc",
        "Xin thông báo cho Ông/Bà được biết và thực hiện.",
        "liên hệ với công chức Phạm Thị Cán Bộ Thử",
        "NGƯỜI NỘP HỒ SƠ",
    ),
    "apology": (
        "Số: 03/PXL",
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        f"(Theo Mẫu số 04 {FORM}",
        "Kính gửi: Trần Thị Thử Nghiệm",
        f"Địa chỉ: {samples.ADDRESS}",
        "Ngày 20 tháng 11 năm 2026, Ủy ban nhân dân phường Thử Nghiệm tiếp nhận hồ sơ",
        samples.NUMBER,
        "Thời gian hẹn trả kết quả: 09 giờ 05 phút, ngày 27 tháng 11 năm 2026.",
        "chuyển đến Công chức Tư pháp - Hộ tịch phường Thử Nghiệm",
        "dự kiến chưa thể hoàn thành đúng thời hạn",
        "Lý do: Chờ kết quả xác minh",
        "chân thành xin lỗi Ông/Bà",
        "Thời gian hẹn trả kết quả lại: 09 giờ 05 phút, ngày 04 tháng 12 năm 2026.",
        "Trân trọng./.",
        "Nơi nhận:",
    ),
    "late-apology": (
        "Tuy nhiên đến nay, Ủy ban nhân dân phường Thử Nghiệm chưa trả kết quả",
        "Thời gian dự kiến trả kết quả: 09 giờ 05 phút, ngày 04 tháng 12 năm 2026.",
        "hồ sơ vẫn được tính là trễ hạn",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ),
    "stop-notice": (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Theo đề nghị của Ông/Bà, Ủy ban nhân dân phường Thử Nghiệm thông báo dừng",
        "Thời điểm dừng giải quyết: 14 giờ 05 phút, ngày 24 tháng 11 năm 2026.",
        "Lý do: Gia đình chuyển nơi cư trú.",
        "Giấy tờ trả lại: Giấy chứng sinh (01 bản chính)",
        "Phí, lệ phí hoàn lại: 24.000 đồng (Bằng chữ: Hai mươi bốn nghìn đồng).",
    ),
    "transfer-slip": (
        "PHIẾU CHUYỂN XỬ LÝ",
        "Kính gửi: Trung tâm Phục vụ hành chính công thành phố Thử Nghiệm",
        "Chủ hồ sơ: Nguyễn Văn Thử",
        "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 20 tháng 11 năm 2026",
        "2 Giấy ủy quyền có chứng thực 1",
        "Số lượng hồ sơ: 01 (bộ)",
        "Ghi chú: Người nộp đăng ký",
        "NGƯỜI CHUYỂN",
    ),
    "result-correction": (
        "THÔNG BÁO ĐÍNH CHÍNH KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        "Loại kết quả: Giấy khai sinh (bản chính)",
        "Số: 15/2026 Ngày: 26/11/2026",
        "TT Nội dung Đã ghi Đính chính là",
        "1 Ngày sinh 12/10/2026 21/10/2026",
        "Lý do: Nhập nhầm",
        "chậm nhất ngày 01 tháng 12 năm 2026",
        "xin lỗi Ông/Bà về sai sót này",
        "Người lập: Lê Văn Chuyên Môn Thử",
    ),
    "many-receipt": (
        "PHIẾU TIẾP NHẬN NHIỀU HỒ SƠ",
        "Người nộp: Trần Thị Thử Nghiệm",
        "Số căn cước/Hộ chiếu: 001190000000",
        "Tổng số hồ sơ: 04",
        "BIÊN BẢN GIAO NHẬN HỒ SƠ",
        "STT Nội dung Đơn vị Ngày nhận Ngày hẹn trả Thời hạn xử lý Số lượng hồ sơ Họ và tên",
        "20/11/2026 27/11/2026 5 ngày làm việc 01 Nguyễn Văn Thử 1",
        "Phí: 16.000 đồng Lệ phí: 8.000 đồng",
        "Hai bên đã kiểm, giao và nhận đủ 04 hồ sơ nêu trên.",
    ),
}


def _texts(value: Any) -> list[str]:
    """Give every text that was put into facts, and the years of its days."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, datetime | date):
        return [str(value.year)]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if is_dataclass(value):
        names = [f.name for f in fields(value)]
        return [text for name in names for text in _texts(getattr(value, name))]
    return []


def _said(facts: LetterFacts) -> list[str]:
    """Give the texts that a letter has to repeat; the letterhead is told apart from it."""
    codes = {getattr(facts, "cause", ""), getattr(getattr(facts, "to", None), "email", "")}
    bare = replace(facts, letterhead=samples.make_letterhead(contact="", website="", counter=""))
    texts = _texts(bare)
    known = {"TT01/2018", "Thành phố Hà Nội", "Ủy ban nhân dân phường Thử Nghiệm"}
    return [t for t in texts if t not in codes | known]


@pytest.mark.parametrize("name", EVERY)
def test_a_letter_says_its_sentences_in_the_order_of_its_form(name: str) -> None:
    (written,) = reading.page_texts(render(EVERY[name], ONE))
    places = [written.find(words) for words in EXPECTED[name]]
    assert -1 not in places, EXPECTED[name][places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("form_set", FormSet)
@pytest.mark.parametrize("name", EVERY | {f"worst {name}": None for name in WORST})
def test_every_text_of_the_facts_comes_back(name: str, form_set: FormSet) -> None:
    facts = WORST[name.removeprefix("worst ")] if name.startswith("worst") else EVERY[name]
    facts = replace(facts, letterhead=samples.make_letterhead(form_set=form_set))
    written = reading.body(render(facts, ONE))
    lost = [
        line
        for words in _said(facts)
        for line in words.split("\n")
        if reading.squeezed(line) not in written
    ]
    assert lost == []


@pytest.mark.parametrize("name", WORST)
def test_the_longest_letters_keep_their_signatures_with_some_words(name: str) -> None:
    facts = WORST[name]
    pages = reading.page_texts(render(facts, ONE))
    last = {"many-receipt": "Hai bên đã kiểm", "transfer-slip": "Bên nhận đã nhận đủ"}
    signer = {
        "supplement-request": "NGƯỜI HƯỚNG DẪN",
        "refusal": "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "transfer-slip": "NGƯỜI NHẬN",
        "many-receipt": "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "late-apology": "THỦ TRƯỞNG CƠ QUAN",
    }.get(name, "PHÓ CHỦ TỊCH")
    words = {
        "supplement-request": "để được hướng dẫn./.",
        "refusal": "để được hướng dẫn./.",
        "apology": "Trân trọng./.",
        "late-apology": "Trân trọng./.",
        "stop-notice": "Xin thông báo",
        "result-correction": "xin lỗi Ông/Bà",
    }.get(name) or last[name]
    (signed,) = [page for page in pages if signer in page]
    assert words in signed
    for at, page in enumerate(pages, 1):
        assert f"Trang {at}/{len(pages)}" in page


def test_signatures_of_a_letter_never_stand_alone_whatever_its_length() -> None:
    for lines in range(1, 60):
        facts = letters.make_apology(reason="\n".join(f"ý {at}" for at in range(lines)))
        pages = reading.page_texts(render(facts, ONE))
        (signed,) = [page for page in pages if "PHÓ CHỦ TỊCH" in page]
        assert "Trân trọng./." in signed
        assert "Vũ Văn Lãnh Đạo Thử" in signed
        assert "Lưu: Hồ sơ." in signed


@pytest.mark.parametrize("name", ["supplement-request", "transfer-slip", "many-receipt"])
def test_forty_rows_repeat_their_heading_and_never_leave_it_alone(name: str) -> None:
    pages = reading.page_texts(render(WORST[name], ONE))
    heading = "Nội dung Đơn vị" if name == "many-receipt" else "Thành phần hồ sơ"
    row = "Thủ tục chứng thực" if name == "many-receipt" else "Giấy tờ thứ"
    rows = [page for page in pages if row in page]
    assert len(rows) > 2
    assert all(heading in page for page in rows)
    assert not [page for page in pages if f"{heading} " in page and row not in page]


def test_the_words_above_a_table_stand_on_the_page_of_its_first_row() -> None:
    for lines in range(20, 60):
        reason = "\n".join(f"ý {at}" for at in range(lines))
        facts = letters.make_supplement(to=letters.make_addressee(request_text=reason * 9))
        for page in reading.page_texts(render(facts, ONE)):
            assert ("gồm những nội dung như sau" in page) == ("1 Giấy chứng nhận" in page)


@pytest.mark.parametrize("name", EVERY)
def test_only_embedded_typefaces_of_ours_are_in_a_letter(name: str) -> None:
    reprint = Reprint(1, "Phạm Thị Cán Bộ Thử", samples.MORNING)
    facts = replace(EVERY[name], letterhead=samples.make_letterhead(training=True))
    pdf = render(facts, reprint=reprint)
    fonts = reading.fonts(pdf)
    assert fonts
    assert all(fonts.values())
    assert all(font.startswith("LiberationSerif") for font in fonts)
    for page in reading.page_texts(pdf):
        assert "BẢN TẬP HUẤN" in page
        assert "Bản in lại lần 1" in page


@pytest.mark.parametrize("name", EVERY)
def test_an_ordinary_letter_takes_one_page_and_as_many_copies_as_asked(name: str) -> None:
    assert reading.page_sizes_mm(render(EVERY[name], ONE)) == [(210, 297)]
    assert len(reading.page_texts(render(EVERY[name], PrintStyle(copies=3)))) == 3


def test_the_other_level_scans_the_dossier_from_the_transfer_slip() -> None:
    assert reading.codes(render(EVERY["transfer-slip"], ONE)) == {("QR Code", samples.NUMBER)}


@pytest.mark.parametrize("name", EVERY)
def test_a_letter_of_2025_has_its_name_and_no_form_number(name: str) -> None:
    head = samples.make_letterhead(form_set=FormSet.TT03_2025)
    written = reading.all_text(render(replace(EVERY[name], letterhead=head), ONE))
    assert "Mẫu số" not in written
    if name.endswith("apology"):
        assert "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT" in written


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (StopCause.WITHDRAWN, "Theo đề nghị của Ông/Bà"),
        (StopCause.NOT_COMPLETED, "quá thời hạn bổ sung, hoàn thiện"),
        (StopCause.STOPPED, "thông báo dừng giải quyết hồ sơ nêu trên"),
    ],
)
def test_a_stop_notice_says_why_the_work_ends(cause: StopCause, words: str) -> None:
    assert words in reading.all_text(render(letters.make_stop(cause=cause), ONE))


def test_nothing_given_back_is_not_named() -> None:
    written = reading.all_text(render(letters.make_stop(returned="", refund_dong=0), ONE))
    assert "trả lại" not in written
    assert "hoàn lại" not in written


def test_a_ward_without_page_or_telephone_names_neither() -> None:
    head = samples.make_letterhead(website="")
    facts = letters.make_refusal(letterhead=head, officer_phone="")
    written = reading.all_text(render(facts, ONE))
    assert "Ông/Bà có thể liên hệ với công chức Phạm Thị Cán Bộ Thử để được" in written


def test_a_second_request_names_its_law_and_a_first_one_none() -> None:
    facts = letters.make_supplement(law="Luật Thử số 01/2026")
    assert "lần tiếp theo: Luật Thử số 01/2026" in reading.all_text(render(facts, ONE))
    assert "lần tiếp theo" not in reading.all_text(render(letters.make_supplement(), ONE))


@pytest.mark.parametrize("name", EVERY)
def test_a_letter_is_kept_as_text_and_prints_the_same_from_it(name: str) -> None:
    facts = EVERY[name]
    again = facts_from_text(kind_of(facts), facts_text(facts))
    assert again == facts
    assert render(again) == render(facts)


def test_letters_that_print_as_a_mark_are_reported_wherever_they_stand() -> None:
    to = letters.make_addressee(request_text="vui 😀")
    assert replaced_letters(letters.make_apology(to=to, reason="漢")) == "😀漢"
    assert replaced_letters(letters.make_many(1, desk="\u200b")) == "\u200b"


def _slip(steps: int, style: PrintStyle = ONE) -> list[str]:
    (step,) = samples.make_control_slip().steps
    taken = tuple(replace(step, taker=f"Người nhận thứ {at}") for at in range(1, steps + 1))
    return reading.page_texts(render(samples.make_control_slip(steps=taken), style))


@pytest.mark.parametrize(("steps", "sheets"), [(0, 1), (1, 1), (4, 1), (5, 2), (9, 2), (10, 3)])
def test_a_control_slip_always_has_a_block_left_to_sign(steps: int, sheets: int) -> None:
    pages = _slip(steps)
    assert len(pages) == sheets
    assert sum(page.count("1. Giao:") for page in pages) == 5 * sheets
    assert ["(tiếp theo – tờ số" in page for page in pages] == [False] + [True] * (sheets - 1)
    assert "2. Nhận: …" in pages[-1]
    assert all(f"Người nhận thứ {at} " in " ".join(pages) for at in range(1, steps + 1))


@pytest.mark.parametrize(("steps", "number"), [(1, 2), (5, 2), (7, 2), (12, 3)])
def test_a_continuation_begins_with_the_block_after_the_full_sheets(
    steps: int, number: int
) -> None:
    (page,) = _slip(steps, PrintStyle(continuation=True))
    assert f"(tiếp theo – tờ số {number})" in page
    first = 5 * (number - 1)
    shown = [at for at in range(1, steps + 1) if f"Người nhận thứ {at} " in page]
    assert shown == list(range(first + 1, steps + 1))
    assert page.count("1. Giao:") == 5
    assert samples.NUMBER in page


def test_every_paper_kind_of_a_dossier_is_among_the_letters() -> None:
    assert {kind_of(facts) for facts in EVERY.values()} == {
        PaperKind.SUPPLEMENT_REQUEST,
        PaperKind.REFUSAL,
        PaperKind.APOLOGY,
        PaperKind.STOP_NOTICE,
        PaperKind.TRANSFER_SLIP,
        PaperKind.RESULT_CORRECTION,
        PaperKind.MANY_RECEIPT,
    }
