"""Which dossiers an invented ward receives when, so that its totals come out as chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from itertools import accumulate
from random import Random

from tthc_desk.app.invented_offers import Offer
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import TermUnit
from tthc_desk.domain.terms import term_end
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar

_WHOLE_DAYS = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS})
VOIDED, UNCOUNTED = 0.008, 0.02
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


class LifePlanner:
    """Plans the receptions of a period; the same chance makes the same plan."""

    def __init__(
        self, chance: Random, calendar: WorkCalendar, offers: Offers, days: Sequence[date]
    ) -> None:
        """Take what a plan is made of.

        Args:
            days: the working days of the period, in order.
        """
        self._chance = chance
        self._calendar = calendar
        self._offers = {day: offers(day) for day in days}
        self._days = days

    def plan(self, received: int, still_open: int) -> dict[date, tuple[PlannedDossier, ...]]:
        """Plan exactly so many dossiers that count, of which exactly so many stay open.

        Raises:
            DeskError: COUNT "wards.open" with the highest number that fits; PROCEDURE when
                nothing that counts can come in on a day.
        """
        per_day = dict(
            zip(self._days, spread(self._chance, received, len(self._days)), strict=True)
        )
        staying = self._staying(per_day, still_open)
        return {day: self._day(day, count, staying.count(day)) for day, count in per_day.items()}

    def _staying(self, per_day: Mapping[date, int], still_open: int) -> list[date]:
        """Choose the days of those that stay open: long terms, received late, by their share."""
        shares = {day: _weight(self._ahead(day)) / _weight(self._counted(day)) for day in per_day}
        places = [day for day, count in per_day.items() if shares[day] for _ in range(count)]
        if still_open > len(places):
            raise DeskError(Code.COUNT, "wards.open", low=0, high=len(places))
        # Drawn without putting back, each by its weight (Efraimidis and Spirakis).
        drawn = sorted(places, key=lambda day: self._chance.random() ** (1 / shares[day]))
        return drawn[len(drawn) - still_open :]

    def _day(self, day: date, count: int, staying: int) -> tuple[PlannedDossier, ...]:
        counted, others = self._counted(day), self._uncounted(day)
        found = [
            *self._draw(self._ahead(day), staying, Fate.STAYS),
            *self._draw(counted, count - staying, Fate.ENDS),
            *self._draw(counted, self._some(count, VOIDED), Fate.VOIDED),
            *self._draw(others, self._some(count, UNCOUNTED) if others else 0, Fate.ENDS),
        ]
        self._chance.shuffle(found)
        return tuple(found)

    def _draw(self, offers: Sequence[Offer], count: int, fate: Fate) -> Iterable[PlannedDossier]:
        if not count:
            return ()
        drawn = self._chance.choices(offers, [offer.weight for offer in offers], k=count)
        return (PlannedDossier(offer, fate) for offer in drawn)

    def _some(self, count: int, share: float) -> int:
        return sum(self._chance.random() < share for _ in range(count))

    def _counted(self, day: date) -> list[Offer]:
        found = [offer for offer in self._offers[day] if offer.procedure.counted]
        if not found:
            raise DeskError(Code.PROCEDURE, "procedure", day=day)
        return found

    def _uncounted(self, day: date) -> list[Offer]:
        return [offer for offer in self._offers[day] if not offer.procedure.counted]

    def _ahead(self, day: date) -> list[Offer]:
        """Choose what is due only after the period when it is received on a day."""
        return [offer for offer in self._counted(day) if self._due_day(offer, day) > self._days[-1]]

    def _due_day(self, offer: Offer, day: date) -> date:
        term = offer.procedure.terms[offer.channel]
        # The others are due so soon, or depend so much on the hour, that they never stay open.
        if term.unit not in _WHOLE_DAYS:
            return day
        opening = datetime.combine(day, self._calendar.hours.morning_start, VIETNAM)
        due_at = term_end(opening, term, self._calendar)
        return due_at.date() if due_at else day


def _weight(offers: Iterable[Offer]) -> float:
    return sum(offer.weight for offer in offers)


def spread(chance: Random, count: int, days: int) -> list[int]:
    """Share dossiers out over days, each day within a fifth of the mean; the sum is exact."""
    weights = [chance.uniform(0.8, 1.2) for _ in range(days)]
    ends = [round(count * so_far / sum(weights)) for so_far in accumulate(weights)]
    ends[-1:] = [count] * bool(ends)
    return [end - before for before, end in zip([0, *ends], ends, strict=False)]
