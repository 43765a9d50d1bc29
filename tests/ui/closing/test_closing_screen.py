"""The closing screen on a real store: figures of a day and of a period, and what binds them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.closing_driver import ClosingDriver
from tests.helpers.qt import press, shown_rows, type_text, unnamed_controls
from tests.helpers.tracking_driver import AT_COUNTER, NOW, BusyWard, fill, open_ward
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.documents.charts import chart_pdf
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.closing.periods import Period, Preset, period
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import Finding, Progress
from tthc_desk.usecases.reports import Reports


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    fill(opened, 18)
    yield opened
    opened.store.close()


def test_the_day_is_shown_by_field_with_its_total_and_what_binds_it(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    ward.receive(20)
    ward.receive(23)
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    rows = shown_rows(driver.screen.day.table)

    assert [row[0] for row in rows] == ["Bảo trợ xã hội", "Hộ tịch", "Tổng số"]
    facts = Reports(ward.store, ward.rules).tally_facts(NOW.date(), AT_COUNTER)
    total = facts.total
    assert rows[-1][1:4] == (str(total.received), str(total.finished), str(total.delivered))
    assert (total.received, driver.screen.day.state[:1]) == (2, "✓")


def test_figures_that_do_not_add_up_make_it_a_draft_that_names_them(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    facts = driver.screen.day.facts
    assert facts is not None

    driver.screen.day.show_facts(replace(facts, broken=("Tiếp nhận khác tổng theo kênh.",)))

    assert "BẢN NHÁP" in driver.screen.day.state
    assert "Tiếp nhận khác tổng theo kênh." in driver.screen.day.state


def test_f9_issues_the_tally_of_the_day_that_is_shown(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    day = NOW.date() - timedelta(days=3)
    driver.screen.day.show_day(day)

    assert driver.press(Act.ACCEPT)

    (paper,) = ward.store.queries.papers_of(day.isoformat())
    assert paper.kind is PaperKind.DAILY_TALLY
    assert driver.printed == [PrintRequest((paper.id,))]
    assert isinstance(kit.messages, RecordingMessages)
    assert kit.messages.last == "Đã gửi in thống kê ngày 20/11/2026."


def test_a_tally_that_is_only_looked_at_is_not_said_to_print(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    assert driver.press(Act.PREVIEW)

    assert driver.printed[-1].preview
    assert isinstance(kit.messages, RecordingMessages)
    assert kit.messages.last == ""


def test_enter_is_named_only_where_it_shows_the_day(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.screen.activateWindow()
    qtbot.waitUntil(driver.screen.isActiveWindow)
    day = driver.screen.day
    field, asked = day.form.field("date"), NOW.date() - timedelta(days=3)
    assert not day.hint.isVisible()

    field.setFocus()
    assert day.hint.isVisible()
    press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(field, f"{asked:%d%m%Y}")
    press(field, Qt.Key.Key_Return)
    assert day.facts is not None
    assert day.facts.day == asked

    day.take_focus()
    assert not day.hint.isVisible()


def test_a_day_that_does_not_exist_is_refused_at_its_field(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    field = driver.screen.day.form.field("date")
    press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(field, "31112026")
    press(field, Qt.Key.Key_Return)

    assert driver.screen.day.form.error_of("date") == Code.DATE.value


def test_the_chart_of_the_day_is_drawn_from_its_pdf(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    assert not driver.screen.chart.has_picture

    driver.press(Act.PART_2)

    assert driver.screen.chart.has_picture


def test_form_06a_of_a_period_stands_as_a_table_whose_identities_hold(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.press(Act.PART_3)
    driver.screen.report.show_period(date(2026, 11, 10), date(2026, 11, 23))

    total = [int(cell) for cell in shown_rows(driver.screen.report.table)[-1][1:]]

    c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 = total
    assert c3 == c4 + c5 + c6 == c7 + c11
    assert (c7, c11) == (c8 + c9 + c10, c12 + c13)
    assert c6 > 0
    assert driver.screen.report.state.startswith("✓")


def test_a_period_that_ends_before_it_begins_is_refused(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.press(Act.PART_3)

    driver.screen.report.show_period(date(2026, 11, 23), date(2026, 11, 10))

    assert driver.screen.report.form.error_of("to") == Code.DATE.value


def test_every_control_has_a_name_in_every_part(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    for act in (Act.PART_1, Act.PART_2, Act.PART_3):
        assert driver.press(act)
        assert unnamed_controls(driver.screen) == []


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_periods_of_a_kind_follow_one_another_without_a_gap(today: date) -> None:
    for this, last in (
        (Preset.THIS_MONTH, Preset.LAST_MONTH),
        (Preset.THIS_QUARTER, Preset.LAST_QUARTER),
        (Preset.THIS_YEAR, Preset.LAST_YEAR),
    ):
        running, before = period(this, today), period(last, today)
        assert running.first <= today <= running.last
        assert before.last + timedelta(days=1) == running.first
        assert before.first.day == 1
        assert period(this, before.first) == before


def test_the_quarter_of_may_is_april_to_june() -> None:
    asked = period(Preset.THIS_QUARTER, date(2026, 5, 20))

    assert asked == Period(date(2026, 4, 1), date(2026, 6, 30))


def test_the_ledger_is_checked_behind_a_bar_and_found_whole(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    assert driver.press(Act.PART_4)

    assert isinstance(kit.messages, RecordingMessages)
    assert kit.messages.said[-1] == ("done", "Đã kiểm tra toàn bộ sổ: dữ liệu nguyên vẹn.")


def test_what_the_check_finds_is_said_with_its_place(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    found = (Finding("numbers", "dossier/2026-11-23", "gap"),)
    driver.screen.on_ready(
        ClosingServices(Reports(ward.store, ward.rules), chart_pdf, lambda _: found)
    )

    driver.press(Act.PART_4)

    assert isinstance(kit.messages, RecordingMessages)
    tone, text = kit.messages.said[-1]
    assert tone == "error"
    assert "1 điểm sai" in text
    assert "dossier/2026-11-23" in text


def test_a_check_that_was_stopped_says_so_and_can_be_started_again(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = ClosingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    def stopped(_: Progress) -> tuple[Finding, ...]:
        raise DeskError(Code.CANCELLED)

    driver.screen.on_ready(ClosingServices(Reports(ward.store, ward.rules), chart_pdf, stopped))
    driver.press(Act.PART_4)

    assert isinstance(kit.messages, RecordingMessages)
    assert [getattr(e, "code", None) for e in kit.messages.failures] == [Code.CANCELLED]
    assert driver.press(Act.PART_4)
