"""The text of a ward's public key as it travels to the superior."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json, canonical, stamp
from tthc_desk.domain.totals import FORMAT
from tthc_desk.exchange.envelope import read_json
from tthc_desk.exchange.payload_values import KEY_ID, WARD_CODE, line, matching, moment, or_none
from tthc_desk.usecases.totals_ports import WardKeyFile


def write_key(key: WardKeyFile) -> bytes:
    """Write a public key as the one text that is signed; nothing is checked."""
    facts: dict[str, Json] = {
        "format": FORMAT,
        "ward": {"code": key.ward_code, "name": key.ward_name},
        "key_id": key.key_id,
        "public": b64encode(key.public).decode(),
        "made_at": stamp(key.made_at),
        "replaces": key.replaces,
    }
    return canonical(facts).encode()


def read_key(payload: bytes) -> WardKeyFile:
    """Read a public key that is written exactly as `write_key` writes.

    Raises:
        DeskError: NOT_TOTALS, TRUNCATED, JSON_DUPLICATE, JSON_NUMBER, JSON_DEPTH; FILE_TYPE for
            another version.
    """
    found = read_json(payload)
    if found.get("format", FORMAT) != FORMAT:
        raise DeskError(Code.FILE_TYPE)
    try:
        key = _key(found)
    except (KeyError, TypeError, ValueError) as error:
        raise DeskError(Code.NOT_TOTALS) from error
    if write_key(key) != payload:
        raise DeskError(Code.NOT_TOTALS)
    return key


def _key(found: Mapping[str, Any]) -> WardKeyFile:
    ward = found["ward"]
    return WardKeyFile(
        ward_code=matching(WARD_CODE, ward["code"]),
        ward_name=line(ward["name"]),
        key_id=matching(KEY_ID, found["key_id"]),
        public=b64decode(found["public"]),
        made_at=moment(found["made_at"]),
        replaces=or_none(KEY_ID, found["replaces"]),
    )
