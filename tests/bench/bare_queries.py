"""Search and report as somebody who knows the driver would type them, on the same file."""

import sqlcipher3.dbapi2 as driver

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
