"""Files delivered in any order, twice, amended, forked, by keys that change and are revoked.

The default run tells some stories; a thousand of them take ten minutes:

    pytest -m long tests/integration/district/test_life_of_a_district.py
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.helpers.chain_oracle import oracle
from tests.helpers.districts import (
    NOW,
    START,
    SendingWard,
    Sent,
    enrol,
    month,
    new_district,
    open_again,
)
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import Chain, Span, TotalsRow
from tthc_desk.domain.totals_chain import ChainFile, KeyLife, Standing
from tthc_desk.usecases.consolidation import Offered
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

MONTHS = range(1, 11)
WITH_OPENING = (TotalsRow("Hộ tịch", "1.1", "Khai sinh", c5=2, c6=5, c8=4, c12=3, opening=5),)
COLUMNS = ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13", "opening")


class PulledOutError(Exception):
    """The stick is gone, or the power."""


@dataclass
class WardModel:
    """What a careful clerk knows of a ward: every file that came, and when."""

    ward: SendingWard
    sent: list[Sent] = field(default_factory=list)
    came: dict[str, tuple[Sent, int]] = field(default_factory=dict)
    keys: list[dict[str, Any]] = field(default_factory=list)

    def lives(self) -> dict[str, KeyLife]:
        return {key["key_id"]: KeyLife(order=at, **key) for at, key in enumerate(self.keys, 1)}

    def counted(self) -> dict[Span, Sent]:
        files = []
        for sent, came in self.came.values():
            t = sent.totals
            files.append(
                ChainFile(sent.hash, t.key_id, t.seq, t.prev, t.replaces, t.span, t.as_of, came)
            )
        found = oracle(files, self.lives())
        return {
            self.came[name][0].totals.span: self.came[name][0]
            for name, standing in found.items()
            if standing is Standing.COUNTED
        }


class Deliveries(RuleBasedStateMachine):
    """Whatever happens on the way, the report is the sum of what counts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desk = new_district(self.folder / "district")
        self.steps = 0
        self.wards = [WardModel(SendingWard(code)) for code in ("00001", "00002")]
        for model in self.wards:
            self._enrol(model)

    def teardown(self) -> None:
        self.compare(1, 10)
        for number in MONTHS:
            self.compare(number, number)
            self.compare(number, min(number + 2, 10))
        assert list(self.desk.store.verify()) == []
        self.desk.store.close()
        shutil.rmtree(self.folder)

    def _enrol(self, model: WardModel, replaces: str = "") -> None:
        enrol(self.desk, model.ward, replaces=replaces)
        day = model.ward.made_at.date()
        if model.keys and model.keys[-1]["revoked_seq"] is None:
            model.keys[-1]["valid_to"] = day
        model.keys.append(
            {
                "key_id": model.ward.key_id,
                "valid_from": day,
                "valid_to": None,
                "revoked_from": None,
                "revoked_seq": None,
            }
        )

    # --- at the wards

    @rule(at=st.integers(0, 1), number=st.sampled_from(MONTHS))
    def send(self, at: int, number: int) -> None:
        model = self.wards[at]
        known = [s for s in model.sent if s.totals.span == month(number)]
        replaces = known[-1].hash if known else ""
        model.sent.append(model.ward.send(month(number), replaces=replaces))

    @rule(at=st.integers(0, 1), number=st.sampled_from(MONTHS), late=st.integers(0, 90))
    def send_carelessly(self, at: int, number: int, late: int) -> None:
        """Send a period again as if it never had been, perhaps long after."""
        signed = datetime.combine(month(number).last + timedelta(1 + late), time(9), VIETNAM)
        self._keep(at, month(number), as_of=min(signed, NOW))

    @rule(at=st.integers(0, 1), number=st.sampled_from(MONTHS), back=st.integers(0, 2))
    def fork(self, at: int, number: int, back: int) -> None:
        """Go on from an older state of the book, with the same key."""
        ward = self.wards[at].ward
        seq = max(1, ward.seqs.get(Chain.MONTHLY, 0) - back)
        self._keep(at, month(number), seq=seq)

    @rule(at=st.integers(0, 1), number=st.sampled_from(MONTHS), data=st.data())
    def amend_another(self, at: int, number: int, data: st.DataObject) -> None:
        sent = self.wards[at].sent
        replaces = data.draw(st.sampled_from([*(s.hash for s in sent), "ab" * 32]))
        self._keep(at, month(number), replaces=replaces)

    @rule(at=st.integers(0, 1), first=st.sampled_from(MONTHS), data=st.data())
    def send_and_bring_some_months(self, at: int, first: int, data: st.DataObject) -> None:
        """Send neighbouring months, some with an opening balance, and bring them in any order."""
        model = self.wards[at]
        for number in range(first, min(first + 3, 11)):
            known = [s for s in model.sent if s.totals.span == month(number)]
            rows = WITH_OPENING if data.draw(st.booleans()) else None
            self._keep(at, month(number), rows=rows, replaces=known[-1].hash if known else "")
        self._bring(data.draw(st.permutations(model.sent[-3:])))

    def _keep(self, at: int, span: Span, **changes: Any) -> None:
        model = self.wards[at]
        model.sent.append(model.ward.send(span, **changes))

    @rule(at=st.integers(0, 1), days=st.integers(0, 60))
    def restore(self, at: int, days: int) -> None:
        """Make a new key; the superior enrols it in place of the one before."""
        model = self.wards[at]
        old, made = model.ward.key_id, model.ward.made_at + timedelta(days, 60)
        if made > NOW:
            return
        model.ward.new_key(f"{old}x", made)
        self._enrol(model, replaces=old)

    @rule(at=st.integers(0, 1), day=st.dates(START, NOW.date()), data=st.data())
    def revoke(self, at: int, day: date, data: st.DataObject) -> None:
        """Revoke a key; a ward that has none left makes another one on the spot."""
        model = self.wards[at]
        valid = [key for key in model.keys if key["revoked_seq"] is None]
        key = data.draw(st.sampled_from(valid))
        self.desk.enrolment.revoke(key["key_id"], day, "thử", self.desk.actor())
        self.steps += 1
        key["revoked_from"], key["revoked_seq"] = day, self.steps
        if key is model.keys[-1]:
            made = min(model.ward.made_at + timedelta(1), NOW)
            model.ward.new_key(f"{model.ward.key_id}y", made)
            self._enrol(model)

    # --- on the way, and at the superior

    def _draw_files(self, data: st.DataObject) -> list[Sent]:
        everything = [sent for model in self.wards for sent in model.sent]
        if not everything:
            return []
        return data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=6))

    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        self._bring(self._draw_files(data))

    def _bring(self, files: list[Sent]) -> None:
        offered = [Offered(sent.name, sent.data) for sent in files]
        answers = list(self.desk.consolidation.import_files(offered, self.desk.actor()))
        new = set()
        for sent, answer in zip(files, answers, strict=True):
            was_known = sent.hash in new or self._is_known(sent)
            assert (answer.outcome == "unchanged") == was_known
            new.add(sent.hash)
            self._note(sent)

    def _is_known(self, sent: Sent) -> bool:
        return any(sent.hash in model.came for model in self.wards)

    def _note(self, sent: Sent) -> None:
        self.steps += 1
        model = next(m for m in self.wards if m.ward.code == sent.totals.ward_code)
        model.came.setdefault(sent.hash, (sent, self.steps))

    @rule(data=st.data())
    def pull_out_in_the_middle(self, data: st.DataObject) -> None:
        """Nothing of a delivery that was cut off is there."""
        files = self._draw_files(data)

        def until_pulled_out() -> Iterator[Offered]:
            for sent in files:
                yield Offered(sent.name, sent.data)
            raise PulledOutError

        try:
            list(self.desk.consolidation.import_files(until_pulled_out(), self.desk.actor()))
        except PulledOutError:
            self.reopen()

    @rule(data=st.data())
    def die_before_the_commit(self, data: st.DataObject) -> None:
        """Leave a transaction open in which files were already written."""
        files = self._draw_files(data)
        store = self.desk.store
        try:
            with store.write() as unit:
                unit.commit = self._die  # type: ignore[method-assign]
                held = replace(self.desk)
                object.__setattr__(held.consolidation, "_store", _Holding(unit, store))
                offered = [Offered(sent.name, sent.data) for sent in files]
                list(held.consolidation.import_files(offered, self.desk.actor()))
        except PulledOutError:
            pass
        self.reopen()

    def _die(self) -> None:
        raise PulledOutError

    @rule()
    def reopen(self) -> None:
        self.desk.store.close()
        self.desk = open_again(self.folder / "district")

    @rule(first=st.sampled_from(MONTHS), length=st.integers(0, 3))
    def look(self, first: int, length: int) -> None:
        self.compare(first, min(first + length, 10))

    @invariant()
    def everything_is_kept_and_counts_as_the_clerk_says(self) -> None:
        kept = self.desk.store.queries.files(Chain.MONTHLY)
        came = {name for model in self.wards for name in model.came}
        assert {line.file.hash for line in kept} == came
        counted = {sent.hash for model in self.wards for sent in model.counted().values()}
        standing = Standing.COUNTED
        assert {line.file.hash for line in kept if line.standing is standing} == counted

    # --- the independent sum

    def compare(self, first: int, last: int) -> None:
        facts = self.desk.reports.facts(month(first).first, month(last).last, self.desk.actor())
        expected, complete = dict[tuple[str, str], int](), 0
        for model in self.wards:
            counted = model.counted()
            files = [counted.get(month(n)) for n in range(first, last + 1)]
            if all(files):
                complete += 1
                add_rows(expected, [f for f in files if f])
        assert (len(facts.wards), facts.expected) == (complete, 2)
        assert by_field(facts) == {key: figure for key, figure in expected.items() if figure}
        self.compare_missing(facts, first, last)

    def compare_missing(self, facts: ConsolidatedFacts, first: int, last: int) -> None:
        missing = {row.code: row.missing for row in facts.incomplete}
        for model in self.wards:
            counted = model.counted()
            expected = [month(n) for n in range(first, last + 1) if month(n) not in counted]
            assert list(missing.get(model.ward.code, ())) == expected


class _Holding:
    """Hands out a transaction that is open already."""

    def __init__(self, unit: Any, store: Any) -> None:
        self._unit = unit
        self.queries = store.queries

    def write(self) -> Any:
        return self

    def __enter__(self) -> Any:
        return self._unit

    def __exit__(self, *_: object) -> None:
        return None


def add_rows(expected: dict[tuple[str, str], int], files: list[Sent]) -> None:
    """Add the rows of a ward's files as the rule of periods says, one number after the other."""
    for at, sent in enumerate(files):
        for row in sent.totals.rows:
            for name in COLUMNS[:8]:
                figure = getattr(row, name)
                if name == "c6" and at:
                    figure = row.opening
                if name in ("c12", "c13") and at < len(files) - 1:
                    figure = 0
                key = (row.field, name)
                expected[key] = expected.get(key, 0) + figure


def by_field(facts: ConsolidatedFacts) -> dict[tuple[str, str], int]:
    """Read the figures of a report, but for the sums in it."""
    places = {"c4": 1, "c5": 2, "c6": 3, "c8": 5, "c9": 6, "c10": 7, "c12": 9, "c13": 10}
    for place in range(11):
        assert facts.total.columns[place] == sum(row.columns[place] for row in facts.fields)
        assert facts.total.columns[place] == sum(w.row.columns[place] for w in facts.wards)
    return {
        (row.name, name): row.columns[place]
        for row in facts.fields
        for name, place in places.items()
        if row.columns[place]
    }


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)


@pytest.mark.long
def test_a_thousand_stories_all_add_up() -> None:
    many = settings(max_examples=1000, stateful_step_count=60, deadline=None)
    run_state_machine_as_test(Deliveries, settings=many)
