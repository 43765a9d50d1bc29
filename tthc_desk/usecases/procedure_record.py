"""A procedure version as plain JSON values and back, the form in which it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, TypeVar

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    DeadlineMode,
    FeeBasis,
    FeeRule,
    PaperDuty,
    Procedure,
    RequiredDocument,
    Term,
    TermUnit,
    WorkflowStep,
)

Json = dict[str, Any]
RecordT = TypeVar("RecordT")


def procedure_as_json(procedure: Procedure) -> Json:
    """Write a procedure as a dict of JSON values, always in the same order.

    Returns:
        Field name → value; equal procedures give equal dicts and equal JSON text.
    """
    record = _plain(procedure)
    record["terms"] = {
        channel.value: _plain(procedure.terms[channel])
        for channel in Channel
        if channel in procedure.terms
    }
    record["fees"] = None if procedure.fees is None else [_plain(rule) for rule in procedure.fees]
    record["documents"] = [_plain(document) for document in procedure.documents]
    del record["steps"]
    if procedure.steps:
        # Younger than the others: a program that does not know it reads what has none.
        record["steps"] = [_plain(step) for step in procedure.steps]
    return record


def procedure_from_json(record: Mapping[str, Any]) -> Procedure:
    """Read back what `procedure_as_json` wrote.

    A field younger than the record takes its default.

    Raises:
        DeskError: UNKNOWN_FIELD for a name no procedure has, FORMAT for a value that does not fit.
    """
    return _built(Procedure, record, _PROCEDURE)


def _plain(value: object) -> Json:
    return {
        item.name: _scalar(getattr(value, item.name))
        for item in fields(value)  # type: ignore[arg-type]
    }


def _scalar(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    # A StrEnum is written as its bare text: the record must not know our classes.
    return str(value) if isinstance(value, str) else value


def _built(kind: type[RecordT], record: Mapping[str, Any], readers: Mapping[str, Any]) -> RecordT:
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(record) - set(known))
    if unknown:
        raise DeskError(Code.UNKNOWN_FIELD, field=unknown[0])
    missing = [n for n, f in known.items() if f.default is MISSING and n not in record]
    if missing:
        raise DeskError(Code.FORMAT, field=missing[0], reason="missing")
    return kind(**{name: _read(name, value, readers[name]) for name, value in record.items()})


def _read(name: str, value: object, reader: Callable[[Any], object]) -> object:
    try:
        return reader(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise DeskError(Code.FORMAT, field=name, reason="value") from error


def _exactly(kind: type) -> Callable[[object], object]:
    def check(value: object) -> object:
        # bool is an int in Python; a stored amount never is one.
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return check


def _or_none(reader: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda value: None if value is None else reader(value)


def _many(kind: type[Any], readers: Mapping[str, Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda items: tuple(_built(kind, item, readers) for item in items)


def _terms(record: Mapping[str, Any]) -> dict[Channel, Term]:
    return {Channel(channel): _built(Term, term, _TERM) for channel, term in record.items()}


_TEXT, _NUMBER, _FLAG = _exactly(str), _exactly(int), _exactly(bool)
_TERM = {"unit": TermUnit, "amount": _NUMBER, "fifteen_mark": _FLAG}
_FEE = {
    "kind": _TEXT,
    "basis": FeeBasis,
    "amount_dong": _NUMBER,
    "channel": _or_none(Channel),
    "first_pages": _NUMBER,
    "further_dong": _NUMBER,
    "cap_dong": _or_none(_NUMBER),
}
_DOCUMENT = {
    "name": _TEXT,
    "duty": PaperDuty,
    "originals": _NUMBER,
    "copies": _NUMBER,
    "certified": _NUMBER,
    "case": _TEXT,
    "note": _TEXT,
}
_STEP = {"unit": _TEXT, "hundredths": _NUMBER}
_PROCEDURE: dict[str, Callable[[Any], object]] = {
    item.name: _TEXT for item in fields(Procedure)
} | {
    "terms": _terms,
    "fees": _or_none(_many(FeeRule, _FEE)),
    "documents": _many(RequiredDocument, _DOCUMENT),
    "steps": _many(WorkflowStep, _STEP),
    "deadline_mode": DeadlineMode,
    "valid_from": date.fromisoformat,
    "valid_to": _or_none(date.fromisoformat),
    "certainty": Certainty,
    "counted": _FLAG,
    "certification": _FLAG,
}
