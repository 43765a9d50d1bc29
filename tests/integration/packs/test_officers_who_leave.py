"""Officers a pack takes away: what they did and hold keeps their names."""

import json
from datetime import timedelta

import pytest

from tests.helpers.factories import make_line
from tests.helpers.packs import BIRTH, MADE_AT, opened_pack, small_files
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_sentences import pack_sentences
from tthc_desk.app.plain_pack import difference as plain_difference
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.storage.records import ward_from_text, ward_text
from tthc_desk.ui.steps.opened import look_into
from tthc_desk.ui.tracking.told_facts import told_facts
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.intake_request import intake_request
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.workflow import dossier_workflow

STAFF = "can-bo.csv"
GONE = ("quay1", "hotich")


def without(*logins: str, day: int = 1) -> OpenedPack:
    files = small_files()
    lines = files[STAFF].splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(logins))
    return opened_pack({**files, STAFF: "".join(kept)}, made_at=MADE_AT + timedelta(days=day))


def apply(desk: Desk, pack: OpenedPack) -> None:
    desk.packs.apply(pack, desk.packs.difference(pack), desk.actor("lanhdao"))


def facts_text(desk: Desk, paper: PaperLine) -> str:
    """Give what a paper says, one character for each letter."""
    stored = desk.store.queries.paper(paper.id)
    assert stored is not None
    return str(json.loads(stored.facts_text))


@pytest.fixture
def number(desk: Desk, clock: SetClock) -> str:
    """Let one officer receive a dossier, print its receipt and forward it to another."""
    request = intake_request(make_line(procedure=BIRTH))
    answer = desk.intake.take_in(request, desk.actor("quay1"))
    receipt = desk.papers.newest(PaperKind.RECEIPT, answer.number)
    assert receipt is not None
    desk.papers.note([receipt.id], "sent", desk.actor("quay1"))
    clock.moment += timedelta(minutes=10)
    desk.processing.act(
        answer.number,
        Action.FORWARD,
        ActionInput(holder="hotich"),
        desk.actor("quay1"),
        request_id="b1f8d0f0-0000-4000-8000-000000000001",
    )
    return answer.number


@pytest.fixture
def names(desk: Desk) -> dict[str, str]:
    """Give login → name as they were before."""
    return {one.login: one.name for one in desk.rules.book().ward.officers}


def test_papers_and_screens_name_officers_who_left(
    desk: Desk, number: str, names: dict[str, str]
) -> None:
    apply(desk, without(*GONE))
    actor = desk.actor("lanhdao")
    receipt = desk.papers.newest(PaperKind.RECEIPT, number)
    assert receipt is not None
    reprint = desk.papers.pdf(receipt.id).reprint
    assert reprint is not None
    assert reprint.first_officer == names["quay1"]
    anew = desk.papers.issue_anew(PaperKind.RECEIPT, number, actor)
    assert names["quay1"] in facts_text(desk, anew)
    slip = desk.papers.issue_anew(PaperKind.CONTROL_SLIP, number, actor)
    assert names["hotich"] in facts_text(desk, slip)
    opened = look_into(desk.tracking, desk.rules, number, actor)
    assert (list(told_facts(opened))[-1].shown, opened.officer_name("quay1")) == (
        names["hotich"],
        names["quay1"],
    )


def test_the_share_of_a_unit_is_known_after_its_officer_left(desk: Desk, number: str) -> None:
    before = desk.store.queries.dossier(number)
    assert before is not None
    told = dossier_workflow(before, desk.rules.book())
    assert told is not None
    assert told.present is not None
    apply(desk, without(*GONE))
    assert dossier_workflow(before, desk.rules.book()) == told


def test_an_officer_who_left_is_offered_nothing(desk: Desk, number: str) -> None:
    apply(desk, without(*GONE))
    ward = desk.rules.book().ward
    assert not {o.login for o in ward.officers} & set(GONE)
    opened = look_into(desk.tracking, desk.rules, number, desk.actor("lanhdao"))
    assert not {o.login for o in opened.officers} & set(GONE)
    with pytest.raises(DeskError) as refused:
        desk.actor("quay1")
    assert refused.value.code is Code.OFFICER


def test_an_officer_who_comes_back_is_no_former_one(desk: Desk, names: dict[str, str]) -> None:
    apply(desk, without(*GONE))
    apply(desk, without("congan", day=2))
    ward = desk.rules.book().ward
    assert [o.login for o in ward.former] == ["congan"]
    assert ward.name_of("hotich") == names["hotich"]
    assert list(desk.upkeep.verify()) == []


def test_a_pack_says_how_many_open_dossiers_go_without_their_officer(
    desk: Desk, number: str
) -> None:
    change = desk.packs.difference(without(*GONE))
    assert {o.login: o.still_held for o in change.officers} == {"quay1": 0, "hotich": 1}
    assert [s for s in pack_sentences(change) if "hotich đang giữ 1 hồ sơ" in s]
    rows = plain_difference(change)["officers"]
    assert {row["login"]: row["still_held"] for row in rows} == {"quay1": 0, "hotich": 1}


def test_a_ward_kept_before_there_were_former_officers_is_read(desk: Desk) -> None:
    ward = desk.rules.book().ward
    record = json.loads(ward_text(ward))
    del record["former"]
    assert ward_from_text(json.dumps(record)) == ward
