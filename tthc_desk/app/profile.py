"""A ward's profile: a strict TOML file read into a `Ward`."""

from collections.abc import Mapping
from datetime import time
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
    _check_sections(data)
    ward = data["ward"]
    texts: dict[str, Any] = {key: _text(ward, "ward", key) for key in _TEXTS}
    if not (len(texts["code"]) == 5 and digits_only(texts["code"])):
        raise DeskError(Code.PROFILE, "ward.code")
    officers = _officers(data.get("officers"))
    return Ward(
        **texts,
        agency_code=agency_code(ward.get("agency_code"), "ward.agency_code"),
        contact=_text(ward, "ward", "contact", required=False),
        website=_text(ward, "ward", "website", required=False),
        training=_flag(ward, "ward", "training"),
        form_set=_choice(data["forms"], "forms", "set", FormSet),
        printing_two_up=_flag(data["forms"], "forms", "two_up"),
        number_pattern=NumberPattern.parse(
            _text(data["numbers"], "numbers", "pattern"), "numbers.pattern"
        ).template,
        deadline_mode=_choice(data["deadlines"], "deadlines", "mode", DeadlineMode),
        hours=_hours(data["hours"]),
        officers=officers,
        desks=_desks(data["desks"]),
        units=_units(data.get("units", {})),
        letter_symbols=_letters(data.get("letters", {})),
    )


def _check_sections(data: Mapping[str, Any]) -> None:
    for name in data:
        if name not in _SECTIONS and name not in _FREE_SECTIONS:
            words = (*_SECTIONS, *_FREE_SECTIONS)
            raise DeskError(Code.UNKNOWN_FIELD, str(name)[:60], words=words)
    for name, keys in _SECTIONS.items():
        section = data.get(name)
        if not isinstance(section, Mapping):
            raise DeskError(Code.PROFILE, name, reason="section")
        _check_keys(section, name, keys)


def _check_keys(section: Mapping[str, Any], name: str, keys: set[str]) -> None:
    for key in section:
        if key not in keys:
            words = tuple(sorted(keys))
            raise DeskError(Code.UNKNOWN_FIELD, f"{name}.{key}"[:60], words=words)


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
    for key, value in section.items():
        if not isinstance(value, time):
            raise DeskError(Code.PROFILE, f"hours.{key}")
    try:
        return OfficeHours(**section)
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


def _officers(rows: Any) -> tuple[Officer, ...]:
    if not isinstance(rows, list) or not rows:
        raise DeskError(Code.PROFILE, "officers", reason="officers")
    found: list[Officer] = []
    for at, row in enumerate(rows, start=1):
        try:
            found.append(_officer(row, {officer.login for officer in found}))
        except DeskError as error:
            error.facts["officer"] = at
            raise
    if not any(o.role is Role.SUPERVISOR for o in found):
        raise DeskError(Code.PROFILE, "officers.role", reason="supervisor")
    return tuple(found)


def _officer(row: Any, taken: set[str]) -> Officer:
    if not isinstance(row, Mapping):
        raise DeskError(Code.PROFILE, "officers", reason="officers")
    _check_keys(row, "officers", _OFFICER)
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
