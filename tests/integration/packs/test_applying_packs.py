"""A pack taken over by a living ward: shown first, all or nothing, old promises kept."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.factories import make_line
from tests.helpers.packs import (
    BIRTH,
    COPIES,
    MADE_AT,
    MORNING,
    OTHER_SIGNER,
    SIGNER,
    changed,
    forged_pack,
    opened_pack,
    small_files,
)
from tthc_desk.app import paths
from tthc_desk.app.catalogue_change import change_object, change_sentences
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_reading import opened
from tthc_desk.app.pack_start import make_ward_from_pack
from tthc_desk.app.profile import read_profile
from tthc_desk.app.wiring import Desk, make_ward, open_desk, proposed_year
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.officers import Role
from tthc_desk.domain.procedure import Channel, Term, TermUnit
from tthc_desk.exchange.holiday_calendar import calendar_csv
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.catalogue import difference
from tthc_desk.usecases.intake_request import intake_request
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.workflow import dossier_steps

TOML, STAFF, WORK = "phuong.toml", "can-bo.csv", "thu-tuc.csv"
LATER = MADE_AT + timedelta(days=1)


def apply(desk: Desk, pack: OpenedPack, first: date | None = None, **how: Any) -> None:
    desk.packs.apply(pack, desk.packs.difference(pack, first), desk.actor("lanhdao"), **how)


def receive(desk: Desk, **changes: Any) -> str:
    request = intake_request(make_line(**{"procedure": BIRTH, **changes}))
    return desk.intake.take_in(request, desk.actor("quay1")).number


def refusal(desk: Desk, pack: OpenedPack, **how: Any) -> tuple[Code, object]:
    """Give why a pack is not taken over; nothing is changed by it."""
    before = desk.store.queries.chain_head(), desk.rules.book().seq
    with pytest.raises(DeskError) as refused:
        apply(desk, pack, **how)
    assert (desk.store.queries.chain_head(), desk.rules.book().seq) == before
    return refused.value.code, refused.value.facts.get("reason")


def is_sound(desk: Desk) -> bool:
    return list(desk.upkeep.verify()) == []


def full_of_changes() -> dict[str, str]:
    files = changed(TOML, '"Quầy 2"]', '"Quầy 2", "Quầy 3"]')
    files[STAFF] = files[STAFF].replace("Trần Văn Mẫu Hai", "Trần Văn Thử Hai")
    files[STAFF] = "".join(
        line for line in files[STAFF].splitlines(keepends=True) if not line.startswith("congan")
    )
    files[STAFF] += "moi,Đỗ Văn Thử Mới,counter,,,\n"
    files[WORK] = files[WORK].replace("5 ngày làm việc", "3 ngày làm việc").replace("4.5", "2.5")
    files[WORK] += "1.000689,Nhận cha mẹ con,Hộ tịch,UBND phường,3 ngày,,,Miễn phí,\n"
    files["lich-2026.csv"] += "2026-12-05,reception_only,Quầy mở,Thông báo 1,high\n"
    files["loi-van.toml"] += '[refusal]\nsigner_right = "NGƯỜI TỪ CHỐI"\n'
    return files


def test_a_ward_made_from_a_pack_has_what_the_pack_says(desk: Desk) -> None:
    pack, book = opened_pack(), desk.rules.book()
    assert book.ward == pack.content.ward
    assert set(book.procedures) == {BIRTH, COPIES}
    kept = book.calendar.years
    assert (kept[2026].confirmed, kept[2026].days) == (True, pack.content.years[0].days)
    assert kept[2025].confirmed is False
    pinned = desk.packs.pinned()
    assert pinned is not None
    assert (pinned.public, pinned.hash) == (SIGNER.public, pack.sealed.hash)
    (event,) = desk.store.queries.timeline("00625")
    assert (event.kind, event.officer) == (EventKind.WARD_OPENED, "lanhdao")
    assert event.data["public"] == SIGNER.public.hex()
    assert is_sound(desk)


def test_the_same_pack_changes_nothing_and_leaves_no_trace(desk: Desk) -> None:
    change = desk.packs.difference(opened_pack())
    assert (change.changes_rules, change.new_key) == (False, False)
    head = desk.store.queries.chain_head()
    apply(desk, opened_pack())
    assert desk.store.queries.chain_head() == head


def test_a_difference_names_everything_and_changes_nothing(desk: Desk) -> None:
    head = desk.store.queries.chain_head()
    change = desk.packs.difference(opened_pack(full_of_changes(), made_at=LATER))
    assert [(c.name, c.new) for c in change.profile] == [("desks", ("Quầy 1", "Quầy 2", "Quầy 3"))]
    officers = {c.login: (c.before is None, c.after is None) for c in change.officers}
    assert officers == {"quay2": (False, False), "congan": (False, True), "moi": (True, False)}
    assert [p.code for p in change.catalogue.added] == ["1.000689"]
    (procedure,) = change.catalogue.changed
    assert (procedure.new.code, [f.name for f in procedure.fields]) == (BIRTH, ["terms", "steps"])
    (year,) = change.years
    assert [day.date for day in year.days] == [date(2026, 12, 5)]
    assert change.wording == ("refusal",)
    assert change.changes_rules
    assert desk.store.queries.chain_head() == head


def test_a_pack_is_taken_over_whole_and_old_versions_stay_with_their_days(desk: Desk) -> None:
    pack = opened_pack(full_of_changes(), made_at=LATER)
    apply(desk, pack)
    book = desk.rules.book()
    assert replace(book.ward, former=()) == pack.content.ward
    assert [officer.login for officer in book.ward.former] == ["congan"]
    versions = [v for v in book.procedures[BIRTH] if v.valid_to is None or v.valid_to.year >= 2026]
    old, new = versions
    assert (old.valid_to, new.valid_from) == (date(2026, 11, 22), date(2026, 11, 23))
    assert [v.terms[Channel.IN_PERSON].amount for v in versions] == [5, 3]
    assert book.procedure(BIRTH, date(2026, 11, 22)) == old
    kinds = [e.kind for e in desk.store.queries.timeline("00625")]
    assert kinds == [EventKind.WARD_OPENED, EventKind.WARD_PACK_APPLIED]
    assert desk.packs.difference(pack).changes_rules is False
    assert is_sound(desk)


def test_changed_procedures_can_begin_on_a_later_day(desk: Desk) -> None:
    first = date(2026, 12, 1)
    apply(desk, opened_pack(full_of_changes(), made_at=LATER), first)
    book = desk.rules.book()
    assert book.procedure(BIRTH, date(2026, 11, 30)).terms[Channel.POST].amount == 5
    assert book.procedure(BIRTH, first).terms[Channel.POST].amount == 3
    past = first - timedelta(days=30)
    with pytest.raises(DeskError) as refused:
        desk.packs.difference(opened_pack(), past)
    assert refused.value.code is Code.DATE


OTHER_STEPS = ("Một cửa: 0.5; Tư pháp – Hộ tịch: 4.5", "Một cửa: 1; Tư pháp – Hộ tịch: 4")


def shared(desk: Desk, number: str) -> list[tuple[str, int]]:
    """Give the steps a dossier carries."""
    dossier = desk.store.queries.dossier(number)
    assert dossier is not None
    return [(step.unit, step.hundredths) for step in dossier_steps(dossier)]


def test_other_steps_are_shown_and_make_a_version_while_old_dossiers_keep_theirs(
    desk: Desk,
) -> None:
    old = receive(desk)
    pack = opened_pack(changed(WORK, *OTHER_STEPS), made_at=LATER)
    (change,) = desk.packs.difference(pack).catalogue.changed
    assert [field.name for field in change.fields] == ["steps"]
    assert change_object(desk.packs.difference(pack).catalogue)["changed"] == [
        {
            "code": BIRTH,
            "fields": [
                {
                    "name": "steps",
                    "old": [
                        {"unit": "Bộ phận Một cửa", "hundredths": 50},
                        {"unit": "Tư pháp – Hộ tịch", "hundredths": 450},
                    ],
                    "new": [
                        {"unit": "Bộ phận Một cửa", "hundredths": 100},
                        {"unit": "Tư pháp – Hộ tịch", "hundredths": 400},
                    ],
                }
            ],
        }
    ]
    apply(desk, pack, date(2026, 11, 23))
    new = receive(desk)
    assert shared(desk, old) == [("Bộ phận Một cửa", 50), ("Tư pháp – Hộ tịch", 450)]
    assert shared(desk, new) == [("Bộ phận Một cửa", 100), ("Tư pháp – Hộ tịch", 400)]
    assert is_sound(desk)


@pytest.mark.parametrize("drop_column", [True, False])
def test_a_pack_that_names_no_steps_takes_them_back(desk: Desk, drop_column: bool) -> None:
    cell = "Bộ phận Một cửa: 0.5; Tư pháp – Hộ tịch: 4.5,"
    files = changed(WORK, cell, "" if drop_column else ",")
    files[WORK] = files[WORK].replace("5 ngày làm việc", "3 ngày làm việc")
    if drop_column:
        files[WORK] = files[WORK].replace("steps,", "").replace("việc,,2.000", "việc,2.000")
    change = desk.packs.difference(opened_pack(files, made_at=LATER)).catalogue
    assert change.kept == ()
    (procedure,) = change.changed
    assert [field.name for field in procedure.fields] == ["terms", "steps"]
    assert change_sentences(change) == ()
    apply(desk, opened_pack(files, made_at=LATER))
    assert shared(desk, receive(desk)) == []
    assert is_sound(desk)


TERMS = st.sampled_from(
    ["1 ngày làm việc", "9 ngày làm việc", "20 ngày", "Trong ngày làm việc", "Không hẹn ngày trả"]
)
FEES = st.sampled_from(["Miễn phí", "8.000 đ/bản", "5.000 đ/trường hợp"])
HEADS = st.sampled_from(["UBND PHƯỜNG MỸ ĐÌNH 1", "ỦY BAN NHÂN DÂN PHƯỜNG MỸ ĐÌNH 1"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TERMS, FEES, HEADS), min_size=1, max_size=3))
def test_a_dossier_received_before_a_pack_keeps_its_promise_and_its_papers(
    steps: list[tuple[str, str, str]],
) -> None:
    with small_ward() as (desk, clock):
        kept = {number: said(desk, number) for number in (receive(desk), receive(desk))}
        for day, (term, fee, head) in enumerate(steps, start=1):
            clock.moment = MORNING + timedelta(days=day)
            files = changed(TOML, "UBND PHƯỜNG MỸ ĐÌNH 1", head)
            rows = files[WORK].replace("Bộ phận Một cửa: 0.5; Tư pháp – Hộ tịch: 4.5", "")
            files[WORK] = rows.replace("5 ngày làm việc", term).replace("Miễn phí", fee)
            apply(desk, opened_pack(files, made_at=MADE_AT + timedelta(hours=day)))
            number = receive(desk)
            kept[number] = said(desk, number)
            assert {n: said(desk, n) for n in kept} == kept
        versions = desk.rules.book().procedures[BIRTH]
        ends = [(one.valid_to, other.valid_from) for one, other in pairwise(versions)]
        assert all(end is not None and end < begin for end, begin in ends)
        assert is_sound(desk)


def said(desk: Desk, number: str) -> tuple[object, ...]:
    """Give what was promised for a dossier and what its receipt says."""
    queries = desk.store.queries
    papers = [queries.paper(line.id) for line in queries.papers_of(number)]
    line = queries.line(number)
    assert line is not None
    assert any(paper and paper.line.kind is PaperKind.RECEIPT for paper in papers)
    facts = queries.dossier(number)
    assert facts is not None
    return line.due_at, line.procedure_name, queries.timeline(number), facts.facts, papers


@contextmanager
def small_ward() -> Iterator[tuple[Desk, SetClock]]:
    clock = SetClock(MORNING)
    with tempfile.TemporaryDirectory() as folder:
        ward = Path(folder) / "ward"
        make_ward_from_pack(ward, opened_pack(), clock)
        with open_desk(ward, clock) as desk:
            yield desk, clock


def test_a_pack_of_another_key_is_refused_until_its_fingerprint_was_compared(desk: Desk) -> None:
    stranger = opened_pack(full_of_changes(), signer=OTHER_SIGNER, made_at=LATER)
    assert desk.packs.difference(stranger).new_key
    assert refusal(desk, stranger) == (Code.PACK_KEY, "other")
    apply(desk, stranger, compared=True)
    pinned = desk.packs.pinned()
    assert pinned is not None
    assert pinned.public == OTHER_SIGNER.public
    (*_, event) = desk.store.queries.timeline("00625")
    assert event.data["public"] == OTHER_SIGNER.public.hex()
    assert event.data["replaces_key"] == opened_pack().pack.key_id
    later = opened_pack(made_at=LATER + timedelta(days=1))
    assert refusal(desk, later) == (Code.PACK_KEY, "other")


def test_a_key_alone_can_be_changed_by_a_pack_that_changes_nothing_else(desk: Desk) -> None:
    apply(desk, opened_pack(signer=OTHER_SIGNER, made_at=LATER), compared=True)
    pinned = desk.packs.pinned()
    assert pinned is not None
    assert pinned.public == OTHER_SIGNER.public
    assert is_sound(desk)


def test_a_ward_made_without_a_pack_trusts_a_key_only_when_it_was_compared(tmp_path: Path) -> None:
    clock = SetClock(MORNING)
    make_ward(tmp_path / "ward", read_profile(paths.shipped_profile()), clock)
    with open_desk(tmp_path / "ward", clock) as desk:
        assert desk.packs.pinned() is None
        assert refusal(desk, opened_pack()) == (Code.PACK_KEY, "unknown")
        apply(desk, opened_pack(), compared=True)
        assert desk.packs.pinned() is not None
        # What the pack does not name stays as the ward has it.
        assert len(desk.rules.book().procedures) == 183
        assert is_sound(desk)


def test_two_packs_of_one_minute_are_told_apart_by_their_seconds() -> None:
    error = DeskError(
        Code.PACK, reason="older", found=MADE_AT, last=MADE_AT + timedelta(seconds=20)
    )
    assert "lập lúc 09:00:00 20/11/2026" in error_text(error)
    assert "(lập lúc 09:00:20 20/11/2026)" in error_text(error)
    error = DeskError(Code.PACK, reason="older", found=MADE_AT, last=LATER)
    assert "lập lúc 09:00 20/11/2026" in error_text(error)


def test_an_older_pack_does_not_undo_a_newer_one(desk: Desk) -> None:
    older = opened_pack(made_at=MADE_AT - timedelta(hours=1))
    assert refusal(desk, older) == (Code.PACK, "older")


def test_what_the_ward_changed_since_is_shown_and_taken_back_by_the_same_pack(desk: Desk) -> None:
    leader, pack = desk.actor("lanhdao"), opened_pack()
    own = next(p for p in desk.store.queries.procedures() if p.code == BIRTH and not p.valid_to)
    first = date(2026, 11, 23)
    term = Term(TermUnit.WORKING_DAYS, 9)
    mine = replace(own, terms=dict.fromkeys(Channel, term), steps=(), valid_from=first)
    desk.upkeep.apply_catalogue(difference([own], [mine], first), leader)
    seen = desk.packs.difference(pack, first + timedelta(days=1))
    assert [one.new.code for one in seen.catalogue.changed] == [BIRTH]
    assert desk.packs.apply(pack, seen, leader)
    version = desk.rules.book().procedure(BIRTH, first + timedelta(days=1))
    assert version.terms == own.terms
    assert not desk.packs.apply(pack, desk.packs.difference(pack, seen.from_day), leader)
    assert is_sound(desk)


def test_a_pack_made_after_the_present_moment_is_refused(desk: Desk) -> None:
    for ahead in (timedelta(minutes=16), timedelta(days=400)):
        pack = opened_pack(full_of_changes(), made_at=MORNING + ahead)
        with pytest.raises(DeskError) as refused:
            desk.packs.difference(pack)
        assert refused.value.code is Code.CLOCK
        assert "đồng hồ của máy lập gói" in error_text(refused.value)
    apply(desk, opened_pack(full_of_changes(), made_at=MORNING + timedelta(minutes=10)))


def test_a_pin_of_the_future_does_not_block_the_packs_of_the_present(
    desk: Desk, clock: SetClock
) -> None:
    pinned = desk.store.queries.setting("ward_pack")
    assert pinned is not None
    with desk.store.write() as unit:
        unit.save_setting("ward_pack", pinned.replace("2026-11-20", "2027-11-20"))
        unit.commit()
    apply(desk, opened_pack(full_of_changes(), made_at=LATER))
    assert refusal(desk, opened_pack()) == (Code.PACK, "older")
    clock.moment = MORNING + timedelta(days=800)
    assert refusal(desk, opened_pack()) == (Code.PACK, "older")


OWN_WORDS = (("receipt", (("title", "PHIẾU"),)), ("refusal", (("signer", "A"),)))


@pytest.mark.parametrize("text", [None, "[refusal]\n", "# [refusal]\n"])
def test_a_wording_file_that_says_nothing_leaves_the_wards_own_words(
    desk: Desk, text: str | None
) -> None:
    desk.upkeep.save_wording(OWN_WORDS, desk.actor("lanhdao"))
    files = small_files()
    files["loi-van.toml"] += text or ""
    pack = opened_pack(files, made_at=LATER)
    change = desk.packs.difference(pack)
    assert (change.wording, change.texts) == ((), ())
    apply(desk, pack)
    assert desk.rules.book().ward.wording == OWN_WORDS


def test_other_words_of_forms_are_shown_text_by_text(desk: Desk) -> None:
    desk.upkeep.save_wording(OWN_WORDS, desk.actor("lanhdao"))
    pack = opened_pack(full_of_changes(), made_at=LATER)
    change = desk.packs.difference(pack)
    assert change.wording == ("receipt", "refusal")
    assert [(t.kind, t.key, t.old, t.new) for t in change.texts] == [
        ("receipt", "title", "PHIẾU", None),
        ("refusal", "signer", "A", None),
        ("refusal", "signer_right", None, "NGƯỜI TỪ CHỐI"),
    ]


def test_only_a_supervisor_takes_a_pack_over(desk: Desk) -> None:
    pack = opened_pack(full_of_changes(), made_at=LATER)
    change = desk.packs.difference(pack)
    with pytest.raises(DeskError) as refused:
        desk.packs.apply(pack, change, desk.actor("quay1"))
    assert refused.value.code is Code.SUPERVISOR


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('code = "00625"', 'code = "00626"', "other_ward"),
        ("training = true", "training = false", "other_training"),
    ],
)
def test_a_pack_of_another_ward_or_another_kind_is_refused(
    desk: Desk, old: str, new: str, reason: str
) -> None:
    pack = opened_pack(changed(TOML, old, new), made_at=LATER)
    with pytest.raises(DeskError) as refused:
        desk.packs.difference(pack)
    assert refused.value.facts["reason"] == reason


def test_what_changed_after_it_was_shown_has_to_be_looked_at_again(desk: Desk) -> None:
    pack = opened_pack(full_of_changes(), made_at=LATER)
    seen, leader = desk.packs.difference(pack), desk.actor("lanhdao")
    year = desk.rules.book().calendar.years[2026]
    desk.upkeep.save_year(replace(year, confirmed=False), leader)
    with pytest.raises(DeskError) as refused:
        desk.packs.apply(pack, seen, leader)
    assert refused.value.facts["reason"] == "changed"
    assert desk.packs.difference(pack).years[0].was_confirmed is False


def test_a_second_change_of_a_procedure_on_one_day_is_refused_whole(desk: Desk) -> None:
    apply(desk, opened_pack(full_of_changes(), made_at=LATER))
    files = full_of_changes()
    files[WORK] = files[WORK].replace("3 ngày làm việc", "4 ngày làm việc").replace("2.5", "3.5")
    again = opened_pack(files, made_at=LATER + timedelta(hours=1))
    assert [c.new.code for c in desk.packs.difference(again).catalogue.conflicts] == [BIRTH]
    assert refusal(desk, again) == (Code.PACK, "same_day")
    apply(desk, again, date(2026, 11, 24))
    amount = desk.rules.book().procedure(BIRTH, date(2026, 11, 24)).terms[Channel.ONLINE]
    assert (amount.unit, amount.amount) == (TermUnit.WORKING_DAYS, 4)


@pytest.mark.parametrize("step", ["save_ward", "replace_procedures", "save_year", "save_setting"])
def test_a_pack_that_fails_half_way_leaves_the_ward_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    pack = opened_pack(full_of_changes(), made_at=LATER)

    def fail(*_: object) -> None:
        raise DeskError(Code.IO)

    before = desk.rules.book(), desk.packs.pinned()
    with monkeypatch.context() as patched:
        patched.setattr(Unit, step, fail)
        assert refusal(desk, pack)[0] is Code.IO
    assert (desk.rules.book(), desk.packs.pinned()) == before
    apply(desk, pack)
    assert replace(desk.rules.book().ward, former=()) == pack.content.ward


def test_a_year_the_ward_confirmed_stays_confirmed_while_its_days_are_the_same(desk: Desk) -> None:
    files = small_files()
    files["lich-2025.csv"] = calendar_csv(proposed_year(2025)).decode("utf-8-sig")
    own = desk.rules.book().calendar.years[2025]
    desk.upkeep.save_year(replace(own, confirmed=True), desk.actor("lanhdao"))
    pack = opened_pack(files, made_at=LATER)
    assert desk.packs.difference(pack).years == ()
    apply(desk, pack)
    assert desk.rules.book().calendar.years[2025].confirmed


def test_what_a_pack_does_not_carry_stays_the_wards_own(desk: Desk) -> None:
    own = replace(desk.rules.book().ward, official_screen="# cột")
    with desk.store.write() as unit:
        unit.save_ward(own)
        unit.commit()
    apply(desk, opened_pack(full_of_changes(), made_at=LATER))
    assert desk.rules.book().ward.official_screen == "# cột"


@pytest.mark.parametrize("change", [{"name": "phường Khác"}, {"code": "00626"}])
def test_a_pack_whose_label_names_another_ward_than_its_files_is_refused(
    change: dict[str, str],
) -> None:
    with pytest.raises(DeskError) as refused:
        opened(forged_pack(lambda facts: facts["ward"].update(change)))
    assert (refused.value.code, refused.value.facts["reason"]) == (Code.PACK_FILE, "not_pack")


def test_a_signed_pack_with_a_fault_inside_names_file_and_line() -> None:
    def spoil(facts: dict[str, Any]) -> None:
        facts["files"][WORK] = facts["files"][WORK].replace("Miễn phí", "?")

    with pytest.raises(DeskError) as refused:
        opened(forged_pack(spoil))
    assert refused.value.facts["reason"] == "content"
    assert f"tệp {WORK}, dòng 2" in error_text(refused.value)


def test_the_words_of_another_set_of_forms_do_not_outlive_it(desk: Desk) -> None:
    desk.upkeep.save_wording((("refusal", (("signer", "A"),)),), desk.actor("lanhdao"))
    files = {k: v for k, v in small_files().items() if k != "loi-van.toml"}
    assert desk.packs.difference(opened_pack(files, made_at=LATER)).wording == ()
    files[TOML] = files[TOML].replace('set = "TT01/2018"', 'set = "TT03/2025"')
    assert desk.packs.difference(opened_pack(files, made_at=LATER)).wording == ("refusal",)


def test_a_ward_is_not_made_with_a_key_that_differs_from_what_was_typed(tmp_path: Path) -> None:
    pack, clock, folder = opened_pack(), SetClock(MORNING), tmp_path / "ward"
    other = opened_pack(signer=OTHER_SIGNER).pack.fingerprint
    for typed in ("", other, pack.pack.fingerprint[:-1]):
        with pytest.raises(DeskError) as refused:
            make_ward_from_pack(folder, pack, clock, fingerprint=typed)
        assert refused.value.code is Code.FINGERPRINT
        assert not folder.exists()
    make_ward_from_pack(folder, pack, clock, fingerprint=pack.pack.fingerprint.lower())


def test_a_ward_is_not_made_by_a_clock_that_runs_before_its_pack(tmp_path: Path) -> None:
    clock = SetClock(datetime(2020, 1, 1, tzinfo=MORNING.tzinfo))
    with pytest.raises(DeskError) as refused:
        make_ward_from_pack(tmp_path / "ward", opened_pack(), clock)
    assert refused.value.code is Code.CLOCK
    assert not (tmp_path / "ward").exists()


def test_the_book_is_opened_by_a_supervisor_of_the_pack(tmp_path: Path) -> None:
    files = changed(STAFF, "taichinh,Đặng Thị Mẫu Bảy,case", "taichinh,Đặng Thị Thử,supervisor")
    pack, clock = opened_pack(files), SetClock(MORNING)
    with pytest.raises(DeskError) as refused:
        make_ward_from_pack(tmp_path / "ward", pack, clock, leader="quay1")
    assert refused.value.code is Code.OFFICER
    make_ward_from_pack(tmp_path / "ward", pack, clock, leader="taichinh")
    with open_desk(tmp_path / "ward", clock) as desk:
        (event,) = desk.store.queries.timeline("00625")
        officer = desk.rules.book().ward.officer(event.officer)
    assert officer is not None
    assert (officer.login, officer.role) == ("taichinh", Role.SUPERVISOR)
