"""The words a dossier is found by, and what a typed query asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.vietnamese import fold_tokens

_RUNNING = re.compile("[a-z]0*([0-9]{1,6})")
_LONGEST_QUERY = 200
_MOST_WORDS = 12


def search_words(dossier: Dossier) -> str:
    """Write the words of a dossier, folded, each once, one space before each.

    Besides names, codes and phones stand: identity and telephone numbers read backwards
    after an "r", so that their tail is a prefix; the running number of the day after "t".
    """
    facts = dossier.facts
    owner, submitter = facts["owner"], facts["submitter"]
    people: Iterable[Mapping[str, Any]] = (owner,) if owner == submitter else (owner, submitter)
    found: dict[str, None] = {}
    for person in people:
        found.update(dict.fromkeys(fold_tokens(str(person.get("name") or ""))))
        for name in ("id_number", "phone"):
            found.update(dict.fromkeys(_both_ways(str(person.get(name) or ""))))
    found.update(dict.fromkeys(_number_words(dossier)))
    return "".join(f" {word}" for word in found)


def _number_words(dossier: Dossier) -> list[str]:
    facts = dossier.facts
    # The code of the ward's own agency stands before every number and tells nothing.
    tail = dossier.number.partition("-")[2] or dossier.number
    words = list(fold_tokens(tail))
    words += [f"t{facts['daily_number']}"] if facts.get("daily_number") else []
    foreign = facts.get("foreign_codes") or {}
    for code in (facts.get("official_code"), facts.get("old_number"), *foreign.values()):
        words += fold_tokens(str(code or ""))
    return words


def _both_ways(number: str) -> list[str]:
    # Nearly always plain digits, which need no folding.
    words = (number,) if _is_digits(number) else fold_tokens(number)
    return [form for word in words for form in (word, "r" + word[::-1])]


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """What a person typed, ready for the index.

    Args:
        text: without control signs and outer spaces.
        words: folded words; a dossier must have one that begins with each.
        serial: the running number of a day, if only that was typed ("12", "T0012"), or None.
    """

    text: str
    words: tuple[str, ...]
    serial: int | None

    @property
    def asks_nothing(self) -> bool:
        """Tell whether it stands for all: empty, or only the ward's own code so far."""
        return not self.words and (not self.text or any(map(str.isalnum, self.text)))

    @property
    def match(self) -> str:
        """Write the full-text expression; every word quoted, so nothing in it is an operator."""
        return " AND ".join(_alternatives(word) for word in self.words)

    def fits(self, words: str) -> bool:
        """Tell whether the words of a dossier answer the query, as the index would."""
        return all(_fits_one(word, words) for word in self.words)


def typed_query(text: str, agency_code: str = "") -> TypedQuery:
    """Read what a person typed; never fails.

    The agency code, first part of the ward's numbers, is left out of the words.
    """
    clean = " ".join("".join(map(_visible, text[:_LONGEST_QUERY])).split())
    agency = fold_tokens(agency_code)
    words = fold_tokens(clean)
    # As the number is typed or scanned, its first part says nothing yet.
    if agency and words[: len(agency)] == agency:
        words = words[len(agency) :]
    running = _RUNNING.fullmatch(words[0]) if len(words) == 1 else None
    digits = words[0] if len(words) == 1 and _is_digits(words[0]) and len(words[0]) < 6 else ""
    serial = int(digits) if digits else int(running[1]) if running else None
    return TypedQuery(clean, words[:_MOST_WORDS], serial)


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    return char if char.isprintable() else ""


def _is_digits(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _alternatives(word: str) -> str:
    forms = [f'"{form}"*' for form in _prefixes(word)]
    forms += [f'"{form}"' for form in _wholes(word)]
    return f"({' OR '.join(forms)})" if len(forms) > 1 else forms[0]


def _prefixes(word: str) -> list[str]:
    # Fewer than four digits would be the tail of too many numbers.
    if _is_digits(word) and len(word) >= 4:
        return [word, "r" + word[::-1]]
    return [word]


def _wholes(word: str) -> list[str]:
    running = _RUNNING.fullmatch(word)
    if _is_digits(word) and len(word) < 6:
        return [f"t{int(word)}"]
    return [f"t{int(running[1])}"] if running and word[0] == "t" else []


def _fits_one(word: str, words: str) -> bool:
    padded = words + " "
    return any(f" {form}" in words for form in _prefixes(word)) or any(
        f" {form} " in padded for form in _wholes(word)
    )
