"""What was chosen at a first start, kept until the ward is made; nothing of a person."""

import contextlib
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.first_start_places import UNFIT_SIGNS
from tthc_desk.documents.paper_file import write_paper
from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.first_start.services import BAD, LATER, YES, Choices
from tthc_desk.ui.first_start.steps import Step

_FILE = "lua-chon.json"
_DIGITS = 16
_LONGEST, _LONGEST_LOGIN = 4096, 60


def kept_folder(home: Path) -> Path:
    """Give the folder that belongs to the first start of a data folder."""
    digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:_DIGITS]
    return paths.preferences_file().parent / "first-start" / digest


def kept_choices(home: Path) -> Choices:
    """Read the choices; none where nothing readable was kept."""
    try:
        found = json.loads((kept_folder(home) / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Choices()
    if not isinstance(found, dict):
        return Choices()
    step = Step(found["step"]) if found.get("step") in set(Step) else Step.WELCOME
    return Choices(step, **{name: _fit(name, found.get(name)) for name in _FIT})


def _fit(name: str, value: object) -> str:
    """Give a value that this program may have kept, else none."""
    fits = isinstance(value, str) and len(value) <= _LONGEST and value.isprintable()
    return value if fits and isinstance(value, str) and _FIT[name](value) else ""


def _is_answer(value: str) -> bool:
    return value in (YES, LATER, BAD)


def _is_place(value: str) -> bool:
    return Path(value).is_absolute() and not set(value) & UNFIT_SIGNS


_FIT: dict[str, Callable[[str], bool]] = {
    "pack": lambda value: Path(value).is_absolute(),
    "compared": lambda value: re.fullmatch("[0-9a-f]{64}", value) is not None,
    "folder": _is_place,
    "leader": lambda value: len(value) <= _LONGEST_LOGIN,
    "printer": _is_answer,
    "scanner": _is_answer,
    "backup": lambda value: value == LATER or _is_place(value),
    "calendar": lambda value: value in (YES, LATER),
}


def keep_choices(home: Path, choices: Choices) -> None:
    """Keep the choices; a place that cannot be written costs only the typing."""
    folder = kept_folder(home)
    with contextlib.suppress(OSError, DeskError):
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(choices), ensure_ascii=False, indent=1)
        write_paper(text.encode(), folder / _FILE)


def forget_choices(home: Path) -> None:
    """Throw the choices away: the ward stands."""
    shutil.rmtree(kept_folder(home), ignore_errors=True)
