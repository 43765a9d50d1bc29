"""Who acts at the counter and in what role."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an officer may do; a supervisor may do everything a counter officer may."""

    COUNTER = "counter"
    CASE = "case"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer of the ward's profile.

    Args:
        login: short name used by `--user` and in events; never changed.
        unit: section the officer belongs to, as printed on hand-over lists.
    """

    login: str
    name: str
    role: Role
    title: str = ""
    unit: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer at a desk: who an event is written for."""

    officer: Officer
    desk: str

    @property
    def is_supervisor(self) -> bool:
        """Say whether the officer may decide what needs a supervisor."""
        return self.officer.role is Role.SUPERVISOR
