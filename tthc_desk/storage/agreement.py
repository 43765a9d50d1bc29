"""Whether the rows that figures are made of say what the events of their dossiers say."""

from collections import Counter
from typing import Any

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.events import EventKind
from tthc_desk.storage import measures
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.measures import Period
from tthc_desk.storage.projection import heading_name
from tthc_desk.storage.selections import folded
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.selections import Disagreement

_COUNTED_KINDS = (
    EventKind.RECEIVED,
    EventKind.FINISHED,
    EventKind.REFUSED,
    EventKind.WITHDRAWN,
    EventKind.STOPPED,
    EventKind.PAID,
    EventKind.REFUNDED,
)
_KINDS = ", ".join(f"'{kind.value}'" for kind in _COUNTED_KINDS)
# What a wrong row hides, the events of the days still show.
_TOUCHED = (
    "SELECT DISTINCT subject FROM event WHERE business_day BETWEEN :first AND :last "  # noqa: S608
    f"AND kind IN ({_KINDS})"
)
_MONEY = (
    "SELECT d.number, p.method, sum(p.charge_dong), sum(p.fee_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day BETWEEN :first AND :last GROUP BY 1, 2"
)


def disagreement(
    connection: Connection, period: Period, progress: Progress | None = None
) -> Disagreement:
    """Fold every dossier of a period and compare it with its rows, as both stand now.

    Raises:
        DeskError: CANCELLED when `progress` says so.
    """
    stored = measures.row_columns(connection, period)
    paid = _stored_money(connection, period)
    touched = {row[0] for row in connection.execute(_TOUCHED, period.values)}
    numbers = sorted(touched.union(stored, (number for number, _ in paid)))
    counted, charged = [], []
    for dossier in folded(connection, numbers, progress=progress):
        if _columns(dossier, period) != stored.pop(dossier.number, ()):
            counted.append(dossier.number)
        if any(paid.pop(key, (0, 0)) != taken for key, taken in _money(dossier, period).items()):
            charged.append(dossier.number)
    # A row without events, and money nobody took.
    left = {number for (number, _), taken in paid.items() if any(taken)}
    return Disagreement(tuple(sorted({*counted, *stored})), tuple(sorted({*charged, *left})))


def _columns(dossier: Dossier, period: Period) -> tuple[Any, ...]:
    columns = tuple(measures.report_of(dossier, period))
    return (*(heading_name(dossier) or ()), *columns) if columns else ()


def _stored_money(connection: Connection, period: Period) -> dict[tuple[str, str], tuple[int, int]]:
    rows = connection.execute(_MONEY, period.values)
    return {(number, method): (charge, fee) for number, method, charge, fee in rows}


def _money(dossier: Dossier, period: Period) -> dict[tuple[str, str], tuple[int, int]]:
    charge: Counter[str] = Counter()
    fee: Counter[str] = Counter()
    for paid in dossier.payments:
        if period.first <= paid.day <= period.last:
            charge[paid.method] += paid.charge_dong
            fee[paid.method] += paid.fee_dong
    return {(dossier.number, method): (charge[method], fee[method]) for method in charge}
