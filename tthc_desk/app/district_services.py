"""What the window of a superior authority works with, put together once its folder is open."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.district_profile import read_district_profile
from tthc_desk.app.district_wiring import DistrictDesk, make_district, wire_district
from tthc_desk.domain.errors import DeskError
from tthc_desk.exchange.inbox import offered
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.district.store import open_district_store
from tthc_desk.ui.district.services import (
    DistrictPapers,
    DistrictServices,
    FoundFiles,
    Founding,
    PlainList,
)
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

_NARROWEST, _WIDEST = 8, 60


def open_for_district_window(folder: Path, clock: Clock) -> tuple[DistrictDesk, DistrictServices]:
    """Open a data folder for the window.

    Raises:
        DeskError: see `storage.district.store.open_district_store`.
    """
    desk = wire_district(open_district_store(folder, TotalsFiles(), clock, has_window=True), clock)
    return desk, district_services(desk)


def district_services(desk: DistrictDesk) -> DistrictServices:
    """Give what the window works with."""
    queries = desk.store.queries
    district = queries.district()
    return DistrictServices(
        district=district,
        board=desk.board,
        consolidation=desk.consolidation,
        enrolment=desk.enrolment,
        reports=desk.reports,
        files=queries.files,
        find=find_files,
        read_key=read_key_file,
        papers=DistrictPapers(
            report=_report,
            workbook=_workbook,
            charts=_charts,
            plain_list=partial(_plain_list, desk),
            write=_write,
        ),
        backups=desk.backups,
        folder=desk.store.folder,
    )


def founding(folder: Path, clock: Clock) -> Founding:
    """Give what makes a data folder where there is none."""
    return Founding(
        folder=folder,
        read=read_district_profile,
        found=lambda district: make_district(folder, district, clock),
        sample=paths.shipped_district_profile().read_bytes(),
        write=_write,
    )


def find_files(places: Sequence[Path]) -> FoundFiles:
    """Count the files of places, then read them as they are asked for."""
    count = 0
    for place in places:
        inside = sum(len(names) for _, _, names in os.walk(place))
        count += inside if place.is_dir() else 1
    return FoundFiles(count, offered(places))


def read_key_file(path: Path) -> bytes:
    """Read a key file, no more of it than any file of ours can have.

    Raises:
        DeskError: NOT_FOUND, IO, NOT_TOTALS.
    """
    found = next(offered([path]))
    if isinstance(found.data, DeskError):
        raise found.data
    return found.data


# Each loads what draws at its first use: the window opens without reportlab.


def _report(facts: ConsolidatedFacts, progress: Progress) -> bytes:
    from tthc_desk.documents.consolidated import render_consolidated

    return render_consolidated(facts, progress)


def _workbook(facts: ConsolidatedFacts, progress: Progress) -> bytes:
    from tthc_desk.documents.consolidated import consolidated_workbook

    return consolidated_workbook(facts, progress)


def _charts(facts: ConsolidatedFacts) -> bytes:
    from tthc_desk.documents.consolidated_charts import consolidated_chart_page

    return consolidated_chart_page(facts)


def _plain_list(desk: DistrictDesk, made: PlainList, progress: Progress) -> bytes:
    from tthc_desk.documents.table import Column, Kind, Listing, Row, Table
    from tthc_desk.documents.workbook import make_workbook

    columns = tuple(
        Column(title, min(_WIDEST, max(_NARROWEST, *map(len, (title, *cells)))), Kind.CODE)
        for title, *cells in zip(made.titles, *made.rows, strict=True)
    )
    table = Table(made.name, columns, lambda: map(Row, made.rows), len(made.rows))
    listing = Listing(
        letterhead=desk.store.queries.district().letterhead,
        as_of=desk.clock.now(),
        name=made.name,
        title=made.name.upper(),
        tables=(table,),
        signers=(),
    )
    return make_workbook(listing, progress)


def _write(content: bytes, path: Path) -> None:
    from tthc_desk.documents.paper_file import write_paper

    write_paper(content, path)
