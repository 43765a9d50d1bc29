"""Issuing papers: their facts are stored in the same transaction as the step they go with."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.dossier_letters import (
    apology_facts,
    counter_guidance_facts,
    counter_refusal_facts,
    refusal_facts,
    result_correction_facts,
    stop_notice_facts,
    supplement_request_facts,
    transfer_slip_facts,
)
from tthc_desk.usecases.dossier_papers import (
    control_slip_facts,
    receipt_facts,
    result_slip_facts,
)
from tthc_desk.usecases.letter_facts import LetterFacts
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperFacts, PaperKind
from tthc_desk.usecases.paper_record import facts_text
from tthc_desk.usecases.ports import NewEvent, WriteUnit
from tthc_desk.usecases.ward import Ward

TEMPLATE_VERSION = 1
"""Of every kind; a changed layout gets a new number, the old renderer stays for reprints."""

Gather = Callable[[Dossier, Ward, Actor, str, datetime], LetterFacts]
LETTERS: dict[PaperKind, Gather] = {
    PaperKind.SUPPLEMENT_REQUEST: supplement_request_facts,
    PaperKind.REFUSAL: refusal_facts,
    PaperKind.APOLOGY: apology_facts,
    PaperKind.STOP_NOTICE: stop_notice_facts,
    PaperKind.TRANSFER_SLIP: transfer_slip_facts,
    PaperKind.RESULT_CORRECTION: result_correction_facts,
}
"""Letters with a number of their own, and what gathers their facts."""


class IssueOf(Protocol):
    """Issues one kind of paper of a dossier."""

    def __call__(
        self, unit: WriteUnit, dossier: Dossier, ward: Ward, actor: Actor, now: datetime
    ) -> PaperLine:
        """Store its facts as the dossier stands."""
        ...


def issue(  # noqa: PLR0913 — all of them differ at each call
    unit: WriteUnit,
    kind: PaperKind,
    subject: str,
    facts: PaperFacts | LetterFacts,
    actor: Actor,
    now: datetime,
    *,
    more: dict[str, Json] | None = None,
) -> PaperLine:
    """Store a paper's facts in an open unit.

    Args:
        subject: number of the dossier, slip or list, or the day of a tally.
        more: what the event says beyond the kind: the number of a letter and its series.
    """
    text = facts_text(facts)
    data: dict[str, Json] = {
        "kind": kind.value,
        "template": TEMPLATE_VERSION,
        "facts_sha256": sha256(text.encode()).hexdigest(),
        **(more or {}),
    }
    event = unit.append(NewEvent.by(actor, now, subject, EventKind.PAPER_ISSUED, data))
    return unit.issue_paper(kind, subject, text, TEMPLATE_VERSION, event)


def issue_receipt(
    unit: WriteUnit,
    dossier: Dossier,
    ward: Ward,
    actor: Actor,
    now: datetime,
    change_reason: str = "",
) -> PaperLine:
    """Issue the receipt of a dossier as it stands."""
    facts = receipt_facts(dossier, ward, change_reason)
    return issue(unit, PaperKind.RECEIPT, dossier.number, facts, actor, now)


def issue_control_slip(
    unit: WriteUnit, dossier: Dossier, ward: Ward, actor: Actor, now: datetime
) -> PaperLine:
    """Issue the control slip that travels with the paper dossier."""
    facts = control_slip_facts(dossier, ward, actor)
    return issue(unit, PaperKind.CONTROL_SLIP, dossier.number, facts, actor, now)


def issue_result_slip(
    unit: WriteUnit, dossier: Dossier, ward: Ward, actor: Actor, now: datetime
) -> PaperLine:
    """Issue the slip the collector of a result signs."""
    facts = result_slip_facts(dossier, ward, actor)
    return issue(unit, PaperKind.RESULT_SLIP, dossier.number, facts, actor, now)


def issue_counter_slip(
    unit: WriteUnit, event: Event, ward: Ward, actor: Actor, now: datetime
) -> PaperLine:
    """Issue the paper of a refusal or guidance at the counter; its number is the slip's own."""
    refused = event.kind is EventKind.COUNTER_REFUSAL
    facts = counter_refusal_facts(event, ward) if refused else counter_guidance_facts(event, ward)
    kind = PaperKind.REFUSAL if refused else PaperKind.SUPPLEMENT_REQUEST
    return issue(unit, kind, event.subject, facts, actor, now)


def letter_issuer(kind: PaperKind) -> IssueOf:
    """Give what issues a kind of letter with the next number of its series."""

    def issue_letter(
        unit: WriteUnit, dossier: Dossier, ward: Ward, actor: Actor, now: datetime
    ) -> PaperLine:
        slip, numbered = next_letter_number(unit, kind, ward, now)
        facts = LETTERS[kind](dossier, ward, actor, slip, now)
        return issue(unit, kind, dossier.number, facts, actor, now, more=numbered)

    return issue_letter


def next_letter_number(
    unit: WriteUnit, kind: PaperKind, ward: Ward, now: datetime
) -> tuple[str, dict[str, Json]]:
    """Take the next number of a letter's yearly series, for dossiers and at the counter alike.

    Returns:
        The number as it is written ("07/HDHT"), and how the letter's event keeps it.
    """
    # A letter stands in the book of the year it is counted in.
    series, year = ward.series_of(kind), unit.business_day(now).year
    name = series.symbol or kind.value
    serial = unit.next_number(f"slip/{name}", str(year))
    number = series.format(serial)
    return number, {"number": number, "series": name, "serial": serial, "year": year}


OF_A_DOSSIER: dict[PaperKind, IssueOf] = {
    PaperKind.RECEIPT: issue_receipt,
    PaperKind.CONTROL_SLIP: issue_control_slip,
    PaperKind.RESULT_SLIP: issue_result_slip,
    **{kind: letter_issuer(kind) for kind in LETTERS},
}
"""Every paper that can be issued from a dossier as it stands."""
