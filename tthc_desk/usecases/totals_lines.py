"""A totals file as the lines a superior authority keeps of it."""

from collections.abc import Iterable
from datetime import date

from tthc_desk.domain.tally import add_up
from tthc_desk.domain.totals import TotalsRow
from tthc_desk.domain.totals_chain import Standing, chain_file
from tthc_desk.usecases.district_ports import FieldLine, FileLine
from tthc_desk.usecases.totals_ports import SealedTotals


def file_line(sealed: SealedTotals, came_seq: int, received_day: date) -> FileLine:
    """Give the line of a file, not yet decided upon."""
    totals = sealed.totals
    return FileLine(
        file=chain_file(totals, sealed.hash, came_seq),
        ward_code=totals.ward_code,
        chain=totals.chain,
        standing=Standing.UNLINKED,
        measures=totals.measures,
        charge_dong=totals.charge_dong,
        fee_dong=totals.fee_dong,
        notes=totals.notes,
        audit_head=totals.audit_head,
        program=totals.program,
        received_day=received_day,
    )


def field_lines(rows: Iterable[TotalsRow]) -> tuple[FieldLine, ...]:
    """Add the rows of a file up by field, in the order of the fields."""
    by_field: dict[str, list[TotalsRow]] = {}
    for row in rows:
        by_field.setdefault(row.field, []).append(row)
    return tuple(_field_line(name, by_field[name]) for name in sorted(by_field))


def _field_line(name: str, rows: list[TotalsRow]) -> FieldLine:
    return FieldLine(
        field=name,
        measures=add_up(rows),
        opening=sum(row.opening for row in rows),
        charge_dong=sum(row.charge_dong for row in rows),
        fee_dong=sum(row.fee_dong for row in rows),
    )
