"""The measures of form II.06a and the identities that bind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol


class Counted(Protocol):
    """The columns that are counted; (3), (7) and (11) are sums."""

    @property
    def c4(self) -> int:
        """Give column (4)."""
        ...

    @property
    def c5(self) -> int:
        """Give column (5)."""
        ...

    @property
    def c6(self) -> int:
        """Give column (6)."""
        ...

    @property
    def c8(self) -> int:
        """Give column (8)."""
        ...

    @property
    def c9(self) -> int:
        """Give column (9)."""
        ...

    @property
    def c10(self) -> int:
        """Give column (10)."""
        ...

    @property
    def c12(self) -> int:
        """Give column (12)."""
        ...

    @property
    def c13(self) -> int:
        """Give column (13)."""
        ...


@dataclass(frozen=True, slots=True)
class Measures:
    """One row of form II.06a by column number, in dossiers.

    Source: Biểu số II.06a/VPCP/KSTT: (3)=(4)+(5)+(6), (7)=(8)+(9)+(10), (11)=(12)+(13).
    """

    c4: int = 0
    c5: int = 0
    c6: int = 0
    c8: int = 0
    c9: int = 0
    c10: int = 0
    c12: int = 0
    c13: int = 0

    @property
    def c3(self) -> int:
        """Give all dossiers to be dealt with."""
        return self.c4 + self.c5 + self.c6

    @property
    def c7(self) -> int:
        """Give the finished ones."""
        return self.c8 + self.c9 + self.c10

    @property
    def c11(self) -> int:
        """Give the open ones."""
        return self.c12 + self.c13

    @property
    def holds(self) -> bool:
        """Say whether what came in equals what went out and what is left: (3) = (7) + (11)."""
        return self.c3 == self.c7 + self.c11

    def columns(self) -> dict[str, int]:
        """Give column number → figure, (3) to (13)."""
        return {str(n): getattr(self, f"c{n}") for n in range(3, 14)}


_columns_of = attrgetter("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13")


def add_up(rows: Iterable[Counted]) -> Measures:
    """Add rows of one period up."""
    by_column = zip(*map(_columns_of, rows), strict=True)
    return Measures(*map(sum, by_column))


def join_periods(periods: Iterable[Measures]) -> Measures:
    """Add periods that follow one another: (6) of the first, (12) and (13) of the last.

    Raises:
        ValueError: when there is no period.
    """
    found = tuple(periods)
    if not found:
        raise ValueError("no period")
    total = add_up(found)
    first, last = found[0], found[-1]
    return Measures(total.c4, total.c5, first.c6, total.c8, total.c9, total.c10, last.c12, last.c13)
