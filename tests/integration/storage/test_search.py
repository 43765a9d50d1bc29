"""Finding dossiers: what is typed, in what order it comes, page by page, never an error."""

import tempfile
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.wards import Counter, new_store, person
from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.watched_days import WatchedDays
from tthc_desk.storage import search
from tthc_desk.storage.search_words import typed_query
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.lines import DossierLine
from tthc_desk.usecases.ports import Alert

DAY = date(2026, 3, 2)
SURNAMES = ("Nguyễn", "Trần", "Đặng", "Ngô")
GIVEN = ("Thử", "Thu", "Đức", "Nghiệm", "Ân")


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> WardStore:
    """Sixty dossiers over six days, with made-up names and numbers."""
    store = new_store(tmp_path_factory.mktemp("search") / "ward")
    desk = Counter(store)
    with store.bulk() as unit:
        for n in range(60):
            name = f"{SURNAMES[n % 4]} Văn {GIVEN[n % 5]}"
            owner = person(name, f"00109{n:07}", f"0912{n:06}")
            submitter = person("Lê Thị Thử", f"00219{n:07}") if n % 7 == 0 else owner
            day = DAY + timedelta(n // 10)
            code = f"000.00.16.H99-{n:06}-0001" if n % 9 == 0 else ""
            dossier = desk.receive_in(
                unit,
                day,
                day + timedelta(n % 6),
                owner=owner,
                submitter=submitter,
                official_code=code,
            )
            if n % 3 == 0:
                desk.act_in(unit, dossier.number, day, EventKind.FORWARDED, holder="thu")
            if n % 6 == 0:
                desk.act_in(unit, dossier.number, day, EventKind.FINISHED)
        unit.commit()
    return store


def numbers(store: WardStore, query: str, **more: object) -> list[str]:
    page = store.queries.find(query, limit=100, **more)  # type: ignore[arg-type]
    return [line.number for line in page.lines]


def names(store: WardStore, query: str) -> set[str]:
    return {line.owner_name for line in store.queries.find(query, limit=100).lines}


def test_nothing_typed_lists_all_newest_first(ward: WardStore) -> None:
    found = ward.queries.find("", limit=100).lines
    assert len(found) == 60
    assert [line.id for line in found] == sorted((line.id for line in found), reverse=True)


def test_a_name_is_found_without_marks_in_any_order_and_half_typed(ward: WardStore) -> None:
    assert names(ward, "duc dang") == {"Đặng Văn Đức"}
    assert names(ward, "Đức") == names(ward, "duc") == names(ward, "du")
    assert names(ward, unicodedata.normalize("NFD", "ĐẶNG VĂN Đức")) == {"Đặng Văn Đức"}
    assert numbers(ward, "nghiem van ng") == numbers(ward, "Nghiệm  Văn\tng")
    assert numbers(ward, "zzz") == []


def test_bidi_and_control_signs_are_ignored(ward: WardStore) -> None:
    assert numbers(ward, "d\u202eu\u200bc\x00") == numbers(ward, "duc")


def test_the_whole_number_comes_first_and_alone(ward: WardStore) -> None:
    assert numbers(ward, "H99.9-260304-T0007") == ["H99.9-260304-T0007"]
    assert numbers(ward, "h99.9-260304-t0007 ") == ["H99.9-260304-T0007"]


def test_a_number_on_its_way_of_being_typed_finds_its_day(ward: WardStore) -> None:
    assert len(numbers(ward, "H99.9-")) == 60
    assert len(numbers(ward, "H99.9-260304-")) == 10
    assert len(numbers(ward, "260304")) == 10


def test_the_running_number_finds_the_newest_day_first(ward: WardStore) -> None:
    expected = [f"H99.9-26030{d}-T0003" for d in range(7, 1, -1)]
    for typed in ("3", "T0003", "t3"):
        assert numbers(ward, typed)[:6] == expected
    # Four digits may be the tail of any number as well.
    assert numbers(ward, "0003")[0] == expected[0]
    assert set(expected) < set(numbers(ward, "0003"))


def test_an_official_code_finds_its_dossier(ward: WardStore) -> None:
    assert numbers(ward, "000.00.16.H99-000009-0001")[0] == "H99.9-260302-T0010"
    assert len(numbers(ward, "000.00.16.H99-000009-0001")) == 1


def test_the_tail_of_an_identity_number_and_a_phone_find_the_dossier(ward: WardStore) -> None:
    expected = "H99.9-260306-T0003"  # the 43rd: …0000042
    assert expected in numbers(ward, "0042")
    assert numbers(ward, "001090000042") == [expected]
    assert numbers(ward, "0912000042") == [expected]
    assert numbers(ward, "2000042") == [expected]


def test_pages_follow_each_other_without_gap_or_repetition(ward: WardStore) -> None:
    for query, more in (("van", {}), ("", {}), ("van", {"queue": Queue.PROCESSING})):
        whole = [line.id for line in ward.queries.find(query, limit=100, **more).lines]  # type: ignore[arg-type]
        paged, after = [], None
        while True:
            page = ward.queries.find(query, limit=7, after=after, **more)  # type: ignore[arg-type]
            paged += [line.id for line in page.lines]
            after = page.after
            if after is None:
                break
        assert paged == whole


@pytest.mark.parametrize("few", [1000, 3])
def test_a_queue_narrows_what_is_found_whichever_way_it_is_read(
    ward: WardStore, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(search, "_FEW", few)
    for query in ("", "van", "duc", "00109", "3"):
        for queue in Queue:
            whole = ward.queries.find(query, limit=100).lines
            expected = [line.number for line in whole if line.queue is queue]
            assert sorted(numbers(ward, query, queue=queue)) == sorted(expected)


def test_alerts_depend_on_the_day(ward: WardStore) -> None:
    today = DAY + timedelta(3)
    days = WatchedDays(today, today, today)
    counts = ward.queries.counts(days)
    for alert, expected in (
        (Alert.OVERDUE, counts.overdue),
        (Alert.DUE_TODAY, counts.due_today),
        (Alert.DUE_SOON, counts.due_soon),
    ):
        found = ward.queries.find("", alert=alert, days=days, limit=100).lines
        assert len(found) == expected > 0
        assert all(line.queue in (Queue.TO_HAND_OVER, Queue.PROCESSING) for line in found)
    late = ward.queries.find("", alert=Alert.OVERDUE, days=days, limit=100).lines
    assert all(line.due_at and line.due_at.date() < today for line in late)


def test_a_correction_changes_what_a_dossier_is_found_by(tmp_path: Path) -> None:
    with new_store(tmp_path / "ward") as store:
        desk = Counter(store)
        number = desk.receive(DAY, owner=person("Lê Văn Cũ"), submitter=person("Lê Văn Cũ")).number
        changes = {"owner": person("Lê Văn Mới"), "submitter": person("Lê Văn Mới")}
        desk.act(number, DAY, EventKind.CORRECTED, changes=changes)
        assert numbers(store, "cu") == []
        assert numbers(store, "moi") == [number]
        assert list(store.verify()) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20), min_size=5, max_size=20))
def test_whatever_a_name_is_written_with_the_index_holds_its_words(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "ward") as store:
        desk = Counter(store)
        with store.bulk() as unit:
            for name in names:
                writable = name.encode("utf-8", "replace").decode()
                desk.receive_in(unit, DAY, owner=person(writable), submitter=person(writable))
            unit.commit()
        assert list(store.verify()) == []


HOSTILE = (
    '"',
    "'",
    "*",
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "-1",
    "x:y",
    "^a",
    "a*",
    "{a b}",
    "%",
    "\\",
    ";--",
    "\ud800",
    "\x00",
    "🙂",
    "a" * 10_000,
    "1 " * 5000,
    "(" * 500,
    "²",
    "٣",
    "words:a",
    "rowid",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_that_is_typed_is_an_error(ward: WardStore, query: str) -> None:
    ward.queries.find(query)
    ward.queries.find(query, queue=Queue.CLOSED)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_no_text_is_an_error(ward: WardStore, query: str) -> None:
    ward.queries.find(query)


WORDS = ("dung", "duc", "0042", "3", "t0003", "260304", "van", "ngh", "a", "00109", "lê")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=3))
def test_the_index_and_the_plain_words_agree(ward: WardStore, words: list[str]) -> None:
    typed = typed_query(" ".join(words), "H99.9")
    with ward._database.reading() as connection:
        rows = connection.execute("SELECT number, words FROM dossier").fetchall()
    expected = {number for number, stored in rows if typed.fits(stored)}
    if words:
        assert set(numbers(ward, " ".join(words))) == expected


def test_every_field_of_a_line_is_there_in_its_own_type(ward: WardStore) -> None:
    expected = get_type_hints(DossierLine, include_extras=False)
    lines = ward.queries.find("", limit=60).lines
    assert len(lines) == 60
    for line in lines:
        assert replace(line) == line
        for name, kind in expected.items():
            assert type(getattr(line, name)) in kinds_of(kind), name


def kinds_of(hint: Any) -> tuple[type, ...]:
    """Give the plain types a hint allows; a new type is its origin."""
    parts = get_args(hint) or (hint,)
    return tuple(getattr(part, "__supertype__", part) for part in parts)
