"""The figures of a period as its reports and charts say them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.report_periods import named_period
from tthc_desk.domain.tally import Measures, add_up
from tthc_desk.usecases.day_tally import AGE_WORDS, name_order
from tthc_desk.usecases.ports import Queries
from tthc_desk.usecases.report_facts import (
    CertificationFacts,
    CertificationLine,
    PeriodChartFacts,
    Report06aFacts,
    ReportHead,
    Row06a,
)
from tthc_desk.usecases.selections import Pick, Selection
from tthc_desk.usecases.ward import Ward

TOTAL = "Tổng số"
_NOTES = {
    "voided": "Hủy trong kỳ: {} hồ sơ",
    "refused": "Từ chối tiếp nhận tại quầy: {} lượt",
    "guided": "Hướng dẫn hoàn thiện tại quầy: {} lượt",
    "not_counted": "Tiếp nhận giúp Công an, cơ quan khác (không tính): {} hồ sơ",
    "opening": "Số dư đầu kỳ nhập trong kỳ: {} hồ sơ",
    "late": "Nhập bù từ phiếu viết tay: {} hồ sơ",
}


def report_06a_facts(
    queries: Queries, head: ReportHead, ward: Ward, as_of: datetime | None
) -> Report06aFacts:
    """Gather form II.06a from one state of the file."""
    fields, total = _by_field(queries, head, as_of)
    return Report06aFacts(
        head=head,
        period_text=named_period(head.first, head.last).text,
        reporter=ward.unit,
        receiver=ward.upper_authority,
        rows=tuple(_row(name, measures) for name, measures in fields),
        total=_row(TOTAL, total),
        notes=tuple(_notes(queries, head, as_of)),
    )


def certification_facts(head: ReportHead, dossiers: Iterable[Dossier]) -> CertificationFacts:
    """Count certifications by procedure, with what was collected for them in the period."""
    found: dict[str, Counter[str]] = {}
    for dossier in dossiers:
        facts = dossier.facts
        counted = found.setdefault(str(facts["procedure_name"]), Counter())
        counted["dossiers"] += 1
        counted["pages"] += int(facts["pages"] or 0)
        counted["paper"] += int(facts["copies"] or 0)
        counted["electronic"] += int(facts.get("electronic_copies") or 0)
        paid = (p for p in dossier.payments if head.first <= p.day <= head.last)
        counted["charge"] += sum(p.charge_dong + p.fee_dong for p in paid)
    lines = tuple(_certification(name, found[name]) for name in sorted(found, key=name_order))
    total = sum(found.values(), Counter[str]())
    return CertificationFacts(head, lines, _certification(TOTAL, total))


def period_chart_facts(
    queries: Queries, head: ReportHead, as_of: datetime | None
) -> PeriodChartFacts:
    """Gather what the charts of a period are drawn from, from one state of the file."""
    fields, total = _by_field(queries, head, as_of)
    ages = queries.day_figures(head.last, as_of).open_by_age
    return PeriodChartFacts(
        head=head,
        days=queries.day_counts(head.first, head.last, as_of),
        timeliness=(total.c8, total.c9, total.c10),
        fields=tuple((name, m.c4 + m.c5, m.c7, m.c11) for name, m in fields),
        ageing=tuple(zip(AGE_WORDS, ages, strict=True)),
    )


def _by_field(
    queries: Queries, head: ReportHead, as_of: datetime | None
) -> tuple[list[tuple[str, Measures]], Measures]:
    rows = queries.report_rows(head.first, head.last, as_of)
    names = sorted({row.field for row in rows}, key=name_order)
    return [(n, add_up(row for row in rows if row.field == n)) for n in names], add_up(rows)


def _row(name: str, measures: Measures) -> Row06a:
    c = measures
    return Row06a(name, (c.c3, c.c4, c.c5, c.c6, c.c7, c.c8, c.c9, c.c10, c.c11, c.c12, c.c13))


def _notes(queries: Queries, head: ReportHead, as_of: datetime | None) -> Iterable[str]:
    found = queries.uncounted(head.first, head.last, as_of)
    others = queries.dossiers(Selection(Pick.NOT_COUNTED, head.first, head.last), as_of)
    found["not_counted"] = sum(1 for _ in others)
    return (words.format(found[name]) for name, words in _NOTES.items() if found.get(name))


def _certification(name: str, counted: Counter[str]) -> CertificationLine:
    return CertificationLine(
        procedure_name=name,
        dossiers=counted["dossiers"],
        pages=counted["pages"],
        paper_copies=counted["paper"],
        electronic_copies=counted["electronic"],
        charge_dong=counted["charge"],
    )
