"""The signed files that travel between a ward and its superior."""

import hashlib
from collections.abc import Callable
from functools import lru_cache

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Totals
from tthc_desk.exchange import envelope
from tthc_desk.exchange.key_file import read_key, write_key
from tthc_desk.exchange.totals_payload import read_payload, write_payload
from tthc_desk.usecases.totals_ports import SealedTotals, WardKeyFile

TOTALS_TYPE = "application/vnd.tthc-desk.totals+json"
KEY_TYPE = "application/vnd.tthc-desk.key+json"


class TotalsFiles:
    """Writes and reads them; a `TotalsFormat`."""

    def seal(self, totals: Totals, sign: Callable[[bytes], bytes]) -> tuple[bytes, str]:
        """Write a totals file and give the SHA-256 of its payload with it.

        Raises:
            DeskError: what `read` would refuse is not written; FILE_SIZE.
        """
        payload = write_payload(totals)
        read_payload(payload)
        return envelope.seal(TOTALS_TYPE, payload, totals.key_id, sign), _hash(payload)

    def key_of(self, data: bytes) -> str:
        """Name the key a totals file says it is signed with."""
        return _unsealed(data).key_id

    def read(self, data: bytes, public: bytes) -> SealedTotals:
        """Check the signature, then read; the payload is not looked at before."""
        sealed = _unsealed(data)
        sealed.check(public)
        totals = read_payload(sealed.payload)
        if totals.key_id != sealed.key_id:
            raise DeskError(Code.SIGNATURE)
        return SealedTotals(totals, _hash(sealed.payload))

    def seal_key(self, key: WardKeyFile, sign: Callable[[bytes], bytes]) -> bytes:
        """Write a public-key file.

        Raises:
            DeskError: what `read_key` would refuse is not written.
        """
        payload = write_key(key)
        read_key(payload)
        return envelope.seal(KEY_TYPE, payload, key.key_id, sign)

    def read_key(self, data: bytes) -> WardKeyFile:
        """Read a public-key file; its signature is checked with the key it brings."""
        sealed = envelope.unseal(KEY_TYPE, data)
        key = read_key(sealed.payload)
        sealed.check(key.public)
        if key.key_id != sealed.key_id:
            raise DeskError(Code.SIGNATURE)
        return key


@lru_cache(maxsize=1)
def _unsealed(data: bytes) -> envelope.Envelope:
    """Take a totals file apart; whoever asked for its key is about to read it."""
    return envelope.unseal(TOTALS_TYPE, data)


def _hash(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()
