"""The signed envelope of files that travel, and the strict reading of their JSON.

DSSE with exactly one Ed25519 signature. The library for it, securesystemslib, checks Ed25519 by
`cryptography`, which takes a public key of small order and with it a signature that fits any
message; PyNaCl refuses such keys. So the one line of DSSE's encoding stands here.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NoReturn

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json, canonical
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.domain.totals import MOST
from tthc_desk.exchange.payload_values import KEY_ID, matching

MOST_BYTES = 1_000_000
"""A file is never longer; who reads one from a disk need not read more than one byte beyond."""

DEEPEST = 8
"""Brackets within brackets that are read at all; our own files have three."""

# MOST is all nines: what has more digits is greater, what has not is not.
_LONG_NUMBER = re.compile(b"[0-9]{%d}" % (len(str(MOST)) + 1))
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"{}[]")))


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed file taken apart; nothing of it is to be believed before `check`."""

    payload_type: str
    payload: bytes
    key_id: str
    signature: bytes

    @property
    def text(self) -> bytes:
        """Give the one way to write it: the file."""
        signature = {"keyid": self.key_id, "sig": b64encode(self.signature).decode()}
        whole: dict[str, Json] = {
            "payload": b64encode(self.payload).decode(),
            "payloadType": self.payload_type,
            "signatures": [signature],
        }
        return canonical(whole).encode()

    def check(self, public: bytes) -> None:
        """Refuse what the key has not signed.

        Raises:
            DeskError: SIGNATURE, also for another key than the file names or one that is no
                key at all.
        """
        if key_id(public) != self.key_id:
            raise DeskError(Code.SIGNATURE)
        try:
            VerifyKey(public).verify(_signed(self.payload_type, self.payload), self.signature)
        except (CryptoError, ValueError) as error:
            raise DeskError(Code.SIGNATURE) from error


def seal(payload_type: str, payload: bytes, key: str, sign: Callable[[bytes], bytes]) -> bytes:
    """Sign a payload and write the file.

    Args:
        key: id of the key that `sign` signs with.

    Raises:
        DeskError: FILE_SIZE.
    """
    data = Envelope(payload_type, payload, key, sign(_signed(payload_type, payload))).text
    _check_size(data)
    return data


def unseal(payload_type: str, data: bytes) -> Envelope:
    """Take a file apart that is written exactly as `seal` writes; a signature is not checked.

    Raises:
        DeskError: FILE_SIZE, NOT_TOTALS, TRUNCATED, JSON_DUPLICATE, JSON_NUMBER, JSON_DEPTH;
            FILE_TYPE for another payload type.
    """
    _check_size(data)
    found = read_json(data)
    try:
        (signature,) = found["signatures"]
        envelope = Envelope(
            found["payloadType"],
            b64decode(found["payload"]),
            matching(KEY_ID, signature["keyid"]),
            b64decode(signature["sig"]),
        )
        written = envelope.text
    except (KeyError, TypeError, ValueError) as error:
        raise DeskError(Code.NOT_TOTALS) from error
    # Decoding is lenient, this is not: other spellings, further keys, spaces all end here.
    if written != data:
        raise DeskError(Code.NOT_TOTALS)
    if envelope.payload_type != payload_type:
        raise DeskError(Code.FILE_TYPE)
    return envelope


def read_json(data: bytes) -> dict[str, Any]:
    """Read a JSON object of text and whole numbers, no name in it twice.

    Raises:
        DeskError: NOT_TOTALS, TRUNCATED, JSON_DUPLICATE, JSON_NUMBER, JSON_DEPTH.
    """
    text = _decoded(data)
    outside = _outside_strings(data)
    if _depth(outside) > DEEPEST:
        raise DeskError(Code.JSON_DEPTH)
    if _LONG_NUMBER.search(outside):
        raise DeskError(Code.JSON_NUMBER)
    try:
        found = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text) or error.msg.startswith("Unterminated string")
        raise DeskError(Code.TRUNCATED if cut else Code.NOT_TOTALS) from error
    if not isinstance(found, dict):
        raise DeskError(Code.NOT_TOTALS)
    return found


def _signed(payload_type: str, payload: bytes) -> bytes:
    """Write what the signature is over. Source: DSSE v1.0, PAE."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _check_size(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise DeskError(Code.FILE_SIZE, limit=MOST_BYTES)


def _decoded(data: bytes) -> str:
    """Decode what begins as JSON can: most files that are none of ours end here."""
    if not data:
        raise DeskError(Code.TRUNCATED)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise DeskError(Code.NOT_TOTALS) from error
    if text[0] not in "{[":
        raise DeskError(Code.NOT_TOTALS)
    return text


def _outside_strings(data: bytes) -> bytes:
    """Give what stands between the strings; of JSON that is none, up to its first fault."""
    return b"".join(data.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])


def _depth(outside: bytes) -> int:
    """Count the brackets within brackets, without recursion."""
    brackets = outside.translate(None, _NO_BRACKETS)
    return max(accumulate(1 if bracket in b"{[" else -1 for bracket in brackets), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise DeskError(Code.JSON_DUPLICATE)
    return found


def _no_number(_: str) -> NoReturn:
    raise DeskError(Code.JSON_NUMBER)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_no_number,
    parse_constant=_no_number,
)
