"""Facts of nothing real, made from their types alone, so that no paper is forgotten in a check."""

from base64 import b64decode
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tthc_desk.domain.workdays import VIETNAM

NUMBER = "TH.006.25-260310-T0001"
_PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQAAAADsdIMmAAAAC0lEQVR42mNgQAUAABAAAaoZ+IIAAAAASUVORK5CYII="
)
"""A black square of eight dots, PNG: bytes among facts are a picture."""
_PLAIN: dict[type, object] = {
    str: "Đăng ký thử nghiệm",
    int: 1,
    datetime: datetime(2026, 3, 10, 8, 5, tzinfo=VIETNAM),
    date: date(2026, 3, 10),
    bytes: b64decode(_PICTURE),
}


def sample(kind: Any, *, flag: bool = False) -> Any:
    """Fill any type that facts are made of.

    Args:
        kind: a dataclass, or the type of one of its fields.
        flag: what every yes-or-no says.
    """
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return kind(**{name: _field(name, hints[name], flag) for name in names})  # type: ignore[operator]
    if kind is bool:
        return flag
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if get_origin(kind) in (Union, UnionType):
        return sample(next(one for one in get_args(kind) if one is not NoneType), flag=flag)
    if get_origin(kind) is tuple:
        return tuple(sample(one, flag=flag) for one in get_args(kind) if one is not Ellipsis)
    return _PLAIN[kind]


def _field(name: str, kind: Any, flag: bool) -> Any:
    """Fill a field; numbers are such as codes are printed of."""
    return NUMBER if kind is str and name.endswith("number") else sample(kind, flag=flag)
