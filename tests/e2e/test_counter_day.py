"""A day at the counter through the wired window, by keyboard and scanner only."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tests.helpers.pdf import all_text, codes, page_sizes_mm
from tests.helpers.program import (
    FIRST_CARD,
    MORNING,
    SECOND_CARD,
    Program,
    copy_ward,
    make_training_ward,
    program,
)
from tthc_desk.app.clock import SetClock
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.events import EventKind
from tthc_desk.usecases.paper_facts import PaperKind

DAY = MORNING.date()
OUT, IN = "BG2026-0001", "KQ2026-0001"
REASON = "Bấm nhầm hồ sơ của người khác."
HALF_TYPED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.helpers.program import SECOND_CARD, program, wait_until
app = QApplication(["tthc-desk"])
with program(Path(sys.argv[1])) as counter:
    counter.wait_for_ward()
    counter.sign_in()
    counter.press("k", "s", "i", "Return")
    counter.scan(SECOND_CARD)
    counter.press("Ctrl+2")
    desk = counter.frame._desk
    wait_until(lambda: "Nghi" in getattr(desk.store.queries.draft("Quầy 1", "intake"), "text", ""))
    print("kept", flush=True)
    app.exec()
"""


def number(running: int) -> str:
    return f"TH.006.25-261123-T{running:04}"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward without a dossier, made once."""
    folder = tmp_path_factory.mktemp("prepared") / "ward"
    make_training_ward(folder)
    return folder


@dataclass(frozen=True, slots=True)
class LivedDay:
    """What a day left behind: the ward's folder, the sheets, the time."""

    ward: Path
    sheets: tuple[bytes, ...]
    clock: SetClock


@pytest.fixture(scope="module")
def lived(prepared: Path, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> LivedDay:
    """One whole day, played once."""
    folder = tmp_path_factory.mktemp("lived")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(folder / name))
        with program(copy_ward(prepared, folder / "ward")) as counter:
            counter.wait_for_ward()
            counter.sign_in("1")
            live_the_day(counter)
    sheets = tuple(path.read_bytes() for path in counter.printers.files)
    return LivedDay(folder / "ward", sheets, counter.clock)


@pytest.fixture
def ward(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ward of the test's own; the log stays beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copy_ward(prepared, tmp_path / "ward")


@pytest.fixture
def counter(ward: Path, qapp: QApplication) -> Iterator[Program]:
    """The program with the first officer at the counter."""
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in("1")
        yield made


def receive(counter: Program) -> None:
    """Three dossiers of two citizens, and a certification handed over at once."""
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i", "Return", "F9")
    counter.pass_time(5)
    counter.scan(SECOND_CARD)
    counter.press("k", "s", "i", "Ctrl+D")
    counter.press("t", "l", "u", "F9")
    counter.pass_time(5)
    counter.scan(FIRST_CARD)
    counter.press("s", "a", "o", "Return", "5", "F9")


def hand_over(counter: Program) -> None:
    """The receipts' numbers build the list, and check it when it is taken."""
    counter.pass_time(30)
    counter.press("F4")
    for running in (1, 2, 3):
        counter.scan(number(running))
    counter.press("F9")
    for running in (1, 2, 3):
        counter.scan(number(running))
    counter.press("F9")


def take_results_in(counter: Program) -> None:
    counter.pass_time(60)
    counter.press("Ctrl+2")
    counter.scan(number(1))
    counter.write("15/2026/KS")
    counter.press("Ctrl+Return")
    counter.press("F9")
    counter.scan(number(1))
    counter.press("F9")


def deliver(counter: Program) -> None:
    counter.pass_time(5)
    counter.press("Ctrl+3")
    counter.scan(number(1))
    counter.scan(FIRST_CARD)
    counter.press("F9")


def ask_for_papers(counter: Program) -> None:
    """A supplement is asked for; without a reason nothing is."""
    counter.pass_time(5)
    counter.press("F3")
    counter.scan(number(2))
    counter.press(counter.key_of("Yêu cầu bổ sung"))
    counter.press("Space", "F9")
    assert counter.focus == "reason"
    counter.write("Giấy chứng sinh chưa có dấu của bệnh viện.")
    counter.press("F9")


def take_back(counter: Program) -> None:
    counter.pass_time(1)
    counter.press("F11")
    counter.write(REASON)
    counter.press("F9")


def close_the_day(counter: Program) -> None:
    """After hours the cash is counted, the day is closed and its tally comes out."""
    counter.clock.moment = counter.clock.moment.replace(hour=17, minute=10)
    counter.press("F6")
    counter.press("7", "0", "0", "0")
    counter.press("F9")


def live_the_day(counter: Program) -> None:
    receive(counter)
    hand_over(counter)
    take_results_in(counter)
    deliver(counter)
    ask_for_papers(counter)
    take_back(counter)
    close_the_day(counter)


def statuses(desk: Desk) -> dict[str, Status]:
    return {line.number: line.status for line in desk.tracking.find().lines}


def papers(desk: Desk) -> dict[tuple[str, PaperKind], str]:
    """Read every paper of the day back: what it is, and its text."""
    subjects = (*(number(n) for n in range(1, 5)), OUT, IN, DAY.isoformat())
    found = [paper for subject in subjects for paper in desk.papers.of(subject)]
    return {(p.subject, p.kind): all_text(desk.papers.pdf(p.id).pdf) for p in found}


def test_a_whole_day_goes_by_keyboard_and_scanner_alone(lived: LivedDay) -> None:
    with open_desk(lived.ward, lived.clock) as desk:
        assert list(desk.upkeep.verify()) == []
        assert statuses(desk) == {
            number(1): Status.DELIVERED,
            number(2): Status.PROCESSING,
            number(3): Status.PROCESSING,
            number(4): Status.DELIVERED,
        }
        figures = desk.reports.tally_facts(DAY, desk.actor())
        assert figures.broken == ()
        total = figures.total
        assert (total.received, total.finished, total.delivered) == (4, 2, 2)
        assert total.supplements == 0
        assert figures.in_hand == 2
        assert figures.cash_dong == 7_000
        assert len(desk.closing.closings(DAY)) == 1
        assert desk.closing.queue() == ()


def test_the_step_taken_back_stands_in_the_history_with_its_reason(lived: LivedDay) -> None:
    with open_desk(lived.ward, lived.clock) as desk:
        events = desk.tracking.detail(number(2), desk.actor()).timeline
        kinds = Counter(event.kind for event in events)
    assert kinds[EventKind.SUPPLEMENT_REQUESTED] == 1
    undone = [event for event in events if event.kind is EventKind.UNDONE]
    assert [event.data["reason"] for event in undone] == [REASON]


def test_every_paper_of_the_day_comes_out_and_reads_in_vietnamese(lived: LivedDay) -> None:
    assert len(lived.sheets) == 11
    first, slip = lived.sheets[:2]
    assert len(page_sizes_mm(first)) == 2
    assert number(1) in {text for _, text in codes(first)}
    assert number(1) in {text for _, text in codes(slip)}
    with open_desk(lived.ward, lived.clock) as desk:
        texts = papers(desk)
    wanted = {
        (number(n), k) for n in (1, 2, 3) for k in (PaperKind.RECEIPT, PaperKind.CONTROL_SLIP)
    }
    wanted |= {(number(1), PaperKind.RESULT_SLIP), (DAY.isoformat(), PaperKind.DAILY_TALLY)}
    wanted |= {(number(2), PaperKind.SUPPLEMENT_REQUEST)}
    wanted |= {(OUT, PaperKind.HANDOVER_LIST), (IN, PaperKind.RESULT_HANDOVER)}
    assert set(texts) == wanted
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in texts[number(1), PaperKind.RECEIPT]
    assert "Nguyễn Văn Thử" in texts[number(1), PaperKind.RECEIPT]
    assert "Nguyễn Thị Thử Nghiệm" in texts[number(3), PaperKind.RECEIPT]
    assert "15/2026/KS" in texts[number(1), PaperKind.RESULT_SLIP]


def test_the_next_officer_takes_the_seat_by_one_key(counter: Program) -> None:
    counter.press("Ctrl+L", "2", "Return")
    assert counter.frame.kit.session.present_actor.officer.login == "quay2"
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i", "F9")
    assert number(1) in counter.message


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_half_a_dossier_is_there_again_after_the_window_was_killed(
    ward: Path, qapp: QApplication
) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", HALF_TYPED, str(ward)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"kept\n"
    killed.send_signal(signal.SIGKILL)
    killed.stdout.close()
    killed.wait()
    with program(ward) as again:
        again.wait_for_ward()
        again.sign_in("1")
        assert again.said("Khôi phục bản nháp")
        again.press("F9")
        assert number(1) in again.message
    with open_desk(ward, again.clock) as desk:
        owners = [line.owner_name for line in desk.tracking.find().lines]
        assert owners == ["Nguyễn Thị Thử Nghiệm"]
        assert desk.store.queries.draft("Quầy 1", "intake") is None


class StrayWindows(QObject):
    """Hears of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_stray_window_takes_the_keys_when_a_screen_is_shown(
    counter: Program, qapp: QApplication
) -> None:
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i", "F9")
    watch = StrayWindows()
    qapp.installEventFilter(watch)
    counter.press("F3", "F4", "F6", "F2")
    qapp.removeEventFilter(watch)
    assert watch.shown == []
