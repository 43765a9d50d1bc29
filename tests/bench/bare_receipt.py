"""The sample receipt drawn by hand on a bare canvas: fixed places, no measuring, no wrapping."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.helpers.paper_samples import ADDRESS
from tthc_desk.documents.codes import draw_barcode, draw_qr
from tthc_desk.documents.fonts import font_folder

REGULAR, BOLD, ITALIC = "bare-regular", "bare-bold", "bare-italic"
_FILES = {REGULAR: "Regular", BOLD: "Bold", ITALIC: "Italic"}
_LEFT, _RIGHT = 30 * mm, 190 * mm
_CENTER_LEFT, _CENTER, _CENTER_RIGHT = 63 * mm, 110 * mm, 143 * mm
_ROWS = (
    ("1", "Tờ khai đăng ký khai sinh theo mẫu", "1", "", ""),
    ("2", "Giấy chứng sinh do cơ sở y tế nơi trẻ sinh ra cấp", "1", "", ""),
    ("3", "Giấy chứng nhận kết hôn của cha, mẹ trẻ", "", "1", "1"),
)
_EDGES = (30 * mm, 38 * mm, 122 * mm, 142 * mm, 170 * mm, 190 * mm)
_FIELDS = (
    ("Bộ phận tiếp nhận và trả kết quả: phường Thử Nghiệm – Quầy 2", ""),
    ("Tiếp nhận hồ sơ của: ", "Nguyễn Văn Thử"),
    ("Người nộp: ", "Trần Thị Thử Nghiệm"),
    (f"Địa chỉ: {ADDRESS}", ""),
    ("Số điện thoại: 0900 000 000      Email: thu.nghiem@example.vn", ""),
    ("Số căn cước/Hộ chiếu: 001090000000", ""),
    ("Nội dung yêu cầu giải quyết: ", "Thủ tục đăng ký khai sinh"),
    ("(mã thủ tục 1.001193): Đăng ký khai sinh cho con Nguyễn Thị Thử", ""),
    ("1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:", ""),
)
_TERMS = (
    ("2. Số lượng hồ sơ: 01 (bộ)", ""),
    ("3. Thời gian giải quyết hồ sơ theo quy định là: 5 ngày làm việc", ""),
    ("4. Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 20 tháng 11 năm 2026", ""),
    ("5. Thời gian trả kết quả giải quyết hồ sơ: ", "09 giờ 05 phút, ngày 27 tháng 11 năm 2026"),
    ("6. Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả phường Thử Nghiệm", ""),
    ("7. Phí: 16.000 đồng      Lệ phí: 8.000 đồng", ""),
    ("Tổng số phí, lệ phí: 24.000 đồng (Bằng chữ: Hai mươi bốn nghìn đồng)", ""),
    ("Thanh toán: Đã thu bằng tiền mặt, biên lai ký hiệu TN-26E số 0000123", ""),
    ("Vào Sổ theo dõi hồ sơ, Quyển số: 2026. Số thứ tự: 1207.", ""),
)
_EXPLANATION = (
    "Nhận lúc 09:05 thứ Sáu 20/11/2026; tính từ ngày làm việc tiếp theo: thứ Hai 23/11 (1), thứ "
    "Ba 24/11 (2), thứ Tư",
    "25/11 (3), thứ Năm 26/11 (4), thứ Sáu 27/11 (5); nghỉ thứ Bảy 21/11 và Chủ nhật 22/11.",
)
_FORM = "(Theo Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP)"
_NOTES = (
    "- Khi đến nhận kết quả, đề nghị mang theo Giấy này và giấy tờ tùy thân; người nhận thay mang",
    "thêm giấy ủy quyền.",
    "- Thời gian giải quyết được tính từ khi nhận đủ hồ sơ theo quy định.",
    "- Giấy này không thay thế biên lai thu phí, lệ phí.",
    "- Liên hệ khi cần: Bộ phận Một cửa phường Thử Nghiệm, điện thoại 024 0000 0000",
    "- Tra cứu quy định về thủ tục hành chính tại: dichvucong.gov.vn",
)


def register() -> None:
    """Parse the three typefaces, once."""
    for name, style in _FILES.items():
        path = font_folder() / f"LiberationSerif-{style}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))


def draw(number: str) -> bytes:
    """Draw both copies of the receipt of a number."""
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(210 * mm, 297 * mm),
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]
    )
    canvas.beginForm("receipt")
    _head(canvas, number)
    _lines(canvas, _FIELDS, 620)
    _table(canvas)
    _lines(canvas, _TERMS, 405)
    _foot(canvas, number)
    canvas.endForm()
    for label in ("(Liên: Lưu)", "(Liên: Giao cho cá nhân, tổ chức)"):
        canvas.doForm("receipt")
        canvas.setFont(ITALIC, 11)
        canvas.drawCentredString(_CENTER, 654, label)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _head(canvas: Canvas, number: str) -> None:
    for words, font, size, x, y in (
        ("THÀNH PHỐ HÀ NỘI", REGULAR, 10.5, _CENTER_LEFT, 780),
        ("ỦY BAN NHÂN DÂN", BOLD, 11.3, _CENTER_LEFT, 766),
        ("PHƯỜNG THỬ NGHIỆM", BOLD, 11.3, _CENTER_LEFT, 752),
        (f"Mã hồ sơ: {number}", REGULAR, 9.9, _CENTER_LEFT, 706),
        ("Mã hệ thống: H26.15.07-261120-0012", REGULAR, 9.7, _CENTER_LEFT, 694),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 11.6, _CENTER_RIGHT, 780),
        ("Độc lập - Tự do - Hạnh phúc", BOLD, 12.1, _CENTER_RIGHT, 765),
        ("Thử Nghiệm, ngày 20 tháng 11 năm 2026", ITALIC, 11.5, _CENTER_RIGHT, 744),
        ("Quyển số: 2026, Số thứ tự: 1207", REGULAR, 10.5, _CENTER_RIGHT, 731),
        ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", BOLD, 14, _CENTER, 668),
        (_FORM, ITALIC, 9.7, _CENTER, 641),
    ):
        canvas.setFont(font, size)
        canvas.drawCentredString(x, y, words)
    canvas.setLineWidth(0.5)
    canvas.line(_CENTER_LEFT - 25, 748, _CENTER_LEFT + 25, 748)
    canvas.line(_CENTER_RIGHT - 74, 761, _CENTER_RIGHT + 74, 761)
    draw_barcode(canvas, number, (_LEFT + 2, 719), 64 * mm, 23)


def _lines(canvas: Canvas, lines: tuple[tuple[str, str], ...], top: float) -> None:
    y = top
    for label, value in lines:
        writing = canvas.beginText(_LEFT, y)
        writing.setFont(REGULAR, 11)
        writing.textOut(label)
        if value:
            writing.setFont(BOLD, 11)
            writing.textOut(value)
        canvas.drawText(writing)
        y -= 14.5


def _table(canvas: Canvas) -> None:
    canvas.setFont(BOLD, 10.3)
    for words, x, y in (
        ("TT", 34 * mm, 470),
        ("Thành phần hồ sơ", 80 * mm, 470),
        ("Số lượng", 156 * mm, 478),
        ("Bản chính", 132 * mm, 462),
        ("Bản chứng thực", 156 * mm, 462),
        ("Bản photo", 180 * mm, 462),
    ):
        canvas.drawCentredString(x, y, words)
    canvas.setFont(REGULAR, 10.3)
    for at, (number, name, *counts) in enumerate(_ROWS):
        y = 444 - at * 17
        canvas.drawCentredString(34 * mm, y, number)
        canvas.drawString(40 * mm, y, name)
        for x, count in zip((132 * mm, 156 * mm, 180 * mm), counts, strict=True):
            if count:
                canvas.drawCentredString(x, y, count)
    rows = [(_LEFT, y, _RIGHT, y) for y in (490, 456, 439, 422, 405)]
    canvas.lines([*rows, *[(x, 490, x, 405) for x in _EDGES], (_EDGES[2], 473, _RIGHT, 473)])


def _foot(canvas: Canvas, number: str) -> None:
    canvas.setFont(ITALIC, 9.7)
    for at, words in enumerate(_EXPLANATION):
        canvas.drawString(_LEFT, 270 - at * 12, words)
    for words, font, x, y in (
        ("NGƯỜI NỘP HỒ SƠ", BOLD, 70 * mm, 240),
        ("(Ký và ghi rõ họ tên)", ITALIC, 70 * mm, 227),
        ("Trần Thị Thử Nghiệm", BOLD, 70 * mm, 170),
        ("NGƯỜI TIẾP NHẬN HỒ SƠ", BOLD, 150 * mm, 240),
        ("(Ký và ghi rõ họ tên)", ITALIC, 150 * mm, 227),
        ("Phạm Thị Cán Bộ Thử", BOLD, 150 * mm, 170),
    ):
        canvas.setFont(font, 11)
        canvas.drawCentredString(x, y, words)
    canvas.line(_LEFT, 155, _RIGHT, 155)
    draw_qr(canvas, number, (_LEFT - 4, 84), 68)
    canvas.setFont(BOLD, 9.5)
    canvas.drawString(55 * mm, 144, "Ghi chú:")
    canvas.setFont(REGULAR, 9.5)
    for at, words in enumerate(_NOTES):
        canvas.drawString(55 * mm, 132.5 - at * 11.4, words)
