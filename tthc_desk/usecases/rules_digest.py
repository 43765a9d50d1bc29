"""A digest of all rules of one kind, kept by the event that changed them last."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from typing import Any

from tthc_desk.domain.events import Json, canonical
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import YearCalendar


def catalogue_digest(procedures: Iterable[Procedure]) -> str:
    """Compute the SHA-256 of every version of every procedure, in hexadecimal digits."""
    return _digest(sorted(procedures, key=lambda p: (p.code, p.valid_from)))


def calendar_digest(years: Iterable[YearCalendar]) -> str:
    """Compute the SHA-256 of every year and its days, in hexadecimal digits."""
    return _digest(sorted(years, key=lambda year: year.year))


def _digest(records: Iterable[Any]) -> str:
    text = canonical({"rules": [_said(record) for record in records]})
    return hashlib.sha256(text.encode()).hexdigest()


def _said(value: Any) -> Json:
    if is_dataclass(value):
        parts = {item.name: (item, getattr(value, item.name)) for item in fields(value)}
        return {name: _said(part) for name, (item, part) in parts.items() if _told(item, part)}
    if isinstance(value, Mapping):
        return {str(name): _said(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_said(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    said: Json = str(value) if isinstance(value, str) else value
    return said


def _told(item: "Field[Any]", value: object) -> bool:
    # A field that a later program adds is left at its default: the digest stays the same.
    return bool(value != item.default)
