"""The logo of a ward: kept once under its SHA-256, which its profile and its papers name."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from tthc_desk.usecases.ports import Queries, WriteUnit

LOGO_SETTINGS = "logo/"
"""Begins the name of the setting of each picture; its SHA-256 follows."""

Facts = TypeVar("Facts", bound=Any)


def logo_name(picture: bytes) -> str:
    """Name a picture by its SHA-256 in hexadecimal digits; empty for none."""
    return sha256(picture).hexdigest() if picture else ""


def keep_logo(unit: WriteUnit, picture: bytes) -> None:
    """Keep a picture beside the earlier ones, which papers already issued are printed with."""
    if picture:
        unit.save_setting(LOGO_SETTINGS + logo_name(picture), b64encode(picture).decode())


def kept_logo(queries: Queries, name: str) -> bytes:
    """Give a picture by its name; empty when it is not there or not whole."""
    text = queries.setting(LOGO_SETTINGS + name) if name else None
    return picture_of(name, text or "")


def picture_of(name: str, text: str) -> bytes:
    """Read the text of a setting; empty when its bytes do not fit their name."""
    try:
        picture = b64decode(text, validate=True)
    except (Error, ValueError):
        return b""
    return picture if logo_name(picture) == name else b""


def under_logo(facts: Facts, queries: Queries) -> Facts:
    """Lay the picture that a paper names beside its heading, as far as it is there."""
    picture = kept_logo(queries, facts.letterhead.logo)
    return replace(facts, letterhead=replace(facts.letterhead, picture=picture))
