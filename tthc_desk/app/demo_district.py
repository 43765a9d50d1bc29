"""`demo --district`: invented wards live two years, their district adds their files up."""

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from tthc_desk.app import paths
from tthc_desk.app.demo_folder import DISTRICT, REPORTS, SENT, WARDS, make_anew
from tthc_desk.app.district_sample import DistrictSample, read_sample
from tthc_desk.app.profile import read_profile
from tthc_desk.app.sample_district import DistrictMade, make_sample_district
from tthc_desk.app.sample_ward import WardMade, WardTask, make_sample_ward, ward_task
from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.totals import Chain, periods
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

_TELL_EVERY_S = 10
Say = Callable[[str], None]


def make_district_demo(folder: Path, sample_file: Path, clock: Clock, say: Say) -> dict[str, Any]:
    """Make the wards and the district of a sample file.

    Args:
        folder: emptied first when it holds an earlier demo.

    Returns:
        Figures of the district's own report, counts and places, as the command prints them.

    Raises:
        DeskError: see `read_sample`, `make_anew`, `make_sample_ward`, `make_sample_district`.
    """
    begin = time.perf_counter()
    sample = read_sample(sample_file)
    _check_past(sample, clock)
    make_anew(folder)
    base = read_profile(paths.shipped_profile())
    tasks = [ward_task(base, sample, share, folder) for share in sample.wards]
    wards = _lived(tasks, folder / SENT, say)
    made = make_sample_district(folder / DISTRICT, sample, wards, folder / SENT)
    files = _print(made.report, folder / REPORTS)
    say(_sentence(made.report))
    return {**_summary(folder, made, wards), **files, "seconds": round(time.perf_counter() - begin)}


def _check_past(sample: DistrictSample, clock: Clock) -> None:
    """Refuse a period the last month of which could not have been sent yet."""
    today = local_day(clock.now())
    if sample.period.last >= today.replace(day=1):
        raise DeskError(Code.DATE, "period.to", high=today)


def _lived(tasks: Sequence[WardTask], sent: Path, say: Say) -> list[WardMade]:
    """Make the wards, some at a time, each in its own process."""
    months = sum(1 for _ in periods(Chain.MONTHLY, tasks[0].period.first, tasks[0].period.last))
    # One more than there are cores: each of them waits for the disk at the end of every day.
    workers = min(len(tasks), (os.cpu_count() or 1) + 1)
    # What a process inherits by forking is not the same on every system.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn) as pool:
        futures = [pool.submit(make_sample_ward, task) for task in tasks]
        try:
            _watch(futures, sent, months * len(tasks), say)
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            raise DeskError(Code.IO, folder=str(sent)) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _watch(futures: Sequence[Future[WardMade]], sent: Path, of: int, say: Say) -> None:
    """Tell how many months were sent, until all wards are done; a failed one ends it at once."""
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, _TELL_EVERY_S, FIRST_COMPLETED)
        names = "".join(f"; xong {future.result().name}" for future in done)
        so_far = sum(1 for _ in sent.glob("*/TOTALS_*.json"))
        say(f"Đã sống và gửi {so_far}/{of} tháng{names}")


def _print(report: ConsolidatedFacts, folder: Path) -> dict[str, str]:
    from tthc_desk.documents.consolidated import consolidated_workbook, render_consolidated
    from tthc_desk.documents.paper_file import write_paper

    stem = f"bao-cao-tong-hop_{report.head.first}_{report.head.last}"
    pdf, xlsx = folder / f"{stem}.pdf", folder / f"{stem}.xlsx"
    write_paper(render_consolidated(report), pdf)
    write_paper(consolidated_workbook(report), xlsx)
    return {"pdf": str(pdf), "xlsx": str(xlsx)}


def figures(report: ConsolidatedFacts) -> dict[str, Any]:
    """Give what a superior asks first, from the sum of the consolidated report."""
    c = dict(enumerate(report.total.columns, start=3))
    return {
        "received": c[4] + c[5],
        "carried_over": c[6],
        "finished": c[7],
        "open_in_term": c[12],
        "late": c[10] + c[13],
        "percent": report.percent,
    }


def _summary(folder: Path, made: DistrictMade, wards: Sequence[WardMade]) -> dict[str, Any]:
    report = made.report
    return {
        "data": str(folder),
        "district": str(folder / DISTRICT),
        "from": report.head.first,
        "to": report.head.last,
        "completeness": report.completeness,
        **figures(report),
        "wards": {row.code: dict(enumerate(row.row.columns, start=3)) for row in report.wards},
        "wards_folder": str(folder / WARDS),
        "events": sum(ward.events for ward in wards),
        "files": sum(len(ward.files) for ward in wards),
        "outcomes": made.outcomes,
        "verify_findings": made.findings,
    }


def _sentence(report: ConsolidatedFacts) -> str:
    found = figures(report)
    words = {
        "Tiếp nhận": found["received"],
        "đã giải quyết": found["finished"],
        "đang giải quyết, trong hạn": found["open_in_term"],
        "quá hạn": found["late"],
    }
    told = "; ".join(f"{word} {dong_text(count)}" for word, count in words.items())
    return f"Báo cáo tổng hợp, {report.completeness} phường. {told}; tỷ lệ {report.percent}."
