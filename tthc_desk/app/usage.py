"""Wrong usage of a command, told in Vietnamese: which word, what it may be, where help is."""

import re
import sys
from typing import Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from tthc_desk.app.output import WRONG_USAGE, say

# Typer keeps its exceptions to itself and has changed their home: the public one leads there.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]
_WORDS = (
    (re.compile(r"No such command '(.*)'"), "không có lệnh “{0}”."),
    (re.compile(r"Missing command"), "thiếu lệnh."),
    (re.compile(r"unexpected extra argument\S* \((.*)\)"), "thừa “{0}”."),
    (re.compile(r"Option '(.*)' requires an argument"), "sau {0} phải có giá trị."),
    (re.compile(r"Option '(.*)' does not take a value"), "{0} đứng một mình, không có giá trị."),
)
_CHOICES = re.compile(r"is not one of (.*)\.")
_NUMBER = re.compile("integer|greater than|less than|range")


class DeskCommands(TyperGroup):
    """All commands of the program; what was typed wrong is answered in Vietnamese."""

    @override
    def main(self, *args: Any, **extra: Any) -> Any:
        ends_program = extra.pop("standalone_mode", True)
        extra["standalone_mode"] = False
        if not ends_program:
            return super().main(*args, **extra)
        try:
            code = super().main(*args, **extra)
        except _UsageError as error:
            say(usage_text(error))
            sys.exit(WRONG_USAGE)
        except typer.Abort:
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def usage_text(error: Any) -> str:
    """Word wrong usage in three lines: what is wrong, how the command is written, where help is.

    Args:
        error: a usage error of typer.
    """
    what = _what(error)
    lines = [f"Lệnh viết chưa đúng: {what}"]
    if error.ctx is not None:
        lines.append(_usage(error.ctx))
        lines.append(f"Xem các tham số: {error.ctx.command_path} --help")
    return "\n".join(lines)


def _usage(ctx: Any) -> str:
    text = " ".join(ctx.get_usage().split())
    names = ", ".join(sorted(getattr(ctx.command, "commands", {})))
    return f"{text}\nCác lệnh: {names}" if names else text


def _what(error: Any) -> str:
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        return _no_such_option(error)
    if param is not None and kind == "MissingParameter":
        return f"thiếu {_named(param)}."
    if param is not None:
        return f"{_named(param)}: {_allowed(param, error.message)}"
    for pattern, words in _WORDS:
        found = pattern.search(error.message)
        if found:
            return words.format(*found.groups())
    # Our own sentences are Vietnamese already.
    return f"{error.message}." if kind == "BadParameter" else "không hiểu lệnh này."


def _no_such_option(error: Any) -> str:
    name = error.option_name
    if name.startswith("--data") and error.ctx is not None and error.ctx.parent is None:
        return "--data đứng sau tên lệnh, ví dụ tthc-desk find --data THƯ_MỤC."
    near = ", ".join(sorted(error.possibilities or ()))
    return f"không có tùy chọn {name}" + (f"; có phải {near}?" if near else ".")


def _named(param: Any) -> str:
    help_text = (param.help or "").strip().rstrip(".")
    return f"{param.opts[0]} ({help_text})" if help_text else str(param.opts[0])


def _allowed(param: Any, message: str) -> str:
    choices = _CHOICES.search(message)
    if choices:
        return f"phải là một trong: {choices[1].replace(chr(39), '')}."
    if not _NUMBER.search(message):
        return "giá trị không dùng được."
    low, high = getattr(param, "min", None), getattr(param, "max", None)
    bounds = (f"từ {low}" if low is not None else "", f"đến {high}" if high is not None else "")
    return " ".join(part for part in ("phải là số nguyên", *bounds) if part) + "."
