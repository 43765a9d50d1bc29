"""Who sits at the window now."""

from PySide6.QtCore import QObject, Signal

from tthc_desk.domain.officers import Actor


class Session(QObject):
    """The officer at this desk.

    Signals:
        actor_changed: the new `Actor`, or None when the window was locked.
    """

    actor_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actor: Actor | None = None

    @property
    def actor(self) -> Actor | None:
        """Give who acts, None before sign-in and while locked."""
        return self._actor

    @property
    def present_actor(self) -> Actor:
        """Give who acts, where a screen can only be used by somebody.

        Raises:
            RuntimeError: nobody is signed in.
        """
        if self._actor is None:
            raise RuntimeError("nobody is signed in")
        return self._actor

    def enter(self, actor: Actor) -> None:
        """Seat an officer."""
        self._actor = actor
        self.actor_changed.emit(actor)

    def leave(self) -> None:
        """Lock: nobody acts."""
        self._actor = None
        self.actor_changed.emit(None)
