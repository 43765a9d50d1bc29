"""The file a ward is set up from: a signed envelope around the files of its folder."""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json, canonical, stamp
from tthc_desk.exchange import envelope
from tthc_desk.exchange.payload_values import WARD_CODE, line, matching, moment
from tthc_desk.usecases.pack_content import SealedPack, WardPack

PACK_TYPE = "application/vnd.tthc-desk.ward-pack+json"
PACK_SUFFIX = ".tthcpack"
FORMAT = 1
# What stands around the files: names, moments, key and signature.
_ENVELOPE_BYTES = 4_000
FILE_NAMES = re.compile(
    r"phuong\.toml|can-bo\.csv|thu-tuc\.csv|thanh-phan\.csv|loi-van\.toml|lich-[0-9]{4}\.csv"
)

# The envelope is that of totals files too; its refusals are worded for those.
_REASONS = {
    Code.FILE_SIZE: "too_large",
    Code.TRUNCATED: "truncated",
    Code.SIGNATURE: "signature",
    Code.FILE_TYPE: "other_kind",
}


def pack_file_name(ward_code: str) -> str:
    """Name the file a ward's pack travels in."""
    return f"PHUONG_{ward_code}{PACK_SUFFIX}"


def travels(files: Mapping[str, str], logo: bytes) -> bool:
    """Say whether files are small enough for a pack; the last few bytes are left free."""
    inside = canonical({"files": dict(files), "logo": b64encode(logo).decode()}).encode()
    return len(b64encode(inside)) + _ENVELOPE_BYTES <= envelope.MOST_BYTES


def seal_pack(pack: WardPack, sign: Callable[[bytes], bytes]) -> bytes:
    """Write a pack and sign it; equal packs give equal bytes.

    Args:
        sign: signs a message with the key of `pack.public`; 64 bytes.

    Raises:
        DeskError: PACK_FILE for what `read_pack` would refuse; too_large_made when too large.
    """
    try:
        payload = _written(pack)
        data = envelope.seal(PACK_TYPE, payload, pack.key_id, sign)
    except (DeskError, ValueError) as error:
        refusal = _refusal(error)
        if refusal.facts["reason"] == "too_large":
            refusal.facts["reason"] = "too_large_made"
        raise refusal from error
    read_pack(data)
    return data


def read_pack(data: bytes) -> SealedPack:
    """Read a pack; its signature is checked with the key it brings.

    Whose key that is, a person says by comparing fingerprints.

    Raises:
        DeskError: PACK_FILE with `reason` not_pack, too_large, truncated, signature, other_kind
            or newer.
    """
    try:
        sealed = envelope.unseal(PACK_TYPE, data)
        pack = _read(sealed.payload)
        sealed.check(pack.public)
    except (DeskError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _refusal(error) from error
    return SealedPack(pack, hashlib.sha256(sealed.payload).hexdigest())


def _refusal(error: Exception) -> DeskError:
    if isinstance(error, DeskError) and error.code is Code.PACK_FILE:
        return error
    reason = _REASONS.get(error.code, "not_pack") if isinstance(error, DeskError) else "not_pack"
    return DeskError(Code.PACK_FILE, reason=reason)


def _written(pack: WardPack) -> bytes:
    facts: dict[str, Json] = {
        "format": FORMAT,
        "ward": {"code": pack.ward_code, "name": pack.ward_name},
        "made_at": stamp(pack.made_at),
        "program": pack.program,
        "public": b64encode(pack.public).decode(),
        "files": dict(pack.files),
        "logo": b64encode(pack.logo).decode(),
    }
    return canonical(facts).encode()


def _read(payload: bytes) -> WardPack:
    found = envelope.read_json(payload)
    if found.get("format", FORMAT) != FORMAT:
        raise DeskError(Code.PACK_FILE, reason="newer")
    ward = found["ward"]
    pack = WardPack(
        ward_code=matching(WARD_CODE, ward["code"]),
        ward_name=line(ward["name"]),
        made_at=moment(found["made_at"]),
        program=line(found["program"]),
        public=b64decode(found["public"]),
        files=_files(found["files"]),
        logo=b64decode(found["logo"]),
    )
    # Another spelling of the same facts is not what was signed off.
    if _written(pack) != payload:
        raise ValueError("not written so")
    return pack


def _files(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if not all(isinstance(text, str) for text in found.values()):
        raise TypeError("no text")
    return tuple(sorted((matching(FILE_NAMES, name), text) for name, text in found.items()))
