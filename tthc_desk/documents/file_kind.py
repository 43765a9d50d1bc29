"""Tells what kind of file stands at a place, so that only its own kind replaces it."""

import re
from pathlib import Path

_MOST_BYTES = 64 * 1024 * 1024
_BEGINS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "workbook"), (b"tthc-desk-", "key"))
_PAYLOAD = re.compile(rb'"payloadType":"([^"]{1,100})"')
# Tables and settings are told from one another by their first line.
_BY_FIRST_LINE = frozenset({".csv", ".toml"})


def replaces(content: bytes, path: Path) -> bool:
    """Say whether content is of the kind of the file that stands at a place; any is, of none.

    Raises:
        OSError: it cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        return False
    found = path.read_bytes()
    if not found or found == content:
        return True
    kind = _kind(found)
    if kind != _kind(content) or kind == "other":
        return False
    return kind != "text" or path.suffix.lower() not in _BY_FIRST_LINE or _head(found, content)


def _kind(content: bytes) -> str:
    for begin, name in _BEGINS:
        if content.startswith(begin):
            return name
    payload = _PAYLOAD.search(content) if content.startswith(b"{") else None
    if payload:
        return payload[1].decode("ascii", "replace")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "other"
    return "other" if b"\0" in content else "text"


def _head(one: bytes, other: bytes) -> bool:
    first, second = (text.decode("utf-8-sig").split("\n", 1)[0].strip() for text in (one, other))
    return first == second
