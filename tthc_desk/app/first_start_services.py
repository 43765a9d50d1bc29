"""What the first start works with, and the making of the ward."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.data_pointer import pointed
from tthc_desk.app.first_start_kept import forget_choices, keep_choices, kept_choices
from tthc_desk.app.first_start_packs import find_packs, plugged_stick
from tthc_desk.app.first_start_places import (
    check_backup,
    check_folder,
    propose_backup,
    refuse_unfit,
)
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.ui.first_start.scan_verdict import TEST_BAR, TEST_CARD
from tthc_desk.ui.first_start.services import (
    LATER,
    YES,
    Choices,
    FirstStartServices,
    Made,
    YearView,
)
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.ports import Clock


def first_start_services(home: Path, clock: Clock) -> FirstStartServices:
    """Give what the pages work with.

    Args:
        home: where the data are looked for first.
    """
    return FirstStartServices(
        home=paths.moved_to(home) or home,
        find_packs=partial(find_packs, home),
        open_pack=_open_pack,
        check_folder=check_folder,
        check_backup=check_backup,
        propose_backup=propose_backup,
        year=partial(_year, clock),
        test_page=partial(_test_page, clock),
        make=partial(make_first_ward, home, clock=clock),
        adopt=partial(adopt_ward, home),
        train=partial(training_folder, clock),
        stick=plugged_stick,
        kept=partial(kept_choices, home),
        keep=partial(keep_choices, home),
    )


def make_first_ward(home: Path, opened: OpenedPack, choices: Choices, *, clock: Clock) -> Made:
    """Make the ward that was put together: all of it or nothing.

    The folder for backups is kept after the ward stands: a crash in between leaves a ward that
    opens, with that folder to choose.

    Raises:
        DeskError: when no ward was made; nothing is left of it then.
    """
    from tthc_desk.app.pack_start import make_ward_from_pack

    folder = refuse_unfit(choices.folder)
    new = [one for place in (folder, home) for one in _missing(place)]
    confirms = choices.calendar == YES
    try:
        with pointed(home, folder):
            make_ward_from_pack(folder, opened, clock, leader=choices.leader, confirms=confirms)
    except BaseException:
        _take_back(new)
        raise
    forget_choices(home)
    try:
        _keep_the_rest(folder, choices, clock)
    except DeskError as error:
        return Made(folder, error)
    return Made(folder)


def adopt_ward(home: Path, folder: str) -> Path:
    """Let the next start find a ward that was made before, and give its folder.

    Raises:
        DeskError: why that ward cannot be opened.
    """
    from tthc_desk.storage.folder import find_version

    chosen = Path(folder)
    find_version(chosen)
    with pointed(home, chosen):
        forget_choices(home)
    return chosen


def training_folder(clock: Clock, progress: Progress) -> Path:
    """Give the folder of the training ward, made with a day's dossiers where there is none.

    Raises:
        DeskError: FOLDER_NOT_EMPTY when something else lies there, CANCELLED.
    """
    folder = paths.demo_folder()
    if not (folder / "ward.db").is_file():
        from tthc_desk.app.demo import make_training

        make_training(folder, clock, _hush, papers=False, progress=progress)
    return folder


def _missing(folder: Path) -> list[Path]:
    """Name what must be made for a folder to be there, the innermost first."""
    return [one for one in (folder, *folder.parents) if not one.exists()]


def _take_back(new: list[Path]) -> None:
    """Leave no folder of a ward that was not made."""
    for folder in new:
        with suppress(OSError):  # something else lies there by now
            folder.rmdir()


def _keep_the_rest(folder: Path, choices: Choices, clock: Clock) -> None:
    from tthc_desk.app.wiring import open_desk

    if choices.backup in ("", LATER):
        return
    backups = Path(choices.backup)
    _make_folder(backups)
    with open_desk(folder, clock) as desk:
        desk.backups.set_folder(backups, folder)


def _make_folder(folder: Path) -> None:
    from tthc_desk.storage.folder import os_errors

    with os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _open_pack(path: Path) -> OpenedPack:
    from tthc_desk.app.pack_reading import open_pack

    return open_pack(path)


def _year(clock: Clock, opened: OpenedPack) -> YearView:
    from tthc_desk.app.calendar_doubts import missing_words, note_sentences
    from tthc_desk.app.wiring import proposed_year

    wanted = clock.now().astimezone(VIETNAM).year
    brought = next((year for year in opened.content.years if year.year == wanted), None)
    year = brought or proposed_year(wanted)
    return YearView(year, brought is not None, missing_words(year), note_sentences(year))


def _test_page(clock: Clock) -> bytes:
    from tthc_desk.documents.trial_sheet import draw_trial_sheet

    return draw_trial_sheet(clock.now(), TEST_CARD, TEST_BAR)


def _hush(_: str) -> None:
    """The window shows its own words."""
