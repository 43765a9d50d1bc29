"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả, for ordinary dossiers and for certification."""

from tthc_desk.documents.codes import can_be_coded, draw_qr
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_fields,
    draw_heading,
    draw_signatures,
    draw_title,
    keep_with_signatures,
)
from tthc_desk.documents.lettering import Run, break_lines
from tthc_desk.documents.press import TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4, A5, LEADING, Align, Sheet
from tthc_desk.documents.wording import local, long_moment, money_and_words, two_digits
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import FormSet, PrintStyle, ReceiptFacts, Reprint

TITLE = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
KEPT = "(Liên: Lưu)"
GIVEN = "(Liên: Giao cho cá nhân, tổ chức)"
EITHER = "(Liên: Lưu/giao cho cá nhân, tổ chức)"
# The layout of the forms of Thông tư 03/2025 is not known here: that set prints no form number.
_FORM = {
    FormSet.TT01_2018: "(Theo Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
    FormSet.TT03_2025: "",
}
_COUNTER = "Bộ phận tiếp nhận và trả kết quả"
_COLUMNS = (
    Column("TT", 9, Align.CENTER),
    Column("Thành phần hồ sơ", 84),
    Column("Bản chính", 20, Align.CENTER, "Số lượng"),
    Column("Bản chứng thực", 28, Align.CENTER, "Số lượng"),
    Column("Bản photo", 20, Align.CENTER, "Số lượng"),
)
_CERTIFICATION_COLUMNS = (
    Column("TT", 9, Align.CENTER),
    Column("Thành phần hồ sơ", 92),
    Column("Số trang", 18, Align.CENTER),
    Column("Số bản giấy", 20, Align.CENTER),
    Column("Ký bản điện tử", 22, Align.CENTER),
)


def draw_receipt(facts: ReceiptFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the receipt: the ward's copy, then the citizen's; two-up as A5 on one landscape A4."""
    job = Job(
        title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        author=facts.letterhead.unit,
        number=facts.number,
        made_at=facts.received_at,
        frame=A5 if style.two_up else A4,
        labels=_labels(style.copies),
        two_up=style.two_up,
        watermark=TRAINING if facts.letterhead.training else "",
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _labels(copies: int) -> tuple[str, ...]:
    if copies <= 1:
        return (EITHER,)
    return (KEPT, *[GIVEN] * (copies - 1))


def _compose(sheet: Sheet, facts: ReceiptFacts) -> None:
    _heading(sheet, facts)
    _people(sheet, facts)
    _documents(sheet, facts)
    _terms(sheet, facts)
    _money(sheet, facts)
    book = f"Quyển số: {facts.book}. Số thứ tự: {facts.serial}."
    keep_with_signatures(sheet)
    sheet.write(f"Vào Sổ theo dõi hồ sơ, {book}")
    draw_signatures(
        sheet,
        Signatory("NGƯỜI NỘP HỒ SƠ", facts.submitter_name),
        Signatory("NGƯỜI TIẾP NHẬN HỒ SƠ", facts.officer_name),
    )
    _notes(sheet, facts)


def _heading(sheet: Sheet, facts: ReceiptFacts) -> None:
    code = facts.official_code
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.received_at).date()),
        number=facts.number,
        left_lines=(f"Mã hệ thống: {code}",) if code else (),
        right_lines=(f"Quyển số: {facts.book}, Số thứ tự: {facts.serial}",),
    )
    draw_heading(sheet, heading)
    draw_title(sheet, TITLE, form=_FORM[facts.letterhead.form_set], copy_label=True)


def _people(sheet: Sheet, facts: ReceiptFacts) -> None:
    counter = facts.letterhead.counter
    if counter.casefold().startswith(_COUNTER.casefold()):
        counter = counter[len(_COUNTER) :].strip()
    desk = facts.desk if facts.desk.casefold().startswith("quầy") else f"quầy {facts.desk}"
    draw_field(sheet, _COUNTER, f"{counter} – {desk}" if facts.desk else counter)
    draw_field(sheet, "Tiếp nhận hồ sơ của", facts.owner_name, face=Face.BOLD)
    if facts.owner_address and facts.owner_address != facts.submitter_address:
        draw_field(sheet, "Địa chỉ chủ hồ sơ", facts.owner_address)
    draw_field(sheet, "Người nộp", facts.submitter_name, face=Face.BOLD)
    draw_field(sheet, "Địa chỉ", facts.submitter_address)
    phone, mail = facts.submitter_phone, facts.submitter_email
    draw_fields(sheet, ("Số điện thoại", phone), ("Email", mail))
    draw_field(sheet, "Số căn cước/Hộ chiếu", facts.id_number)
    _request(sheet, facts)


def _request(sheet: Sheet, facts: ReceiptFacts) -> None:
    rest = f" (mã thủ tục {facts.procedure_code})" if facts.procedure_code else ""
    rest += f": {facts.request_text}" if facts.request_text else ""
    words = [
        Run("Nội dung yêu cầu giải quyết: "),
        Run(facts.procedure_name, Face.BOLD),
        Run(rest),
    ]
    sheet.write(*words, after=sheet.points() * 0.12)


def _documents(sheet: Sheet, facts: ReceiptFacts) -> None:
    after = sheet.points() * 0.3
    sheet.need(5 * sheet.points() * LEADING)
    sheet.write("1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:", after=after)
    columns = _CERTIFICATION_COLUMNS if facts.certification else _COLUMNS
    grid = Grid(sheet, columns, sheet.points(-0.06))
    if facts.certification:
        _certified_rows(grid, facts)
    else:
        _document_rows(grid, facts)
    sheet.skip(sheet.points() * 0.4)


def _document_rows(grid: Grid, facts: ReceiptFacts) -> None:
    for number, document in enumerate(facts.documents, 1):
        counts = (document.originals, document.certified, document.copies)
        grid.row([str(number), document.name, *[str(count or "") for count in counts]])


def _certified_rows(grid: Grid, facts: ReceiptFacts) -> None:
    """Give pages and copies, which are counted for the dossier, on the one row or a last one."""
    totals = [str(facts.pages), str(facts.copies), ""]
    alone = len(facts.documents) == 1
    for number, document in enumerate(facts.documents, 1):
        grid.row([str(number), document.name, *(totals if alone else [""] * 3)])
    if not alone:
        grid.row(["", "Tổng cộng", *totals], face=Face.BOLD)


def _terms(sheet: Sheet, facts: ReceiptFacts) -> None:
    draw_field(sheet, "2. Số lượng hồ sơ", f"{two_digits(facts.sets)} (bộ)")
    term = facts.term_text or "không quy định"
    draw_field(sheet, "3. Thời gian giải quyết hồ sơ theo quy định là", term)
    draw_field(sheet, "4. Thời gian nhận hồ sơ", long_moment(facts.received_at))
    due = long_moment(facts.due_at) if facts.due_at else "khi có kết quả"
    draw_field(sheet, "5. Thời gian trả kết quả giải quyết hồ sơ", due, face=Face.BOLD)
    _small(sheet, facts.due_explanation)
    if facts.change_reason:
        draw_field(sheet, "Lý do thay đổi thời gian trả kết quả", facts.change_reason)
    draw_field(sheet, "6. Đăng ký nhận kết quả tại", facts.result_place)


def _money(sheet: Sheet, facts: ReceiptFacts) -> None:
    draw_fields(
        sheet,
        ("7. Phí", dong_text(facts.charge_dong, unit=True)),
        ("Lệ phí", dong_text(facts.fee_dong, unit=True)),
    )
    total = facts.charge_dong + facts.fee_dong
    draw_field(sheet, "Tổng số phí, lệ phí", money_and_words(total))
    if facts.exemption:
        draw_field(sheet, "Miễn, giảm", facts.exemption)
    if facts.paid_text:
        draw_field(sheet, "Thanh toán", facts.paid_text)


def _small(sheet: Sheet, words: str) -> None:
    if words:
        size, gap = sheet.points(-0.12), sheet.points() * 0.15
        sheet.write(Run(words, Face.ITALIC), size=size, align=Align.JUSTIFY, after=gap)


def _notes(sheet: Sheet, facts: ReceiptFacts) -> None:
    """Write the notes beside the QR code; both stay together."""
    size, side = sheet.points(-0.14), sheet.points() * 6.2
    indent = side + 4 if can_be_coded(facts.number) else 0.0
    notes = _note_lines(facts)
    lines = sum(len(break_lines([note], size, sheet.width - indent)) for note in notes)
    sheet.skip(sheet.points() * 0.9)
    sheet.need(max(lines * size * LEADING, side))
    sheet.rule(sheet.left, sheet.y + 3, sheet.width)
    draw_qr(sheet.canvas, facts.number, (sheet.left - 4, sheet.y - side), side)
    for note in notes:
        sheet.write(note, size=size, indent=indent)


def _note_lines(facts: ReceiptFacts) -> list[Run]:
    head = facts.letterhead
    lines = [
        Run("Ghi chú:", Face.BOLD),
        Run(
            "- Khi đến nhận kết quả, đề nghị mang theo Giấy này và giấy tờ tùy thân; "
            "người nhận thay mang thêm giấy ủy quyền."
        ),
        Run("- Thời gian giải quyết được tính từ khi nhận đủ hồ sơ theo quy định."),
    ]
    if facts.charge_dong + facts.fee_dong:
        lines.append(Run("- Giấy này không thay thế biên lai thu phí, lệ phí."))
    if head.contact:
        lines.append(Run(f"- Liên hệ khi cần: {head.contact}"))
    if head.website:
        lines.append(Run(f"- Tra cứu quy định về thủ tục hành chính tại: {head.website}"))
    return lines
