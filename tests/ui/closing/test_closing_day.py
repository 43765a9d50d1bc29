"""Closing a day on the screen, on a real store: what waits, what binds, the cash, the reopening."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.closing_driver import ClosingDriver
from tests.helpers.qt import press, shown_rows, type_text, unnamed_controls
from tests.helpers.tracking_driver import (
    AT_COUNTER,
    IN_CHARGE,
    NOW,
    OFFICERS,
    PROCEDURES,
    BusyWard,
)
from tests.ui.closing.conftest import Opener
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.ui.closing.cash_line import difference_text, signed
from tthc_desk.ui.closing.day_part import DayPart
from tthc_desk.ui.closing.day_tables import DayTables
from tthc_desk.ui.shared.actions import Act
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import Finding

FIRST, TODAY = date(2026, 11, 9), NOW.date()
EVENING = NOW.replace(hour=17, minute=5)


def evening(ward: BusyWard) -> None:
    ward.clock.at = EVENING


def with_cash(ward: BusyWard) -> int:
    """Take cash at the counter today; give how much."""
    number = ward.receive(60, PROCEDURES[4].code)
    owed = ward.tracking.detail(number, IN_CHARGE).owed_dong
    if owed:
        ward.act(number, Action.PAY, method="cash", receipt_series="TN-26E", receipt_number="9")
    return owed


def test_the_day_that_must_be_closed_first_is_shown_and_those_behind_it_are_named(
    opened: Opener,
) -> None:
    day = opened().screen.day

    assert day.shown is not None
    assert day.shown.day == FIRST
    assert day.waiting.startswith("Còn 15 ngày chưa chốt: thứ Hai 09/11, thứ Ba 10/11")


def test_the_identities_of_the_day_stand_with_their_figures(opened: Opener, ward: BusyWard) -> None:
    ward.receive(20)
    ward.receive(24)
    driver = opened()
    driver.screen.day.show_day(TODAY)
    shown = driver.screen.day.shown
    assert shown is not None
    facts = shown.facts

    rows = shown_rows(driver.screen.day.tables.identities)

    assert {row[0] for row in rows} == {"Khớp"}
    assert rows[0][1:5] == (
        f"Đầu ngày: {facts.carried_over}",
        "+ Tiếp nhận: 2",
        f"= Có kết quả: {facts.total.finished}",
        f"+ Cuối ngày: {facts.in_hand}",
    )
    assert driver.screen.day.state.startswith("✓")


def test_a_broken_identity_is_marked_and_its_sentence_makes_it_a_draft(opened: Opener) -> None:
    day = opened().screen.day
    assert day.shown is not None
    facts = replace(day.shown.facts, carried_over=99, broken=("Đầu ngày 99 không khớp.",))

    day.show_state(replace(day.shown, facts=facts, named=("Hồ sơ: T0001.",)))

    assert shown_rows(day.tables.identities)[0][0] == "Lệch"
    assert shown_rows(day.tables.identities)[0][3].startswith("≠")
    assert day.state == "✕ BẢN NHÁP: Đầu ngày 99 không khớp. Hồ sơ: T0001."


def test_f9_closes_prints_the_tally_and_goes_to_the_next_day(
    opened: Opener, ward: BusyWard
) -> None:
    driver = opened()

    assert driver.press(Act.ACCEPT)

    assert driver.desk.closing.queue()[0] == FIRST + timedelta(1)
    (paper,) = ward.store.queries.papers_of(FIRST.isoformat())
    assert paper.kind is PaperKind.DAILY_TALLY
    assert [request.paper_ids for request in driver.printed] == [(paper.id,)]
    assert driver.screen.day.shown is not None
    assert driver.screen.day.shown.day == FIRST + timedelta(1)


def test_f9_on_a_later_day_leads_to_the_day_before_it(opened: Opener) -> None:
    driver = opened()
    driver.screen.day.show_day(TODAY)

    driver.press(Act.ACCEPT)

    assert driver.screen.day.shown is not None
    assert driver.screen.day.shown.day == FIRST
    assert driver.desk.closing.closings(TODAY) == ()


def test_cash_that_differs_is_shown_while_it_is_typed_and_needs_a_reason(
    opened: Opener, ward: BusyWard
) -> None:
    owed = with_cash(ward)
    evening(ward)
    driver = opened()
    driver.close_before(TODAY)
    line = driver.cash[-1]

    type_text(line.counted, f"{line.computed() - 1000}")
    assert line.shown_difference == "−1.000"
    assert "thiếu 1.000 đ (một nghìn đồng)" in driver.screen.day.close_form.cash.sum_text
    driver.press(Act.ACCEPT)
    form = driver.screen.day.close_form
    assert form.form.error_of("reason") == Code.REASON.value
    assert driver.desk.closing.closings(TODAY) == ()

    form.reason.set_value("Thiếu một tờ")
    form.second.set_value("mau")
    driver.press(Act.ACCEPT)

    (closing,) = driver.desk.closing.closings(TODAY)
    assert (closing.second, closing.reason) == ("mau", "Thiếu một tờ")
    assert sum(count.difference_dong for count in closing.cash) == -1000
    assert owed > 0
    assert "chênh lệch −1.000 đ" in driver.screen.day.closed_view.text


def test_cash_nobody_counted_is_asked_for_at_its_field(
    qtbot: QtBot, opened: Opener, ward: BusyWard
) -> None:
    with_cash(ward)
    evening(ward)
    driver = opened()
    qtbot.waitUntil(driver.screen.isActiveWindow)
    driver.close_before(TODAY)

    driver.press(Act.ACCEPT)

    assert [getattr(e, "code", None) for e in driver.messages.failures] == [Code.CASH_COUNT]
    assert QApplication.focusWidget() is next(x for x in driver.cash if x.must_be_counted).counted


def test_units_cash_words_and_notes_fit_the_smallest_window(opened: Opener, ward: BusyWard) -> None:
    day = crowded(opened, ward)
    screen, tables = day.window(), day.tables

    assert (screen.width(), screen.height()) == (929, 491)
    assert whole_rows(tables) >= 5
    assert day.close_form.geometry().bottom() < day.height()


def test_the_keys_lead_down_to_the_last_word_of_the_notes_and_up_again(
    qtbot: QtBot, opened: Opener, ward: BusyWard
) -> None:
    day = crowded(opened, ward)
    tables = day.tables
    qtbot.waitUntil(day.window().isActiveWindow)

    tables.identities.setFocus()
    press(tables.identities, Qt.Key.Key_PageDown)
    QApplication.processEvents()

    notes = tables._notes
    assert notes.text().count("Từ chối") == 8
    assert notes.height() >= notes.heightForWidth(notes.width())
    assert notes.visibleRegion().boundingRect() == notes.rect()

    tables.units.setFocus()
    press(tables.units, Qt.Key.Key_PageUp)
    assert whole_rows(tables) >= 5


def test_a_day_with_few_figures_is_shown_without_scrolling_in_a_large_window(
    opened: Opener, ward: BusyWard
) -> None:
    with_cash(ward)
    driver = opened(IN_CHARGE)
    driver.close_before(TODAY)
    driver.screen.resize(1202, 648)
    QApplication.processEvents()

    assert driver.screen.day.tables.area.verticalScrollBar().maximum() == 0


def crowded(opened: Opener, ward: BusyWard) -> DayPart:
    """Show a day of seven units, eight notes and three drawers in the smallest window."""
    with_cash(ward)
    driver = opened(IN_CHARGE)
    driver.close_before(TODAY)
    day = driver.screen.day
    assert day.shown is not None
    line, drawer = day.shown.facts.lines[0], day.shown.drawers[0]
    lines = tuple(replace(line, name=f"Đơn vị {at}") for at in range(7))
    notes = ("Từ chối tiếp nhận tại quầy: 1 lượt",) * 8
    drawers = tuple(replace(drawer, login=officer.login) for officer in OFFICERS)
    facts = replace(day.shown.facts, lines=lines, notes=notes)
    day.show_state(replace(day.shown, facts=facts, drawers=drawers))
    for counting in driver.cash:
        counting.counted.set_value(1)
    driver.screen.resize(929, 491)
    QApplication.processEvents()
    return day


def whole_rows(tables: DayTables) -> int:
    """Count the units whose whole row is in sight."""
    units = tables.units
    seen = units.viewport().visibleRegion().boundingRect()
    rows = range(units.model().rowCount())
    return sum(seen.contains(units.visualRect(units.model().index(at, 0))) for at in rows)


def test_today_is_not_closed_by_a_slip_before_the_office_closes(opened: Opener) -> None:
    driver = opened()
    driver.close_before(TODAY)
    for line in driver.cash:
        line.counted.set_value(line.computed())

    driver.press(Act.ACCEPT)
    driver.messages.answer("Chưa chốt")
    assert driver.desk.closing.closings(TODAY) == ()

    driver.press(Act.ACCEPT)
    driver.messages.answer("Chốt ngày")
    assert len(driver.desk.closing.closings(TODAY)) == 1
    assert driver.screen.day.waiting.startswith("✓")


def test_a_closed_day_says_who_closed_it_and_f9_prints_its_tally_again(opened: Opener) -> None:
    driver = opened()
    driver.close_before(FIRST + timedelta(1))
    driver.screen.day.show_day(FIRST)

    assert driver.screen.day.state.startswith("✓ Đã chốt lúc")
    assert AT_COUNTER.officer.name in driver.screen.day.closed_view.text
    assert driver.screen.day.closed_view.isVisible()
    assert not driver.screen.day.close_form.isVisible()
    driver.press(Act.ACCEPT)
    assert len(driver.printed) == 1
    assert len(driver.desk.closing.closings(FIRST)) == 1


def test_a_tally_that_is_only_looked_at_is_not_said_to_print(opened: Opener) -> None:
    driver = opened()

    assert driver.press(Act.PREVIEW)

    assert driver.printed[-1].preview
    assert driver.messages.last == ""


def test_a_supervisor_opens_the_last_closed_day_again_with_a_reason(opened: Opener) -> None:
    driver = opened(IN_CHARGE)
    driver.close_before(FIRST + timedelta(1))
    driver.screen.day.show_day(FIRST)

    assert driver.press(Act.UNDO_STEP)
    driver.messages.give_reason("Nhập thiếu một hồ sơ")

    assert driver.desk.closing.queue()[0] == FIRST
    assert driver.desk.closing.closings(FIRST)[0].reopened is not None
    assert driver.screen.day.close_form.isVisible()


def test_who_is_no_supervisor_cannot_open_a_day_again(opened: Opener) -> None:
    driver = opened()
    driver.close_before(FIRST + timedelta(1))
    driver.screen.day.show_day(FIRST)

    assert not driver.press(Act.UNDO_STEP)


def test_a_corrected_day_shows_its_figures_as_closed_beside_the_corrected_ones(
    opened: Opener, ward: BusyWard
) -> None:
    driver = opened()
    driver.close_before(TODAY)
    driver.screen.day.show_day(FIRST)
    day = driver.screen.day
    assert not day.closed_view.table.isVisible()
    closed = int(shown_rows(day.tables.units)[-1][1])
    number = ward.tracking.find("261109-T0001").lines[0].number

    ward.clock.at += timedelta(minutes=5)
    ward.act(number, Action.VOID, reason="Nhập nhầm")
    driver.press(Act.REFRESH)

    rows = {row[0]: row[1:] for row in shown_rows(day.closed_view.table)}
    assert rows["Tiếp nhận trong ngày"] == (str(closed), f"{closed - 1} *")
    assert number in day.closed_view.text
    assert "lý do: Nhập nhầm" in day.closed_view.text
    units = day.tables.units
    units.choose(len(shown_rows(units)) - 1, 1)
    press(units, Qt.Key.Key_Return)
    assert len(shown_rows(driver.screen.behind.table)) == closed


def test_the_longest_reason_of_a_correction_is_read_whole(opened: Opener, ward: BusyWard) -> None:
    driver = opened()
    driver.close_before(TODAY)
    number = ward.tracking.find("261109-T0001").lines[0].number
    ward.clock.at += timedelta(minutes=5)
    ward.act(number, Action.VOID, reason=("Nhập trùng hồ sơ. " * 200)[:2000])
    driver.screen.resize(921, 486)
    day = driver.screen.day
    day.show_day(FIRST)

    words = next(w for w in day.closed_view.findChildren(QLabel) if number in w.text())
    QApplication.processEvents()
    assert words.height() >= words.heightForWidth(words.width())
    day.closed_view.words.setFocus()
    press(day.closed_view.words, Qt.Key.Key_PageDown)
    assert day.closed_view.words.verticalScrollBar().value() > 0


def test_what_was_counted_stays_when_a_payment_comes_in(opened: Opener, ward: BusyWard) -> None:
    driver = opened()
    driver.close_before(TODAY)
    with_cash(ward)
    driver.press(Act.REFRESH)
    line = driver.cash[-1]
    type_text(line.counted, "5000")
    driver.screen.day.close_form.reason.set_value("Đếm dở")
    before = line.computed()

    number = ward.receive(64, PROCEDURES[4].code)
    ward.act(number, Action.PAY, method="cash", receipt_series="TN-26E", receipt_number="10")
    driver.press(Act.REFRESH)

    assert driver.cash[-1].computed() > before
    assert driver.cash[-1].counted.text() == "5.000"
    assert driver.screen.day.close_form.reason.value() == "Đếm dở"


def test_a_day_that_does_not_exist_or_has_not_come_is_refused_at_its_field(
    opened: Opener,
) -> None:
    day = opened().screen.day
    field = day.form.field("date")
    for typed in ("31112026", "24112026"):
        press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(field, typed)
        press(field, Qt.Key.Key_Return)
        assert day.form.error_of("date") == Code.DATE.value


def test_enter_is_named_only_where_it_shows_the_day(qtbot: QtBot, opened: Opener) -> None:
    driver = opened()
    qtbot.waitUntil(driver.screen.isActiveWindow)
    day = driver.screen.day
    assert not day.hint.isVisible()

    day.form.field("date").setFocus()
    assert day.hint.isVisible()
    day.take_focus()
    assert not day.hint.isVisible()


def test_every_control_of_the_cash_table_has_a_name(opened: Opener, ward: BusyWard) -> None:
    with_cash(ward)
    driver = opened()
    driver.close_before(TODAY)

    assert driver.cash
    assert unnamed_controls(driver.screen) == []


@pytest.mark.parametrize(
    ("amount", "sign", "words"),
    [
        (0, "0", "✓ khớp"),
        (-2000, "−2.000", "✕ thiếu 2.000 đ (hai nghìn đồng)"),
        (15_000, "+15.000", "✕ thừa 15.000 đ (mười lăm nghìn đồng)"),
    ],
)
def test_a_difference_has_a_sign_and_words(amount: int, sign: str, words: str) -> None:
    assert (signed(amount), difference_text(amount)) == (sign, words)


def check_with(driver: ClosingDriver, found: tuple[Finding, ...] | DeskError) -> None:
    def check(_: Progress) -> tuple[Finding, ...]:
        if isinstance(found, DeskError):
            raise found
        return found

    driver.screen.on_ready(replace(driver.services, check=check))


def test_the_ledger_is_checked_behind_a_bar_and_found_whole(opened: Opener) -> None:
    driver = opened()

    assert driver.press(Act.PART_4)

    assert driver.messages.said[-1] == ("done", "Đã kiểm tra toàn bộ sổ: dữ liệu nguyên vẹn.")


def test_what_the_check_finds_is_said_with_its_place(opened: Opener) -> None:
    driver = opened()
    check_with(driver, (Finding("numbers", "dossier/2026-11-23", "gap"),))

    driver.press(Act.PART_4)

    tone, text = driver.messages.said[-1]
    assert tone == "error"
    assert "1 điểm sai" in text
    assert "dossier/2026-11-23" in text


def test_a_check_that_was_stopped_says_so_and_can_be_started_again(opened: Opener) -> None:
    driver = opened()
    check_with(driver, DeskError(Code.CANCELLED))

    driver.press(Act.PART_4)

    assert [getattr(e, "code", None) for e in driver.messages.failures] == [Code.CANCELLED]
    assert driver.press(Act.PART_4)
