"""What a folder stands on, as Linux describes its disks."""

import os
from pathlib import Path

import pytest

from tthc_desk.exchange.drives import free_bytes, is_removable


def described(tmp_path: Path, place: str, flag: str = "0") -> Path:
    """Describe the disk of `tmp_path` as Linux does: a partition inside its disk."""
    device = tmp_path.stat().st_dev
    disk = tmp_path / "devices" / place / "block" / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    (disk / "removable").write_text(f"{flag}\n")
    blocks = tmp_path / "block"
    blocks.mkdir()
    (blocks / f"{os.major(device)}:{os.minor(device)}").symlink_to(disk / "sdb1")
    return blocks


@pytest.mark.parametrize(
    ("place", "flag", "expected"),
    [
        ("pci0000:00/ata1", "0", False),
        ("pci0000:00/ata1", "1", True),
        ("pci0000:00/usb2/2-1", "0", True),
        ("pci0000:00/usb2/2-1", "1", True),
    ],
    ids=["disk", "card", "large stick", "stick"],
)
def test_sticks_and_cards_are_told_from_disks(
    tmp_path: Path, place: str, flag: str, expected: bool
) -> None:
    assert is_removable(tmp_path, described(tmp_path, place, flag)) is expected


def test_what_nobody_describes_and_what_is_gone_is_not_removable(tmp_path: Path) -> None:
    assert not is_removable(tmp_path, tmp_path / "nothing")
    assert not is_removable(tmp_path / "gone")


def test_the_room_left_is_told_and_unknown_of_what_is_gone(tmp_path: Path) -> None:
    room = free_bytes(tmp_path)
    assert room is not None
    assert room > 0
    assert free_bytes(tmp_path / "gone") is None
