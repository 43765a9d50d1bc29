"""The files of one transaction: each is read, checked, and kept or refused by name."""

import hashlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain, Totals
from tthc_desk.domain.totals_chain import ChainFile, KeyLife, chain_file
from tthc_desk.usecases.district_ports import DistrictUnit, KeyLine
from tthc_desk.usecases.ports import NewEvent
from tthc_desk.usecases.refusal_record import refusal_line, refusal_record
from tthc_desk.usecases.totals_answers import LIMIT, Offered, Outcome, Received
from tthc_desk.usecases.totals_lines import field_lines, file_line
from tthc_desk.usecases.totals_ports import SealedTotals, TotalsFormat

_CLOCKS_APART = timedelta(days=1)
_AFTER_ALL = sys.maxsize
# As the program names them, also when copied twice: "TOTALS_00625_…_3 (1).json".
_OUR_NAME = re.compile(r"TOTALS_[0-9]{5}_[0-9_-]{10,60}[ ()0-9]{0,8}\.json", re.IGNORECASE)
# Signed by an enrolled key and yet not to be counted: who signed it must answer for it.
_PROVES = frozenset({Code.OTHER_WARD, Code.TOTALS})


@dataclass(slots=True)
class Reading:
    """A file while it is read: what is known of it so far.

    Args:
        is_envelope: it has the form of a signed totals file.
        key: whose signature it bears; the enrolled key with the id it names.
        holds: the signature held.
    """

    name: str
    data: bytes
    is_envelope: bool = False
    key: KeyLine | None = None
    holds: bool = False
    sealed: SealedTotals | None = None

    def read(self, form: TotalsFormat, enrolled: Callable[[str], KeyLine | None]) -> SealedTotals:
        """Read the file.

        Args:
            enrolled: gives the key of an id.

        Raises:
            DeskError: those of `TotalsFormat.read`; KEY_UNKNOWN, OTHER_WARD.
        """
        key_id = form.key_of(self.data)
        self.is_envelope = True
        self.key = enrolled(key_id)
        if self.key is None:
            raise DeskError(Code.KEY_UNKNOWN, key=key_id)
        try:
            sealed = form.read(self.data, self.key.public)
        except DeskError as error:
            self.holds = error.code is Code.TOTALS
            raise
        self.holds, self.sealed = True, sealed
        if sealed.totals.ward_code != self.key.ward_code:
            ward = sealed.totals.ward_code
            raise DeskError(Code.OTHER_WARD, ward=ward, owner=self.key.ward_code)
        return sealed

    @property
    def sha256(self) -> str:
        """Give the hash of its bytes; empty of a file that is too large to be read whole."""
        return hashlib.sha256(self.data).hexdigest() if len(self.data) <= LIMIT else ""

    @property
    def kept_name(self) -> str:
        """Give the name the book keeps; one that a person gave could be a citizen's."""
        ours = _OUR_NAME.fullmatch(self.name) is not None
        return self.name if ours else f"{self.sha256[:16]}.json"

    @property
    def is_recorded(self) -> bool:
        """Say whether its refusal is kept: what gave itself out as a totals file.

        Anything else may bear a citizen's name, and what is none of ours stands in no book.
        """
        return self.is_envelope or _OUR_NAME.fullmatch(self.name) is not None


class Intake:
    """Takes the files of one transaction in.

    Args:
        now: the moment of the transaction.
    """

    def __init__(self, unit: DistrictUnit, form: TotalsFormat, actor: Actor, now: datetime) -> None:
        self._unit = unit
        self._form = form
        self._actor = actor
        self._now = now
        self._names: dict[str, str] = {}
        self._keys: dict[str, KeyLine | None] = {}
        self.lives: dict[str, KeyLife] = {}
        self.files: dict[str, ChainFile] = {}
        self.touched: set[tuple[str, Chain]] = set()
        self.wrote = False

    def take(self, offered: Offered) -> Received:
        """Take one file in, or refuse it; what the chain makes of it comes later."""
        if isinstance(offered.data, DeskError):
            answer = Received(offered.name, Outcome.REFUSED, error=offered.data)
            is_ours = offered.data.code is not Code.NOT_TOTALS
        else:
            reading = Reading(offered.name, offered.data)
            answer = self._take(reading)
            is_ours = reading.is_recorded
        if answer.outcome is Outcome.REFUSED and not (is_ours or offered.asked):
            answer = replace(answer, outcome=Outcome.SKIPPED)
        return replace(answer, path=offered.path)

    def _key(self, key_id: str) -> KeyLine | None:
        if key_id not in self._keys:
            found = self._keys[key_id] = self._unit.ward_key(key_id)
            if found is not None:
                self.lives[key_id] = found.life
        return self._keys[key_id]

    def _name(self, ward_code: str) -> str:
        if ward_code not in self._names:
            ward = self._unit.ward(ward_code)
            self._names[ward_code] = ward.name if ward else ""
        return self._names[ward_code]

    def _take(self, reading: Reading) -> Received:
        try:
            return self._keep(reading, reading.read(self._form, self._key))
        except DeskError as error:
            return self._refuse(reading, error)

    def _keep(self, reading: Reading, sealed: SealedTotals) -> Received:
        totals = sealed.totals
        answer = self._answer(reading.name, sealed)
        known = self._unit.standing(sealed.hash)
        if known is not None:
            self.files.setdefault(sealed.hash, chain_file(totals, sealed.hash, 0))
            return replace(answer, outcome=Outcome.UNCHANGED, standing=known)
        self._refuse_future(totals)
        facts = _file_facts(sealed, reading)
        seq = self._append(EventKind.TOTALS_RECEIVED, totals.ward_code, facts)
        line = file_line(sealed, seq, local_day(self._now))
        self._unit.save_file(line, field_lines(totals.rows), reading.data)
        self.files[sealed.hash] = line.file
        self.touched.add((totals.ward_code, totals.chain))
        return answer

    def _refuse_future(self, totals: Totals) -> None:
        """Refuse what cannot be yet; a key that is not valid is told first.

        Raises:
            DeskError: FUTURE.
        """
        if not self.lives[totals.key_id].allows(local_day(totals.as_of), _AFTER_ALL):
            return
        # A ward may close a day and send it before midnight.
        if totals.span.last > local_day(self._now):
            raise DeskError(Code.FUTURE, to_day=totals.span.last)
        if totals.as_of > self._now + _CLOCKS_APART:
            raise DeskError(Code.FUTURE, reason="signed", signed=totals.as_of)

    def _answer(self, name: str, sealed: SealedTotals) -> Received:
        totals = sealed.totals
        return Received(
            name=name,
            outcome=Outcome.ACCEPTED,
            hash=sealed.hash,
            ward_code=totals.ward_code,
            ward_name=self._name(totals.ward_code),
            chain=totals.chain,
            span=totals.span,
            seq=totals.seq,
            key_id=totals.key_id,
        )

    def _refuse(self, reading: Reading, error: DeskError) -> Received:
        answer = Received(reading.name, Outcome.REFUSED, error=error)
        if reading.holds and reading.key:
            ward = reading.key.ward_code
            answer = replace(answer, ward_code=ward, ward_name=self._name(ward))
        if reading.holds and reading.sealed:
            totals = reading.sealed.totals
            answer = replace(answer, chain=totals.chain, span=totals.span, seq=totals.seq)
        known = self._unit.was_refused(reading.sha256, reading.kept_name, error.code)
        if reading.is_recorded and not known:
            kept = replace(answer, name=reading.kept_name)
            record = refusal_record(kept, error, reading.sha256)
            seq = self._append(EventKind.TOTALS_REFUSED, answer.ward_code, record)
            evidence = reading.data if error.code in _PROVES else None
            self._unit.save_refusal(refusal_line(record, seq, self._now), evidence)
        return answer

    def _append(self, kind: EventKind, subject: str, facts: dict[str, Json]) -> int:
        self.wrote = True
        event = NewEvent.by(self._actor, self._now, subject, kind, facts)
        return self._unit.append(event).seq


def _file_facts(sealed: SealedTotals, reading: Reading) -> dict[str, Json]:
    totals = sealed.totals
    return {
        "hash": sealed.hash,
        "sha256": reading.sha256,
        "chain": totals.chain.value,
        "from": totals.span.first.isoformat(),
        "to": totals.span.last.isoformat(),
        "key_id": totals.key_id,
        "seq": totals.seq,
        "replaces": totals.replaces,
    }
