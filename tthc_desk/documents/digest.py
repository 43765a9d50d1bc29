"""Hashes and fingerprints on paper: groups of four that an eye can follow line by line."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import Run, text, width_of
from tthc_desk.documents.sheet import HAIRLINE, LEADING, Align, Sheet, plain

_GROUP = 4
_APART = 1.0  # of the size, between the widest groups
LINE = 1.4
"""Height of a line of groups, by its size."""
_LARGEST = 34.0
_PER_LINE = 4
_PAD = 4 * mm


def grouped(digits: str) -> str:
    """Part digits into groups of four; groups that stand already are kept."""
    return " ".join(_groups(digits))


def draw_groups(
    sheet: Sheet,
    digits: str,
    at: tuple[float, float],
    *,
    per_line: int,
    size: float,
    face: Face = Face.SANS,
) -> float:
    """Draw groups one under the other, so many on a line; return the height they take.

    Args:
        at: left edge and top.
    """
    groups = _groups(text(digits))
    lines = [groups[start : start + per_line] for start in range(0, len(groups), per_line)]
    step = _step(groups, size, face)
    for number, line in enumerate(lines):
        baseline = at[1] - size * (number * LINE + 1)
        for place, group in enumerate(line):
            x = at[0] + place * step
            sheet.put(plain(group, face), x, baseline, step, size, Align.LEFT)
    return len(lines) * size * LINE


def draw_fingerprint(sheet: Sheet, title: str, fingerprint: str) -> None:
    """Draw a framed fingerprint, its groups as large as the sheet is wide, four on a line."""
    points, room = sheet.points(), sheet.width - 2 * _PAD
    natural = _groups_width(fingerprint, _PER_LINE, 1.0, Face.SANS_BOLD)
    size = min(_LARGEST, room / max(1.0, natural))
    lines = -(-len(_groups(fingerprint)) // _PER_LINE)
    height = points * LEADING + lines * size * LINE + 2 * _PAD
    sheet.skip(points * 0.6)
    sheet.need(height)
    sheet.canvas.setLineWidth(2 * HAIRLINE)
    sheet.canvas.rect(sheet.left, sheet.y - height, sheet.width, height, stroke=1, fill=0)
    x, top = sheet.left + _PAD, sheet.y - _PAD
    top -= sheet.block([[Run(title, Face.BOLD)]], x, top, room, points, Align.LEFT) + 0.2 * size
    draw_groups(sheet, fingerprint, (x, top), per_line=_PER_LINE, size=size, face=Face.SANS_BOLD)
    sheet.skip(height + points * 0.8)


def _groups_width(digits: str, per_line: int, size: float, face: Face) -> float:
    """Measure the widest line that `draw_groups` makes."""
    groups = _groups(text(digits))
    return min(per_line, len(groups)) * _step(groups, size, face) - _APART * size


def _step(groups: Sequence[str], size: float, face: Face) -> float:
    return max((width_of(group, face, size) for group in groups), default=0.0) + _APART * size


def _groups(digits: str) -> list[str]:
    bare = "".join(digits.split())
    return [bare[start : start + _GROUP] for start in range(0, len(bare), _GROUP)]
