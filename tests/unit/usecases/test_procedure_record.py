import json
from typing import Any

import pytest
from hypothesis import given

from tests.helpers.procedures import a_procedure, procedures
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import (
    Channel,
    FeeBasis,
    FeeRule,
    Procedure,
    Term,
    TermUnit,
    WorkflowStep,
)
from tthc_desk.usecases.procedure_record import procedure_as_json, procedure_from_json


@given(procedures)
def test_a_procedure_comes_back_from_json_as_it_was(procedure: Procedure) -> None:
    text = json.dumps(procedure_as_json(procedure))
    assert procedure_from_json(json.loads(text)) == procedure


@given(procedures)
def test_equal_procedures_give_the_same_text_whatever_the_order_of_channels(
    procedure: Procedure,
) -> None:
    turned = a_procedure(
        **{
            name: getattr(procedure, name)
            for name in procedure_as_json(procedure)
            if name != "terms"
        },
        terms=dict(reversed(procedure.terms.items())),
    )
    assert json.dumps(procedure_as_json(turned)) == json.dumps(procedure_as_json(procedure))


def test_the_record_holds_plain_values_only() -> None:
    rule = FeeRule("charge", FeeBasis.COPY, 8000, Channel.ONLINE)
    record = procedure_as_json(a_procedure(fees=(rule,)))
    assert type(record["certainty"]) is str
    assert record["valid_from"] == "2025-07-01"
    assert type(record["fees"][0]["channel"]) is str
    assert list(record["terms"]) == ["in_person", "post", "online"]
    assert all(type(channel) is str for channel in record["terms"])


def test_only_a_procedure_with_a_workflow_names_its_steps() -> None:
    assert "steps" not in procedure_as_json(a_procedure())
    steps = (WorkflowStep("Bộ phận Một cửa", 50),)
    (step,) = procedure_as_json(a_procedure(steps=steps))["steps"]
    assert step == {"unit": "Bộ phận Một cửa", "hundredths": 50}


def test_an_unknown_fee_is_not_a_free_one() -> None:
    assert procedure_from_json(procedure_as_json(a_procedure(fees=None))).fees is None
    assert procedure_from_json(procedure_as_json(a_procedure(fees=()))).fees == ()


def test_a_record_older_than_a_field_takes_its_default() -> None:
    record = procedure_as_json(a_procedure(keys="ks", steps=(WorkflowStep("Một cửa", 50),)))
    del record["keys"], record["steps"]
    assert procedure_from_json(record) == a_procedure()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"colour": "red"}, Code.UNKNOWN_FIELD, "colour"),
        ({"counted": 1}, Code.FORMAT, "counted"),
        ({"valid_from": "01/07/2025"}, Code.FORMAT, "valid_from"),
        ({"terms": {"by_pigeon": {"unit": "same_day"}}}, Code.FORMAT, "terms"),
        ({"terms": {"post": {"unit": "same_day", "amount": True}}}, Code.FORMAT, "amount"),
        ({"fees": [{"kind": "fee", "basis": "case"}]}, Code.FORMAT, "amount_dong"),
        ({"documents": None}, Code.FORMAT, "documents"),
        ({"steps": [{"unit": "Một cửa", "hundredths": 0.5}]}, Code.FORMAT, "hundredths"),
        ({"certainty": "sure"}, Code.FORMAT, "certainty"),
    ],
)
def test_a_damaged_record_is_refused_by_its_field(
    change: dict[str, Any], code: Code, field: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        procedure_from_json(procedure_as_json(a_procedure()) | change)
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_a_record_without_a_needed_field_is_refused() -> None:
    record = procedure_as_json(a_procedure())
    del record["code"]
    with pytest.raises(DeskError) as refusal:
        procedure_from_json(record)
    assert (refusal.value.code, refusal.value.field) == (Code.FORMAT, "code")


def test_a_term_takes_its_defaults() -> None:
    record = procedure_as_json(a_procedure()) | {"terms": {"post": {"unit": "same_day"}}}
    assert procedure_from_json(record).terms == {Channel.POST: Term(TermUnit.SAME_DAY)}
