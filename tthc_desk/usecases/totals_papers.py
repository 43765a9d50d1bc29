"""What the papers say that go with a totals file, and the sheet of the key it is signed with."""

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import fingerprint, key_file_name
from tthc_desk.usecases.ports import Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.totals_export import TotalsExport
from tthc_desk.usecases.totals_facts import KeySheetFacts, TotalsSheetFacts, TransferNoteFacts
from tthc_desk.usecases.totals_periods import period_text
from tthc_desk.usecases.totals_ports import ExportLine


class TotalsPapers:
    """Gathers facts; the same file always gives the same papers."""

    def __init__(self, store: Store, rules: Rules, totals: TotalsExport) -> None:
        self._store = store
        self._rules = rules
        self._totals = totals

    def sheet(self, line: ExportLine) -> TotalsSheetFacts:
        """Gather the figures of a file for people, with the gaps there were when it was made."""
        ward = self._rules.book().ward
        return TotalsSheetFacts(
            letterhead=ward.letterhead,
            receiver=ward.upper_authority,
            officer_name=ward.name_of(line.officer),
            totals=self._totals.totals(line),
            period_text=period_text(line.chain, line.span),
            gaps=self._totals.gaps(line),
            file_hash=line.hash,
        )

    def note(self, line: ExportLine) -> TransferNoteFacts:
        """Gather what the note says that goes with a file, to be signed by hand."""
        ward, totals = self._rules.book().ward, self._totals.totals(line)
        publics = {key.key_id: key.public for key in self._store.queries.signing_keys()}
        return TransferNoteFacts(
            letterhead=ward.letterhead,
            receiver=ward.upper_authority,
            officer_name=ward.name_of(line.officer),
            officer_title=self._title(line.officer),
            made_at=line.as_of,
            totals=totals,
            period_text=period_text(line.chain, line.span),
            gaps=self._totals.gaps(line),
            file_name=totals.file_name,
            file_size=len(line.file),
            file_hash=line.hash,
            fingerprint=fingerprint(publics[line.key_id]),
        )

    def key_sheet(self) -> KeySheetFacts:
        """Gather what the sheet of the key in use says.

        Raises:
            DeskError: SIGNING_KEY when there is none.
        """
        ward, state = self._rules.book().ward, self._totals.key_state()
        if state.current is None:
            raise DeskError(Code.SIGNING_KEY, reason="none")
        key, before = state.current, state.keys[-2:-1]
        return KeySheetFacts(
            letterhead=ward.letterhead,
            receiver=ward.upper_authority,
            officer_name=ward.name_of(key.officer),
            officer_title=self._title(key.officer),
            ward_code=ward.code,
            ward_name=ward.name,
            key_id=key.key_id,
            fingerprint=fingerprint(key.public),
            made_at=key.made_at,
            file_name=key_file_name(ward.code, key.key_id),
            replaces=fingerprint(before[0].public) if before else "",
        )

    def _title(self, login: str) -> str:
        officer = self._rules.book().ward.officer_ever(login)
        return officer.title if officer else ""
