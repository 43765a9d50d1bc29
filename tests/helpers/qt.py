"""Driving widgets as a person, an input method or a scanner does, and looking at them."""

import itertools
import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget

_HAND_MS = 200
_SCANNER_MS = 4
_now_ms = itertools.count(1_000_000, _HAND_MS)
_NAMED = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}


def type_text(widget: QWidget, text: str) -> None:
    """Commit a text as a Vietnamese keyboard does; QTest aborts on such letters."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def press(
    widget: QWidget | None,
    key: Qt.Key | str,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key at the pace of a hand; shortcuts of the window are found, too.

    Args:
        widget: gets the key; None for whatever has the focus.
        key: a key, or one ASCII letter.
    """
    target = widget or QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    if isinstance(key, str):
        _send_key(target, key, next(_now_ms))
    else:
        QTest.keyClick(target, key, modifiers)


def press_sequence(widget: QWidget, keys: str) -> None:
    """Press a key written as in the key table ("Ctrl+K")."""
    QTest.keySequence(widget, QKeySequence(keys))


def scan_keys(text: str, *, between_ms: int = _SCANNER_MS, end: str = "\n") -> None:
    """Play a keyboard-wedge scanner into whatever has the focus; what it reads is heard then."""
    send_scan(text, between_ms=between_ms, end=end)
    let_scans_be_heard()


def send_scan(text: str, *, between_ms: int = _SCANNER_MS, end: str = "\n") -> None:
    """Send the keys of a scanner; the window has not had its next turn when this returns."""
    at = next(_now_ms)
    for letter in text + end:
        target = _keyboard_target()
        assert target is not None
        _send_key(target, letter, at)
        at += between_ms
    while next(_now_ms) < at:
        pass


def let_scans_be_heard() -> None:
    """Give the window the turn in which it learns of a scan; no timer runs out meanwhile."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)


def _keyboard_target() -> QWidget | None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    focused = QApplication.focusWidget() or QApplication.activeModalWidget()
    return focused or QApplication.activeWindow()


def _send_key(target: QWidget, letter: str, at_ms: int) -> None:
    key = _NAMED.get(
        letter, Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
    )
    text = "\r" if letter == "\n" else letter
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(target, event)


def unnamed_controls(top: QWidget) -> list[str]:
    """Find what can take the focus and has no name for a screen reader."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in top.findChildren(QWidget)
        if _is_control(widget) and widget.window() is top.window() and not _accessible_name(widget)
    ]


def shown_rows(view: QAbstractItemView) -> list[tuple[str, ...]]:
    """Read a table as a person does: every row, the text of its cells."""
    model, nowhere = view.model(), QModelIndex()
    columns = range(model.columnCount(nowhere))
    return [
        tuple(str(model.index(row, at).data() or "") for at in columns)
        for row in range(model.rowCount(nowhere))
    ]


def grab(widget: QWidget, name: str) -> Path:
    """Keep a picture of a widget for a person to look at; the folder is TTHC_SHOTS."""
    folder = Path(os.environ.get("TTHC_SHOTS", "")) if os.environ.get("TTHC_SHOTS") else None
    QApplication.processEvents()
    picture = widget.grab()
    assert not picture.isNull()
    path = (folder or Path()) / f"{name}.png"
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(str(path))
    return path


def _is_control(widget: QWidget) -> bool:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
        return False
    owner = widget.parentWidget()
    if isinstance(widget, QLineEdit) and isinstance(owner, QComboBox):
        return False
    name = widget.objectName()
    return not (name.startswith("qt_") or widget.isWindow())


def _accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""
