"""What a comparison with the official system is made of, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.dossier import Dossier, Status, local_day
from tthc_desk.usecases.official_list import OfficialRow
from tthc_desk.usecases.official_screen import OfficialKey, OfficialScreen


@dataclass(frozen=True, slots=True)
class HereDossier:
    """One dossier of the ward as it is compared.

    Args:
        other_codes: its codes in other systems.
        received, finished, delivered: calendar days of what happened.
        is_counted: False for one taken in for another agency.
    """

    number: str
    official_code: str
    other_codes: tuple[str, ...]
    owner: str
    procedure_code: str
    procedure: str
    received: date
    due: date | None
    finished: date | None
    delivered: date | None
    status: Status
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """What the two sides say of one fact: days or status here, days or the word there."""

    key: OfficialKey
    here: date | Status | str | None
    there: date | str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A dossier of both sides."""

    here: HereDossier
    there: OfficialRow
    differences: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dossier here that may be the row there, whose code it would take over.

    Args:
        by_number: the row names it: its own number, or a code kept as one of another system.
        is_sure: no other row fits the dossier and no other dossier the row; only such ones are
            taken over all together.
    """

    here: HereDossier
    there: OfficialRow
    by_number: bool
    is_sure: bool
    differences: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Both lists, every dossier and every row in one place only.

    Args:
        equal: pairs of which everything that both sides say is the same.
        unknown_words: (status word the data does not know, rows that carry it).
    """

    equal: tuple[Pair, ...]
    different: tuple[Pair, ...]
    candidates: tuple[Candidate, ...]
    only_here: tuple[HereDossier, ...]
    only_there: tuple[OfficialRow, ...]
    unknown_words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Official:
    """The official side.

    Args:
        carried: columns its list has; the others are compared with nothing.
        period: rows received outside of it and matched with nothing are left out; None: none.
    """

    rows: Sequence[OfficialRow]
    carried: frozenset[OfficialKey]
    screen: OfficialScreen
    period: tuple[date, date] | None = None


def here_dossier(dossier: Dossier) -> HereDossier:
    """Take of a dossier what is compared."""
    facts = dossier.facts
    ended, delivered = dossier.ending, dossier.delivered_at
    return HereDossier(
        number=dossier.number,
        official_code=str(facts["official_code"]),
        other_codes=tuple(
            str(code).upper() for code in (facts.get("foreign_codes") or {}).values()
        ),
        owner=str(facts["owner"]["name"]),
        procedure_code=str(facts["procedure"]),
        procedure=str(facts["procedure_name"]),
        received=local_day(dossier.received_at),
        due=dossier.due_day,
        finished=local_day(ended.at) if ended else None,
        delivered=local_day(delivered) if delivered else None,
        status=dossier.status,
        is_counted=bool(facts["counted"]),
    )
