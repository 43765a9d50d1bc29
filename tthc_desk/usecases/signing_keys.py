"""The ward's signing key: which one is in use, a new one, and the file it is enrolled by."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.fingerprint import fingerprint, key_file_name
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.ports import NewEvent, Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.totals_ports import (
    ExportLine,
    KeyRing,
    LastSigned,
    Signer,
    SigningKeyLine,
    TotalsFormat,
    WardKeyFile,
)


class KeyCondition(StrEnum):
    """Whether this machine can sign.

    `LOST`: the book knows a key, and the machine does not hold it, as after a restore, or holds
    one that has signed what the book does not know: an older book was put back beside it.
    """

    READY = "ready"
    NONE = "none"
    LOST = "lost"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class KeyState:
    """The key of a ward as it stands.

    Args:
        keys: all the ward has signed with, oldest first; the last one is in use when `READY`.
    """

    condition: KeyCondition
    keys: tuple[SigningKeyLine, ...]

    @property
    def current(self) -> SigningKeyLine | None:
        """Give the key that signs; None when a new one is needed."""
        return self.keys[-1] if self.condition is KeyCondition.READY else None

    @property
    def fingerprint(self) -> str:
        """Write the fingerprint of the key that signs; empty when there is none."""
        return fingerprint(self.current.public) if self.current else ""


class SigningKeys:
    """Keeps the private half on its machine; of it only signatures are ever seen."""

    def __init__(self, store: Store, rules: Rules, ring: KeyRing, files: TotalsFormat) -> None:
        self._store = store
        self._rules = rules
        self._ring = ring
        self._files = files

    def state(self) -> KeyState:
        """Say whether this machine can sign, and with what."""
        keys = self._store.queries.signing_keys()
        try:
            signer = self._ring.signer()
        except DeskError as error:
            if error.code is not Code.SIGNING_KEY:
                raise
            return KeyState(KeyCondition.DAMAGED, keys)
        if keys and signer is not None and signer.key_id == keys[-1].key_id:
            is_known = self._knows(signer.last)
            return KeyState(KeyCondition.READY if is_known else KeyCondition.LOST, keys)
        # A key the book does not know may have signed what a restored book has forgotten.
        return KeyState(KeyCondition.LOST if keys else KeyCondition.NONE, keys)

    def make(self, actor: Actor) -> SigningKeyLine:
        """Make a new key; the superior must enrol it before it counts.

        Raises:
            DeskError: SUPERVISOR; READONLY, DISK_FULL, IO when its file cannot be written.
        """
        require_supervisor(actor)
        with self._store.write() as unit:
            now = self._rules.moment(unit.last_event_at())
            known = self._store.queries.signing_keys()
            made = self._ring.make()
            data = {
                "key_id": made.key_id,
                "public": made.public.hex(),
                "replaces": known[-1].key_id if known else "",
            }
            kind = EventKind.SIGNING_KEY_MADE
            event = unit.append(NewEvent.by(actor, now, made.key_id, kind, data))
            login = actor.officer.login
            line = SigningKeyLine(made.key_id, made.public, event.at, event.seq, login)
            unit.save_signing_key(line)
            unit.commit()
        return line

    def signer(self, actor: Actor) -> Signer:
        """Give the key in use; the first one, and one in place of a lost one, is made here.

        Raises:
            DeskError: SIGNING_KEY for a damaged file, or one of another ward; as `make`.
        """
        found = self._ring.signer()
        if found is None or self.state().condition is not KeyCondition.READY:
            self.make(actor)
            found = self._ring.signer()
        if found is None:
            raise DeskError(Code.SIGNING_KEY, reason="damaged")
        return found

    @contextmanager
    def noting(self, line: ExportLine) -> Iterator[None]:
        """Note with the key that it has signed a file, once the block has committed it.

        An export that is rolled back is not noted, and never stops the key.

        Raises:
            DeskError: READONLY, DISK_FULL, IO, as a rule before the block.
        """
        if self._is_news(line):
            with self._ring.remembering(LastSigned(line.event_seq, line.hash)):
                yield
        else:
            yield

    def let_out(self, line: ExportLine) -> ExportLine:
        """Give a file that may leave now: where a crash came before the note it is noted here.

        Raises:
            DeskError: READONLY, DISK_FULL, IO; the file stays in the book, to be asked for again.
        """
        if self._is_news(line):
            # The open unit keeps out whoever else would make or mark a key.
            with self._store.write(), self.noting(line):
                pass
        return line

    def _is_news(self, line: ExportLine) -> bool:
        """Say whether the key in use has signed a file later than all it remembers."""
        try:
            signer = self._ring.signer()
        except DeskError as error:
            if error.code is not Code.SIGNING_KEY:
                raise
            # A key that cannot be used signs nothing twice.
            return False
        if signer is None or signer.key_id != line.key_id:
            return False
        return signer.last is None or signer.last.event_seq < line.event_seq

    def _knows(self, last: LastSigned | None) -> bool:
        """Say whether the book holds the newest file of its key."""
        if last is None:
            return True
        return any(line.hash == last.hash for line in self._store.queries.exports())

    def file(self) -> tuple[str, bytes]:
        """Write the file the key in use is enrolled by: its name and its bytes.

        Raises:
            DeskError: SIGNING_KEY when there is none.
        """
        state, signer = self.state(), self._ring.signer()
        if state.current is None or signer is None:
            raise DeskError(Code.SIGNING_KEY, reason="none")
        key, ward = state.current, self._rules.book().ward
        before = state.keys[-2].key_id if len(state.keys) > 1 else ""
        written = WardKeyFile(ward.code, ward.name, key.key_id, key.public, key.made_at, before)
        return key_file_name(ward.code, key.key_id), self._files.seal_key(written, signer.sign)


def require_supervisor(actor: Actor) -> None:
    """Refuse who does not answer for the ward's figures.

    Raises:
        DeskError: SUPERVISOR.
    """
    if not actor.is_supervisor:
        raise DeskError(Code.SUPERVISOR, action="export-totals")
