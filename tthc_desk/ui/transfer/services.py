"""What the transfer screen works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.ui.transfer.comparison_services import ComparisonServices
from tthc_desk.usecases.totals_export import TotalsExport
from tthc_desk.usecases.totals_facts import KeySheetFacts, TransferNoteFacts
from tthc_desk.usecases.totals_papers import TotalsPapers
from tthc_desk.usecases.totals_ports import ExportLine


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that files are carried away from.

    Args:
        exists: False for a stick that was pulled out.
        is_removable: whether it can be pulled out; False also where the system does not say.
        free_bytes: room left; None where the system does not say.
    """

    folder: Path
    exists: bool
    is_removable: bool = False
    free_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Puts files where they are carried away from; none of it on the window's thread.

    Args:
        check: refuses a place that is no folder, before anything is made for it.
        send: writes a file that was made with its papers; gives the paths.
        send_key: writes the public-key file with its sheet; gives the paths.
        pdf: draws a paper.
        write: puts a whole file in its place, or nothing.
        place: says what a folder stands on; may take long for one that is far away.
        show: opens a folder in the system's own window, at once.
    """

    check: Callable[[Path], None]
    send: Callable[[ExportLine, Path], tuple[Path, ...]]
    send_key: Callable[[Path], tuple[Path, ...]]
    pdf: Callable[[TransferNoteFacts | KeySheetFacts], bytes]
    write: Callable[[bytes, Path], None]
    place: Callable[[Path], Place]
    show: Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class TransferServices:
    """Use cases of the transfer screen.

    Args:
        totals, papers: given when they are first asked for: they load the signatures' library.
        first_day: the first day anything was counted on; None of an empty book.
        sent_spans: the periods of a chain a file was made for.
        officer_name: login → name.
        comparison: use cases of the page of the official system.
    """

    totals: Callable[[], TotalsExport]
    papers: Callable[[], TotalsPapers]
    first_day: Callable[[], date | None]
    sent_spans: Callable[[Chain], tuple[Span, ...]]
    officer_name: Callable[[str], str]
    out: Outgoing
    comparison: ComparisonServices
