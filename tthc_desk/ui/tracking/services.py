"""What tracking works with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.usecases.calendar_review import CalendarReview
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.official_export import OfficialExport, OfficialSheetFacts
from tthc_desk.usecases.papers import Papers
from tthc_desk.usecases.processing import Processing
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.tracking import Tracking


@dataclass(frozen=True, slots=True)
class OfficialFiles:
    """What leaves for the official system.

    Args:
        make: makes the workbook of a list.
        write: puts a whole file in its place, or nothing.
    """

    export: OfficialExport
    make: Callable[[OfficialSheetFacts, Progress], bytes]
    write: Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class TrackingServices:
    """Use cases of the tracking screen; all of them read the database."""

    tracking: Tracking
    processing: Processing
    rules: Rules
    papers: Papers
    calendar_review: CalendarReview
    official: OfficialFiles
