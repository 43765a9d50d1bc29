"""Catching a keyboard-wedge scanner wherever the focus is."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.scan_reading import Decision, Scan, ScanReader, Verdict

_ENDINGS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)
_TYPES = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod})
_ALT_CODE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


def monotonic_ms() -> int:
    """Give a running time in milliseconds."""
    return time.monotonic_ns() // 1_000_000


@runtime_checkable
class ActsOnLetters(Protocol):
    """A field in which one letter does more than stand there, which no undoing takes back."""

    def acts_on(self, typed: str) -> bool:
        """Say whether this letter would do something now."""
        ...


class Scanner(QObject):
    """Application event filter that takes scans out of the stream of keys.

    A first key passes at once; fast keys after it are held until they are a scan (then what
    leaked is taken back and the whole read goes out as one signal) or typing (then they go
    on to the field they were meant for). While a question is open nothing of a scan gets
    through, its Enter least of all.

    Scans are told in the next turn of the event loop: a screen that answers one by putting
    another form in its place must not free a widget to which Qt is still handing a key.

    Args:
        clock_ms: time for events that carry none of their own.

    Signals:
        scanned: a `Scan`, never while a key is being handed over.
        swallowed: a scan was dropped because a question is open.
    """

    scanned = Signal(object)
    swallowed = Signal()

    def __init__(
        self,
        reader: ScanReader,
        clock_ms: Callable[[], int] = monotonic_ms,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._clock_ms = clock_ms
        self._held: list[QEvent] = []
        self._held_keys: set[int] = set()
        self._before_leak: _Snapshot | None = None
        self._untold: deque[Scan | None] = deque()
        self._replaying = False
        self._is_watching = False
        self._watched: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_pause)

    def install(self) -> None:
        """Begin to watch the application."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
            self._is_watching = True

    def remove(self) -> None:
        """Watch no more."""
        self._is_watching, self._watched = False, None
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()
        self._untold.clear()

    @Slot()
    def tell(self) -> None:
        """Tell of every scan read so far; to be called where no key is on its way."""
        while self._untold:
            scan = self._untold.popleft()
            if scan is None:
                self.swallowed.emit()
            else:
                self.scanned.emit(scan)

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Look away while widgets are made: thousands of events, and no key among them."""
        app = QCoreApplication.instance()
        was_watching, self._is_watching = self._is_watching, False
        if app is not None and was_watching:
            app.removeEventFilter(self)
        try:
            yield
        finally:
            if was_watching:
                self.install()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TYPES or self._replaying:
            return False
        if not isinstance(watched, QWidget) or watched is not _target(watched):
            return False  # the same event on its way up to the parents
        self._watched = watched
        if isinstance(event, QInputMethodEvent):
            return self._on_commit(event)
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyRelease:
                return self._on_release(event)
            return self._on_press(event)
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or (event.key() in _SILENT and not event.text()):
            return False
        if event.modifiers() & _ALT_CODE == _ALT_CODE:
            return False  # digits of Alt+0259: the letter itself comes when Alt is let go
        at_ms = event.timestamp() or self._clock_ms()
        return self._obey(self._decide(event, at_ms), event)

    def _decide(self, event: QKeyEvent, at_ms: int) -> Decision:
        modal = _question_is_open()
        is_command = _is_command(event)
        if event.key() in _ENDINGS and not is_command:
            return self._reader.ending(at_ms, modal=modal)
        if event.key() == Qt.Key.Key_Backspace:
            return self._reader.backspace(at_ms, modal=modal)
        typed = event.text()
        if typed.isprintable() and typed and not is_command:
            guarded = _menu_is_open() or self._acts_at_once(typed)
            return self._reader.text(typed, at_ms, modal=modal, guarded=guarded)
        return self._reader.other(at_ms, modal=modal)

    def _acts_at_once(self, typed: str) -> bool:
        target = _target(self._watched)
        return isinstance(target, ActsOnLetters) and target.acts_on(typed)

    def _on_release(self, event: QKeyEvent) -> bool:
        if event.key() not in self._held_keys:
            return False
        self._held_keys.discard(event.key())
        if self._held:
            self._held.append(event.clone())
        return True

    def _on_commit(self, event: QInputMethodEvent) -> bool:
        committed = event.commitString()
        if not committed:
            return False
        decision = self._reader.text(committed, self._clock_ms(), modal=_question_is_open())
        return self._obey(decision, event)

    def _obey(self, decision: Decision, event: QEvent) -> bool:
        self._settle(decision)
        if decision.verdict is Verdict.PASS and self._reader.begins:
            self._before_leak = _Snapshot.of(QApplication.focusWidget() or self._watched)
        elif decision.verdict is not Verdict.PASS:
            if isinstance(event, QKeyEvent):
                self._held_keys.add(event.key())
            if decision.verdict is Verdict.HOLD:
                self._held.append(event.clone())
        self._set_timer(event)
        return decision.verdict is not Verdict.PASS

    def _settle(self, decision: Decision) -> None:
        """Carry out what a decision says of the keys held so far."""
        if decision.verdict is Verdict.HOLD:
            return
        held, self._held = self._held, []
        if decision.replay:
            self._replay(held)
        if decision.scan or decision.swallowed:
            if decision.leaked:
                self._take_back_leak()
            self._untold.append(decision.scan)
            QTimer.singleShot(0, self, self.tell)

    def _replay(self, events: list[QEvent]) -> None:
        self._replaying = True
        try:
            for event in events:
                target = _target(self._watched)
                if isinstance(event, QKeyEvent):
                    self._held_keys.discard(event.key())
                if target is not None:
                    QCoreApplication.sendEvent(target, event)
        finally:
            self._replaying = False

    def _take_back_leak(self) -> None:
        if self._before_leak:
            self._before_leak.restore()
        self._before_leak = None

    def _set_timer(self, event: QEvent) -> None:
        deadline = self._reader.deadline_ms()
        if deadline is None:
            self._timer.stop()
            return
        stamp = event.timestamp() if isinstance(event, QKeyEvent) else 0
        self._timer.start(max(0, deadline - (stamp or self._clock_ms())))

    @Slot()
    def _on_pause(self) -> None:
        deadline = self._reader.deadline_ms()
        if deadline is not None:
            self._settle(self._reader.pause(deadline, modal=_question_is_open()))


@dataclass(slots=True)
class _Snapshot:
    """A field as it was before a key that may turn out to be the first of a scan."""

    widget: QWidget
    text: str
    cursor: int

    @classmethod
    def of(cls, widget: QWidget | None) -> "_Snapshot | None":
        if isinstance(widget, QLineEdit):
            return cls(widget, widget.text(), widget.cursorPosition())
        if isinstance(widget, QPlainTextEdit):
            return cls(widget, widget.toPlainText(), widget.textCursor().position())
        if isinstance(widget, QComboBox):
            return cls(widget, "", widget.currentIndex())
        return None

    def restore(self) -> None:
        if not shiboken6.isValid(self.widget):
            return
        if isinstance(self.widget, QLineEdit) and self.widget.text() != self.text:
            self.widget.setText(self.text)
            self.widget.setCursorPosition(self.cursor)
        elif isinstance(self.widget, QPlainTextEdit) and self.widget.toPlainText() != self.text:
            self.widget.setPlainText(self.text)
            cursor = self.widget.textCursor()
            cursor.setPosition(self.cursor)
            self.widget.setTextCursor(cursor)
        elif isinstance(self.widget, QComboBox) and self.widget.currentIndex() != self.cursor:
            self.widget.setCurrentIndex(self.cursor)


def _is_command(event: QKeyEvent) -> bool:
    """Say whether Ctrl makes it a command; Ctrl+Alt is AltGr, which writes letters."""
    held = event.modifiers() & (_COMMANDS | Qt.KeyboardModifier.AltModifier)
    return bool(held & _COMMANDS) and held != _ALT_GR


def _target(watched: QWidget | None) -> QWidget | None:
    """Find the widget that Qt gives the keys to.

    Args:
        watched: tells the window where none is active, as without a window manager.
    """
    app = QApplication
    popup = app.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    found = app.focusWidget() or app.activeModalWidget() or app.activeWindow()
    if found is not None or watched is None or not shiboken6.isValid(watched):
        return found
    return watched.window().focusWidget() or watched.window()


def _question_is_open() -> bool:
    return QApplication.activeModalWidget() is not None or _menu_is_open()


def _menu_is_open() -> bool:
    return isinstance(QApplication.activePopupWidget(), QMenu)
