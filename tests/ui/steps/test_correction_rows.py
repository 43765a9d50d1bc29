"""Corrections and deliveries asked on screen, on a real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.factories import CERTIFICATION
from tests.helpers.qt import unnamed_controls
from tests.helpers.tracking_driver import (
    AT_COUNTER,
    IN_CHARGE,
    PROCEDURES,
    SUPERVISOR,
    BusyWard,
    TrackingDriver,
    open_ward,
    person,
)
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.fields import ChoiceField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.steps.step_fields import StepFields
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.paper_facts import PaperKind

MARRIAGE, BIRTH, STATUS_PAPER, WELFARE = (p.code for p in PROCEDURES[:4])
SILENT = replace(PROCEDURES[0], code="1.000001", name="Thủ tục thử chưa rõ", terms={}, fees=None)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    with opened.store.write() as unit:
        unit.replace_procedures([SILENT])
        unit.commit()
    yield opened
    opened.store.close()


def asked(
    qtbot: QtBot, kit: Kit, ward: BusyWard, number: str, action: Action = Action.CORRECT
) -> TrackingDriver:
    """Open the form of a step of a dossier, as the supervisor."""
    driver = TrackingDriver(kit, ward, IN_CHARGE)
    qtbot.addWidget(driver.screen)
    driver.screen.on_open(number)
    driver.ask(action)
    return driver


def form(driver: TrackingDriver) -> StepFields:
    fields = driver.screen.detail.form.fields
    assert fields is not None
    return fields


def rows_of(fields: StepFields) -> list[str]:
    """Name the rows of a form."""
    return [
        field.objectName()
        for field in fields.findChildren(QWidget)
        if field.objectName() and not field.objectName().startswith("qt_")
    ]


def facts_of(ward: BusyWard, number: str) -> Any:
    return ward.tracking.detail(number, AT_COUNTER).dossier.facts


def finished(ward: BusyWard) -> str:
    number = ward.receive(0)
    ward.act(number, Action.FINISH, result_number="15/2026", signer=SUPERVISOR.name, copies=1)
    return number


def test_a_wrong_number_and_day_are_typed_over_and_the_new_receipt_is_printed(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(owner="Nguyễn Văn Nhầm Thử")
    driver = asked(qtbot, kit, ward, number)
    driver.fill(
        owner_id_number="001 090 000 019", owner_birth_date="15/02/1990", reason="Gõ nhầm số"
    )
    driver.carry_out()

    facts = facts_of(ward, number)
    assert (facts["owner"]["id_number"], facts["owner"]["birth_date"]) == (
        "001090000019",
        "1990-02-15",
    )
    assert facts["submitter"]["id_number"] == person(0).id_number
    told = driver.screen.detail.facts.timeline_html
    assert "Chủ hồ sơ – Số định danh, Chủ hồ sơ – Ngày sinh" in told
    newest = ward.tracking.detail(number, AT_COUNTER).papers[-1]
    assert newest.kind is PaperKind.RECEIPT
    assert driver.printed == [PrintRequest((newest.id,))]


@pytest.mark.parametrize(
    ("whose", "owner", "submitter"),
    [("both", True, True), ("owner", True, False), ("submitter", False, True)],
)
def test_one_person_is_shown_once_and_the_officer_says_whose_name_was_wrong(
    qtbot: QtBot, kit: Kit, ward: BusyWard, whose: str, owner: bool, submitter: bool
) -> None:
    number = ward.receive()
    driver = asked(qtbot, kit, ward, number)
    fields = form(driver)
    assert "submitter_name" not in rows_of(fields)
    choice = fields.field("whose")
    assert isinstance(choice, ChoiceField)
    choice.set_value(whose)
    driver.fill(owner_name="Nguyễn Văn Thử Đúng", reason="Gõ nhầm tên")
    driver.carry_out()

    facts = facts_of(ward, number)
    names = [facts[who]["name"] == "Nguyễn Văn Thử Đúng" for who in ("owner", "submitter")]
    assert names == [owner, submitter]


@pytest.mark.parametrize("whose", ["both", "owner", "submitter"])
def test_a_refused_name_of_one_person_is_shown_where_it_was_typed(
    qtbot: QtBot, kit: Kit, ward: BusyWard, whose: str
) -> None:
    driver = asked(qtbot, kit, ward, ward.receive())
    choice = form(driver).field("whose")
    assert isinstance(choice, ChoiceField)
    choice.set_value(whose)
    driver.fill(owner_phone="12", reason="Gõ nhầm số")
    driver.carry_out()
    assert form(driver).error_of("owner_phone") == Code.PHONE.value


def test_a_wrong_day_is_refused_before_anything_is_saved(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = asked(qtbot, kit, ward, ward.receive())
    driver.fill(owner_birth_date="31/02/1990", reason="Gõ nhầm ngày")
    driver.carry_out()
    assert form(driver).error_of("owner_birth_date") == Code.DATE.value


def test_the_right_procedure_is_typed_by_its_code(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = ward.receive(0, MARRIAGE)
    before = ward.tracking.detail(number, AT_COUNTER).line.due_at
    driver = asked(qtbot, kit, ward, number)
    assert form(driver).field("term").isHidden()
    driver.fill(procedure=WELFARE, reason="Chọn nhầm thủ tục")
    driver.carry_out()

    detail = ward.tracking.detail(number, AT_COUNTER)
    assert (detail.line.procedure_code, detail.line.field) == (WELFARE, "Bảo trợ xã hội")
    assert before
    assert detail.line.due_at
    assert detail.line.due_at > before
    assert driver.printed == [PrintRequest((detail.papers[-1].id,))]


def test_an_unknown_procedure_is_named_at_its_row(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    driver = asked(qtbot, kit, ward, ward.receive())
    driver.fill(procedure="9.999999", reason="Chọn nhầm thủ tục")
    driver.carry_out()
    assert form(driver).error_of("procedure") == Code.PROCEDURE.value


def test_what_the_catalogue_leaves_open_is_asked_when_it_is_needed(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(0, MARRIAGE)
    driver = asked(qtbot, kit, ward, number)
    driver.fill(procedure=SILENT.code, reason="Chọn nhầm thủ tục")
    driver.carry_out()
    assert form(driver).error_of("term") == Code.TERM_UNKNOWN.value
    driver.fill(term="2")
    driver.carry_out()
    assert form(driver).error_of("charge_dong") == Code.FEE_UNKNOWN.value
    driver.fill(charge_dong="5000")
    driver.carry_out()

    detail = ward.tracking.detail(number, AT_COUNTER)
    assert detail.line.procedure_code == SILENT.code
    assert detail.line.due_at
    assert detail.line.due_at.date() == date(2026, 11, 25)
    assert detail.owed_dong == 5_000


def test_the_counts_of_a_certification_are_typed_over_while_its_procedure_stays(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    with ward.store.write() as unit:
        unit.replace_procedures([CERTIFICATION])
        unit.commit()
    request = IntakeRequest(procedure=CERTIFICATION.code, submitter=person(1), pages=3, copies=2)
    number = ward.intake.take_in(request, AT_COUNTER).number
    driver = asked(qtbot, kit, ward, number)
    driver.fill(asked_copies="1", electronic_copies="4", reason="Đếm nhầm bản")
    driver.carry_out()

    facts = facts_of(ward, number)
    assert (facts["pages"], facts["copies"], facts["electronic_copies"]) == (3, 1, 4)
    assert facts["procedure"] == CERTIFICATION.code


def test_no_counts_are_shown_where_nothing_is_certified(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    fields = form(asked(qtbot, kit, ward, ward.receive()))

    for name in ("pages", "asked_copies", "electronic_copies"):
        assert fields.field(name).isHidden()


def test_a_result_is_offered_only_where_there_is_one(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    assert "result_number" not in rows_of(form(asked(qtbot, kit, ward, ward.receive(1))))
    number = finished(ward)
    driver = asked(qtbot, kit, ward, number)
    driver.fill(result_number="16/2026", copies="2", reason="Ghi nhầm số")
    driver.carry_out()

    result = ward.tracking.detail(number, AT_COUNTER).dossier.result
    assert result
    assert (result["result_number"], result["copies"]) == ("16/2026", 2)


def test_after_delivery_the_new_slip_is_printed(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = finished(ward)
    ward.act(number, Action.DELIVER)
    driver = asked(qtbot, kit, ward, number)
    driver.fill(owner_name="Nguyễn Văn Thử Đúng", reason="Gõ nhầm tên")
    driver.carry_out()
    detail = ward.tracking.detail(number, AT_COUNTER)
    assert detail.papers[-1].kind is PaperKind.RESULT_SLIP
    assert driver.printed == [PrintRequest((detail.papers[-1].id,))]


@pytest.mark.parametrize("owner", ["", "Trần Văn Thử Chủ"])
def test_every_row_of_a_correction_has_a_name_of_its_own(
    qtbot: QtBot, kit: Kit, ward: BusyWard, owner: str
) -> None:
    number = ward.receive(owner=owner)
    ward.act(number, Action.FINISH, result_number="15/2026")
    fields = form(asked(qtbot, kit, ward, number))
    assert unnamed_controls(fields) == []
    names = [fields.field(name).accessibleName() for name in rows_of(fields)]
    assert "" not in names
    assert len(set(names)) == len(names)


def test_a_correction_without_a_change_is_refused(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = ward.receive()
    driver = asked(qtbot, kit, ward, number)
    driver.fill(reason="Gõ nhầm tên")
    driver.carry_out()
    assert ward.tracking.detail(number, AT_COUNTER).line.version == 1


def test_a_namesake_with_another_number_is_asked_for_the_proxy_paper(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = finished(ward)
    driver = asked(qtbot, kit, ward, number, Action.DELIVER)
    authority = form(driver).made("authority")
    driver.fill(collector_id="00109")
    assert authority.isHidden()
    driver.fill(collector_id="001090000019")
    assert not authority.isHidden()
    driver.fill(collector_name=str(person(0).name).upper(), collector_id=str(person(0).id_number))
    assert authority.isHidden()
    driver.carry_out()
    assert ward.tracking.detail(number, AT_COUNTER).line.status is Status.DELIVERED


def test_money_paid_too_much_is_not_asked_for_at_delivery(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(2, STATUS_PAPER)
    ward.act(number, Action.PAY, method="cash")
    ward.act(number, Action.CORRECT, changes={"procedure": BIRTH}, reason="Chọn nhầm")
    ward.act(number, Action.FINISH, result_number="15/2026")
    driver = asked(qtbot, kit, ward, number, Action.DELIVER)
    assert "method" not in rows_of(form(driver))
    driver.carry_out()
    dossier = ward.tracking.detail(number, AT_COUNTER).dossier
    assert (dossier.status, len(dossier.payments)) == (Status.DELIVERED, 1)
