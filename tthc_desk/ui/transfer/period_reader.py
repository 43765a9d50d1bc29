"""Reading the periods of a year, few at a time, so that nobody else waits for it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.transfer.services import TransferServices
from tthc_desk.ui.transfer.year_plan import parts_of_year
from tthc_desk.usecases.totals_export import PeriodLine


@dataclass(frozen=True, slots=True)
class ReadPeriods:
    """The periods of a year read so far, newest first.

    Args:
        is_whole: whether none is left to be read.
    """

    chain: Chain
    year: int
    lines: tuple[PeriodLine, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Part:
    of: ReadPeriods
    lines: tuple[PeriodLine, ...]


class PeriodReader(QObject):
    """Gives what it has read after every few periods; a newer question drops the older one.

    Signals:
        came: a `ReadPeriods`.
    """

    came = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._services: TransferServices | None = None
        self._left: tuple[Span, ...] = ()
        self._read = ReadPeriods(Chain.MONTHLY, 0, (), is_whole=True)

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""
        self._services = services

    def read(self, chain: Chain, year: int) -> None:
        """Begin to read a year."""
        self._left = parts_of_year(chain, year, self._kit.now().date())
        self._read = ReadPeriods(chain, year, (), is_whole=not self._left)
        if not self._left:
            self.came.emit(self._read)
        self._go_on()

    def stop(self) -> None:
        """Read no further."""
        self._left = ()

    def _go_on(self) -> None:
        services = self._services
        if services is None or not self._left:
            return
        work = partial(_read_part, services, self._read, self._left[0])
        self._kit.tasks.run(work, self._on_part, self._on_failed, latest="transfer-periods")

    def _on_part(self, part: _Part) -> None:
        if part.of is not self._read or not self._left:
            return
        self._left = self._left[1:]
        of = self._read
        lines = (*of.lines, *reversed(part.lines))
        self._read = ReadPeriods(of.chain, of.year, lines, is_whole=not self._left)
        self.came.emit(self._read)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._left = ()
        self._kit.messages.failed(error)


def _read_part(services: TransferServices, of: ReadPeriods, part: Span) -> _Part:
    return _Part(of, services.totals().calendar(of.chain, part.first, part.last))
