"""Every command as a person or a script meets it: exit codes, JSON alone on standard output."""

import json
import shutil
import uuid
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import Outcome, json_lines, run, run_process
from tests.helpers.factories import CITIZEN, make_line
from tests.helpers.fakes import everything_is_a_share
from tthc_desk.app import paths, wiring
from tthc_desk.app.wiring import make_ward
from tthc_desk.domain.errors import Code
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage import folder as folders
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import open_store

BIRTH = "1.001193"
CERTIFICATION = "2.000815"
PROFILE = paths.shipped_profile()
COUNTER, SUPERVISOR = "quay1", "lanhdao"


@pytest.fixture(scope="session")
def fresh_ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward as `init` leaves it; tests work on copies."""
    folder = tmp_path_factory.mktemp("fresh") / "ward"
    assert run("init", "--profile", PROFILE, data=folder).code == 0
    return folder


@pytest.fixture
def ward(fresh_ward: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh_ward, tmp_path / "ward"))


def line(**changes: Any) -> dict[str, Any]:
    return make_line(**{"procedure": BIRTH, **changes})


def receive(ward: Path, *lines: dict[str, Any], user: str = COUNTER) -> Outcome:
    file = ward.parent / f"{uuid.uuid4()}.jsonl"
    file.write_bytes(json_lines(lines))
    return run("receive", file, "--user", user, data=ward)


def accept(ward: Path, **changes: Any) -> str:
    outcome = receive(ward, line(**changes))
    assert outcome.code == 0, outcome.out
    return str(outcome.one["number"])


def finding(ward: Path) -> dict[str, Any]:
    outcome = run("verify", data=ward)
    assert outcome.code == 0, outcome.out
    return outcome.one


# --- the folder


def test_a_ward_is_made_once(tmp_path: Path) -> None:
    made = run("init", "--profile", PROFILE, data=tmp_path / "ward")
    assert (made.code, made.one["training"], made.one["code"]) == (0, True, "00625")
    before = sorted(p.name for p in (tmp_path / "ward").iterdir())
    again = run("init", "--profile", PROFILE, data=tmp_path / "ward")
    assert again.error == ("E_FOLDER_NOT_EMPTY", None)
    assert sorted(p.name for p in (tmp_path / "ward").iterdir()) == before
    assert finding(tmp_path / "ward")["ok"]


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("của tôi", encoding="utf-8")
    assert run("init", "--profile", PROFILE, data=tmp_path).error[0] == "E_FOLDER_NOT_EMPTY"
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "E_NOT_FOUND"),
        ("", "E_PROFILE"),
        ("[ward", "E_PROFILE"),
        ("x = 1", "E_UNKNOWN_FIELD"),
        ("[ward]\ncode = 5", "E_PROFILE"),
        ("\x00\x01", "E_PROFILE"),
    ],
)
def test_a_bad_profile_makes_no_ward(tmp_path: Path, text: str | None, code: str) -> None:
    profile = tmp_path / "ward.toml"
    if text is not None:
        profile.write_text(text, encoding="utf-8")
    assert run("init", "--profile", profile, data=tmp_path / "ward").error[0] == code
    assert not (tmp_path / "ward").exists()


@pytest.mark.parametrize("bad", ["12", "abcde", '"1"'])
def test_a_profile_with_a_wrong_value_names_it(tmp_path: Path, bad: str) -> None:
    text = PROFILE.read_text(encoding="utf-8").replace('code = "00625"', f'code = "{bad}"')
    (tmp_path / "ward.toml").write_text(text, encoding="utf-8")
    outcome = run("init", "--profile", tmp_path / "ward.toml", data=tmp_path / "ward")
    assert outcome.error[0] == "E_PROFILE"
    assert not (tmp_path / "ward").exists()


def whole(path: Path, ward: Path) -> None:
    del path, ward


def empty(path: Path, ward: Path) -> None:
    del ward
    path.write_bytes(b"")


def text(path: Path, ward: Path) -> None:
    del ward
    path.write_bytes("Sổ tiếp nhận hồ sơ\n".encode() * 1000)


def half(path: Path, ward: Path) -> None:
    del ward
    whole_file = path.read_bytes()
    path.write_bytes(whole_file[: len(whole_file) // 2 // 4096 * 4096])


def archive(path: Path, ward: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.write(ward / "ward.key")
        file.writestr("filler", bytes(range(256)) * 100)


def plain_sqlite(path: Path, ward: Path) -> None:
    del ward
    path.write_bytes(b"SQLite format 3\x00" + bytes(8176))


def gone(path: Path, ward: Path) -> None:
    del ward
    path.unlink()


def newer(path: Path, ward: Path) -> None:
    connection = folders.connect(path, read_key(ward / "ward.key"), cipher_driver)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()


def without_key(path: Path, ward: Path) -> None:
    del path
    (ward / "ward.key").unlink()


DAMAGES: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "empty": (empty, "E_NOT_OURS"),
    "text": (text, "E_NOT_OURS"),
    "zip": (archive, "E_NOT_OURS"),
    "another SQLite file": (plain_sqlite, "E_NOT_OURS"),
    "gone": (gone, "E_NO_WARD"),
    "newer": (newer, "E_NEWER_SCHEMA"),
    "no key": (without_key, "E_KEY"),
}
ON_A_WARD: dict[str, tuple[object, ...]] = {
    "act": ("act", "H-1", "forward"),
    "show": ("show", "H-1"),
    "find": ("find", "a"),
    "receive": ("receive", "LINES"),
    "handover new": ("handover", "new", "--taker", "hotich"),
    "handover show": ("handover", "show"),
    "handover add": ("handover", "add", "BG2026-0001", "H-1"),
    "handover close": ("handover", "close", "BG2026-0001"),
    "handover accept": ("handover", "accept", "BG2026-0001"),
    "handover reject": ("handover", "reject", "BG2026-0001", "H-1", "--reason", "x"),
    "paper": ("paper", "receipt", "H-1", "--out", "OUT"),
    "paper of a day": ("paper", "daily-tally", "--date", "2026-03-02", "--out", "OUT"),
    "tally": ("tally", "--date", "2026-03-02"),
    "report": ("report", "06a", "--from", "2026-03-01", "--to", "2026-03-31"),
    "catalogue list": ("catalogue", "list"),
    "catalogue import": ("catalogue", "import", "CATALOGUE"),
    "calendar show": ("calendar", "show", "2026"),
    "calendar confirm": ("calendar", "confirm", "2027"),
    "generate": ("generate", "--dossiers", "1", "--from", "2026-03-02", "--to", "2026-03-02"),
    "verify": ("verify",),
}


def on_a_ward(name: str, folder: Path) -> Outcome:
    """Run a command on a folder, with files it may read and write beside it."""
    lines = folder.parent / "lines.jsonl"
    lines.write_bytes(json_lines([line()]))
    table = paths.resources() / "catalogue" / "procedures.csv"
    names = {"LINES": lines, "OUT": folder.parent / "out.pdf", "CATALOGUE": table}
    return run(*(names.get(str(part), part) for part in ON_A_WARD[name]), data=folder)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("command", ON_A_WARD)
def test_a_file_that_is_no_ward_is_named_and_left_as_it_is(
    ward: Path, command: str, damage: str
) -> None:
    spoil, code = DAMAGES[damage]
    spoil(ward / "ward.db", ward)
    before = {p.name: p.read_bytes() for p in ward.iterdir() if p.suffix in {".db", ".key"}}
    assert on_a_ward(command, ward).error[0] == code
    assert {p.name: p.read_bytes() for p in ward.iterdir() if p.suffix in {".db", ".key"}} == before
    assert not (ward.parent / "out.pdf").exists()


@pytest.mark.parametrize("command", ON_A_WARD)
def test_half_a_file_is_told_to_be_damaged(ward: Path, command: str) -> None:
    half(ward / "ward.db", ward)
    outcome = on_a_ward(command, ward)
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert outcome.lines
    found = outcome.lines[-1]
    # `verify` reports what is wrong itself where the file can still be opened.
    assert found.get("ok") is False or found["error"]["code"] == "E_CORRUPT"


@pytest.mark.parametrize("command", ON_A_WARD)
def test_an_empty_folder_never_becomes_a_ward_by_itself(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "nothing"
    assert on_a_ward(command, folder).error == ("E_NO_WARD", None)
    assert not folder.exists()


@pytest.mark.parametrize("command", [*ON_A_WARD, "init"])
def test_a_folder_on_a_network_share_is_refused(
    ward: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_far(place: Path, clock: Any) -> Any:
        return open_store(place, clock, probe=everything_is_a_share)

    def create_far(*args: Any) -> None:
        folders.create_folder(*args, probe=everything_is_a_share)

    monkeypatch.setattr(wiring, "open_store", open_far)
    monkeypatch.setattr(wiring, "create_folder", create_far)
    if command == "init":
        outcome = run("init", "--profile", PROFILE, data=tmp_path / "far")
        assert not (tmp_path / "far").exists()
    else:
        outcome = on_a_ward(command, ward)
    assert outcome.error[0] == "E_NETWORK_SHARE"


# --- taking in


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


@pytest.mark.parametrize("user", ["ai-đó", "", "' OR 1=1"])
def test_an_unknown_officer_does_nothing(ward: Path, user: str) -> None:
    outcome = receive(ward, line(), user=user or "x")
    assert outcome.error == ("E_OFFICER", "user")
    assert finding(ward)["events"] == 0


def test_a_file_that_is_not_there_is_not_found(ward: Path) -> None:
    assert run("receive", ward / "none.jsonl", data=ward).error == ("E_NOT_FOUND", "file")
    assert run("receive", ward, data=ward).error == ("E_NOT_FOUND", "file")


# --- steps, looking up


def test_a_dossier_is_moved_shown_and_its_request_repeated(ward: Path) -> None:
    number, asked = accept(ward), str(uuid.uuid4())
    act = ("act", number, "forward", "--holder", "hotich", "--request-id", asked)
    first, again = run(*act, data=ward), run(*act, data=ward)
    assert (first.one["repeated"], again.one["repeated"]) == (False, True)
    assert {k: v for k, v in first.one.items() if k != "repeated"} == {
        k: v for k, v in again.one.items() if k != "repeated"
    }
    shown = run("show", number, data=ward).one
    assert (shown["status"], shown["holder"], shown["queue"]) == (4, "hotich", "processing")
    assert [e["kind"] for e in shown["events"] if not e["kind"].startswith("paper")] == [
        "received",
        "forwarded",
    ]
    assert [p["kind"] for p in shown["papers"]] == ["receipt", "control-slip"]
    assert "finish" in shown["moves"]
    stale = run("act", number, "finish", "--version", "1", data=ward)
    assert stale.error == ("E_CONFLICT", None)


def test_a_whole_life_by_commands(ward: Path) -> None:
    number = accept(ward)
    steps: list[tuple[object, ...]] = [
        ("request-supplement", "--reason", "Thiếu", "--missing", "Giấy chứng sinh"),
        ("complete-supplement",),
        ("forward", "--holder", "hotich"),
        ("finish", "--result-number", "1/KS", "--signer", "Trần Thị Thử"),
        ("undo", "--reason", "Nhầm"),
        ("finish", "--result-number", "2/KS"),
        ("deliver",),
    ]
    for step in steps:
        outcome = run("act", number, *step, data=ward)
        assert (outcome.code, len(outcome.lines)) == (0, 1), outcome.out
    corrected = run(
        "act", number, "correct", "--reason", "Sai", "--set", "note=Đúng", "--user", SUPERVISOR,
        data=ward,
    )  # fmt: skip
    assert corrected.code == 0
    voided = run("act", number, "void", "--reason", "Trùng", "--user", SUPERVISOR, data=ward)
    assert voided.code == 0
    assert run("show", number, data=ward).one["voided"] is True
    assert finding(ward)["ok"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (("withdraw",), "E_REASON", "reason"),
        (("deliver",), "E_MOVE", None),
        (("void", "--reason", "x"), "E_SUPERVISOR", None),
        (("undo", "--reason", "x"), "E_UNDO", None),
        (("extend", "--reason", "x", "--new-due", "9999-12-31T23:59:59-14:00"), "E_DATE",
         "new_due"),
        (("extend", "--reason", "x", "--new-due", "hôm qua"), "E_DATE", "new_due"),
        (("finish", "--result-date", "31/02/2026"), "E_DATE", "result_date"),
        (("pay", "--method", "cash", "--charge", "1e3"), "E_MONEY", "charge_dong"),
        (("pay", "--method", "cash", "--charge", "５０００"), "E_MONEY", "charge_dong"),
        (("forward", "--request-id", "x"), "E_FORMAT", "request_id"),
        (("forward", "--user", "x"), "E_OFFICER", "user"),
        (("correct", "--reason", "x", "--set", "note", "--user", SUPERVISOR), "E_FORMAT",
         "changes"),
        (("correct", "--reason", "x", "--set", "status=9", "--user", SUPERVISOR),
         "E_UNKNOWN_FIELD", "status"),
    ],
)  # fmt: skip
def test_a_step_that_is_refused_changes_nothing(
    ward: Path, given: tuple[str, ...], code: str, field: str | None
) -> None:
    number = accept(ward)
    before = finding(ward)["events"]
    assert run("act", number, *given, data=ward).error == (code, field)
    assert finding(ward)["events"] == before


@pytest.mark.parametrize(
    "usage",
    [
        ("act",),
        ("act", "H-1", "fly"),
        ("nonsense",),
        ("find", "--limit", "0"),
        ("find", "--limit", "x"),
        ("deadline", "--received", "2026-03-02"),
        ("deadline", "--received", "2026-03-02", "--term", "same_day", "--procedure", BIRTH),
        ("paper", "postcard", "H-1", "--out", "a.pdf"),
        ("paper", "receipt", "--out", "a.pdf"),
        ("tally",),
        ("generate", "--dossiers", "0", "--from", "2026-03-02", "--to", "2026-03-02"),
        ("calendar", "show", "1"),
        ("handover", "new", "--taker", "x", "--kind", "birds"),
    ],
)
def test_wrong_usage_ends_with_two_and_prints_nothing(usage: tuple[str, ...]) -> None:
    outcome = run(*usage)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err
    assert "Traceback" not in outcome.err


QUERIES = [
    '"', '""', "'", "*", "a*", "^a", "AND", "OR NOT", "NEAR(", "NEAR(a b)", "-1", "x:y", "(", ")",
    "{", "}", "a AND", "owner:thu", "; DROP TABLE dossier", "' OR '1'='1", "%", "_", "\\", "\x00",
    "\u202e", "😀", "\ud7ff", "a" * 10_000, "a " * 5_000, '"' * 10_000, "  ", "Đ", "đ", "\n\t",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_whatever_stands_in_the_search_box_is_no_error(ward: Path, query: str) -> None:
    found = run("find", "--data", ward, "--", query)
    assert found.code == 0, found.err
    assert found.err == ""
    assert found.lines == []


@pytest.mark.parametrize("query", ["nguyen thi", "THỬ", "0018", "0912345678", "nguye\u0302\u0303n"])
def test_a_dossier_is_found_without_marks_by_tail_and_telephone(ward: Path, query: str) -> None:
    number = accept(ward)
    accept(ward, submitter={**CITIZEN, "name": "Lê Văn Khác", "id_number": "001090000777",
                            "sex": "male", "phone": "0987654321"})  # fmt: skip
    assert [f["number"] for f in run("find", query, data=ward).lines] == [number]


def test_a_list_comes_a_line_each_and_stops_at_its_limit(ward: Path) -> None:
    receive(ward, *([line()] * 230))
    assert len(run("find", "--limit", "225", data=ward).lines) == 225
    assert len(run("find", "--limit", "1000", "--queue", "to_hand_over", data=ward).lines) == 230
    assert run("find", "--queue", "overdue", data=ward).lines == []
    assert run("find", "--queue", "none", data=ward).error == ("E_CHOICE", "queue")


def test_what_is_not_there_is_not_found(ward: Path) -> None:
    assert run("show", "H-1", data=ward).error == ("E_NOT_FOUND", "number")
    assert run("act", "H-1", "forward", data=ward).error == ("E_NOT_FOUND", "number")
    assert run("handover", "show", "BG-1", data=ward).error == ("E_NOT_FOUND", "list")


# --- deadline


def test_a_deadline_needs_no_folder_and_is_explained_day_by_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTHC_DESK_DATA", str(tmp_path / "none"))
    outcome = run("deadline", "--received", "2026-03-02T08:00", "--term", "3 working_days")
    found = outcome.one
    assert (outcome.code, found["due_at"]) == (0, "2026-03-05T08:00:00+07:00")
    assert len(found["days"]) == 4
    assert run("deadline", "--received", "2026-03-02T08:00", "--procedure", BIRTH).code == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--received", "gestern", "--term", "3 working_days"), "E_DATE"),
        (("--received", "2026-02-30", "--term", "3 working_days"), "E_DATE"),
        (("--received", "9999-12-31", "--term", "3 working_days"), "E_DATE"),
        (("--received", "0001-01-01T00:00:00+14:00", "--term", "3 working_days"), "E_DATE"),
        (("--received", "9999-12-31T23:00:00-14:00", "--term", "3 working_days"), "E_DATE"),
        (("--received", "2026-03-02", "--term", "3 days"), "E_CHOICE"),
        (("--received", "2026-03-02", "--term", "-3 working_days"), "E_FORMAT"),
        (("--received", "2026-03-02", "--term", "401 working_days"), "E_COUNT"),
        (("--received", "2026-03-02", "--procedure", "9.999999"), "E_PROCEDURE"),
        (("--received", "2026-03-02", "--procedure", BIRTH, "--channel", "fax"), "E_CHOICE"),
    ],
)
def test_a_deadline_of_nothing_is_refused(given: tuple[str, ...], code: str) -> None:
    assert run("deadline", *given).error[0] == code


# --- papers and figures


def test_a_paper_written_twice_is_marked_as_a_reprint(ward: Path) -> None:
    number, out = accept(ward), ward.parent / "a.pdf"
    found = [run("paper", "receipt", number, "--out", out, data=ward).one for _ in range(3)]
    assert [f["reprint"] for f in found] == [0, 1, 2]
    assert out.read_bytes().startswith(b"%PDF")
    assert run("show", number, data=ward).one["papers"][0]["prints"] == 3


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (("result-slip", "NUMBER", "--out", "a.pdf"), "E_PAPER", "number"),
        (("receipt", "H-1", "--out", "a.pdf"), "E_NOT_FOUND", "number"),
        (("handover-list", "BG-1", "--out", "a.pdf"), "E_NOT_FOUND", "list"),
        (("receipt", "NUMBER", "--out", "a.txt"), "E_FORMAT", "out"),
        (("daily-tally", "--date", "2026-02-30", "--out", "a.pdf"), "E_DATE", "date"),
        (("daily-tally", "--date", "2999-01-01", "--out", "a.pdf"), "E_DATE", "date"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_and_no_file_left(
    ward: Path, given: tuple[str, ...], code: str, field: str
) -> None:
    number = accept(ward)
    here = {"NUMBER": number, "a.pdf": str(ward.parent / "a.pdf")}
    asked = [here.get(part, part) for part in given]
    assert run("paper", *asked, data=ward).error == (code, field)
    assert not (ward.parent / "a.pdf").exists()


def test_a_paper_that_cannot_be_written_is_not_counted_as_printed(ward: Path) -> None:
    number = accept(ward)
    (ward.parent / "file").write_text("x", encoding="utf-8")
    outcome = run("paper", "receipt", number, "--out", ward.parent / "file" / "a.pdf", data=ward)
    assert outcome.code == 1
    assert outcome.lines[-1]["error"]["message"]
    assert run("show", number, data=ward).one["papers"][0]["prints"] == 0


def test_the_figures_of_a_day_and_a_period_add_up(ward: Path) -> None:
    accept(ward, channel="online")
    number = accept(ward)
    run("act", number, "finish", data=ward)
    today = datetime.now(VIETNAM).date().isoformat()
    tally = run("tally", "--date", today, data=ward).one
    assert (tally["broken"], tally["in_hand"]) == ([], 1)
    assert tally["early"] + tally["on_time"] == 1
    report = run("report", "06a", "--from", today, "--to", today, data=ward).one
    assert report["broken"] == []
    assert [report["total"][c] for c in ("3", "4", "5", "7", "11")] == [2, 1, 1, 1, 1]
    before = run("report", "06a", "--from", today, "--to", today, "--as-of", "2026-01-01",
                 data=ward)  # fmt: skip
    assert before.one["total"]["3"] == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("tally", "--date", "x"), "E_DATE"),
        (("tally", "--date", "2026-03-02", "--as-of", "x"), "E_DATE"),
        (("tally", "--date", "2026-03-02", "--as-of", "0001-01-01T00:00:00+14:00"), "E_DATE"),
        (("report", "06a", "--from", "2026-03-02", "--to", "2026-03-01"), "E_DATE"),
        (("report", "06a", "--from", "2026-03-02", "--to", ""), "E_DATE"),
    ],
)
def test_figures_of_no_day_are_refused(ward: Path, given: tuple[str, ...], code: str) -> None:
    assert run(*given, data=ward).error[0] == code


def test_figures_of_far_days_are_empty_and_no_error(ward: Path) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert run("tally", "--date", day, data=ward).one["rows"] == []
    ever = run("report", "06a", "--from", "0001-01-01", "--to", "9999-12-31", data=ward)
    assert ever.one["total"]["3"] == 0


# --- lists, rules, training


def test_lists_are_built_closed_and_accepted_by_commands(ward: Path) -> None:
    first, second = accept(ward), accept(ward)
    number = run("handover", "new", "--taker", "hotich", data=ward).one["list"]
    added = run("handover", "add", number, first, second, "H-1", data=ward)
    assert [a.get("number") for a in added.lines] == [first, second, None]
    assert added.error == ("E_NOT_FOUND", "number")
    closed = run("handover", "close", number, data=ward).one
    assert (closed["state"], closed["items"]) == ("closed", 2)
    out = ward.parent / "list.pdf"
    assert run("paper", "handover-list", number, "--out", out, data=ward).one["reprint"] == 0
    run("handover", "reject", number, second, "--reason", "Sai", "--user", "hotich", data=ward)
    accepted = run("handover", "accept", number, "--user", "hotich", data=ward).one
    assert accepted["state"] == "accepted"
    shown = run("handover", "show", number, data=ward).one
    assert [d["state"] for d in shown["dossiers"]] == ["accepted", "rejected"]
    assert [f["list"] for f in run("handover", "show", data=ward).lines] == [number]
    assert finding(ward)["ok"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.csv", None),
        ("empty.csv", b""),
        ("zip.csv", b"PK\x03\x04rubbish"),
        ("odd.xlsx", b"not a workbook"),
        ("latin.csv", "mã;tên".encode("cp1258", "replace")),
        ("other.csv", b"a,b\n1,2\n"),
        ("null.csv", b"\x00" * 100),
    ],
)
@pytest.mark.parametrize("what", ["catalogue", "calendar"])
def test_a_file_that_holds_no_rules_changes_none(
    ward: Path, what: str, name: str, content: bytes | None
) -> None:
    file = ward.parent / name
    if content is not None:
        file.write_bytes(content)
    outcome = run(what, "import", file, data=ward)
    assert outcome.code == 1
    assert outcome.lines[-1]["error"]["message"]
    assert finding(ward)["events"] == 0


def test_the_catalogue_shows_the_difference_before_it_applies_it(ward: Path) -> None:
    table = paths.resources() / "catalogue" / "procedures.csv"
    listed = run("catalogue", "list", data=ward).lines
    assert len(listed) >= 80
    shown = run("catalogue", "import", table, data=ward).lines[-1]
    assert (shown["applied"], shown["versions_written"], shown["added"]) == (False, 0, [])
    assert finding(ward)["events"] == 0


def test_a_year_is_shown_and_confirmed(ward: Path) -> None:
    last = run("calendar", "show", "2027", data=ward).lines[-1]
    assert (last["year"], last["confirmed"]) == (2027, False)
    assert run("calendar", "confirm", "2027", data=ward).lines[-1]["confirmed"] is True
    assert run("calendar", "show", "2027", data=ward).lines[-1]["confirmed"] is True


def real_ward(folder: Path) -> Path:
    text = PROFILE.read_text(encoding="utf-8").replace("training = true", "training = false")
    (folder / "real.toml").write_text(text, encoding="utf-8")
    made = run("init", "--profile", folder / "real.toml", data=folder / "real")
    assert made.one["training"] is False
    return folder / "real"


def test_nothing_invented_goes_into_a_real_ward(tmp_path: Path) -> None:
    real = real_ward(tmp_path)
    number = accept(real)
    days = ("--from", "2026-03-02", "--to", "2026-03-03")
    assert run("generate", "--dossiers", "5", *days, data=real).error[0] == "E_TRAINING_ONLY"
    assert run("demo", "--no-window", data=real).error[0] == "E_TRAINING_ONLY"
    assert [f["number"] for f in run("find", data=real).lines] == [number]
    assert finding(real)["ok"]


def test_a_demo_leaves_other_peoples_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("của tôi", encoding="utf-8")
    assert run("demo", "--no-window", data=tmp_path).error[0] == "E_FOLDER_NOT_EMPTY"
    file = tmp_path / "thesis.txt"
    assert run("demo", "--no-window", data=file).error[0] == "E_FOLDER"
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_demo_may_be_lived_twice(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    days = [run("demo", "--no-window", data=folder) for _ in range(2)]
    for outcome in days:
        made = outcome.one
        assert outcome.code == 0
        assert made["verify_findings"] == 0
        assert made["dossiers"] >= 40
        assert made["procedures"] >= 12
        assert len(made["channels"]) == 3
        assert set(made["statuses"]) >= {2, 4, 5, 6, 7, 8, 9, 10}
    assert days[0].one["papers"] == days[1].one["papers"] > 0


def test_history_is_generated_the_same_from_the_same_seed(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        make_ward(tmp_path / name, wiring_ward())
        outcome = run("generate", "--dossiers", "60", "--from", "2026-03-02", "--to", "2026-03-06",
                      "--seed", "7", data=tmp_path / name)  # fmt: skip
        assert (outcome.code, outcome.one["dossiers"]) == (0, 60)
        assert finding(tmp_path / name)["ok"]
        lines = run("find", "--limit", "100", data=tmp_path / name).lines
        found.append([(f["number"], f["owner"], f["status"]) for f in lines])
    assert found[0] == found[1]


def wiring_ward() -> Any:
    from tthc_desk.app.profile import read_profile

    return read_profile(PROFILE)


# --- as a process


@pytest.fixture
def spoken(ward: Path) -> Iterator[Path]:
    accept(ward)
    yield ward


def test_a_process_speaks_json_alone_and_ends_with_its_code(spoken: Path) -> None:
    good = run_process("find", "thu", data=spoken)
    assert (good.code, len(good.lines), good.err) == (0, 1, "")
    bad = run_process("show", "H-1", data=spoken)
    assert bad.error == ("E_NOT_FOUND", "number")
    assert bad.err.strip() == bad.one["error"]["message"]
    wrong = run_process("act", "H-1", "fly", data=spoken)
    assert (wrong.code, wrong.out) == (2, "")


def test_every_code_that_a_command_prints_is_known() -> None:
    known = {code.value for code in Code}
    assert {code for _, code in DAMAGES.values()} <= known
