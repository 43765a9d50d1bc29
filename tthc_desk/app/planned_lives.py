"""Which dossiers an invented ward receives when, so that its totals come out as chosen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from itertools import accumulate
from random import Random

from tthc_desk.app.invented_offers import Offer, Offers
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Term, TermUnit
from tthc_desk.domain.terms import term_end
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar

_WHOLE_DAYS = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS})
_VOIDED, _UNCOUNTED = 0.008, 0.02
"""Dossiers in no column, as a share of those that count; they come on top of them."""


class Fate(Enum):
    """What becomes of a planned dossier."""

    ENDS = auto()  # on time, before the period is over
    STAYS = auto()  # open and within its term when the period is over
    VOIDED = auto()


@dataclass(frozen=True, slots=True)
class PlannedDossier:
    """A dossier to be received."""

    offer: Offer
    fate: Fate = Fate.ENDS

    @property
    def counts(self) -> bool:
        """Say whether it stands in the columns of form II.06a."""
        return self.offer.procedure.counted and self.fate is not Fate.VOIDED


Plan = dict[date, tuple[PlannedDossier, ...]]


@dataclass(frozen=True, slots=True)
class _Day:
    """What can come in on a day.

    Args:
        ahead: of those that count, what is due only after the period.
    """

    counted: list[Offer]
    ahead: list[Offer]
    uncounted: list[Offer]

    @property
    def share_ahead(self) -> float:
        return _weight(self.ahead) / _weight(self.counted)


class LifePlanner:
    """Plans the receptions of a period; the same chance makes the same plan."""

    def __init__(
        self, chance: Random, calendar: WorkCalendar, offers: Offers, days: Sequence[date]
    ) -> None:
        """Look up what can come in.

        Args:
            days: the working days of the period, in order.

        Raises:
            DeskError: PROCEDURE when nothing that counts can come in on a day.
        """
        self._chance = chance
        self._calendar = calendar
        self._days = {day: self._day(offers.on(day), day, days[-1]) for day in days}

    def plan(self, received: int, still_open: int) -> Plan:
        """Plan exactly so many dossiers that count, of which exactly so many stay open.

        Raises:
            DeskError: COUNT "open" with the highest number that fits.
        """
        counts = spread(self._chance, received, len(self._days))
        per_day = dict(zip(self._days, counts, strict=True))
        staying = self._staying(per_day, still_open)
        return {day: self._planned(day, count, staying[day]) for day, count in per_day.items()}

    def _staying(self, per_day: Mapping[date, int], still_open: int) -> Counter[date]:
        """Choose the days of those that stay open: each dossier by the share of long terms."""
        shares = {day: found.share_ahead for day, found in self._days.items()}
        places = [day for day, count in per_day.items() if shares[day] for _ in range(count)]
        if still_open > len(places):
            raise DeskError(Code.COUNT, "open", low=0, high=len(places))
        # Drawn without putting back, each by its weight (Efraimidis and Spirakis).
        by_chance = sorted(places, key=lambda day: -(self._chance.random() ** (1 / shares[day])))
        return Counter(by_chance[:still_open])

    def _planned(self, day: date, count: int, staying: int) -> tuple[PlannedDossier, ...]:
        found = self._days[day]
        uncounted = self._some(count, _UNCOUNTED) if found.uncounted else 0
        planned = [
            *self._draw(found.ahead, staying, Fate.STAYS),
            *self._draw(found.counted, count - staying, Fate.ENDS),
            *self._draw(found.counted, self._some(count, _VOIDED), Fate.VOIDED),
            *self._draw(found.uncounted, uncounted, Fate.ENDS),
        ]
        self._chance.shuffle(planned)
        return tuple(planned)

    def _draw(self, offers: Sequence[Offer], count: int, fate: Fate) -> Iterable[PlannedDossier]:
        if not count:
            return ()
        drawn = self._chance.choices(offers, [offer.weight for offer in offers], k=count)
        return (PlannedDossier(offer, fate) for offer in drawn)

    def _some(self, count: int, share: float) -> int:
        return sum(self._chance.random() < share for _ in range(count))

    def _day(self, offers: Sequence[Offer], day: date, last: date) -> _Day:
        counted = [offer for offer in offers if offer.procedure.counted]
        if not counted:
            raise DeskError(Code.PROCEDURE, "procedure", day=day)
        late = {term: self._is_due_after(term, day, last) for term in set(map(_term, counted))}
        return _Day(
            counted=counted,
            ahead=[offer for offer in counted if late[_term(offer)]],
            uncounted=[offer for offer in offers if not offer.procedure.counted],
        )

    def _is_due_after(self, term: Term, day: date, last: date) -> bool:
        # The others are due so soon, or depend so much on the hour, that they never stay open.
        if term.unit not in _WHOLE_DAYS:
            return False
        opening = datetime.combine(day, self._calendar.hours.morning_start, VIETNAM)
        due_at = term_end(opening, term, self._calendar)
        return due_at is not None and due_at.date() > last


def _term(offer: Offer) -> Term:
    return offer.procedure.terms[offer.channel]


def _weight(offers: Iterable[Offer]) -> float:
    return sum(offer.weight for offer in offers)


def spread(chance: Random, count: int, days: int) -> list[int]:
    """Share dossiers out over days, each day within a fifth of the mean; the sum is exact."""
    weights = [chance.uniform(0.8, 1.2) for _ in range(days)]
    total = sum(weights)
    ends = [round(count * so_far / total) for so_far in accumulate(weights)]
    ends[-1:] = [count] * bool(ends)
    return [end - before for before, end in zip([0, *ends], ends, strict=False)]
