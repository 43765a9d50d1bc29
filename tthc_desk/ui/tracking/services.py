"""What tracking works with."""

from dataclasses import dataclass

from tthc_desk.usecases.calendar_review import CalendarReview
from tthc_desk.usecases.papers import Papers
from tthc_desk.usecases.processing import Processing
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.tracking import Tracking


@dataclass(frozen=True, slots=True)
class TrackingServices:
    """Use cases of the tracking screen; all of them read the database."""

    tracking: Tracking
    processing: Processing
    rules: Rules
    papers: Papers
    calendar_review: CalendarReview
