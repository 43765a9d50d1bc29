"""One ward of an invented district: made, lived through its period, every month sent."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

from tthc_desk.app.clock import SetClock, SystemClock
from tthc_desk.app.demo_folder import SENT, WARDS
from tthc_desk.app.district_sample import DistrictSample, WardShare
from tthc_desk.app.planned_history import PlannedHistory, Promise
from tthc_desk.app.totals_sending import send_key, send_totals
from tthc_desk.app.wiring import Desk, make_ward, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor, Role
from tthc_desk.domain.totals import Chain, Span, periods
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.ward import Ward


@dataclass(frozen=True, slots=True)
class WardTask:
    """Everything a ward is made from; reaches another process whole.

    Args:
        data: folder of its data.
        sent: folder its files are sent to.
        period: whole months.
    """

    ward: Ward
    data: Path
    sent: Path
    period: Span
    promise: Promise
    seed: str


@dataclass(frozen=True, slots=True)
class WardMade:
    """A ward that has sent everything.

    Args:
        key_file: its public key as it travels.
        fingerprint: as its officer reads it from the key sheet.
        files: the totals files, by month.
    """

    name: str
    key_file: Path
    fingerprint: str
    files: tuple[Path, ...]
    events: int


def ward_task(base: Ward, sample: DistrictSample, share: WardShare, folder: Path) -> WardTask:
    """Derive a ward of the sample from a training profile: its names and codes, nothing else.

    Args:
        folder: of the demo.
    """
    name, district = f"phường {share.name}", sample.name
    ward = replace(
        base,
        code=share.code,
        name=name,
        unit=f"UBND {name}".upper(),
        counter=f"Bộ phận Tiếp nhận và Trả kết quả {name}",
        place=share.name,
        superior=f"UBND {district}".upper(),
        upper_authority=f"UBND {district}",
        agency_code=f"TH.{share.code[:3]}.{share.code[3:]}",
        training=True,
    )
    return WardTask(
        ward=ward,
        data=folder / WARDS / share.code,
        sent=folder / SENT / share.code,
        period=sample.period,
        promise=Promise(share.received, share.still_open),
        seed=f"{sample.seed}/{share.code}",
    )


def make_sample_ward(task: WardTask) -> WardMade:
    """Make a ward, let it live its months, send each on the first working day after it.

    Raises:
        DeskError: COUNT (field: the ward's code and "open") when so many cannot stay open;
            IDENTITY when its figures are not those that were planned.
    """
    make_ward(task.data, task.ward, SystemClock())
    task.sent.mkdir(parents=True)
    clock = SetClock(datetime.combine(task.period.first, time(), VIETNAM))
    with open_desk(task.data, clock) as desk:
        history = _planned(desk, clock, task)
        leader = _leader(desk)
        files = []
        for month in periods(Chain.MONTHLY, task.period.first, task.period.last):
            history.live(month)
            history.wake_after(month)
            files.append(_send(desk, month, leader, task))
        _check(desk, task)
        key_file = _json(send_key(desk, task.sent))
        fingerprint = desk.totals.key_state().fingerprint
        events = desk.store.queries.chain_head()[1]
    return WardMade(task.ward.name, key_file, fingerprint, tuple(files), events)


def _planned(desk: Desk, clock: SetClock, task: WardTask) -> PlannedHistory:
    try:
        return PlannedHistory(desk, clock, task.period, task.promise, task.seed)
    except DeskError as error:
        if error.code is not Code.COUNT:
            raise
        raise DeskError(error.code, f"{task.ward.code}.{error.field}", **error.facts) from None


def _leader(desk: Desk) -> Actor:
    ward = desk.rules.book().ward
    return ward.actor(next(o for o in ward.officers if o.role is Role.SUPERVISOR))


def _send(desk: Desk, month: Span, leader: Actor, task: WardTask) -> Path:
    """Export a month; the papers for people go with the last one only, they take the longest."""
    from tthc_desk.exchange.outbox import place

    totals = desk.totals
    line = totals.export(Chain.MONTHLY, month.first, month.last, leader)
    if month.last == task.period.last:
        return _json(send_totals(desk, line, task.sent))
    return _json(place({totals.totals(line).file_name: line.file}, task.sent))


def _json(written: tuple[Path, ...]) -> Path:
    return next(path for path in written if path.suffix == ".json")


def _check(desk: Desk, task: WardTask) -> None:
    """Compare what the ward itself counts over the whole period with what was planned."""
    report = desk.reports.report_06a(task.period.first, task.period.last)
    if report.broken or not task.promise.kept_by(report.total):
        found = ", ".join(f"({n}) {v}" for n, v in report.total.columns().items())
        raise DeskError(Code.IDENTITY, reason="sample", words=f"{task.ward.name}: {found}")
