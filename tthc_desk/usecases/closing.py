"""Closing a business day against the register and the cash, and opening it again."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.day_closing import Drawer, Taking, count_day, waiting_days
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.officers import Actor, Role
from tthc_desk.domain.text_input import clean_block
from tthc_desk.usecases.cash_count import (
    REASON_LIMIT,
    THE_ONE,
    ClosingInput,
    answer_for,
    count_cash,
    drawers_of,
)
from tthc_desk.usecases.closed_tally import as_closed
from tthc_desk.usecases.closing_record import cash_data, closing_from, figures_data, takings_data
from tthc_desk.usecases.day_tally import broken_identities, tally_lines
from tthc_desk.usecases.intake_checks import check_request_id
from tthc_desk.usecases.lines import CorrectionLine, DayClosing, DayFigures
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.paper_issue import issue
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.ward import Ward

__all__ = ["THE_ONE", "Closing", "ClosingAnswer", "ClosingInput", "ClosingOutlook"]

_MAY_CLOSE = frozenset({Role.COUNTER, Role.SUPERVISOR})
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class ClosingOutlook:
    """What the closing of a day would hold now.

    Args:
        drawers: the cash to be counted where `moved`, the rest carries its opening cash on.
        broken: sentences that name what does not add up; the day cannot be closed then.
    """

    day: date
    figures: DayFigures
    takings: tuple[Taking, ...]
    drawers: tuple[Drawer, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosingAnswer:
    """A closing that was carried out; a repeat of its request gives the same."""

    request_id: str
    closing: DayClosing
    repeated: bool = False


class Closing:
    """Closes days in their order; one transaction holds figures, cash, tally and event."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def queue(self) -> tuple[date, ...]:
        """List the days that wait to be closed, in the order in which they must be.

        Raises:
            DeskError: CALENDAR for a year whose working days are not known.
        """
        last = self._store.queries.last_closing()
        return self._queue(last.day if last else None)

    def outlook(self, day: date, given: ClosingInput | None = None) -> ClosingOutlook:
        """Say what a closing would hold: figures, takings, drawers with their computed cash.

        Args:
            given: its typed opening cash is taken into account.
        """
        queries = self._store.queries
        figures, takings = queries.day_figures(day), queries.takings(day)
        given = given or ClosingInput()
        drawers = drawers_of(given, takings, queries.last_closing(), self._rules.book().ward)
        broken = broken_identities(figures, tally_lines(figures))
        return ClosingOutlook(day, figures, takings, drawers, broken)

    def closings(self, day: date) -> tuple[DayClosing, ...]:
        """Give every closing of a day, reopened ones too, the first one first."""
        return self._store.queries.closings(day)

    def corrections(self, day: date) -> tuple[CorrectionLine, ...]:
        """Give what changed a closed day since its closing; nothing of an open one."""
        found = self.closings(day)
        if not found or found[-1].reopened is not None:
            return ()
        return self._store.queries.corrections_of(found[-1])

    def corrections_made(self, figures: DayFigures) -> tuple[CorrectionLine, ...]:
        """Give what a day changed of days closed before, as far as its figures know."""
        return self._store.queries.corrections_on(figures.day, figures.chain_length)

    def close(
        self, day: date, given: ClosingInput, actor: Actor, *, request_id: object = None
    ) -> ClosingAnswer:
        """Close a day and issue its tally.

        Raises:
            DeskError: SUPERVISOR for a case officer; DAY_CLOSED, DAY_ORDER (`first`: the day
                that must be closed before), DATE for a day to come; CASH_COUNT with the
                `drawers` that must be counted; REASON for a difference without one; SECOND,
                OFFICER, MONEY; REGISTER with `what` does not agree and the `numbers` of the
                dossiers. Nothing is saved then.
        """
        asked = check_request_id(request_id)
        with self._store.write(asked) as unit:
            earlier = unit.answer_of(asked)
            if earlier is not None:
                return self._repeated(asked, earlier)
            now = self._rules.moment(unit.last_event_at())
            _check_role(actor)
            self._check_order(day, unit.closed_through())
            event = self._close(unit, day, given, actor, now)
            number = int(str(event.data["round"]))
            unit.remember(asked, json.dumps({"closed_day": day.isoformat(), "round": number}))
            unit.commit()
        paper_id = int(str(event.data["paper"]))
        return ClosingAnswer(asked, closing_from(event, number, paper_id))

    def reopen(
        self, day: date, reason: object, actor: Actor, *, request_id: object = None
    ) -> ClosingAnswer:
        """Open the last closed day again; its closing stays in the history.

        Raises:
            DeskError: SUPERVISOR, REASON, DAY_ORDER when it is not the last closed day.
        """
        asked = check_request_id(request_id)
        with self._store.write(asked) as unit:
            earlier = unit.answer_of(asked)
            if earlier is not None:
                return self._repeated(asked, earlier)
            if not actor.is_supervisor:
                raise DeskError(Code.SUPERVISOR, action="reopen-day")
            _check_last(day, unit.closed_through())
            closing = self._store.queries.closings(day)[-1]
            self._reopen(unit, closing, _reason(reason), actor)
            answer = {"closed_day": day.isoformat(), "round": closing.round}
            unit.remember(asked, json.dumps(answer))
            unit.commit()
        return ClosingAnswer(asked, self._store.queries.closings(day)[-1])

    # --- what is checked before

    def _queue(self, closed_through: date | None) -> tuple[date, ...]:
        today = self._rules.today()
        worked = self._store.queries.worked_days(closed_through, today)
        if closed_through is None and not worked:
            return ()
        first = worked[0] if worked else today
        return waiting_days(first, closed_through, today, self._rules.book().calendar, worked)

    def _check_order(self, day: date, closed_through: date | None) -> None:
        if day > self._rules.today():
            raise DeskError(Code.DATE, "date", high=self._rules.today())
        if closed_through is not None and day <= closed_through:
            raise DeskError(Code.DAY_CLOSED, "date", day=day)
        waiting = self._queue(closed_through)
        if day not in waiting:
            raise DeskError(Code.DAY_ORDER, "date", why="nothing", day=day)
        if day != waiting[0]:
            raise DeskError(Code.DAY_ORDER, "date", why="earlier", day=day, first=waiting[0])

    def _check_register(
        self, figures: DayFigures, takings: tuple[Taking, ...], last: DayClosing | None
    ) -> None:
        """Compare the figures with a count that starts from events and the last closing."""
        queries = self._store.queries
        counted = count_day(
            queries.touched(figures.day, last), figures.day, last.day if last else None
        )
        in_hand = (last.figures.in_hand if last else 0) + counted.in_hand_change
        pairs = {
            "received": (sum(row.received for row in figures.rows), counted.received),
            "finished": (sum(row.finished for row in figures.rows), counted.finished),
            "delivered": (sum(row.delivered for row in figures.rows), counted.delivered),
            "in_hand": (figures.in_hand, in_hand),
            "money": (_money(takings), _money(counted.takings)),
            "money_in_all": (figures.cash_dong + figures.transfer_dong, _total(counted.takings)),
        }
        broken = broken_identities(figures, tally_lines(figures))
        wrong = tuple(name for name, (is_now, must) in pairs.items() if is_now != must)
        if wrong or broken:
            numbers = queries.row_faults(figures.day)
            named, more = numbers[:_MOST_NAMED], max(0, len(numbers) - _MOST_NAMED)
            raise DeskError(Code.REGISTER, what=wrong, numbers=named, more=more, broken=broken)

    # --- what is written

    def _close(
        self, unit: WriteUnit, day: date, given: ClosingInput, actor: Actor, now: datetime
    ) -> Event:
        # No other process can write while the unit is open: what is read here still holds.
        queries, ward = self._store.queries, self._rules.book(unit).ward
        figures, takings = queries.day_figures(day), queries.takings(day)
        last = queries.last_closing()
        counts = count_cash(given, drawers_of(given, takings, last, ward), ward)
        second, reason = answer_for(given, counts, actor, ward)
        self._check_register(figures, takings, last)
        earlier = queries.closings(day)
        data: dict[str, Json] = {
            "round": len(earlier) + 1,
            "figures": figures_data(figures),
            "takings": takings_data(takings),
            "cash": cash_data(counts),
            "second": second,
            "reason": reason,
        }
        draft = Event(0, now, day, actor.officer.login, actor.desk, day.isoformat(), _CLOSED, data)
        closing = closing_from(draft, len(earlier) + 1, 0)
        paper = self._issue(unit, closing, earlier, ward, actor)
        new = NewEvent.by(actor, now, day.isoformat(), _CLOSED, {**data, "paper": paper})
        event = unit.append(new)
        unit.save_closing(event, len(earlier) + 1, paper)
        return event

    def _issue(
        self,
        unit: WriteUnit,
        closing: DayClosing,
        earlier: tuple[DayClosing, ...],
        ward: Ward,
        actor: Actor,
    ) -> int:
        facts = as_closed(self._store.queries, closing, earlier, ward, actor)
        day, at = closing.day.isoformat(), closing.closed_at
        return issue(unit, PaperKind.DAILY_TALLY, day, facts, actor, at).id

    def _reopen(self, unit: WriteUnit, closing: DayClosing, reason: str, actor: Actor) -> None:
        now = self._rules.moment(unit.last_event_at())
        subject, login = closing.day.isoformat(), actor.officer.login
        data: dict[str, Json] = {"reason": reason, "round": closing.round, "closing": closing.seq}
        kind = EventKind.DAY_REOPENED
        new = NewEvent(now, closing.day, login, actor.desk, subject, kind, data)
        unit.save_reopening(unit.append(new), closing.round)

    def _repeated(self, asked: str, answer: str) -> ClosingAnswer:
        plain = json.loads(answer)
        if "closed_day" not in plain:
            # The id belongs to something else that was carried out.
            raise DeskError(Code.FORMAT, "request_id")
        day = date.fromisoformat(plain["closed_day"])
        closing = self._store.queries.closings(day)[plain["round"] - 1]
        return ClosingAnswer(asked, closing, repeated=True)


_CLOSED = EventKind.DAY_CLOSED


def _check_role(actor: Actor) -> None:
    if actor.officer.role not in _MAY_CLOSE:
        raise DeskError(Code.SUPERVISOR, action="close-day")


def _check_last(day: date, closed_through: date | None) -> None:
    if closed_through is None or day > closed_through:
        raise DeskError(Code.DAY_ORDER, "date", why="open", day=day)
    if day != closed_through:
        raise DeskError(Code.DAY_ORDER, "date", why="last", day=day, last=closed_through)


def _reason(value: object) -> str:
    reason = clean_block(value, "reason", REASON_LIMIT)
    if not reason:
        raise DeskError(Code.REASON, "reason")
    return reason


def _money(takings: tuple[Taking, ...]) -> tuple[Taking, ...]:
    return tuple(one for one in takings if one.collected_dong or one.refunded_dong)


def _total(takings: tuple[Taking, ...]) -> int:
    return sum(one.collected_dong - one.refunded_dong for one in takings)
