"""What a book that was replaced knows and the restored one does not: to be entered again."""

from collections.abc import Iterable
from dataclasses import dataclass

from tthc_desk.domain.events import EventKind

_PRINTING = (EventKind.PAPER_ISSUED.value, EventKind.PAPER_PRINTED.value)


@dataclass(frozen=True, slots=True)
class LostEvent:
    """An event behind the point up to which both books are the same.

    Args:
        procedure, submitter: of a reception, else empty.
        sent: (chain, first day, last day, hash) of totals that were sent, else empty.
    """

    subject: str
    kind: str
    day: str
    procedure: str = ""
    submitter: str = ""
    sent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LostLine:
    """What is lost of one dossier, slip, list or day.

    Args:
        received: the dossier itself is missing, not only what was done with it later.
        kinds: of its lost events in order, printing apart.
    """

    subject: str
    received: bool
    kinds: tuple[str, ...]
    day: str
    procedure: str
    submitter: str


@dataclass(frozen=True, slots=True)
class SentPeriod:
    """A period whose totals were sent after the backup; sending it anew amends this file."""

    chain: str
    first: str
    last: str
    hash: str


def lost_lines(events: Iterable[LostEvent]) -> tuple[LostLine, ...]:
    """Gather what is lost by its subject, in the order it was begun."""
    found: dict[str, list[LostEvent]] = {}
    for event in events:
        if event.kind not in _PRINTING and not event.sent:
            found.setdefault(event.subject, []).append(event)
    return tuple(_line(subject, lost) for subject, lost in found.items())


def sent_periods(events: Iterable[LostEvent]) -> tuple[SentPeriod, ...]:
    """Gather the periods that were sent, the last file of each."""
    found = {event.sent[:3]: SentPeriod(*event.sent) for event in events if event.sent}
    return tuple(found.values())


def _line(subject: str, lost: list[LostEvent]) -> LostLine:
    first = lost[0]
    received = first.kind == EventKind.RECEIVED.value
    kinds = tuple(event.kind for event in lost)
    return LostLine(subject, received, kinds, first.day, first.procedure, first.submitter)
