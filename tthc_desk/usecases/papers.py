"""Issuing papers as facts, printing them, and printing them again exactly as they were."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.numbering import typed_slip
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.dossier_letters import many_receipt_facts
from tthc_desk.usecases.letter_facts import LetterFacts
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperFacts, PaperKind, PrintStyle, Reprint
from tthc_desk.usecases.paper_issue import OF_A_DOSSIER, TEMPLATE_VERSION, issue
from tthc_desk.usecases.paper_record import facts_from_text
from tthc_desk.usecases.ports import NewEvent, Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_logo import under_logo

_IN_TWO = frozenset(
    {
        PaperKind.HANDOVER_LIST,
        PaperKind.RESULT_HANDOVER,
        PaperKind.MANY_RECEIPT,
        PaperKind.SUPPLEMENT_REQUEST,
        PaperKind.REFUSAL,
        PaperKind.APOLOGY,
        PaperKind.STOP_NOTICE,
        PaperKind.TRANSFER_SLIP,
        PaperKind.RESULT_CORRECTION,
    }
)
"""One copy for whoever gets it, one for the ward's file."""

STATES = ("issued", "sent", "confirmed", "failed")


class Renderer(Protocol):
    """Turns facts into a PDF."""

    def __call__(
        self,
        facts: PaperFacts | LetterFacts,
        style: PrintStyle,
        reprint: Reprint | None,
        template_version: int,
    ) -> bytes:
        """Give the bytes of a PDF with embedded fonts."""
        ...


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A PDF ready for the printer or a file.

    Args:
        replaced: characters, each once, that print as a mark because no letter is known.
        lacks_logo: it names a logo that is not there or not whole; it is printed without.
    """

    line: PaperLine
    pdf: bytes
    reprint: Reprint | None
    replaced: str = ""
    lacks_logo: bool = False


class Papers:
    """Prints what was issued; issues what is asked for and was not."""

    def __init__(
        self,
        store: Store,
        rules: Rules,
        render: Renderer,
        replaced: Callable[[PaperFacts | LetterFacts], str] = lambda _: "",
    ) -> None:
        self._store = store
        self._rules = rules
        self._render = render
        self._replaced = replaced

    def of(self, subject: str) -> tuple[PaperLine, ...]:
        """Give the papers issued for a dossier or list, oldest first."""
        return self._store.queries.papers_of(subject)

    def newest(self, kind: PaperKind, subject: str) -> PaperLine | None:
        """Give the paper of a kind issued last for a subject."""
        found = [p for p in self.of(subject) if p.kind is kind]
        return found[-1] if found else None

    def newest_or_new(self, kind: PaperKind, number: str, actor: Actor) -> PaperLine:
        """Give a dossier's paper of a kind, issuing it when it never was.

        Raises:
            DeskError: NOT_FOUND, PAPER when the dossier cannot have this paper yet.
        """
        line = self._store.queries.line(number)
        if line is None:
            return self._of_slip(kind, number)
        found = self.newest(kind, line.number)
        return found or self.issue_anew(kind, line.number, actor)

    def _of_slip(self, kind: PaperKind, number: str) -> PaperLine:
        """Find the paper of a refusal or guidance at the counter, of the newest year."""
        slip = typed_slip(number)
        issued = [p for p in self.of(slip.number) if p.kind is kind] if slip else []
        if slip and slip.year:
            issued = [p for p in issued if local_day(p.issued_at).year == slip.year]
        if not issued:
            raise DeskError(Code.NOT_FOUND, "number")
        return issued[-1]

    def issue_anew(self, kind: PaperKind, number: str, actor: Actor) -> PaperLine:
        """Issue a dossier's paper as the dossier stands now."""
        if kind is PaperKind.MANY_RECEIPT:
            return self._issue_many(number, actor)
        if kind not in OF_A_DOSSIER:
            raise DeskError(Code.PAPER, "kind", kind=kind)
        with self._store.write() as unit:
            dossier = unit.dossier(number)
            if dossier is None:
                raise DeskError(Code.NOT_FOUND, "number")
            now = self._rules.moment(unit.last_event_at())
            paper = OF_A_DOSSIER[kind](unit, dossier, self._rules.book().ward, actor, now)
            unit.commit()
        return paper

    def _issue_many(self, number: str, actor: Actor) -> PaperLine:
        """Issue one receipt for all a person handed in on the day of a dossier.

        Raises:
            DeskError: PAPER when it is the only one of that day.
        """
        with self._store.write() as unit:
            first = unit.dossier(number)
            if first is None:
                raise DeskError(Code.NOT_FOUND, "number")
            person, day = str(first.facts["submitter"]["id_number"]), first.received_day
            others = self._store.queries.numbers_handed_in(person, day) if person else ()
            found = tuple(d for d in map(unit.dossier, others) if d is not None)
            if len(found) < 2:
                raise DeskError(Code.PAPER, "number", reason="alone", kind=PaperKind.MANY_RECEIPT)
            now = self._rules.moment(unit.last_event_at())
            facts = many_receipt_facts(found, self._rules.book().ward, now)
            paper = issue(unit, PaperKind.MANY_RECEIPT, first.number, facts, actor, now)
            unit.commit()
        return paper

    def pdf(self, paper_id: int, style: PrintStyle | None = None) -> PrintedPaper:
        """Render an issued paper; after its first print it says that it is a reprint.

        A lost picture never keeps a paper from whoever waits for it.

        Raises:
            DeskError: NOT_FOUND.
        """
        stored = self._store.queries.paper(paper_id)
        if stored is None:
            raise DeskError(Code.NOT_FOUND, "paper")
        line = stored.line
        ward = self._rules.book().ward
        reprint = _reprint(line, ward)
        facts = under_logo(facts_from_text(line.kind, stored.facts_text), self._store.queries)
        chosen = style or default_style(line.kind, ward)
        dossier = self._store.queries.line(line.subject)
        if dossier is not None and dossier.voided:
            chosen = replace(chosen, voided=True)
        pdf = self._render(facts, chosen, reprint, line.template_version)
        lacks_logo = bool(facts.letterhead.logo and not facts.letterhead.picture)
        return PrintedPaper(line, pdf, reprint, self._replaced(facts), lacks_logo)

    def preview(self, facts: PaperFacts | LetterFacts, style: PrintStyle) -> bytes:
        """Render facts that are not issued yet, for looking only."""
        return self._render(under_logo(facts, self._store.queries), style, None, TEMPLATE_VERSION)

    def note(self, paper_ids: Sequence[int], state: str, actor: Actor) -> None:
        """Note that papers were sent to a printer or file, came out of it, or did not.

        Raises:
            DeskError: CHOICE for an unknown state, NOT_FOUND.
        """
        if state not in STATES[1:]:
            raise DeskError(Code.CHOICE, "state", words=STATES[1:])
        with self._store.write() as unit:
            now = self._rules.moment(unit.last_event_at())
            for paper_id in paper_ids:
                stored = self._store.queries.paper(paper_id)
                if stored is None:
                    raise DeskError(Code.NOT_FOUND, "paper")
                data: dict[str, Json] = {"kind": stored.line.kind.value, "state": state}
                subject = stored.line.subject
                event = unit.append(NewEvent.by(actor, now, subject, EventKind.PAPER_PRINTED, data))
                unit.mark_paper(paper_id, state, event)
            unit.commit()


def default_style(kind: PaperKind, ward: Ward) -> PrintStyle:
    """Say how a paper is put on sheets in this ward."""
    if kind is PaperKind.RECEIPT:
        return PrintStyle(two_up=ward.printing_two_up, copies=2)
    return PrintStyle(copies=2 if kind in _IN_TWO else 1)


def _reprint(line: PaperLine, ward: Ward) -> Reprint | None:
    if line.prints == 0:
        return None
    return Reprint(line.prints, ward.name_of(line.officer), line.issued_at)
