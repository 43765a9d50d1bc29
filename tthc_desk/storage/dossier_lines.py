"""Reading a row of the dossier table as the line a list shows."""

from datetime import date
from typing import Any

from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.events import moment
from tthc_desk.storage.paper_rows import maybe_moment
from tthc_desk.storage.tables import NEVER
from tthc_desk.usecases.lines import DossierId, DossierLine

LINE_COLUMNS = (
    "d.id, d.number, d.official_code, d.procedure_code, d.procedure_name, d.field, d.channel, "
    "d.owner_name, d.submitter_name, d.owner_id, d.phone, d.received_at, d.due_at, d.status, "
    "d.queue, d.holder, d.list_number, d.ended_day, d.delivered_day, d.charge_due_dong, "
    "d.fee_due_dong, d.voided, d.version, d.owner_address, d.sets, EXISTS (SELECT 1 FROM paper p "
    "WHERE p.subject = d.number AND p.state <> 'confirmed')"
)


def dossier_line(row: tuple[Any, ...]) -> DossierLine:
    """Read `LINE_COLUMNS`."""
    return DossierLine(
        id=DossierId(row[0]),
        number=row[1],
        official_code=row[2],
        procedure_code=row[3],
        procedure_name=row[4],
        field=row[5],
        channel=Channel(row[6]),
        owner_name=row[7],
        owner_address=row[23],
        submitter_name=row[8],
        id_tail=row[9][-4:],
        phone=row[10],
        received_at=moment(row[11]),
        due_at=maybe_moment(row[12]),
        status=Status(row[13]),
        queue=Queue(row[14]),
        holder=row[15],
        list_number=row[16],
        finished_day=None if row[17] == NEVER else date.fromisoformat(row[17]),
        delivered_day=date.fromisoformat(row[18]) if row[18] else None,
        paid=row[19] <= 0 and row[20] <= 0,
        sets=row[24],
        by_post=row[6] == Channel.POST.value,
        voided=bool(row[21]),
        unconfirmed=bool(row[25]),
        version=row[22],
    )
