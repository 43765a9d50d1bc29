"""A ward's profile: a strict TOML file read into a `Ward`."""

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from functools import partial
from pathlib import Path
from typing import Any

from tthc_desk.app.profile_file import read_profile_file
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.numbering import NumberPattern, SlipSeries, agency_code
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.domain.text_input import clean_line, digits_only
from tthc_desk.domain.workdays import OfficeHours
from tthc_desk.usecases.paper_facts import FormSet, PaperKind
from tthc_desk.usecases.ward import LETTER_SYMBOLS, Ward

_TEXTS = ("code", "name", "superior", "unit", "counter", "place", "upper_authority")
_SECTIONS = {
    "ward": {*_TEXTS, "agency_code", "contact", "website", "training"},
    "forms": {"set", "two_up"},
    "numbers": {"pattern"},
    "deadlines": {"mode"},
    "hours": {
        "morning_start",
        "morning_end",
        "afternoon_start",
        "afternoon_end",
        "fifteen_mark",
    },
    "desks": {"names"},
}
WARD_KEYS = frozenset(_SECTIONS["ward"])
_FREE_SECTIONS = ("officers", "units", "letters")
_OFFICER = {"login", "name", "role", "title", "unit", "phone"}


def read_profile(path: Path) -> Ward:
    """Read a profile.

    Raises:
        DeskError: see `app.profile_file.read_profile_file`.
    """
    return read_profile_file(path, ward_from)


def ward_from(data: Mapping[str, Any]) -> Ward:
    """Build a ward from the tables of a profile; see `read_profile`."""
    ward, errors = sift_profile(data)
    if ward is None:
        raise errors[0]
    return ward


def sift_profile(data: Mapping[str, Any]) -> tuple[Ward | None, tuple[DeskError, ...]]:
    """Build a ward, or give every reason why none can be built; see `read_profile`."""
    errors = list(_section_errors(data))
    missing = {error.field for error in errors if error.facts.get("reason") == "section"}
    whole = {**data, **{str(name): {} for name in missing}}
    parts: dict[str, Any] = {}
    for name, read in _PARTS.items():
        try:
            parts[name] = read(whole)
        except DeskError as error:
            # That a section is missing says it of its keys.
            if (error.field or "").partition(".")[0] not in missing:
                errors.append(error)
    officers, refused = sift_officers(data.get("officers"))
    errors += refused
    return (None if errors else Ward(**parts, officers=officers)), tuple(errors)


def _section_errors(data: Mapping[str, Any]) -> Iterator[DeskError]:
    for name in data:
        if name not in _SECTIONS and name not in _FREE_SECTIONS:
            words = (*_SECTIONS, *_FREE_SECTIONS)
            yield DeskError(Code.UNKNOWN_FIELD, str(name)[:60], words=words)
    for name, keys in _SECTIONS.items():
        section = data.get(name)
        if isinstance(section, Mapping):
            yield from _unknown_keys(section, name, keys)
        else:
            yield DeskError(Code.PROFILE, name, reason="section")


def _unknown_keys(section: Mapping[str, Any], name: str, keys: set[str]) -> Iterator[DeskError]:
    for key in section:
        if key not in keys:
            words = tuple(sorted(keys))
            yield DeskError(Code.UNKNOWN_FIELD, f"{name}.{key}"[:60], words=words)


def _code(ward: Mapping[str, Any]) -> str:
    code = _text(ward, "ward", "code")
    if not (len(code) == 5 and digits_only(code)):
        raise DeskError(Code.PROFILE, "ward.code")
    return code


def _required_line(data: Mapping[str, Any], key: str) -> str:
    return _text(data["ward"], "ward", key)


def _pattern(numbers: Mapping[str, Any]) -> str:
    written = _text(numbers, "numbers", "pattern")
    return NumberPattern.parse(written, "numbers.pattern").template


def _text(section: Mapping[str, Any], name: str, key: str, *, required: bool = True) -> str:
    return clean_line(section.get(key), f"{name}.{key}", 300, required=required)


def _flag(section: Mapping[str, Any], name: str, key: str) -> bool:
    value = section.get(key, False)
    if not isinstance(value, bool):
        raise DeskError(Code.PROFILE, f"{name}.{key}")
    return value


def _choice(section: Mapping[str, Any], name: str, key: str, kind: type[Any]) -> Any:
    try:
        return kind(section.get(key))
    except ValueError:
        words = tuple(str(v.value) for v in kind)
        raise DeskError(Code.CHOICE, f"{name}.{key}", words=words) from None


def _hours(section: Mapping[str, Any]) -> OfficeHours:
    # Unknown keys are told apart from this.
    clocks = {key: value for key, value in section.items() if key in _SECTIONS["hours"]}
    for key, value in clocks.items():
        if not isinstance(value, time):
            raise DeskError(Code.PROFILE, f"hours.{key}")
    try:
        return OfficeHours(**clocks)
    except DeskError as error:
        field = "hours.fifteen_mark" if error.field == "fifteen_mark" else "hours"
        raise DeskError(error.code, field, reason="order") from None


def _desks(section: Mapping[str, Any]) -> tuple[str, ...]:
    names = section.get("names")
    if not isinstance(names, list) or not names:
        raise DeskError(Code.PROFILE, "desks.names")
    return tuple(clean_line(name, "desks.names", 60, required=True) for name in names)


def _units(section: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(section, Mapping):
        raise DeskError(Code.PROFILE, "units", reason="section")
    taken: set[str] = set()
    pairs = section.items()
    return tuple((_unit(name), _unit_fields(name, fields, taken)) for name, fields in pairs)


def _letters(section: Any) -> tuple[tuple[str, str], ...]:
    """Read what stands after the slash of each kind of letter ("apology" = "PXL")."""
    if not isinstance(section, Mapping):
        raise DeskError(Code.PROFILE, "letters", reason="section")
    kinds = tuple(kind.value for kind in LETTER_SYMBOLS)
    for name in section:
        if name not in kinds:
            raise DeskError(Code.UNKNOWN_FIELD, f"letters.{name}"[:60], words=kinds)
    # The slips of the counter stand in these two series, and are looked up by their symbol.
    with_symbol = (PaperKind.REFUSAL, PaperKind.SUPPLEMENT_REQUEST)
    symbols = {
        name: _text(section, "letters", name, required=name in with_symbol) for name in section
    }
    return tuple((name, _symbol(name, symbol)) for name, symbol in symbols.items())


def _symbol(name: str, symbol: str) -> str:
    try:
        return SlipSeries(symbol).symbol
    except DeskError as error:
        raise DeskError(Code.PROFILE, f"letters.{name}", reason="symbol") from error


def _unit(name: str) -> str:
    return clean_line(name, "units", 100, required=True)


def _unit_fields(name: str, fields: Any, taken: set[str]) -> tuple[str, ...]:
    place = f"units.{name}"[:60]
    if not isinstance(fields, list) or not fields:
        raise DeskError(Code.PROFILE, place, reason="unit")
    found = tuple(clean_line(field, place, 200, required=True) for field in fields)
    for field in found:
        if field in taken:
            raise DeskError(Code.PROFILE, place, reason="two_units", value=field)
        taken.add(field)
    return found


def sift_officers(rows: Any) -> tuple[tuple[Officer, ...], tuple[DeskError, ...]]:
    """Read the officers, and why some of them cannot be read.

    Returns:
        The refusals carry `officer`, the number of the row from 1; those of the whole do not.
    """
    if not isinstance(rows, list) or not rows:
        return (), (DeskError(Code.PROFILE, "officers", reason="officers"),)
    found: list[Officer] = []
    errors: list[DeskError] = []
    for at, row in enumerate(rows, start=1):
        try:
            found.append(_officer(row, {officer.login for officer in found}))
        except DeskError as error:
            error.facts["officer"] = at
            errors.append(error)
    roles = [row.get("role") for row in rows if isinstance(row, Mapping)]
    if Role.SUPERVISOR.value not in roles:
        errors.append(DeskError(Code.PROFILE, "officers.role", reason="supervisor"))
    return tuple(found), tuple(errors)


def _officer(row: Any, taken: set[str]) -> Officer:
    if not isinstance(row, Mapping):
        raise DeskError(Code.PROFILE, "officers", reason="officers")
    for unknown in _unknown_keys(row, "officers", _OFFICER):
        raise unknown
    login = _text(row, "officers", "login")
    if login in taken:
        raise DeskError(Code.PROFILE, "officers.login", reason="login")
    return Officer(
        login=login,
        name=_text(row, "officers", "name"),
        role=_choice(row, "officers", "role", Role),
        title=_text(row, "officers", "title", required=False),
        unit=_text(row, "officers", "unit", required=False),
        phone=_text(row, "officers", "phone", required=False),
    )


_PARTS: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "code": lambda data: _code(data["ward"]),
    **{key: partial(_required_line, key=key) for key in _TEXTS if key != "code"},
    "agency_code": lambda data: agency_code(data["ward"].get("agency_code"), "ward.agency_code"),
    "contact": lambda data: _text(data["ward"], "ward", "contact", required=False),
    "website": lambda data: _text(data["ward"], "ward", "website", required=False),
    "training": lambda data: _flag(data["ward"], "ward", "training"),
    "form_set": lambda data: _choice(data["forms"], "forms", "set", FormSet),
    "printing_two_up": lambda data: _flag(data["forms"], "forms", "two_up"),
    "number_pattern": lambda data: _pattern(data["numbers"]),
    "deadline_mode": lambda data: _choice(data["deadlines"], "deadlines", "mode", DeadlineMode),
    "hours": lambda data: _hours(data["hours"]),
    "desks": lambda data: _desks(data["desks"]),
    "units": lambda data: _units(data.get("units", {})),
    "letter_symbols": lambda data: _letters(data.get("letters", {})),
}
"""Field of a ward → how it is read from the tables."""
