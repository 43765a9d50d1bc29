"""Totals files: what is written is read back, and holds figures, codes and names of fields only."""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.signed_files import (
    FILES,
    KEY_ID,
    OCTOBER,
    PUBLIC,
    any_totals,
    make_totals,
    sign,
    totals_file,
)
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import MOST, Chain, Span, Totals, TotalsRow
from tthc_desk.exchange import envelope
from tthc_desk.usecases.totals_ports import TotalsFormat

ENVELOPE_KEYS = {"payload", "payloadType", "signatures"}
COLUMNS = {"4", "5", "6", "8", "9", "10", "12", "13"}
MONEY = {"charge_dong", "fee_dong"}
ROW_KEYS = {"field", "procedure", "name", "opening"} | COLUMNS | MONEY
CONTROL_KEYS = {"3", "7", "11", "opening", "rows"} | COLUMNS | MONEY
NOTE_KEYS = {"voided", "refused", "guided", "not_counted", "late", "unclosed_days"}
PAYLOAD_KEYS = {
    *("format", "ward", "key_id", "chain", "kind", "replaces", "from", "to", "seq", "prev"),
    *("as_of", "audit", "program", "rows", "notes", "control"),
}
# A file of another program version must not come out otherwise: districts hold old ones.
EXACT = (
    '{"as_of":"2026-11-02T01:30:00.000000+00:00","audit":{"head":"' + "cd" * 32 + '",'
    '"length":1234},"chain":"monthly","control":{"10":0,"11":1,"12":1,"13":0,"3":3,"4":0,"5":2,'
    '"6":1,"7":2,"8":2,"9":0,"charge_dong":6000,"fee_dong":-8000,"opening":1,"rows":1},'
    '"format":1,"from":"2026-10-01","key_id":"' + KEY_ID + '","kind":"amend",'
    '"notes":{"guided":3,"late":1,"not_counted":0,"refused":2,"unclosed_days":0,"voided":1},'
    '"prev":"' + "ab" * 32 + '","program":"0.1.0","replaces":"' + "ef" * 32 + '",'
    '"rows":[{"10":0,"12":1,"13":0,"4":0,"5":2,"6":1,"8":2,"9":0,"charge_dong":6000,'
    '"fee_dong":-8000,"field":"Hộ tịch","name":"Đăng ký khai sinh","opening":1,'
    '"procedure":"1.001193"}],"seq":2,"to":"2026-10-31",'
    '"ward":{"code":"00000","name":"Phường Thử Nghiệm"}}'
)


def payload_of(data: bytes) -> bytes:
    return b64decode(json.loads(data)["payload"])


def leaves(value: Any) -> Iterator[Any]:
    children = value.values() if isinstance(value, dict) else value
    for child in children:
        yield from leaves(child) if isinstance(child, dict | list) else (child,)


def test_the_files_are_a_totals_format() -> None:
    made: TotalsFormat = FILES
    assert made.key_of(totals_file()) == KEY_ID


@given(any_totals())
def test_what_is_sealed_is_read_back_equal(totals: Totals) -> None:
    data, hash_ = FILES.seal(totals, sign)
    sealed = FILES.read(data, PUBLIC)
    assert sealed.totals == totals
    assert sealed.hash == hash_ == hashlib.sha256(payload_of(data)).hexdigest()
    assert FILES.key_of(data) == KEY_ID


@given(any_totals(), st.integers(-23 * 60, 23 * 60))
def test_equal_totals_give_equal_bytes_wherever_the_clock_stands(
    totals: Totals, offset: int
) -> None:
    elsewhere = timezone(timedelta(minutes=offset))
    again = replace(totals, as_of=totals.as_of.astimezone(elsewhere))
    assert again == totals
    assert FILES.seal(again, sign) == FILES.seal(totals, sign)


def test_the_text_of_a_payload_is_fixed_to_the_byte() -> None:
    row = TotalsRow("Hộ tịch", "1.001193", "Đăng ký khai sinh", 0, 2, 1, 2, 0, 0, 1, 0, 1, 6000)
    totals = make_totals(rows=(replace(row, fee_dong=-8000),), replaces="ef" * 32)
    assert payload_of(FILES.seal(totals, sign)[0]).decode() == EXACT


def test_the_file_is_the_envelope_dsse_describes() -> None:
    messages = []

    def note(message: bytes) -> bytes:
        messages.append(message)
        return bytes(64)

    data = envelope.seal("http://example.com/HelloWorld", b"hello world", "ab" * 8, note)
    # The example of the DSSE protocol's own text.
    assert messages == [b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"]
    assert json.loads(data) == {
        "payload": "aGVsbG8gd29ybGQ=",
        "payloadType": "http://example.com/HelloWorld",
        "signatures": [{"keyid": "ab" * 8, "sig": b64encode(bytes(64)).decode()}],
    }


@given(any_totals())
def test_a_payload_has_no_room_for_a_person(totals: Totals) -> None:
    data = json.loads(FILES.seal(totals, sign)[0])
    payload = json.loads(b64decode(data["payload"]))
    assert data.keys() == ENVELOPE_KEYS
    assert payload.keys() == PAYLOAD_KEYS
    assert payload["ward"].keys() == {"code", "name"}
    assert payload["audit"].keys() == {"head", "length"}
    assert payload["notes"].keys() == NOTE_KEYS
    assert payload["control"].keys() == CONTROL_KEYS
    assert all(row.keys() == ROW_KEYS for row in payload["rows"])


@given(any_totals())
def test_every_value_is_a_count_a_code_or_the_name_of_a_field(totals: Totals) -> None:
    payload = json.loads(payload_of(FILES.seal(totals, sign)[0]))
    texts = {value for value in leaves(payload) if isinstance(value, str)}
    named = {(row.field, row.procedure_code, row.procedure_name) for row in totals.rows}
    marks = {KEY_ID, totals.prev, totals.replaces, totals.audit_head, totals.program}
    days = {totals.span.first.isoformat(), totals.span.last.isoformat(), payload["as_of"]}
    words = {totals.chain.value, "amend" if totals.replaces else "period"}
    ward = {totals.ward_code, totals.ward_name}
    assert texts == ward | marks | days | words | {text for names in named for text in names}
    assert {type(value) for value in leaves(payload)} <= {str, int}


def test_a_ward_without_a_single_dossier_sends_a_file_too() -> None:
    empty = make_totals(rows=())
    assert FILES.read(FILES.seal(empty, sign)[0], PUBLIC).totals == empty


def test_the_greatest_figures_travel() -> None:
    row = TotalsRow("Đất đai", "1.0", "Thử", c5=MOST, c8=MOST, charge_dong=-MOST, fee_dong=MOST)
    full = make_totals(rows=(row,), audit_length=MOST, seq=MOST)
    assert FILES.read(FILES.seal(full, sign)[0], PUBLIC).totals == full


def test_as_many_rows_as_a_file_can_hold_travel() -> None:
    rows = tuple(TotalsRow("Hộ tịch", f"{n:09}", "Thủ tục thử", n) for n in range(3000))
    whole = make_totals(rows=tuple(replace(row, c8=row.c4) for row in rows))
    data, _ = FILES.seal(whole, sign)
    assert len(data) < envelope.MOST_BYTES
    assert FILES.read(data, PUBLIC).totals == whole


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rows": (TotalsRow("Hộ tịch", "1.0", "Thử", c5=1),)}, Code.TOTALS),
        ({"span": Span(OCTOBER.first, OCTOBER.first)}, Code.TOTALS),
        ({"as_of": datetime(2026, 10, 30, 16, 59, tzinfo=UTC)}, Code.TOTALS),
        ({"chain": Chain.WEEKLY}, Code.TOTALS),
        ({"seq": 0}, Code.NOT_TOTALS),
        ({"seq": MOST + 1}, Code.JSON_NUMBER),
        ({"prev": "AB" * 32}, Code.NOT_TOTALS),
        ({"ward_code": "../00"}, Code.NOT_TOTALS),
        ({"ward_name": "Phường\nThử"}, Code.NOT_TOTALS),
        ({"program": ""}, Code.NOT_TOTALS),
        ({"key_id": KEY_ID.upper()}, Code.NOT_TOTALS),
    ],
)
def test_nothing_is_signed_that_would_be_refused(changes: dict[str, Any], code: Code) -> None:
    def never(_: bytes) -> bytes:
        raise AssertionError("signed")

    with pytest.raises(DeskError) as refused:
        FILES.seal(make_totals(**changes), never)
    assert refused.value.code is code


def test_the_last_day_may_be_the_day_of_sending_by_the_clock_of_vietnam() -> None:
    # 17:00 UTC of the 30th is midnight of the 31st.
    data = totals_file(as_of=datetime(2026, 10, 30, 17, 0, tzinfo=UTC))
    assert FILES.read(data, PUBLIC).totals.span == OCTOBER


def test_a_file_that_grew_too_large_is_not_written() -> None:
    rows = tuple(TotalsRow("Hộ tịch", f"{n:09}", "Thử " * 900) for n in range(300))
    with pytest.raises(DeskError) as refused:
        FILES.seal(make_totals(rows=rows), sign)
    assert refused.value.code is Code.FILE_SIZE
    assert refused.value.facts == {"limit": 1_000_000}
