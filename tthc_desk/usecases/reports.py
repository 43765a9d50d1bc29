"""The day's tally and form II.06a, with their identities checked."""

from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.tally import Measures, add_up
from tthc_desk.domain.vietnamese import name_sort_key
from tthc_desk.usecases.lines import CountRow, DayFigures, DayRow, PaperLine
from tthc_desk.usecases.paper_facts import DailyTallyFacts, Letterhead, PaperKind, TallyLine
from tthc_desk.usecases.papers import issue
from tthc_desk.usecases.ports import Store
from tthc_desk.usecases.rules import Rules

CHANNEL_WORDS = {
    Channel.IN_PERSON: "Trực tiếp",
    Channel.POST: "Bưu chính công ích",
    Channel.ONLINE: "Trực tuyến",
}
AGE_WORDS = ("Còn hạn", "Còn 1–3 ngày", "Đến hạn trong ngày", "Quá hạn", "Chờ bổ sung, nghĩa vụ")
NOTE_WORDS = {
    "refused": "Từ chối tiếp nhận tại quầy: {} lượt",
    "guided": "Hướng dẫn hoàn thiện tại quầy: {} lượt",
    "voided": "Hủy trong ngày: {} hồ sơ",
    "not_counted": "Tiếp nhận giúp Công an, cơ quan khác (không tính): {} hồ sơ",
    "undone": "Bước đã hoàn tác trong ngày: {}",
    "late": "Nhập bù từ phiếu viết tay: {} hồ sơ",
    "opening": "Số dư đầu kỳ nhập trong ngày: {} hồ sơ",
}


@dataclass(frozen=True, slots=True)
class Report06a:
    """Form II.06a of a period, as known at a moment.

    Args:
        rows: by field and procedure.
        fields: (field, measures) in Vietnamese alphabetical order.
        broken: fields whose identities do not hold; the report is then a draft.
    """

    first: date
    last: date
    as_of: datetime
    rows: tuple[CountRow, ...]
    fields: tuple[tuple[str, Measures], ...]
    total: Measures
    broken: tuple[str, ...]


class Reports:
    """Figures, rebuilt from what is stored."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def report_06a(self, first: date, last: date, as_of: datetime | None = None) -> Report06a:
        """Count a period.

        Raises:
            DeskError: DATE when it ends before it begins.
        """
        if last < first:
            raise DeskError(Code.DATE, "to", low=first)
        rows = self._store.queries.report_rows(first, last, as_of)
        names = sorted({row.field for row in rows}, key=name_order)
        fields = tuple((n, add_up(r for r in rows if r.field == n)) for n in names)
        broken = tuple(name for name, measures in fields if not measures.holds)
        now = as_of or self._rules.moment(None)
        return Report06a(first, last, now, rows, fields, add_up(rows), broken)

    def tally(self, day: date, as_of: datetime | None = None) -> DayFigures:
        """Give the figures of one day."""
        return self._store.queries.day_figures(day, as_of)

    def tally_facts(
        self, day: date, actor: Actor, as_of: datetime | None = None
    ) -> DailyTallyFacts:
        """Gather what the daily tally says."""
        figures = self.tally(day, as_of)
        now = as_of or self._rules.moment(None)
        return tally_facts(figures, self._rules.book().ward.letterhead, actor, now)

    def issue_tally(self, day: date, actor: Actor) -> PaperLine:
        """Issue the daily tally of a day as known now.

        Raises:
            DeskError: DATE for a day that has not come.
        """
        if day > self._rules.today():
            raise DeskError(Code.DATE, "date", high=self._rules.today())
        facts = self.tally_facts(day, actor)
        with self._store.write() as unit:
            now = self._rules.moment(unit.last_event_at())
            paper = issue(unit, PaperKind.DAILY_TALLY, day.isoformat(), facts, actor, now)
            unit.commit()
        return paper


def tally_facts(
    figures: DayFigures, letterhead: Letterhead, actor: Actor, as_of: datetime
) -> DailyTallyFacts:
    """Write the figures of a day as its paper says them."""
    lines = tally_lines(figures)
    return DailyTallyFacts(
        letterhead=letterhead,
        day=figures.day,
        as_of=as_of,
        lines=lines,
        total=_total(lines),
        carried_over=figures.carried_over,
        in_hand=figures.in_hand,
        in_hand_late=figures.in_hand_late,
        by_channel=tuple((CHANNEL_WORDS[c], figures.by_channel.get(c, 0)) for c in Channel),
        timeliness=figures.timeliness,
        open_by_age=tuple(zip(AGE_WORDS, figures.open_by_age, strict=True)),
        cash_dong=figures.cash_dong,
        transfer_dong=figures.transfer_dong,
        notes=tuple(
            words.format(figures.notes[name])
            for name, words in NOTE_WORDS.items()
            if figures.notes.get(name)
        ),
        broken=broken_identities(figures, lines),
        chain_head=figures.chain_head.hex()[:16],
        officer_name=actor.officer.name,
    )


def tally_lines(figures: DayFigures) -> tuple[TallyLine, ...]:
    """Give the tally's rows, one per field in Vietnamese alphabetical order."""
    return tuple(_line(row) for row in sorted(figures.rows, key=lambda r: name_order(r.field)))


def broken_identities(figures: DayFigures, lines: tuple[TallyLine, ...]) -> tuple[str, ...]:
    """Check what must add up on one day; each sentence names one thing that does not."""
    total = _total(lines)
    money = total.charge_dong + total.fee_dong
    taken = figures.cash_dong + figures.transfer_dong
    found = []
    if figures.carried_over + total.received != total.finished + figures.in_hand:
        found.append(
            f"Kỳ trước chuyển sang {figures.carried_over} + tiếp nhận {total.received} khác "
            f"đã giải quyết {total.finished} + đang giải quyết {figures.in_hand}."
        )
    if total.finished != sum(figures.timeliness):
        found.append("Đã giải quyết khác tổng trước hạn, đúng hạn, quá hạn.")
    if total.received != sum(figures.by_channel.values()):
        found.append("Tiếp nhận khác tổng theo kênh.")
    if figures.in_hand != sum(figures.open_by_age):
        found.append("Đang giải quyết khác tổng theo thời hạn còn lại.")
    if money != taken:
        found.append(f"Phí, lệ phí {dong_text(money)} khác tiền đã thu {dong_text(taken)} đồng.")
    return tuple(found)


def name_order(field: str) -> tuple[str, str]:
    """Give the place of a field's name in the Vietnamese alphabet."""
    words = field.split()
    # name_sort_key looks at the last word first; a field is read from its first.
    return (" ".join(name_sort_key(word) for word in words), field)


def _line(row: DayRow) -> TallyLine:
    return TallyLine(
        row.field,
        row.received,
        row.finished,
        row.delivered,
        row.charge_dong,
        row.fee_dong,
        row.supplements,
        row.withdrawn,
    )


def _total(lines: tuple[TallyLine, ...]) -> TallyLine:
    return TallyLine(
        "Tổng số",
        sum(line.received for line in lines),
        sum(line.finished for line in lines),
        sum(line.delivered for line in lines),
        sum(line.charge_dong for line in lines),
        sum(line.fee_dong for line in lines),
        sum(line.supplements for line in lines),
        sum(line.withdrawn for line in lines),
    )
