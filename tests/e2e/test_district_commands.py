"""The commands of a superior authority: every answer a file can get, in words and by its code."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import Outcome, run
from tests.helpers.districts import DISTRICT, START, SendingWard, Sent, month
from tests.helpers.wards import new_store
from tthc_desk.app import paths
from tthc_desk.app.district_wiring import make_district
from tthc_desk.domain.events import canonical
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import Chain, Span, TotalsRow
from tthc_desk.exchange import envelope
from tthc_desk.exchange.totals_file import TOTALS_TYPE
from tthc_desk.exchange.totals_payload import write_payload

PROFILE = paths.resources() / "profiles" / "nam-tu-liem.toml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book without a ward."""
    folder = tmp_path / "district"
    assert run("district", "init", "--profile", PROFILE, data=folder).code == 0
    return folder


@pytest.fixture
def ward(book: Path) -> SendingWard:
    """An enrolled ward that has sent January."""
    found = SendingWard("00625", "phường Mỹ Đình 1")
    assert enrol(book, found).code == 0
    assert take(book, found.send(month(1))).one["outcome"] == "accepted"
    return found


def enrol(book: Path, ward: SendingWard, *more: object) -> Outcome:
    file = book.parent / f"KHOA_{ward.code}_{ward.key_id}.json"
    file.write_bytes(ward.key_file())
    given = ("--fingerprint", ward.fingerprint, "--since", START.isoformat())
    return run("district", "enrol", file, *given, *more, data=book)


def take(
    book: Path, sent: Sent | bytes, name: str = "TOTALS_00625_2026-02-01_2026-02-28_2.json"
) -> Outcome:
    file = book.parent / (sent.name if isinstance(sent, Sent) else name)
    file.write_bytes(sent.data if isinstance(sent, Sent) else sent)
    return run("district", "import", file, data=book)


def report(book: Path, *more: object) -> dict[str, Any]:
    days = ("--from", "2026-01-01", "--to", "2026-01-31")
    outcome = run("district", "report", *days, *more, data=book)
    assert outcome.code == 0, outcome.out
    return outcome.one


def test_a_book_is_made_once_and_checks_clean(book: Path) -> None:
    assert run("district", "init", "--profile", PROFILE, data=book).error[0] == "E_FOLDER_NOT_EMPTY"
    assert sorted(p.name for p in book.iterdir()) == ["district.db", "district.key"]
    checked = run("district", "verify", data=book)
    assert (checked.code, checked.one["ok"], checked.one["events"]) == (0, True, 1)


def test_where_there_is_no_book_every_command_says_so(tmp_path: Path) -> None:
    for command in (("status",), ("verify",), ("import", "x"), ("revoke", "k", "--from", "1/1/2026",
                    "--reason", "x")):  # fmt: skip
        outcome = run("district", *command, data=tmp_path / "none")
        assert outcome.error[0] == "E_NO_DISTRICT"
        assert "tthc-desk district init" in outcome.lines[-1]["error"]["message"]


def test_a_key_is_shown_first_and_enrolled_with_its_fingerprint(book: Path) -> None:
    ward = SendingWard("00625", "phường Mỹ Đình 1")
    file = book.parent / "KHOA.json"
    file.write_bytes(ward.key_file())
    shown = run("district", "enrol", file, data=book)
    assert (shown.one["fingerprint"], shown.one["enrolled"]) == (ward.fingerprint, False)
    assert ward.fingerprint in shown.err
    wrong = ward.fingerprint[:-1] + ("0" if ward.fingerprint[-1] != "0" else "1")
    refused = run("district", "enrol", file, "--fingerprint", wrong, data=book)
    assert refused.error == ("E_FINGERPRINT", "fingerprint")
    typed = ward.fingerprint.lower().replace(" ", "")
    done = run("district", "enrol", file, "--fingerprint", typed, data=book).one
    assert (done["enrolled"], done["valid_from"], done["ward"]) == (True, "2026-01-01", "00625")
    again = run("district", "enrol", file, "--fingerprint", typed, data=book)
    assert again.error[0] == "E_SIGNING_KEY"


def test_a_key_file_under_another_name_is_told_and_the_book_keeps_its_own(
    book: Path, ward: SendingWard
) -> None:
    ward.name = "phường Khác"
    file = book.parent / "KHOA.json"
    file.write_bytes(ward.key_file())
    shown = run("district", "enrol", file, data=book)
    assert (shown.one["names_differ"], shown.one["name_in_book"]) == (True, "phường Mỹ Đình 1")
    kept = enrol(book, ward, "--until", "2026-12-31")
    assert (kept.one["ward_name"], kept.one["names_differ"]) == ("phường Mỹ Đình 1", True)
    assert "phường Khác" in kept.err
    assert enrol(book, ward, "--rename").one["ward_name"] == "phường Khác"


# --- refusals


def payload_of(ward: SendingWard, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Sign what a careful ward would never sign."""
    facts = json.loads(write_payload(ward.send(month(2)).totals))
    change(facts)
    return sealed(ward, canonical(facts).encode())


def sealed(ward: SendingWard, payload: bytes, kind: str = TOTALS_TYPE) -> bytes:
    return envelope.seal(kind, payload, ward.key_id, ward._sign)


def flipped(ward: SendingWard) -> bytes:
    data = ward.send(month(2)).data
    facts = json.loads(data)
    sig = facts["signatures"][0]["sig"]
    facts["signatures"][0]["sig"] = ("A" if sig[0] != "A" else "B") + sig[1:]
    return canonical(facts).encode()


def from_stranger(ward: SendingWard) -> bytes:
    return SendingWard("00626").send(month(2)).data


def of_other_ward(ward: SendingWard) -> bytes:
    return ward.send(month(2), ward_code="00626").data


def of_the_future(ward: SendingWard) -> bytes:
    span = Span(date(2990, 1, 1), date(2990, 1, 31))
    return ward.send(span, as_of=datetime(2990, 2, 1, 8, tzinfo=VIETNAM)).data


def before_its_key(ward: SendingWard) -> bytes:
    span = Span(date(2025, 11, 1), date(2025, 11, 30))
    return ward.send(span, as_of=datetime(2025, 12, 1, 8, tzinfo=VIETNAM)).data


def wrong_sum(ward: SendingWard) -> bytes:
    def more(facts: dict[str, Any]) -> None:
        facts["rows"][0]["5"] += 1

    return payload_of(ward, more)


Maker = Callable[[SendingWard], bytes]
NOT_KEPT: dict[str, tuple[Maker, str, str]] = {
    "too large": (lambda _: b"{" + b" " * 1_000_000, "E_FILE_SIZE", "1.000.000 byte"),
    "empty": (lambda _: b"", "E_TRUNCATED", "bị cụt"),
    "cut": (lambda w: w.send(month(2)).data[:-40], "E_TRUNCATED", "bị cụt"),
    "no json": (lambda _: b"MZ\x90\x00", "E_NOT_TOTALS", "Không phải tệp số liệu"),
    "a sheet": (lambda _: b"PK\x03\x04" + bytes(99), "E_NOT_TOTALS", "Không phải tệp số liệu"),
    "spaces added": (lambda w: w.send(month(2)).data + b"\n", "E_NOT_TOTALS", "Không phải tệp"),
    "name twice": (lambda _: b'{"payload":"","payload":""}', "E_JSON_DUPLICATE", "ghi hai lần"),
    "float": (lambda _: b'{"payload":1.5}', "E_JSON_NUMBER", "số nguyên"),
    "huge": (lambda _: b'{"payload":9999999999999}', "E_JSON_NUMBER", "số nguyên"),
    "deep": (lambda _: b"[" * 2000 + b"]" * 2000, "E_JSON_DEPTH", "lồng quá sâu"),
    "a key file": (lambda w: w.key_file(), "E_FILE_TYPE", "Loại tệp"),
    "another version": (
        lambda w: payload_of(w, lambda f: f.update(format=2)),
        "E_FILE_TYPE",
        "phiên bản",
    ),
    "duplicate inside": (
        lambda w: sealed(w, b'{"format":1,"format":1}'),
        "E_JSON_DUPLICATE",
        "ghi hai lần",
    ),
    "float inside": (
        lambda w: (
            payload_of(w, lambda f: f.update(seq=2.0))
            if False
            else sealed(w, b'{"format":1,"seq":2.0}')
        ),
        "E_JSON_NUMBER",
        "số nguyên",
    ),
    "another field": (
        lambda w: payload_of(w, lambda f: f.update(citizen="x")),
        "E_NOT_TOTALS",
        "Không phải tệp",
    ),
    "changed": (flipped, "E_BAD_SIGNATURE", "đã bị sửa hoặc hỏng"),
    "a stranger's": (from_stranger, "E_UNKNOWN_KEY", "chưa đăng ký"),
    "of the future": (of_the_future, "E_FUTURE", "31/01/2990, chưa qua"),
}
EVIDENCE_OF_REFUSAL: dict[str, tuple[Maker, str, str]] = {
    "of another ward": (of_other_ward, "E_OTHER_WARD", "mã phường 00626 nhưng ký bằng khóa"),
    "a wrong sum": (wrong_sum, "E_TOTALS", "tự mâu thuẫn: Chứng thực"),
}


@pytest.mark.parametrize("name", [*NOT_KEPT, *EVIDENCE_OF_REFUSAL])
def test_a_file_is_refused_by_its_own_code_and_changes_no_figure(
    book: Path, ward: SendingWard, name: str
) -> None:
    make, code, said = (NOT_KEPT | EVIDENCE_OF_REFUSAL)[name]
    before = report(book)["total"]
    outcome = take(book, make(ward))
    answer = outcome.one
    assert (outcome.code, answer["outcome"], answer["error"]["code"]) == (1, "refused", code)
    assert said in answer["error"]["message"]
    assert "Chưa lưu gì" in answer["error"]["message"]
    assert report(book)["total"] == before
    told = run("district", "status", "--from", "2026-01-01", "--to", "2026-02-28", data=book).lines
    (refused,) = [line for line in told if "sha256" in line]
    assert refused["error"] == answer["error"]
    assert refused["ward"] == ("00625" if "E_FUTURE" in code or name in EVIDENCE_OF_REFUSAL else "")
    assert run("district", "verify", data=book).one["ok"]


def test_a_refusal_is_recorded_once_however_often_the_file_comes(
    book: Path, ward: SendingWard
) -> None:
    take(book, flipped(ward))
    before = run("district", "verify", data=book).one["events"]
    assert (
        take(book, (book.parent / "TOTALS_00625_2026-02-01_2026-02-28_2.json").read_bytes()).code
        == 1
    )
    assert run("district", "verify", data=book).one["events"] == before


def test_a_file_that_comes_twice_changes_nothing_and_says_so(book: Path, ward: SendingWard) -> None:
    february = ward.send(month(2))
    assert take(book, february).one["outcome"] == "accepted"
    before = run("district", "verify", data=book).one
    again = take(book, february)
    assert (again.code, again.one["outcome"], again.one["standing"]) == (0, "unchanged", "counted")
    assert "đã có từ trước" in again.err
    assert run("district", "verify", data=book).one == before


def test_two_files_with_one_number_are_both_kept_and_neither_counts(
    book: Path, ward: SendingWard
) -> None:
    twin = ward.send(month(1), seq=1, prev="")
    outcome = take(book, twin)
    assert (outcome.code, outcome.one["outcome"]) == (1, "evidence")
    assert outcome.one["error"]["code"] == "E_FORK"
    assert "không tệp nào được tính" in outcome.one["error"]["message"]
    assert report(book)["completeness"] == "0/1"
    (cell,) = run("district", "status", "--from", "2026-01-01", "--to", "2026-01-31", data=book
                  ).lines[0]["cells"]  # fmt: skip
    assert (cell["state"], len(cell["others"])) == ("disputed", 2)
    settled = take(book, ward.send(month(1), replaces=twin.hash))
    assert settled.one["outcome"] == "accepted"
    assert report(book)["completeness"] == "1/1"


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({}, "E_OVERLAP", "31/01/2026 trùng ngày với tệp đã nhận"),
        ({"prev": "cd" * 32, "span": month(2)}, "E_UNLINKED", "không nối tiếp"),
        ({"span": month(2), "replaces": True}, "E_AMEND", "là của kỳ khác"),
    ],
)
def test_a_file_that_does_not_fit_the_chain_is_kept_as_evidence(
    book: Path, ward: SendingWard, changes: dict[str, Any], code: str, said: str
) -> None:
    before = report(book)["total"]
    if "replaces" in changes:
        changes = {**changes, "replaces": ward.prevs[Chain.MONTHLY]}
    span = changes.pop("span", month(1))
    outcome = take(book, ward.send(span, **changes))
    answer = outcome.one
    assert (outcome.code, answer["outcome"], answer["error"]["code"]) == (1, "evidence", code)
    assert said in answer["error"]["message"]
    assert "được giữ làm chứng cứ, không tính" in answer["error"]["message"]
    assert report(book)["total"] == before
    again = take(book, (book.parent / Path(answer["file"]).name).read_bytes())
    assert (again.one["outcome"], again.one["error"]["code"]) == ("unchanged", code)


def test_a_revoked_key_is_named_and_what_it_signed_before_still_counts(
    book: Path, ward: SendingWard
) -> None:
    late = ward.send(month(2))
    before = report(book)["total"]
    given = (ward.key_id, "--from", "2026-06-01", "--reason", "Mất thẻ nhớ")
    revoked = run("district", "revoke", *given, data=book)
    assert revoked.one["revoked_from"] == "2026-06-01"
    # It may have been signed at any time, whatever day it says.
    outcome = take(book, late)
    assert (outcome.one["outcome"], outcome.one["error"]["code"]) == ("evidence", "E_REVOKED_KEY")
    assert "Tệp được giữ làm chứng cứ" in outcome.one["error"]["message"]
    assert report(book)["total"] == before
    assert run("district", "revoke", *given, data=book).error[0] == "E_SIGNING_KEY"


def test_what_was_signed_before_its_key_was_made_does_not_count(
    book: Path, ward: SendingWard
) -> None:
    answer = take(book, before_its_key(ward)).one
    assert (answer["outcome"], answer["error"]["code"]) == ("evidence", "E_KEY_PERIOD")
    assert "ngoài thời gian dùng của khóa" in answer["error"]["message"]
    assert "(01/01/2026 – nay)" in answer["error"]["message"]


def test_a_key_of_one_ward_cannot_be_enrolled_for_another(book: Path, ward: SendingWard) -> None:
    file = book.parent / "KHOA_khac.json"
    file.write_bytes(ward.key_file(ward_code="00626"))
    given = ("--fingerprint", ward.fingerprint)
    refused = run("district", "enrol", file, *given, data=book)
    assert refused.error[0] == "E_SIGNING_KEY"
    assert "phường 00625" in refused.lines[-1]["error"]["message"]


# --- a whole folder


def test_a_folder_with_junk_in_it_answers_for_every_file(book: Path, ward: SendingWard) -> None:
    stick = book.parent / "usb"
    (stick / "sâu" / "hơn").mkdir(parents=True)
    good = [ward.send(month(number)) for number in (2, 3, 4)]
    for sent, place in zip(good, (stick, stick / "sâu", stick / "sâu" / "hơn"), strict=True):
        (place / sent.name).write_bytes(sent.data)
        (place / sent.name).with_suffix(".xlsx").write_bytes(b"PK\x03\x04")
    (stick / f"bản sao {good[0].name}").write_bytes(good[0].data)
    junk = {"desktop.ini": b"[.ShellClassInfo]", "~$so lieu.xlsx": b"\x00" * 165, "Thumbs.db": b""}
    for name, content in junk.items():
        (stick / name).write_bytes(content)
    (stick / "TOTALS_00625_2026-05-01_2026-05-31_5.json").write_bytes(b"")
    with (stick / "phim.mp4").open("wb") as film:
        film.truncate(2 << 30)
    (stick / "vòng").symlink_to(stick)
    os.mkfifo(stick / "ống")
    outcome = run("district", "import", stick, stick / "không có", data=book)
    answers = {Path(line["file"]).name: line for line in outcome.lines}
    assert {
        line["outcome"] for name, line in answers.items() if name in [s.name for s in good]
    } == {"accepted"}
    # It came under this name first.
    assert answers[f"bản sao {good[0].name}"]["outcome"] in {"accepted", "unchanged"}
    assert {answers[name]["outcome"] for name in junk} == {"skipped"}
    assert answers["phim.mp4"]["error"]["code"] == "E_FILE_SIZE"
    assert answers["vòng"]["error"]["code"] == answers["ống"]["error"]["code"] == "E_NOT_TOTALS"
    assert answers["không có"]["error"]["code"] == "E_NOT_FOUND"
    empty = answers["TOTALS_00625_2026-05-01_2026-05-31_5.json"]
    assert (empty["outcome"], empty["error"]["code"]) == ("refused", "E_TRUNCATED")
    assert outcome.code == 1
    assert len(outcome.lines) == 15
    assert run("district", "verify", data=book).one["ok"]


def test_what_is_none_of_ours_leaves_no_name_in_the_book(book: Path, ward: SendingWard) -> None:
    stick = book.parent / "usb"
    stick.mkdir()
    (stick / "Nguyễn Văn Thử 001090000001.pdf").write_bytes(b"%PDF-1.7")
    before = run("district", "verify", data=book).one["events"]
    assert run("district", "import", stick, data=book).code == 0
    assert run("district", "verify", data=book).one["events"] == before


# --- reports


def test_a_report_is_written_as_pdf_and_workbook(book: Path, ward: SendingWard) -> None:
    for ending, begins in ((".pdf", b"%PDF"), (".xlsx", b"PK")):
        out = book.parent / f"báo cáo{ending}"
        found = report(book, "--out", out)
        assert (found["completeness"], found["out"]) == ("1/1", str(out))
        assert out.read_bytes().startswith(begins)
    refused = run("district", "report", "--from", "2026-01-01", "--to", "2026-01-31", "--out",
                  book.parent / "x.docx", data=book)  # fmt: skip
    assert refused.error == ("E_FORMAT", "out")


def test_rows_are_wards_or_fields_and_add_up_to_the_same(book: Path, ward: SendingWard) -> None:
    wards, fields = report(book), report(book, "--as", "field")
    assert wards["total"] == fields["total"]
    assert [row["ward"] for row in wards["rows"]] == ["00625"]
    assert {row["name"] for row in fields["rows"]} == {"Hộ tịch", "Chứng thực", "Đất đai"}
    sums = {n: sum(row[n] for row in fields["rows"]) for n in fields["total"]}
    assert sums == fields["total"]


def test_a_period_that_is_not_whole_is_refused_with_the_days_that_are(
    book: Path, ward: SendingWard
) -> None:
    days = ("--from", "2026-01-02", "--to", "2026-01-31")
    refused = run("district", "report", *days, data=book)
    assert refused.error[0] == "E_PERIOD"
    assert "Hãy chọn từ 01/01/2026 đến 31/01/2026" in refused.lines[-1]["error"]["message"]
    weekly = run("district", "report", *days, "--kind", "weekly", data=book)
    assert "Hãy chọn từ 29/12/2025 đến 01/02/2026" in weekly.lines[-1]["error"]["message"]


def test_two_periods_that_disagree_make_a_draft_that_names_them(
    book: Path, ward: SendingWard
) -> None:
    rows = (TotalsRow("Hộ tịch", "1.1", "Thủ tục", c5=1, c6=9999, c8=10_000),)
    assert take(book, ward.send(month(2), rows=rows)).one["outcome"] == "accepted"
    outcome = run("district", "report", "--from", "2026-01-01", "--to", "2026-02-28", data=book)
    (sentence,) = outcome.one["broken"]
    assert "phường Mỹ Đình 1" in sentence
    assert "01/01/2026 – 31/01/2026" in sentence
    assert "BẢN NHÁP" in outcome.err or "bản nháp" in outcome.err


def test_what_happened_in_time_is_told_by_the_status(book: Path, ward: SendingWard) -> None:
    take(book, ward.send(month(2), replaces=""))
    amended = ward.send(month(2), replaces=ward.prevs[Chain.MONTHLY])
    take(book, amended)
    ward.send(month(3))
    take(book, ward.send(month(4)))
    given = ("--from", "2026-01-01", "--to", "2026-05-31")
    first, last = run("district", "status", *given, data=book).lines
    states = [cell["state"] for cell in first["cells"]]
    # They came in November: after the due day of each.
    assert states == ["late", "amended", "missing", "late", "missing"]
    assert first["gaps"] == [{"key_id": ward.key_id, "first": 4, "last": 4}]
    assert (last["late"], last["missing"], last["amended"]) == (2, 2, 1)


def test_the_profile_is_read_strictly(tmp_path: Path) -> None:
    text = PROFILE.read_text(encoding="utf-8")
    profile = tmp_path / "p.toml"
    for old, new, code, said in (
        ('code = "019"', 'code = "quận"', "E_PROFILE", "2 đến 5 chữ số"),
        ('["monthly"]', '["yearly"]', "E_PROFILE", "daily, weekly, monthly"),
        ("due_days = 5", "due_days = -1", "E_PROFILE", "từ 0 đến 90"),
        ("[totals]", "[số]", "E_PROFILE", "TOML"),
        ("due_days = 5", "x = 5", "E_UNKNOWN_FIELD", "due_days"),
        ('login = "giamsat"', 'login = "tonghop"', "E_PROFILE", "hai lần"),
    ):
        profile.write_text(text.replace(old, new), encoding="utf-8")
        refused = run("district", "init", "--profile", profile, data=tmp_path / "d")
        assert refused.error[0] == code, new
        message = refused.lines[-1]["error"]["message"]
        assert said in message
        assert "dòng" in message
    assert not (tmp_path / "d").exists()


def test_the_book_is_backed_up_listed_and_tried_out_like_a_wards(
    book: Path, ward: SendingWard
) -> None:
    assert ward.code
    usb = book.parent / "usb"
    usb.mkdir()
    chosen = run("backup", "folder", usb, data=book).one
    assert (chosen["folder"], chosen["last_verified"]) == (str(usb), None)
    made = run("backup", "--with-key", data=book)
    assert (made.code, made.one["key"]) == (0, str(usb / "district.key"))
    assert "district.key" in made.err
    (line,) = run("backup", "list", data=book).lines
    assert (line["ok"], line["sha256"]) == (True, made.one["sha256"])
    assert run("backup", "check", line["file"], data=book).one["ok"] is True
    assert run("backup", "--to", book, data=book).error == ("E_FOLDER", "folder")
    done = run("migrate", data=book).one
    assert (done["from"], done["to"]) == (1, 1)
    assert run("district", "verify", data=book).lines[-1]["ok"] is True


def test_a_book_that_was_lost_is_not_taken_for_a_ward(book: Path) -> None:
    (book / "district.db").unlink()
    assert run("backup", data=book).error[0] == "E_NO_DISTRICT"


def test_a_book_is_put_back_and_takes_the_later_files_again(
    book: Path, ward: SendingWard, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    made = run("backup", "--to", tmp_path / "usb", "--with-key", data=book).one
    later = ward.send(month(2))
    assert take(book, later).one["outcome"] == "accepted"
    done = run("restore", made["file"], data=book)
    assert (done.code, done.one["district"]) == (0, "quận Nam Từ Liêm")
    assert "nhận lại" in done.err
    kept = run("district", "verify", data=done.one["kept"]).lines[-1]
    now = run("district", "verify", data=book).lines[-1]
    assert (now["ok"], kept["ok"]) == (True, True)
    # What came since is gone, and that it was put back is written down.
    assert (kept["events"], now["events"]) == (4, 4)
    assert take(book, later).one["outcome"] == "accepted"
    # On a new machine there is nothing but the backup and its key.
    place, key = tmp_path / "new", tmp_path / "usb" / "district.key"
    assert run("restore", made["file"], data=place).error[0] == "E_KEY"
    assert run("restore", made["file"], "--key", key, data=place).code == 0
    assert run("district", "verify", data=place).lines[-1]["ok"] is True


def test_a_book_does_not_take_the_place_of_a_ward_nor_of_another_book(
    book: Path, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    made = run("backup", "--to", tmp_path / "usb", "--with-key", data=book).one
    key = tmp_path / "usb" / "district.key"
    new_store(tmp_path / "ward").close()
    before = (tmp_path / "ward" / "ward.db").read_bytes()
    done = run("restore", made["file"], "--key", key, data=tmp_path / "ward")
    assert done.error[0] == "E_FOLDER_NOT_EMPTY"
    assert (tmp_path / "ward" / "ward.db").read_bytes() == before
    make_district(tmp_path / "other", replace(DISTRICT, code="001"))
    done = run("restore", made["file"], "--key", key, data=tmp_path / "other")
    assert done.error[0] == "E_OTHER_WARD"
    run("backup", "--to", tmp_path / "usb", data=tmp_path / "ward")
    (own,) = (tmp_path / "usb").glob("tthc-desk_99999*")
    done = run("restore", own, "--key", tmp_path / "ward" / "ward.key", "--none-issued", data=book)
    assert done.error[0] == "E_FOLDER_NOT_EMPTY"
