"""What the admin screen works with, put together for an open ward."""

from functools import partial
from pathlib import Path

from tthc_desk import __version__
from tthc_desk.app.wiring import Desk, proposed_year
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.ui.admin.services import (
    AdminServices,
    CalendarFiles,
    PackServices,
    ProgramFacts,
)
from tthc_desk.ui.shared.pack_chooser import FoundPack
from tthc_desk.usecases.calendar_years import CalendarYears
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.ward import Ward

_HEAD_DIGITS = 16


def admin_services(desk: Desk) -> AdminServices:
    """Give what the admin screen works with."""
    return AdminServices(
        years=CalendarYears(desk.store, desk.rules, desk.upkeep, proposed_year),
        review=desk.calendar_review,
        files=CalendarFiles(_read, _write, _missing, _notes),
        facts=partial(_facts, desk),
        backups=desk.backups,
        packs=PackServices(
            packs=desk.packs,
            ward=partial(_ward, desk),
            find=partial(_find_packs, desk.store.folder),
            stick=_plugged_stick,
            open=_open_pack,
        ),
    )


def _facts(desk: Desk) -> ProgramFacts:
    folder, ward = desk.store.folder, desk.rules.book().ward
    head, length = desk.store.queries.chain_head()
    return ProgramFacts(
        version=__version__,
        ward_name=ward.name,
        ward_code=ward.code,
        agency_code=ward.agency_code,
        folder=folder,
        data_bytes=sum(path.stat().st_size for path in folder.glob(f"{DATABASE}*")),
        key_file=folder / KEY,
        chain_length=length,
        chain_head=head.hex()[:_HEAD_DIGITS] if length else "",
    )


def _ward(desk: Desk) -> Ward:
    return desk.rules.book().ward


# Each loads what reads files at its first use: the window opens without it.


def _find_packs(folder: Path) -> tuple[FoundPack, ...]:
    from tthc_desk.app.first_start_packs import find_packs

    return find_packs(folder)


def _plugged_stick() -> str:
    from tthc_desk.app.first_start_packs import plugged_stick

    return plugged_stick()


def _open_pack(path: Path) -> OpenedPack:
    from tthc_desk.app.pack_reading import open_pack

    return open_pack(path)


def _read(path: Path) -> YearCalendar:
    from tthc_desk.exchange.holiday_calendar import read_calendar

    return read_calendar(path)


def _write(year: YearCalendar, path: Path) -> None:
    from tthc_desk.documents.paper_file import write_paper
    from tthc_desk.exchange.holiday_calendar import calendar_csv

    write_paper(calendar_csv(year), path)


def _missing(year: YearCalendar) -> tuple[str, ...]:
    from tthc_desk.app.calendar_doubts import missing_words

    return missing_words(year)


def _notes(year: YearCalendar) -> tuple[str, ...]:
    from tthc_desk.app.calendar_doubts import note_sentences

    return note_sentences(year)
