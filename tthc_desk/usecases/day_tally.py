"""The tally of a day as its paper says it: rows by processing unit, and what must add up."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from tthc_desk.domain.money import dong_text
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.vietnamese import name_sort_key
from tthc_desk.usecases.lines import DayFigures, DayRow
from tthc_desk.usecases.paper_facts import DailyTallyFacts, PaperKind, TallyLine
from tthc_desk.usecases.ward import Ward

UNIT_TITLE = "Đơn vị xử lý"
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


def tally_facts(figures: DayFigures, ward: Ward, actor: Actor, as_of: datetime) -> DailyTallyFacts:
    """Write the figures of a day as its paper says them."""
    lines = tally_lines(figures, ward)
    return DailyTallyFacts(
        letterhead=ward.letterhead_for(PaperKind.DAILY_TALLY),
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
        row_title=UNIT_TITLE,
    )


def tally_lines(figures: DayFigures, ward: Ward | None = None) -> tuple[TallyLine, ...]:
    """Give the tally's rows in Vietnamese alphabetical order.

    Args:
        ward: whose units are the rows; without it each field is one.
    """
    rows: dict[str, list[DayRow]] = defaultdict(list)
    for row in figures.rows:
        rows[ward.unit_of(row.field) if ward else row.field].append(row)
    return tuple(_line(name, rows[name]) for name in sorted(rows, key=name_order))


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


def _line(name: str, rows: Iterable[DayRow | TallyLine]) -> TallyLine:
    found = tuple(rows)
    return TallyLine(
        name,
        sum(row.received for row in found),
        sum(row.finished for row in found),
        sum(row.delivered for row in found),
        sum(row.charge_dong for row in found),
        sum(row.fee_dong for row in found),
        sum(row.supplements for row in found),
        sum(row.withdrawn for row in found),
    )


def _total(lines: tuple[TallyLine, ...]) -> TallyLine:
    return _line("Tổng số", lines)
