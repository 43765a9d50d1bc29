"""What an event keeps of a person, a procedure and what it costs; and the person back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from tthc_desk.domain.events import Json
from tthc_desk.domain.fees import FeeResult
from tthc_desk.domain.people import IdKind, Person, Sex
from tthc_desk.domain.procedure import Procedure, Term
from tthc_desk.domain.workflow import fits


def person_facts(person: Person) -> dict[str, Json]:
    """Write a person as an event keeps it."""
    return {
        "id_number": person.id_number,
        "id_kind": person.id_kind.value,
        "name": person.name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "sex": person.sex.value if person.sex else None,
        "address": person.address,
        "ward_code": person.ward_code,
        "phone": person.phone,
        "email": person.email,
    }


def person_of(facts: Mapping[str, Any]) -> Person:
    """Read a person back from what an event keeps."""
    born, sex = facts["birth_date"], facts["sex"]
    return Person(
        id_number=facts["id_number"],
        id_kind=IdKind(facts["id_kind"]),
        name=facts["name"],
        birth_date=date.fromisoformat(born) if born else None,
        sex=Sex(sex) if sex else None,
        address=facts["address"],
        ward_code=facts["ward_code"],
        phone=facts["phone"],
        email=facts["email"],
    )


def procedure_facts(procedure: Procedure, term: Term) -> dict[str, Json]:
    """Write the version of a procedure a dossier is bound to.

    Args:
        term: the one that holds for its channel, or that the officer answered.

    Returns:
        Among them the steps, only where there are any and they share out this very term.
    """
    facts = _version_facts(procedure, term)
    if procedure.steps and fits(procedure.steps, term):
        facts["steps"] = [asdict(step) for step in procedure.steps]
    return facts


def _version_facts(procedure: Procedure, term: Term) -> dict[str, Json]:
    return {
        "procedure": procedure.code,
        "procedure_version": procedure.valid_from.isoformat(),
        "procedure_name": procedure.name,
        "short_name": procedure.short_name,
        "field": procedure.field,
        "agency": procedure.agency,
        "counted": procedure.counted,
        "certification": procedure.certification,
        "term": {"unit": term.unit.value, "amount": term.amount, "fifteen_mark": term.fifteen_mark},
        "mode": procedure.deadline_mode.value,
    }


def cost_facts(cost: FeeResult) -> dict[str, Json]:
    """Write what a dossier costs and why it may cost nothing."""
    return {
        "charge_dong": cost.charge_dong,
        "fee_dong": cost.fee_dong,
        "waived_dong": cost.waived_charge_dong + cost.waived_fee_dong,
        "exemption": cost.exemption_reason,
    }
