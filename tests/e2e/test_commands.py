"""Commands as a person or a script meets them: exit codes, JSON alone on standard output."""

import re
import uuid
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpers.commands import run, run_process
from tests.helpers.factories import CITIZEN
from tests.helpers.ward_commands import (
    BIRTH,
    SUPERVISOR,
    accept,
    finding,
    line,
    receive,
)
from tthc_desk.app import paths
from tthc_desk.domain.workdays import VIETNAM

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


@pytest.mark.parametrize(
    ("usage", "said"),
    [
        (("act",), "thiếu number (Số hồ sơ hoặc mã chính thức)"),
        (("act", "H-1", "fly"), "phải là một trong: forward, request-supplement"),
        (("nonsense",), "không có lệnh “nonsense”"),
        (("find", "--limit", "0"), "--limit (Nhiều nhất): phải là số nguyên từ 1 đến 100000."),
        (("find", "--limit", "x"), "--limit (Nhiều nhất): phải là số nguyên từ 1 đến 100000."),
        (("find", "--limit"), "sau --limit phải có giá trị"),
        (("find", "--lim", "3"), "không có tùy chọn --lim; có phải --limit?"),
        (("find", "a", "b"), "thừa “b”"),
        (("tally",), "thiếu --date"),
        (("calendar",), "thiếu lệnh"),
        (("deadline", "--received", "2026-03-02"), "cần đúng một trong --procedure và --term."),
        (("--data", "x", "find"), "--data đứng sau tên lệnh"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(usage: tuple[str, ...], said: str) -> None:
    told = run(*usage).err
    assert said in told
    english = ("Usage", "Error", "Invalid", "Missing", "No such", "OPTIONS", "COMMAND", "Input")
    assert [word for word in english if word in told] == []


def every_command() -> list[tuple[str, ...]]:
    """Walk the commands down to the last one, groups too."""
    found: list[tuple[str, ...]] = [()]
    for path in found:
        told = run(*path, "--help").out
        listed = told.partition("Các lệnh:\n")[2]
        found += [(*path, name) for name in re.findall(r"^  ([a-z0-9-]+)", listed, re.MULTILINE)]
    return found


def test_the_help_of_every_command_is_vietnamese() -> None:
    commands = every_command()
    assert {("paper",), ("report", "06a"), ("calendar", "export")} <= set(commands)
    english = re.compile(
        r"Usage|Options|Arguments|Commands|OPTIONS|COMMAND|ARGS|Show|exit|required|default|"
        r"<(str|int|path|text|integer|float|list)\b"
    )
    for path in commands:
        told = run(*path, "--help")
        assert (told.code, told.err) == (0, "")
        assert told.out.startswith(f"Cách viết: {' '.join(('tthc-desk', *path))}")
        assert "Tùy chọn:\n" in told.out
        assert "In hướng dẫn này rồi thôi." in told.out
        assert [found[0] for found in english.finditer(told.out)] == [], path


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


@pytest.mark.parametrize(
    ("decision", "number", "what"),
    [
        ("refuse", "01/TCTN", "Từ chối tiếp nhận tại quầy"),
        ("guide", "01/HDHT", "Hướng dẫn hoàn thiện tại quầy"),
    ],
)
def test_a_slip_of_the_counter_is_shown_and_found_by_its_number(
    ward: Path, decision: str, number: str, what: str
) -> None:
    accept(ward)
    made = receive(ward, line(decision=decision, reason="Không thuộc thẩm quyền"))
    assert made.one["number"] == number
    year = datetime.now(VIETNAM).year
    shown = run("show", number, data=ward).one
    assert (shown["number"], shown["year"], shown["what"]) == (number, year, what)
    assert (shown["officer"], shown["procedure"]) == ("quay1", BIRTH)
    assert (shown["submitter"], shown["id_tail"]) == (CITIZEN["name"], CITIZEN["id_number"][-4:])
    assert shown["reason"] == "Không thuộc thẩm quyền"
    assert CITIZEN["id_number"] not in str(shown)
    for typed in (number.lower(), f" {number[1:]} ", f"{number}-{year}", f"{number}/{year}"):
        assert run("show", typed, data=ward).one == shown
        assert [f["number"] for f in run("find", typed, data=ward).lines] == [number]
    assert run("show", f"{number}-{year - 1}", data=ward).error == ("E_NOT_FOUND", "number")
    assert run("find", number, "--queue", "processing", data=ward).lines == []


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


@pytest.fixture
def spoken(ward: Path) -> Path:
    accept(ward)
    return ward


def test_a_process_speaks_json_alone_and_ends_with_its_code(spoken: Path) -> None:
    good = run_process("find", "thu", data=spoken)
    assert (good.code, len(good.lines), good.err) == (0, 1, "")
    bad = run_process("show", "H-1", data=spoken)
    assert bad.error == ("E_NOT_FOUND", "number")
    assert bad.err.strip() == bad.one["error"]["message"]
    wrong = run_process("act", "H-1", "fly", data=spoken)
    assert (wrong.code, wrong.out) == (2, "")
