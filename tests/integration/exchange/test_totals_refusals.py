"""Totals files that are refused, each by its own code, whoever signed them."""

import json
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.helpers.signed_files import (
    FILES,
    KEY_ID,
    PUBLIC,
    forged,
    make_totals,
    sign,
    signed,
    totals_file,
)
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import canonical
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.domain.totals import MOST
from tthc_desk.exchange.envelope import Envelope
from tthc_desk.exchange.totals_file import KEY_TYPE, TOTALS_TYPE
from tthc_desk.exchange.totals_payload import write_payload

Facts = dict[str, Any]
WHOLE = totals_file()
PAYLOAD = write_payload(make_totals())
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
# Points that vanish when multiplied by 8, and other spellings of them: a signature by such a
# "key" can be made for any message. Their y-coordinates, little end first, without sign.
SMALL_ORDER = [
    (0).to_bytes(32, "little"),
    (1).to_bytes(32, "little"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    *((2**255 - 19 + n).to_bytes(32, "little") for n in (-1, 0, 1)),
]


def refused(data: bytes, public: bytes = PUBLIC) -> DeskError:
    with pytest.raises(DeskError) as caught:
        FILES.read(data, public)
    return caught.value


def refused_unread(data: bytes) -> Code:
    """Refuse without a key, and by the same code with one."""
    with pytest.raises(DeskError) as caught:
        FILES.key_of(data)
    assert refused(data).code is caught.value.code
    return caught.value.code


def rewritten(change: Callable[[Facts], object]) -> bytes:
    """Change the envelope and write it as strictly as ever."""
    facts = json.loads(WHOLE)
    change(facts)
    return canonical(facts).encode()


def in_payload(old: str, new: str) -> bytes:
    """Change the text of the payload and sign it."""
    changed = PAYLOAD.decode().replace(old, new, 1)
    assert changed != PAYLOAD.decode()
    return signed(changed.encode())


def _payload(data: bytes) -> bytes:
    return b64decode(json.loads(data)["payload"])


def _short(value: object) -> str:
    return repr(value)[:30]


def _names_in(place: str) -> list[str]:
    return list(json.loads(PAYLOAD)[place])


def unused_bits(text: str) -> str:
    """Spell base64 with bits set that belong to no byte."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = text.rstrip("=")
    other = body[:-1] + alphabet[alphabet.index(body[-1]) + 1] + text[len(body) :]
    assert b64decode(other) == b64decode(text)
    return other


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.TRUNCATED),
        (b"\0" * 3000, Code.NOT_TOTALS),
        (b"[.ShellClassInfo]\r\nIconResource=", Code.NOT_TOTALS),
        (b"%PDF-1.7 [[[[[[[[[[[[", Code.NOT_TOTALS),
        (b"PK\x03\x04[[[[[[[[[[\xff", Code.NOT_TOTALS),
        (b"\xff\xfe", Code.NOT_TOTALS),
        (b"12", Code.NOT_TOTALS),
        (b"[]", Code.NOT_TOTALS),
        (b"{}", Code.NOT_TOTALS),
        (b"{", Code.TRUNCATED),
        (b'{"a":"\xc4\x91', Code.TRUNCATED),
        (b'{"a":"\xc4', Code.NOT_TOTALS),
        (b"\xef\xbb\xbf" + WHOLE, Code.NOT_TOTALS),
        (WHOLE.decode().encode("utf-16"), Code.NOT_TOTALS),
        (WHOLE.decode().encode("utf-16-le"), Code.NOT_TOTALS),
        (WHOLE + b"\n", Code.NOT_TOTALS),
        (b" " + WHOLE, Code.NOT_TOTALS),
        (WHOLE + b"}", Code.NOT_TOTALS),
        (WHOLE + b"\0", Code.NOT_TOTALS),
        (WHOLE + WHOLE, Code.NOT_TOTALS),
        (json.dumps(json.loads(WHOLE), indent=2).encode(), Code.NOT_TOTALS),
        (WHOLE.replace(b"payloadType", b"payload\\u0054ype"), Code.NOT_TOTALS),
        (WHOLE.replace(b"application", b"\\ud800"), Code.NOT_TOTALS),
        (WHOLE.replace(KEY_ID.encode(), b"\\ud800"), Code.NOT_TOTALS),
        (b"[" * 100_000, Code.JSON_DEPTH),
        (b'{"a":' * 100_000, Code.JSON_DEPTH),
        (b'{"\\\\":"\\"",' + b'"a":[' * 100_000, Code.JSON_DEPTH),
        (b'{"a":' + b"9" * 5000 + b"}", Code.JSON_NUMBER),
        (b'{"a":' + b"9" * 5000, Code.JSON_NUMBER),
        (b'{"a":NaN}', Code.JSON_NUMBER),
        (b'{"a":-Infinity}', Code.JSON_NUMBER),
        (b'{"a":1.0}', Code.JSON_NUMBER),
        (b'{"a":1e999}', Code.JSON_NUMBER),
        (b'{"a":1,"a":1}', Code.JSON_DUPLICATE),
        (WHOLE[:-1] + b',"payload":""}', Code.JSON_DUPLICATE),
        (WHOLE.replace(b'"sig":', b'"keyid":"","sig":'), Code.JSON_DUPLICATE),
    ],
    ids=_short,
)
def test_what_is_not_a_whole_envelope_is_refused_without_a_key(data: bytes, code: Code) -> None:
    assert refused_unread(data) is code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda f: f.update(payloadType=KEY_TYPE), Code.FILE_TYPE),
        (lambda f: f.update(payloadType=TOTALS_TYPE.upper()), Code.FILE_TYPE),
        (lambda f: f.update(payloadType="application/vnd.in-toto+json"), Code.FILE_TYPE),
        (lambda f: f.update(payloadType=None), Code.FILE_TYPE),
        (lambda f: f.pop("payloadType"), Code.NOT_TOTALS),
        (lambda f: f.pop("payload"), Code.NOT_TOTALS),
        (lambda f: f.pop("signatures"), Code.NOT_TOTALS),
        (lambda f: f.update(payload=None), Code.NOT_TOTALS),
        (lambda f: f.update(payload=[f["payload"]]), Code.NOT_TOTALS),
        (lambda f: f.update(payload=f["payload"] + "\n"), Code.NOT_TOTALS),
        (lambda f: f.update(payload=f["payload"][:8] + " " + f["payload"][8:]), Code.NOT_TOTALS),
        (lambda f: f.update(payload=f["payload"] + "="), Code.NOT_TOTALS),
        (lambda f: f.update(payload="đ" + f["payload"]), Code.NOT_TOTALS),
        (lambda f: f.update(payload=f["payload"].replace("/", "_") + "_"), Code.NOT_TOTALS),
        (lambda f: f.update(note=""), Code.NOT_TOTALS),
        (lambda f: f.update(signatures=[]), Code.NOT_TOTALS),
        (lambda f: f.update(signatures=f["signatures"] * 2), Code.NOT_TOTALS),
        (lambda f: f.update(signatures=f["signatures"][0]), Code.NOT_TOTALS),
        (lambda f: f.update(signatures={"0": f["signatures"][0]}), Code.NOT_TOTALS),
        (lambda f: f.update(signatures="s"), Code.NOT_TOTALS),
        (lambda f: f.update(signatures=[f["signatures"]]), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].pop("keyid"), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].pop("sig"), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(alg="none"), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(keyid=KEY_ID.upper()), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(keyid=KEY_ID[:-1]), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(keyid=KEY_ID + "\n"), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(keyid=1234), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(sig=unused_bits(_sig(f))), Code.NOT_TOTALS),
        (lambda f: f["signatures"][0].update(sig=_sig(f)[:-1]), Code.NOT_TOTALS),
    ],
)
def test_an_envelope_of_another_kind_is_refused(
    change: Callable[[Facts], object], code: Code
) -> None:
    assert refused_unread(rewritten(change)) is code


def _sig(facts: Facts) -> str:
    return str(facts["signatures"][0]["sig"])


def test_unused_bits_of_the_payload_are_refused() -> None:
    for name in ("0.1.0", "0.1.01", "0.1.012"):
        facts = json.loads(totals_file(program=name))
        if facts["payload"].endswith("="):
            facts["payload"] = unused_bits(facts["payload"])
            assert refused_unread(canonical(facts).encode()) is Code.NOT_TOTALS


def test_a_file_cut_anywhere_is_said_to_be_cut() -> None:
    assert {refused_unread(WHOLE[:end]) for end in range(len(WHOLE))} == {Code.TRUNCATED}


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    error = refused(b" " * 1_000_001)
    assert (error.code, error.facts) == (Code.FILE_SIZE, {"limit": 1_000_000})
    assert refused(b" " * 1_000_000).code is Code.NOT_TOTALS


def at(place: str, value: Any) -> bytes:
    """Sign a payload with another value in one place: "rows.0.field"."""
    *path, last = place.split(".")

    def change(facts: Any) -> None:
        for name in path:
            facts = facts[int(name) if name.isdigit() else name]
        facts[last] = value

    return forged(change)


def without(place: str, name: str) -> bytes:
    """Sign a payload that lacks a name."""
    return forged(lambda f: (f["rows"][0] if place == "row" else f.get(place, f)).pop(name))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (at("rows.0.5", 8), ("Chứng thực", "(3)", "(5)")),
        (at("rows.0.12", 1), ("Chứng thực", "(11)", "(12)")),
        (at("rows.1.opening", 3), ("Hộ tịch", "opening")),
        (at("rows.1.fee_dong", -8000), ("fee_dong",)),
        (forged(lambda f: f["rows"].reverse()), ("rows",)),
        (forged(lambda f: f["rows"].pop()), None),
        (forged(lambda f: f["rows"].append(f["rows"][1])), None),
        (at("from", "2026-10-02"), ("to",)),
        (at("to", "2026-09-30"), ("to",)),
        (at("to", "2026-11-30"), ("to", "as_of")),
        (at("chain", "daily"), ("to",)),
        (at("chain", "weekly"), ("to",)),
        (at("as_of", "2026-10-30T16:59:59.999999+00:00"), ("as_of",)),
        (at("control.7", "16"), ("(7)",)),
        (without("control", "7"), ("(7)",)),
        (at("rows", {}), None),
    ],
    ids=_short,
)
def test_figures_that_contradict_themselves_are_refused_by_name(
    data: bytes, words: tuple[str, ...] | None
) -> None:
    error = refused(data)
    assert error.code is Code.TOTALS
    assert error.facts["words"]
    assert words is None or error.facts["words"] == words


def test_every_field_of_a_broken_row_is_named_and_a_row_that_stands_twice() -> None:
    twice = forged(lambda f: f["rows"].insert(0, f["rows"][0]))
    assert "Chứng thực" in refused(twice).facts["words"]  # type: ignore[operator]
    both = forged(lambda f: [row.update({"8": 0}) for row in f["rows"]])
    assert refused(both).facts["words"] == ("Chứng thực", "Hộ tịch", "(7)", "(8)")


@pytest.mark.parametrize("name", json.loads(PAYLOAD)["control"])
def test_every_control_sum_is_compared(name: str) -> None:
    found = json.loads(PAYLOAD)["control"][name]
    for wrong in (found + 1, found - 1, -MOST, None):
        word = f"({name})" if name.isdigit() else name
        assert refused(at(f"control.{name}", wrong)).facts == {"words": (word,)}


@pytest.mark.parametrize(
    ("place", "values"),
    [
        ("format", (True,)),
        ("ward", ("00000", [], None)),
        ("ward.code", ("", "0000", "000000", "../..", "０００００", "00000\n", 0)),
        ("ward.name", ("", "Phường\nThử", "\x7f", "\u2028", "x" * 4001, None, 1)),
        ("ward.phone", ("",)),
        ("key_id", (KEY_ID.upper(), "", None)),
        ("chain", ("yearly", "", [], {}, None)),
        ("kind", ("amend", "other", None)),
        ("replaces", ("ab" * 32, "ab", None)),
        ("from", ("20261001", "2026-W40-4", "2026-10-32", "0001-01-01", "", 2026, None)),
        ("to", ("9999-12-31", "2026-10-31T00:00", None)),
        ("seq", (0, -1, True, "2", None)),
        ("prev", ("AB" * 32, "ab" * 31, "ab" * 32 + "\n", 0, None)),
        ("as_of", ("2026-11-02T01:30:00Z", "2026-11-02T08:30:00.000000+07:00")),
        ("as_of", ("2026-11-02T01:30:00.000000", "2026-11-02", "", 0, None)),
        ("as_of", ("0001-01-01T00:00:00.000000+00:00", "9999-12-31T23:59:59.999999+00:00")),
        ("audit", ([], "ab", None)),
        ("audit.head", ("", "CD" * 32, None)),
        ("audit.length", (-1, False, "1", None)),
        ("program", ("", "\x00", None)),
        ("rows", ("Hộ tịch", [[]], ["x"], [None], 1, None)),
        ("rows.0.field", ("", "hai\ndòng", 7, None)),
        ("rows.0.procedure", ("", 7, [], None)),
        ("rows.0.name", ("", "x" * 4001, {}, None)),
        ("rows.0.owner", ("Trần Thị Thử Nghiệm",)),
        *((f"rows.0.{n}", (-1, False, "0", None)) for n in (4, 5, 6, 8, 9, 10, 12, 13)),
        ("rows.0.opening", (-1, True, None)),
        ("rows.0.charge_dong", (False, "0", None)),
        ("rows.0.fee_dong", (False, "0", None)),
        ("notes", ([], "", None)),
        ("notes.late", (-1, True, "1", None)),
        ("notes.names", (0,)),
        ("control", ([], "ab", 1, None, [["7", 16]])),
        ("control.14", (0,)),
        ("citizens", ([], "")),
    ],
    ids=_short,
)
def test_a_value_that_is_none_of_a_payload_is_refused(place: str, values: tuple[Any, ...]) -> None:
    codes = {Code.NOT_TOTALS, Code.TOTALS} if place.startswith("control") else {Code.NOT_TOTALS}
    assert {refused(at(place, value)).code for value in values} <= codes


@pytest.mark.parametrize(
    ("place", "name"),
    [
        *(("", name) for name in json.loads(PAYLOAD)),
        *(("row", name) for name in json.loads(PAYLOAD)["rows"][0]),
        *((place, name) for place in ("ward", "audit", "notes") for name in _names_in(place)),
    ],
)
def test_a_payload_that_lacks_anything_is_refused(place: str, name: str) -> None:
    assert refused(without(place, name)).code is Code.NOT_TOTALS


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_of_the_format_is_refused_as_such(version: object) -> None:
    assert refused(at("format", version)).code is Code.FILE_TYPE


def test_a_payload_of_another_key_than_the_envelope_is_refused() -> None:
    assert refused(at("key_id", "01" * 8)).code is Code.SIGNATURE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (in_payload('"seq":2', '"seq":2,"seq":2'), Code.JSON_DUPLICATE),
        (in_payload('"field":', '"field":"","field":'), Code.JSON_DUPLICATE),
        (in_payload('"seq":2', '"seq":2.0'), Code.JSON_NUMBER),
        (in_payload('"seq":2', '"seq":NaN'), Code.JSON_NUMBER),
        (in_payload('"seq":2', '"seq":Infinity'), Code.JSON_NUMBER),
        (in_payload('"seq":2', '"seq":1e5'), Code.JSON_NUMBER),
        (in_payload('"seq":2', f'"seq":{MOST + 1}'), Code.JSON_NUMBER),
        (in_payload('"seq":2', f'"seq":-{MOST + 1}'), Code.JSON_NUMBER),
        (in_payload('"seq":2', '"seq":' + "9" * 5000), Code.JSON_NUMBER),
        (in_payload('"seq":2', '"seq":' + "[" * 100_000), Code.JSON_DEPTH),
        (in_payload('"seq":2', '"seq":02'), Code.NOT_TOTALS),
        (in_payload('"fee_dong":0', '"fee_dong":-0'), Code.NOT_TOTALS),
        (in_payload('"seq":2', '"seq": 2'), Code.NOT_TOTALS),
        (in_payload('{"as_of"', '{"zone":0,"as_of"'), Code.NOT_TOTALS),
        (in_payload("ộ", "\\u1ed9"), Code.NOT_TOTALS),
        (in_payload("ộ", "\\ud800"), Code.NOT_TOTALS),
        (signed(b"[]"), Code.NOT_TOTALS),
        (signed(b""), Code.TRUNCATED),
        (signed(PAYLOAD[:-1]), Code.TRUNCATED),
        (signed(PAYLOAD + b" "), Code.NOT_TOTALS),
        (signed(b"\xef\xbb\xbf" + PAYLOAD), Code.NOT_TOTALS),
        (signed(PAYLOAD.decode().encode("utf-16")), Code.NOT_TOTALS),
        (signed(b"\x80"), Code.NOT_TOTALS),
    ],
    ids=_short,
)
def test_a_payload_that_is_signed_and_written_otherwise_is_refused(data: bytes, code: Code) -> None:
    assert FILES.key_of(data) == KEY_ID
    assert refused(data).code is code


def test_the_payload_is_not_looked_at_before_the_signature_holds() -> None:
    bad = Envelope(TOTALS_TYPE, b'{"a":NaN', KEY_ID, bytes(64)).text
    assert refused(bad).code is Code.SIGNATURE


def test_a_file_signed_by_another_key_is_refused() -> None:
    other = SigningKey(bytes(32))
    public = bytes(other.verify_key)
    assert refused(WHOLE, public).code is Code.SIGNATURE
    assert refused(WHOLE, PUBLIC[:31]).code is Code.SIGNATURE
    # Another's signature under the name of the ward's key, and the ward's under another's name.
    data, _ = FILES.seal(make_totals(), lambda m: other.sign(m).signature)
    assert refused(data).code is Code.SIGNATURE
    stranger, _ = FILES.seal(make_totals(key_id=key_id(public)), sign)
    assert refused(stranger).code is Code.SIGNATURE
    named = rewritten(lambda f: f["signatures"][0].update(keyid=key_id(public)))
    assert refused(named).code is Code.SIGNATURE
    assert refused(named, public).code is Code.SIGNATURE


def test_a_payload_signed_as_something_else_is_refused() -> None:
    as_key = json.loads(signed(PAYLOAD, KEY_TYPE))
    data = canonical(as_key | {"payloadType": TOTALS_TYPE}).encode()
    assert FILES.key_of(data) == KEY_ID
    assert refused(data).code is Code.SIGNATURE


@pytest.mark.parametrize("length", [0, 1, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    signature = (b64decode(_sig(json.loads(WHOLE))) * 2)[:length]
    assert refused(Envelope(TOTALS_TYPE, PAYLOAD, KEY_ID, signature).text).code is Code.SIGNATURE


def test_the_second_spelling_of_a_signature_is_refused() -> None:
    signature = b64decode(_sig(json.loads(WHOLE)))
    scalar = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    other = signature[:32] + scalar.to_bytes(32, "little")
    assert refused(Envelope(TOTALS_TYPE, PAYLOAD, KEY_ID, other).text).code is Code.SIGNATURE


@pytest.mark.parametrize("nonce", SMALL_ORDER, ids=_short)
@pytest.mark.parametrize("sign_bit", [0, 0x80])
@pytest.mark.parametrize("point", SMALL_ORDER, ids=_short)
def test_a_key_that_fits_any_message_is_refused(point: bytes, sign_bit: int, nonce: bytes) -> None:
    public = point[:31] + bytes([point[31] | sign_bit])
    totals = make_totals(key_id=key_id(public))
    data, _ = FILES.seal(totals, lambda _: nonce + bytes(32))
    assert FILES.key_of(data) == key_id(public)
    assert refused(data, public).code is Code.SIGNATURE


@given(st.binary(max_size=300), st.binary(max_size=32))
@example(b"{" * 9, b"")
@example(b'"', b"")
@example(b'{"\\', b"")
@example(b'{"a":tru', b"")
def test_any_bytes_at_all_are_refused_by_a_code(data: bytes, public: bytes) -> None:
    refused_unread(data)
    refused(data, public)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), _json, max_size=4), st.data())
def test_any_json_in_any_place_is_refused_by_a_code_or_fits(
    facts: Facts, data: st.DataObject
) -> None:
    refused(signed(canonical(facts).encode()))
    place = data.draw(st.sampled_from(sorted(json.loads(PAYLOAD))))
    value = data.draw(_json)
    with suppress(DeskError):
        # Few values fit: no hash before it, say.
        changed = forged(lambda f: f.update({place: value}))
        assert write_payload(FILES.read(changed, PUBLIC).totals) == _payload(changed)
    refused(rewritten(lambda f: f["signatures"][0].update(sig=value)))
    refused(rewritten(lambda f: f.update(payload=value)))
