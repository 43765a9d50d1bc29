"""The number of a paper as Code 128 and as QR, each drawn as one filled path."""

from collections.abc import Iterator
from functools import lru_cache

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.pdfgen.canvas import Canvas

_LONGEST = 60
LONGEST_QR = 180
"""Signs that a QR code of 3 cm can still be read with."""
_DOT = 72 / 600  # points
QUIET_QR = 4  # modules of white around a QR code, ISO/IEC 18004


def can_be_coded(number: str, longest: int = _LONGEST) -> bool:
    """Tell whether a number is short printable ASCII, the only thing put in a code."""
    return 0 < len(number) <= longest and number.isascii() and number.isprintable()


def draw_barcode(
    canvas: Canvas, number: str, at: tuple[float, float], width: float, height: float
) -> None:
    """Draw the bars of a number in the middle of a box given by its lower left corner.

    Ten modules of white belong on either side of the bars (ISO/IEC 15417). Bars are whole dots
    of a printer of 600 dpi thick, so that none comes out thicker than its like.
    """
    if not can_be_coded(number):
        return
    bars, modules = _bars(number)
    unit = max(1, int(width / modules / _DOT)) * _DOT
    left = round((at[0] + (width - unit * modules) / 2) / _DOT) * _DOT
    path = canvas.beginPath()
    for start, thick in bars:
        path.rect(left + start * unit, at[1], thick * unit, height)
    canvas.drawPath(path, stroke=0, fill=1)


def draw_qr(
    canvas: Canvas,
    number: str,
    at: tuple[float, float],
    side: float,
    longest: int = _LONGEST,
) -> None:
    """Draw the QR code of a number in a square, its quiet zone inside the square."""
    if can_be_coded(number, longest):
        draw_text_qr(canvas, number, at, side)


def draw_text_qr(canvas: Canvas, text: str, at: tuple[float, float], side: float) -> None:
    """Draw the QR code of a text in any letters, as UTF-8."""
    rows = _modules(text)
    unit = side / (len(rows) + 2 * QUIET_QR)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        y = at[1] + side - (QUIET_QR + down + 1) * unit
        for start, length in _stretches(row):
            path.rect(at[0] + (QUIET_QR + start) * unit, y, length * unit, unit)
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=64)
def _bars(number: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """List (start, thickness) of the bars in modules, and the width of all."""
    code = Code128(number, quiet=0)
    code.validate()  # type: ignore[no-untyped-call]
    code.encode()  # type: ignore[no-untyped-call]
    bars, at = [], 0
    for sign in str(code.decompose()):  # type: ignore[no-untyped-call]
        # The library writes bars in upper case, gaps in lower case; a or A is one module.
        thick = ord(sign.lower()) - ord("a") + 1
        if sign.isupper():
            bars.append((at, thick))
        at += thick
    return tuple(bars), at


@lru_cache(maxsize=64)
def _modules(number: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(number)
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def _stretches(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Join neighbouring dark modules as (start, length)."""
    start: int | None = None
    for at, dark in enumerate((*row, False)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at - start
            start = None
