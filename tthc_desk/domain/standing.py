"""Which events of a dossier hold, when they count, and what corrections make of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.local_time import VIETNAM


def local_day(moment: datetime) -> date:
    """Give the calendar day of a moment in Vietnam."""
    return moment.astimezone(VIETNAM).date()


def happened_at(event: Event) -> datetime:
    """Give the moment a step counts at: its own, or the one it was entered for later."""
    value = event.data.get("happened_at")
    return event.at if value is None else datetime.fromisoformat(str(value)).astimezone(VIETNAM)


def counted_day(event: Event) -> date:
    """Give the business day a step counts on."""
    return local_day(happened_at(event)) if "happened_at" in event.data else event.business_day


def standing_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Leave out undone steps and the undos themselves."""
    found = tuple(events)
    undone = {e.data["undoes"] for e in found if e.kind is EventKind.UNDONE}
    if not undone:
        return found
    return tuple(e for e in found if e.seq not in undone and e.kind is not EventKind.UNDONE)


def rectified(standing: Sequence[Event]) -> tuple[Event, ...]:
    """Give each step the due moment a later correction of the procedure worked out for it.

    A dossier of the wrong procedure was of the right one from its reception on, so its whole
    course is told anew; what was promised meanwhile stays in the events as they are stored.
    """
    dues: dict[str, Any] = {}
    for event in standing:
        found = event.data.get("dues") if event.kind is EventKind.CORRECTED else None
        dues |= found if isinstance(found, Mapping) else {}
    if not dues:
        return tuple(standing)
    return tuple(
        replace(e, data={**e.data, "due_at": dues[str(e.seq)]}) if str(e.seq) in dues else e
        for e in standing
    )
