"""Reading rows of the dossier table as the lines a list shows."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any

from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.columns import NEVER
from tthc_desk.storage.events import moment
from tthc_desk.storage.paper_rows import maybe_moment
from tthc_desk.usecases.lines import DossierLine

# In the order of the fields of DossierLine, and as many.
LINE_COLUMNS = (
    "d.id, d.number, d.official_code, d.procedure_code, d.procedure_name, d.field, d.channel, "  # noqa: S608
    "d.owner_name, d.owner_address, d.submitter_name, substr(d.owner_id, -4), d.phone, "
    "d.received_at, d.due_at, d.status, d.queue, d.holder, d.list_number, d.ended_day, "
    "d.delivered_day, d.charge_due_dong <= 0 AND d.fee_due_dong <= 0, d.sets, "
    f"d.channel = '{Channel.POST.value}', d.voided, EXISTS (SELECT 1 FROM paper p "
    "WHERE p.subject = d.number AND p.state <> 'confirmed'), d.version"
)
LINE_WIDTH = 26


def _day(text: str | None) -> date | None:
    return None if text is None or text == NEVER else date.fromisoformat(text)


_READ: dict[str, Callable[[Any], Any]] = {
    "channel": {channel.value: channel for channel in Channel}.__getitem__,
    "received_at": moment,
    # Dossiers of one day mostly fall due at the same moments.
    "due_at": lru_cache(maxsize=256)(maybe_moment),
    "status": {status.value: status for status in Status}.__getitem__,
    "queue": {queue.value: queue for queue in Queue}.__getitem__,
    "finished_day": _day,
    "delivered_day": _day,
    "paid": bool,
    "by_post": bool,
    "voided": bool,
    "unconfirmed": bool,
}
_FIELDS = tuple(
    (getattr(DossierLine, item.name).__set__, _READ.get(item.name)) for item in fields(DossierLine)
)


def dossier_lines(rows: Sequence[Sequence[Any]]) -> tuple[DossierLine, ...]:
    """Read rows that begin with `LINE_COLUMNS`.

    A page is made at every key typed into a search box: filling the slots column by column
    takes half as long as making line by line, where a frozen class asks for each field.
    """
    lines = tuple(map(object.__new__, repeat(DossierLine, len(rows))))
    for (put, read), column in zip(_FIELDS, zip(*rows, strict=True), strict=False):
        deque(map(put, lines, map(read, column) if read else column), 0)
    return lines


def dossier_line(row: Sequence[Any]) -> DossierLine:
    """Read one row."""
    return dossier_lines((row,))[0]
