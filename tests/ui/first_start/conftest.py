"""No first start of a test touches this machine's own places."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _places_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, styled: QApplication) -> None:
    del styled
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
