"""A day at the counter through the wired window, by keyboard and scanner only."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.program import (
    FIRST_CARD,
    SECOND_CARD,
    Program,
    copy_ward,
    make_training_ward,
    program,
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward without a dossier, made once."""
    folder = tmp_path_factory.mktemp("prepared") / "ward"
    make_training_ward(folder)
    return folder


def test_x(qapp, tmp_path, qtbot, prepared, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with program(copy_ward(prepared, tmp_path / "ward"), qtbot) as d:
        qtbot.waitUntil(lambda: d.said("Ai đang ngồi"))
        d.settle()

        def st(tag):
            print("==", tag, "|", d.message, "| focus", d.focus, "| files", len(d.printers.files))
            d.frame.window.resize(1366, 738)
            d.frame.window.grab().save(f"/tmp/shots/day-{tag}.png")

        d.sign_in("1")
        st("signin")
        d.scan(FIRST_CARD)
        st("scan")
        d.press("k", "s", "i", "Return", "F9")
        st("birth")
        d.scan(SECOND_CARD)
        d.press("k", "s", "i", "Ctrl+D")
        st("ctrld")
        d.press("t", "l", "u", "F9")
        st("second")
        d.scan(FIRST_CARD)
        d.press("s", "a", "o", "Return", "5", "F9")
        st("cert")
        N = lambda k: f"TH.006.25-261123-T{k:04}"
        d.press("F4")
        st("f4")
        for k in (1, 2, 3):
            d.scan(N(k))
        st("list")
        d.press("F9")
        st("closed")
        for k in (1, 2, 3):
            d.scan(N(k))
        d.press("F9")
        st("accepted")
        d.press("Ctrl+2")
        d.scan(N(1))
        st("results")
        d.write("15/KS")
        d.press("Ctrl+Return")
        st("result-added")
        d.press("F9")
        st("rclosed")
        d.scan(N(1))
        d.press("F9")
        st("raccepted")
        d.press("Ctrl+3")
        d.scan(N(1))
        st("deliver")
        d.scan(FIRST_CARD)
        st("deliver2")
        d.press("F9")
        st("delivered")
        d.press("F3")
        d.frame.window.activateWindow()
        d.scan(N(2))
        st("track")
        print([(a.key, m.text()) for a, m in d.screen.offered()])
        d.press(d.key_of("bổ sung"))
        st("supp")
        d.press("Space", "F9")
        st("supp-noreason")
        print(d.focus)
        d.write("Thiếu giấy chứng sinh bản chính.")
        d.press("F9")
        st("supped")
        d.press("F11")
        st("undo")
        d.write("Bấm nhầm hồ sơ.")
        d.press("F9")
        st("undone")
        d.press("F6")
        st("closing")
        d.press("F9")
        st("tally")
        d.press("Ctrl+L")
        d.sign_in("2")
        st("switch")
        for t in d.printed():
            print(t[:160])
