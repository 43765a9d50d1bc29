"""What commands print: JSON on standard output, sentences on standard error."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec

import typer

from tthc_desk.app import paths
from tthc_desk.domain.errors import DeskError
from tthc_desk.usecases.messages import error_text

P = ParamSpec("P")
REFUSED, WRONG_USAGE = 1, 2


def emit(result: Mapping[str, Any]) -> None:
    """Print one JSON object and see it out of the program; it is the acknowledgement."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False, default=_plain) + "\n")
    sys.stdout.flush()


def say(sentence: str) -> None:
    """Print a sentence for a person."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def error_object(error: DeskError) -> dict[str, Any]:
    """Write a refusal as commands print it."""
    plain: dict[str, Any] = {"code": error.code.value, "message": error_text(error)}
    if error.field:
        plain["field"] = error.field
    return {"error": plain}


def refuse(error: DeskError) -> typer.Exit:
    """Print a refusal; raise what is returned to end with exit code 1."""
    emit(error_object(error))
    say(error_text(error))
    return typer.Exit(REFUSED)


def command(function: Callable[P, None]) -> Callable[P, None]:
    """Make a command end with its refusal instead of a traceback.

    One that takes a data folder does nothing while the drive that holds the data is away.
    """
    known = signature(function)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            if "data" in known.parameters:
                paths.refuse_away(known.bind(*args, **kwargs).arguments.get("data"))
            function(*args, **kwargs)
        except DeskError as error:
            raise refuse(error) from None

    return run


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | frozenset | set):
        return list(value)
    raise TypeError(type(value).__name__)
