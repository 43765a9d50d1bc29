"""Reading a row of the dossier table as the line a list shows."""

from datetime import date
from typing import Any

from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.columns import NEVER
from tthc_desk.storage.events import moment
from tthc_desk.usecases.lines import DossierId, DossierLine

# In the order of the fields of DossierLine, and as many: fifty lines are made at every key
# that is typed into a search box.
LINE_COLUMNS = (
    "d.id, d.number, d.official_code, d.procedure_code, d.procedure_name, d.field, d.channel, "  # noqa: S608
    "d.owner_name, d.owner_address, d.submitter_name, substr(d.owner_id, -4), d.phone, "
    "d.received_at, d.due_at, d.status, d.queue, d.holder, d.list_number, d.ended_day, "
    "d.delivered_day, d.charge_due_dong <= 0 AND d.fee_due_dong <= 0, d.sets, "
    f"d.channel = '{Channel.POST.value}', d.voided, EXISTS (SELECT 1 FROM paper p "
    "WHERE p.subject = d.number AND p.state <> 'confirmed'), d.version"
)
LINE_WIDTH = 26

_CHANNELS = {channel.value: channel for channel in Channel}
_STATUSES = {status.value: status for status in Status}
_QUEUES = {queue.value: queue for queue in Queue}


def dossier_line(row: tuple[Any, ...]) -> DossierLine:
    """Read `LINE_COLUMNS`."""
    due_at, ended, delivered = row[13], row[18], row[19]
    return DossierLine(
        DossierId(row[0]),
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        _CHANNELS[row[6]],
        row[7],
        row[8],
        row[9],
        row[10],
        row[11],
        moment(row[12]),
        moment(due_at) if due_at else None,
        _STATUSES[row[14]],
        _QUEUES[row[15]],
        row[16],
        row[17],
        None if ended == NEVER else date.fromisoformat(ended),
        date.fromisoformat(delivered) if delivered else None,
        bool(row[20]),
        row[21],
        bool(row[22]),
        bool(row[23]),
        bool(row[24]),
        row[25],
    )
