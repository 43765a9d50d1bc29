"""The ward's logo: made ready for print once, drawn small beside the unit's lines."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from tthc_desk.documents.sheet import Sheet
from tthc_desk.domain.errors import Code, DeskError

LARGEST_MM = 12
_EDGE = 5 * mm  # printers leave the rim of a sheet white
_GAP = 2 * mm
_FINEST = 283  # dots over the largest size at 600 to the inch, the finest of office printers
_COARSE = 142  # … at 300, under which edges show steps
_LONGEST = 3  # times its other side: longer ones print lower than a line of type and a half
_PALE, _WHITE = 190, 250  # of 255, by the darkest dot


def draw_logo(sheet: Sheet, picture: bytes, right: float, bottom: float) -> None:
    """Draw a PNG left of what begins at `right`, in the middle from `bottom` to the sheet's place.

    Nothing else of the sheet changes; the picture lies in the file once, however often drawn.
    """
    image, most = _ready(picture), LARGEST_MM * mm
    dots_wide, dots_high = image.getSize()
    wide = min(most, right - _GAP - _EDGE) / dots_wide
    high = min(most, sheet.frame.height - _EDGE - bottom) / dots_high
    width, height = dots_wide * min(wide, high), dots_high * min(wide, high)
    lowest = bottom + max(0.0, (sheet.y - bottom - height) / 2)
    sheet.canvas.drawImage(image, right - _GAP - width, lowest, width, height)


def logo_doubts(picture: bytes) -> Iterator[tuple[str, dict[str, int]]]:
    """Say what of a PNG would print badly, as (reason, facts).

    Raises:
        DeskError: PACK with `reason` logo_damaged, or logo_blank when nothing would be seen.
    """
    try:
        shown = _on_white(picture)
    except (OSError, SyntaxError, ValueError) as error:
        raise DeskError(Code.PACK, None, reason="logo_damaged") from error
    darkest = min(shown.convert("L").tobytes())
    if darkest > _WHITE:
        raise DeskError(Code.PACK, None, reason="logo_blank")
    size = {"width": shown.width, "height": shown.height}
    if darkest > _PALE:
        yield "logo_pale", {}
    if max(shown.size) < _COARSE:
        yield "logo_coarse", {**size, "least": _COARSE, "mm": LARGEST_MM}
    if max(shown.size) > _LONGEST * min(shown.size):
        yield "logo_long", {**size, "mm": LARGEST_MM}


@lru_cache(maxsize=4)
def _ready(picture: bytes) -> ImageReader:
    """Bring a picture to the dots a printer has; one without colour takes black ink alone."""
    shown = _on_white(picture)
    shown.thumbnail((_FINEST, _FINEST), Image.Resampling.LANCZOS)
    red, green, blue = shown.split()
    grey = red.tobytes() == green.tobytes() == blue.tobytes()
    return ImageReader(red if grey else shown)


def _on_white(picture: bytes) -> Image.Image:
    """Lay a picture on white: what is see-through in it prints as paper, on any printer."""
    with Image.open(BytesIO(picture), formats=("PNG",)) as opened:
        opaque = opened.convert("RGBA")
    paper = Image.new("RGBA", opaque.size, "white")
    paper.alpha_composite(opaque)
    return paper.convert("RGB")
