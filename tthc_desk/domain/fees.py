"""What a dossier costs: phí and lệ phí apart, with the lines that explain them."""

from dataclasses import dataclass

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import MAX_DONG, dong
from tthc_desk.domain.procedure import Channel, FeeBasis, FeeRule, Procedure
from tthc_desk.domain.text_input import clean_line, whole_number

CHARGE = "charge"
FEE = "fee"
MAX_PAGES = 10_000
MAX_COPIES = 1_000
MAX_CASES = 1_000


@dataclass(frozen=True, slots=True)
class Quantities:
    """What the amounts are multiplied with.

    Args:
        pages: pages of the original; 0 where no amount goes by the page.
        copies: copies issued or certified.
        cases: dossiers, deals or signatures.
    """

    pages: int = 0
    copies: int = 1
    cases: int = 1


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the calculation: quantity × unit_dong = amount_dong.

    Args:
        kind: "charge" (phí) or "fee" (lệ phí).
        basis: what the quantity counts; for PAGE it counts copies and `unit_dong` is the
            price of one copy; None for an amount the officer gave.
        pages: PAGE only: pages of the original.
        capped: PAGE only: the price of one copy was cut to its cap.
    """

    kind: str
    basis: FeeBasis | None
    quantity: int
    unit_dong: int
    pages: int = 0
    capped: bool = False

    @property
    def amount_dong(self) -> int:
        """What the line comes to."""
        return self.quantity * self.unit_dong


@dataclass(frozen=True, slots=True)
class FeeResult:
    """What is to be paid, and why.

    Args:
        charge_dong: phí to be paid.
        fee_dong: lệ phí to be paid.
        lines: the calculation; of an exempt dossier what it would have cost.
        exemption_reason: why nothing is paid; empty if not exempt.
    """

    charge_dong: int
    fee_dong: int
    lines: tuple[FeeLine, ...]
    exemption_reason: str = ""

    @property
    def total_dong(self) -> int:
        """What is to be paid in all."""
        return self.charge_dong + self.fee_dong

    @property
    def exempt(self) -> bool:
        """Whether payment is waived."""
        return bool(self.exemption_reason)

    @property
    def waived_charge_dong(self) -> int:
        """Phí that was waived."""
        return _sum(self.lines, CHARGE) - self.charge_dong

    @property
    def waived_fee_dong(self) -> int:
        """Lệ phí that was waived."""
        return _sum(self.lines, FEE) - self.fee_dong


def compute(
    procedure: Procedure,
    channel: Channel,
    quantities: Quantities,
    exemption_reason: str | None = None,
    asked: tuple[int, int] | None = None,
) -> FeeResult:
    """Compute what a dossier costs.

    A rule of the channel stands in place of the general rules of its kind and basis; rules that
    name only other channels say nothing of this one.

    Args:
        procedure: the version in force on the day of receipt.
        channel: how the dossier arrived.
        quantities: what the amounts are multiplied with.
        exemption_reason: why the dossier is exempt; None if it is not.
        asked: phí and lệ phí as the officer gave them, only where the source does not say.

    Raises:
        DeskError: FEE_UNKNOWN if the source does not say and nothing was given; REASON for an
            exemption without a reason; COUNT for a missing or senseless quantity; MONEY for an
            amount out of range, or given although the source says it.
    """
    rules = applicable(procedure, channel)
    lines = _known_lines(rules, quantities, asked) if rules is not None else _asked_lines(asked)
    charge_dong, fee_dong = _sum(lines, CHARGE), _sum(lines, FEE)
    if charge_dong + fee_dong > MAX_DONG:
        raise DeskError(Code.MONEY, "fees", high=MAX_DONG)
    if exemption_reason is None:
        return FeeResult(charge_dong, fee_dong, lines)
    reason = clean_line(exemption_reason, "exemption_reason", 500)
    if not reason:
        raise DeskError(Code.REASON, "exemption_reason")
    return FeeResult(0, 0, lines, reason)


def applicable(procedure: Procedure, channel: Channel) -> tuple[FeeRule, ...] | None:
    """Choose the rules of a channel; None where the officer must be asked, empty where free."""
    if procedure.fees is None:
        return None
    own = {(rule.kind, rule.basis) for rule in procedure.fees if rule.channel is channel}
    rules = tuple(
        rule
        for rule in procedure.fees
        if rule.channel is channel or (rule.channel is None and (rule.kind, rule.basis) not in own)
    )
    return None if procedure.fees and not rules else rules


def copy_price_dong(rule: FeeRule, pages: int) -> tuple[int, bool]:
    """Price one certified copy by the pages of its original; tell whether the cap cut it.

    Source:
        Thông tư 226/2016/TT-BTC: two amounts by page, a highest amount per copy.
    """
    first = min(pages, rule.first_pages) if rule.first_pages else pages
    price = first * rule.amount_dong + (pages - first) * rule.further_dong
    if rule.cap_dong is not None and price > rule.cap_dong:
        return rule.cap_dong, True
    return price, False


def _known_lines(
    rules: tuple[FeeRule, ...], quantities: Quantities, asked: tuple[int, int] | None
) -> tuple[FeeLine, ...]:
    if asked is not None:
        field = "fee_dong" if asked[1] and not asked[0] else "charge_dong"
        raise DeskError(Code.MONEY, field, reason="known", high=MAX_DONG)
    return tuple(_line(rule, quantities) for rule in rules)


def _line(rule: FeeRule, quantities: Quantities) -> FeeLine:
    if rule.kind not in (CHARGE, FEE):
        raise ValueError("a fee rule is a charge or a fee")
    if rule.basis is FeeBasis.CASE:
        cases = whole_number(quantities.cases, "cases", 1, MAX_CASES)
        return FeeLine(rule.kind, rule.basis, cases, rule.amount_dong)
    copies = whole_number(quantities.copies, "copies", 1, MAX_COPIES)
    if rule.basis is FeeBasis.COPY:
        return FeeLine(rule.kind, rule.basis, copies, rule.amount_dong)
    pages = whole_number(quantities.pages, "pages", 1, MAX_PAGES)
    price_dong, capped = copy_price_dong(rule, pages)
    return FeeLine(rule.kind, rule.basis, copies, price_dong, pages, capped)


def _asked_lines(asked: tuple[int, int] | None) -> tuple[FeeLine, ...]:
    if asked is None:
        raise DeskError(Code.FEE_UNKNOWN, "fees")
    amounts = (CHARGE, dong(asked[0], "charge_dong")), (FEE, dong(asked[1], "fee_dong"))
    return tuple(FeeLine(kind, None, 1, amount) for kind, amount in amounts if amount)


def _sum(lines: tuple[FeeLine, ...], kind: str) -> int:
    return sum(line.amount_dong for line in lines if line.kind == kind)
