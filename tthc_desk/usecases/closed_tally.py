"""The daily tally beside the closing of its day: as closed, as corrected, and by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from tthc_desk.domain.day_closing import CASH, TRANSFER, CashCount, Taking
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.day_tally import tally_facts
from tthc_desk.usecases.lines import CorrectionLine, DayClosing, DayFigures
from tthc_desk.usecases.paper_facts import (
    CashRow,
    ClosingFacts,
    DailyTallyFacts,
    TallyChange,
    TallyLine,
)
from tthc_desk.usecases.ports import Queries
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.words import EVENT_WORDS

_COLUMNS = {
    "received": "tiếp nhận",
    "finished": "có kết quả",
    "delivered": "đã trả",
    "charge_dong": "phí (đồng)",
    "fee_dong": "lệ phí (đồng)",
    "supplements": "yêu cầu bổ sung",
    "withdrawn": "xin rút",
}


def open_facts(
    queries: Queries, figures: DayFigures, ward: Ward, actor: Actor, as_of: datetime
) -> DailyTallyFacts:
    """Write the tally of a day that is open, with the days it corrects."""
    facts = tally_facts(figures, ward, actor, as_of)
    takings = queries.takings(figures.day)
    return with_notes(queries, _with_refunds(facts, takings), figures.chain_length)


def closed_facts(
    queries: Queries, closings: Sequence[DayClosing], ward: Ward, actor: Actor
) -> DailyTallyFacts:
    """Write the tally of a closed day: its figures as closed, beside them the corrected ones.

    Args:
        closings: every closing of the day; the last one stands.
    """
    closing = closings[-1]
    corrections = queries.corrections_of(closing)
    facts = as_closed(queries, closing, closings[:-1], ward, actor)
    if not corrections:
        return facts
    now = tally_facts(queries.day_figures(closing.day), ward, actor, closing.closed_at)
    return replace(
        facts,
        changes=tuple(tally_changes(facts, now)),
        corrections=tuple(_corrected_since(line, ward) for line in corrections),
    )


def as_closed(
    queries: Queries,
    closing: DayClosing,
    earlier: Sequence[DayClosing],
    ward: Ward,
    actor: Actor,
) -> DailyTallyFacts:
    """Write the tally of a day as it was closed.

    Args:
        earlier: closings of the day that were reopened.
    """
    facts = tally_facts(closing.figures, ward, actor, closing.closed_at)
    refunds = _with_refunds(facts, closing.takings)
    noted = with_notes(queries, refunds, closing.figures.chain_length)
    return replace(noted, closing=closing_facts(closing, earlier, ward))


def with_notes(queries: Queries, facts: DailyTallyFacts, known: int) -> DailyTallyFacts:
    """Add what the day corrected of days closed before; it stands in no column.

    Args:
        known: the last event its figures know.
    """
    found = (
        f"Đính chính ngày {line.day:%d/%m}: hồ sơ {line.number}, {_what(line)}{_why(line)}"
        for line in queries.corrections_on(facts.day, known)
    )
    return replace(facts, notes=(*facts.notes, *found))


def closing_facts(closing: DayClosing, earlier: Sequence[DayClosing], ward: Ward) -> ClosingFacts:
    """Write how a day was closed."""
    return ClosingFacts(
        closed_at=closing.closed_at,
        closed_by=ward.name_of(closing.officer),
        again=closing.round - 1,
        second_name=ward.name_of(closing.second) if closing.second else "",
        reason=closing.reason,
        lone=closing.lone,
        cash=tuple(_cash_row(count, ward) for count in closing.cash),
        transfer_dong=closing.figures.transfer_dong,
        refund_cash_dong=refunded(closing.takings, CASH),
        refund_transfer_dong=refunded(closing.takings, TRANSFER),
        reopened=tuple(_reopened(one, ward) for one in earlier),
    )


def tally_changes(closed: DailyTallyFacts, now: DailyTallyFacts) -> Iterator[TallyChange]:
    """Compare figures as closed with the corrected ones: the day's in whole, units that differ."""
    pairs = zip(_day_figures(closed), _day_figures(now), strict=True)
    yield from (TallyChange(name, was, is_now) for (name, was), (_, is_now) in pairs)
    lines = {line.name: line for line in now.lines}
    before = {line.name: line for line in closed.lines}
    for name in dict.fromkeys((*before, *lines)):
        was, is_now = before.get(name, _none(name)), lines.get(name, _none(name))
        yield from _unit_changes(was, is_now)


def refunded(takings: Sequence[Taking], method: str) -> int:
    """Add up what was given back in one way."""
    return sum(taking.refunded_dong for taking in takings if taking.method == method)


def _with_refunds(facts: DailyTallyFacts, takings: Sequence[Taking]) -> DailyTallyFacts:
    return replace(
        facts,
        refund_cash_dong=refunded(takings, CASH),
        refund_transfer_dong=refunded(takings, TRANSFER),
    )


def _none(name: str) -> TallyLine:
    return TallyLine(name, 0, 0, 0, 0, 0, 0, 0)


def _unit_changes(was: TallyLine, is_now: TallyLine) -> Iterator[TallyChange]:
    for column, words in _COLUMNS.items():
        pair = getattr(was, column), getattr(is_now, column)
        if pair[0] != pair[1]:
            yield TallyChange(f"{was.name}: {words}", *pair)


def _day_figures(facts: DailyTallyFacts) -> tuple[tuple[str, int], ...]:
    return (
        ("Kỳ trước chuyển sang", facts.carried_over),
        ("Tiếp nhận trong ngày", facts.total.received),
        ("Có kết quả trong ngày", facts.total.finished),
        ("Đã trả công dân", facts.total.delivered),
        ("Đang giải quyết cuối ngày", facts.in_hand),
        ("Thu tiền mặt (đồng)", facts.cash_dong),
        ("Thu chuyển khoản (đồng)", facts.transfer_dong),
    )


def _cash_row(count: CashCount, ward: Ward) -> CashRow:
    drawer = count.drawer
    return CashRow(
        ward.name_of(drawer.login),
        drawer.opening_dong,
        drawer.collected_dong,
        drawer.refunded_dong,
        drawer.computed_dong,
        count.counted_dong,
        count.difference_dong,
        count.handed_in_dong,
    )


def _reopened(closing: DayClosing, ward: Ward) -> str:
    if closing.reopened is None:
        raise ValueError("only a reopened closing is followed by another")
    who = ward.name_of(closing.reopened.officer)
    return (
        f"Đã chốt lúc {_moment(closing.closed_at)}; {who} mở lại lúc "
        f"{_moment(closing.reopened.at)}, lý do: {closing.reopened.reason}"
    )


def _corrected_since(line: CorrectionLine, ward: Ward) -> str:
    who = ward.name_of(line.officer)
    day = f" của ngày {day_text(line.day)}"
    return f"Hồ sơ {line.number}: {_what(line)}{day}, {who} ghi lúc {_moment(line.at)}{_why(line)}"


def _what(line: CorrectionLine) -> str:
    if line.kind is EventKind.RECEIVED:
        return "nhập bù tiếp nhận"
    if line.undone is not None:
        return f"hoàn tác “{EVENT_WORDS[line.undone]}”"
    words = EVENT_WORDS[line.kind]
    return words[:1].lower() + words[1:]


def _why(line: CorrectionLine) -> str:
    # One sentence of a list: its lines become one.
    reason = " ".join(line.reason.split())
    return f", lý do: {reason}" if reason else ""


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
