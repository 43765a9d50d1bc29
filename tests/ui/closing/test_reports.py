"""Lists, reports and charts of a period on the screen, on a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.closing_driver import ClosingDriver
from tests.helpers.qt import press, shown_rows, type_text, unnamed_controls
from tests.helpers.tracking_driver import IN_CHARGE
from tests.helpers.ui_fakes import InstantTasks, PdfPrinters
from tests.ui.closing.conftest import Opener
from tthc_desk.domain.errors import Code
from tthc_desk.domain.report_periods import ReportPeriod
from tthc_desk.ui.closing.report_part import KINDS
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.latest_work import LatestWork
from tthc_desk.ui.shared.periods import Preset, period
from tthc_desk.ui.shared.tasks import Ticket
from tthc_desk.usecases.paper_facts import PaperKind

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def shown(driver: ClosingDriver, kind: PaperKind) -> list[tuple[str, ...]]:
    """Show a list of November; give its rows."""
    driver.press(Act.PART_2)
    driver.screen.report.show_list(kind, FIRST, LAST)
    view = driver.screen.report.tables.view
    assert view is not None
    return shown_rows(view)


def test_the_register_holds_every_dossier_of_the_period(opened: Opener) -> None:
    driver = opened()

    rows = shown(driver, PaperKind.REGISTER)

    assert [row[0] for row in rows] == [str(serial) for serial in range(1, 19)]
    assert driver.screen.report.state.startswith("✓")


def test_form_06a_stands_as_a_table_whose_identities_hold(opened: Opener) -> None:
    driver = opened()

    total = [int(cell) for cell in shown(driver, PaperKind.REPORT_06A)[-1][1:]]

    c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 = total
    assert c3 == c4 + c5 + c6 == c7 + c11 == 18
    assert (c7, c11) == (c8 + c9 + c10, c12 + c13)


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_seen_and_saved_as_pdf_and_as_workbook(
    opened: Opener, tmp_path: Path, kind: PaperKind
) -> None:
    driver = opened()
    shown(driver, kind)
    output = driver.screen.report.output()
    assert output is not None
    assert output.file_name == f"{kind.value}-20261101-20261130"

    for name, as_table, head in (("a.pdf", False, b"%PDF"), ("a.xlsx", True, b"PK")):
        driver.screen.output.save(output, tmp_path / name, as_table=as_table)
        assert (tmp_path / name).read_bytes().startswith(head)
    assert driver.messages.last == f"Đã lưu {tmp_path / 'a.xlsx'}"


def test_the_keys_of_saving_propose_a_name_in_the_folder_used_last(opened: Opener) -> None:
    driver = opened()
    shown(driver, PaperKind.REGISTER)

    for act, ending in ((Act.SAVE_PDF, "pdf"), (Act.SAVE_TABLE, "xlsx")):
        assert driver.press(act)
        chooser = driver.screen.output._chooser
        assert chooser is not None
        (path,) = chooser.selectedFiles()
        assert Path(path).name == f"register-20261101-20261130.{ending}"
        chooser.close()


@pytest.mark.parametrize("as_table", [False, True])
def test_a_file_that_may_only_be_read_is_kept_and_its_folder_not_proposed_again(
    opened: Opener, kit: Kit, tmp_path: Path, as_table: bool
) -> None:
    driver = opened()
    shown(driver, PaperKind.REGISTER)
    output = driver.screen.report.output()
    assert output is not None
    signed = tmp_path / "signed"
    signed.write_bytes(b"signed")
    signed.chmod(0o444)
    before = kit.remembered.save_folder

    driver.screen.output.save(output, signed, as_table=as_table)

    assert [str(error) for error in driver.messages.failures] == [Code.READONLY.value]
    assert signed.read_bytes() == b"signed"
    assert kit.remembered.save_folder == before


def test_nothing_is_saved_of_the_day_part(opened: Opener) -> None:
    driver = opened()

    assert not driver.press(Act.SAVE_PDF)
    assert not driver.press(Act.SAVE_TABLE)


def test_a_period_that_ends_before_it_begins_is_refused(opened: Opener) -> None:
    driver = opened()
    driver.press(Act.PART_2)

    driver.screen.report.show_list(PaperKind.REGISTER, LAST, FIRST)

    assert driver.screen.report.bar.form.error_of("to") == Code.DATE.value


def test_a_supervisor_sees_a_list_as_it_was_known(opened: Opener) -> None:
    driver = opened(IN_CHARGE)
    assert len(shown(driver, PaperKind.REGISTER)) == 18
    bar = driver.screen.report.bar
    assert bar.known_at.isVisible()

    type_text(bar.known_at, "12/11/2026 23:00")
    press(bar.known_at, Qt.Key.Key_Return)

    view = driver.screen.report.tables.view
    assert view is not None
    assert 0 < len(shown_rows(view)) < 18
    assert "12/11/2026 23:00" in driver.screen.report.state


@pytest.mark.parametrize("typed", ["12/11/2026 25:00", "hôm qua", "01/12/2026"])
def test_a_moment_that_cannot_be_is_refused_at_its_field(opened: Opener, typed: str) -> None:
    driver = opened(IN_CHARGE)
    driver.press(Act.PART_2)
    bar = driver.screen.report.bar

    type_text(bar.known_at, typed)
    press(bar.known_at, Qt.Key.Key_Return)

    assert bar.known_form.error_of("as_of") == Code.DATE.value


def test_who_is_no_supervisor_is_not_asked_for_a_moment(opened: Opener) -> None:
    driver = opened()
    driver.press(Act.PART_2)

    assert not driver.screen.report.bar.known_at.isVisible()


def test_typing_a_day_makes_it_a_free_period(opened: Opener) -> None:
    driver = opened()
    driver.press(Act.PART_2)
    bar = driver.screen.report.bar
    assert bar.preset.value() is Preset.THIS_MONTH

    press(bar.first, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(bar.first, "10112026")

    assert bar.preset.value() is Preset.FREE


def test_the_period_chosen_last_is_proposed_at_the_next_start(opened: Opener) -> None:
    driver = opened()
    driver.press(Act.PART_2)
    bar = driver.screen.report.bar
    bar.preset.set_value(Preset.LAST_QUARTER_15)
    bar.preset.activated.emit(bar.preset.currentIndex())

    again = opened()
    again.press(Act.PART_2)

    assert again.screen.report.bar.preset.value() is Preset.LAST_QUARTER_15
    assert again.screen.report.bar.first.text() == "15/06/2026"


def test_f9_prints_the_list_that_is_shown(qtbot: QtBot, opened: Opener, kit: Kit) -> None:
    driver = opened()
    shown(driver, PaperKind.OVERDUE_LIST)
    printers = kit.printers
    assert isinstance(printers, PdfPrinters)

    assert driver.press(Act.ACCEPT)

    qtbot.waitUntil(lambda: driver.messages.last == "Đã gửi in Danh sách hồ sơ quá hạn.")
    (file,) = printers.files
    assert file.read_bytes().startswith(b"%PDF")


def test_ctrl_p_shows_the_pages_of_the_list(opened: Opener) -> None:
    driver = opened()
    shown(driver, PaperKind.REPORT_06A)

    assert driver.press(Act.PREVIEW)

    preview = driver.screen.output._preview
    assert preview is not None
    assert preview.isVisible()
    assert preview.page_count == 1
    preview.close()


def test_figures_that_do_not_agree_make_the_list_a_draft_that_names_them(opened: Opener) -> None:
    driver = opened()
    shown(driver, PaperKind.REPORT_06A)
    part = driver.screen.report
    assert part.shown is not None
    facts = part.shown.facts
    head = replace(facts.head, broken=("Hộ tịch: cột (3) = 5; hồ sơ: T0001.",))

    part._on_made(replace(part.shown, facts=replace(facts, head=head)))

    assert part.state.startswith("✕ BẢN NHÁP")
    assert "hồ sơ: T0001" in part.state


def test_the_charts_of_a_day_and_of_a_period_are_drawn(opened: Opener, tmp_path: Path) -> None:
    driver = opened()
    driver.press(Act.PART_3)
    chart = driver.screen.chart
    assert chart.chart.has_picture
    of_day = chart.chart._pdf

    chart.show_period(FIRST, LAST)

    assert chart.chart._pdf != of_day
    assert "tiếp nhận 18" in chart.chart._picture.accessibleName()
    output = chart.output()
    assert output is not None
    driver.screen.output.save(output, tmp_path / "charts.pdf", as_table=False)
    assert (tmp_path / "charts.pdf").read_bytes().startswith(b"%PDF")


def test_every_control_has_a_name_in_every_part(opened: Opener) -> None:
    driver = opened(IN_CHARGE)

    for act in (Act.PART_1, Act.PART_2, Act.PART_3):
        assert driver.press(act)
        assert unnamed_controls(driver.screen) == []


@pytest.mark.parametrize("act", [Act.PART_1, Act.PART_2, Act.PART_3])
def test_every_part_fits_the_smallest_window(opened: Opener, act: Act) -> None:
    driver = opened(IN_CHARGE)
    driver.press(act)
    hint = driver.screen.minimumSizeHint()

    assert hint.width() <= 929
    assert hint.height() <= 491


def test_going_through_the_parts_does_not_widen_the_window(opened: Opener) -> None:
    driver = opened(IN_CHARGE)
    driver.close_before(date(2026, 11, 10))
    driver.screen.day.show_day(date(2026, 11, 9))
    driver.screen.resize(929, 491)

    for act in (Act.PART_2, Act.PART_3, Act.PART_1, Act.PART_3, Act.PART_2):
        driver.press(act)
        QApplication.processEvents()
        assert (driver.screen.width(), driver.screen.height()) == (929, 491)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_periods_of_a_kind_follow_one_another_without_a_gap(today: date) -> None:
    for this, last in (
        (Preset.THIS_MONTH, Preset.LAST_MONTH),
        (Preset.THIS_QUARTER, Preset.LAST_QUARTER),
        (Preset.THIS_YEAR, Preset.LAST_YEAR),
        (Preset.THIS_QUARTER_15, Preset.LAST_QUARTER_15),
    ):
        running, before = period(this, today), period(last, today)
        assert running.first <= today <= running.last
        assert before.last + timedelta(days=1) == running.first
        assert period(this, before.first) == before


def test_a_week_begins_on_monday_and_a_day_is_one() -> None:
    thursday = date(2026, 11, 19)

    week = period(Preset.THIS_WEEK, thursday)

    assert week == ReportPeriod(date(2026, 11, 16), date(2026, 11, 22))
    assert period(Preset.TODAY, thursday) == ReportPeriod(thursday, thursday)


class HeldTasks(InstantTasks):
    """Keeps long work until it is let go, as a lane does."""

    def __init__(self) -> None:
        super().__init__(lambda error: None)
        self.held: list[Callable[[], object]] = []

    def run_long(self, *args: Any, **given: Any) -> Ticket:
        self.held.append(lambda: super(HeldTasks, self).run_long(*args, **given))
        return Ticket(len(self.held))


def test_only_the_answer_asked_for_last_is_delivered(kit: Kit) -> None:
    tasks, owner = HeldTasks(), QObject()
    got: list[object] = []
    work = LatestWork(replace(kit, tasks=tasks), got.append, got.append, owner)
    work.run("một", lambda _: 1)
    work.run("hai", lambda _: 2)
    for one in tasks.held:
        one()

    assert tasks.cancelled == [Ticket(1)]
    assert got == [2]
