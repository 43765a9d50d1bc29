"""The request id of the form: one for each thing the officer means to save."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """A save that was tried.

    Args:
        state: the form as it was sent, as text.
    """

    request_id: str
    state: str


class Attempts:
    """Gives the id a save is sent with, so that a retry never makes a second receipt."""

    def __init__(self) -> None:
        self._last: Attempt | None = None
        self._unclear = False

    @property
    def last(self) -> Attempt | None:
        """Give the save tried last for what stands in the form."""
        return self._last

    def begin(self, state: str) -> Attempt:
        """Give the attempt for a form state: the same one for the same state.

        While it is unclear whether the last attempt was saved its id is kept even for a
        changed form: a second dossier would be worse than a change that is told as not saved.
        """
        if self._last is None or (self._last.state != state and not self._unclear):
            self._last = Attempt(str(uuid.uuid4()), state)
        self._unclear = True
        return self._last

    def refused(self) -> None:
        """Learn that nothing was saved."""
        self._unclear = False

    def restore(self, attempt: Attempt | None) -> None:
        """Take up an attempt a draft was kept with; nobody knows how it ended."""
        self._last = attempt
        self._unclear = attempt is not None

    def forget(self) -> None:
        """Begin with a new dossier."""
        self.restore(None)
