"""Files the program is opened with, by a double click: a ward pack, or a ward's totals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_TOTALS = re.compile(r"TOTALS_.+\.json", re.IGNORECASE)
_DATA = "--data"


class FileKind(Enum):
    """What a file is for, told by its name alone: a window opens before anything is read."""

    PACK = "pack"
    TOTALS = "totals"


@dataclass(frozen=True, slots=True)
class WindowStart:
    """What the program was started with, where it opens a window.

    Args:
        folder: the data folder that was named.
        file: what was opened, as an absolute path; nobody has looked whether it is there.
    """

    folder: Path | None = None
    file: Path | None = None


def kind_of(file: Path) -> FileKind | None:
    """Tell what a file is for by its name, None for a file that is not opened."""
    if file.suffix.lower() == ".tthcpack":
        return FileKind.PACK
    return FileKind.TOTALS if _TOTALS.fullmatch(file.name) else None


def window_start(arguments: Sequence[str]) -> WindowStart | None:
    """Read `[--data DIR] [FILE]`; None for anything else, which is a command's.

    Args:
        arguments: those of the program, without its own name.
    """
    folder, rest = _folder(arguments)
    if not rest:
        return WindowStart(folder)
    if len(rest) > 1 or rest[0].startswith("-") or kind_of(Path(rest[0])) is None:
        return None
    # Another process may be the one to read it, and stand in another folder.
    return WindowStart(folder, Path(rest[0]).absolute())


def _folder(arguments: Sequence[str]) -> tuple[Path | None, Sequence[str]]:
    first = arguments[0] if arguments else ""
    if first == _DATA and len(arguments) > 1:
        return Path(arguments[1]), arguments[2:]
    if first.startswith(f"{_DATA}="):
        return Path(first.removeprefix(f"{_DATA}=")), arguments[1:]
    return None, arguments
