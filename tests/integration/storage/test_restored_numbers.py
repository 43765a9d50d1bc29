"""No number is given out twice, whatever became of the book between backup and restoring."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.helpers.wards import PROCEDURE, WARD, YEARS, Counter, FixedClock, new_store
from tthc_desk.app.restoring import laid_ready, restore_folder
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.backup import make_backup
from tthc_desk.storage.folder import DATABASE, KEY, create_folder
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import WardStore, open_store
from tthc_desk.usecases.backup_facts import BackupReason
from tthc_desk.usecases.numbers_since import DAY_MARGIN, SERIES_MARGIN
from tthc_desk.usecases.restoring import IssuedSince

FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
CLOCK = FixedClock(datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM))
Key = tuple[str, str]


class Ward:
    """A ward in a folder, its backups beside it, and a memory of every number it gave out."""

    def __init__(self, place: Path, clock: FixedClock) -> None:
        self.folder, self.usb, self.clock = place / "ward", place / "usb", clock
        self.usb.mkdir()
        self.last: dict[Key, int] = {}
        self.ever: set[tuple[str, str, int]] = set()
        self.moments: dict[date, int] = {}
        create_folder(self.folder, WARD, YEARS, (PROCEDURE,))

    def open(self) -> WardStore:
        return open_store(self.folder, self.clock)

    def receive(self, day: date, times: int = 1) -> str:
        with self.open() as store:
            counter = Counter(store, self.moments)
            found = [counter.receive(day) for _ in range(times)]
        for one in found:
            self._gave("dossier", day.isoformat(), one.facts["daily_number"])
            self._gave("serial", str(day.year), one.facts["serial"])
        return found[-1].number

    def take(self, series: str, year: int) -> int:
        with self.open() as store, store.write() as unit:
            number = unit.next_number(series, str(year))
            unit.commit()
        self._gave(series, str(year), number)
        return number

    def _gave(self, series: str, period: str, number: int) -> None:
        assert (series, period, number) not in self.ever, "given out twice"
        self.ever.add((series, period, number))
        self.last[series, period] = max(number, self.last.get((series, period), 0))

    def back_up(self) -> Path:
        now = self.clock.now() + timedelta(seconds=len(self.ever))
        key = read_key(self.folder / KEY)
        reason = BackupReason.ASKED
        return make_backup(self.folder / DATABASE, key, self.usb, now, reason).path

    def damage(self) -> None:
        content = bytearray((self.folder / DATABASE).read_bytes())
        content[20] ^= 1
        (self.folder / DATABASE).write_bytes(content)

    def restore(self, file: Path, issued: IssuedSince) -> list[dict[str, object]]:
        done = restore_folder(self.folder, file, None, issued, clock=self.clock)
        return list(done["skipped"])


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    clock = FixedClock(datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM))
    found = Ward(tmp_path, clock)
    found.receive(FRIDAY, 3)
    found.take("slip/HDHT", 2026)
    found.back_up()
    clock.at = CLOCK.at
    found.receive(MONDAY, 3)
    found.receive(TUESDAY, 2)
    found.take("slip/HDHT", 2026)
    found.take("list/BG", 2026)
    return found


def the_backup(ward: Ward) -> Path:
    (file,) = ward.usb.iterdir()
    return file


def refused(action: Callable[[], object]) -> DeskError:
    with pytest.raises(DeskError) as caught:
        action()
    return caught.value


def go_on(ward: Ward) -> None:
    """Give out more of everything: a number given twice is an error in `Ward`."""
    for day in (FRIDAY, MONDAY, TUESDAY):
        ward.receive(day, 2)
    for series in ("slip/HDHT", "slip/TCTN", "slip/stop-notice", "list/BG", "list/KQ"):
        ward.take(series, 2026)


@pytest.mark.parametrize("issued", [IssuedSince(), IssuedSince(none=True)])
def test_a_book_that_can_be_read_says_itself_what_it_gave_out(
    ward: Ward, issued: IssuedSince
) -> None:
    ward.receive(FRIDAY)  # a receipt written by hand, entered after the backup
    skipped = ward.restore(the_backup(ward), issued)
    assert [(one["series"], one["period"], one["last"]) for one in skipped] == [
        ("dossier", "2026-11-20", 4),
        ("dossier", "2026-11-23", 3),
        ("dossier", "2026-11-24", 2),
        ("list/BG", "2026", 1),
        ("slip/HDHT", "2026", 2),
        ("serial", "2026", 9),
    ]
    with ward.open() as store:
        # Slips and lists of this test are numbers alone.
        assert {f.subject for f in store.verify()} <= {"slip/HDHT 2026", "list/BG 2026"}
    go_on(ward)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("H99.9-261124-T0001", Code.COUNT),
        ("01/HDHT-2026", Code.COUNT),
        ("BG2026-0000", Code.COUNT),
        ("H99.9-261120-T0002", Code.COUNT),
        ("H99.9-261119-T0009", Code.DATE),
        ("H99.9-261223-T0003", Code.DATE),
        ("3/HDHT-2027", Code.DATE),
    ],
)
def test_an_answer_that_cannot_be_the_last_number_is_refused(
    ward: Ward, typed: str, code: Code
) -> None:
    before = (ward.folder / DATABASE).read_bytes()
    issued = IssuedSince((typed,))
    assert refused(lambda: ward.restore(the_backup(ward), issued)).code is code
    assert (ward.folder / DATABASE).read_bytes() == before
    error = refused(lambda: ward.restore(the_backup(ward), IssuedSince(last_serial=7)))
    assert error.code is Code.COUNT


def test_more_than_the_book_knows_may_be_said(ward: Ward) -> None:
    ward.restore(the_backup(ward), IssuedSince(("H99.9-261124-T0005",), last_serial=20))
    assert ward.receive(TUESDAY) == "H99.9-261124-T0006"
    assert ward.last["serial", "2026"] == 21


def test_what_nobody_named_is_left_out_by_a_margin(ward: Ward) -> None:
    ward.damage()
    skipped = ward.restore(the_backup(ward), IssuedSince(("H99.9-261124-T0002",)))
    last = {(one["series"], one["period"]): one["last"] for one in skipped}
    assert last["dossier", "2026-11-24"] == 2
    assert last["dossier", "2026-11-23"] == DAY_MARGIN
    assert last["slip/HDHT", "2026"] == 1 + SERIES_MARGIN
    assert last["slip/TCTN", "2026"] == last["list/KQ", "2026"] == SERIES_MARGIN
    serial = last["serial", "2026"]
    assert isinstance(serial, int)
    assert serial > 2 + DAY_MARGIN
    go_on(ward)


def test_a_serial_from_the_last_receipt_is_taken_as_it_stands(ward: Ward) -> None:
    ward.damage()
    typed = ("H99.9-261124-T0002", "2/hdht", "00/tctn", "KQ2026-0000")
    skipped = ward.restore(the_backup(ward), IssuedSince(typed, last_serial=8))
    last = {(one["series"], one["period"]): one["last"] for one in skipped}
    assert last["serial", "2026"] == 8
    assert last["slip/HDHT", "2026"] == 2
    assert ("slip/TCTN", "2026") not in last
    assert ("list/KQ", "2026") not in last
    go_on(ward)


def test_nobody_knowing_anything_is_an_answer(ward: Ward) -> None:
    ward.damage()
    assert refused(lambda: ward.restore(the_backup(ward), IssuedSince())).code is Code.REQUIRED
    ward.restore(the_backup(ward), IssuedSince(unknown=True))
    go_on(ward)


def test_restoring_once_more_leaves_out_what_was_given_out_in_between(ward: Ward) -> None:
    for _ in range(3):
        ward.damage()
        ward.restore(the_backup(ward), IssuedSince(unknown=True))
        go_on(ward)


def test_counters_that_are_damaged_are_read_from_the_events(ward: Ward) -> None:
    with ward.open() as store, store.write() as unit:
        unit._connection.execute("DROP TABLE counter")
        unit.commit()
    with laid_ready(ward.folder, the_backup(ward), ward.folder / KEY, CLOCK) as ready:
        assert ready.must_ask
        below = ready.understood(("H99.9-261124-T0001",), 7)
        assert [one.problem and one.problem.code for one in below] == [Code.COUNT] * 2
    ward.restore(the_backup(ward), IssuedSince(unknown=True))
    go_on(ward)


def test_a_book_begun_anew_in_between_does_not_answer_for_the_lost_one(ward: Ward) -> None:
    lost = ward.folder.rename(ward.folder.with_name("lost"))
    create_folder(ward.folder, WARD, YEARS, (PROCEDURE,))
    file, key = the_backup(ward), lost / KEY
    error = refused(lambda: restore_folder(ward.folder, file, key, IssuedSince(), clock=CLOCK))
    assert error.code is Code.REQUIRED
    restore_folder(ward.folder, file, key, IssuedSince(unknown=True), clock=CLOCK)
    go_on(ward)


def test_a_symbol_the_ward_changed_goes_on_too(tmp_path: Path) -> None:
    other = replace(WARD, letter_symbols=(("apology", "XL"),))
    clock = FixedClock(CLOCK.at)
    with new_store(tmp_path / "first", clock) as store, store.write() as unit:
        unit.save_ward(other)
        unit.next_number("slip/PXL", "2026")
        unit.commit()
    key = tmp_path / "first" / KEY
    (tmp_path / "usb").mkdir()
    made = make_backup(
        tmp_path / "first" / DATABASE, read_key(key), tmp_path / "usb", clock.at, BackupReason.ASKED
    )
    done = restore_folder(tmp_path / "new", made.path, key, IssuedSince(unknown=True), clock=clock)
    series = {one["series"] for one in done["skipped"]}
    assert {"slip/PXL", "slip/XL"} <= series


class Stories(RuleBasedStateMachine):
    """Any order of work, backups, losses and restorings, told truthfully but not wholly."""

    @initialize()
    def begin(self) -> None:
        self._place = TemporaryDirectory()
        self.clock = FixedClock(datetime(2026, 12, 28, 8, 0, tzinfo=VIETNAM))
        self.ward = Ward(Path(self._place.name), self.clock)
        self.backups: list[tuple[Path, date, dict[Key, int]]] = []
        self.ward.receive(self.today)
        self.back_up()

    @property
    def today(self) -> date:
        return self.clock.at.date()

    @rule(times=st.integers(1, 3), late=st.sampled_from([0, 0, 0, 1, 5]))
    def receive(self, times: int, late: int) -> None:
        self.ward.receive(self.today - timedelta(late), times)

    @rule(series=st.sampled_from(["slip/HDHT", "slip/stop-notice", "list/BG", "list/KQ"]))
    def take(self, series: str) -> None:
        self.ward.take(series, self.today.year)

    @rule(days=st.integers(1, 2))
    def time_passes(self, days: int) -> None:
        self.clock.at += timedelta(days)

    @rule()
    def back_up(self) -> None:
        self.backups.append((self.ward.back_up(), self.today, dict(self.ward.last)))

    @rule(data=st.data(), is_readable=st.booleans())
    def restore(self, data: st.DataObject, is_readable: bool) -> None:
        file, day, then = data.draw(st.sampled_from(self.backups))
        if not is_readable:
            self.ward.damage()
            self.ward.restore(file, self._said(data, day, then))
            self._everything_goes_on()
            return
        with laid_ready(self.ward.folder, file, self.ward.folder / KEY, self.clock) as ready:
            # Another restoring may stand between: the book does not go on from this backup then.
            must_ask = ready.must_ask
        self.ward.restore(file, IssuedSince(unknown=must_ask))
        self._everything_goes_on()

    def _everything_goes_on(self) -> None:
        for series, period in list(self.ward.last):
            if series == "dossier":
                self.ward.receive(date.fromisoformat(period))
            elif series != "serial" and int(period) == self.today.year:
                # Slips and lists of a year that is over are not begun any more.
                self.ward.take(series, int(period))

    def _said(self, data: st.DataObject, day: date, then: dict[Key, int]) -> IssuedSince:
        if then == self.ward.last:
            return IssuedSince(none=True)
        since = {key: n for key, n in self.ward.last.items() if n > then.get(key, 0)}
        sayable = {key: n for key, n in since.items() if _is_after(key, day)}
        known = data.draw(st.sets(st.sampled_from(sorted(sayable)))) if sayable else set()
        serial = sayable.get(("serial", str(self.today.year))) if data.draw(st.booleans()) else None
        typed = tuple(_written(key, sayable[key]) for key in known if key[0] != "serial")
        return IssuedSince(typed, serial, unknown=not typed and serial is None)

    def teardown(self) -> None:
        self._place.cleanup()


def _is_after(key: Key, day: date) -> bool:
    series, period = key
    return period >= (day.isoformat() if series == "dossier" else str(day.year))


def _written(key: Key, number: int) -> str:
    series, period = key
    if series == "dossier":
        return f"H99.9-{date.fromisoformat(period):%y%m%d}-T{number:04}"
    kind, _, name = series.partition("/")
    return f"{name}{period}-{number:04}" if kind == "list" else f"{number}/{name}-{period}"


TestStories = Stories.TestCase
TestStories.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    # Making a story shorter takes longer than reading it.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
