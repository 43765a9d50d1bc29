"""Opens the window of a superior authority, or says why there can be none here."""

from pathlib import Path

from tthc_desk.app.display import check_display
from tthc_desk.app.output import say
from tthc_desk.domain.errors import DeskError
from tthc_desk.usecases.messages import error_text


def open_district_window(folder: Path) -> int:
    """Open the window on a data folder; give the exit code.

    Without a folder of a superior authority it offers to make one; without a display it says so.
    """
    try:
        check_display()
        import tthc_desk.app.plain_import  # noqa: F401 — before anything else of Qt
        from tthc_desk.app.district_frame import run_district_window

        return run_district_window(folder)
    except DeskError as error:
        say(error_text(error))
        return 1
