"""From a hand-over list to the facts of its sheet."""

from collections.abc import Sequence
from datetime import date

from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.lines import ListItem, ListLine
from tthc_desk.usecases.paper_facts import HandoverLine, HandoverListFacts, PaperKind
from tthc_desk.usecases.ward import Ward


def handover_facts(line: ListLine, items: Sequence[ListItem], ward: Ward) -> HandoverListFacts:
    """Gather what the sheet of a closed list says."""
    kind = PaperKind.RESULT_HANDOVER if line.kind == "results" else PaperKind.HANDOVER_LIST
    return HandoverListFacts(
        letterhead=ward.letterhead_for(kind),
        batch_number=line.number,
        of_results=line.kind == "results",
        agency=line.agency,
        giver=line.giver,
        taker=line.taker,
        made_at=line.closed_at or line.opened_at,
        lines=tuple(_line(item) for item in items),
    )


def _line(item: ListItem) -> HandoverLine:
    dossier = item.dossier
    return HandoverLine(
        number=dossier.number,
        procedure_name=dossier.procedure_name,
        sets=dossier.sets,
        owner_name=dossier.owner_name,
        owner_address=dossier.owner_address,
        phone=dossier.phone,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        note="",
        result_text=_result_text(item),
        has_dues=not dossier.paid,
        by_post=dossier.by_post,
    )


def _result_text(item: ListItem) -> str:
    number = str(item.result.get("result_number") or "")
    signed = item.result.get("result_date")
    if not number:
        return ""
    return f"{number} ngày {day_text(date.fromisoformat(str(signed)))}" if signed else number
