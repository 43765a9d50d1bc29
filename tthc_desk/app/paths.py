"""Where the program's own resources and a ward's data lie."""

import os
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError

_PACKAGE = Path(__file__).resolve().parents[1]
DATA_VARIABLE = "TTHC_DESK_DATA"
MOVED = "noi-du-lieu.txt"
"""File that names the data folder, left where a first start looked for it in vain."""


def resources() -> Path:
    """Give the folder of shipped resources: inside an installed package, or beside a checkout."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def data_folder(given: Path | None = None) -> Path:
    """Choose the data folder: the one named, else TTHC_DESK_DATA, else the platform's.

    Where the first start put the data somewhere else, that place.
    """
    home = home_folder(given)
    return moved_to(home) or home


def home_folder(given: Path | None = None) -> Path:
    """Give the place that is looked at first."""
    if given is not None:
        return given
    named = os.environ.get(DATA_VARIABLE)
    return Path(named) if named else platform_folder()


def moved_to(home: Path) -> Path | None:
    """Read which folder took the place of another one; None when none did."""
    try:
        named = (home / MOVED).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(named) if named else None


def refuse_away(given: Path | None) -> None:
    """Refuse to go on where the data were moved to a place that is not there now.

    Raises:
        DeskError: NO_WARD; a drive that is plugged in later holds the book.
    """
    home = home_folder(given)
    moved = moved_to(home)
    if moved is not None and not moved.is_dir():
        raise DeskError(Code.NO_WARD, reason="away", folder=str(moved), pointer=str(home / MOVED))


def platform_folder() -> Path:
    """Give the platform's place for data all users of the PC share (ProgramData on Windows)."""
    from platformdirs import site_data_path, user_data_path

    if os.name == "nt":
        return site_data_path("tthc-desk", appauthor=False)
    return user_data_path("tthc-desk", appauthor=False)


def demo_folder() -> Path:
    """Give the place of the training ward that `demo` makes."""
    return Path.home() / "tthc-desk-demo"


def district_demo_folder() -> Path:
    """Give the place of the training district that `demo --district` makes."""
    return Path.home() / "tthc-desk-demo-district"


def shipped_sample() -> Path:
    """Give the bundled totals a training district is made to."""
    return resources() / "samples" / "nam-tu-liem.toml"


def sample_pack() -> Path:
    """Give the bundled folder of a ward pack, filled in for training."""
    return resources() / "samples" / "goi-phuong-mau"


def shipped_profile() -> Path:
    """Give the bundled training profile."""
    return resources() / "profiles" / "my-dinh-1.toml"


def shipped_district_profile() -> Path:
    """Give the bundled training profile of a superior authority."""
    return resources() / "profiles" / "nam-tu-liem.toml"


def preferences_file() -> Path:
    """Give the INI file of this machine's user: window state and preferences only."""
    from platformdirs import user_config_path

    return user_config_path("tthc-desk", appauthor=False) / "tthc-desk.ini"


def district_preferences_file() -> Path:
    """Give the INI file of the window of a superior authority, apart from that of a ward."""
    return preferences_file().with_name("tthc-desk-district.ini")
