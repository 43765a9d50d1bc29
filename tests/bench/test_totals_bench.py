"""The export of a month out of a long history, against SQL typed by hand."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from nacl.signing import SigningKey

from tests.bench.bare_save import open_by_hand
from tests.bench.bare_totals import totals
from tests.bench.big_ward import FIRST_DAY, PER_DAY, big_ward, goal, kept_ward
from tests.bench.rows import Row, in_turn, row
from tests.helpers.wards import SUPERVISOR, WARD, FixedClock, moment
from tthc_desk.domain.totals import Chain, Span, TotalsRow, period_at
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.signing import PrivateKey
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.totals_figures import TotalsFigures, figures_of
from tthc_desk.usecases.totals_making import TotalsMaking, Wanted
from tthc_desk.usecases.totals_ports import ExportLine, SigningKeyLine

ROUNDS, SHORT_ROUNDS = 5, 40
AFTER: datetime = moment(date(2030, 1, 1))
"""Later than whatever was written into the kept ward."""
BY_END, BY_RECEPTION = "dossier_by_end", "dossier_by_reception"


def months(days: int) -> dict[str, tuple[Span, str]]:
    """Choose months of a history of so many days, and the index a person would take."""
    end = FIRST_DAY + timedelta(max(days - 1, 0))
    return {
        "tháng cuối": (period_at(Chain.MONTHLY, end), BY_END),
        "tháng giữa": (period_at(Chain.MONTHLY, FIRST_DAY + timedelta(days // 2)), BY_END),
        "tháng đầu": (period_at(Chain.MONTHLY, FIRST_DAY), BY_RECEPTION),
    }


@dataclass(frozen=True)
class Maker:
    """Makes files that are never kept: the unit is left without a commit."""

    store: WardStore
    making: TotalsMaking
    key: PrivateKey

    def make(self, span: Span) -> ExportLine:
        """Count, check, sign and write a month, all but making it durable."""
        with self.store.write() as unit:
            head = self.store.queries.chain_head()[1]
            known = SigningKeyLine(self.key.key_id, self.key.public, AFTER, head, "")
            unit.save_signing_key(known)
            wanted = Wanted(Chain.MONTHLY, span, WARD.actor(SUPERVISOR))
            return self.making.unchanged_or_made(unit, wanted, self.key)


def measure() -> list[Row]:
    """Time the export of several months by turns on one file, once both said the same."""
    rows = []
    clock = FixedClock(AFTER)
    with big_ward(clock) as store:
        rules = Rules(store, clock)
        making = TotalsMaking(store, rules, TotalsFiles())
        maker = Maker(store, making, PrivateKey(SigningKey.generate()))
        key = read_key(store.folder / KEY).pragma
        with closing(open_by_hand(store.folder / DATABASE, key)) as connection:
            size = connection.execute("SELECT count(*) FROM dossier").fetchone()[0]
            for name, (span, index) in months(size // PER_DAY).items():
                bare_side = partial(totals, connection, span.first, span.last, index)
                assert plain(figures_of(store.queries, span)) == bare_side(), span
                ours, bare = in_turn(
                    partial(maker.make, span), bare_side, ROUNDS if kept_ward() else SHORT_ROUNDS
                )
                rows.append(row(f"xuất số liệu, {name}", ours, bare, f"{size} hồ sơ"))
    return rows


def plain(figures: TotalsFigures) -> tuple[dict[tuple[str, str], dict[str, int]], dict[str, int]]:
    """Write figures as the SQL by hand gives them."""
    notes = figures.notes
    names = ("voided", "refused", "guided", "not_counted", "late", "unclosed_days")
    found = {(one.field, one.procedure_code): _measures(one) for one in figures.rows}
    return found, {name: getattr(notes, name) for name in names}


def _measures(one: TotalsRow) -> dict[str, int]:
    names = ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13", "opening")
    found = {name: getattr(one, name) for name in names}
    found |= {"charge": one.charge_dong, "fee": one.fee_dong}
    return {name: number for name, number in found.items() if number}


@pytest.mark.bench
def test_an_export_is_near_the_best_sql() -> None:
    for line in measure():
        print(line)  # noqa: T201
        assert line.ratio <= goal(), line
