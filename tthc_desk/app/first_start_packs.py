"""Where ward packs are looked for."""

import sys
from collections.abc import Iterable
from pathlib import Path

from tthc_desk.domain.errors import DeskError
from tthc_desk.exchange.catalogue_table import bytes_of
from tthc_desk.exchange.drives import sticks
from tthc_desk.exchange.ward_pack import PACK_SUFFIX, read_pack
from tthc_desk.storage.folder import PACKS
from tthc_desk.ui.shared.pack_chooser import FoundPack

_MOST = 300
"""More than all wards of a province; a folder of more is no folder of packs."""


def find_packs(home: Path) -> tuple[FoundPack, ...]:
    """Look in the data folder, beside the program and on sticks; nearest first.

    What cannot be read comes last.

    Args:
        home: where the data lie or will lie.
    """
    found: dict[Path, None] = {}
    own = (home / PACKS, *_beside(_program_folder()))
    for folder in (*own, *(place for stick in sticks() for place in _beside(stick))):
        for path in _packs_in(folder):
            found.setdefault(path.resolve(), None)
    packs = [_read(path) for path in list(found)[:_MOST]]
    return tuple(sorted(packs, key=lambda one: one.pack is None))


def _beside(folder: Path) -> tuple[Path, ...]:
    return folder / PACKS, folder


def _program_folder() -> Path:
    """Give the folder of the built program, or that of the command."""
    return Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0]).resolve().parent


def plugged_stick() -> str:
    """Name the folder of the first stick that is plugged in, empty when there is none."""
    return next((str(mounted) for mounted in sticks()), "")


def _packs_in(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.glob(f"*{PACK_SUFFIX}") if path.is_file())
    except OSError:  # pulled out, or not ours to read
        return ()


def _read(path: Path) -> FoundPack:
    try:
        return FoundPack(path, read_pack(bytes_of(path)).pack)
    except DeskError as error:
        return FoundPack(path, None, error)
