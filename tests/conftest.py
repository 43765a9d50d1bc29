"""What every test stands on: no display, no preferences of this machine, no thread left."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tthc_desk.ui.shared.kit import Kit

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what the offscreen platform says of every dialog."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


def pytest_collection_finish() -> None:
    """Leave what all tests are made of out of every later collection: windows collect often."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["tthc-desk"]


@pytest.fixture
def styled(qapp: "QApplication") -> "QApplication":
    """The application in its own font and style sheet."""
    from tthc_desk.ui.shared.style_sheet import FONT_FAMILY, apply_style

    # Once a session: dressing the application anew takes longer than most tests.
    if qapp.font().family() != FONT_FAMILY:
        apply_style(qapp, RESOURCES / "fonts")
    return qapp


@pytest.fixture
def kit(styled: "QApplication", tmp_path: Path) -> "Kit":
    """A `Kit` of fakes for one screen; see `tests.helpers.ui_fakes`."""
    from tests.helpers.ui_fakes import make_kit

    return make_kit(tmp_path)


@pytest.fixture(autouse=True)
def _settings_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a lane of work running."""
    before = set(threading.enumerate())
    yield
    left = [one.name for one in threading.enumerate() if one not in before]
    assert [name for name in left if name.startswith("lane-")] == []
