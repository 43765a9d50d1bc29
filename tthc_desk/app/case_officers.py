"""Who works on what in a training ward: the case officer of a procedure's unit."""

from tthc_desk.domain.officers import Officer, Role
from tthc_desk.usecases.ward import Ward


def case_officer(ward: Ward, field: str, agency: str) -> Officer | None:
    """Find who works on a procedure: its agency's desk in the ward, else its field's unit.

    In a profile without units the first case officer works on everything.

    Returns:
        None when the procedure is another agency's and that has nobody in the profile.
    """
    cases = [officer for officer in ward.officers if officer.role is Role.CASE]
    by_unit = {officer.unit: officer for officer in reversed(cases)}
    found = by_unit.get(agency) or by_unit.get(ward.unit_of(field))
    if found is None and cases and not any(unit in by_unit for unit, _ in ward.units):
        return cases[0]
    return found


def holder_of(ward: Ward, field: str, agency: str) -> str:
    """Name who a dossier is forwarded to: a login, or the agency it is taken for."""
    officer = case_officer(ward, field, agency)
    return officer.login if officer else agency
