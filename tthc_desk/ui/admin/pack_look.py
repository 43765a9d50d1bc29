"""A pack beside the ward it would change, read in one go."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_desk.ui.admin.services import PackServices
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.pack_difference import PackDifference
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_pack import PinnedPack


@dataclass(frozen=True, slots=True)
class PackLook:
    """What a person decides on.

    Args:
        held: the ward as it stands.
        pinned: the pack it took over last; None when it was made without one.
        logo: the picture the ward has now; empty for none.
    """

    opened: OpenedPack
    held: Ward
    pinned: PinnedPack | None
    change: PackDifference
    logo: bytes

    @property
    def is_in_force(self) -> bool:
        """Say whether it is the pack the ward took over last."""
        return self.pinned is not None and self.pinned.hash == self.opened.sealed.hash


def read_look(services: PackServices, path: Path) -> PackLook:
    """Read a file and say what it would change from today on.

    Raises:
        DeskError: what `open_pack` and `WardPacks.difference` raise; PACK for an older pack.
    """
    return look_again(services, services.open(path))


def look_again(services: PackServices, opened: OpenedPack, day: date | None = None) -> PackLook:
    """Compare a pack that was read with the ward as it stands now.

    Args:
        day: first day of changed procedures; today by default.
    """
    services.packs.refuse_older(opened)
    change = services.packs.difference(opened, day)
    packs = services.packs
    return PackLook(opened, services.ward(), packs.pinned(), change, packs.logo())
