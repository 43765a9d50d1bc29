"""`receive`: a thousand lines from a pipe, good and bad, each with its own answer."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import json_lines, run, run_process
from tests.helpers.factories import CITIZEN
from tests.helpers.ward_commands import SUPERVISOR, accept, finding, line, receive


def test_a_thousand_lines_come_through_a_pipe_good_and_bad_ones_mixed(ward: Path) -> None:
    ids = [str(uuid.UUID(int=n + 1)) for n in range(1000)]
    sent = [line(request_id=request_id) for request_id in ids]
    long_ago = {"received_at": "2026-02-25T10:00:00+07:00"}
    special: dict[int, tuple[Any, str | None]] = {
        3: ({"submitter": {**CITIZEN, "name": "Ễ" * 20_000}}, "E_TEXT_LENGTH"),
        50: ({"submitter": {**CITIZEN, "name": "A\u202eB"}}, "E_TEXT"),
        51: ({"submitter": {**CITIZEN, "name": "A\x1b[2J"}}, "E_TEXT"),
        52: ({"submitter": {**CITIZEN, "name": "<img src=x></para>&amp;"}}, None),
        100: ({"procedure": "9.999999"}, "E_PROCEDURE"),
        101: ({"fee": 1}, "E_UNKNOWN_FIELD"),
        200: ({"decision": "refuse", "reason": "Thiếu giấy tờ"}, None),
        201: ({"decision": "refuse"}, "E_REASON"),
        202: ({"decision": "guide", "reason": "Bổ sung tờ khai"}, None),
        300: ({"opening": True, "old_number": "7/HT", **long_ago}, None),
        301: ({"opening": True}, "E_REQUIRED"),
        302: (long_ago, "E_SUPERVISOR"),
        303: ({"supervisor": SUPERVISOR, **long_ago}, None),
        400: ({"request_id": ids[0]}, None),
        401: ({"request_id": "nhầm"}, "E_FORMAT"),
    }
    for place, (changes, _) in special.items():
        sent[place] |= changes
    raw = json_lines(sent).splitlines(keepends=True)
    raw[500] = b"{not json\n"
    raw[501] = b'{"procedure": "1.001193", "procedure": "1.001193"}\n'
    raw[502] = b"\xff\xfe\x00\n"
    raw[503] = b'{"sets": NaN}\n'
    raw[504] = b"[" * 100_000 + b"\n"
    raw[505] = b'{"note": "' + b"a" * 300_000 + b'"}\n'
    raw[506] = b"\n"
    raw[507] = b'{"\\ud800": 1}\n'
    expected = {place: code for place, (_, code) in special.items() if code}
    expected |= dict.fromkeys((500, 501, 502, 503, 504), "E_FORMAT") | {
        505: "E_TEXT_LENGTH",
        507: "E_UNKNOWN_FIELD",
    }

    outcome = run_process("receive", "-", data=ward, stdin=b"".join(raw))

    assert outcome.code == 1
    assert outcome.err == ""
    answers = outcome.lines
    assert len(answers) == 999
    refused = {a["line"] - 1: a["error"]["code"] for a in answers if "error" in a}
    assert refused == expected
    good = [a for a in answers if "error" not in a]
    numbers = [a["number"] for a in good if not a["repeated"]]
    assert len(numbers) == len(set(numbers)) == 999 - len(expected) - 1
    (again,) = [a for a in good if a["repeated"]]
    assert again["number"] == good[0]["number"]
    assert {"01/TCTN", "01/HDHT"} < set(numbers)
    assert set(good[0]) == {
        "request_id",
        "number",
        "status",
        "received_at",
        "due_at",
        "due_explanation",
        "charge_dong",
        "fee_dong",
        "receipt_pdf",
        "warnings",
        "repeated",
    }
    serials = sorted(int(n[-4:]) for n in numbers if "-T" in n and "260225" not in n)
    assert serials == list(range(1, len(serials) + 1))
    assert finding(ward)["ok"]
    # Sent once more, every good line gets its first answer and nothing is written.
    events = finding(ward)["events"]
    repeat = run_process("receive", "-", data=ward, stdin=b"".join(raw[600:]))
    assert repeat.code == 0
    assert [a["number"] for a in repeat.lines] == [a["number"] for a in good[-400:]]
    assert all(a["repeated"] for a in repeat.lines)
    assert finding(ward)["events"] == events


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"submitter": {**CITIZEN, "birth_date": "1990-02-30"}}, "E_DATE", "submitter.birth_date"),
        ({"submitter": {**CITIZEN, "id_number": "12"}}, "E_ID_NUMBER", "submitter.id_number"),
        ({"documents": [{"name": "a", "copies": 1.5}]}, "E_COUNT", "documents.copies"),
        ({"opening": True, "received_at": "0001-01-01T00:00:00+14:00"}, "E_DATE", "received_at"),
        ({"channel": {"a": 1}}, "E_CHOICE", "channel"),
    ],
)
def test_a_refused_line_says_line_field_and_sentence(
    ward: Path, changes: dict[str, Any], code: str, field: str
) -> None:
    file = ward.parent / "lines.jsonl"
    file.write_bytes(json_lines([line(**changes)]))
    outcome = run("receive", file, data=ward)
    (answer,) = outcome.lines
    assert (outcome.code, answer["line"], answer["error"]["code"]) == (1, 1, code)
    assert answer["error"]["field"] == field
    assert answer["error"]["message"][0].isupper()


def test_receipts_are_written_beside_the_answers(ward: Path) -> None:
    out = ward.parent / "giấy hẹn"
    file = ward.parent / "a.jsonl"
    file.write_bytes(json_lines([line(), line(decision="guide", reason="Thiếu")]))
    outcome = run("receive", file, "--receipts", out, data=ward)
    first, second = outcome.lines
    assert Path(first["receipt_pdf"]).read_bytes().startswith(b"%PDF")
    assert second["receipt_pdf"] is None
    assert len(list(out.iterdir())) == 1


def test_a_receipts_folder_that_cannot_be_is_told_before_anything_is_taken_in(ward: Path) -> None:
    blocked = ward.parent / "file"
    blocked.write_text("x", encoding="utf-8")
    file = ward.parent / "a.jsonl"
    file.write_bytes(json_lines([line()]))
    outcome = run("receive", file, "--receipts", blocked, data=ward)
    assert outcome.error == ("E_FOLDER", "receipts")
    assert finding(ward)["events"] == 0


def test_a_receipt_that_cannot_be_written_is_told_and_the_dossier_stands(ward: Path) -> None:
    first = accept(ward)
    (ward.parent / "out" / f"{first[:-1]}2.pdf").mkdir(parents=True)
    file = ward.parent / "a.jsonl"
    file.write_bytes(json_lines([line()]))
    outcome = run("receive", file, "--receipts", ward.parent / "out", data=ward)
    assert (outcome.code, outcome.one["receipt_pdf"]) == (0, None)
    assert outcome.one["number"] in outcome.err
    assert "Traceback" not in outcome.err


def test_a_receipt_that_may_only_be_read_is_not_replaced(ward: Path) -> None:
    first = accept(ward)
    signed = ward.parent / "out" / f"{first[:-1]}2.pdf"
    signed.parent.mkdir()
    signed.write_bytes(b"signed")
    signed.chmod(0o444)
    file = ward.parent / "a.jsonl"
    file.write_bytes(json_lines([line()]))
    outcome = run("receive", file, "--receipts", signed.parent, data=ward)
    assert (outcome.code, outcome.one["receipt_pdf"]) == (0, None)
    assert f"{outcome.one['number']}: Tệp {signed} chỉ cho đọc" in outcome.err
    assert "những gì đã lưu trong sổ vẫn còn nguyên" in outcome.err
    assert signed.read_bytes() == b"signed"


@pytest.mark.parametrize("user", ["ai-đó", "", "' OR 1=1"])
def test_an_unknown_officer_does_nothing(ward: Path, user: str) -> None:
    outcome = receive(ward, line(), user=user or "x")
    assert outcome.error == ("E_OFFICER", "user")
    assert finding(ward)["events"] == 0


def test_a_file_that_is_not_there_is_not_found(ward: Path) -> None:
    assert run("receive", ward / "none.jsonl", data=ward).error == ("E_NOT_FOUND", "file")
    assert run("receive", ward, data=ward).error == ("E_NOT_FOUND", "file")
