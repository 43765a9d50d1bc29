"""What handover works with."""

from collections.abc import Callable
from dataclasses import dataclass

from tthc_desk.usecases.handover import Handover
from tthc_desk.usecases.lines import ListLine
from tthc_desk.usecases.papers import Papers
from tthc_desk.usecases.processing import Processing
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.tracking import Tracking


@dataclass(frozen=True, slots=True)
class HandoverServices:
    """Use cases of the handover screen; all of them read or write the database.

    Args:
        lists: hand-over lists, newest first.
    """

    handover: Handover
    tracking: Tracking
    processing: Processing
    papers: Papers
    rules: Rules
    lists: Callable[[], tuple[ListLine, ...]]
