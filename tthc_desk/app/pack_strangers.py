"""Finds what a table of wards leaves of the base folder that belongs to another ward."""

import re
import tomllib
from collections.abc import Iterable, Iterator

from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_header import PROFILE, kind_and_name
from tthc_desk.app.pack_profile import line_of
from tthc_desk.domain.vietnamese import fold_tokens
from tthc_desk.usecases.pack_content import PackFinding

_KEYS = ("contact", "website")
# A shorter name stands in many a word by chance.
_SHORTEST = 5


def ward_name(profile: str) -> str:
    """Give the name in a profile; empty when there is none."""
    return _texts(profile).get("name", "")


def other_wards(profile: str, names: Iterable[str]) -> tuple[PackFinding, ...]:
    """Find a contact or a web site that names one of the other wards and not this one.

    Args:
        names: of the wards of the table and of the base folder.
    """
    findings, texts = PackFindings(), _texts(profile)
    own = texts.get("name", "")
    for key in _KEYS:
        value = texts.get(key, "")
        other = next((name for name in dict.fromkeys(names) if _mentions(value, name)), None)
        if other and not _mentions(value, own):
            facts = {"key": key, "value": value, "other": other, "ward": own}
            line = line_of(profile, f"ward.{key}")
            findings.warn(PROFILE, line, "contact_other", f"ward.{key}", **facts)
    return findings.all


def _mentions(value: str, ward: str) -> bool:
    kind, name = map(_closed, kind_and_name(ward))
    wanted = [kind + name] if kind and name else []
    if len(name) >= _SHORTEST:
        wanted.append(name)
    # "mydinh1" is no part of "mydinh12".
    return any(re.search(rf"{one}(?![0-9])", _closed(value)) for one in wanted)


def _closed(text: str) -> str:
    return "".join(fold_tokens(text))


def _texts(profile: str) -> dict[str, str]:
    try:
        section = tomllib.loads(profile).get("ward")
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    pairs: Iterator[tuple[str, object]] = iter(section.items() if isinstance(section, dict) else ())
    return {key: value for key, value in pairs if isinstance(value, str)}
