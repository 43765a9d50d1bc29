"""What was chosen at a first start, kept until the ward is made; nothing of a person."""

import contextlib
import hashlib
import json
import shutil
from dataclasses import asdict, fields
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.documents.paper_file import write_paper
from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.first_start.services import Choices
from tthc_desk.ui.first_start.steps import Step

_FILE = "lua-chon.json"
_DIGITS = 16


def kept_folder(home: Path) -> Path:
    """Give the folder that belongs to the first start of a data folder."""
    digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:_DIGITS]
    return paths.preferences_file().parent / "first-start" / digest


def kept_choices(home: Path) -> Choices:
    """Read the choices; none where nothing readable was kept."""
    try:
        found = json.loads((kept_folder(home) / _FILE).read_text(encoding="utf-8"))
        step = Step(found.pop("step"))
        names = {one.name for one in fields(Choices)}
        return Choices(step, **{name: str(found[name]) for name in names - {"step"}})
    except (OSError, ValueError, KeyError, TypeError):
        return Choices()


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
