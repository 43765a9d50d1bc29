"""Lists and reports of a period as the JSON objects that commands print: figures, not lines."""

from typing import Any

from tthc_desk.usecases.report_facts import (
    CertificationFacts,
    CertificationLine,
    CollectionFacts,
    OverdueFacts,
    PeriodChartFacts,
    PeriodFacts,
    RegisterFacts,
    Report06aFacts,
    Row06a,
    UncollectedFacts,
)


def report(facts: PeriodFacts) -> dict[str, Any]:
    """Write what a list or report counts, and what does not agree in it."""
    head = facts.head
    return {
        "from": head.first,
        "to": head.last,
        "as_of": head.as_of,
        "chain_head": head.chain_head,
        "broken": head.broken,
        "figures": _figures(facts),
    }


def _figures(facts: PeriodFacts) -> dict[str, Any]:
    match facts:
        case CollectionFacts():
            return _collection(facts)
        case OverdueFacts():
            open_now = sum(1 for line in facts.lines if line.finished_day is None)
            return {
                "dossiers": len(facts.lines),
                "open": open_now,
                "finished": len(facts.lines) - open_now,
                "by_cause": dict(facts.by_cause),
            }
        case Report06aFacts():
            return {
                "period": facts.period_text,
                "rows": [{"field": row.name, **_columns(row)} for row in facts.rows],
                "total": _columns(facts.total),
                "notes": facts.notes,
            }
        case CertificationFacts():
            return {
                "rows": [_certification(line) for line in facts.lines],
                "total": _certification(facts.total),
            }
        case PeriodChartFacts():
            return _charts(facts)
        case RegisterFacts() | UncollectedFacts():
            return {"dossiers": len(facts.lines)}


def _collection(facts: CollectionFacts) -> dict[str, Any]:
    cashiers = [
        {
            "cashier": part.cashier,
            "payments": len(part.lines),
            "cash_dong": part.cash_dong,
            "transfer_dong": part.transfer_dong,
        }
        for part in facts.cashiers
    ]
    return {
        "cashiers": cashiers,
        "cash_dong": sum(part.cash_dong for part in facts.cashiers),
        "transfer_dong": sum(part.transfer_dong for part in facts.cashiers),
    }


def _charts(facts: PeriodChartFacts) -> dict[str, Any]:
    words = ("field", "received", "finished", "open")
    return {
        "received": sum(received for _, received, _ in facts.days),
        "finished": sum(finished for _, _, finished in facts.days),
        "timeliness": dict(zip(("early", "on_time", "late"), facts.timeliness, strict=True)),
        "ageing": dict(facts.ageing),
        "fields": [dict(zip(words, row, strict=True)) for row in facts.fields],
    }


def _columns(row: Row06a) -> dict[str, int]:
    return {str(number): figure for number, figure in enumerate(row.columns, 3)}


def _certification(line: CertificationLine) -> dict[str, Any]:
    return {
        "procedure_name": line.procedure_name,
        "dossiers": line.dossiers,
        "pages": line.pages,
        "paper_copies": line.paper_copies,
        "electronic_copies": line.electronic_copies,
        "charge_dong": line.charge_dong,
    }
