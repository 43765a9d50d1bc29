"""What happens when the program itself is at fault: a log without persons, a clear sentence."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from tthc_desk.domain.errors import DeskError


class CrashDoor(QObject):
    """Takes every exception nobody expected.

    The log gets types, files, lines and function names, never values: values may be persons.

    Args:
        what_was_saved: gives a sentence on the last saved act, for the officer.

    Signals:
        crashed: a sentence for the officer (str).
    """

    crashed = Signal(str)

    def __init__(self, what_was_saved: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._what_was_saved = what_was_saved

    def install(self) -> None:
        """Become Python's last resort, also for slots Qt calls."""
        sys.excepthook = self._on_exception

    def uninstall(self) -> None:
        """Give the last resort back."""
        sys.excepthook = sys.__excepthook__

    def take(self, error: BaseException) -> None:
        """Log an exception and tell the officer."""
        _log(bare_trace(error))
        said = self.tr("Chương trình gặp lỗi và đã dừng việc vừa làm. {saved}").format(
            saved=self._saved()
        )
        self.crashed.emit(said)

    def _saved(self) -> str:
        try:
            return self._what_was_saved()
        except Exception as error:  # noqa: BLE001  the first fault must still be told
            _log(bare_trace(error))
            return ""

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(error)


def _log(line: str) -> None:
    # Loaded with the first crash: the window paints without it.
    import logging

    logging.getLogger(__name__).error("unexpected: %s", line)


def bare_trace(error: BaseException) -> str:
    """Write an exception down without any value in it: types, codes, files, lines.

    The chain of causes is kept, up to where it would come back to itself.
    """
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and not any(at is one for one in chain):
        chain.append(at)
        at = at.__cause__ or at.__context__
    return " <- ".join(map(_bare_line, chain))


def _bare_line(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    code = f" {error.code}" if isinstance(error, DeskError) else ""
    return f"{type(error).__name__}{code} [{' > '.join(places)}]"
