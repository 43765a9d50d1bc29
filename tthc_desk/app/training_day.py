"""One whole counter day of a training ward: every status, every paper, three channels."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from tthc_desk.app.case_officers import holder_of
from tthc_desk.app.clock import SetClock
from tthc_desk.app.invented import invented_person
from tthc_desk.app.training_papers import note_papers, write_papers
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor, Role
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.handover import ListKind
from tthc_desk.usecases.intake_request import IntakeRequest, PersonInput
from tthc_desk.usecases.paper_facts import PaperKind

SEED = 20250630
_OPENING = (
    ("1.004837", 9),
    ("1.004845", 6),
    ("1.011607", 22),
    ("1.002211", 4),
    ("2.001255", 7),
    ("1.011609", 12),
)
"""Opening balance: procedure, working days before the day."""

_RECEIVED = (
    ("1.001193", "in_person"),
    ("2.000815", "at_once"),
    ("1.004837", "in_person"),
    ("2.000815", "at_once"),
    ("2.000884", "at_once"),
    ("1.011607", "online"),
    ("1.013979", "in_person"),
    ("2.000635", "in_person"),
    ("1.002211", "online"),
    ("2.000815", "at_once"),
    ("1.004845", "in_person"),
    ("2.001035", "in_person"),
    ("1.014535", "online"),
    ("1.010039", "in_person"),
    ("2.000635", "post"),
    ("1.001193", "in_person"),
    ("2.000815", "at_once"),
    ("1.011608", "in_person"),
    ("2.000884", "at_once"),
    ("2.001406", "in_person"),
    ("1.004837", "online"),
    ("2.000908", "in_person"),
    ("1.011609", "in_person"),
    ("2.000815", "at_once"),
    ("2.001255", "in_person"),
    ("1.003583", "in_person"),
    ("2.000635", "online"),
    ("2.001019", "in_person"),
    ("2.000815", "at_once"),
    ("1.004845", "online"),
    ("2.000424", "post"),
    ("2.000884", "at_once"),
    ("1.001193", "online"),
    ("2.001035", "in_person"),
    ("1.011607", "in_person"),
    ("2.000635", "in_person"),
    ("2.000815", "at_once"),
    ("1.000593", "in_person"),
    ("2.001016", "in_person"),
    ("1.011608", "post"),
    ("2.000815", "at_once"),
    ("1.001193", "in_person"),
    ("2.000908", "online"),
    ("2.000635", "in_person"),
)
"""Procedure and channel in the order of the day; "at_once": handed over with the result."""


_MORNING = 32
"""So many of them come in the morning; the last ones come after 15:00."""

_HANDED_OUT = 27
"""So many go to the case officers at noon; the others still wait for the next list."""


_TICKS = 133
"""So many steps of the clock such a day takes."""


def live_one_day(
    folder: Path, day: date, papers: Path | None, progress: Progress | None = None
) -> set[PaperKind]:
    """Live one counter day in a fresh training ward and write its papers.

    Args:
        folder: data folder of a training ward without events.
        day: a working day not after today.
        papers: where the PDFs go, made when missing; None: they are only noted as printed.
        progress: hears (done, of); False stops.

    Returns:
        Kinds of papers that were written.

    Raises:
        DeskError: CANCELLED.
    """
    clock = SetClock(_at(day, 7, 30))
    with open_desk(folder, clock) as desk:
        story = _Story(desk, clock, day, progress)
        story.live()
        if papers is None:
            note_papers(desk, story.counter, day)
            return set()
        return write_papers(desk, story.counter, day, papers)


class _Story:
    """Plays the day from opening to the evening's tally."""

    def __init__(self, desk: Desk, clock: SetClock, day: date, progress: Progress | None) -> None:
        self._progress = progress
        self._ticks = 0
        self._desk = desk
        self._clock = clock
        self._day = day
        self._random = Random(SEED)
        officers = desk.rules.book().ward.officers
        self.counter = desk.actor()
        self._leader = desk.actor(next(o.login for o in officers if o.role is Role.SUPERVISOR))
        self._codes: dict[str, str] = {}
        self._old: list[str] = []
        self._new: dict[str, list[str]] = {}
        self._results = 0
        self._upper = desk.rules.book().ward.upper_authority
        self._first_of_two = ""
        self._visitor = PersonInput()

    def live(self) -> None:
        """Play everything in order of time."""
        self._confirm_calendar()
        self._open_balance()
        self._receive(_RECEIVED[:_MORNING], 7, 50)
        self._turn_away()
        self._hand_out()
        self._clock.moment = _at(self._day, 13, 35)
        self._process()
        self._receive(_RECEIVED[_MORNING:], 14, 10)
        self._results_in()
        self._deliver()
        self._mend()
        self._clock.moment = _at(self._day, 17, 5)
        self._desk.reports.issue_tally(self._day, self.counter)

    def _confirm_calendar(self) -> None:
        year = self._desk.rules.book().calendar.years[self._day.year]
        self._desk.upkeep.save_year(replace(year, confirmed=True), self._leader)

    def _open_balance(self) -> None:
        calendar = self._desk.rules.book().calendar
        for code, before in _OPENING:
            day = self._day
            for _ in range(before):
                day = calendar.previous_working_day(day)
            self._tick(1)
            request = IntakeRequest(
                procedure=code,
                submitter=self._person(),
                opening=True,
                received_at=_at(day, 9, 15).isoformat(),
                old_number=f"CU-{self._random.randint(100, 999)}",
            )
            number = self._desk.intake.take_in(request, self.counter).number
            self._old.append(number)
            self._codes[number] = code

    def _receive(self, received: Sequence[tuple[str, str]], hour: int, minute: int) -> None:
        self._clock.moment = _at(self._day, hour, minute)
        for place, (code, channel) in enumerate(received):
            self._tick(5)
            # The third and the fourth dossier are one person's.
            self._visitor = self._visitor if place == 3 else self._person()
            answer = self._desk.intake.take_in(self._request(code, channel), self.counter)
            if channel != "at_once":
                self._new.setdefault(code, []).append(answer.number)
                self._codes[answer.number] = code
            self._first_of_two = answer.number if place == 3 else self._first_of_two

    def _request(self, code: str, channel: str) -> IntakeRequest:
        at_once = channel == "at_once"
        certification = code in {"2.000815", "2.000884"}
        return IntakeRequest(
            procedure=code,
            channel="in_person" if at_once else channel,
            submitter=self._visitor,
            pages=self._random.randint(1, 8) if certification else 0,
            copies=self._random.randint(1, 4) if certification else 0,
            paid=self._random.choice(("cash", "cash", "transfer")) if at_once else None,
            at_once=at_once,
        )

    def _turn_away(self) -> None:
        for decision, reason in (
            ("refuse", "Không thuộc thẩm quyền giải quyết của UBND phường."),
            ("guide", "Thiếu bản chính Giấy chứng sinh."),
        ):
            self._tick(3)
            request = IntakeRequest(
                decision=decision, reason=reason, procedure="1.001193", submitter=self._person()
            )
            self._desk.intake.take_in(request, self.counter)

    def _hand_out(self) -> None:
        going = [*self._old[:5], *(n for code in self._new for n in self._new[code])][:_HANDED_OUT]
        for holder, numbers in self._by_holder(going).items():
            list_number = self._listed(ListKind.OFFICERS, holder, numbers)
            if going[-1] in numbers:
                why = "Thiếu chữ ký người nộp trên tờ khai."
                self._tick(2)
                self._desk.handover.reject(list_number, going[-1], why, self._desk.actor(holder))
            self._tick(1)
            self._desk.handover.accept(list_number, self._desk.actor(holder))

    def _by_holder(self, numbers: Sequence[str]) -> dict[str, list[str]]:
        """Sort dossiers by the officer of their field, each officer's in the order given."""
        found: dict[str, list[str]] = {}
        for number in numbers:
            found.setdefault(self._holder(number), []).append(number)
        return found

    def _holder(self, number: str) -> str:
        book = self._desk.rules.book()
        procedure = book.procedure(self._codes[number], self._day)
        return holder_of(book.ward, procedure.field, procedure.agency)

    def _listed(self, kind: ListKind, other: str, numbers: Sequence[str]) -> str:
        """Build and close a list to or from an officer; results get their papers' numbers."""
        lists = self._desk.handover
        self._tick(2)
        list_number = lists.open(kind, other, self.counter).number
        for number in numbers:
            self._tick(0, 20)
            result = None
            if kind is ListKind.RESULTS:
                self._results += 1
                paper = f"{self._results + 30}/TL-TH"
                result = ActionInput(result_number=paper, signer=self._leader.officer.name)
            lists.add(list_number, number, self.counter, result)
        self._tick(1)
        lists.close(list_number, self.counter)
        return list_number

    def _process(self) -> None:
        old, new = self._old, self._new
        missing = ("Giấy tờ chứng minh nơi cư trú",)
        sorry = ActionInput(reason="Chờ cơ quan phối hợp xác minh.", new_due=self._later(3))
        self._act(old[0], Action.APOLOGISE, sorry)
        longer = ActionInput(reason="Phải rà soát tại tổ dân phố.", new_due=self._later(25))
        self._act(new["1.011607"][0], Action.EXTEND, longer)
        asked = ActionInput(reason="Hồ sơ chưa đủ.", missing=missing)
        self._act(new["1.004837"][0], Action.REQUEST_SUPPLEMENT, asked)
        self._act(new["1.004845"][0], Action.REQUEST_SUPPLEMENT, asked)
        self._act(new["1.004845"][0], Action.COMPLETE_SUPPLEMENT, ActionInput())
        obliged = ActionInput(reason="Thông báo nghĩa vụ tài chính.")
        self._act(new["2.001035"][0], Action.OBLIGE, obliged)
        self._act(old[4], Action.OBLIGE, obliged)
        self._act(old[4], Action.OBLIGED, ActionInput())
        self._act(
            new["1.002211"][0], Action.WITHDRAW, ActionInput(reason="Công dân xin rút hồ sơ.")
        )
        self._act(new["1.011608"][0], Action.STOP, ActionInput(reason="Công dân đề nghị dừng."))
        refused = ActionInput(reason="Không đủ điều kiện theo quy định.", result_number="12/TB-TH")
        self._act(old[1], Action.REFUSE, refused)

    def _results_in(self) -> None:
        for holder, numbers in self._by_holder(self._ready()).items():
            list_number = self._listed(ListKind.RESULTS, holder, numbers)
            self._tick(1)
            self._desk.handover.accept(list_number, self.counter)

    def _ready(self) -> list[str]:
        new = self._new
        return [self._old[2], *new["1.001193"][:2], *new["2.000635"][:2], new["2.001406"][0]]

    def _deliver(self) -> None:
        proxy = ActionInput(
            collector_name="Đỗ Văn Mẫu Nhận",
            collector_id="001085000099",
            authority="Giấy ủy quyền số 05/TH, chứng thực tại UBND phường",
        )
        ready = self._ready()
        for number in ready[1:]:
            owed = self._desk.tracking.detail(number, self.counter).owed_dong
            if owed:
                serial = f"{self._random.randint(1, 999):07}"
                cash = ActionInput(method="cash", receipt_series="TH/26", receipt_number=serial)
                self._act(number, Action.PAY, cash)
            given = proxy if number == ready[-1] else ActionInput()
            self._act(number, Action.DELIVER, given)

    def _mend(self) -> None:
        new = self._new
        wrong = ActionInput(holder=self._holder(new["1.011607"][0]))
        self._act(new["2.000908"][0], Action.FORWARD, wrong)
        self._act(new["2.000908"][0], Action.UNDO, ActionInput(reason="Chuyển nhầm người."))
        renamed = ActionInput(reason="Sai chữ đệm.", changes={"owner_name": "Lê Thị Mẫu Ngân"})
        self._act(new["2.001019"][0], Action.CORRECT, renamed, self._leader)
        ready = self._ready()
        mended = ActionInput(reason="Sai số trên giấy.", changes={"result_number": "99/TL-TH"})
        self._act(ready[1], Action.CORRECT, mended, self._leader)
        why = ActionInput(cause="partner", reason="Chờ kết quả xác minh của nơi cư trú cũ.")
        self._act(self._old[0], Action.EXPLAIN_DELAY, why)
        away = ActionInput(holder=self._upper, reason="Thuộc thẩm quyền của cấp trên.")
        self._act(new["2.000424"][0], Action.FORWARD, away)
        self._desk.papers.issue_anew(PaperKind.MANY_RECEIPT, self._first_of_two, self.counter)
        self._act(new["1.003583"][0], Action.VOID, ActionInput(reason="Nhập trùng."), self._leader)

    def _act(
        self, number: str, action: Action, given: ActionInput, actor: Actor | None = None
    ) -> None:
        self._tick(1)
        self._desk.processing.act(number, action, given, actor or self.counter)

    def _person(self) -> PersonInput:
        return invented_person(self._random)

    def _later(self, days: int) -> str:
        calendar = self._desk.rules.book().calendar
        return calendar.add_working_days(self._day, days).isoformat()

    def _tick(self, minutes: int, seconds: int = 0) -> None:
        self._clock.moment += timedelta(minutes=minutes, seconds=seconds)
        self._ticks += 1
        done = min(self._ticks, _TICKS)
        if self._progress is not None and not self._progress(done, _TICKS):
            raise DeskError(Code.CANCELLED)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), VIETNAM)
