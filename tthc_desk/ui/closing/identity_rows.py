"""The identities of a day: the figures that must be equal, side by side."""

from dataclasses import dataclass
from datetime import datetime

from tthc_desk.domain.procedure import Channel
from tthc_desk.ui.closing.figure_view import Figure
from tthc_desk.ui.closing.pick_words import MONEY, pick_word
from tthc_desk.ui.shared import formats
from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.selections import Pick, Selection

MOST_TERMS = 6
_TIMELINESS = (Pick.C8, Pick.C9, Pick.C10)
_AGES = (Pick.DUE_LATER, Pick.DUE_SOON, Pick.DUE_TODAY, Pick.DUE_PAST, Pick.WAITING)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of an identity."""

    pick: Pick
    amount: int

    @property
    def text(self) -> str:
        """Write it with its words."""
        return figure_text(pick_word(self.pick), self.pick, self.amount)

    @property
    def short(self) -> str:
        """Write it without a unit, for a narrow cell."""
        return f"{pick_word(self.pick)}: {formats.count(self.amount)}"


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """Two sums that must be equal.

    Args:
        is_money: four terms, the last two of which take two places each: amounts are long.
    """

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    is_money: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether they are."""
        return sum(t.amount for t in self.left) == sum(t.amount for t in self.right)

    def term(self, place: int) -> Term | None:
        """Give a term by its place in the row."""
        terms: tuple[Term | None, ...] = (*self.left, *self.right)
        if self.is_money:
            terms = (*terms[:3], None, *terms[3:])
        return terms[place] if 0 <= place < len(terms) else None

    def text(self, place: int) -> str:
        """Write a term with the sign before it."""
        term = self.term(place)
        if term is None:
            return ""
        if place == len(self.left):
            return f"= {term.short}" if self.holds else f"≠ {term.short}"
        return f"+ {term.short}" if place else term.short


def identity_rows(facts: DailyTallyFacts) -> tuple[IdentityRow, ...]:
    """Lay out what must add up on one day."""
    total = facts.total
    received, finished = Term(Pick.RECEIVED, total.received), Term(Pick.C7, total.finished)
    in_hand, carried = Term(Pick.C11, facts.in_hand), Term(Pick.C6, facts.carried_over)
    channels = (Pick(channel.value) for channel in Channel)
    by_channel = (count for _, count in facts.by_channel)
    by_age = (count for _, count in facts.open_by_age)
    return (
        IdentityRow((carried, received), (finished, in_hand)),
        IdentityRow((received,), tuple(map(Term, channels, by_channel))),
        IdentityRow((finished,), tuple(map(Term, _TIMELINESS, facts.timeliness))),
        IdentityRow((in_hand,), tuple(map(Term, _AGES, by_age))),
        IdentityRow(
            (Term(Pick.CHARGE, total.charge_dong), Term(Pick.FEE, total.fee_dong)),
            (Term(Pick.CASH, facts.cash_dong), Term(Pick.TRANSFER, facts.transfer_dong)),
            is_money=True,
        ),
    )


def figure_of(facts: DailyTallyFacts, term: Term) -> Figure:
    """Give what opens the dossiers of a term."""
    title = f"{formats.day(facts.day)} – {term.text}"
    return Figure(title, (Selection(term.pick, facts.day, facts.day),), known_at(facts))


def figure_text(words: str, pick: Pick, amount: int) -> str:
    """Write a figure with its words and unit."""
    return f"{words}: {formats.dong(amount) if pick in MONEY else formats.count(amount)}"


def known_at(facts: DailyTallyFacts) -> datetime | None:
    """Give the moment the figures of a closed day were known at; None for an open one."""
    return facts.closing.closed_at if facts.closing else None
