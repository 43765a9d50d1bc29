"""Numbers against their counters: each series from 1 to its counter, none missing or twice."""

from collections.abc import Iterator

from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding

# Series, period → how many numbers were given, how many different ones, the highest.
# Every reception is read once for both.
_GIVEN = (
    "WITH given AS MATERIALIZED (SELECT data ->> 'number_day' AS day, "
    "data ->> 'daily_number' AS daily, data ->> 'book' AS book, data ->> 'serial' AS serial "
    "FROM event WHERE kind = 'received') "
    "SELECT 'dossier', day, count(*), count(DISTINCT daily), max(daily) FROM given GROUP BY day "
    "UNION ALL "
    "SELECT 'serial', book, count(*), count(DISTINCT serial), max(serial) FROM given GROUP BY book"
)
# Slips of the counter and letters about dossiers share the series of their kind.
_SLIPS = (
    "SELECT series, year, count(*), count(DISTINCT serial), max(serial) FROM ("
    "SELECT substr(number, instr(number, '/') + 1) AS series, year, "
    "CAST(number AS INTEGER) AS serial FROM counter_slip UNION ALL "
    "SELECT data ->> 'series', data ->> 'year', data ->> 'serial' FROM event "
    "WHERE kind = 'paper_issued' AND data ->> 'series' IS NOT NULL) GROUP BY 1, 2"
)
_COUNTERS = "SELECT series, period, value FROM counter WHERE series IN ('dossier', 'serial')"
_YEARLY = (
    "SELECT substr(series, 6), CAST(period AS INTEGER), value FROM counter "
    "WHERE substr(series, 1, 5) = ?"
)
_LISTS = (
    "SELECT substr(number, 1, instr(number, '-') - 5), "
    "CAST(substr(number, instr(number, '-') - 4, 4) AS INTEGER), count(*), "
    "count(DISTINCT number), max(CAST(substr(number, instr(number, '-') + 1) AS INTEGER)) "
    "FROM handover_list GROUP BY 1, 2"
)
_TWICE = (
    "SELECT subject, count(*) FROM event WHERE kind = 'received' GROUP BY 1 HAVING count(*) > 1"
)

# What an event says and no row shows, or the other way round: number, what is wrong.
_UNMATCHED = (
    "SELECT subject, 'slip without its row' FROM event e WHERE kind IN "
    "('counter_refusal', 'counter_guidance') AND NOT EXISTS "
    "(SELECT 1 FROM counter_slip s WHERE s.seq = e.seq AND s.kind = e.kind "
    "AND s.day = e.business_day)",
    "SELECT number, 'slip without its event' FROM counter_slip s WHERE NOT EXISTS "
    "(SELECT 1 FROM event e WHERE e.seq = s.seq AND e.kind = s.kind)",
    "SELECT seq, 'paper without its row' FROM event e WHERE kind = 'paper_issued' "
    "AND NOT EXISTS (SELECT 1 FROM paper p WHERE p.issued_seq = e.seq)",
    "SELECT id, 'paper without its event' FROM paper p WHERE NOT EXISTS "
    "(SELECT 1 FROM event e WHERE e.seq = p.issued_seq AND e.kind = 'paper_issued')",
    "SELECT id, 'state of the paper' FROM paper p WHERE p.state <> coalesce("
    "(SELECT r.state FROM paper_print r WHERE r.paper_id = p.id ORDER BY r.seq DESC LIMIT 1), "
    "'issued') OR p.prints <> "
    "(SELECT count(*) FROM paper_print r WHERE r.paper_id = p.id AND r.state = 'sent')",
    "SELECT subject, 'list without its row' FROM event e WHERE kind = 'list_opened' "
    "AND NOT EXISTS (SELECT 1 FROM handover_list l WHERE l.number = e.subject)",
    "SELECT number, 'list without its event' FROM handover_list l WHERE NOT EXISTS "
    "(SELECT 1 FROM event e WHERE e.subject = l.number AND e.kind = 'list_opened')",
)


def counted_numbers(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare the numbers that events carry with the counters they were taken from."""
    del steps
    counters = {(series, period): value for series, period, value in connection.execute(_COUNTERS)}
    for series, period, *given in connection.execute(_GIVEN):
        yield from _compare(f"{series} {period}", given, counters.pop((series, period), None))
    yield from (Finding("numbers", f"{s} {p}", "no number given") for s, p in counters)
    yield from _yearly(connection, "slip/", _SLIPS)
    yield from _yearly(connection, "list/", _LISTS)
    for subject, times in connection.execute(_TWICE):
        yield Finding("numbers", subject, f"given {times} times")


def _yearly(connection: Connection, prefix: str, given_sql: str) -> Iterator[Finding]:
    counters = {(s, y): value for s, y, value in connection.execute(_YEARLY, (prefix,))}
    for series, year, *given in connection.execute(given_sql).fetchall():
        counter = counters.pop((series, year), None)
        yield from _compare(f"{prefix}{series} {year}", given, counter)
    yield from (Finding("numbers", f"{prefix}{s} {y}", "no number given") for s, y in counters)


def _compare(name: str, given: list[int], counter: int | None) -> Iterator[Finding]:
    times, different, highest = given
    if not times == different == highest == counter:
        detail = f"given {times}, different {different}, highest {highest}, counter {counter}"
        yield Finding("numbers", name, detail)


def slips_and_papers(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare slips, papers and lists with the events they were written with."""
    del steps
    for sql in _UNMATCHED:
        for subject, fault in connection.execute(sql):
            yield Finding("slips", str(subject), fault)
