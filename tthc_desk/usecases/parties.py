"""Who dossiers go to: officers of the ward by login or name, and agencies outside it."""

from tthc_desk.domain.collection import same_name
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Officer
from tthc_desk.domain.vietnamese import fold
from tthc_desk.usecases.rules import RuleBook
from tthc_desk.usecases.ward import Ward


def find_party(text: str, field: str, book: RuleBook) -> Officer | None:
    """Find the officer a text names; None when it names an agency outside the ward.

    Agencies are those of the catalogue and those above the ward; what stands around such a
    name tells its place ("Công an phường Mỹ Đình 1").

    Raises:
        DeskError: OFFICER with the known names when the text names neither.
    """
    officers = book.ward.officers
    for officer in officers:
        if text == officer.login or same_name(text, officer.name):
            return officer
    agencies = _agencies(book)
    if any(fold(agency) in fold(text) for agency in agencies):
        return None
    words = tuple(f"{o.login} ({o.name})" for o in officers)
    raise DeskError(Code.OFFICER, field, words=words, agencies=agencies)


def is_outside(holder: str, ward: Ward) -> bool:
    """Tell whether who works on a dossier is an agency outside the ward."""
    return bool(holder) and ward.officer_ever(holder) is None


def _agencies(book: RuleBook) -> tuple[str, ...]:
    above = {book.ward.superior, book.ward.upper_authority}
    named = {p.agency for versions in book.procedures.values() for p in versions}
    # Upper and lower case of a letterhead are one agency.
    found = {fold(name): name for name in sorted(above | named) if name}
    return tuple(sorted(found.values()))
