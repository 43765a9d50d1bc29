"""Logos for tests, drawn on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

Colour = tuple[int, ...]
RED, BLACK, WHITE, PALE = (170, 20, 30, 255), (0, 0, 0, 255), (255, 255, 255, 255), (225,) * 3


def make_logo(
    width: int = 300, height: int = 300, colour: Colour = RED, mode: str = "RGBA"
) -> bytes:
    """Draw an ellipse from rim to rim, see-through around it where the mode knows that."""
    shown = Image.new("RGBA", (width, height), (0, 0, 0, 0) if "A" in mode else WHITE)
    if mode == "I;16":
        shown = Image.new(mode, shown.size)
    ImageDraw.Draw(shown).ellipse((0, 0, width - 1, height - 1), fill=colour)
    file = BytesIO()
    shown.convert(mode).save(file, "PNG")
    return file.getvalue()


def broken_logo() -> bytes:
    """Give a PNG whose parts are whole and whose dots no program can read."""
    logo = make_logo()
    at = logo.index(b"IDAT")
    (length,) = struct.unpack_from(">I", logo, at - 4)
    body = b"IDAT" + b"\xff" * length
    broken: bytes = logo[:at] + body + struct.pack(">I", zlib.crc32(body)) + logo[at + length + 8 :]
    return broken
