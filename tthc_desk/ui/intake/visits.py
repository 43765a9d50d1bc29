"""What earlier visits say of a person: what fills in, what differs, what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass

from tthc_desk.domain.vietnamese import nfc
from tthc_desk.usecases.lines import DossierLine, PersonLine
from tthc_desk.usecases.visits import open_notices
from tthc_desk.usecases.warnings import Warned


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at the counter and what the ward knows of them.

    Args:
        who: "submitter" or "owner".
        dossiers: open or waiting to be collected.
    """

    who: str
    id_number: str
    person: PersonLine | None
    dossiers: tuple[DossierLine, ...]


def earlier_values(person: PersonLine) -> dict[str, str]:
    """Write a person of earlier visits as the fields of the form take it."""
    return {
        "name": person.name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
    }


def differing(now: Mapping[str, str], earlier: Mapping[str, str]) -> tuple[str, ...]:
    """Name the fields that say another thing than at the visit before; empty says nothing."""
    return tuple(
        name
        for name, before in earlier.items()
        if before and now.get(name) and _plain(now[name]) != _plain(before)
    )


def visit_notices(visit: Visit, procedure: str) -> tuple[Warned, ...]:
    """Warn of a result that waits for this person, and of the same procedure still open.

    Args:
        procedure: code of the procedure chosen, empty while none is.
    """
    return open_notices(visit.dossiers, procedure, f"{visit.who}.id_number")


def _plain(text: str) -> str:
    return " ".join(nfc(text).casefold().split())
