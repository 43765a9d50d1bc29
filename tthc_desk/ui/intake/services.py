"""What the intake screen works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the screen is painted before any use case is loaded
    from tthc_desk.usecases.intake import Intake
    from tthc_desk.usecases.ports import Clock, Draft, Store
    from tthc_desk.usecases.procedure_finder import ProcedureFinder
    from tthc_desk.usecases.rules import Rules
    from tthc_desk.usecases.tracking import Tracking

DRAFT_SCREEN = "intake"


class Drafts(Protocol):
    """Half-typed work of a desk; called in the database lane."""

    def load(self, desk: str) -> "Draft | None":
        """Give what was kept, None if nothing was."""
        ...

    def save(self, desk: str, text: str) -> None:
        """Keep a text; an empty one removes what was kept."""
        ...


@dataclass(frozen=True, slots=True)
class IntakeServices:
    """The use cases of the intake screen.

    Args:
        finder: makes the procedure box's search of the procedures in force today; reads the
            database, so it is called in its lane.
    """

    intake: "Intake"
    tracking: "Tracking"
    rules: "Rules"
    finder: "Callable[[], ProcedureFinder]"
    drafts: Drafts


class StoredDrafts:
    """Keeps drafts in the ward's own encrypted database."""

    def __init__(self, store: "Store", clock: "Clock") -> None:
        self._store = store
        self._clock = clock

    def load(self, desk: str) -> "Draft | None":
        """Give what was kept, None if nothing was."""
        return self._store.queries.draft(desk, DRAFT_SCREEN)

    def save(self, desk: str, text: str) -> None:
        """Keep a text; an empty one removes what was kept."""
        from tthc_desk.usecases.ports import Draft

        with self._store.write() as unit:
            unit.save_draft(Draft(desk, DRAFT_SCREEN, text, self._clock.now()))
            unit.commit()
