"""What a person typed becomes lines of printable letters, and nothing else."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tthc_desk.documents.fonts import Face, advances, letters

REPLACEMENT = "□"

# Letters of Vietnamese forms in composed form; anything outside takes the slow way.
_PLAIN = re.compile(r"[ -~À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–…]*").fullmatch
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Run(NamedTuple):
    """Words in one typeface."""

    words: str
    face: Face = Face.REGULAR


Line = list[Run]
Words = str | Run


def text(typed: str) -> str:
    """Make typed text printable: NFC, white space as spaces, "□" for what has no letter here.

    The only way onto a paper. Nothing is read as markup, so there is nothing to escape.
    """
    composed = unicodedata.normalize("NFC", typed)
    if _PLAIN(composed):
        return composed
    spaced = re.sub(r"\s", " ", composed)
    return "".join(char if _printable(char) else REPLACEMENT for char in spaced)


def unprintable(typed: str) -> str:
    """List, each once and in order, the characters that `text` shows as a replacement mark."""
    spaced = re.sub(r"\s", " ", unicodedata.normalize("NFC", typed))
    return "".join(dict.fromkeys(char for char in spaced if not _printable(char)))


def width_of(words: str, face: Face, size: float) -> float:
    """Measure printable words in points."""
    known = advances(face)
    try:
        return sum([known[char] for char in words]) * size
    except KeyError:
        return sum(known.get(char, known["\0"]) for char in words) * size


def break_lines(
    words: Iterable[Words], size: float, width: float, first: float = 0.0
) -> list[Line]:
    """Fill lines of a width in points; a word that is wider is broken between letters.

    Args:
        first: what the first line is shorter by.

    Returns:
        At least one line; neighbouring words of one typeface are one run.
    """
    runs = [Run(text(run.words), run.face) for run in map(_as_run, words)]
    if sum(width_of(run.words, run.face, size) for run in runs) <= width - first:
        return [[run for run in runs if run.words]]
    filler = _Filler(size, width, first)
    for run in runs:
        for word in re.findall(r"\S+ *| +", run.words):
            filler.add(word, run.face)
    return filler.finish()


def few(lines: Sequence[Line], most: int) -> list[Line]:
    """Keep a text in a fixed block from pushing all else off the page; the cut is shown."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], [Run("…")]]


def line_width(line: Line, size: float) -> float:
    """Measure a line in points, without the space at its end."""
    last = len(line) - 1
    return sum(
        width_of(run.words.rstrip(" ") if at == last else run.words, run.face, size)
        for at, run in enumerate(line)
    )


class _Filler:
    """Fills one line after the other."""

    def __init__(self, size: float, width: float, first: float) -> None:
        self._size = size
        self._width = width
        self._widest = width - first
        self._lines: list[Line] = []
        self._line: Line = []
        self._room = width - first

    def add(self, word: str, face: Face) -> None:
        """Put a word with the spaces behind it on this line or the next."""
        bare = width_of(word.rstrip(" "), face, self._size)
        if bare > self._room and self._line:
            self._end_line()
        if bare <= self._room:
            self._put(word, face)
            return
        for piece in _pieces(word, face, self._size, self._widest):
            if self._line:
                self._end_line()
            self._put(piece, face)

    def finish(self) -> list[Line]:
        """Return the lines."""
        self._end_line()
        return self._lines

    def _put(self, word: str, face: Face) -> None:
        self._room -= width_of(word, face, self._size)
        if self._line and self._line[-1].face == face:
            word = self._line.pop().words + word
        self._line.append(Run(word, face))

    def _end_line(self) -> None:
        if self._line:
            # One space stays: who copies from the paper gets words, not a run of letters.
            last = self._line.pop()
            bare = last.words.rstrip(" ")
            self._line.append(Run(bare if bare == last.words else f"{bare} ", last.face))
        self._lines.append(self._line)
        self._line, self._room = [], self._width


def _pieces(word: str, face: Face, size: float, width: float) -> Iterator[str]:
    """Cut a word into pieces no wider than a line, one letter at least."""
    known = advances(face)
    start, used = 0, 0.0
    for at, char in enumerate(word):
        step = known.get(char, known["\0"]) * size
        if used + step > width and at > start:
            cut = _good_cut(word, start, at)
            yield word[start:cut]
            start, used = cut, width_of(word[cut:at], face, size)
        used += step
    yield word[start:]


def _good_cut(word: str, start: int, end: int) -> int:
    """Cut behind a hyphen or slash, as in a dossier number, if one stands in the latter half."""
    found = max(word.rfind("-", start, end), word.rfind("/", start, end))
    return found + 1 if found > (start + end) / 2 else end


def _as_run(words: Words) -> Run:
    return words if isinstance(words, Run) else Run(words)


def _printable(char: str) -> bool:
    # Without shaping, letters written from right to left would stand in the wrong order.
    return (
        ord(char) in letters()
        and unicodedata.category(char) not in _UNSEEN
        and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT
    )
