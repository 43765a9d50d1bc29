"""The official system's screen as data: its columns in order, its headings, its status words."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import clean_line
from tthc_desk.domain.vietnamese import fold_tokens

MOST_BYTES = 64 * 1024
_MOST_NAMES = 40
_NAME_LIMIT = 120
_FIELD = "official_columns"


class OfficialKey(StrEnum):
    """A fact of a dossier that a column of the official system can hold. Stored: never renamed."""

    OFFICIAL_CODE = "official_code"
    OWN_NUMBER = "own_number"
    PROCEDURE_CODE = "procedure_code"
    PROCEDURE_NAME = "procedure_name"
    FIELD = "field"
    AGENCY = "agency"
    OWNER_NAME = "owner_name"
    OWNER_ID = "owner_id"
    OWNER_BIRTH = "owner_birth"
    OWNER_SEX = "owner_sex"
    OWNER_ADDRESS = "owner_address"
    OWNER_PHONE = "owner_phone"
    OWNER_EMAIL = "owner_email"
    SUBMITTER_NAME = "submitter_name"
    SUBMITTER_ID = "submitter_id"
    SUBMITTER_BIRTH = "submitter_birth"
    SUBMITTER_SEX = "submitter_sex"
    SUBMITTER_ADDRESS = "submitter_address"
    SUBMITTER_PHONE = "submitter_phone"
    CHANNEL = "channel"
    SETS = "sets"
    RECEIVED = "received"
    DUE = "due"
    FINISHED = "finished"
    DELIVERED = "delivered"
    STATUS = "status"
    RESULT_NUMBER = "result_number"
    RESULT_PLACE = "result_place"
    CHARGE = "charge"
    FEE = "fee"
    NOTE = "note"


NEEDED = (OfficialKey.OFFICIAL_CODE, OfficialKey.RECEIVED)
"""Without these a list of the official system cannot be compared."""


@dataclass(frozen=True, slots=True)
class OfficialColumn:
    """One column.

    Args:
        also: other headings it is read under.
        is_written: stands in what leaves the program; the others are only read.
    """

    key: OfficialKey
    heading: str
    also: tuple[str, ...] = ()
    is_written: bool = True


@dataclass(frozen=True, slots=True)
class OfficialScreen:
    """The columns in the order of the screen.

    Args:
        statuses: (word, the statuses a dossier here may have when it stands there).
    """

    columns: tuple[OfficialColumn, ...]
    statuses: tuple[tuple[str, frozenset[Status]], ...]

    @property
    def written(self) -> tuple[OfficialColumn, ...]:
        """Give the columns that leave the program."""
        return tuple(column for column in self.columns if column.is_written)

    def headings(self) -> dict[str, OfficialKey]:
        """Give folded heading → key, other headings too."""
        return {
            folded(name): column.key
            for column in self.columns
            for name in (column.heading, *column.also)
        }

    def heading_of(self, key: OfficialKey) -> str:
        """Give the heading of a key; its own name where the screen has no such column."""
        return next((c.heading for c in self.columns if c.key is key), key.value)

    def status_words(self) -> dict[str, frozenset[Status]]:
        """Give folded status word → the statuses it may stand for."""
        return {folded(word): statuses for word, statuses in self.statuses}


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """Reduce a heading or a status word to what is compared."""
    return " ".join(fold_tokens(text))


@lru_cache(maxsize=4)
def read_screen(text: str) -> OfficialScreen:
    """Read the columns and status words of an official system.

    Args:
        text: TOML as the shipped `official/columns.toml`.

    Raises:
        DeskError: FORMAT "official_columns" with `reason` official_toml, official_key,
            official_heading, official_twice, official_needed or official_status, and `name`.
    """
    if len(text.encode()) > MOST_BYTES:
        raise DeskError(Code.FORMAT, _FIELD, reason="too_large")
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DeskError(Code.FORMAT, _FIELD, reason="official_toml") from error
    screen = OfficialScreen(tuple(_columns(given)), tuple(_statuses(given)))
    _check(screen)
    return screen


def _columns(given: Mapping[str, Any]) -> Iterator[OfficialColumn]:
    columns = given.get("columns")
    if not isinstance(columns, list):
        raise _refusal("official_needed", name="columns")
    for column in columns:
        if not isinstance(column, dict):
            raise _refusal("official_needed", name="columns")
        yield _column(column)


def _column(given: Mapping[str, Any]) -> OfficialColumn:
    name = str(given.get("key"))[:_NAME_LIMIT]
    if name not in set(OfficialKey):
        raise _refusal("official_key", name=name)
    also, written = given.get("also", []), given.get("written", True)
    if not isinstance(also, list) or len(also) > _MOST_NAMES or not isinstance(written, bool):
        raise _refusal("official_heading", name=name)
    heading, *others = (_heading(word, name) for word in (given.get("heading"), *also))
    return OfficialColumn(OfficialKey(name), heading, tuple(others), written)


def _heading(word: object, name: str) -> str:
    """Read a heading; one without a letter could be found nowhere."""
    try:
        found = clean_line(word, _FIELD, _NAME_LIMIT)
    except DeskError as error:
        raise _refusal("official_heading", name=name) from error
    if not folded(found):
        raise _refusal("official_heading", name=name)
    return found


def _statuses(given: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[Status]]]:
    words = given.get("statuses", {})
    if not isinstance(words, dict):
        raise _refusal("official_status", name="statuses")
    for word, codes in words.items():
        known = isinstance(codes, list) and codes and all(_is_status(code) for code in codes)
        if not known or not folded(word):
            raise _refusal("official_status", name=word[:_NAME_LIMIT])
        yield word[:_NAME_LIMIT], frozenset(map(Status, codes))


def _is_status(code: object) -> bool:
    return type(code) is int and code in set(Status)


def _check(screen: OfficialScreen) -> None:
    keys = [column.key for column in screen.columns]
    _check_once([key.value for key in keys])
    _check_once([folded(n) for c in screen.columns for n in (c.heading, *c.also)])
    _check_once([folded(word) for word, _ in screen.statuses])
    for key in NEEDED:
        if key not in keys:
            raise _refusal("official_needed", name=key.value)


def _check_once(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise _refusal("official_twice", name=name)
        seen.add(name)


def _refusal(reason: str, **facts: object) -> DeskError:
    return DeskError(Code.FORMAT, _FIELD, reason=reason, **facts)
