"""Any paper's strokes, noted once and drawn again on a bare canvas: no measuring, no layout."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.textobject import PDFTextObject

from tthc_desk.documents import sheet

_MEASURES = {"stringWidth"}
_PLAIN = {str, int, float, bool}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One call as somebody would type it.

    Args:
        on: 0 for the canvas, else the text or path made by an earlier stroke.
        makes: number of the text or path it makes; 0 for none.
    """

    on: int
    name: str
    values: tuple[Any, ...]
    options: dict[str, Any]
    makes: int


class Noted:
    """Passes every call on to a canvas, text or path and notes all but those that measure."""

    def __init__(self, real: Any, strokes: list[Stroke], place: int = 0) -> None:
        self.real = real
        self.strokes = strokes
        self.place = place

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.real, name)
        return self._noting(name, found) if callable(found) and name not in _MEASURES else found

    def _noting(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def note(*values: Any, **options: Any) -> Any:
            made = call(*map(_real, values), **options)
            makes = len(self.strokes) + 1 if isinstance(made, PDFTextObject | PDFPathObject) else 0
            self.strokes.append(Stroke(self.place, name, values, options, makes))
            return Noted(made, self.strokes, makes) if makes else made

        return note


def strokes_of(draw: Callable[[], bytes]) -> Callable[[], bytes]:
    """Note what a paper draws; give a function that draws just that and returns the PDF."""
    begun: list[tuple[dict[str, Any], list[Stroke]]] = []

    def open_noted(_file: BytesIO, **settings: Any) -> Noted:
        begun.append((settings, []))
        return Noted(Canvas(BytesIO(), **settings), begun[-1][1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet, "Canvas", open_noted)
        draw()
    # A paper that is set smaller to save a page leaves its first canvas unfinished.
    [(settings, strokes)] = [one for one in begun if one[1][-1].name == "getpdfdata"]
    typed = _typed(strokes)
    return lambda: _drawn(typed, settings)


def _drawn(typed: Callable[[Canvas], bytes], settings: dict[str, Any]) -> bytes:
    return typed(Canvas(BytesIO(), **settings))


def _typed(strokes: list[Stroke]) -> Callable[[Canvas], bytes]:
    """Write the strokes as one function, a line each, so that going over them costs nothing."""
    kept: dict[str, Any] = {}
    lines = [_line(stroke, kept) for stroke in strokes]
    lines[-1] = f"return {lines[-1]}"
    exec("\n    ".join(["def draw(on0):", *lines]), kept)  # noqa: S102 - a paper's own strokes
    draw: Callable[[Canvas], bytes] = kept["draw"]
    return draw


def _line(stroke: Stroke, kept: dict[str, Any]) -> str:
    values = [_written(value, kept) for value in stroke.values]
    values += [f"{name}={_written(value, kept)}" for name, value in stroke.options.items()]
    call = f"on{stroke.on}.{stroke.name}({', '.join(values)})"
    return f"on{stroke.makes} = {call}" if stroke.makes else call


def _written(value: Any, kept: dict[str, Any]) -> str:
    if isinstance(value, Noted):
        return f"on{value.place}"
    if type(value) in _PLAIN:
        return repr(value)
    name = f"kept{len(kept)}"
    kept[name] = value
    return name


def _real(value: Any) -> Any:
    return value.real if isinstance(value, Noted) else value
