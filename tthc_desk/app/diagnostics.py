"""The program's log: types and places of what went wrong, never a person's data."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAME = "tthc_desk"
_BYTES, _FILES = 500_000, 3


def log_folder() -> Path:
    """Give the folder of the log of this machine's user."""
    from platformdirs import user_log_path

    return user_log_path("tthc-desk", appauthor=False)


def start_log(folder: Path | None = None) -> Path | None:
    """Write warnings and worse into a small rotating file from now on.

    Returns:
        The file; None where it cannot be written, which stops nobody's work.
    """
    end_log()
    place = folder or log_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            place / "tthc-desk.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger(_NAME).addHandler(handler)
    return Path(handler.baseFilename)


def end_log() -> None:
    """Close the file; what is said afterwards is not kept."""
    logger = logging.getLogger(_NAME)
    for handler in [one for one in logger.handlers if isinstance(one, RotatingFileHandler)]:
        logger.removeHandler(handler)
        handler.close()
