"""Key presses from the scan to the printer, counted by driving the screen."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.intake_driver import IntakeDriver, IntakeWard
from tests.helpers.qt import press
from tests.helpers.ui_fakes import ACTOR
from tthc_desk.domain.dossier import Status
from tthc_desk.ui.shared.actions import Act


def test_birth_registration_takes_at_most_twelve_keys_after_the_scan(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("ksi")
    desk.press(Qt.Key.Key_Return)
    desk.act(Act.ACCEPT)
    assert desk.answers[0].status is Status.RECEIVED
    assert desk.printed[0].paper_ids == desk.answers[0].papers
    assert desk.keys == 5


def test_birth_registration_without_enter_takes_four(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("ksi")
    desk.act(Act.ACCEPT)
    assert len(desk.printed) == 1
    assert desk.keys == 4


def test_certification_takes_at_most_six_keys_after_the_scan(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("sao5")
    desk.act(Act.ACCEPT)
    assert desk.answers[0].status is Status.DELIVERED
    assert desk.answers[0].charge_dong == 2 * 2_000 + 3 * 1_000
    assert desk.keys == 5


def test_certification_of_several_copies_takes_six_keys_by_a_two_letter_name(
    desk: IntakeDriver,
) -> None:
    desk.scan()
    desk.type("bs5")
    desk.press(Qt.Key.Key_Return)
    desk.type("3")
    desk.act(Act.ACCEPT)
    assert desk.answers[0].charge_dong == 3 * 7_000
    assert desk.keys == 6


def test_electronic_copies_are_typed_after_the_copies_on_paper(
    desk: IntakeDriver, ward: IntakeWard
) -> None:
    desk.scan()
    desk.type("bs5")
    desk.press(Qt.Key.Key_Return)
    desk.type("3")
    desk.press(Qt.Key.Key_Return)
    assert desk.focus == "electronic_copies"
    desk.type("2")
    desk.act(Act.ACCEPT)
    (answer,) = desk.answers
    facts = ward.services.tracking.detail(answer.number, ACTOR).dossier.facts
    assert (facts["copies"], facts["electronic_copies"]) == (3, 2)
    assert answer.charge_dong == 3 * 7_000


def test_electronic_copies_are_asked_for_certifications_alone(
    qtbot: QtBot, desk: IntakeDriver, ward: IntakeWard
) -> None:
    desk.scan()
    desk.type("sao5")
    desk.write("electronic_copies", "2")
    box = desk.screen.body.procedure.box
    box.setFocus()
    press(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("ksi")
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(desk.field("electronic_copies").isHidden)
    desk.act(Act.ACCEPT)
    facts = ward.services.tracking.detail(desk.answers[0].number, ACTOR).dossier.facts
    assert facts["electronic_copies"] == 0


def test_certification_typed_before_the_scan_takes_four_keys_after_it(desk: IntakeDriver) -> None:
    desk.type("sao")
    desk.scan()
    assert desk.focus == "pages"
    desk.type("5")
    desk.press(Qt.Key.Key_Return)
    desk.type("3")
    desk.act(Act.ACCEPT)
    assert desk.answers[0].charge_dong == 3 * 7_000
    assert desk.keys == 4


def test_a_receipt_of_a_certification_is_printed_when_asked_for(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("sao5")
    receipt = desk.field("receipt")
    receipt.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.act(Act.ACCEPT)
    assert len(desk.printed[0].paper_ids) == 1


def test_the_second_dossier_of_a_person_takes_at_most_four_keys(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("ksi")
    desk.act(Act.SAME_PERSON)  # accepts the first one and keeps the person
    desk.keys = 0
    desk.type("tlu")
    desk.act(Act.ACCEPT)
    assert [answer.status for answer in desk.answers] == [Status.RECEIVED] * 2
    assert desk.keys == 4


def test_the_person_comes_back_after_f9_too(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("ks")
    desk.act(Act.ACCEPT)
    assert desk.text("submitter.id_number") == ""
    desk.keys = 0
    desk.act(Act.SAME_PERSON)
    assert desk.text("submitter.id_number") == "001190000005"
    assert desk.focus == "procedure"
    desk.type("tl")
    desk.act(Act.ACCEPT)
    assert len(desk.answers) == 2
    assert desk.keys == 4
