"""The whole first start by keys, and what stands at its end."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.helpers.first_start_driver import Wizard, put_pack, real_files, wizard
from tests.helpers.logos import make_logo
from tests.helpers.packs import SIGNER, pack_bytes
from tests.helpers.program import MORNING, program, wait_until
from tests.helpers.qt import grab, unnamed_controls
from tthc_desk.app import paths
from tthc_desk.app.clock import SetClock
from tthc_desk.app.first_start import is_first_start
from tthc_desk.app.first_start_kept import kept_choices
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.ui.first_start.scan_verdict import TEST_CARD
from tthc_desk.ui.first_start.services import Choices
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.usecases.backups import FOLDER
from tthc_desk.usecases.ward_logo import kept_logo

LOGO = make_logo()


def look(made: Wizard, name: str) -> None:
    """Keep pictures of a page in both sizes, every control named."""
    assert unnamed_controls(made.frame.window) == []
    for width, height in ((1366, 728), (1093, 574)):
        made.frame.window.resize(width, height)
        made.settle()
        grab(made.frame.window, f"{name}-{width}")
        shown = made.frame.window.size()
        assert (shown.width(), shown.height()) == (width, height), name


def test_from_the_pack_to_the_sign_in_page_by_keys_alone(tmp_path: Path) -> None:
    home, backups = tmp_path / "nhà" / "tthc-desk", tmp_path / "nơi khác"
    put_pack(home, pack_bytes(real_files(), logo=LOGO))
    with wizard(home) as made:
        _choose_pack_and_place(made)
        _try_machines(made)
        _choose_backups_and_year(made, backups)
        _make(made, home)
    _check_ward(home, backups)
    with program(home) as started:
        started.wait_for_ward()


def _choose_pack_and_place(made: Wizard) -> None:
    look(made, "1-welcome")
    made.press("Ctrl+1")
    assert made.is_at(Step.PACK)
    assert "phường Mỹ Đình 1 (00625)" in made.words
    for at in range(1, 6):
        made.press(f"Ctrl+{at}")
        look(made, f"2-pack-{at}")
    made.press("F9")
    assert made.is_at(Step.KEY)
    assert all(group in made.words for group in _fingerprint().split())
    made.press("F9")
    assert made.is_at(Step.KEY)
    made.press(Qt.Key.Key_Space)
    look(made, "3-key")
    made.press("F9")
    assert made.is_at(Step.FOLDER)
    wait_until(lambda: not made.hint)
    look(made, "4-folder")
    made.press("F9")
    assert made.is_at(Step.LEADER)
    look(made, "5-leader")
    made.press("F9")


def _try_machines(made: Wizard) -> None:
    assert made.is_at(Step.PRINTER)
    made.press("Ctrl+P")
    wait_until(lambda: "Đã gửi" in made.words)
    assert [path.stat().st_size > 0 for path in made.printers.files] == [True]
    made.press("Ctrl+1")
    look(made, "6-printer")
    made.press("F9")
    assert made.is_at(Step.SCANNER)
    made.scan(TEST_CARD)
    look(made, "7-scanner")
    made.press("F9")


def _choose_backups_and_year(made: Wizard, backups: Path) -> None:
    assert made.is_at(Step.BACKUP)
    made.write(str(backups))
    wait_until(lambda: not made.hint)
    look(made, "8-backup")
    made.press("F9")
    assert made.is_at(Step.CALENDAR)
    made.press("Ctrl+1")
    look(made, "9-calendar")
    made.press("F9")


def _make(made: Wizard, home: Path) -> None:
    assert made.is_at(Step.SUMMARY)
    look(made, "10-summary")
    assert not (home / "ward.db").exists()
    made.press("F9")
    assert "Phường đã sẵn sàng" in made.words
    look(made, "11-ready")
    made.press("F9")
    wait_until(lambda: not made.frame.window.isVisible())
    made.settle()
    assert made.frame.folder == home
    made.end()


def _check_ward(home: Path, backups: Path) -> None:
    assert not is_first_start(home)
    assert kept_choices(home) == Choices()
    with open_desk(home, SetClock(MORNING)) as desk:
        assert list(desk.upkeep.verify()) == []
        assert desk.rules.book().ward.name == "phường Mỹ Đình 1"
        assert kept_logo(desk.store.queries, desk.rules.book().ward.logo) == LOGO
        assert desk.rules.book().calendar.years[2026].confirmed
        pinned = desk.packs.pinned()
        assert pinned is not None
        assert pinned.public == SIGNER.public
        assert desk.store.queries.setting(FOLDER) == str(backups)
        opened = [
            e for e in desk.store.queries.timeline("00625") if e.kind is EventKind.WARD_OPENED
        ]
        assert [event.officer for event in opened] == ["lanhdao"]
    assert backups.is_dir()


def test_an_unconfirmed_year_is_confirmed_by_the_first_supervisor(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    later = MORNING.replace(year=2027, month=1, day=4)
    with wizard(home) as made:
        made.frame._clock.moment = later  # type: ignore[attr-defined]
        made.go_to(Step.CALENDAR)
        assert "chương trình đề xuất" in made.words
        made.press("Ctrl+1", "F9", "F9")
        assert "Phường đã sẵn sàng" in made.words
    with open_desk(home, SetClock(later)) as desk:
        assert desk.rules.book().calendar.years[2027].confirmed
        last = desk.store.queries.timeline("2027")[-1]
        assert (last.kind, last.officer) == (EventKind.CALENDAR_CONFIRMED, "lanhdao")


def test_data_put_elsewhere_are_found_by_the_next_start(tmp_path: Path) -> None:
    home, other = tmp_path / "mặc định", tmp_path / "ổ khác" / "sổ"
    put_pack(home)
    with wizard(home) as made:
        made.go_to(Step.FOLDER)
        made.write(str(other))
        wait_until(lambda: not made.hint)
        made.go_to(Step.SUMMARY)
        made.press("F9", "F9")
        made.settle()
        assert made.frame.folder == other
        made.end()
    assert paths.data_folder(home) == other
    assert not is_first_start(home)
    with open_desk(paths.data_folder(home)) as desk:
        assert desk.rules.book().ward.code == "00625"
    # An unplugged drive must not make room for a second book.
    other.rename(tmp_path / "rút ra")
    assert not is_first_start(home)


def _fingerprint() -> str:
    return fingerprint(SIGNER.public)


def test_a_step_left_for_later_has_a_mark_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "tthc-desk"
    put_pack(home)
    with wizard(home) as made:
        made.go_to(Step.SUMMARY)
        lines = made.words.splitlines()
        assert "   –  Máy in" in lines
        assert "   –  Sao lưu" not in lines
        assert "   ✓  Người phụ trách" in lines
