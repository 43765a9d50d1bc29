"""The papers of a dossier: printed again, issued, and what became of them, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.qt import grab, press, shown_rows, unnamed_controls
from tests.helpers.tracking_driver import (
    CASE,
    BusyWard,
    TrackingDriver,
    open_ward,
    person,
)
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.app.printing_desk import PrintingDesk
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
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


def at_papers(driver: TrackingDriver, number: str) -> list[tuple[str, ...]]:
    """Open the papers of a dossier; give their rows."""
    driver.screen.on_open(number)
    assert driver.screen.carry_out(Act.NEW)
    assert driver.screen.detail.is_at_papers
    return shown_rows(driver.screen.detail.papers.list)


def choose(driver: TrackingDriver, text: str) -> None:
    """Go to the row of a paper."""
    view = driver.screen.detail.papers.list
    names = [" ".join(row) for row in shown_rows(view)]
    view.select_row(next(at for at, name in enumerate(names) if text in name))


def states(ward: BusyWard, number: str) -> list[str]:
    return [line.state for line in ward.papers.of(number)]


def test_issued_papers_stand_first_and_nothing_is_offered_that_cannot_be_issued(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    rows = at_papers(driver, ward.receive())
    assert [row[0] for row in rows] == [
        "Giấy tiếp nhận và hẹn trả",
        "Phiếu kiểm soát",
        "Phiếu kiểm soát, tờ tiếp theo",
    ]
    assert rows[0][1].endswith("chưa in")
    assert unnamed_controls(driver.screen.detail) == []


def test_enter_and_f9_print_the_current_paper(driver: TrackingDriver, ward: BusyWard) -> None:
    number = ward.receive()
    at_papers(driver, number)
    receipt, slip = (line.id for line in ward.papers.of(number))

    press(driver.screen.detail.papers.list, Qt.Key.Key_Return)
    choose(driver, "tờ tiếp theo")
    driver.carry_out()

    assert driver.printed == [PrintRequest((receipt,)), PrintRequest((slip,), continuation=True)]


def test_a_paper_that_never_was_is_issued_and_printed_with_one_key(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    number = ward.receive()
    ward.act(number, Action.FORWARD, holder=CASE.login)
    at_papers(driver, number)
    choose(driver, "Phiếu chuyển xử lý")

    driver.carry_out()

    newest = ward.papers.of(number)[-1]
    assert newest.kind is PaperKind.TRANSFER_SLIP
    assert driver.printed == [PrintRequest((newest.id,))]
    rows = shown_rows(driver.screen.detail.papers.list)
    assert [row for row in rows if row == ("Phiếu chuyển xử lý", "lập mới")] == []


def test_the_control_slip_goes_on_as_the_dossier_does(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    number = ward.receive()
    ward.clock.at = ward.clock.at.replace(minute=40)
    ward.act(number, Action.FORWARD, holder=CASE.login)
    at_papers(driver, number)
    choose(driver, "tờ tiếp theo")

    driver.carry_out()

    slips = [p for p in ward.papers.of(number) if p.kind is PaperKind.CONTROL_SLIP]
    assert len(slips) == 2
    assert driver.printed == [PrintRequest((slips[-1].id,), continuation=True)]


def test_several_of_one_person_on_a_day_can_have_one_receipt(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    first = ward.receive(0)
    ward.receive(10, code="1.001193")
    assert person(0).id_number != person(10).id_number
    names = [row[0] for row in at_papers(driver, first)]
    assert "Phiếu tiếp nhận nhiều hồ sơ" not in names

    again = ward.receive(0, code="1.001193")
    names = [row[0] for row in at_papers(driver, again)]
    assert "Phiếu tiếp nhận nhiều hồ sơ" in names
    choose(driver, "nhiều hồ sơ")
    driver.carry_out()

    assert ward.papers.of(again)[-1].kind is PaperKind.MANY_RECEIPT


def test_ctrl_enter_says_that_everything_came_out_and_the_queue_is_empty(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    number = ward.receive()
    driver.screen.finder.reload()
    driver.choose_queue("Chưa xác nhận in")
    assert driver.numbers() == [number]
    driver.screen.finder.to_list()
    assert driver.screen.carry_out(Act.NEW)

    assert driver.screen.carry_out(Act.DECIDE)

    assert states(ward, number) == ["confirmed", "confirmed"]
    assert driver.numbers() == []


def test_a_spoilt_sheet_is_noted_and_one_that_was_never_printed_cannot_be_spoilt(
    driver: TrackingDriver, ward: BusyWard, kit: Kit
) -> None:
    number = ward.receive()
    at_papers(driver, number)
    papers = driver.screen.detail.papers
    papers.fail_current()
    assert states(ward, number) == ["issued", "issued"]
    assert isinstance(kit.messages, RecordingMessages)
    assert "chưa in" in kit.messages.last

    ward.papers.note(
        (ward.papers.of(number)[0].id,), "sent", driver.screen.kit.session.present_actor
    )
    driver.screen.finder.reload()
    papers.fail_current()
    assert states(ward, number) == ["failed", "issued"]


def test_what_the_printer_took_shows_at_once(driver: TrackingDriver, ward: BusyWard) -> None:
    number = ward.receive()
    desk = PrintingDesk(driver.screen.kit, driver.screen)
    desk.serve(ward.papers)
    desk.heard(driver.screen)
    at_papers(driver, number)

    driver.carry_out()
    assert shown_rows(driver.screen.detail.papers.list)[0][1].endswith("đã gửi máy in")
    grab(driver.screen, "papers")


def test_escape_leaves_the_papers_and_another_dossier_does_too(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    first, second = ward.receive(0), ward.receive(1)
    at_papers(driver, first)
    assert driver.screen.carry_out(Act.BACK)
    assert not driver.screen.detail.is_at_papers
    assert not driver.screen.carry_out(Act.ACCEPT)

    at_papers(driver, first)
    driver.screen.on_open(second)
    assert not driver.screen.detail.is_at_papers
    assert not driver.screen.carry_out(Act.ACCEPT)


def test_a_print_that_is_noted_leaves_the_officer_where_they_were(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    driver.screen.on_open(ward.receive())
    assert driver.screen.carry_out(Act.PART_5)
    bar = driver.screen.detail.bar
    height = bar.sizeHint().height()

    driver.screen.on_papers_noted()

    assert bar.sizeHint().height() == height
    driver.ask(Action.WITHDRAW)
    driver.screen.on_papers_noted()
    assert driver.screen.detail.is_asking
