"""The lines every paper of a ward is headed with, compared with the ward's own name."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.domain.vietnamese import fold_tokens, nfc
from tthc_desk.usecases.pack_content import Level

PROFILE = "phuong.toml"
KINDS = ("phường", "xã", "đặc khu", "thị trấn")
_SHORT = {"p": "phường", "x": "xã", "đk": "đặc khu", "tt": "thị trấn"}
# What may follow the name of a ward on a line: the unit it lies in.
_ABOVE = frozenset({"quận", "q", "huyện", "h", "thành", "tp", "thị", "tx", "tỉnh", "t"})
_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

Word = tuple[str, str]
"""Its letters without the tone, and the tone: "hoà" and "hòa" are one word."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a line; `ends` says behind which of them a sign or its end stands."""

    words: tuple[Word, ...]
    ends: tuple[bool, ...]

    def places(self, wanted: tuple[Word, ...]) -> Iterator[int]:
        """Find where these words stand one after another as a whole name."""
        for at in range(len(self.words) - len(wanted) + 1):
            behind = at + len(wanted)
            if self.words[at:behind] == wanted and self._is_whole(behind):
                yield at

    def has_before(self, at: int, words: tuple[Word, ...]) -> bool:
        return at >= len(words) and self.words[at - len(words) : at] == words

    def _is_whole(self, behind: int) -> bool:
        return self.ends[behind - 1] or self.words[behind] in _ABOVE_WORDS


def kind_and_name(name: str) -> tuple[str, str]:
    """Take a ward's name apart ("phường Mỹ Đình 1", "P. Phúc Xá"); no kind when it has none."""
    found = re.match(r"\s*(" + "|".join((*KINDS, *_SHORT)) + r")(?:\s*\.\s*|\s+)(?=\S)", name, re.I)
    if found is None:
        return "", name.strip()
    kind = found[1].lower()
    return _SHORT.get(kind, kind), name[found.end() :].strip()


def names_ward(line: str, ward: str) -> bool:
    """Say whether a line names a ward by its kind and its whole name, with every mark."""
    kind, name = kind_and_name(ward)
    read = _read(line)
    return any(not kind or _says_kind(read, at, kind) for at in read.places(_words(name)))


def is_place(line: str, ward: str) -> bool:
    """Say whether a line is the ward's name, with its kind or without."""
    kind, name = kind_and_name(ward)
    read = _read(line)
    return any(
        at == 0 or (_says_kind(read, at, kind) and at == _kind_length(read, at, kind))
        for at in read.places(_words(name))
    )


def check_header(section: object, line_of: Callable[[str], int], found: PackFindings) -> None:
    """Compare the lines every paper is headed with with the ward they are of.

    Args:
        section: `[ward]` as it is written; a line that is missing is told elsewhere.
        line_of: gives the line of a key such as "ward.unit".
    """
    ward = section if isinstance(section, Mapping) else {}
    texts = {key: nfc(str(value)).strip() for key, value in ward.items() if isinstance(value, str)}
    for level, key, reason in _told({key: text for key, text in texts.items() if text}):
        upper = texts.get("upper_authority")
        facts = {"value": texts[key], "ward": texts["name"], "upper": upper}
        tell = found.refuse if level is Level.ERROR else found.warn
        tell(PROFILE, line_of(f"ward.{key}"), reason, f"ward.{key}", **facts)
    if ward.get("training") is True:
        found.warn(PROFILE, line_of("ward.training"), "training", "ward.training")


def _told(texts: Mapping[str, str]) -> Iterator[tuple[Level, str, str]]:
    """Give what to tell, each as (level, key, reason)."""
    name = texts.get("name")
    if name is None:
        return
    if "unit" in texts and not names_ward(texts["unit"], name):
        yield Level.ERROR, "unit", "header_unit"
    superior, upper = texts.get("superior"), texts.get("upper_authority")
    if superior and _is_own(superior, name):
        yield Level.ERROR, "superior", "header_superior"
    elif superior and upper and fold_tokens(superior) != fold_tokens(upper):
        yield Level.WARNING, "superior", "header_upper"
    if "counter" in texts and not names_ward(texts["counter"], name):
        # One that names no ward at all may be a branch of a common centre.
        level = Level.ERROR if _names_some_ward(texts["counter"]) else Level.WARNING
        yield level, "counter", "header_counter"
    if "place" in texts and not is_place(texts["place"], name):
        yield Level.ERROR, "place", "place"


def _is_own(line: str, ward: str) -> bool:
    """Say whether the authority above is the ward itself; a district may share its name."""
    name = _words(kind_and_name(ward)[1])
    read = _read(line)
    shared = (at for at in read.places(name) if at == 0 or read.words[at - 1] not in _ABOVE_ENDS)
    return names_ward(line, ward) or (not name[0][0].isdigit() and any(shared))


def _names_some_ward(line: str) -> bool:
    read = _read(line)
    return any(_says_kind(read, at, kind) for at in range(1, len(read.words)) for kind in KINDS)


def _says_kind(line: _Line, at: int, kind: str) -> bool:
    return _kind_length(line, at, kind) > 0


def _kind_length(line: _Line, at: int, kind: str) -> int:
    spelt = (kind, *(short for short, long in _SHORT.items() if long == kind))
    lengths = (len(_words(one)) for one in spelt if line.has_before(at, _words(one)))
    return next(lengths, 0) if kind else 0


@lru_cache(maxsize=1024)
def _read(line: str) -> _Line:
    text = unicodedata.normalize("NFC", line).lower()
    found = list(_WORD.finditer(text))
    gaps = [text[one.end() : two.start()] for one, two in pairwise(found)]
    ends = (*(bool(gap.strip(" .")) for gap in gaps), True)
    return _Line(tuple(_word(one[0]) for one in found), ends if found else ())


def _words(text: str) -> tuple[Word, ...]:
    return _read(text).words


def _word(text: str) -> Word:
    if text.isdigit():
        return text.lstrip("0") or "0", ""
    signs = unicodedata.normalize("NFD", text)
    tones = "".join(sign for sign in signs if sign in _TONES)
    return "".join(sign for sign in signs if sign not in _TONES), tones


_ABOVE_WORDS = frozenset(map(_word, _ABOVE))
# The last words of "quận", "thành phố", "thị xã" and the like.
_ABOVE_ENDS = frozenset(map(_word, (*_ABOVE, "phố", "xã"))) - {_word("thành"), _word("thị")}
