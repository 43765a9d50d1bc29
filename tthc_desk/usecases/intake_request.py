"""What a window or a line of `receive` asks to be taken in, before anything is believed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from tthc_desk.domain.errors import Code, DeskError

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PersonInput:
    """A person as typed or scanned; `qr` fills what the other fields leave empty."""

    qr: object = None
    id_number: object = None
    id_kind: object = None
    name: object = None
    birth_date: object = None
    sex: object = None
    address: object = None
    ward_code: object = None
    phone: object = None
    email: object = None


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """One line of the papers list as ticked."""

    name: object = None
    originals: object = 0
    certified: object = 0
    copies: object = 0


@dataclass(frozen=True, slots=True)
class IntakeRequest:
    """Everything one dossier is taken in with; raw values, validated by `Intake`.

    Args:
        request_id: UUID; a repeat gets the first answer. None: nobody will ask again.
        decision: "accept", "refuse" or "guide".
        owner: chủ hồ sơ when another than the submitter.
        copies, electronic_copies: certification: copies on paper, and those signed
            electronically, counted apart from them.
        term: the officer's answer where the catalogue does not know, as "3 working_days".
        charge_dong, fee_dong: the officer's answer where the catalogue does not know.
        missing: "guide": names of the papers to bring; None: those of the procedure that are
            to be submitted and were not ticked.
        exemption: why nothing is to be paid; None when it is.
        opening: an open dossier of the time before, with its true day and old number.
        received_at: true moment, for an opening balance or a late entry only.
        supervisor: login of the supervisor who answers for a late entry.
        paid: "cash" or "transfer" when money was taken at once.
        at_once: the result is handed over at once (Nghị định 118/2025/NĐ-CP Art 17(4)).
        receipt: whether receipt and control slip are issued; None: unless the result is given
            at once or the dossier is an opening balance.
    """

    request_id: object = None
    decision: object = "accept"
    reason: object = None
    procedure: object = None
    channel: object = "in_person"
    submitter: PersonInput = PersonInput()
    owner: PersonInput | None = None
    documents: tuple[DocumentInput, ...] | None = None
    missing: tuple[object, ...] | None = None
    sets: object = 1
    pages: object = 0
    copies: object = 0
    electronic_copies: object = 0
    official_code: object = None
    foreign_codes: object = None
    opening: object = False
    old_number: object = None
    received_at: object = None
    supervisor: object = None
    note: object = None
    result_place: object = None
    term: object = None
    charge_dong: object = None
    fee_dong: object = None
    exemption: object = None
    paid: object = None
    receipt_series: object = None
    receipt_number: object = None
    at_once: object = False
    result_number: object = None
    receipt: object = None


def intake_request(line: Mapping[str, Any]) -> IntakeRequest:
    """Read one JSON object of `receive` or of a window's draft.

    Raises:
        DeskError: FORMAT for a value that is not an object or list where one must be,
            UNKNOWN_FIELD for a name that means nothing here.
    """
    values = dict(_object(line, ""))
    values["submitter"] = _person(values.get("submitter", {}), "submitter")
    if values.get("owner") is not None:
        values["owner"] = _person(values["owner"], "owner")
    if values.get("documents") is not None:
        values["documents"] = _documents(values["documents"])
    if values.get("missing") is not None:
        values["missing"] = _names(values["missing"])
    return _built(IntakeRequest, values, "")


def _person(value: object, name: str) -> PersonInput:
    return _built(PersonInput, _object(value, name), f"{name}.")


def _documents(value: object) -> tuple[DocumentInput, ...]:
    if not isinstance(value, list | tuple):
        raise DeskError(Code.FORMAT, "documents")
    return tuple(_built(DocumentInput, _object(item, "documents"), "documents.") for item in value)


def _names(value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise DeskError(Code.FORMAT, "missing")
    return tuple(value)


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise DeskError(Code.FORMAT, name or None)
    return value


def _built(kind: type[_T], values: Mapping[str, Any], prefix: str) -> _T:
    known = {item.name for item in fields(kind)}  # type: ignore[arg-type]
    for name in values:
        if name not in known:
            raise DeskError(Code.UNKNOWN_FIELD, field=f"{prefix}{name}"[:60])
    return kind(**values)
