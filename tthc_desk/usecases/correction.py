"""Corrections of an accepted dossier: what they change, and what follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json
from tthc_desk.domain.fees import MAX_COPIES, MAX_PAGES
from tthc_desk.domain.moves import Action
from tthc_desk.domain.numbering import official_code
from tthc_desk.domain.people import IdKind, Person, PersonFields, person_from
from tthc_desk.domain.procedure import Channel, Procedure, Term
from tthc_desk.domain.text_input import ADDRESS_LIMIT, clean_block, clean_line, whole_number
from tthc_desk.usecases.dossier_clock import clock_anew
from tthc_desk.usecases.intake_checks import NOTE_LIMIT, check_choice, find_cost, find_term
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.reception_facts import (
    cost_facts,
    person_facts,
    person_of,
    procedure_facts,
)
from tthc_desk.usecases.result_input import RESULT_FIELDS, result_facts
from tthc_desk.usecases.rules import RuleBook

PERSONS = ("owner", "submitter")
_PARTS = tuple(item.name for item in fields(PersonFields))
_IDENTITY = ("id_number", "id_kind", "name", "birth_date", "sex")
_PLAIN = ("official_code", "note", "result_place")
# What the catalogue leaves open, or counts by: said together with the procedure.
_COUNTS = {"pages": "pages", "asked_copies": "copies", "electronic_copies": "electronic_copies"}
_WITH_PROCEDURE = ("term", "charge_dong", "fee_dong", "exemption", *_COUNTS)
CORRECTABLE = (
    *(f"{who}_{part}" for who in PERSONS for part in _PARTS),
    *_PLAIN,
    "procedure",
    *_WITH_PROCEDURE,
    *RESULT_FIELDS,
)
"""Every field a correction may name."""


def correction_data(
    given: Mapping[str, object], dossier: Dossier, book: RuleBook, today: date
) -> dict[str, Json]:
    """Check a correction and write it as its event keeps it.

    Args:
        given: field of `CORRECTABLE` → what should stand there.

    Returns:
        `changes` and `result`: facts and parts of the result that are replaced; `fields`: names
        of what really differs; with a procedure also `follows`, the facts that come with it,
        and the due moments of `clock_anew`.

    Raises:
        DeskError: UNKNOWN_FIELD; REQUIRED "changes" when nothing would differ; MOVE for a
            result that is not there; what intake refuses, with the field.
    """
    _check_names(given)
    people, plain = _people(given, dossier, today), _plain(given, dossier)
    changes: dict[str, Json] = {**{who: person_facts(p) for who, p in people.items()}, **plain}
    result = _result(given, dossier, today)
    data: dict[str, Json] = {"changes": changes}
    differing = [*_parts_of(people, dossier), *plain]
    if "procedure" in given:
        procedure, term = _bound(given, dossier, book)
        follows = _follows(procedure, term, given, dossier)
        changes["procedure"] = procedure.code
        data |= {"follows": follows, **clock_anew(dossier, book, procedure, term)}
        differing += _differing(follows, dossier.facts)
        result |= _result_names(procedure, dossier)
    differing += [name for name in RESULT_FIELDS if name in result]
    if not differing:
        raise DeskError(Code.REQUIRED, "changes")
    return {**data, "fields": differing, **({"result": result} if result else {})}


def touched_day(dossier: Dossier, data: Mapping[str, Any]) -> date:
    """Name the business day a correction or a void changes the figures of.

    Args:
        data: of the event; a correction of the result alone touches the day of the end.
    """
    if data.get("result") and not data["changes"] and dossier.ending:
        return dossier.ending.day
    # No figure of the days before the start of use was ever given.
    opening = dossier.facts.get("opening")
    return dossier.standing[0].business_day if opening else dossier.received_day


def same_person(dossier: Dossier) -> bool:
    """Tell whether owner and submitter are one; what is corrected of one is then of both."""
    owner, submitter = (person_of(dossier.facts[who]) for who in PERSONS)
    return all(getattr(owner, name) == getattr(submitter, name) for name in _IDENTITY)


def corrected_people(data: Mapping[str, Any]) -> tuple[Person, ...]:
    """Give the persons a correction wrote anew."""
    return tuple(person_of(data["changes"][who]) for who in PERSONS if who in data["changes"])


def _check_names(given: Mapping[str, object]) -> None:
    for name in given:
        if name not in CORRECTABLE:
            raise DeskError(Code.UNKNOWN_FIELD, str(name)[:60])
    if "procedure" not in given and any(name in given for name in _WITH_PROCEDURE):
        raise DeskError(Code.REQUIRED, "procedure")


# --- persons


def _people(given: Mapping[str, object], dossier: Dossier, today: date) -> dict[str, Person]:
    old = {who: person_of(dossier.facts[who]) for who in PERSONS}
    said = {who: _said_of(given, who) for who in PERSONS}
    same = same_person(dossier)
    found: dict[str, Person] = {}
    # Who was named comes first: a refusal then names the field that was typed.
    for who in sorted(PERSONS, key=lambda who: not said[who]):
        other = said["submitter" if who == "owner" else "owner"]
        parts = {**other, **said[who]} if same else said[who]
        if parts:
            found[who] = _person(old[who], parts, who, today)
    return {who: found[who] for who in PERSONS if who in found and found[who] != old[who]}


def _parts_of(people: Mapping[str, Person], dossier: Dossier) -> Iterator[str]:
    for who, new in people.items():
        old = person_of(dossier.facts[who])
        yield from (f"{who}_{part}" for part in _PARTS if getattr(old, part) != getattr(new, part))


def _said_of(given: Mapping[str, object], who: str) -> dict[str, object]:
    return {part: given[f"{who}_{part}"] for part in _PARTS if f"{who}_{part}" in given}


def _person(old: Person, parts: Mapping[str, object], who: str, today: date) -> Person:
    values = {part: getattr(old, part) for part in _PARTS} | dict(parts)
    values["id_kind"] = _id_kind(old, parts, who)
    try:
        return person_from(PersonFields(**values), today, who)[0]
    except DeskError as error:
        field = (error.field or who).replace(".", "_", 1)
        raise DeskError(error.code, field, **error.facts) from None


def _id_kind(old: Person, parts: Mapping[str, object], who: str) -> IdKind | None:
    if "id_kind" in parts:
        kind: IdKind | None = check_choice(parts["id_kind"] or None, f"{who}_id_kind", IdKind)
        return kind
    number = parts.get("id_number", old.id_number)
    if number == old.id_number:
        return old.id_kind
    nameless = who == "owner" and number in (None, "")
    return IdKind.NONE if nameless else None


# --- the rest


def _plain(given: Mapping[str, object], dossier: Dossier) -> dict[str, str]:
    found: dict[str, str] = {}
    if "official_code" in given:
        found["official_code"] = official_code(given["official_code"])
    if "result_place" in given:
        found["result_place"] = clean_line(given["result_place"], "result_place", ADDRESS_LIMIT)
    if "note" in given:
        found["note"] = clean_block(given["note"], "note", NOTE_LIMIT)
    return {name: text for name, text in found.items() if dossier.facts[name] != text}


def _bound(given: Mapping[str, object], dossier: Dossier, book: RuleBook) -> tuple[Procedure, Term]:
    """Find the version of the day of receipt and the term of the dossier's channel."""
    code = clean_line(given["procedure"], "procedure", required=True)
    procedure = book.procedure(code, local_day(dossier.received_at))
    return procedure, find_term(procedure, Channel(dossier.facts["channel"]), given.get("term"))


def _follows(
    procedure: Procedure, term: Term, given: Mapping[str, object], dossier: Dossier
) -> dict[str, Json]:
    """Give the facts that come with a procedure; what was paid stays as it is."""
    facts = dossier.facts
    pages = whole_number(given.get("pages", facts["pages"]), "pages", 0, MAX_PAGES)
    asked = given.get("asked_copies", facts["copies"])
    copies = whole_number(asked, "asked_copies", 0, MAX_COPIES)
    money = IntakeRequest(
        charge_dong=given.get("charge_dong"),
        fee_dong=given.get("fee_dong"),
        exemption=given.get("exemption", facts["exemption"]),
    )
    cost = find_cost(money, procedure, Channel(facts["channel"]), pages, copies)
    return {
        **({"steps": []} if facts.get("steps") else {}),
        **procedure_facts(procedure, term),
        **cost_facts(cost),
        "pages": pages,
        "copies": copies,
        **_electronic(given, facts),
    }


def _electronic(given: Mapping[str, object], facts: Mapping[str, Any]) -> dict[str, Json]:
    """Read the electronic copies; a dossier may be older than their count."""
    old = facts.get("electronic_copies", 0)
    name = "electronic_copies"
    count = whole_number(given.get(name, old), name, 0, MAX_COPIES)
    return {name: count} if count != old else {}


def _differing(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[str]:
    """Name what differs: the counts where the procedure stays, else the procedure."""
    changed = {name for name, value in new.items() if old.get(name) != value}
    counts = [name for name, fact in _COUNTS.items() if fact in changed]
    if counts and "procedure" not in changed:
        return counts
    return ["procedure"] if changed else []


def _result(given: Mapping[str, object], dossier: Dossier, today: date) -> dict[str, Json]:
    asked = {name: given[name] for name in RESULT_FIELDS if name in given}
    if asked and dossier.result is None:
        raise DeskError(Code.MOVE, next(iter(asked)), status=dossier.status, action=Action.CORRECT)
    found, old = result_facts(asked, dossier, today), dossier.result or {}
    return {name: value for name, value in found.items() if old.get(name) != value}


def _result_names(procedure: Procedure, dossier: Dossier) -> dict[str, Json]:
    if dossier.result is None:
        return {}
    return {"result_kind": procedure.result_name, "result_code": procedure.result_code}
