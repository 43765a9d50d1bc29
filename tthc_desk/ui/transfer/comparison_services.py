"""What comparing with the official system works with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.official_comparison import CodeToTake, Comparison, TakenCode


@dataclass(frozen=True, slots=True)
class ComparisonServices:
    """Use cases of the comparison; none of it on the window's thread.

    Args:
        compare: reads a file and puts the ward's dossiers beside it; the days are those of
            the file where none are given.
        take: writes codes a person has confirmed.
        report: makes the report of a comparison; the ending says in which form.
        write: puts a whole file in its place, or nothing.
    """

    compare: Callable[[Path, tuple[date, date] | None, Progress], Comparison]
    take: Callable[[Sequence[CodeToTake], Actor, Progress], tuple[TakenCode, ...]]
    report: Callable[[Comparison, Actor, str, Progress], bytes]
    write: Callable[[bytes, Path], None]
