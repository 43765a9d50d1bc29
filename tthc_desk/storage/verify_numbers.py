"""Numbers against their counters: each series from 1 to its counter, none missing or twice."""

from collections.abc import Iterable, Iterator

from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding

Series = tuple[str, str]
Skipped = dict[Series, tuple[int, int]]
"""Series, period → how many numbers were left out after a backup, the last of them."""

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
# A book made of a backup goes on behind the numbers that were given out since.
_SKIPPED = (
    "SELECT s.value ->> 'series', s.value ->> 'period', "
    "sum((s.value ->> 'last') - (s.value ->> 'first') + 1), max(s.value ->> 'last') "
    "FROM event e, json_each(e.data, '$.skipped') s WHERE e.kind = 'book_restored' GROUP BY 1, 2"
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
    skipped = {(s, p): (times, last) for s, p, times, last in connection.execute(_SKIPPED)}
    counters = {(series, period): value for series, period, value in connection.execute(_COUNTERS)}
    given = ((f"{s} {p}", (s, p), found) for s, p, *found in connection.execute(_GIVEN))
    yield from _compared(given, counters, skipped, "")
    yield from _yearly(connection, "slip/", _SLIPS, skipped)
    yield from _yearly(connection, "list/", _LISTS, skipped)
    for subject, times in connection.execute(_TWICE):
        yield Finding("numbers", subject, f"given {times} times")


def _yearly(
    connection: Connection, prefix: str, given_sql: str, all_skipped: Skipped
) -> Iterator[Finding]:
    counters = {(s, str(y)): v for s, y, v in connection.execute(_YEARLY, (prefix,))}
    skipped = {
        (s.removeprefix(prefix), p): found
        for (s, p), found in all_skipped.items()
        if s.startswith(prefix)
    }
    rows = connection.execute(given_sql).fetchall()
    given = ((f"{prefix}{s} {y}", (s, str(y)), found) for s, y, *found in rows)
    yield from _compared(given, counters, skipped, prefix)


def _compared(
    given: Iterable[tuple[str, Series, list[int]]],
    counters: dict[Series, int],
    skipped: Skipped,
    prefix: str,
) -> Iterator[Finding]:
    for name, series, found in given:
        yield from _compare(name, found, counters.pop(series, None), skipped.get(series, (0, 0)))
    for series, counter in counters.items():
        name = f"{prefix}{series[0]} {series[1]}"
        if series in skipped:
            yield from _compare(name, [0, 0, 0], counter, skipped[series])
        else:
            yield Finding("numbers", name, "no number given")


def _compare(
    name: str, given: list[int], counter: int | None, skipped: tuple[int, int]
) -> Iterator[Finding]:
    times, different, highest = given
    left_out, last_left_out = skipped
    whole = (times + left_out, different + left_out, max(highest, last_left_out), counter)
    if len(set(whole)) != 1:
        detail = f"given {times}, different {different}, highest {highest}, counter {counter}"
        yield Finding("numbers", name, detail)


def slips_and_papers(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare slips, papers and lists with the events they were written with."""
    del steps
    for sql in _UNMATCHED:
        for subject, fault in connection.execute(sql):
            yield Finding("slips", str(subject), fault)
