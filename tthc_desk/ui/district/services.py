"""What the window of a superior authority works with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_desk.domain.totals import Chain
from tthc_desk.usecases.backups import Backups
from tthc_desk.usecases.consolidated_report import ConsolidatedReports
from tthc_desk.usecases.consolidation import Consolidation, Offered
from tthc_desk.usecases.district import District
from tthc_desk.usecases.district_ports import FileLine
from tthc_desk.usecases.district_status import StatusBoard
from tthc_desk.usecases.enrolment import Enrolment
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.totals_facts import ConsolidatedFacts


@dataclass(frozen=True, slots=True)
class PlainList:
    """A list of the screen as it is saved: headings and rows of text."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DistrictPapers:
    """Makes files and pictures; all of it in the paper lane.

    Args:
        charts: one page of PDF for the screen.
        write: puts a whole file in its place, or nothing.
    """

    report: Callable[[ConsolidatedFacts, Progress], bytes]
    workbook: Callable[[ConsolidatedFacts, Progress], bytes]
    charts: Callable[[ConsolidatedFacts], bytes]
    plain_list: Callable[[PlainList, Progress], bytes]
    write: Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """Files that were named, and those in folders that were named.

    Args:
        count: how many they are.
        offered: reads them, one after the other.
    """

    count: int
    offered: Iterator[Offered]


@dataclass(frozen=True, slots=True)
class DistrictServices:
    """Use cases of the window.

    Args:
        files: gives the files of a ward and chain within a period.
        find: looks through files and folders.
        read_key: reads a key file's bytes, no more than any key file can have.
        folder: the data folder.
    """

    district: District
    board: StatusBoard
    consolidation: Consolidation
    enrolment: Enrolment
    reports: ConsolidatedReports
    files: Callable[[Chain, str, date, date], tuple[FileLine, ...]]
    find: Callable[[Sequence[Path]], FoundFiles]
    read_key: Callable[[Path], bytes]
    papers: DistrictPapers
    backups: Backups
    folder: Path


@dataclass(frozen=True, slots=True)
class Founding:
    """Makes a data folder where there is none.

    Args:
        folder: where it will lie.
        read: reads a profile file.
        found: makes the folder from a profile that was read.
        sample: the shipped profile to begin with.
    """

    folder: Path
    read: Callable[[Path], District]
    found: Callable[[District], None]
    sample: bytes
    write: Callable[[bytes, Path], None]
