"""The program's own typefaces: found by path, parsed once and only when first needed."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Decided for this program: a paper fetches nothing, and no stream is written as text.
rl_config.trustedHosts = []
rl_config.trustedSchemes = ["data"]
rl_config.useA85 = 0

_loading = Lock()

DRAWING = Lock()
"""Held while a document is drawn: reportlab keeps a document's letters inside the shared fonts."""


class Face(StrEnum):
    """A typeface by the name of its file."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    BOLD_ITALIC = "LiberationSerif-BoldItalic"
    SANS = "LiberationSans-Regular"
    SANS_BOLD = "LiberationSans-Bold"


_loaded: dict[Face, TTFont] = {}


def font_folder() -> Path:
    """Find `resources/fonts` beside the package (source tree) or in it (installed)."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources" / "fonts"
    return inside if inside.is_dir() else package.parent / "resources" / "fonts"


def load(face: Face) -> TTFont:
    """Parse and register a typeface; a few milliseconds the first time, then nothing."""
    font = _loaded.get(face)
    if font is None:
        # Registered twice by two threads, a half-written paper would find another font object.
        with _loading:
            font = _loaded.get(face) or _parse(face)
    return font


def _parse(face: Face) -> TTFont:
    font = TTFont(face.value, str(font_folder() / f"{face.value}.ttf"), shapable=False)
    pdfmetrics.registerFont(font)
    _loaded[face] = font
    return font


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """List the code points that can be printed; the typefaces cover the same letters."""
    return frozenset(load(Face.REGULAR).face.charToGlyph)


@lru_cache(maxsize=len(Face))
def advances(face: Face) -> dict[str, float]:
    """Map each letter of a typeface to its width at size 1."""
    metrics = load(face).face
    known = {chr(code): width / 1000 for code, width in metrics.charWidths.items()}
    known["\0"] = metrics.defaultWidth / 1000
    return known
