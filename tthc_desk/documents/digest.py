"""Hashes and fingerprints on paper: groups of four that an eye can follow line by line."""

from collections.abc import Sequence

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import text, width_of
from tthc_desk.documents.sheet import Align, Sheet, plain

_GROUP = 4
_APART = 1.0  # of the size, between the widest groups
LINE = 1.4
"""Height of a line of groups, by its size."""


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


def groups_width(digits: str, per_line: int, size: float, face: Face = Face.SANS) -> float:
    """Measure the widest line that `draw_groups` makes."""
    groups = _groups(text(digits))
    return min(per_line, len(groups)) * _step(groups, size, face) - _APART * size


def _step(groups: Sequence[str], size: float, face: Face) -> float:
    return max((width_of(group, face, size) for group in groups), default=0.0) + _APART * size


def _groups(digits: str) -> list[str]:
    bare = "".join(digits.split())
    return [bare[start : start + _GROUP] for start in range(0, len(bare), _GROUP)]
