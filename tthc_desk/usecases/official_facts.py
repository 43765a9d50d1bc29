"""What a dossier says in each column of the official system."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.people import Sex
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.official_screen import OfficialKey
from tthc_desk.usecases.words import STATUS_WORDS

OfficialCell = str | int | date | datetime | None

SEX_WORDS = {Sex.MALE.value: "Nam", Sex.FEMALE.value: "Nữ"}
# Source: the national code list of channels, "Kênh thực hiện".
CHANNEL_WORDS = {
    Channel.IN_PERSON: "Trực tiếp",
    Channel.ONLINE: "Trực tuyến",
    Channel.POST: "Bưu chính công ích",
}
NUMBERS = frozenset({OfficialKey.OWNER_ID, OfficialKey.SUBMITTER_ID})
"""Identity numbers: whoever copies one leaves it on the clipboard for a short time only."""
CODES = NUMBERS | {
    OfficialKey.OFFICIAL_CODE,
    OfficialKey.OWN_NUMBER,
    OfficialKey.PROCEDURE_CODE,
    OfficialKey.OWNER_PHONE,
    OfficialKey.SUBMITTER_PHONE,
    OfficialKey.RESULT_NUMBER,
}
"""Text, whatever digits it is made of."""


def official_cell(key: OfficialKey, dossier: Dossier) -> OfficialCell:
    """Give a fact as a cell takes it: text, number, day or moment; None for an unknown one."""
    return _FACTS[key](dossier)


def official_text(key: OfficialKey, dossier: Dossier) -> str:
    """Write a fact as it is typed into a field of the official system, on one line."""
    cell = official_cell(key, dossier)
    if isinstance(cell, datetime):
        local = cell.astimezone(VIETNAM)
        return f"{day_text(local.date())} {local:%H:%M}"
    if isinstance(cell, date):
        return day_text(cell)
    return "" if cell is None else " ".join(str(cell).split())


def _fact(name: str) -> Callable[[Dossier], OfficialCell]:
    return lambda dossier: _plain(dossier.facts.get(name))


def _person(who: str, name: str) -> Callable[[Dossier], OfficialCell]:
    return lambda dossier: _plain(dossier.facts[who].get(name))


def _born(who: str) -> Callable[[Dossier], OfficialCell]:
    def born(dossier: Dossier) -> OfficialCell:
        text = dossier.facts[who].get("birth_date")
        return date.fromisoformat(text) if text else None

    return born


def _sex(who: str) -> Callable[[Dossier], OfficialCell]:
    return lambda dossier: SEX_WORDS.get(dossier.facts[who].get("sex") or "")


def _result(name: str) -> Callable[[Dossier], OfficialCell]:
    def told(dossier: Dossier) -> OfficialCell:
        result: Mapping[str, Any] = dossier.result or {}
        return _plain(result.get(name))

    return told


def _plain(value: Any) -> OfficialCell:
    return value if isinstance(value, int) else str(value or "")


_FACTS: dict[OfficialKey, Callable[[Dossier], OfficialCell]] = {
    OfficialKey.OFFICIAL_CODE: _fact("official_code"),
    OfficialKey.OWN_NUMBER: lambda dossier: dossier.number,
    OfficialKey.PROCEDURE_CODE: _fact("procedure"),
    OfficialKey.PROCEDURE_NAME: _fact("procedure_name"),
    OfficialKey.FIELD: _fact("field"),
    OfficialKey.AGENCY: _fact("agency"),
    OfficialKey.OWNER_NAME: _person("owner", "name"),
    OfficialKey.OWNER_ID: _person("owner", "id_number"),
    OfficialKey.OWNER_BIRTH: _born("owner"),
    OfficialKey.OWNER_SEX: _sex("owner"),
    OfficialKey.OWNER_ADDRESS: _person("owner", "address"),
    OfficialKey.OWNER_PHONE: _person("owner", "phone"),
    OfficialKey.OWNER_EMAIL: _person("owner", "email"),
    OfficialKey.SUBMITTER_NAME: _person("submitter", "name"),
    OfficialKey.SUBMITTER_ID: _person("submitter", "id_number"),
    OfficialKey.SUBMITTER_BIRTH: _born("submitter"),
    OfficialKey.SUBMITTER_SEX: _sex("submitter"),
    OfficialKey.SUBMITTER_ADDRESS: _person("submitter", "address"),
    OfficialKey.SUBMITTER_PHONE: _person("submitter", "phone"),
    OfficialKey.CHANNEL: lambda dossier: CHANNEL_WORDS[Channel(dossier.facts["channel"])],
    OfficialKey.SETS: _fact("sets"),
    OfficialKey.RECEIVED: lambda dossier: dossier.received_at,
    OfficialKey.DUE: lambda dossier: dossier.due_at,
    OfficialKey.FINISHED: lambda dossier: dossier.ending.at if dossier.ending else None,
    OfficialKey.DELIVERED: lambda dossier: dossier.delivered_at,
    OfficialKey.STATUS: lambda dossier: STATUS_WORDS[dossier.status],
    OfficialKey.RESULT_NUMBER: _result("result_number"),
    OfficialKey.RESULT_PLACE: _fact("result_place"),
    OfficialKey.CHARGE: _fact("charge_dong"),
    OfficialKey.FEE: _fact("fee_dong"),
    OfficialKey.NOTE: _fact("note"),
}
