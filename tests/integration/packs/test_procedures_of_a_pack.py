"""A pack is the whole truth of the procedures it carries, on every day from the first one on."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.packs import BIRTH, COPIES, MADE_AT, MORNING, changed, opened_pack, small_files
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_start import make_ward_from_pack
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Procedure
from tthc_desk.exchange.catalogue_files import catalogue_in
from tthc_desk.usecases.catalogue import in_force
from tthc_desk.usecases.pack_content import OpenedPack

WORK, PAPERS = "thu-tuc.csv", "thanh-phan.csv"
TODAY = MORNING.date()
HEAD = (
    "code,name,field,agency,term,steps,charge,fee,short_name,valid_from,valid_to,legal_basis,"
    "exemption,keys,source,certainty\n"
)
STAYS = f"{COPIES},Chứng thực bản sao,Chứng thực,UBND phường,Trong ngày làm việc,,2.000 đ/trang,,,,"


def row(
    term: str = "5 ngày làm việc",
    fee: str = "Miễn phí",
    begin: str = "",
    end: str = "",
    rest: str = ",,,,",
) -> str:
    head = f"{BIRTH},Đăng ký khai sinh,Hộ tịch,UBND phường"
    return f"{head},{term},,,{fee},Khai sinh,{begin},{end},{rest.removeprefix(',')}\n"


def a_pack(*rows: str, hours: int = 1, papers: bool = True) -> OpenedPack:
    files = {**small_files(), WORK: HEAD + "".join(rows)}
    if not papers:
        del files[PAPERS]
    elif not any(one.startswith(BIRTH) for one in rows):
        files[PAPERS] = files[PAPERS].splitlines()[0] + "\n"
    return opened_pack(files, made_at=MADE_AT + timedelta(hours=hours))


def apply(desk: Desk, pack: OpenedPack, first: date | None = None) -> None:
    desk.packs.apply(pack, desk.packs.difference(pack, first), desk.actor("lanhdao"))


def said_on(versions: tuple[Procedure, ...], code: str, day: date) -> Procedure | None:
    """Give what is said of a procedure on a day, wherever the version begins and ends."""
    held = [one for one in versions if one.code == code and in_force(one, day)]
    assert len(held) <= 1
    return replace(held[0], valid_from=day, valid_to=None) if held else None


RICH = ",Luật Hộ tịch 2014 Điều 16,Người có công,ks kha,Quyết định 1,high"
LESS = [
    ("legal_basis", row(rest=RICH.replace(" Điều 16", ""))),
    ("legal_basis", row(rest=RICH.replace("Luật Hộ tịch 2014 Điều 16", ""))),
    ("exemption", row(rest=RICH.replace("Người có công", ""))),
    ("keys", row(rest=RICH.replace("ks kha", "ks"))),
    ("source", row(rest=RICH.replace("Quyết định 1", "Quyết định 2"))),
    ("terms", row("Trực tiếp: 5 ngày làm việc", rest=RICH)),
    ("terms", row("Hỏi tại quầy", rest=RICH)),
    ("fees", row(fee="Hỏi tại quầy", rest=RICH)),
]


@pytest.mark.parametrize(("field", "less"), LESS)
def test_what_a_pack_says_less_is_taken_back_and_shown(desk: Desk, field: str, less: str) -> None:
    apply(desk, a_pack(row(rest=RICH)))
    later = TODAY + timedelta(days=1)
    pack = a_pack(less, hours=2)
    (one,) = desk.packs.difference(pack, later).catalogue.changed
    assert field in [change.name for change in one.fields]
    apply(desk, pack, later)
    brought = said_on(pack.content.catalogue.procedures(), BIRTH, later)
    assert said_on(desk.store.queries.procedures(), BIRTH, later) == brought
    assert desk.packs.difference(pack, later).changes_rules is False


def test_a_paper_a_pack_no_longer_names_is_no_longer_asked_for(desk: Desk) -> None:
    apply(desk, a_pack(row(), papers=False))
    assert desk.rules.book().procedure(BIRTH, TODAY).documents == ()
    assert list(desk.upkeep.verify()) == []


@pytest.mark.parametrize("end", ["2026-11-22", "2026-01-31"])
def test_a_procedure_a_pack_has_ended_is_closed_from_the_first_day(desk: Desk, end: str) -> None:
    pack = a_pack(row(end=end))
    change = desk.packs.difference(pack).catalogue
    assert [(c.procedure.code, c.last_day) for c in change.closed] == [(BIRTH, date(2026, 11, 22))]
    assert BIRTH not in {one.code for one in change.absent}
    apply(desk, pack)
    with pytest.raises(DeskError) as refused:
        desk.rules.book().procedure(BIRTH, TODAY)
    assert refused.value.code is Code.PROCEDURE
    assert desk.rules.book().procedure(BIRTH, TODAY - timedelta(days=1)).code == BIRTH
    assert desk.packs.difference(pack).changes_rules is False
    assert list(desk.upkeep.verify()) == []


def test_a_procedure_a_pack_does_not_have_stays_and_is_named(desk: Desk) -> None:
    pack = a_pack(STAYS + ",,,,,\n")
    change = desk.packs.difference(pack).catalogue
    assert {one.code for one in change.absent} == {BIRTH}
    apply(desk, pack)
    assert desk.rules.book().procedure(BIRTH, TODAY).code == BIRTH


def test_what_begins_later_is_written_anew_while_nothing_can_be_bound_to_it(desk: Desk) -> None:
    later = TODAY + timedelta(days=7)
    apply(desk, a_pack(row("7 ngày làm việc")), later)
    pack = a_pack(row("9 ngày làm việc"), hours=2)
    assert desk.packs.difference(pack, later).catalogue.conflicts == ()
    apply(desk, pack, later)
    assert [t.amount for t in desk.rules.book().procedure(BIRTH, later).terms.values()] == [9] * 3
    assert list(desk.upkeep.verify()) == []


DAYS = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))
TERMS = st.sampled_from(["1 ngày làm việc", "9 ngày", "Hỏi tại quầy", "Trực tiếp: 3 ngày"])
FEES = st.sampled_from(["Miễn phí", "8.000 đ/bản", "Hỏi tại quầy"])
RESTS = st.sampled_from([",,,,,", RICH, RICH.replace("ks kha", "ks"), ",Luật,,,,low"])


@st.composite
def catalogues(draw: st.DrawFn) -> list[str]:
    """Draw up to three rows of one procedure, one after another with or without a gap."""
    cuts = sorted(draw(st.sets(DAYS, max_size=4)))
    begins: list[date | None] = [None, *cuts]
    rows = []
    for at, begin in enumerate(begins):
        if draw(st.booleans()):
            continue
        end = begins[at + 1] - timedelta(days=1) if at + 1 < len(begins) else None  # type: ignore[operator]
        if end is None and draw(st.booleans()):
            end = (begin or TODAY) + timedelta(days=draw(st.integers(0, 50)))
        written = row(draw(TERMS), draw(FEES), str(begin or ""), str(end or ""), draw(RESTS))
        rows.append(written)
    return rows or [STAYS + ",,,,,\n"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    catalogues(),
    st.lists(st.tuples(catalogues(), st.integers(0, 9), st.booleans()), min_size=1, max_size=3),
)
def test_after_a_pack_the_ward_says_what_the_pack_says_on_every_day(
    first: list[str], steps: list[tuple[list[str], int, bool]]
) -> None:
    clock = SetClock(MORNING)
    with tempfile.TemporaryDirectory() as folder:
        make_ward_from_pack(Path(folder) / "ward", a_pack(*first, hours=0), clock)
        with open_desk(Path(folder) / "ward", clock) as desk:
            for at, (rows, wait, own) in enumerate(steps, 1):
                clock.moment = MORNING + timedelta(days=at)
                if own:
                    import_own(desk, rows[::-1][:1], clock.moment.date() + timedelta(days=1))
                agree_after(desk, a_pack(*rows, hours=at), clock.moment.date(), wait)
            assert list(desk.upkeep.verify()) == []


def import_own(desk: Desk, rows: list[str], first: date) -> None:
    """Let the ward take a catalogue of its own over, as far as it can."""
    reading = catalogue_in((HEAD + "".join(rows).replace("9 ngày", "8 ngày")).encode())
    change = desk.upkeep.catalogue_difference(reading, first)
    if not change.conflicts:
        desk.upkeep.apply_catalogue(change, desk.actor("lanhdao"))


def agree_after(desk: Desk, pack: OpenedPack, today: date, wait: int) -> None:
    day = today + timedelta(days=wait)
    before = desk.store.queries.procedures()
    change = desk.packs.difference(pack, day)
    if change.catalogue.conflicts:
        with pytest.raises(DeskError) as refused:
            apply(desk, pack, day)
        assert refused.value.facts["reason"] == "same_day"
        first = refused.value.facts["first"]
        assert isinstance(first, date)
        assert desk.packs.difference(pack, first).catalogue.conflicts == ()
        return
    apply(desk, pack, day)
    after, brought = desk.store.queries.procedures(), pack.content.catalogue.procedures()
    codes = {one.code for one in brought}
    for days in range(-50, 100):
        at = day + timedelta(days=days)
        for code in (BIRTH, COPIES):
            truth = brought if at >= day and code in codes else before
            assert said_on(after, code, at) == said_on(truth, code, at), (code, at)
    assert desk.packs.difference(pack, day).changes_rules is False


def test_a_second_truth_for_today_names_what_stands_in_its_way(desk: Desk) -> None:
    apply(desk, opened_pack(changed(WORK, "Miễn phí", "5.000 đ/bản"), made_at=MADE_AT))
    pack = a_pack(row(end="2026-01-31"))
    (one,) = desk.packs.difference(pack).catalogue.conflicts
    assert [(f.name, f.new) for f in one.fields] == [("valid_to", TODAY - timedelta(days=1))]
    assert desk.packs.difference(pack, TODAY + timedelta(days=1)).catalogue.conflicts == ()
