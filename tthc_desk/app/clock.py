"""The program's two clocks: the computer's, and one that is set by hand for training."""

from datetime import datetime

from tthc_desk.domain.local_time import VIETNAM


class SystemClock:
    """The computer's clock in Vietnam's time zone; the only place that reads it."""

    def now(self) -> datetime:
        """Give the present moment."""
        return datetime.now(VIETNAM)


class SetClock:
    """A clock that stands where it was put; for invented history and tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Give the moment it was set to."""
        return self.moment
