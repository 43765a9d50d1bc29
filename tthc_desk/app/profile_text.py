"""The text of a profile changed key by key, its comments left where they stand."""

import json
import re
from collections.abc import Mapping

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def toml_text(value: str) -> str:
    """Write a line of text as TOML does; it escapes one character more than JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def with_values(text: str, values: Mapping[str, str]) -> str:
    """Set keys of a profile; a key or section that is not there is added.

    Args:
        values: "section.key" → the value as TOML writes it; each fits on one line.
    """
    left, section, lines = dict(values), "", list[str]()
    for line in text.rstrip("\n").split("\n"):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            lines += _taken(section, left)
            section = header[2]
        name = f"{section}.{key[1]}" if key else ""
        lines.append(f"{name.partition('.')[2]} = {left.pop(name)}" if name in left else line)
    lines += _taken(section, left)
    for rest in dict.fromkeys(name.partition(".")[0] for name in left):
        lines += ["", f"[{rest}]", *_taken(rest, left)]
    return "\n".join(lines) + "\n"


def without_tables(text: str, name: str) -> str:
    """Leave out every [[name]] of a profile, up to the next section."""
    kept, inside = [], False
    for line in text.split("\n"):
        header = _HEADER.match(line)
        if header:
            inside = header[1] == "[[" and header[2] == name
        if not inside:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"


def _taken(section: str, left: dict[str, str]) -> list[str]:
    """Take out what belongs to a section and was not found in it."""
    names = [name for name in left if name.partition(".")[0] == section]
    return [f"{name.partition('.')[2]} = {left.pop(name)}" for name in names]
