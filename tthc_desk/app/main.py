"""The entry point: a command when one is given, else the window."""

import sys
from pathlib import Path

from tthc_desk.domain.errors import DeskError


def main() -> None:
    """Run a command, or open the window when there is none."""
    _speak_utf8()
    arguments = sys.argv[1:]
    folder = _window_folder(arguments)
    if arguments and folder is None:
        from tthc_desk.app.cli import app

        app()
    else:
        sys.exit(open_window(folder))


def open_window(folder: Path | None = None) -> int:
    """Open the window on a data folder; give the exit code.

    Args:
        folder: None: TTHC_DESK_DATA, else the platform's place.
    """
    from tthc_desk.app.display import check_display
    from tthc_desk.usecases.messages import error_text

    try:
        check_display()
        import tthc_desk.app.plain_import  # noqa: F401 — before anything else of Qt
        from tthc_desk.app.window import run_window

        return run_window(folder)
    except DeskError as error:
        sys.stderr.write(error_text(error) + "\n")
        return 1


def _window_folder(arguments: list[str]) -> Path | None:
    """Read `--data DIR` standing alone: the window on that folder."""
    if len(arguments) == 2 and arguments[0] == "--data":
        return Path(arguments[1])
    if len(arguments) == 1 and arguments[0].startswith("--data="):
        return Path(arguments[0].removeprefix("--data="))
    return None


def _speak_utf8() -> None:
    # Windows consoles and pipes may still be set to an old code page.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
