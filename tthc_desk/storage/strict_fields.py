"""Fields of STRICT tables: what they store is what they say."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, Text, text
from sqlmodel import Field

STRICT = {"sqlite_strict": True}
KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def text_field(**more: Any) -> Any:
    """Make a field of text; VARCHAR is refused by STRICT tables."""
    return Field(sa_type=Text, **more)


def whole_field(**more: Any) -> Any:
    """Make a field of whole numbers."""
    return Field(sa_type=Integer, **more)


def bytes_field(**more: Any) -> Any:
    """Make a field of bytes."""
    return Field(sa_type=LargeBinary, **more)


def checks(*rules: str) -> tuple[CheckConstraint, ...]:
    """Make the rules every row must keep."""
    return tuple(CheckConstraint(rule) for rule in rules)


def index_where(name: str, columns: tuple[str, ...], where: str) -> Index:
    """Make an index of the few rows that are looked for."""
    return Index(name, *columns, sqlite_where=text(where))
