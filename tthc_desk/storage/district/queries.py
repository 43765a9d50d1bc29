"""The reading side of a superior authority's book."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from tthc_desk.domain.tally import Measures
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.totals_chain import ChainFile
from tthc_desk.storage.database import Database, HeldSnapshot
from tthc_desk.storage.district import rows, sql
from tthc_desk.storage.events import chain_head
from tthc_desk.usecases.district import District, district_of
from tthc_desk.usecases.district_ports import (
    FileLine,
    KeyLine,
    RefusalLine,
    WardBreak,
    WardLine,
    WardTotals,
)

_T = TypeVar("_T")


class DistrictBook:
    """Answers of one file, as `usecases.district_ports.DistrictQueries` describes them."""

    def __init__(self, source: Database | HeldSnapshot) -> None:
        self._source = source

    def _all(
        self, statement: str, values: tuple[Any, ...], read: Callable[[rows.Row], _T]
    ) -> tuple[_T, ...]:
        with self._source.reading() as connection:
            return tuple(map(read, connection.execute(statement, values)))

    @contextmanager
    def snapshot(self) -> Iterator["DistrictBook"]:
        """Answer several questions from one state of the file."""
        with self._source.reading() as connection:
            yield DistrictBook(HeldSnapshot(connection))

    def chain_head(self) -> tuple[bytes, int]:
        """Give hash and seq of the newest event."""
        with self._source.reading() as connection:
            head = chain_head(connection)
        return head.hash, head.seq

    # --- profile, wards, keys

    def district(self) -> District:
        """Give the profile."""
        (text,) = self._all(sql.SETTING, (sql.DISTRICT,), lambda row: str(row[0]))
        return district_of(json.loads(text))

    def setting(self, name: str) -> str | None:
        """Give a setting kept by `save_setting`."""
        found = self._all(sql.SETTING, (name,), lambda row: str(row[0]))
        return found[0] if found else None

    def first_received(self) -> date | None:
        """Give the day the first file that was kept came on."""
        (day,) = self._all(sql.FIRST_RECEIVED, (), lambda row: row[0])
        return date.fromisoformat(day) if day else None

    def wards(self) -> tuple[WardLine, ...]:
        """Give the enrolled wards by code."""
        return self._all(sql.WARDS, (), rows.ward_line)

    def ward_keys(self, ward_code: str | None = None) -> tuple[KeyLine, ...]:
        """Give the keys, of each ward in the order they were made."""
        return self._all(sql.KEYS, (ward_code,), rows.key_line)

    def ward(self, code: str) -> WardLine | None:
        """Give an enrolled ward."""
        return next(iter(self._all(sql.WARD, (code,), rows.ward_line)), None)

    def ward_key(self, key_id: str) -> KeyLine | None:
        """Give an enrolled key."""
        return next(iter(self._all(sql.KEY, (key_id,), rows.key_line)), None)

    # --- files

    def files(
        self,
        chain: Chain,
        ward_code: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[FileLine, ...]:
        """Give the files of a chain by ward, period and arrival; of periods within two days."""
        days = ((first or date.min).isoformat(), (last or date.max).isoformat())
        return self._all(sql.FILES, (chain.value, ward_code, *days), rows.file_line)

    def chain_files(self, chain: Chain, ward_code: str) -> tuple[ChainFile, ...]:
        """Give every file of a ward's chain, whatever its standing."""
        return self._all(sql.CHAIN_FILES, (ward_code, chain.value), rows.chain_file)

    def envelope(self, digest: str) -> bytes | None:
        """Give a file as it came, by its payload hash."""
        found = self._all(sql.ENVELOPE, (digest,), lambda row: bytes(row[0]))
        return found[0] if found else None

    def refusals(self, limit: int = 200) -> tuple[RefusalLine, ...]:
        """Give the files that were not taken, newest first."""
        return self._all(sql.REFUSALS, (limit,), rows.refusal_line)

    # --- sums over the files that count

    def counted_days(self, chain: Chain) -> dict[str, Span]:
        """Give ward → days from its first to its last counted file of a chain."""
        found = self._all(sql.COUNTED_DAYS, (chain.value,), lambda row: row)
        return {ward: _span(first, last) for ward, first, last in found}

    def counted_periods(self, chain: Chain, first: date, last: date) -> dict[str, frozenset[date]]:
        """Give ward → first days of the periods within a period of which a file counts."""
        found = defaultdict[str, set[date]](set)
        for ward, begin in self._all(sql.COUNTED_PERIODS, _within(chain, first, last), tuple):
            found[ward].add(date.fromisoformat(begin))
        return {ward: frozenset(days) for ward, days in found.items()}

    def ward_totals(self, chain: Chain, first: date, last: date) -> tuple[WardTotals, ...]:
        """Add the counted files within a period up, ward by ward."""
        return self._all(sql.WARD_TOTALS, _within(chain, first, last), rows.ward_total)

    def field_totals(
        self, chain: Chain, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[tuple[str, Measures], ...]:
        """Add the counted files within a period up by field, wards left out apart."""
        values = (*_within(chain, first, last), json.dumps(list(without)))
        return self._all(sql.FIELD_TOTALS, values, rows.field_total)

    def period_totals(
        self, chain: Chain, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[tuple[date, int, int], ...]:
        """Count (first day, received, finished) of every period of a chain within a period."""
        values = (*_within(chain, first, last), json.dumps(list(without)))
        found = self._all(sql.PERIOD_TOTALS, values, lambda row: row)
        return tuple((date.fromisoformat(day), came, done) for day, came, done in found)

    def breaks(self, chain: Chain, first: date, last: date) -> tuple[WardBreak, ...]:
        """Find neighbouring counted files within a period that do not agree."""
        return self._all(sql.BREAKS, _within(chain, first, last), _break)

    def disputes(self, chain: Chain, first: date, last: date) -> dict[str, int]:
        """Count, by ward, the files of a period kept as evidence: disputed, or of no valid key."""
        return dict(self._all(sql.DISPUTES, _within(chain, first, last), tuple))

    def counted_on(self, chain: Chain, days: Collection[date]) -> dict[str, int]:
        """Count, by ward, the files of a chain that begin on one of some days and count."""
        wanted = json.dumps([day.isoformat() for day in days])
        return dict(self._all(sql.COUNTED_ON, (chain.value, wanted), tuple))

    def wards_with_gaps(self, chain: Chain) -> tuple[str, ...]:
        """Name the wards of which a numbered file of a chain may never have come."""
        return self._all(sql.WARDS_WITH_GAPS, (chain.value,), lambda row: str(row[0]))


def _within(chain: Chain, first: date, last: date) -> tuple[str, str, str]:
    return (chain.value, first.isoformat(), last.isoformat())


def _break(row: rows.Row) -> WardBreak:
    ward, before_first, before_last, first, last, left, carried = row
    return WardBreak(ward, _span(before_first, before_last), _span(first, last), left, carried)


def _span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))
