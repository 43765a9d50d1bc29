"""Driving the transfer screen in a ward with a history, onto a stick that may fail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.helpers.qt import shown_rows
from tests.helpers.tracking_driver import IN_CHARGE, NOW, BusyWard
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.app.window_transfer import transfer_services
from tthc_desk.app.wiring import Desk, wire
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain, Totals
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, ReasonQuestion
from tthc_desk.ui.transfer.services import Place, TransferServices
from tthc_desk.ui.transfer.transfer_screen import TransferScreen

FIRST_DAY = date(2026, 7, 6)
"""A Monday; the history of `live` begins here."""


def live(ward: BusyWard, weeks: int = 20, each: int = 2) -> list[str]:
    """Let a few dossiers a week come in from `FIRST_DAY` on, most of them ended in time."""
    numbers = []
    for week in range(weeks):
        for at in range(each):
            came = datetime.combine(FIRST_DAY, NOW.timetz()) + timedelta(days=7 * week + at)
            if came >= NOW:
                break
            ward.clock.at = came
            number = ward.receive(week * each + at)
            if (week + at) % 5:
                ward.clock.at = came + timedelta(hours=2)
                end(ward, number)
            numbers.append(number)
    ward.clock.at = NOW
    return numbers


def end(ward: BusyWard, number: str) -> None:
    """Finish a dossier."""
    ward.act(number, Action.FORWARD, holder="mau")
    ward.act(number, Action.FINISH, result_number="1/2026", signer="Phạm Thị Thử Nghiệm", copies=1)


class TransferDriver:
    """What an officer does on the transfer screen; the clock is the ward's.

    Args:
        stick: the folder files go to; a stick of 8 GB as far as the screen knows.
    """

    def __init__(self, kit: Kit, ward: BusyWard, stick: Path, actor: Actor = IN_CHARGE) -> None:
        self.ward = ward
        self.stick = stick
        self.desk: Desk = wire(ward.store, ward.clock)
        assert isinstance(kit.messages, RecordingMessages)
        self.messages = kit.messages
        now: Callable[[], datetime] = ward.clock.now
        kit = replace(kit, now=now)
        kit.session.enter(actor)
        kit.remembered.send_folder = str(stick)
        self.opened: list[Path] = []
        self.screen = TransferScreen(kit)
        self.screen.resize(1194, 640)
        self.screen.show()
        self.screen.on_ready(self._services())
        self.screen.on_shown()

    def _services(self) -> TransferServices:
        found = transfer_services(self.desk)
        out = replace(found.out, place=_stick_of_8_gb, show=self.opened.append)
        return replace(found, out=out)

    def press(self, act: Act) -> bool:
        """Press a key of the table."""
        return self.screen.carry_out(act)

    def name_of(self, act: Act) -> str:
        """Read what a key is called now; empty when it is not offered."""
        return {one: made.text() for one, made in self.screen.offered()}.get(act, "")

    def is_on(self, act: Act) -> bool:
        """Tell whether a key does anything now."""
        return {one: made.isEnabled() for one, made in self.screen.offered()}.get(act, False)

    def choose_chain(self, chain: Chain) -> None:
        """Choose a chain in the box."""
        self.screen.send.part.chain.set_value(chain)
        self.screen.send.part.chain.activated.emit(self.screen.send.part.chain.currentIndex())

    def choose(self, name: str) -> None:
        """Go to a period by its name in the list."""
        self.screen.send.part.periods.select_row([row[0] for row in self.periods].index(name))

    @property
    def periods(self) -> list[tuple[str, ...]]:
        """Read the list of periods."""
        return shown_rows(self.screen.send.part.periods)

    def state_of(self, name: str) -> str:
        """Read the word of a period."""
        return {row[0]: row[1] for row in self.periods}[name]

    @property
    def figures(self) -> dict[str, tuple[str, str]]:
        """Read the figures of the chosen period: words → (as sent, now)."""
        return {line[0]: (line[1], line[2]) for line in self.screen.send.part.panel.figures.texts}

    @property
    def question(self) -> Question:
        """Give what was asked last."""
        asked = self.messages.questions[-1]
        assert isinstance(asked, Question)
        return asked

    @property
    def typed_question(self) -> ReasonQuestion:
        """Give what was asked last with a line to type in."""
        asked = self.messages.questions[-1]
        assert isinstance(asked, ReasonQuestion)
        return asked

    def send(self, name: str) -> None:
        """Choose a period and export it, with the first key of the ward if need be."""
        self.choose(name)
        asked = len(self.messages.questions)
        assert self.press(Act.ACCEPT)
        if len(self.messages.questions) > asked:
            self.messages.answer(self.question.verbs[0])

    @property
    def files(self) -> list[str]:
        """List what lies on the stick, temporary files too."""
        return sorted(path.name for path in self.stick.iterdir())

    def totals_on_stick(self) -> list[Totals]:
        """Read every totals file on the stick with the ward's keys, as its receiver does."""
        keys = {key.key_id: key.public for key in self.ward.store.queries.signing_keys()}
        files = TotalsFiles()
        found = (path.read_bytes() for path in sorted(self.stick.glob("TOTALS_*.json")))
        return [files.read(data, keys[files.key_of(data)]).totals for data in found]


def _stick_of_8_gb(folder: Path) -> Place:
    if not folder.is_dir():
        return Place(folder, exists=False)
    return Place(folder, exists=True, is_removable=True, free_bytes=8_000_000_000)
