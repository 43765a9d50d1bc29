"""What the program proposes in the morning: queues, forms filled in, and a person who decides."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.qt import grab, press, shown_rows
from tests.helpers.tracking_driver import (
    AT_COUNTER,
    CASE,
    NOW,
    PROCEDURES,
    BusyWard,
    TrackingDriver,
    fill,
    open_ward,
    person,
)
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import Day, DayKind, YearCalendar
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.calendar_dialog import CalendarDialog
from tthc_desk.ui.shared.fields import BlockField, ChoiceField, DateField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.paper_facts import PaperKind


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def driver(qtbot: QtBot, kit: Kit, ward: BusyWard) -> TrackingDriver:
    made = TrackingDriver(kit, ward)
    qtbot.addWidget(made.screen)
    return made


def kinds_of(ward: BusyWard, papers: tuple[int, ...]) -> list[PaperKind]:
    stored = [ward.store.queries.paper(paper) for paper in papers]
    return [one.line.kind for one in stored if one]


def due_tomorrow(ward: BusyWard) -> str:
    """Take a dossier in that is due on the next working day."""
    ward.clock.at = NOW - timedelta(days=3)
    number = ward.receive(1)
    ward.clock.at = NOW
    return number


def test_one_key_opens_the_re_appointment_and_one_key_prints_letter_and_receipt(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    number = due_tomorrow(ward)
    driver.screen.finder.reload()
    driver.choose_queue("Xin lỗi, hẹn lại")
    assert driver.numbers() == [number]
    assert driver.screen.finder.queues.line.count == 1

    assert driver.screen.carry_out(Act.PART_1)

    form = driver.screen.detail.form
    assert form.action is Action.EXTEND
    assert form.fields is not None
    field = form.fields.field("new_due")
    assert isinstance(field, DateField)
    assert field.value() is None
    assert "24/11/2026" in form._hint.text()
    grab(driver.screen, "extend")
    driver.fill(new_due="27112026", reason="Chờ cơ quan phối hợp")
    driver.carry_out()

    (request,) = driver.printed
    assert kinds_of(ward, request.paper_ids) == [PaperKind.APOLOGY, PaperKind.RECEIPT]
    assert driver.numbers() == []


def test_a_supplement_nobody_brought_is_proposed_for_closing_with_a_reason_to_change(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    ward.clock.at = NOW - timedelta(days=20)
    number = ward.receive(1)
    ward.act(number, Action.REQUEST_SUPPLEMENT, missing=("Giấy thử",), reason="Thiếu")
    ward.clock.at = NOW
    driver.screen.finder.reload()
    driver.choose_queue("Quá hạn bổ sung")
    assert driver.numbers() == [number]

    assert driver.screen.carry_out(Act.PART_1)
    form = driver.screen.detail.form
    assert form.action is Action.STOP
    assert form.fields is not None
    reason = form.fields.field("reason")
    assert isinstance(reason, BlockField)
    assert "15 ngày" in reason.value()
    reason.set_value("Công dân không đến")
    driver.carry_out()

    dossier = ward.tracking.detail(number, driver.screen.kit.session.present_actor).dossier
    assert dossier.status is Status.STOPPED
    assert dossier.standing[-1].data["reason"] == "Công dân không đến"
    assert kinds_of(ward, driver.printed[-1].paper_ids) == [PaperKind.STOP_NOTICE]


def test_stopping_a_dossier_that_waits_for_nobody_proposes_no_reason(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    number = ward.receive(1)
    driver.screen.on_open(number)
    driver.ask(Action.STOP)
    fields = driver.screen.detail.form.fields
    assert fields is not None
    reason = fields.field("reason")
    assert isinstance(reason, BlockField)
    assert reason.value() == ""


@pytest.mark.parametrize(
    ("action", "given", "kind"),
    [
        (Action.REQUEST_SUPPLEMENT, {"other_missing": "Ảnh", "reason": "Thiếu ảnh"},
         PaperKind.SUPPLEMENT_REQUEST),
        (Action.WITHDRAW, {"reason": "Công dân đổi ý"}, PaperKind.STOP_NOTICE),
        (Action.REFUSE, {"reason": "Không đủ điều kiện", "result_number": "9/2026"},
         PaperKind.REFUSAL),
    ],
)  # fmt: skip
def test_a_step_prints_its_letter_in_the_same_key(
    driver: TrackingDriver, ward: BusyWard, action: Action, given: dict[str, str], kind: PaperKind
) -> None:
    driver.screen.on_open(ward.receive(1))
    driver.ask(action)
    driver.fill(**given)
    driver.carry_out()
    assert kinds_of(ward, driver.printed[-1].paper_ids) == [kind]


def test_why_a_dossier_is_late_is_chosen_from_causes_and_moves_nothing(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    ward.clock.at = NOW - timedelta(days=20)
    number = ward.receive(1)
    ward.clock.at = NOW
    driver.screen.on_open(number)
    before = ward.tracking.detail(number, driver.screen.kit.session.present_actor).dossier.due_at
    driver.ask(Action.EXPLAIN_DELAY)
    fields = driver.screen.detail.form.fields
    assert fields is not None
    cause = fields.field("cause")
    assert isinstance(cause, ChoiceField)
    cause.set_value("other")
    driver.carry_out()
    assert fields.error_of("reason") != ""
    cause.set_value("partner")
    driver.carry_out()

    dossier = ward.tracking.detail(number, driver.screen.kit.session.present_actor).dossier
    last = dossier.standing[-1]
    assert (last.kind, last.data["cause"]) == (EventKind.DELAY_EXPLAINED, "partner")
    assert dossier.due_at == before
    assert driver.printed == []
    assert "Do cơ quan phối hợp" in driver.screen.detail.facts.timeline_html


def new_holiday(ward: BusyWard) -> None:
    """Confirm a calendar in which tomorrow is a day off."""
    days = (Day(NOW.date() + timedelta(days=1), DayKind.HOLIDAY, "Ngày nghỉ thử"),)
    with ward.store.write() as unit:
        unit.save_year(YearCalendar(2026, days, confirmed=True))
        unit.commit()


def review(driver: TrackingDriver) -> CalendarDialog:
    """Open the review from its queue with Enter."""
    driver.choose_queue("Đổi lịch hẹn")
    press(driver.screen.finder.queues, Qt.Key.Key_Return)
    dialog = driver.screen.review.dialog
    assert dialog is not None
    return dialog


def test_printed_dates_stay_or_move_as_a_person_decides(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    numbers = [ward.receive(1), ward.receive(11), ward.receive(0)]
    actor = driver.screen.kit.session.present_actor
    before = {n: ward.tracking.detail(n, actor).dossier.due_at for n in numbers}
    new_holiday(ward)
    dialog = review(driver)
    grab(dialog, "calendar-review")
    shown = [row[0] for row in shown_rows(dialog.list)]
    assert sorted(shown) == sorted(numbers)

    dialog.keep()
    kept = shown[0]
    dialog.list.selectAll()
    dialog.reason.set_value("Theo công văn")
    dialog.move_dates()

    after = {n: ward.tracking.detail(n, actor).dossier.due_at for n in numbers}
    assert after[kept] == before[kept]
    moved = [n for n in numbers if n != kept]
    assert all(after[n] != before[n] for n in moved)
    (request,) = driver.printed
    assert kinds_of(ward, request.paper_ids) == [PaperKind.RECEIPT] * 2
    assert shown_rows(dialog.list) == []
    assert driver.screen.finder.queues.line.count == 0
    assert ward.review.affected() == ()
    driver.screen.on_open(kept)
    assert "giữ ngày đã in" in driver.screen.detail.facts.timeline_html


def test_a_date_another_desk_decided_meanwhile_is_told_and_the_rest_goes_on(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    first, _ = ward.receive(1), ward.receive(11)
    new_holiday(ward)
    dialog = review(driver)
    ward.act(first, Action.FORWARD, holder=CASE.login)
    dialog.list.selectAll()
    dialog.keep()
    assert "E_CONFLICT" in dialog.notice
    assert first in [row[0] for row in shown_rows(dialog.list)]


def test_without_a_changed_calendar_the_review_says_so(
    driver: TrackingDriver, ward: BusyWard, kit: Kit
) -> None:
    ward.receive(1)
    driver.choose_queue("Đổi lịch hẹn")
    press(driver.screen.finder.queues, Qt.Key.Key_Return)
    assert driver.screen.review.dialog is None
    assert isinstance(kit.messages, RecordingMessages)
    assert "Không có ngày hẹn nào đổi" in kit.messages.last


def test_the_slip_of_the_counter_is_printed_again_from_where_it_is_found(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    answer = ward.intake.take_in(
        IntakeRequest(
            decision="refuse", reason="Trái thẩm quyền", procedure=PROCEDURES[0].code,
            submitter=person(1),
        ),
        AT_COUNTER,
    )  # fmt: skip
    driver.find(answer.number)
    assert driver.screen.carry_out(Act.PREVIEW)
    assert driver.printed == [PrintRequest(answer.papers, preview=True)]


@pytest.mark.parametrize(("width", "height"), [(1194, 640), (921, 490)])
def test_pictures_of_the_queues_in_both_windows(
    driver: TrackingDriver, ward: BusyWard, width: int, height: int
) -> None:
    fill(ward, 30)
    driver.screen.resize(width, height)
    driver.screen.finder.reload()
    driver.screen.review.count()
    grab(driver.screen, f"queues-{width}")
    assert driver.screen.finder.queues.verticalScrollBar().maximum() == 0
