"""A superior authority's profile: a strict TOML file read into a `District`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tthc_desk.app.profile_file import read_profile_file
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.text_input import clean_line, digits_only
from tthc_desk.domain.totals import Chain
from tthc_desk.usecases.district import District

_TEXTS = ("code", "name", "superior", "unit", "place")
_KEYS = {
    "district": {*_TEXTS, "contact", "training"},
    "totals": {"chains", "due_days"},
    "officers": {"login", "name", "title"},
}
_MOST_DUE_DAYS = 90
_TEXT_LIMIT = 300


def read_district_profile(path: Path) -> District:
    """Read the profile of a superior authority.

    Raises:
        DeskError: see `app.profile_file.read_profile_file`.
    """
    return read_profile_file(path, district_from)


def district_from(data: Mapping[str, Any]) -> District:
    """Build a superior authority from the tables of a profile; see `read_district_profile`."""
    for name in data:
        if name not in _KEYS:
            raise DeskError(Code.UNKNOWN_FIELD, str(name)[:60], words=tuple(_KEYS))
    own, totals = _section(data, "district"), _section(data, "totals")
    texts: dict[str, Any] = {key: _text(own, "district", key) for key in _TEXTS}
    if not (2 <= len(texts["code"]) <= 5 and digits_only(texts["code"])):
        raise DeskError(Code.PROFILE, "district.code", reason="district_code")
    training = own.get("training", False)
    if not isinstance(training, bool):
        raise DeskError(Code.PROFILE, "district.training")
    return District(
        **texts,
        contact=_text(own, "district", "contact", required=False),
        training=training,
        officers=_officers(data.get("officers")),
        chains=_chains(totals.get("chains")),
        due_days=_due_days(totals.get("due_days")),
    )


def _section(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = data.get(name)
    if not isinstance(section, Mapping):
        raise DeskError(Code.PROFILE, name, reason="section")
    _check_keys(section, name)
    return section


def _check_keys(section: Mapping[str, Any], name: str) -> None:
    for key in section:
        if key not in _KEYS[name]:
            words = tuple(sorted(_KEYS[name]))
            raise DeskError(Code.UNKNOWN_FIELD, f"{name}.{key}"[:60], words=words)


def _text(section: Mapping[str, Any], name: str, key: str, *, required: bool = True) -> str:
    return clean_line(section.get(key), f"{name}.{key}", _TEXT_LIMIT, required=required)


def _chains(names: Any) -> tuple[Chain, ...]:
    known = {chain.value: chain for chain in Chain}
    is_list = isinstance(names, list) and all(isinstance(name, str) for name in names)
    if not is_list or not names or len(set(names)) != len(names) or set(names) - known.keys():
        raise DeskError(Code.PROFILE, "totals.chains", reason="chains")
    return tuple(known[name] for name in names)


def _due_days(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= _MOST_DUE_DAYS:
        raise DeskError(Code.PROFILE, "totals.due_days", reason="due_days")
    return value


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
    return tuple(found)


def _officer(row: Any, taken: set[str]) -> Officer:
    if not isinstance(row, Mapping):
        raise DeskError(Code.PROFILE, "officers", reason="officers")
    _check_keys(row, "officers")
    login = _text(row, "officers", "login")
    if login in taken:
        raise DeskError(Code.PROFILE, "officers.login", reason="login")
    return Officer(
        login=login,
        name=_text(row, "officers", "name"),
        role=Role.SUPERVISOR,
        title=_text(row, "officers", "title", required=False),
    )
