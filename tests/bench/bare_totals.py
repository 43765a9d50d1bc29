"""Totals of a month as somebody who knows the driver and the schema would type them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import sqlcipher3.dbapi2 as driver

COUNTED = """
SELECT heading * 1000 + CASE WHEN received_day < :first THEN 200 WHEN opening THEN 300
    ELSE 100 * online END + CASE WHEN ended_day <= :last THEN timeliness
    WHEN due_day < :last THEN 13 ELSE 12 END, count(*)
FROM dossier INDEXED BY {index}
WHERE ended_day >= :first AND received_day <= :last AND heading IS NOT NULL
GROUP BY 1
"""
"""For a ward without supplements: ours also looks where a due day changed."""

MONEY = (
    "SELECT d.field, d.procedure_code, sum(p.charge_dong), sum(p.fee_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day BETWEEN :first AND :last GROUP BY 1, 2"
)
NOT_COUNTED = (
    "SELECT count(*) FROM dossier INDEXED BY dossier_by_reception "
    "WHERE received_day BETWEEN :first AND :last AND heading IS NULL AND NOT voided"
)
ACTS = (
    "SELECT kind, count(*) FROM event WHERE business_day BETWEEN :first AND :last "
    "AND kind IN ('voided', 'counter_refusal', 'counter_guidance') GROUP BY 1"
)
ENTERED = (
    "SELECT count(*) FROM event INDEXED BY event_entered WHERE business_day BETWEEN :first "
    "AND :last AND kind = 'received' AND (data ->> 'entered_late' OR data ->> 'opening') "
    "AND data ->> 'entered_late'"
)
UNCLOSED = """
WITH RECURSIVE day(day) AS (VALUES (:begin) UNION ALL
    SELECT date(day, '+1 day') FROM day WHERE day < :last)
SELECT count(*) FROM day WHERE EXISTS (SELECT 1 FROM event WHERE business_day = day
    AND kind NOT IN ('paper_issued', 'paper_printed', 'day_closed', 'day_reopened'))
"""
CLOSED = "SELECT coalesce(max(day), '') FROM day_closing WHERE reopened_seq IS NULL"
LEFT = (
    "SELECT count(*) FROM dossier INDEXED BY {index} WHERE ended_day >= :first "
    "AND received_day < :first AND heading IS NOT NULL"
)
RECEIVED = (
    "SELECT received_day, count(*) FROM dossier INDEXED BY dossier_by_reception "
    "WHERE received_day BETWEEN :first AND :last AND heading IS NOT NULL AND NOT opening GROUP BY 1"
)
ENDED = (
    "SELECT ended_day, count(*) FROM dossier INDEXED BY dossier_by_end "
    "WHERE ended_day BETWEEN :first AND :last AND heading IS NOT NULL GROUP BY 1"
)
HEADINGS = "SELECT id, field, procedure_code FROM heading"
HEAD = "SELECT hash, seq FROM event ORDER BY seq DESC LIMIT 1"

_CAME = {0: ("c5",), 1: ("c4",), 2: ("c6",), 3: ("c6", "opening")}
_Row = dict[tuple[str, str], Mapping[str, int]]


def totals(
    connection: driver.Connection, first: date, last: date, index: str
) -> tuple[_Row, dict[str, int]]:
    """Count a month in one snapshot and check it; rows by field and procedure, and notes."""
    days = {"first": str(first), "last": str(last)}

    def run(sql: str, **more: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = connection.execute(sql, {**days, **more}).fetchall()
        return found

    connection.execute("BEGIN")
    rows = _rows(run(COUNTED.format(index=index)), {h[0]: h[1:] for h in run(HEADINGS)})
    for field, procedure, charge, fee in run(MONEY):
        rows[field, procedure].update(charge=charge, fee=fee)
    acts: dict[str, int] = dict(run(ACTS))
    closed = run(CLOSED)[0][0]
    begin = max(str(first), str(date.fromisoformat(closed) + timedelta(1)) if closed else "")
    notes = {
        "voided": acts.get("voided", 0),
        "refused": acts.get("counter_refusal", 0),
        "guided": acts.get("counter_guidance", 0),
        "not_counted": run(NOT_COUNTED)[0][0],
        "late": run(ENTERED)[0][0],
        "unclosed_days": run(UNCLOSED, begin=begin)[0][0],
    }
    total = sum(rows.values(), Counter[str]())
    came, went = total["c4"] + total["c5"], total["c8"] + total["c9"] + total["c10"]
    assert came + total["c6"] == went + total["c12"] + total["c13"]
    assert total["c6"] == run(LEFT.format(index=index))[0][0] + total["opening"]
    assert came == sum(number for _, number in run(RECEIVED))
    assert went == sum(number for _, number in run(ENDED))
    assert run(HEAD)
    connection.execute("COMMIT")
    return dict(rows), notes


def _rows(
    counted: list[tuple[Any, ...]], headings: Mapping[int, tuple[str, str]]
) -> defaultdict[tuple[str, str], Counter[str]]:
    rows: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for packed, number in counted:
        heading, rest = divmod(packed, 1000)
        arrival, state = divmod(rest, 100)
        for name in (*_CAME[arrival], f"c{state}"):
            rows[headings[heading]][name] += number
    return rows
