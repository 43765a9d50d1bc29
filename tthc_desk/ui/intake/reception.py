"""What is read for the form from the database: the rules in force, a draft, a person."""

from dataclasses import dataclass

from tthc_desk.domain.procedure import Procedure
from tthc_desk.ui.intake.services import IntakeServices
from tthc_desk.ui.intake.visits import Visit
from tthc_desk.usecases.ports import Draft
from tthc_desk.usecases.procedure_finder import ProcedureFinder
from tthc_desk.usecases.rules import RuleBook


@dataclass(frozen=True, slots=True)
class Opening:
    """What the form begins with.

    Args:
        draft: of this desk, None if none was kept.
    """

    book: RuleBook
    finder: ProcedureFinder
    draft: Draft | None
    drafted: Procedure | None


def open_form(services: IntakeServices, desk: str, drafted: str = "") -> Opening:
    """Read rules, catalogue and, for a desk that is named, its draft.

    Args:
        drafted: code of a procedure to look up beside; of the draft if empty.
    """
    from tthc_desk.ui.intake.form_draft import read_draft

    book = services.rules.book()
    draft = services.drafts.load(desk) if desk else None
    kept = read_draft(draft.text) if draft else None
    code = drafted or (kept.procedure if kept else "")
    versions = [p for p in book.procedures.get(code, ()) if _in_force(p, services)]
    return Opening(book, services.finder(), draft, versions[-1] if versions else None)


def ask_visit(services: IntakeServices, who: str, id_number: str) -> Visit:
    """Read what the ward knows of a person."""
    tracking = services.tracking
    found = tracking.open_dossiers_of(id_number)
    return Visit(who, id_number, tracking.person(id_number), found)


def _in_force(procedure: Procedure, services: IntakeServices) -> bool:
    today = services.rules.today()
    ends = procedure.valid_to
    return procedure.valid_from <= today and (ends is None or today <= ends)
