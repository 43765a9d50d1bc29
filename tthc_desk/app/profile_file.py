"""Reading a profile file: strict TOML, each refusal with the line it is about."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any, TypeVar

from tthc_desk.domain.errors import Code, DeskError

_T = TypeVar("_T")
_HEADER = re.compile(r"\[\[?\s*([\w.-]+)\s*\]")
_TOML_LINE = re.compile(r"at line ([0-9]+)")
_GIVEN_CHARS = 60


def read_profile_file(path: Path, build: Callable[[Mapping[str, Any]], _T]) -> _T:
    """Read a file and build what it describes.

    Args:
        build: refuses with `field` as section.key.

    Raises:
        DeskError: PROFILE, REQUIRED, TEXT, CHOICE, FORMAT or UNKNOWN_FIELD with `field`
            (section.key), `in_file`, and where they can be told `line` and `given` (the value
            as the file writes it); NOT_FOUND when there is no such file.
    """
    text = _read(path)
    try:
        return build(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        facts: dict[str, Any] = {"line": int(line[1])} if line else {}
        raise DeskError(Code.PROFILE, reason="toml", in_file=path.name, **facts) from error
    except DeskError as error:
        error.facts.update(place_in(text, error), in_file=path.name)
        raise


def _given(value: str) -> str:
    return shorten(value, _GIVEN_CHARS, placeholder=" …")


def _read(path: Path) -> str:
    facts = {"file": path.name}
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DeskError(Code.NOT_FOUND, "profile", **facts) from None
    except UnicodeDecodeError as error:
        raise DeskError(Code.PROFILE, "profile", reason="encoding", **facts) from error
    except OSError as error:
        # Windows calls opening a folder a lack of rights.
        reason = "folder" if path.is_dir() else "unreadable"
        raise DeskError(Code.PROFILE, "profile", reason=reason, **facts) from error


def place_in(text: str, error: DeskError) -> dict[str, object]:
    """Find the line a refusal is about: that of its key, else that of its section.

    Returns:
        `line` and `given` of a key, `line` alone of a section, nothing when neither is there.
    """
    section, _, key = (error.field or "").rpartition(".")
    wanted = error.facts.get("officer") if section == "officers" else 0
    current, officers, found = "", 0, dict[str, object]()
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        header = _HEADER.match(line)
        if header:
            current = header[1]
            officers += current == "officers"
        if current not in (section, key, "") or (section == "officers" and wanted != officers):
            continue
        name, equals, value = line.partition("=")
        if equals and not current and name.strip() == error.field:
            return {"line": number, "given": _given(value)}
        if equals and current == section and name.strip().strip('"') == key:
            return {"line": number, "given": _given(value)}
        if header:
            found = {"line": number}
    return found
