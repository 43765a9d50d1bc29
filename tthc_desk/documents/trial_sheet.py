"""Trang in thử: what a printer must be able to do before the counter opens."""

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tthc_desk.documents.codes import draw_barcode, draw_text_qr
from tthc_desk.documents.fonts import DRAWING, Face
from tthc_desk.documents.sheet import close_canvas, mark, mark_from, open_canvas
from tthc_desk.documents.wording import local, short_moment

_WIDTH, _HEIGHT = 210 * mm, 297 * mm
_EDGE, _LEFT = 10 * mm, 25 * mm
_RULER_MM = 100
_QR, _BAR_WIDTH, _BAR_HEIGHT = 45 * mm, 70 * mm, 16 * mm
_LETTERS = (
    "A Ă Â B C D Đ E Ê G H I K L M N O Ô Ơ P Q R S T U Ư V X Y",
    "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
    "à á ả ã ạ ằ ắ ẳ ẵ ặ ầ ấ ẩ ẫ ậ è é ẻ ẽ ẹ ề ế ể ễ ệ ì í ỉ ĩ ị",
    "ò ó ỏ õ ọ ồ ố ổ ỗ ộ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ",
    "Thuở ấy, Nguyễn Đường Quỳnh Ngọc nghỉ giữa chừng vì lỡ chuyến xe.",
)


def draw_trial_sheet(made_at: datetime, card: str, bar: str) -> bytes:
    """Make the page: letters, a ruler, a frame near the edge, a square and a bar code.

    Args:
        card: text of the square code, in any letters.
        bar: text of the bar code, in ASCII.
    """
    with DRAWING:
        canvas = open_canvas(_WIDTH, _HEIGHT)
        canvas.setTitle("Trang in thử")
        canvas.rect(_EDGE, _EDGE, _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE, stroke=1, fill=0)
        _write(canvas, 262, Face.SANS_BOLD, 18, "TRANG IN THỬ – MỘT CỬA")
        made = f"In lúc {short_moment(local(made_at))}. Không phải giấy tờ, xem xong thì bỏ."
        _write(canvas, 254, Face.SANS, 10, made)
        _letters(canvas)
        _ruler(canvas, 172)
        _codes(canvas, card, bar)
        return close_canvas(canvas)


def _letters(canvas: Canvas) -> None:
    _heading(canvas, 243, "1. Chữ: đủ dấu, không ô vuông, không dấu hỏi.")
    _block(canvas, 235, Face.REGULAR, 13, _LETTERS)
    _block(canvas, 197, Face.SANS, 9, _LETTERS[-1:])
    _block(canvas, 190, Face.BOLD, 13, _LETTERS[-1:])


def _ruler(canvas: Canvas, top_mm: float) -> None:
    _heading(canvas, top_mm, f"2. Thước: từ 0 đến {_RULER_MM} đo bằng thước thật phải đúng 100 mm.")
    base = (top_mm - 14) * mm
    canvas.line(_LEFT, base, _LEFT + _RULER_MM * mm, base)
    for at in range(_RULER_MM + 1):
        tall = 6 if at % 10 == 0 else 4 if at % 5 == 0 else 2.5
        canvas.line(_LEFT + at * mm, base, _LEFT + at * mm, base + tall * mm)
        if at % 10 == 0:
            mark(canvas, str(at), (_LEFT + at * mm, base - 4 * mm), 8, Face.SANS)


def _codes(canvas: Canvas, card: str, bar: str) -> None:
    _heading(canvas, 140, "3. Mã: quét ở bước thử máy quét.")
    draw_text_qr(canvas, card, (_LEFT, 88 * mm), _QR)
    _write(canvas, 83, Face.SANS, 9, "Mã vuông như trên thẻ căn cước; người này không có thật.")
    draw_barcode(canvas, bar, (_LEFT + _QR + 15 * mm, 104 * mm), _BAR_WIDTH, _BAR_HEIGHT)
    mark(canvas, bar, (_LEFT + _QR + 15 * mm + _BAR_WIDTH / 2, 99 * mm), 9, Face.SANS)
    _heading(canvas, 66, "4. Khung: đủ bốn cạnh, cách mép giấy 10 mm.")


def _heading(canvas: Canvas, at_mm: float, words: str) -> None:
    _write(canvas, at_mm, Face.SANS_BOLD, 11, words)


def _block(canvas: Canvas, top_mm: float, face: Face, size: float, lines: Sequence[str]) -> None:
    for down, words in enumerate(lines):
        _write(canvas, top_mm - down * 7.5, face, size, words)


def _write(canvas: Canvas, at_mm: float, face: Face, size: float, words: str) -> None:
    mark_from(canvas, words, (_LEFT, at_mm * mm), size, face)
