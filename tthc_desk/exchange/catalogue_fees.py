"""The amounts of a catalogue cell: how much, for what, through which channel."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Channel, FeeBasis, FeeRule
from tthc_desk.domain.vietnamese import fold
from tthc_desk.exchange.catalogue_terms import NOT_STATED, channels_named, split_channels
from tthc_desk.usecases.catalogue_reading import Question, Topic

CHARGE, FEE = "charge", "fee"
# Below or above, a thousand too few or too many is likelier than the amount (decided here).
LEAST_LIKELY_DONG, MOST_LIKELY_DONG = 500, 50_000_000

_DONG = r"(?P<sign>-?) ?(?P<dong>\d{1,3}([.,]\d{3})+|\d+)( ?(dong|vnd|d)\b)?"
_AMOUNT = re.compile(_DONG + r"( ?/ ?(?P<per>[a-z ]+))?( ?\((?P<channels>[^)]*)\))?")
_FURTHER = re.compile(r"tu trang thu (?P<page>\d{1,3}): " + _DONG + r"( ?/ ?trang)?")
_CAP = re.compile(r"toi da " + _DONG + r" ?/ ?ban( sao)?")
_KIND = re.compile(r"(?P<kind>le phi|phi)( [a-z ]+)?: ?(?P<rest>.+)")
_BASES = {
    "trang": FeeBasis.PAGE,
    "ban": FeeBasis.COPY,
    "ban sao": FeeBasis.COPY,
    "truong hop": FeeBasis.CASE,
    "lan": FeeBasis.CASE,
    "ho so": FeeBasis.CASE,
    "giao dich": FeeBasis.CASE,
    "van ban": FeeBasis.CASE,
    "di chuc": FeeBasis.CASE,
    "": FeeBasis.CASE,
}
_FREE = ("mien phi", "khong thu", "khong thu phi")


@dataclass(frozen=True, slots=True)
class FeeReading:
    """Amounts found in a cell.

    Args:
        rules: None when a question is in the way; empty when free of charge. A question about
            channels the cell does not name leaves the rules of the others standing.
        exemption: words of the cell about exempt groups.
    """

    rules: tuple[FeeRule, ...] | None
    questions: tuple[Question, ...] = ()
    exemption: str = ""


@dataclass(slots=True)
class _Findings:
    kind: str
    rules: list[FeeRule] = field(default_factory=list)
    covered: set[Channel] = field(default_factory=set)
    free: set[Channel] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)
    exemption: str = ""


def read_fee(cell: str, channels: Collection[Channel], kind: str = "") -> FeeReading:
    """Read a cell such as "8.000 đ/bản" or "20.000 đ (trực tiếp); 10.000 đ (trực tuyến)".

    Args:
        cell: the words of the source; "Phí: …" and "Lệ phí: …" name the kind.
        channels: those the procedure has a term for; the amounts must cover all of them.
        kind: "charge" (phí) or "fee" (lệ phí) when the column says it, else empty.

    Raises:
        DeskError: MONEY for a negative amount.
    """
    found = _Findings(kind)
    if fold(cell).strip() in NOT_STATED:
        found.doubts.append("Mức thu đang áp dụng là bao nhiêu, phí hay lệ phí?")
    else:
        for part in cell.split(";"):
            _take(fold(part).strip(" ."), part.strip(), found)
        _doubt_the_amounts(found)
    if found.doubts:
        questions = tuple(_question(cell, doubt) for doubt in dict.fromkeys(found.doubts))
        return FeeReading(None, questions, found.exemption)
    return FeeReading(_with_free(found), _uncovered(cell, found, channels), found.exemption)


def _take(part: str, raw: str, found: _Findings) -> None:
    if part and "dien mien" in part:
        found.exemption = raw
        return
    kind = _KIND.fullmatch(part)
    if kind:
        found.kind, part = CHARGE if kind["kind"] == "phi" else FEE, kind["rest"]
    if not _take_page_detail(part, found) and not _take_amount(part, found):
        found.doubts.append("Mức thu đang áp dụng là bao nhiêu?")


def _take_page_detail(part: str, found: _Findings) -> bool:
    further, cap = _FURTHER.fullmatch(part), _CAP.fullmatch(part)
    pages = found.rules and found.rules[-1].basis is FeeBasis.PAGE
    if not pages or not (further or cap):
        return False
    if further:
        found.rules[-1] = replace(
            found.rules[-1], first_pages=int(further["page"]) - 1, further_dong=_dong(further)
        )
    if cap:
        found.rules[-1] = replace(found.rules[-1], cap_dong=_dong(cap))
    return True


def _take_amount(part: str, found: _Findings) -> bool:
    channels, rest = split_channels(part)
    if rest in _FREE:
        _cover(found, channels)
        found.free.update(channels or ())
        return True
    match = _AMOUNT.fullmatch(rest)
    basis = _BASES.get((match["per"] or "").strip()) if match else None
    if match is None or basis is None:
        return False
    if match["channels"]:
        channels = channels_named(match["channels"])
        if channels is None:
            return False
    _add(found, basis, _dong(match), channels)
    return True


def _add(
    found: _Findings, basis: FeeBasis, dong: int, channels: tuple[Channel, ...] | None
) -> None:
    _cover(found, channels)
    for channel in channels or (None,):
        if dong:
            found.rules.append(FeeRule(found.kind, basis, dong, channel))


def _cover(found: _Findings, channels: tuple[Channel, ...] | None) -> None:
    named = set(channels or tuple(Channel))
    if named & found.covered:
        found.doubts.append("Có hơn một mức thu: áp dụng mức nào?")
    found.covered |= named


def _doubt_the_amounts(found: _Findings) -> None:
    amounts = [rule.amount_dong for rule in found.rules]
    if any(not LEAST_LIKELY_DONG <= dong <= MOST_LIKELY_DONG for dong in amounts):
        found.doubts.append("Số tiền này có đúng không (đơn vị là đồng)?")
    if any(not rule.kind for rule in found.rules):
        found.doubts.append("Khoản này là phí hay lệ phí?")


def _with_free(found: _Findings) -> tuple[FeeRule, ...]:
    """Say 0 đồng where one channel is free and another pays; a free procedure has no rule."""
    if not found.rules:
        return ()
    kind = found.rules[0].kind
    free = (FeeRule(kind, FeeBasis.CASE, 0, channel) for channel in sorted(found.free))
    return (*found.rules, *free)


def _uncovered(cell: str, found: _Findings, channels: Collection[Channel]) -> tuple[Question, ...]:
    if not set(channels or tuple(Channel)) - found.covered:
        return ()
    return (_question(cell, "Các hình thức nộp còn lại thu bao nhiêu?"),)


def _dong(match: re.Match[str]) -> int:
    digits = re.sub(r"[.,]", "", match["dong"])
    if match["sign"] and int(digits[:15]):
        raise DeskError(Code.MONEY, field="fee", value=match["dong"])
    # Longer numbers only have to stay unlikely, not exact: they are asked about.
    return int(digits[:15])


def _question(cell: str, doubt: str) -> Question:
    said = f"Nguồn ghi mức thu: “{cell.strip()}”." if cell.strip() else "Nguồn không ghi mức thu."
    return Question(Topic.FEE, f"{said} {doubt}")
