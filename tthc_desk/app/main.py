"""The entry point: a command when one is given, else the window, on a file where one is named."""

import sys
from pathlib import Path

from tthc_desk.app.opened_file import FileKind, WindowStart, kind_of, window_start
from tthc_desk.domain.errors import DeskError


def main() -> None:
    """Run a command, or open the window when there is none."""
    _speak_utf8()
    start = window_start(sys.argv[1:])
    if start is None:
        from tthc_desk.app.cli import app

        app()
    else:
        sys.exit(open_window(start.folder, start.file))


def open_window(folder: Path | None = None, file: Path | None = None) -> int:
    """Open the window on a data folder; give the exit code.

    Args:
        folder: None: TTHC_DESK_DATA, else the platform's place.
        file: a ward pack or totals to show in it.
    """
    from tthc_desk.app.display import check_display
    from tthc_desk.usecases.messages import error_text

    try:
        check_display()
        import tthc_desk.app.plain_import  # noqa: F401 — before anything else of Qt

        return _run(WindowStart(folder, file))
    except DeskError as error:
        sys.stderr.write(error_text(error) + "\n")
        return 1


def _run(start: WindowStart) -> int:
    if start.file is not None and kind_of(start.file) is FileKind.TOTALS:
        from tthc_desk.app import paths
        from tthc_desk.app.district_frame import run_district_window

        return run_district_window(paths.data_folder(start.folder), start.file)
    from tthc_desk.app.window import run_window

    return run_window(start.folder, start.file)


def _speak_utf8() -> None:
    # Windows consoles and pipes may still be set to an old code page.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
