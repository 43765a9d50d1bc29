"""Search, report and tally as somebody who knows the driver would type them, on the same file."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import sqlcipher3.dbapi2 as driver

from tthc_desk.domain.procedure import Channel
from tthc_desk.usecases.lines import DayFigures, DayRow

SEARCH = (
    "SELECT d.id, d.number, d.official_code, d.procedure_code, d.procedure_name, d.field, "
    "d.channel, d.owner_name, d.owner_address, d.submitter_name, d.owner_id, d.phone, "
    "d.received_at, d.due_at, d.status, d.queue, d.holder, d.list_number, d.ended_day, "
    "d.delivered_day, d.charge_due_dong, d.fee_due_dong, d.sets, d.voided, d.version, "
    "(SELECT count(*) FROM paper p WHERE p.subject = d.number AND p.state <> 'confirmed') "
    "FROM dossier_search s JOIN dossier d ON d.id = s.rowid "
    "WHERE s.dossier_search MATCH ? ORDER BY s.rowid DESC LIMIT 50"
)

REPORT = """
SELECT heading * 1000 + CASE WHEN opening OR received_day < :first THEN 200
    ELSE 100 * online END + CASE WHEN ended_day <= :last THEN timeliness
    WHEN due_day < :late THEN 13 ELSE 12 END, count(*)
FROM dossier INDEXED BY {index}
WHERE ended_day >= :first AND received_day <= :last AND heading IS NOT NULL
GROUP BY 1
"""
"""For a ward without supplements: ours also looks where a due day changed."""

RECEIVED = (
    "SELECT field, channel, count(*) FROM dossier INDEXED BY dossier_by_reception "
    "WHERE received_day = :day AND heading IS NOT NULL AND NOT opening GROUP BY 1, 2"
)
NOT_COUNTED = (
    "SELECT count(*) FROM dossier INDEXED BY dossier_by_reception "
    "WHERE received_day = :day AND heading IS NULL AND NOT voided"
)
ENDED = (
    "SELECT h.field, d.timeliness, sum(d.number) FROM (SELECT heading, timeliness, "
    "count(*) AS number FROM dossier INDEXED BY dossier_by_end WHERE ended_day = :day "
    "AND heading IS NOT NULL GROUP BY 1, 2) d JOIN heading h ON h.id = d.heading GROUP BY 1, 2"
)
WITHDRAWN = (
    "SELECT field, count(*) FROM dossier INDEXED BY dossier_by_end "
    "WHERE ended_day = :day AND ended_kind = 'withdrawn' AND heading IS NOT NULL GROUP BY 1"
)
DELIVERED = (
    "SELECT field, count(*) FROM dossier INDEXED BY dossier_delivered "
    "WHERE delivered_day = :day AND heading IS NOT NULL GROUP BY 1"
)
SUPPLEMENTS = (
    "SELECT d.field, count(DISTINCT d.id) FROM deadline_span s JOIN dossier d "
    "ON d.id = s.dossier_id WHERE s.cause = 'supplement_requested' AND s.from_day = :day "
    "AND d.heading IS NOT NULL GROUP BY 1"
)
MONEY = (
    "SELECT d.field, p.method, sum(p.charge_dong), sum(p.fee_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day = :day GROUP BY 1, 2"
)
_IN_HAND = (
    "FROM dossier INDEXED BY {index} WHERE ended_day > :day AND received_day <= :day "
    "AND heading IS NOT NULL"
)
IN_HAND = f"""
SELECT count(*), count(*) FILTER (WHERE due_day > :day AND due_day <= :soon AND spans = 1),
    count(*) FILTER (WHERE due_day = :day AND spans = 1),
    count(*) FILTER (WHERE due_day < :day AND spans = 1), count(*) FILTER (WHERE spans > 1)
{_IN_HAND}
"""
IN_HAND_WITH_SPANS = f"""
SELECT CASE WHEN s.waiting THEN 4 + s.late_on_entering
    WHEN s.due_day IS NULL OR s.due_day > :soon THEN 0 WHEN s.due_day > :day THEN 1
    WHEN s.due_day = :day THEN 2 ELSE 3 END, count(*)
FROM (SELECT id {_IN_HAND} AND spans > 1) d JOIN deadline_span s ON s.dossier_id = d.id
WHERE s.position = (SELECT max(position) FROM deadline_span
    WHERE dossier_id = d.id AND from_day <= :day)
GROUP BY 1
"""  # noqa: S608
ACTS = "SELECT kind, count(*) FROM event WHERE business_day = :day GROUP BY 1"
ENTERED = (
    "SELECT total(data ->> 'entered_late'), total(data ->> 'opening') FROM event "
    "WHERE business_day = :day AND kind = 'received'"
)
HEAD = "SELECT hash, seq FROM event ORDER BY seq DESC LIMIT 1"

_Rows = list[tuple[Any, ...]]


def search(connection: driver.Connection, match: str) -> list[tuple[object, ...]]:
    """Look for dossiers by a full-text expression."""
    found: list[tuple[object, ...]] = connection.execute(SEARCH, (match,)).fetchall()
    return found


def report(
    connection: driver.Connection, first: str, last: str, index: str
) -> list[tuple[object, ...]]:
    """Count form II.06a of a period, by the index that is the better one for it."""
    values = {"first": first, "last": last, "late": last}
    found: list[tuple[object, ...]] = connection.execute(
        REPORT.format(index=index), values
    ).fetchall()
    return found


def tally(connection: driver.Connection, day: date, index: str) -> DayFigures:
    """Count everything the daily tally says, of a day in the past, in one snapshot."""
    values = {"day": str(day), "soon": str(day + timedelta(3))}

    def run(sql: str) -> _Rows:
        found: _Rows = connection.execute(sql, values).fetchall()
        return found

    connection.execute("BEGIN")
    received, ended, money = run(RECEIVED), run(ENDED), run(MONEY)
    in_hand, *due, with_spans = run(IN_HAND.format(index=index))[0]
    ages = [in_hand - sum(due) - with_spans, *due, 0, 0]
    for age, number in run(IN_HAND_WITH_SPANS.format(index=index)) if with_spans else ():
        ages[age] += number
    single = [run(DELIVERED), run(SUPPLEMENTS), run(WITHDRAWN)]
    acts: dict[str, int] = dict(run(ACTS))
    entered = run(ENTERED)[0]
    not_counted, head = run(NOT_COUNTED)[0][0], run(HEAD)[0]
    connection.execute("COMMIT")

    in_time = {t: sum(n for _, was, n in ended if was == t) for t in (8, 9, 10)}
    came = {c: sum(n for _, by, n in received if by == c.value) for c in Channel}
    paid = {m: sum(c + f for _, by, c, f in money if by == m) for m in ("cash", "transfer")}
    return DayFigures(
        day=day,
        rows=_rows(received, ended, money, single),
        carried_over=sum(ages) + sum(in_time.values()) - sum(came.values()),
        in_hand=sum(ages),
        in_hand_late=ages[3] + ages[5],
        by_channel=came,
        timeliness=(in_time[8], in_time[9], in_time[10]),
        open_by_age=(ages[0], ages[1], ages[2], ages[3], ages[4] + ages[5]),
        cash_dong=paid["cash"],
        transfer_dong=paid["transfer"],
        notes={
            "refused": acts.get("counter_refusal", 0),
            "guided": acts.get("counter_guidance", 0),
            "voided": acts.get("voided", 0),
            "undone": acts.get("undone", 0),
            "late": int(entered[0]),
            "opening": int(entered[1]),
            "not_counted": not_counted,
        },
        chain_head=head[0],
        chain_length=head[1],
    )


def _rows(received: _Rows, ended: _Rows, money: _Rows, single: list[_Rows]) -> tuple[DayRow, ...]:
    of_field: dict[str, list[int]] = defaultdict(lambda: [0] * 7)
    for field, _, number in received:
        of_field[field][0] += number
    for field, _, number in ended:
        of_field[field][1] += number
    for field, _, charge, fee in money:
        of_field[field][3] += charge
        of_field[field][4] += fee
    for place, found in zip((2, 5, 6), single, strict=True):
        for field, number in found:
            of_field[field][place] += number
    return tuple(DayRow(field, *of_field[field]) for field in sorted(of_field))
