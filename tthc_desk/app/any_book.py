"""Opens the book of a data folder, be it a ward's or a superior authority's, for its upkeep."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tthc_desk.domain.errors import DeskError
from tthc_desk.storage.backup_file import is_superiors, stated_manifest
from tthc_desk.storage.district.store import DISTRICT
from tthc_desk.storage.folder_kind import WARD, FolderKind
from tthc_desk.usecases.figure_queries import Progress

if TYPE_CHECKING:
    from tthc_desk.app.district_wiring import DistrictDesk
    from tthc_desk.app.wiring import Desk


def kind_of(folder: Path) -> FolderKind:
    """Tell what kind of book a folder holds, or held; a ward's where there is nothing."""
    left = any((folder / name).exists() for name in (DISTRICT.database, DISTRICT.key))
    return DISTRICT if left and not (folder / WARD.database).exists() else WARD


def kind_of_backup(file: Path, folder: Path) -> FolderKind:
    """Tell what kind of book a backup holds; that of the folder where the file does not say."""
    with suppress(DeskError, OSError):
        return DISTRICT if is_superiors(stated_manifest(file)) else WARD
    return kind_of(folder)


def full_kind(kind: FolderKind) -> FolderKind:
    """Give a kind with all that checking a book of it takes."""
    if kind is WARD:
        return WARD
    from tthc_desk.exchange.totals_file import TotalsFiles
    from tthc_desk.storage.district.store import district_kind

    return district_kind(TotalsFiles())


@contextmanager
def open_book(folder: Path, progress: Progress | None = None) -> Iterator["Desk | DistrictDesk"]:
    """Open a data folder of any kind for as long as the block lasts.

    Args:
        progress: of bringing an older one up, in hundredths.

    Raises:
        DeskError: see `storage.store.open_store` and its like of the other kind.
    """
    # Each loads its own side only.
    if kind_of(folder) is DISTRICT:
        from tthc_desk.app.district_wiring import open_district

        with open_district(folder, progress=progress) as district:
            yield district
    else:
        from tthc_desk.app.wiring import open_desk

        with open_desk(folder, progress=progress) as desk:
            yield desk
