"""Which wards send totals and with which keys: enrolling, changing and revoking a key."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.fingerprint import fingerprint, same_fingerprint
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.text_input import clean_line
from tthc_desk.domain.totals_chain import KeyLife
from tthc_desk.usecases.chain_settling import settle_ward
from tthc_desk.usecases.district import moment_after
from tthc_desk.usecases.district_ports import DistrictStore, DistrictUnit, KeyLine, WardLine
from tthc_desk.usecases.enrolment_record import enrolment_record, revocation_record, revoked
from tthc_desk.usecases.ports import Clock, NewEvent
from tthc_desk.usecases.totals_ports import TotalsFormat, WardKeyFile

_CLOCKS_APART = timedelta(days=1)
_REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class KeyFileView:
    """A key file as it is shown for comparison, before anything is saved.

    Args:
        fingerprint: eight groups of four hexadecimal digits, to be compared with the sheet.
        ward: the ward as enrolled before; None for a new one.
        is_known: the key is enrolled already.
        open_key: the key of the ward that signs now; None if there is none.
    """

    file: WardKeyFile
    fingerprint: str
    ward: WardLine | None
    is_known: bool
    open_key: KeyLine | None

    @property
    def other_name(self) -> str:
        """Give the name the book has for the ward where the file says another; else nothing."""
        differs = self.ward is not None and self.ward.name != self.file.ward_name
        return self.ward.name if self.ward and differs else ""


@dataclass(frozen=True, slots=True)
class EnrolWish:
    """What a person says on enrolling a key.

    Args:
        fingerprint: as typed from the signed sheet; spaces and case are free.
        since, until: first and last day the ward owes totals; None keeps what is known. Of a new
            ward it is then the first file of any ward, or this month if that is earlier, and
            no end.
        replaces: id of the key it takes the place of; empty: as the key file says.
        renames: the ward is called as the key file says from now on.
    """

    fingerprint: str
    since: date | None = None
    until: date | None = None
    replaces: str = ""
    renames: bool = False


class Enrolment:
    """Keeps the wards and their keys; every change is an event."""

    def __init__(self, store: DistrictStore, clock: Clock, form: TotalsFormat) -> None:
        self._store = store
        self._clock = clock
        self._form = form

    def look(self, data: bytes) -> KeyFileView:
        """Read a key file and say what is known of its ward; saves nothing.

        Raises:
            DeskError: those of `TotalsFormat.read_key`.
        """
        file = self._form.read_key(data)
        queries = self._store.queries
        ward, known = queries.ward(file.ward_code), queries.ward_key(file.key_id) is not None
        open_key = _open_key(queries.ward_keys(file.ward_code))
        return KeyFileView(file, fingerprint(file.public), ward, known, open_key)

    def enrol(self, data: bytes, wish: EnrolWish, actor: Actor) -> KeyLine:
        """Enrol a key, and its ward with the first one; closes the key it replaces.

        A key that is known keeps its life; then only the ward's days change.

        Raises:
            DeskError: those of `TotalsFormat.read_key`; FINGERPRINT; SIGNING_KEY with reason
                taken, known, unknown, open or future; DATE.
        """
        file = self._form.read_key(data)
        if not same_fingerprint(wish.fingerprint, file.public):
            raise DeskError(Code.FINGERPRINT, "fingerprint")
        with self._store.write() as unit:
            now = moment_after(self._clock.now(), unit.last_event_at())
            if file.made_at > now + _CLOCKS_APART:
                raise DeskError(Code.SIGNING_KEY, reason="future", key=file.key_id)
            ward = _ward(unit, file, wish, local_day(now))
            changed = _changed_keys(unit, file, wish, ward)
            unit.save_ward(ward)
            for key in changed:
                unit.save_key(key)
            facts = enrolment_record(ward, changed)
            unit.append(NewEvent.by(actor, now, ward.code, EventKind.WARD_ENROLLED, facts))
            settle_ward(unit, ward.code)
            unit.commit()
        return self._key(file.key_id)

    def revoke(self, key_id: str, from_day: date, reason: str, actor: Actor) -> KeyLine:
        """Revoke a key: what it signed from a day on, and what comes from now on, never counts.

        Raises:
            DeskError: SIGNING_KEY with reason unknown or revoked; DATE for a day that has not
                come; REQUIRED, TEXT, TEXT_LENGTH of the reason.
        """
        why = clean_line(reason, "reason", _REASON_LIMIT, required=True)
        with self._store.write() as unit:
            now = moment_after(self._clock.now(), unit.last_event_at())
            if from_day > local_day(now):
                raise DeskError(Code.DATE, "from", high=local_day(now))
            key = unit.ward_key(key_id)
            if key is None:
                raise DeskError(Code.SIGNING_KEY, reason="unknown", key=key_id)
            if key.life.revoked_seq is not None:
                raise DeskError(Code.SIGNING_KEY, reason="revoked", key=key_id)
            facts = revocation_record(key, from_day, why)
            made = NewEvent.by(actor, now, key.ward_code, EventKind.KEY_REVOKED, facts)
            unit.save_key(revoked(key, unit.append(made)))
            settle_ward(unit, key.ward_code)
            unit.commit()
        return self._key(key_id)

    def wards(self) -> tuple[WardLine, ...]:
        """Give the enrolled wards by code."""
        return self._store.queries.wards()

    def keys(self, ward_code: str | None = None) -> tuple[KeyLine, ...]:
        """Give the keys, of each ward in the order they were made."""
        return self._store.queries.ward_keys(ward_code)

    def _key(self, key_id: str) -> KeyLine:
        found = self._store.queries.ward_key(key_id)
        assert found is not None  # noqa: S101 — it was saved a moment ago
        return found


def _ward(unit: DistrictUnit, file: WardKeyFile, wish: EnrolWish, today: date) -> WardLine:
    """Give the ward as it will stand.

    Raises:
        DeskError: DATE.
    """
    known = unit.ward(file.ward_code)
    before = known or WardLine(
        file.ward_code, file.ward_name, today.replace(day=1), is_since_given=False
    )
    ward = replace(
        before,
        name=file.ward_name if wish.renames else before.name,
        since=wish.since or before.since,
        until=wish.until or before.until,
        is_since_given=wish.since is not None or before.is_since_given,
    )
    if ward.until is None or ward.until >= ward.since:
        return ward
    if ward.is_since_given:
        raise DeskError(Code.DATE, "until", low=ward.since)
    # It ended before it was entered here: no day was given that this could contradict.
    return replace(ward, since=ward.until.replace(day=1))


def _changed_keys(
    unit: DistrictUnit, file: WardKeyFile, wish: EnrolWish, ward: WardLine
) -> tuple[KeyLine, ...]:
    """Give the new key and the one it closes; none when only the ward's days change.

    Raises:
        DeskError: SIGNING_KEY with reason taken, known, unknown or open.
    """
    known = unit.ward_key(file.key_id)
    if known is not None and known.ward_code != file.ward_code:
        raise DeskError(Code.SIGNING_KEY, reason="taken", ward=known.ward_code)
    if known is not None:
        if ward == unit.ward(ward.code):
            raise DeskError(Code.SIGNING_KEY, reason="known")
        return ()
    day, keys = local_day(file.made_at), unit.ward_keys(file.ward_code)
    newer = next((k for k in keys if k.made_at > file.made_at), None)
    replaced = None if newer else _replaced(keys, wish.replaces, file.replaces)
    life = KeyLife(file.key_id, 0, day, newer.life.valid_from if newer else None)
    before = replaced.key_id if replaced else file.replaces
    made = KeyLine(life, file.ward_code, file.public, file.made_at, before)
    if replaced is None or not replaced.is_open:
        return (made,)
    return (replace(replaced, life=replace(replaced.life, valid_to=day)), made)


def _replaced(keys: tuple[KeyLine, ...], wished: str, told: str) -> KeyLine | None:
    """Find the key a new one takes the place of; the one that signs now must be named.

    Raises:
        DeskError: SIGNING_KEY with reason unknown or open.
    """
    found = next((k for k in keys if k.key_id == (wished or told)), None)
    if wished and found is None:
        raise DeskError(Code.SIGNING_KEY, "replaces", reason="unknown", key=wished)
    signing = _open_key(keys)
    if signing is not None and signing is not found:
        raise DeskError(Code.SIGNING_KEY, "replaces", reason="open", key=signing.key_id)
    return found


def _open_key(keys: tuple[KeyLine, ...]) -> KeyLine | None:
    return next((key for key in reversed(keys) if key.is_open), None)
