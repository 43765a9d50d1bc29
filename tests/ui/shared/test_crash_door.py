"""A fault of ours is logged without persons and told in a clear sentence."""

import logging
import sys

import pytest
from pytestqt.qtbot import QtBot

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.crash_door import CrashDoor, bare_trace

SECRET = "Nguyễn Văn Thử 001090000001"


def fail_with_a_person() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise DeskError(Code.IO, path=SECRET) from error


def test_the_trace_names_places_and_never_values() -> None:
    with pytest.raises(DeskError) as caught:
        fail_with_a_person()
    trace = bare_trace(caught.value)
    assert SECRET not in trace
    assert "DeskError E_IO" in trace
    assert "KeyError" in trace
    assert "test_crash_door.py:" in trace
    assert "fail_with_a_person" in trace


def test_errors_that_name_each_other_as_their_cause_are_written_once_each() -> None:
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    assert bare_trace(first) == "ValueError [] <- KeyError []"


def test_the_officer_is_told_what_was_saved(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    door = CrashDoor(lambda: "Hồ sơ cuối cùng đã lưu: T0007.")
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(door.crashed) as told:
        door.take(ValueError(SECRET))
    assert told.args is not None
    assert "T0007" in told.args[0]
    assert SECRET not in caplog.text
    assert "ValueError" in caplog.text


def test_the_door_is_pythons_last_resort_while_installed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    door = CrashDoor(lambda: "")
    door.install()
    error = ValueError(SECRET)
    with qtbot.waitSignal(door.crashed):
        sys.excepthook(ValueError, error, None)
    door.uninstall()
    assert sys.excepthook is sys.__excepthook__


def test_a_fault_in_telling_what_was_saved_does_not_hide_the_first(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise OSError

    door = CrashDoor(broken)
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(door.crashed) as told:
        door.take(ValueError("x"))
    assert "ValueError" in caplog.text
    assert told.args is not None
