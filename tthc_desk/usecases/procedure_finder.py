"""The procedure box of the counter: from a few letters to the procedure that is meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.vietnamese import fold, fold_tokens

_NO_MATCH = 9


@dataclass(frozen=True, slots=True)
class _Entry:
    """A procedure as it is searched, everything folded once."""

    procedure: Procedure
    code: str
    keys: tuple[str, ...]
    short_name: str
    short_words: tuple[str, ...]
    words: tuple[str, ...]
    order: tuple[int, str, str]


class ProcedureFinder:
    """Finds procedures by code, typing keys, short name and words of the name, without marks.

    Args:
        procedures: the versions in force on the day, one per code.
        usage: code → how often it was received; the most used come first.
    """

    def __init__(
        self, procedures: Iterable[Procedure], usage: Mapping[str, int] | None = None
    ) -> None:
        counts = usage or {}
        entries = [_entry(procedure, counts.get(procedure.code, 0)) for procedure in procedures]
        self._entries = sorted(entries, key=lambda entry: entry.order)

    def find(self, typed: str, limit: int = 12) -> tuple[Procedure, ...]:
        """List what the letters may mean, best first; all of them, most used first, for none.

        An exact key or code comes before a short name that begins so, then other keys that
        begin so, then names that hold every word, in any order, from its first letters.
        """
        text = fold(typed)
        words = fold_tokens(typed)
        # The entries stand in order of use, and sorting keeps that order inside a rank.
        ranked = [(_rank(entry, text, words), entry) for entry in self._entries]
        hits = sorted((hit for hit in ranked if hit[0] < _NO_MATCH), key=lambda hit: hit[0])
        return tuple(entry.procedure for _, entry in hits[:limit])


def _entry(procedure: Procedure, used: int) -> _Entry:
    short_words = fold_tokens(procedure.short_name)
    short_name = fold(procedure.short_name)
    return _Entry(
        procedure,
        procedure.code,
        (*fold(procedure.keys).split(), "".join(word[0] for word in short_words)),
        short_name,
        short_words,
        (*short_words, *fold_tokens(procedure.name)),
        (-used, short_name, procedure.code),
    )


def _rank(entry: _Entry, text: str, words: tuple[str, ...]) -> int:
    """Rank a match, 0 the best; `_NO_MATCH` for none."""
    if not text or text in entry.keys[:-1] or text == entry.code:
        return 0
    if entry.short_name.startswith(text):
        return 1 if len(entry.short_name) == len(text) else 2
    if any(key.startswith(text) for key in entry.keys):
        return 3
    if _in_code(entry.code, text):
        return 4
    if words and _all_begin(words, entry.short_words):
        return 5
    return 6 if words and _all_begin(words, entry.words) else _NO_MATCH


def _in_code(code: str, text: str) -> bool:
    digits = text.replace(".", "")
    return digits.isdecimal() and (code.startswith(text) or digits in code.replace(".", ""))


def _all_begin(words: tuple[str, ...], among: tuple[str, ...]) -> bool:
    return all(any(other.startswith(word) for other in among) for word in words)
