"""A superior authority's data folder: making it, opening it, what is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.officers import Actor
from tthc_desk.storage.database import Database
from tthc_desk.storage.district.columns import MARK, SCHEMA_VERSION
from tthc_desk.storage.district.queries import DistrictBook
from tthc_desk.storage.district.revisions import migrate
from tthc_desk.storage.district.unit import DistrictWriteUnit
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.folder import (
    Probe,
    Upgrading,
    is_network_share,
    make_folder,
    open_database,
)
from tthc_desk.storage.folder_kind import FolderKind
from tthc_desk.usecases.district import District, district_record
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock, Finding, NewEvent
from tthc_desk.usecases.totals_ports import TotalsFormat


def _create(connection: Connection) -> None:
    # Loads the ORM, which only the making of a book needs.
    from tthc_desk.storage.district.schema import create_schema

    create_schema(connection)


def _findings(connection: Connection, progress: Progress | None) -> Iterator[Finding]:
    raise ValueError("files are checked with the form they are read by: district_kind")


DISTRICT = FolderKind(
    database="district.db",
    key="district.key",
    version=SCHEMA_VERSION,
    mark=MARK,
    missing=Code.NO_DISTRICT,
    create=_create,
    migrate=migrate,
    findings=_findings,
)


def district_kind(form: TotalsFormat) -> FolderKind:
    """Give the kind of folder whose kept files can be read again."""

    def findings(connection: Connection, progress: Progress | None) -> Iterator[Finding]:
        # Loads the ORM: the schema is compared with what the tables declare.
        from tthc_desk.storage.district.verify import findings_on

        return findings_on(connection, DISTRICT, form, progress)

    return replace(DISTRICT, findings=findings)


def holds_district(folder: Path) -> bool:
    """Tell whether a folder is that of a superior authority, before it is opened."""
    return (folder / DISTRICT.database).is_file()


def create_district(
    folder: Path, district: District, now: datetime, *, probe: Probe = is_network_share
) -> None:
    """Make the data folder of a superior authority: all of it or nothing.

    Raises:
        DeskError: FOLDER_NOT_EMPTY, NETWORK_SHARE, READONLY, DISK_FULL, IO, DRIVER.
    """

    def fill(database: Database) -> None:
        with database.writing() as writer:
            unit = DistrictWriteUnit(writer)
            unit.save_district(district)
            actor, facts = Actor(district.officers[0], ""), district_record(district)
            kind = EventKind.DISTRICT_OPENED
            unit.append(NewEvent.by(actor, now, district.code, kind, facts))
            unit.commit()

    make_folder(folder, DISTRICT, fill, probe)


def open_district_store(
    folder: Path,
    form: TotalsFormat,
    clock: Clock,
    *,
    probe: Probe = is_network_share,
    progress: Progress | None = None,
    has_window: bool = False,
) -> "DistrictFolder":
    """Open a superior authority's folder; an older one is backed up, brought up and checked first.

    Args:
        form: reads the kept files again when the whole is checked.
        progress: of bringing it up, in hundredths.
        has_window: the caller is the window that holds the folder.

    Raises:
        DeskError: NO_DISTRICT, NETWORK_SHARE, READONLY, NOT_OURS, CORRUPT, KEY, NEWER_SCHEMA,
            DRIVER, LOCKED, IO.
    """
    kind, upgrading = district_kind(form), Upgrading(clock.now, progress, has_window)
    return DistrictFolder(open_database(folder, probe, kind, upgrading), form)


class DistrictFolder:
    """An open folder as `usecases.district_ports.DistrictStore`; usable from any thread."""

    def __init__(self, database: Database, form: TotalsFormat) -> None:
        self._database = database
        self._form = form
        self._queries = DistrictBook(database)

    @property
    def folder(self) -> Path:
        """Name the data folder."""
        return self._database.path.parent

    @property
    def queries(self) -> DistrictBook:
        """Give the reading side."""
        return self._queries

    @contextmanager
    def write(self) -> Iterator[DistrictWriteUnit]:
        """Open a write unit."""
        with self._database.writing() as writer:
            yield DistrictWriteUnit(writer)

    def verify(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check the whole file: pages, chain, every signature, the rows beside the files."""
        # Loads the ORM: the schema is compared with what the tables declare.
        from tthc_desk.storage.district.verify import findings

        return findings(self._database, DISTRICT, self._form, progress)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def __enter__(self) -> "DistrictFolder":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
