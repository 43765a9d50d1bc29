"""The processing time of a catalogue cell, as the national portal and ward lists word it."""

import re
from dataclasses import dataclass, field

from tthc_desk.domain.procedure import Channel, Term, TermUnit
from tthc_desk.domain.vietnamese import fold
from tthc_desk.usecases.catalogue_reading import Question, Topic

CHANNEL_WORDS = {
    "truc tiep": Channel.IN_PERSON,
    "truc tuyen": Channel.ONLINE,
    "dich vu buu chinh": Channel.POST,
    "buu chinh": Channel.POST,
}
NOT_STATED = ("", "-", "khong ghi", "khong co thong tin", "khong quy dinh")
LONGEST_TERM = 1000

_FIFTEEN = "trong ngay lam viec, sau 15 gio"
_FIFTEEN_WORDINGS = re.compile(
    r"(ngay )?trong ngay( lam viec)?\W+(nhan ho so )?sau 15 gio\W+(thi )?(tra )?"
    r"(trong )?ngay lam viec tiep theo"
)
_SAME_DAY = re.compile(r"(ngay )?trong ngay( lam viec)?")
_COUNTED = re.compile(
    r"(khong qua )?(?P<amount>\d+)( (?P<unit>ngay lam viec|gio lam viec|ngay|gio))?"
    r"( ke tu ngay nhan( du)? ho so( hop le)?)?"
)
_UNITS = {
    "ngay lam viec": TermUnit.WORKING_DAYS,
    "ngay": TermUnit.CALENDAR_DAYS,
    "gio lam viec": TermUnit.WORKING_HOURS,
}
_NO_APPOINTMENT = ("khong hen ngay tra", "khong co ngay hen tra")
# What the portal shows beside the rule; it says how the page looks, not what holds.
_PORTAL_REMARK = re.compile(r"\((cong ghi|cong hien|cong khong ghi|don vi khong hien)[^)]*\)")
_BRACKETS = re.compile(r"\[[^]]*\]")


@dataclass(frozen=True, slots=True)
class TermReading:
    """Terms found in a cell; empty when a question is in the way.

    Args:
        from_memory: the cell itself says that its source is somebody's memory.
    """

    terms: dict[Channel, Term]
    questions: tuple[Question, ...] = ()
    from_memory: bool = False


@dataclass(slots=True)
class _Findings:
    terms: dict[Channel, Term] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)


def read_term(cell: str) -> TermReading:
    """Read a cell such as "7 ngày làm việc" or "Trực tuyến: 20 ngày; Trực tiếp: 15 ngày".

    A term without a channel holds for all three. A number without a unit, two rules for one
    channel and words that are no rule give questions and no term: nothing is guessed.
    """
    text = fold(cell)
    from_memory = "[" in text and "tu tri nho" in text
    rule = _clean(text)
    if rule in NOT_STATED:
        return TermReading({}, (_question(Topic.TERM, cell),), from_memory)
    found = _Findings()
    for part in rule.split(";"):
        _take(part.strip(), found)
    questions = tuple(_question(topic, cell) for topic in dict.fromkeys(found.topics))
    return TermReading({} if questions else found.terms, questions, from_memory)


def split_channels(part: str) -> tuple[tuple[Channel, ...] | None, str]:
    """Split "truc tuyen/truc tiep: rest" (folded) into its channels and the rest.

    Returns:
        None and the whole part when it names no channels.
    """
    head, colon, rest = part.partition(":")
    channels = channels_named(head) if colon else None
    return (channels, rest.strip()) if channels else (None, part)


def channels_named(words: str) -> tuple[Channel, ...] | None:
    """Read "truc tuyen/buu chinh" (folded); None when any of it is no channel."""
    found = [CHANNEL_WORDS.get(word.strip()) for word in words.split("/")]
    known = tuple(channel for channel in found if channel is not None)
    return known if len(known) == len(found) else None


def _clean(text: str) -> str:
    text = _PORTAL_REMARK.sub("", _BRACKETS.sub("", text))
    return " ".join(_FIFTEEN_WORDINGS.sub(_FIFTEEN, text).split()).strip(" ;.")


def _take(part: str, found: _Findings) -> None:
    channels, rule = split_channels(part)
    term = _one_term(rule)
    if isinstance(term, Topic):
        found.topics.append(term)
        return
    for channel in channels or tuple(Channel):
        if found.terms.setdefault(channel, term) != term:
            found.topics.append(Topic.WHICH_RULE)


def _one_term(rule: str) -> Term | Topic:
    if rule == _FIFTEEN:
        return Term(TermUnit.SAME_DAY, fifteen_mark=True)
    if _SAME_DAY.fullmatch(rule):
        return Term(TermUnit.SAME_DAY)
    if rule in _NO_APPOINTMENT:
        return Term(TermUnit.NONE)
    counted = _COUNTED.fullmatch(rule)
    return _counted(counted) if counted else Topic.WHICH_RULE


def _counted(match: re.Match[str]) -> Term | Topic:
    unit = _UNITS.get(match["unit"] or "")
    # "giờ" alone may be hours of the clock or of the office.
    if unit is None:
        return Topic.TERM_UNIT
    # A longer number than the longest term is not even converted.
    if len(match["amount"]) > 6 or not 1 <= int(match["amount"]) <= LONGEST_TERM:
        return Topic.TERM
    return Term(unit, int(match["amount"]))


def _question(topic: Topic, cell: str) -> Question:
    words = {
        Topic.TERM: "Thời hạn giải quyết đang áp dụng là bao lâu?",
        Topic.TERM_UNIT: "Tính bằng ngày làm việc, ngày hay giờ làm việc?",
        Topic.WHICH_RULE: "Hồ sơ này áp dụng thời hạn nào?",
    }
    said = f"Nguồn ghi thời hạn: “{cell.strip()}”." if cell.strip() else "Nguồn không ghi thời hạn."
    return Question(topic, f"{said} {words[topic]}")
