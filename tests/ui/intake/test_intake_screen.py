"""The intake screen as a clerk meets it: real use cases, real encrypted database."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from tests.helpers.intake_driver import (
    BIRTH,
    CARD,
    MRZ,
    OTHER_CARD,
    IntakeDriver,
    IntakeWard,
    open_intake_ward,
)
from tests.helpers.qt import shown_rows, type_text, unnamed_controls
from tests.helpers.ui_fakes import ACTOR, RecordingMessages
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.exchange.holiday_calendar import propose
from tthc_desk.ui.intake.outlook import look_ahead
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.fields import ChoiceField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.intake import Intake, IntakeAnswer
from tthc_desk.usecases.intake_request import IntakeRequest, intake_request
from tthc_desk.usecases.messages import notice_text
from tthc_desk.usecases.paper_facts import PaperKind


class FailingOnce(Intake):
    """Saves, and loses the answer the first time, as a machine in trouble does."""

    def __init__(self, real: Intake, *, saves: bool) -> None:
        self._real = real
        self._saves = saves
        self.ids: list[object] = []

    def take_in(self, request: IntakeRequest, actor: Actor) -> IntakeAnswer:
        self.ids.append(request.request_id)
        if len(self.ids) == 1:
            if self._saves:
                self._real.take_in(request, actor)
            raise DeskError(Code.IO)
        return self._real.take_in(request, actor)


def fill_birth(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("ks")
    desk.press(Qt.Key.Key_Return)


def received(ward: IntakeWard) -> int:
    page = ward.services.tracking.find()
    return len(page.lines)


def test_letters_typed_before_the_data_is_open_are_not_lost(
    painted: IntakeDriver, ward: IntakeWard
) -> None:
    desk = painted
    desk.type("ks")
    desk.scan()
    desk.ready(ward.services)
    desk.act(Act.ACCEPT)
    assert desk.answers[0].status is Status.RECEIVED


def test_f9_before_the_data_is_open_saves_nothing_and_says_so(
    painted: IntakeDriver, messages: RecordingMessages
) -> None:
    desk = painted
    desk.scan()
    desk.act(Act.ACCEPT)
    assert desk.answers == []
    assert "chưa lưu" in messages.last
    assert desk.text("submitter.name") == "Nguyễn Thị Thử Nghiệm"


def test_the_list_shows_term_fee_and_agency_of_what_the_letters_may_mean(
    desk: IntakeDriver,
) -> None:
    desk.type("khai sinh")
    rows = shown_rows(desk.screen.body.procedure.box._list)
    assert rows[0][0] == "Khai sinh"
    assert "trong ngày" in rows[0][2]
    assert rows[0][3:] == ("không thu", "UBND phường")


def test_arrow_keys_choose_and_the_papers_are_ticked_as_usual(desk: IntakeDriver) -> None:
    desk.type("khai")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Up)
    desk.screen.body.procedure.box.clear_choice()
    fill_birth(desk)
    ticked = [item.name for item in desk.screen.body.papers.list.items() if item.checked]
    assert ticked == ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh"]
    assert desk.focus == "documents"


def test_letters_that_may_mean_several_procedures_are_refused_at_the_box(
    desk: IntakeDriver,
) -> None:
    desk.scan()
    desk.type("khai")
    desk.act(Act.ACCEPT)
    assert desk.answers == []
    assert desk.focus == "procedure"
    assert desk.screen.body.procedure.form.error_of("procedure")


def test_accepting_says_number_and_date_and_waits_for_the_next_citizen(
    desk: IntakeDriver, messages: RecordingMessages
) -> None:
    fill_birth(desk)
    desk.act(Act.ACCEPT)
    assert messages.last == ("Đã tiếp nhận H99.9-261123-T0001, hẹn trả 17:00 thứ Hai 23/11/2026.")
    assert desk.screen.result.isVisible()
    assert desk.focus == "procedure"
    assert desk.screen.body.is_empty


def test_an_mrz_fills_number_birth_date_and_sex(desk: IntakeDriver) -> None:
    desk.scan(MRZ)
    person = desk.screen.body.submitter.person()
    assert (person["id_number"], person["birth_date"]) == ("001190000005", "1990-02-15")
    assert person["sex"] == "female"


def test_a_card_read_wrongly_changes_nothing(
    desk: IntakeDriver, messages: RecordingMessages
) -> None:
    desk.screen.on_scan(Scan(CARD.replace("15021990", "31021990"), ScanKind.CARD))
    assert messages.last == Code.QR
    assert desk.screen.body.is_empty


def test_a_number_is_left_to_the_window(desk: IntakeDriver) -> None:
    assert not desk.screen.on_scan(Scan("H99.9-261123-T0001", ScanKind.NUMBER))


def test_an_earlier_visit_fills_in_and_what_differs_is_one_key_away(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.write("submitter.phone", "0912345678")
    desk.act(Act.ACCEPT)
    desk.scan(CARD.replace("Mễ Trì", "Đại Mỗ"))
    assert desk.text("submitter.phone") == "0912345678"
    assert "Đại Mỗ" in desk.text("submitter.address")
    assert "Mễ Trì" in desk.screen.offers.text
    desk.act(Act.DECIDE)
    assert "Mễ Trì" in desk.text("submitter.address")


def test_typing_a_known_number_fills_in_the_person(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.act(Act.ACCEPT)
    desk.act(Act.PART_2)
    desk.type("001190000005")
    assert desk.text("submitter.name") == "Nguyễn Thị Thử Nghiệm"


def test_another_card_is_asked_about_and_replaces_nobody_by_itself(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.scan(OTHER_CARD)
    assert desk.text("submitter.id_number") == "001190000005"
    desk.act(Act.DECIDE)
    assert desk.text("submitter.id_number") == "001190000005"
    assert desk.text("owner.name") == "Nguyễn Văn Thử"
    desk.act(Act.ACCEPT)
    line = desk.screen._services.tracking.find().lines[0]  # type: ignore[union-attr]
    assert (line.submitter_name, line.owner_name) == ("Nguyễn Thị Thử Nghiệm", "Nguyễn Văn Thử")


def test_a_card_read_twice_keeps_what_was_typed_between(desk: IntakeDriver) -> None:
    desk.scan()
    desk.write("submitter.phone", "0912345678")
    desk.scan()
    assert desk.text("submitter.phone") == "0912345678"


def test_a_card_takes_the_place_of_a_number_half_typed(desk: IntakeDriver) -> None:
    desk.write("submitter.id_number", "0011")
    desk.scan()
    assert desk.text("submitter.id_number") == "001190000005"
    assert desk.screen.offers.text == ""


def test_the_last_citizen_cannot_be_called_back_after_locking(desk: IntakeDriver, kit: Kit) -> None:
    fill_birth(desk)
    desk.act(Act.ACCEPT)
    kit.session.leave()
    assert not desk.act(Act.SAME_PERSON)
    assert desk.text("submitter.id_number") == ""


def test_rules_are_read_again_only_when_they_changed(desk: IntakeDriver, ward: IntakeWard) -> None:
    before = desk.screen._in_force
    desk.screen.on_shown()
    assert desk.screen._in_force is before
    ward.clock.at += timedelta(days=1)
    desk.screen.on_shown()
    assert desk.screen._in_force is not before


def test_an_owner_without_a_number_may_be_named(desk: IntakeDriver) -> None:
    fill_birth(desk)
    box = desk.field("with_owner")
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    desk.write("owner.name", "Nguyễn Bé Thử")
    desk.act(Act.ACCEPT)
    assert len(desk.answers) == 1


def test_a_wrong_field_keeps_everything_and_gets_focus_and_sentence(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.write("submitter.phone", "12")
    desk.act(Act.ACCEPT)
    assert desk.answers == []
    assert desk.focus == "submitter.phone"
    assert desk.screen.body.submitter.error_of("submitter.phone") == Code.PHONE
    assert desk.text("submitter.name") == "Nguyễn Thị Thử Nghiệm"
    desk.write("submitter.phone", "0912345678")
    assert desk.screen.body.submitter.error_of("submitter.phone") == ""
    desk.act(Act.ACCEPT)
    assert len(desk.answers) == 1


def test_a_birth_date_still_being_typed_is_read(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.write("submitter.birth_date", "15021990")
    assert desk.focus == "submitter.birth_date"
    desk.act(Act.ACCEPT)
    assert len(desk.answers) == 1


def test_a_fee_the_catalogue_does_not_know_is_asked(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("hn")
    desk.press(Qt.Key.Key_Return)
    assert desk.focus == "charge_dong"
    desk.act(Act.ACCEPT)
    assert desk.screen.body.fees.form.error_of("charge_dong") == Code.FEE_UNKNOWN
    desk.type("0")
    desk.press(Qt.Key.Key_Return)
    desk.type("15000")
    desk.shown()
    assert desk.screen.foot.sum_text == "Thu 15.000 đ"
    desk.act(Act.ACCEPT)
    assert desk.answers[0].fee_dong == 15_000


def test_a_term_the_catalogue_does_not_know_is_asked(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("1.000894")
    desk.press(Qt.Key.Key_Return)
    desk.shown()
    assert desk.field("term").isVisible()
    desk.act(Act.ACCEPT)
    assert desk.focus == "term"
    desk.type("5")
    desk.act(Act.ACCEPT)
    assert desk.answers[0].due_at == datetime(2026, 12, 1, 8, 15, tzinfo=VIETNAM)


def test_an_exemption_names_its_reason_and_nothing_is_paid(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("tl")
    desk.press(Qt.Key.Key_Return)
    desk.shown()
    assert desk.screen.foot.sum_text == "Thu 8.000 đ"
    desk.write("exemption", "Người thuộc hộ nghèo")
    desk.shown()
    assert desk.screen.foot.sum_text == "Thu 0 đ"
    desk.act(Act.ACCEPT)
    assert desk.answers[0].charge_dong + desk.answers[0].fee_dong == 0


def test_the_due_date_is_explained_day_by_day_on_demand(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("hn")
    desk.press(Qt.Key.Key_Return)
    desk.shown()
    due = desk.screen.body.due
    assert "3 ngày làm việc" in due._reasons.text()
    assert not due._days.isVisible()
    due._more.click()
    assert "thứ Ba 24/11/2026" in due._days.text()


def test_warnings_name_an_open_dossier_of_the_same_procedure(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.act(Act.ACCEPT)
    fill_birth(desk)
    desk.shown()
    assert any("H99.9-261123-T0001" in text for text in desk.screen.warnings.texts)


def test_warnings_name_a_day_of_receipt_without_reception(ward: IntakeWard) -> None:
    book, now = ward.services.rules.book(), ward.clock.now()
    line = {"procedure": BIRTH, "received_at": "2026-11-22T09:00", "supervisor": "phutrach"}
    procedure = book.procedure(BIRTH, now.date())
    outlook = look_ahead(procedure, intake_request(line), book, now)
    assert any("22/11/2026 (Chủ nhật)" in notice_text(each) for each in outlook.warnings)
    assert any("chưa được xác nhận" in notice_text(each) for each in outlook.warnings)


def test_warnings_name_a_calendar_nobody_confirmed(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.shown()
    assert any("2026" in text for text in desk.screen.warnings.texts)


def test_a_confirmed_calendar_warns_of_nothing(painted: IntakeDriver, tmp_path: Path) -> None:
    resources = Path(__file__).parents[3] / "resources" / "calendar"
    years = tuple(replace(propose(y, resources), confirmed=True) for y in (2026, 2027))
    ward = open_intake_ward(tmp_path / "confirmed", years)
    desk = painted
    desk.ready(ward.services)
    fill_birth(desk)
    desk.shown()
    assert desk.screen.warnings.texts == ()
    ward.close()


def test_a_number_that_says_another_year_is_warned_of(desk: IntakeDriver) -> None:
    desk.scan(CARD.replace("15021990", "15021991"))
    desk.shown()
    assert any("Năm sinh" in text for text in desk.screen.warnings.texts)


def test_guidance_at_the_counter_needs_a_reason_and_gets_a_slip(
    desk: IntakeDriver, ward: IntakeWard
) -> None:
    fill_birth(desk)
    desk.act(Act.PART_5)
    desk.act(Act.ACCEPT)
    assert desk.focus == "reason"
    assert desk.screen.body.turn_away.form.error_of("reason") == Code.REASON
    type_text(desk.field("reason"), "Thiếu giấy chứng sinh")
    desk.act(Act.ACCEPT)
    assert desk.answers[0].status is Status.SUPPLEMENT
    assert desk.answers[0].number.startswith("HDHT") or "HDHT" in desk.answers[0].number
    assert received(ward) == 0


def test_a_guidance_prints_its_slip_and_names_what_was_not_ticked(
    desk: IntakeDriver, ward: IntakeWard
) -> None:
    fill_birth(desk)
    desk.act(Act.PART_5)
    items = desk.screen.body.papers.list.items()
    assert items
    desk.screen.body.papers.list.set_items([replace(one, checked=False) for one in items])
    type_text(desk.field("reason"), "Thiếu giấy chứng sinh")
    desk.act(Act.ACCEPT)

    answer = desk.answers[0]
    assert desk.printed == [PrintRequest(answer.papers)]
    (paper,) = ward.store.queries.papers_of(answer.number)
    assert paper.kind is PaperKind.SUPPLEMENT_REQUEST
    stored = ward.store.queries.paper(paper.id)
    assert stored is not None
    assert items[0].name.split(" (", 1)[0] in stored.facts_text


def test_a_refusal_at_the_counter_prints_its_slip(desk: IntakeDriver, ward: IntakeWard) -> None:
    fill_birth(desk)
    desk.act(Act.PART_5)
    decision = desk.field("decision")
    assert isinstance(decision, ChoiceField)
    decision.set_value("refuse")
    type_text(desk.field("reason"), "Không thuộc thẩm quyền của phường")
    desk.act(Act.ACCEPT)

    answer = desk.answers[0]
    assert desk.printed == [PrintRequest(answer.papers)]
    (paper,) = ward.store.queries.papers_of(answer.number)
    assert (paper.id, paper.kind) == (answer.papers[0], PaperKind.REFUSAL)


def test_a_retry_after_a_lost_answer_makes_no_second_receipt(
    painted: IntakeDriver, ward: IntakeWard, messages: RecordingMessages
) -> None:
    failing = FailingOnce(ward.services.intake, saves=True)
    desk = painted
    desk.ready(replace(ward.services, intake=failing))
    fill_birth(desk)
    desk.act(Act.ACCEPT)
    assert messages.last == Code.IO
    desk.write("submitter.phone", "0912345678")
    desk.act(Act.ACCEPT)
    assert failing.ids[0] == failing.ids[1]
    assert received(ward) == 1
    assert desk.answers[0].repeated
    assert "đã lưu từ lần nhấn trước" in messages.last


def test_a_refused_form_gets_a_new_id_once_it_is_changed(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.write("submitter.phone", "12")
    desk.act(Act.ACCEPT)
    first = desk.screen._saver.last
    desk.act(Act.ACCEPT)
    assert desk.screen._saver.last is first
    desk.write("submitter.phone", "")
    desk.act(Act.ACCEPT)
    assert first is not None
    assert desk.answers[0].request_id != first.request_id


def test_ctrl_p_shows_the_papers_just_issued(desk: IntakeDriver) -> None:
    assert not desk.act(Act.PREVIEW)
    fill_birth(desk)
    desk.act(Act.ACCEPT)
    desk.act(Act.PREVIEW)
    assert [request.preview for request in desk.printed] == [False, True]
    assert desk.printed[1].paper_ids == desk.answers[0].papers


def test_a_paper_of_ones_own_can_be_added(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.write("documents.other", "Giấy xác nhận của tổ dân phố")
    desk.press(Qt.Key.Key_Return)
    names = [document["name"] for document in desk.screen.body.papers.documents()]
    assert names[-1] == "Giấy xác nhận của tổ dân phố"


def test_a_case_is_named_in_the_list_and_its_paper_on_the_receipt(desk: IntakeDriver) -> None:
    fill_birth(desk)
    papers = desk.screen.body.papers
    papers.list.setCurrentIndex(papers.list.model().index(2, 0))
    papers.list.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert papers.list.items()[2].name.startswith("Trẻ em bị bỏ rơi: ")
    assert papers.documents()[-1]["name"] == "Biên bản về việc trẻ bị bỏ rơi"


def test_a_paper_ticked_again_counts_as_the_catalogue_says(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("sao")
    desk.press(Qt.Key.Key_Return)
    papers = desk.screen.body.papers
    papers.list.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert papers.documents() == []
    desk.press(Qt.Key.Key_Space)
    assert papers.list.items()[0].counts == (0, 0, 1)


def test_money_taken_asks_for_series_and_number_of_the_receipt_book(desk: IntakeDriver) -> None:
    desk.scan()
    desk.type("tl")
    desk.press(Qt.Key.Key_Return)
    assert not desk.field("receipt_number").isVisible()
    desk.screen.body.fees.form.put({"paid": "transfer"})
    desk.shown()
    desk.write("receipt_series", "TN-26E")
    desk.write("receipt_number", "0000017")
    desk.act(Act.ACCEPT)
    assert len(desk.answers) == 1
    detail = desk.screen._services.tracking.detail(desk.answers[0].number, ACTOR)  # type: ignore[union-attr]
    assert detail.owed_dong == 0


def test_every_control_has_a_name_for_a_screen_reader(desk: IntakeDriver) -> None:
    fill_birth(desk)
    assert unnamed_controls(desk.screen) == []


def test_tab_goes_through_the_form_in_the_order_of_the_paper(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.act(Act.PART_2)
    walked = []
    for _ in range(7):
        walked.append(desk.focus.removeprefix("submitter."))
        desk.press(Qt.Key.Key_Tab)
    assert walked == ["id_number", "name", "birth_date", "sex", "address", "phone", "email"]


def test_escape_closes_list_offer_and_refusal_one_after_the_other(desk: IntakeDriver) -> None:
    fill_birth(desk)
    desk.act(Act.PART_5)
    desk.scan(OTHER_CARD)
    desk.act(Act.BACK)
    assert desk.screen.offers.text == ""
    assert desk.screen.body.turns_away
    desk.act(Act.BACK)
    assert not desk.screen.body.turns_away


def test_the_form_fits_the_smallest_window_without_a_sideways_scroll(desk: IntakeDriver) -> None:
    desk.screen.resize(953, 490)
    fill_birth(desk)
    QApplication.processEvents()
    body = desk.screen.body
    assert body.horizontalScrollBar().maximum() == 0
    assert desk.screen.minimumSizeHint().width() <= 953


def test_in_the_smallest_window_every_name_can_be_read_in_the_procedure_list(
    desk: IntakeDriver,
) -> None:
    desk.screen.resize(953, 490)
    desk.shown()
    desk.type("ks")
    listed = desk.screen.findChild(RecordView)
    assert listed is not None
    bold = QFont(listed.font())
    bold.setBold(True)
    longest = max(QFontMetrics(bold).horizontalAdvance(row[0]) for row in shown_rows(listed))
    assert listed.columnWidth(0) > longest + Gap.MEDIUM
    assert listed.isColumnHidden(4)
    desk.screen.resize(1800, 490)
    desk.shown()
    assert not listed.isColumnHidden(4)


def test_a_long_name_of_a_paper_stands_in_two_lines(desk: IntakeDriver) -> None:
    desk.screen.resize(953, 490)
    fill_birth(desk)
    desk.shown()
    papers = desk.screen.body.papers.list
    short, long = papers.rowHeight(0), papers.rowHeight(len(papers.items()) - 1)
    assert long >= short + papers.fontMetrics().lineSpacing()
    assert papers.height() >= sum(papers.rowHeight(at) for at in range(len(papers.items())))


def test_what_a_date_follows_from_stands_at_the_foot(desk: IntakeDriver) -> None:
    fill_birth(desk)
    said = [one.text() for one in desk.screen.foot.findChildren(QLabel) if one.isVisible()]
    assert any("tiếp nhận lúc" in text for text in said)
