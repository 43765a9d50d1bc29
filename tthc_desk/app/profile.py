"""A ward's profile: a strict TOML file read into a `Ward`."""

import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.numbering import NumberPattern, agency_code
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.domain.text_input import clean_line, digits_only
from tthc_desk.domain.workdays import OfficeHours
from tthc_desk.usecases.paper_facts import FormSet
from tthc_desk.usecases.ward import Ward

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
_OFFICER = {"login", "name", "role", "title", "unit", "phone"}


def read_profile(path: Path) -> Ward:
    """Read a profile.

    Raises:
        DeskError: PROFILE with `field` (section.key) for anything missing, unknown or wrong;
            NOT_FOUND when there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DeskError(Code.NOT_FOUND, "profile") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError(Code.PROFILE, "profile") from error
    try:
        return ward_from(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DeskError(Code.PROFILE, "profile", reason=str(error)) from error


def ward_from(data: Mapping[str, Any]) -> Ward:
    """Build a ward from the tables of a profile; see `read_profile`."""
    _check_sections(data)
    ward = data["ward"]
    texts = {key: _text(ward, "ward", key) for key in _TEXTS}
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
    )


def _check_sections(data: Mapping[str, Any]) -> None:
    for name in data:
        if name not in _SECTIONS and name != "officers":
            raise DeskError(Code.UNKNOWN_FIELD, str(name)[:60])
    for name, keys in _SECTIONS.items():
        section = data.get(name)
        if not isinstance(section, Mapping):
            raise DeskError(Code.PROFILE, name)
        for key in section:
            if key not in keys:
                raise DeskError(Code.UNKNOWN_FIELD, f"{name}.{key}"[:60])


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
    return OfficeHours(**section)


def _desks(section: Mapping[str, Any]) -> tuple[str, ...]:
    names = section.get("names")
    if not isinstance(names, list) or not names:
        raise DeskError(Code.PROFILE, "desks.names")
    return tuple(clean_line(name, "desks.names", 60, required=True) for name in names)


def _officers(rows: Any) -> tuple[Officer, ...]:
    if not isinstance(rows, list) or not rows:
        raise DeskError(Code.PROFILE, "officers")
    found = tuple(_officer(row) for row in rows)
    if len({o.login for o in found}) != len(found):
        raise DeskError(Code.PROFILE, "officers.login")
    if not any(o.role is Role.SUPERVISOR for o in found):
        raise DeskError(Code.PROFILE, "officers.role")
    return found


def _officer(row: Any) -> Officer:
    if not isinstance(row, Mapping):
        raise DeskError(Code.PROFILE, "officers")
    for key in row:
        if key not in _OFFICER:
            raise DeskError(Code.UNKNOWN_FIELD, f"officers.{key}"[:60])
    return Officer(
        login=_text(row, "officers", "login"),
        name=_text(row, "officers", "name"),
        role=_choice(row, "officers", "role", Role),
        title=_text(row, "officers", "title", required=False),
        unit=_text(row, "officers", "unit", required=False),
        phone=_text(row, "officers", "phone", required=False),
    )
