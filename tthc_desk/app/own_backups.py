"""Backups the program makes by itself: after a day is closed, and when its last window is."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from tthc_desk.app.any_book import open_book
from tthc_desk.app.diagnostics import end_log, start_log
from tthc_desk.app.output import say
from tthc_desk.domain.errors import DeskError
from tthc_desk.usecases.backup_facts import BackupReason
from tthc_desk.usecases.messages import error_text

if TYPE_CHECKING:
    from tthc_desk.app.district_wiring import DistrictDesk
    from tthc_desk.app.wiring import Desk

_LOG = logging.getLogger(__name__)


def back_up_after_closing(folder: Path) -> None:
    """Make a backup where a folder was set; a refusal is said, the closing stands."""
    with open_book(folder) as desk:
        try:
            line = desk.backups.make_own(BackupReason.CLOSING)
        except DeskError as error:
            say(f"Đã chốt sổ nhưng chưa sao lưu được. {error_text(error)}")
            return
    if line is not None:
        say(f"Đã sao lưu và đối chiếu: {line.path}.")


def back_up_at_exit(folder: Path) -> None:
    """Make a backup of what was not backed up yet; nobody waits for it, so a refusal is logged."""
    start_log()
    try:
        with open_book(folder) as desk:
            if _has_news(desk):
                desk.backups.make_own(BackupReason.EXIT)
    except DeskError as error:
        _LOG.warning("no backup at exit: %s", error.code.value)
    finally:
        end_log()


def _has_news(desk: "Desk | DistrictDesk") -> bool:
    last = desk.backups.last_verified()
    _, length = desk.store.queries.chain_head()
    return last is None or last.chain_length != length or not last.file.is_file()
