"""What a superior authority is set up with: names, officers, the chains it expects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.domain.totals import Chain
from tthc_desk.usecases.paper_facts import FormSet, Letterhead
from tthc_desk.usecases.rules import CLOCK_SLACK

_TEXTS = ("code", "name", "superior", "unit", "place", "contact")


@dataclass(frozen=True, slots=True)
class District:
    """The profile of who receives the totals of wards, as kept in its data folder.

    Args:
        code: as the authority is numbered nationally ("019" a district, "01" a city).
        superior, unit, place, contact: header lines of its papers.
        training: invented wards only; every paper carries the watermark.
        chains: what every ward owes, the first one shown first.
        due_days: days after the end of a period from which on a file is late; None: not judged.
    """

    code: str
    name: str
    superior: str
    unit: str
    place: str
    officers: tuple[Officer, ...]
    contact: str = ""
    training: bool = False
    chains: tuple[Chain, ...] = (Chain.MONTHLY,)
    due_days: int | None = None

    @property
    def letterhead(self) -> Letterhead:
        """Give the header lines its papers carry."""
        return Letterhead(
            superior=self.superior,
            unit=self.unit,
            counter="",
            place=self.place,
            form_set=FormSet.TT01_2018,
            contact=self.contact,
            training=self.training,
        )

    def name_of(self, login: str) -> str:
        """Name an officer; one who has left is named by the login."""
        return next((o.name for o in self.officers if o.login == login), login)

    def actor(self, login: str | None = None) -> Actor:
        """Give who acts; the first officer of the profile when none is named.

        Raises:
            DeskError: OFFICER.
        """
        found = [o for o in self.officers if login in (None, o.login)]
        if not found:
            raise DeskError(Code.OFFICER, "user", words=tuple(o.login for o in self.officers))
        return Actor(found[0], "")


def district_record(district: District) -> dict[str, Json]:
    """Write a profile as it is kept and as its opening is recorded."""
    return {
        **{name: getattr(district, name) for name in _TEXTS},
        "training": district.training,
        "chains": [chain.value for chain in district.chains],
        "due_days": district.due_days,
        "officers": [
            {"login": o.login, "name": o.name, "title": o.title} for o in district.officers
        ],
    }


def district_of(record: Mapping[str, Any]) -> District:
    """Read a kept profile."""
    return District(
        **{name: record[name] for name in _TEXTS},
        training=record["training"],
        chains=tuple(map(Chain, record["chains"])),
        due_days=record["due_days"],
        officers=tuple(
            Officer(o["login"], o["name"], Role.SUPERVISOR, o["title"]) for o in record["officers"]
        ),
    )


def moment_after(now: datetime, last_event_at: datetime | None) -> datetime:
    """Give the moment of an act: not before the newest event by a small step of the clock.

    A clock that was far ahead and has been put right goes on from the true moment: what counts
    here rests on the order of events, and a wrong year must not close the book until it comes.
    """
    if last_event_at is None or not timedelta(0) < last_event_at - now <= CLOCK_SLACK:
        return now
    return last_event_at.astimezone(now.tzinfo)
