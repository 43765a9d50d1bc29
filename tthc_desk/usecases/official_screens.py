"""Which screen of an official system the ward works beside: the shipped one or its own."""

from collections.abc import Callable
from dataclasses import replace

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.official_screen import OfficialScreen, read_screen
from tthc_desk.usecases.ports import NewEvent, Store
from tthc_desk.usecases.rules import Rules

_SUBJECT = "official-screen"


class OfficialScreens:
    """Keeps the columns of the official system in the ward's profile.

    Args:
        shipped: gives the TOML text of the columns the program comes with.
    """

    def __init__(self, store: Store, rules: Rules, shipped: Callable[[], str]) -> None:
        self._store = store
        self._rules = rules
        self._shipped = shipped

    @property
    def is_own(self) -> bool:
        """Say whether the ward has taken columns of its own over."""
        return bool(self._rules.book().ward.official_screen)

    def screen(self) -> OfficialScreen:
        """Give the screen the ward works beside."""
        return read_screen(self._rules.book().ward.official_screen or self._shipped())

    def save(self, text: str, actor: Actor) -> OfficialScreen:
        """Take columns over, all or nothing; an empty text goes back to the shipped ones.

        Raises:
            DeskError: SUPERVISOR; FORMAT as `read_screen`.
        """
        if not actor.is_supervisor:
            raise DeskError(Code.SUPERVISOR, action="official-screen")
        screen = read_screen(text or self._shipped())
        ward = replace(self._rules.book().ward, official_screen=text)
        with self._store.write() as unit:
            unit.save_ward(ward)
            now = self._rules.moment(unit.last_event_at())
            data = {"columns": [column.key.value for column in screen.columns]}
            unit.append(NewEvent.by(actor, now, _SUBJECT, EventKind.FORMS_CHANGED, data))
            unit.commit()
        return screen
