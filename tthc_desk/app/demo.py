"""`demo`: makes the training ward anew and lets it live one whole counter day."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tthc_desk.app import paths
from tthc_desk.app.profile import read_profile
from tthc_desk.app.training_day import live_one_day
from tthc_desk.app.wiring import make_ward, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.upkeep import require_training

PAPERS = "giay-to"
"""Folder of the day's papers inside the demo's folder."""

_OURS = ("ward.db", "ward.db-wal", "ward.db-shm", "ward.key", "window.lock", "signing.key*")
_UNFINISHED = ".dang-lap"
"""Where a ward is made inside its folder until it is whole."""


def make_demo(folder: Path, clock: Clock, say: Callable[[str], None]) -> dict[str, Any]:
    """Make a training ward that has lived the last whole working day.

    Args:
        folder: emptied first when it holds a training ward.

    Returns:
        Counts and places, as the command prints them.

    Raises:
        DeskError: TRAINING_ONLY when the folder holds a real ward, FOLDER_NOT_EMPTY when it
            holds anything else, LOCKED when a window runs on it.
    """
    return _summary(folder, make_training(folder, clock, say, papers=True))


def make_training(
    folder: Path,
    clock: Clock,
    say: Callable[[str], None],
    *,
    papers: bool,
    progress: Progress | None = None,
) -> date:
    """Make a training ward as `make_demo` does; give the day it lived.

    Its database gets its name when it is whole: a kill leaves nothing that opens.

    Args:
        papers: write every paper into a folder of its own, too; that takes most of the time.
        progress: hears how far it is; False stops, and nothing is left.

    Raises:
        DeskError: as `make_demo`, and CANCELLED.
    """
    _check_place(folder)
    place, stood = folder / _UNFINISHED, folder.exists()
    shutil.rmtree(place, ignore_errors=True)
    try:
        ward = read_profile(paths.shipped_profile())
        make_ward(place, ward, clock)
        day = _last_whole_day(place, clock, ward.hours)
        say(f"{ward.name} (tập huấn), một ngày ở quầy: {day:%d/%m/%Y} …")
        live_one_day(place, day, place / PAPERS if papers else None, progress)
        _empty(folder)
        for made in sorted(place.iterdir(), key=lambda path: path.name == "ward.db"):
            made.rename(folder / made.name)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if not stood and not (folder / "ward.db").exists():
            shutil.rmtree(folder, ignore_errors=True)
    return day


def _check_place(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DeskError(Code.FOLDER, folder=str(folder))
    if not any(folder.iterdir()) or (folder / _UNFINISHED).is_dir():
        return
    if not (folder / "ward.db").exists():
        raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))
    with WindowLock(folder), open_desk(folder) as desk:
        require_training(desk.store)


def _empty(folder: Path) -> None:
    _check_place(folder)
    for file in [found for name in _OURS for found in folder.glob(name)]:
        file.unlink(missing_ok=True)
    shutil.rmtree(folder / PAPERS, ignore_errors=True)


def _last_whole_day(folder: Path, clock: Clock, hours: OfficeHours) -> date:
    now = clock.now().astimezone(VIETNAM)
    with open_desk(folder, clock) as desk:
        calendar = desk.rules.book().calendar
        today = now.date()
        # The day's last step is taken in the evening, so a day is whole only after 18:00.
        evening = datetime.combine(today, time(18), VIETNAM)
        if calendar.is_working(today) and now >= evening and hours.afternoon_end < time(18):
            return today
        return calendar.previous_working_day(today)


def _summary(folder: Path, day: date) -> dict[str, Any]:
    with open_desk(folder) as desk:
        findings = sum(1 for _ in desk.upkeep.verify())
        counts = desk.tracking.counts()
        page = desk.tracking.find(limit=200)
        head, length = desk.store.queries.chain_head()
    return {
        "data": str(folder),
        "day": day.isoformat(),
        "dossiers": len(page.lines),
        "procedures": len({line.procedure_code for line in page.lines}),
        "channels": sorted({line.channel.value for line in page.lines}),
        "statuses": sorted({int(line.status) for line in page.lines}),
        "queues": {queue.value: number for queue, number in counts.queues.items()},
        "papers_folder": str(folder / PAPERS),
        "papers": len(list((folder / PAPERS).glob("*.pdf"))),
        "events": length,
        "chain_head": head.hex(),
        "verify_findings": findings,
    }
