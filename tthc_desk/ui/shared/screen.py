"""What a screen of the window is: its name and keys, and what it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.scan_reading import Scan

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A screen asks for another one.

    Args:
        act: key of the screen to show.
        subject: what it should open there (a number, say); empty for nothing in particular.
    """

    act: Act
    subject: str = ""


class Screen(QWidget, Generic[S]):
    """One place of the rail; S is the frozen dataclass of use cases it works with.

    A screen paints and takes keys at once; its use cases come later, through `on_ready`.

    Signals:
        open_requested: an `OpenRequest`.
    """

    open_requested = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self._acts: dict[Act, QAction] = {}

    def offer(self, act: Act, carry_out: Callable[[], object], name: str = "") -> QAction:
        """Take a key of the one table while this screen is shown.

        Args:
            carry_out: bound method.
            name: what the key does here; without it the name in the table.

        Returns:
            The action, for `ActionButton`; disable or hide it and its key does nothing.
        """
        made = QAction(name or act.label(), self)
        made.setProperty("key_text", act.key_text)
        made.triggered.connect(carry_out)
        self._acts[act] = made
        return made

    def offered(self) -> tuple[tuple[Act, QAction], ...]:
        """Give the acts it takes now, in the order they were offered."""
        return tuple((act, made) for act, made in self._acts.items() if made.isVisible())

    def carry_out(self, act: Act) -> bool:
        """Carry an act out; False when the screen does not take it or it is off."""
        made = self._acts.get(act)
        if made is None or not (made.isEnabled() and made.isVisible()):
            return False
        made.trigger()
        return True

    def on_ready(self, services: S) -> None:
        """Take the use cases; called once, when the data folder is open."""

    def on_actor(self, actor: Actor) -> None:
        """Learn who acts from now on."""

    def on_shown(self) -> None:
        """Come to the front: put the focus where work begins, read lists again."""

    def on_scan(self, scan: Scan) -> bool:
        """Take a scan while shown; False when it means nothing here (the window goes on)."""
        del scan
        return False

    def on_open(self, subject: str) -> None:
        """Open what another screen or the search line asked for."""

    def may_leave(self) -> bool:
        """Say whether nothing would be lost if the window were closed now."""
        return True


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A screen before it exists: built when it is first shown.

    Args:
        create: the screen's class, or a function of the kit.
    """

    act: Act
    title: str
    icon: IconName
    create: Callable[[Kit], Screen[Any]]
