"""Forms and fields: named, checked, and honest about what is wrong with them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.qt import press, type_text, unnamed_controls
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.check_list import CheckItem, CheckList
from tthc_desk.ui.shared.fields import (
    BlockField,
    Choice,
    ChoiceField,
    DateField,
    LineField,
    MoneyField,
    NumberField,
)
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit


@pytest.fixture
def form(qtbot: QtBot, styled: object) -> Form:
    made = Form(columns=2)
    qtbot.addWidget(made)
    made.add("Họ tên", LineField(), name="submitter.name", required=True)
    made.add("Ngày sinh", DateField(), name="submitter.birth_date")
    made.add("Lệ phí", MoneyField(), name="fee", unit="đồng")
    made.add("Ghi chú", BlockField(), name="note", span=2)
    made.show()
    return made


def shown(form: Form, name: str, kind: type[QWidget] = QLineEdit) -> QWidget:
    found = form.field(name)
    assert isinstance(found, kind)
    return found


def test_every_field_has_a_name_for_a_screen_reader(form: Form) -> None:
    assert unnamed_controls(form) == []
    assert form.field("fee").accessibleName() == "Lệ phí (đồng)"


def test_a_control_without_name_is_found(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    QLineEdit(top)
    assert unnamed_controls(top) == ["QLineEdit ''"]


def test_labels_lead_to_their_fields(form: Form) -> None:
    buddies = {one.text(): one.buddy() for one in form.findChildren(QLabel) if one.buddy()}
    assert buddies["Họ tên *"] is form.field("submitter.name")


def test_a_refusal_stands_under_its_field_and_takes_the_focus_there(form: Form) -> None:
    form.activateWindow()
    form.field("note").setFocus()
    messages = RecordingMessages()
    form.refuse(DeskError(Code.REQUIRED, "submitter.name"), messages)
    assert form.error_of("submitter.name") == "E_REQUIRED"
    assert QApplication.focusWidget() is form.field("submitter.name")
    assert form.field("submitter.name").accessibleDescription() == "E_REQUIRED"
    assert messages.said == []
    form.clear_errors()
    assert form.error_of("submitter.name") == ""
    assert form.field("submitter.name").property("wrong") is False


def test_a_refusal_of_no_field_here_goes_to_the_message_bar(form: Form) -> None:
    messages = RecordingMessages()
    form.refuse(DeskError(Code.DISK_FULL), messages)
    form.refuse(DeskError(Code.DATE, "elsewhere"), messages)
    assert [text for _, text in messages.said] == ["E_DISK_FULL", "E_DATE"]


def test_a_hidden_row_shows_no_old_error(form: Form) -> None:
    form.show_error("fee", "sai")
    form.set_row_visible("fee", False)
    form.clear_errors()
    form.set_row_visible("fee", True)
    assert form.field("fee").isVisible()
    assert form.error_of("fee") == ""


def test_text_is_kept_in_one_unicode_form(form: Form) -> None:
    field = shown(form, "submitter.name", LineField)
    assert isinstance(field, LineField)
    type_text(field, "  Nguyê\u0303n  Va\u0306n ")
    assert field.value() == "Nguyễn Văn"


@pytest.mark.parametrize(
    "typed", ["15021990", "15/02/1990", "15/2/1990", "15.2.1990", "15-02-1990", "1990-02-15"]
)
def test_a_day_may_be_typed_in_several_ways(qtbot: QtBot, typed: str) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == date(1990, 2, 15)


@pytest.mark.parametrize("typed", ["31021990", "150290", "ngày", "15/02/90", "00/00/0000"])
def test_what_is_no_day_is_refused_with_the_name_of_the_field(qtbot: QtBot, typed: str) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.setObjectName("birth")
    field.setText(typed)
    with pytest.raises(DeskError) as refusal:
        field.value()
    assert (refusal.value.code, refusal.value.field) == (Code.DATE, "birth")


def test_a_day_is_written_out_when_its_field_is_left(form: Form) -> None:
    form.activateWindow()
    field = shown(form, "submitter.birth_date")
    assert isinstance(field, DateField)
    field.setFocus()
    field.setText("5/2/1990")
    form.field("note").setFocus()
    assert field.text() == "05/02/1990"
    field.setFocus()
    field.setText("5/2/19")
    form.field("note").setFocus()
    assert field.text() == "5/2/19"


def test_money_gets_its_dots_while_it_is_typed(qtbot: QtBot) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    for digit in "1500000":
        press(field, digit)
    assert field.text() == "1.500.000"
    assert field.value() == 1_500_000
    field.setCursorPosition(1)
    press(field, "2")
    assert field.text() == "12.500.000"
    assert field.cursorPosition() == 2


def test_what_is_no_amount_is_refused(qtbot: QtBot) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    field.setText("12,5")
    with pytest.raises(DeskError, match="E_MONEY"):
        field.value()
    field.setText("")
    assert field.value() is None


def test_a_count_goes_up_and_down_within_its_range(qtbot: QtBot) -> None:
    field = NumberField(1, 3)
    qtbot.addWidget(field)
    field.set_value(2)
    press(field, Qt.Key.Key_Up)
    press(field, Qt.Key.Key_Up)
    assert field.value() == 3
    field.setText("9")
    with pytest.raises(DeskError, match="E_COUNT"):
        field.value()
    field.setText("")
    with pytest.raises(DeskError, match="E_REQUIRED"):
        field.value()


def test_a_choice_gives_what_it_stands_for(qtbot: QtBot) -> None:
    field = ChoiceField([Choice(1, "Trực tiếp"), Choice(None, "Không rõ")])
    qtbot.addWidget(field)
    assert field.value() == 1
    field.set_value(None)
    assert field.currentText() == "Không rõ"


PAPERS = [CheckItem("Tờ khai", False, (0, 0)), CheckItem("Giấy chứng sinh", False, (0, 0), True)]


@pytest.fixture
def papers(qtbot: QtBot, kit: Kit) -> CheckList:
    made = CheckList(kit, name="Giấy tờ", titles=("Giấy tờ", "Bản chính", "Bản sao"))
    qtbot.addWidget(made)
    made.set_items(PAPERS)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_space_ticks_a_paper_as_one_original(papers: CheckList) -> None:
    press(papers, Qt.Key.Key_Space)
    assert papers.items()[0] == CheckItem("Tờ khai", True, (1, 0))
    press(papers, Qt.Key.Key_Space)
    assert papers.items()[0] == PAPERS[0]


def test_ctrl_space_ticks_all_then_none(papers: CheckList) -> None:
    press(papers, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert [item.checked for item in papers.items()] == [True, True]
    press(papers, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert [item.checked for item in papers.items()] == [False, False]


def test_a_digit_sets_a_count_and_ticks_the_paper(papers: CheckList) -> None:
    papers.setCurrentIndex(papers.model().index(1, 2))
    press(papers, "3")
    assert papers.items()[1] == CheckItem("Giấy chứng sinh", True, (0, 3), True)


def test_digits_on_the_name_set_the_first_count_and_follow_one_another(papers: CheckList) -> None:
    press(papers, "1")
    press(papers, "2")
    assert papers.items()[0].counts == (12, 0)
    press(papers, Qt.Key.Key_Down)
    press(papers, "3")
    press(papers, Qt.Key.Key_Up)
    press(papers, "4")
    assert [item.counts for item in papers.items()] == [(4, 0), (3, 0)]


def test_a_count_that_is_no_number_is_not_taken(papers: CheckList) -> None:
    model = papers.model()
    assert not model.setData(model.index(0, 1), "12a")
    assert not model.setData(model.index(0, 1), "100")
    assert papers.items()[0] == PAPERS[0]


def test_a_count_is_read_out_with_its_paper(papers: CheckList) -> None:
    spoken = papers.model().index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Giấy chứng sinh, Bản sao: 0"
