"""Half-typed work survives: kept from the first key, filled back, dropped when it is done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.intake_driver import CARD, IntakeDriver, IntakeWard, reopen
from tests.helpers.qt import type_text
from tests.helpers.ui_fakes import ACTOR, RecordingMessages
from tthc_desk.ui.intake.attempts import Attempt
from tthc_desk.ui.intake.draft_keeper import DELAY_MS
from tthc_desk.ui.intake.form_draft import DraftPaper, FormDraft, read_draft
from tthc_desk.ui.shared.actions import Act
from tthc_desk.usecases.ports import Draft

_texts = st.text(max_size=20)
_papers = st.builds(DraftPaper, _texts, st.booleans(), st.tuples(*[st.integers(0, 99)] * 3))
_drafts = st.builds(
    FormDraft,
    procedure=_texts,
    box=_texts,
    fields=st.dictionaries(_texts, _texts, max_size=5),
    papers=st.none() | st.lists(_papers, max_size=3).map(tuple),
    has_owner=st.booleans(),
    turns_away=st.booleans(),
    focus=_texts,
    cursor=st.integers(0, 500),
    attempt=st.none() | st.builds(Attempt, _texts, _texts),
)


def kept(ward: IntakeWard) -> Draft | None:
    return ward.services.drafts.load(ACTOR.desk)


@given(_drafts)
def test_a_draft_reads_back_as_it_was_written(draft: FormDraft) -> None:
    assert read_draft(draft.text()) == draft


@given(st.text() | st.sampled_from(["{}", "[]", '{"procedure": "x"}', "null"]))
def test_a_text_that_is_no_draft_is_left_alone(text: str) -> None:
    assert read_draft(text) is None


def test_the_first_key_is_kept_within_a_third_of_a_second(
    desk: IntakeDriver, ward: IntakeWard, qtbot: QtBot
) -> None:
    assert DELAY_MS <= 300
    desk.type("k")
    qtbot.waitUntil(lambda: kept(ward) is not None, timeout=2_000)


def test_typing_on_does_not_put_the_save_off(desk: IntakeDriver) -> None:
    timer = desk.screen._drafts._timer
    desk.type("k")
    assert timer.isActive()
    left = timer.remainingTime()
    desk.type("h")
    assert timer.remainingTime() <= left


def test_after_a_power_cut_the_form_comes_back_with_the_cursor_where_it_was(
    desk: IntakeDriver, start_again: Callable[[], IntakeDriver], tmp_path: Path
) -> None:
    desk.scan()
    desk.type("ks")
    desk.press(Qt.Key.Key_Return)
    papers = desk.screen.body.papers
    papers.list.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.write("submitter.address", "Số 5 ngõ 2, đường Thử")
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Left)
    desk.screen._drafts.flush()
    before = desk.screen.body.draft()
    desk.screen.close()

    again = reopen(tmp_path / "ward")
    after = start_again()
    after.ready(again.services)
    assert after.screen.body.draft() == before
    assert after.focus == "submitter.address"
    assert "Khôi phục bản nháp lúc 23/11/2026 08:15" in after.screen.offers.text
    after.act(Act.ACCEPT)
    assert len(after.answers) == 1
    again.close()


def test_accepting_drops_the_draft(desk: IntakeDriver, ward: IntakeWard) -> None:
    desk.scan()
    desk.type("ks")
    desk.screen._drafts.flush()
    assert kept(ward) is not None
    desk.act(Act.ACCEPT)
    assert kept(ward) is None


def test_a_draft_of_a_form_that_was_saved_makes_no_second_receipt(
    desk: IntakeDriver,
    ward: IntakeWard,
    start_again: Callable[[], IntakeDriver],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk.screen._drafts, "clear", lambda: None)  # killed right after commit
    desk.scan()
    desk.type("ks")
    desk.act(Act.ACCEPT)
    desk.screen.close()

    after = start_again()
    after.ready(ward.services)
    assert after.text("submitter.name") == "Nguyễn Thị Thử Nghiệm"
    after.act(Act.ACCEPT)
    assert after.answers[0].number == desk.answers[0].number
    assert after.answers[0].repeated
    assert after.printed[0].preview


def test_discarding_asks_first_and_then_drops_form_and_draft(
    desk: IntakeDriver, ward: IntakeWard, messages: RecordingMessages
) -> None:
    desk.scan()
    desk.screen._drafts.flush()
    desk.act(Act.NEW)
    assert desk.text("submitter.name")
    messages.answer("Bỏ nội dung")
    assert desk.screen.body.is_empty
    assert kept(ward) is None


def test_what_was_typed_before_the_data_was_open_stays_and_the_draft_waits(
    desk: IntakeDriver, ward: IntakeWard, start_again: Callable[[], IntakeDriver]
) -> None:
    desk.scan()
    desk.screen._drafts.flush()
    desk.screen.close()
    after = start_again()
    type_text(after.field("submitter.name"), "Trần Thị Thử")
    after.ready(ward.services)
    assert after.text("submitter.name") == "Trần Thị Thử"
    assert "Có bản nháp" in after.screen.offers.text
    after.act(Act.DECIDE)
    assert after.text("submitter.id_number") == CARD[:12]


def test_another_desk_has_its_own_draft(desk: IntakeDriver, ward: IntakeWard) -> None:
    desk.scan()
    desk.screen._drafts.flush()
    assert ward.services.drafts.load("Quầy 2") is None
    QApplication.processEvents()
