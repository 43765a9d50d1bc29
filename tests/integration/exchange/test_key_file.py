"""Key files of wards: a key speaks for itself, with its own signature."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.helpers.signed_files import FILES, KEY_ID, PUBLIC, make_key, sign, signed, totals_file
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import canonical
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.exchange.key_file import write_key
from tthc_desk.exchange.totals_file import KEY_TYPE
from tthc_desk.usecases.totals_ports import WardKeyFile

Change = Callable[[dict[str, Any]], object]


def forged_key(change: Change) -> bytes:
    facts = json.loads(write_key(make_key()))
    change(facts)
    return signed(canonical(facts).encode(), KEY_TYPE)


def refusal(data: bytes) -> Code:
    with pytest.raises(DeskError) as refused:
        FILES.read_key(data)
    return refused.value.code


@given(
    st.binary(min_size=32, max_size=32).map(SigningKey),
    st.from_regex("[0-9]{5}", fullmatch=True),
    st.just("") | st.binary(min_size=8, max_size=8).map(bytes.hex),
)
def test_a_key_is_read_back_as_it_was_sealed(key: SigningKey, ward: str, replaces: str) -> None:
    public = bytes(key.verify_key)
    made = make_key(ward_code=ward, public=public, key_id=key_id(public), replaces=replaces)
    assert FILES.read_key(FILES.seal_key(made, lambda m: key.sign(m).signature)) == made


def test_a_key_file_holds_the_ward_the_key_and_nothing_else() -> None:
    data = json.loads(FILES.seal_key(make_key(replaces="01" * 8), sign))
    assert data["payloadType"] == "application/vnd.tthc-desk.key+json"
    assert json.loads(b64decode(data["payload"])) == {
        "format": 1,
        "ward": {"code": "00000", "name": "Phường Thử Nghiệm"},
        "key_id": KEY_ID,
        "public": b64encode(PUBLIC).decode(),
        "made_at": "2026-09-30T01:30:00.000000+00:00",
        "replaces": "01" * 8,
    }


def test_a_key_file_and_a_totals_file_are_not_taken_for_one_another() -> None:
    assert refusal(totals_file()) is Code.FILE_TYPE
    with pytest.raises(DeskError) as refused:
        FILES.key_of(FILES.seal_key(make_key(), sign))
    assert refused.value.code is Code.FILE_TYPE


def test_a_ward_cannot_send_the_key_of_another() -> None:
    stolen = bytes(SigningKey(bytes(32)).verify_key)
    made = make_key(public=stolen, key_id=key_id(stolen))
    assert refusal(FILES.seal_key(made, sign)) is Code.SIGNATURE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda f: f.update(format=2), Code.FILE_TYPE),
        (lambda f: f.update(key_id="01" * 8), Code.SIGNATURE),
        (lambda f: f.update(public=b64encode(bytes(32)).decode()), Code.SIGNATURE),
        (lambda f: f.update(public=b64encode(PUBLIC[:31]).decode()), Code.SIGNATURE),
        (lambda f: f.update(public=b64encode(PUBLIC).decode() + "\n"), Code.NOT_TOTALS),
        (lambda f: f.update(public=5), Code.NOT_TOTALS),
        (lambda f: f.update(replaces="another"), Code.NOT_TOTALS),
        (lambda f: f.update(made_at="2026-09-30"), Code.NOT_TOTALS),
        (lambda f: f.update(made_at="2026-09-30T01:30:00Z"), Code.NOT_TOTALS),
        (lambda f: f.update(secret="of nobody"), Code.NOT_TOTALS),
        (lambda f: f.pop("replaces"), Code.NOT_TOTALS),
        (lambda f: f["ward"].update(code="0000"), Code.NOT_TOTALS),
        (lambda f: f["ward"].update(name=" \x00"), Code.NOT_TOTALS),
        (lambda f: f.update(ward=[]), Code.NOT_TOTALS),
    ],
)
def test_a_key_file_that_is_not_whole_is_refused(change: Change, code: Code) -> None:
    assert refusal(forged_key(change)) is code


@given(st.data())
def test_no_bit_of_a_key_file_can_be_changed(data: st.DataObject) -> None:
    whole = FILES.seal_key(make_key(), sign)
    at, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    refusal(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])


@given(st.binary(max_size=300), st.sampled_from(["ward", "key_id", "public", "made_at"]))
def test_any_bytes_at_all_are_refused_by_a_code(data: bytes, place: str) -> None:
    refusal(data)
    refusal(signed(data, KEY_TYPE))
    refusal(forged_key(lambda f: f.update({place: data.decode("latin-1")})))


@pytest.mark.parametrize("made", [make_key(ward_code="0"), make_key(ward_name="")])
def test_no_key_file_is_written_that_would_be_refused(made: WardKeyFile) -> None:
    with pytest.raises(DeskError):
        FILES.seal_key(made, sign)
