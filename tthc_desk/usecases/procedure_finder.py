"""The procedure box of the counter: from a few letters to the procedure that is meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.vietnamese import fold, fold_tokens

_NO_MATCH = 9


@dataclass(frozen=True, slots=True)
class _Entry:
    """A procedure as it is searched, everything folded once.

    The lines begin with a space and part words by one, so that " kh" in a line asks whether a
    word begins so: one search of a text is quicker than a loop over its words.
    """

    procedure: Procedure
    code: str
    digits: str
    keys: str
    initials: str
    short_name: str
    short_line: str
    whole_line: str
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
        beginnings = tuple(f" {word}" for word in fold_tokens(typed))
        digits = text.replace(".", "")
        rank = _rank_in_codes if digits.isdecimal() else _rank
        sought = (digits,) if digits.isdecimal() else beginnings
        # The entries stand in order of use, and sorting keeps that order inside a rank.
        ranked = [(rank(entry, text, sought), entry) for entry in self._entries]
        hits = sorted((hit for hit in ranked if hit[0] < _NO_MATCH), key=lambda hit: hit[0])
        return tuple(entry.procedure for _, entry in hits[:limit])


def _entry(procedure: Procedure, used: int) -> _Entry:
    short_words = fold_tokens(procedure.short_name)
    short_name = fold(procedure.short_name)
    short_line = f" {' '.join(short_words)}"
    return _Entry(
        procedure,
        procedure.code,
        procedure.code.replace(".", ""),
        f" {fold(procedure.keys)} ",
        "".join(word[0] for word in short_words),
        short_name,
        short_line,
        f"{short_line} {' '.join(fold_tokens(procedure.name))}",
        (-used, short_name, procedure.code),
    )


def _rank(entry: _Entry, text: str, beginnings: tuple[str, ...]) -> int:
    """Rank a match of letters, 0 the best; `_NO_MATCH` for none."""
    if not text or f" {text} " in entry.keys:
        return 0
    if entry.short_name.startswith(text):
        return 1 if len(entry.short_name) == len(text) else 2
    if f" {text}" in entry.keys or entry.initials.startswith(text):
        return 3
    if not beginnings or beginnings[0] not in entry.whole_line:
        return _NO_MATCH
    if all(beginning in entry.short_line for beginning in beginnings):
        return 5
    return 6 if all(beginning in entry.whole_line for beginning in beginnings) else _NO_MATCH


def _rank_in_codes(entry: _Entry, text: str, digits: tuple[str, ...]) -> int:
    """Rank a match of digits: in the code, else in the words ("14 tuổi")."""
    if text == entry.code:
        return 0
    if entry.code.startswith(text) or digits[0] in entry.digits:
        return 4
    return 6 if f" {text}" in entry.whole_line else _NO_MATCH
