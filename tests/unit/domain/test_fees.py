"""What a dossier costs."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fees import FeeResult, Quantities, applicable, compute
from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    DeadlineMode,
    FeeBasis,
    FeeRule,
    Procedure,
)

PAGE = FeeRule("charge", FeeBasis.PAGE, 2_000, first_pages=2, further_dong=1_000, cap_dong=200_000)
DEAL = FeeRule("charge", FeeBasis.CASE, 50_000)
EXTRACT = FeeRule("fee", FeeBasis.COPY, 8_000)


def procedure(*fees: FeeRule) -> Procedure:
    return Procedure(
        code="2.000815",
        name="Chứng thực bản sao từ bản chính",
        short_name="Chứng thực bản sao",
        field="Chứng thực",
        agency="UBND cấp xã",
        terms={},
        fees=fees,
        documents=(),
        deadline_mode=DeadlineMode.RESTART,
        valid_from=date(2025, 7, 1),
        valid_to=None,
        result_name="Bản sao được chứng thực",
        result_code="",
        exemption="",
        legal_basis="",
        decision="",
        source="",
        certainty=Certainty.HIGH,
    )


UNKNOWN = replace(procedure(), fees=None)


def cost(pages: int, copies: int) -> FeeResult:
    return compute(procedure(PAGE), Channel.IN_PERSON, Quantities(pages, copies))


@pytest.mark.parametrize(
    ("pages", "copies", "charge_dong"),
    [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (10, 1, 12_000), (3, 4, 20_000),
     (198, 1, 200_000), (199, 1, 200_000), (500, 3, 600_000)]
)  # fmt: skip
def test_certified_copies_cost_by_page_up_to_the_cap(
    pages: int, copies: int, charge_dong: int
) -> None:
    result = cost(pages, copies)
    assert (result.charge_dong, result.fee_dong, result.total_dong) == (charge_dong, 0, charge_dong)


def test_the_line_explains_the_price_of_a_copy() -> None:
    (line,) = cost(500, 3).lines
    assert (line.pages, line.quantity, line.unit_dong, line.capped) == (500, 3, 200_000, True)
    assert not cost(198, 1).lines[0].capped


@given(st.integers(1, 999), st.integers(1, 99))
def test_more_pages_or_copies_never_cost_less_and_the_cap_holds(pages: int, copies: int) -> None:
    here = cost(pages, copies).charge_dong
    assert here <= cost(pages + 1, copies).charge_dong
    assert here < cost(pages, copies + 1).charge_dong
    assert here <= 200_000 * copies
    assert here == copies * cost(pages, 1).charge_dong


def test_without_tiers_or_cap_every_page_costs_the_same() -> None:
    plain = FeeRule("charge", FeeBasis.PAGE, 2_000)
    result = compute(procedure(plain), Channel.IN_PERSON, Quantities(pages=300, copies=2))
    assert result.charge_dong == 1_200_000


def test_charges_and_fees_are_kept_apart() -> None:
    result = compute(procedure(DEAL, EXTRACT), Channel.POST, Quantities(copies=3, cases=2))
    assert (result.charge_dong, result.fee_dong) == (100_000, 24_000)
    assert sum(line.amount_dong for line in result.lines) == result.total_dong


def test_a_rule_of_the_channel_stands_in_place_of_the_general_one() -> None:
    general = FeeRule("fee", FeeBasis.CASE, 20_000)
    online = replace(general, amount_dong=10_000, channel=Channel.ONLINE)
    both = procedure(general, online)
    assert compute(both, Channel.ONLINE, Quantities()).fee_dong == 10_000
    assert compute(both, Channel.IN_PERSON, Quantities()).fee_dong == 20_000


def test_a_channel_the_source_does_not_name_must_be_asked() -> None:
    online = FeeRule("fee", FeeBasis.CASE, 7_000, channel=Channel.ONLINE)
    assert applicable(procedure(online), Channel.IN_PERSON) is None
    with pytest.raises(DeskError) as refusal:
        compute(procedure(online), Channel.IN_PERSON, Quantities())
    assert refusal.value.code is Code.FEE_UNKNOWN


def test_a_free_procedure_costs_nothing() -> None:
    result = compute(procedure(), Channel.IN_PERSON, Quantities())
    assert (result.total_dong, result.lines, result.exempt) == (0, (), False)


def test_an_exempt_dossier_pays_nothing_and_keeps_what_it_would_have_cost() -> None:
    result = compute(
        procedure(DEAL, EXTRACT), Channel.IN_PERSON, Quantities(copies=2), " hộ  nghèo "
    )
    assert result.total_dong == 0
    assert result.exempt
    assert result.exemption_reason == "hộ nghèo"
    assert (result.waived_charge_dong, result.waived_fee_dong) == (50_000, 16_000)


def test_nothing_is_waived_where_all_is_paid() -> None:
    result = compute(procedure(DEAL, EXTRACT), Channel.IN_PERSON, Quantities())
    assert (result.waived_charge_dong, result.waived_fee_dong) == (0, 0)


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_exemption_without_reason_is_refused(reason: str) -> None:
    with pytest.raises(DeskError) as refusal:
        compute(procedure(DEAL), Channel.IN_PERSON, Quantities(), reason)
    assert (refusal.value.code, refusal.value.field) == (Code.REASON, "exemption_reason")


def test_unknown_fees_are_refused_until_the_officer_gives_them() -> None:
    with pytest.raises(DeskError) as refusal:
        compute(UNKNOWN, Channel.IN_PERSON, Quantities())
    assert refusal.value.code is Code.FEE_UNKNOWN
    result = compute(UNKNOWN, Channel.IN_PERSON, Quantities(), asked=(0, 15_000))
    assert (result.charge_dong, result.fee_dong, len(result.lines)) == (0, 15_000, 1)


def test_given_amounts_can_be_waived_too() -> None:
    result = compute(UNKNOWN, Channel.IN_PERSON, Quantities(), "người có công", (1_000, 2_000))
    assert (result.total_dong, result.waived_charge_dong, result.waived_fee_dong) == (0, 1000, 2000)


@pytest.mark.parametrize("asked", [(-1, 0), (0, True), (10**12, 0), (10**12 - 1, 1)])
def test_given_amounts_are_checked(asked: tuple[int, int]) -> None:
    with pytest.raises(DeskError) as refusal:
        compute(UNKNOWN, Channel.IN_PERSON, Quantities(), asked=asked)
    assert refusal.value.code is Code.MONEY


def test_nobody_gives_amounts_the_source_already_says() -> None:
    with pytest.raises(DeskError) as refusal:
        compute(procedure(DEAL), Channel.IN_PERSON, Quantities(), asked=(0, 0))
    assert refusal.value.code is Code.MONEY


@pytest.mark.parametrize(
    ("rule", "quantities", "field"),
    [
        (PAGE, Quantities(pages=0), "pages"),
        (PAGE, Quantities(pages=10_001), "pages"),
        (PAGE, Quantities(pages=1, copies=0), "copies"),
        (EXTRACT, Quantities(copies=-1), "copies"),
        (DEAL, Quantities(cases=0), "cases"),
    ],
)
def test_senseless_quantities_are_refused(
    rule: FeeRule, quantities: Quantities, field: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        compute(procedure(rule), Channel.IN_PERSON, quantities)
    assert (refusal.value.code, refusal.value.field) == (Code.COUNT, field)


def test_a_rule_of_an_unknown_kind_never_vanishes() -> None:
    with pytest.raises(ValueError, match="charge or a fee"):
        compute(procedure(replace(DEAL, kind="phí")), Channel.IN_PERSON, Quantities())
