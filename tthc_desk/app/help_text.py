"""The help of every command with Vietnamese headings."""

import re
from collections.abc import Iterable
from typing import Any

from typer.core import TyperGroup
from typing_extensions import override

_HEADINGS = {"Arguments": "Tham số", "Options": "Tùy chọn", "Commands": "Các lệnh"}
_USAGE = "Cách viết: "
_METAVARS = (("[OPTIONS]", "[TÙY CHỌN]"), ("COMMAND [ARGS]...", "LỆNH …"))
_KINDS = {
    "str": "chữ",
    "path": "đường dẫn",
    "int": "số",
    "int range": "số",
    "list[str]": "chữ …",
    "list[Path]": "đường dẫn …",
}
_KIND = re.compile(rf"<({'|'.join(map(re.escape, _KINDS))})>")
_WORDS = (
    ("Show this message and exit.", "In hướng dẫn này rồi thôi."),
    ("[required]", "[bắt buộc]"),
    ("; required]", "; bắt buộc]"),
    ("[default: ", "[mặc định: "),
)
# Typer keeps its own copy of click to itself; its public class leads there.
_Context: Any = TyperGroup.context_class
_Formatter: Any = _Context.formatter_class


class VietnameseHelp(_Formatter):  # type: ignore[misc]
    """Writes help as typer does, in the words of the people who read it."""

    @override
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, vietnamese in _METAVARS:
            args = args.replace(english, vietnamese)
        super().write_usage(prog, args, prefix or _USAGE)

    @override
    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    @override
    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        worded = [(_name(name), _explained(words)) for name, words in rows]
        super().write_dl(worded, *args, **kwargs)


def speak_vietnamese() -> None:
    """Let every command of this program write its help so."""
    _Context.formatter_class = VietnameseHelp


def _name(name: str) -> str:
    return _KIND.sub(lambda found: f"<{_KINDS[found[1]]}>", name)


def _explained(words: str) -> str:
    for english, vietnamese in _WORDS:
        words = words.replace(english, vietnamese)
    return words
