"""How wide the columns of a sheet are, and how many lines words take in them."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import width_of
from tthc_desk.documents.table import Column, Kind

SIZE = 11
MARGIN_INCHES = 0.4
_A4_INCHES = {True: 8.27, False: 11.69}
_LETTERS_PER_WIDTH = 0.62
_LEAST_LETTERS = {
    Kind.TEXT: 12.0,
    Kind.DAY: 11.5,
    Kind.MOMENT: 17.0,
    Kind.DONG: 13.0,
    Kind.COUNT: 9.0,
}
_FEWEST_LETTERS = 6.0
# A column of n letters is 7 n + 5 pixels wide at 96 to the inch; the 5 are its padding.
_LETTER_POINTS = 5.25
_PADDING_POINTS = 3.75
_SAFE = 0.95  # programs differ in how wide they draw the same letters
_LINE = 15 / SIZE
_MOST_POINTS = 409
_WIDEST = 1.0  # letter, beside the size of the letters; a column's unit, a digit, is half of it


def column_letters(columns: Sequence[Column], *, portrait: bool) -> list[float]:
    """Share out a sheet: as wide as its columns need, at least as wide as its page."""
    letters = [
        max(_LEAST_LETTERS.get(column.kind, _FEWEST_LETTERS), column.width * _LETTERS_PER_WIDTH)
        for column in columns
    ]
    page = (_A4_INCHES[portrait] - 2 * MARGIN_INCHES) * 72 - len(letters) * _PADDING_POINTS
    more = max(1.0, 0.99 * page / _LETTER_POINTS / sum(letters))
    return [each * more for each in letters]


@lru_cache(maxsize=4096)
def line_count(words: str, letters: float, *, size: float = SIZE, bold: bool = False) -> int:
    """Count the lines that words take in a width; few programs do so when they open a file.

    Args:
        letters: width as spreadsheets count it, in digits of size 11.
    """
    if len(words) * 2 * _WIDEST * size <= letters * SIZE:
        return 1
    face = Face.BOLD if bold else Face.REGULAR
    room = letters * _LETTER_POINTS * _SAFE / size
    lines, used, space = 1, 0.0, _width(" ", face)
    for word in words.replace("-", "- ").split(" "):
        width = _width(word, face)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            # Broken between letters, a line may lack one at its end.
            full = max(room - _WIDEST, room / 2)
            more = ceil(width / full) - 1
            lines, width = lines + more, width - more * full
        used += width + space
    return lines


def height(lines: float, size: float = SIZE) -> float:
    """Give the height of a row with so many lines, in points."""
    return min(lines * size * _LINE, _MOST_POINTS)


@lru_cache(maxsize=4096)
def _width(word: str, face: Face) -> float:
    return width_of(word, face, 1.0)
