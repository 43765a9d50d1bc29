"""`ward-pack` and `init --pack`: from a folder to a ward and to its next version, by commands."""

import shutil
import stat
import sys
from pathlib import Path

import pytest

from tests.helpers import pdf
from tests.helpers.commands import Outcome, run, run_process
from tests.helpers.logos import make_logo
from tests.helpers.packs import MORNING, SAMPLE, TABLE
from tests.helpers.pdf import objects
from tests.helpers.ward_commands import COUNTER, PROFILE, SUPERVISOR, accept, finding
from tthc_desk.app.clock import SystemClock
from tthc_desk.exchange.ward_pack import read_pack

YEAR = ("--year", "2026")
UNCHECKED = ("--unchecked-key", "--pack")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key, another key, and the pack of the sample folder."""
    folder = tmp_path_factory.mktemp("packs")
    for name in ("khoa.key", "khac.key"):
        assert run("ward-pack", "key", "new", "--out", folder / name).code == 0
    build(folder, SAMPLE, "mau.tthcpack")
    return folder


def build(
    made: Path, folder: Path, name: str, key: str = "khoa.key", into: Path | None = None
) -> Path:
    out = (into or made) / name
    outcome = run("ward-pack", "build", folder, "--key", made / key, "--out", out, *YEAR)
    assert outcome.code == 0, outcome.out
    return out


def fingerprint(made: Path, key: str = "khoa.key") -> str:
    return str(run("ward-pack", "key", "show", made / key).one["fingerprint"])


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    outcome = run("init", *UNCHECKED, made / "mau.tthcpack", data=tmp_path / "ward")
    assert outcome.code == 0, outcome.out
    return tmp_path / "ward"


@pytest.fixture
def next_folder(tmp_path: Path) -> Path:
    """The sample folder with another term for a birth, a desk more and an officer more."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "goi-moi"))
    change(folder / "phuong.toml", '"Quầy 2"]', '"Quầy 2", "Quầy 3"]')
    change(folder / "can-bo.csv", "congan,", "moi,Đỗ Văn Thử Mới,counter,,,\ncongan,")
    row = next(r for r in lines(folder / "thu-tuc.csv") if r.startswith("1.001193,"))
    term = "Trong ngày làm việc; nhận hồ sơ sau 15 giờ thì ngày làm việc tiếp theo"
    change(folder / "thu-tuc.csv", row, row.replace(term, "7 ngày làm việc"))
    return folder


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def apply(ward: Path, pack: Path, *more: object, user: str = SUPERVISOR) -> Outcome:
    return run("ward-pack", "apply", pack, "--user", user, *more, data=ward)


def test_a_key_is_for_its_owner_alone_and_never_written_over(made: Path) -> None:
    key = made / "khoa.key"
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE((made / "mau.tthcpack").stat().st_mode) == 0o644
    before = key.read_bytes()
    assert run("ward-pack", "key", "new", "--out", key).error == ("E_FOLDER", "out")
    assert key.read_bytes() == before
    built = run("ward-pack", "build", SAMPLE, "--key", key, "--out", key, *YEAR)
    for outcome in (built, sheet(made, key)):
        assert outcome.error == ("E_READONLY", None)
        assert key.read_bytes() == before
    assert len(fingerprint(made).split()) == 8


def sheet(made: Path, out: Path, unit: str = "Trung tâm Thử", place: str = "Hà Nội") -> Outcome:
    asked = ("--unit", unit, "--place", place, "--out", out)
    return run("ward-pack", "key", "sheet", made / "khoa.key", *asked)


def test_the_fingerprint_of_a_key_is_printed_for_the_wards(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "phieu.pdf"
    printed = fingerprint(made)
    assert sheet(made, out).one["fingerprint"] == printed
    words = pdf.all_text(out.read_bytes())
    assert f"Dấu vân tay của khóa {printed}" in words
    assert "TRUNG TÂM THỬ" in words
    assert pdf.codes(out.read_bytes()) == {("QR Code", printed)}
    assert pdf.page_sizes_mm(out.read_bytes()) == [(210, 297)]


@pytest.mark.parametrize(("blank", "field"), [("unit", "issuer"), ("place", "issuer.place")])
def test_a_sheet_without_its_maker_is_not_printed(
    made: Path, tmp_path: Path, blank: str, field: str
) -> None:
    out = tmp_path / "phieu.pdf"
    assert sheet(made, out, **{blank: "  "}).error == ("E_REQUIRED", field)
    assert not out.exists()


@pytest.mark.parametrize("content", ["", "tthc-desk-pack-key-1\n00\n00\n", "\xff"])
def test_a_file_that_is_no_key_signs_nothing(made: Path, tmp_path: Path, content: str) -> None:
    key = tmp_path / "x.key"
    key.write_text(content, encoding="utf-8")
    for path in (key, tmp_path / "no.key"):
        out = tmp_path / "x.tthcpack"
        outcome = run("ward-pack", "build", SAMPLE, "--key", path, "--out", out, *YEAR)
        assert outcome.error == ("E_PACK_KEY", None)
        assert not out.exists()


def test_the_sample_folder_is_checked_built_and_shown_in_full(made: Path) -> None:
    checked = run("ward-pack", "check", SAMPLE, *YEAR)
    assert (checked.code, checked.lines[-1]["ok"], checked.lines[-1]["errors"]) == (0, True, 0)
    shown = run("ward-pack", "show", made / "mau.tthcpack")
    head, profile, *rest = shown.lines
    assert (head["code"], head["fingerprint"]) == ("00625", fingerprint(made))
    assert head["fingerprint"] in shown.err
    assert profile["profile"]["unit"] == "UBND PHƯỜNG MỸ ĐÌNH 1"
    assert sum("officer" in line for line in rest) == 8
    assert len({line["procedure"]["code"] for line in rest if "procedure" in line}) == 183
    assert [line["calendar"]["confirmed"] for line in rest if "calendar" in line] == [True]


def test_a_ward_from_a_pack_takes_dossiers_in_and_is_sound(ward: Path, made: Path) -> None:
    assert accept(ward).startswith("TH.006.25-")
    assert finding(ward)["ok"]
    again = run("init", *UNCHECKED, made / "mau.tthcpack", data=ward)
    assert again.error == ("E_FOLDER_NOT_EMPTY", None)


def test_init_asks_for_the_fingerprint_or_says_that_nobody_compared_it(
    made: Path, tmp_path: Path
) -> None:
    pack, data = made / "mau.tthcpack", tmp_path / "ward"
    other = fingerprint(made, "khac.key")
    refused = run("init", "--pack", pack, "--fingerprint", other, data=data)
    assert refused.error == ("E_FINGERPRINT", "fingerprint")
    assert not data.exists()
    silent = run("init", "--pack", pack, data=data)
    assert silent.error == ("E_PACK_KEY", None)
    assert fingerprint(made) in silent.err
    assert run("init", *UNCHECKED, pack, "--fingerprint", other, data=data).code == 2
    assert not data.exists()
    right = fingerprint(made).replace(" ", "").lower()
    taken = run("init", "--pack", pack, "--fingerprint", right, data=data)
    assert taken.code == 0
    assert fingerprint(made) in taken.err
    assert "CHƯA ĐỐI CHIẾU" not in taken.err
    loose = run("init", *UNCHECKED, pack, data=tmp_path / "loose")
    assert (loose.code, "CHƯA ĐỐI CHIẾU" in loose.err) == (0, True)
    for wrong in ((), ("--profile", PROFILE, "--pack", pack), ("--pack", pack, "--training")):
        assert run("init", *wrong, data=tmp_path / "other").code == 2


def test_the_next_version_is_shown_then_applied_and_old_dossiers_keep_theirs(
    ward: Path, made: Path, next_folder: Path, tmp_path: Path
) -> None:
    number = accept(ward)
    before = run("show", number, data=ward).lines
    pack = build(made, next_folder, "moi.tthcpack", into=tmp_path)
    seen = apply(ward, pack)
    assert (seen.code, seen.one["applied"], seen.one["new_key"]) == (0, False, False)
    assert [c["name"] for c in seen.one["profile"]] == ["desks"]
    assert [(c["login"], c["old"]) for c in seen.one["officers"]] == [("moi", None)]
    assert [c["code"] for c in seen.one["catalogue"]["changed"]] == ["1.001193"]
    assert apply(ward, pack, "--yes", user=COUNTER).error == ("E_SUPERVISOR", None)
    done = apply(ward, pack, "--yes")
    assert (done.code, done.one["applied"]) == (0, True)
    assert run("show", number, data=ward).lines == before
    after = run("show", accept(ward), data=ward).lines
    assert after[0]["due_at"] > before[0]["due_at"]
    assert apply(ward, pack).one["changes"] is False
    assert apply(ward, made / "mau.tthcpack", "--yes").error == ("E_PACK", None)
    assert finding(ward)["ok"]


def test_what_a_pack_changes_is_said_in_sentences_old_and_new(
    ward: Path, made: Path, next_folder: Path, tmp_path: Path
) -> None:
    work = next_folder / "thu-tuc.csv"
    rows = lines(work)
    gone = next(r for r in rows if r.startswith("1.000894,"))
    work.write_text("\n".join(r for r in rows if r != gone) + "\n", encoding="utf-8")
    papers = lines(next_folder / "thanh-phan.csv")
    kept = [one for one in papers if not one.startswith("1.000894,")]
    (next_folder / "thanh-phan.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with (next_folder / "lich-2026.csv").open("a", encoding="utf-8") as file:
        file.write("2026-12-05,reception_only,Quầy mở,Thông báo 1,high\n")
    change(next_folder / "phuong.toml", "= 07:30:00", "= 07:00:00")
    accept(ward)
    pack = build(made, next_folder, "moi.tthcpack", into=tmp_path)
    said = apply(ward, pack).err
    for words in (
        "Quầy: “Quầy 1, Quầy 2” → “Quầy 1, Quầy 2, Quầy 3”.",
        "Giờ làm việc: “07:30–11:30, 13:30–17:00, mốc 15:00” → “07:00–11:30, ",
        "Thêm cán bộ moi (Đỗ Văn Thử Mới, tiếp nhận).",
        "1.001193 ",
        "thời hạn “trong ngày” → “7 ngày làm việc”",
        "không có trong gói, giữ nguyên: 1.000894",
        "cột valid_to",
        "Lịch năm 2026 (đã xác nhận) đổi 1 ngày: 05/12/2026 “chưa có” → “Quầy mở (chỉ tiếp nhận)”.",
        "chạy lại với --yes",
    ):
        assert words in said, said
    assert apply(ward, pack, "--yes").err.endswith("Đã áp dụng.\n")
    again = apply(ward, pack, "--yes")
    assert (again.one["applied"], "không có gì để áp dụng" in again.err) == (False, True)
    change(work, "7 ngày làm việc", "6 ngày làm việc")
    other = build(made, next_folder, "sau.tthcpack", into=tmp_path)
    seen = apply(ward, other)
    tomorrow = seen.err.partition("--from ")[2].split(".")[0]
    assert "“7 ngày làm việc” → “6 ngày làm việc”" in seen.err
    assert "--yes" not in seen.err
    assert "1.001193" in [one["code"] for one in seen.one["catalogue"]["conflicting"]]
    refused = apply(ward, other, "--yes")
    assert refused.error == ("E_PACK", None)
    assert "Valid_from" not in refused.err
    assert "Hãy áp dụng gói từ ngày" in refused.err
    assert apply(ward, other, "--yes", "--from", tomorrow).code == 0


def test_dates_a_new_calendar_moves_are_pointed_to(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: MORNING)
    data, folder = tmp_path / "ward", Path(shutil.copytree(SAMPLE, tmp_path / "nghi"))
    first = build(made, SAMPLE, "dau.tthcpack", into=tmp_path)
    assert run("init", *UNCHECKED, first, data=data).code == 0
    accept(data)
    with (folder / "lich-2026.csv").open("a", encoding="utf-8") as file:
        for day in (23, 25, 26, 27):
            file.write(f"2026-11-{day},swapped_off,Nghỉ thử,Thông báo 1,high\n")
    pack = build(made, folder, "nghi.tthcpack", into=tmp_path)
    assert "calendar review" not in apply(data, pack).err
    done = apply(data, pack, "--yes")
    assert (done.code, "1 hồ sơ đang giải quyết" in done.err) == (0, True)
    assert "calendar review" in done.err


def test_an_older_pack_is_not_even_shown_as_if_it_could_be_taken(
    ward: Path, made: Path, next_folder: Path, tmp_path: Path
) -> None:
    pack = build(made, next_folder, "moi.tthcpack", into=tmp_path)
    assert apply(ward, pack, "--yes").code == 0
    seen = apply(ward, made / "mau.tthcpack")
    assert seen.error == ("E_PACK", None)
    assert "cũ hơn" in seen.err


def test_a_receipt_prints_the_same_after_a_pack(
    ward: Path, made: Path, next_folder: Path, tmp_path: Path
) -> None:
    number = accept(ward)
    change(next_folder / "phuong.toml", "UBND PHƯỜNG MỸ", "ỦY BAN NHÂN DÂN PHƯỜNG MỸ")
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert run("paper", "receipt", number, "--out", first, data=ward).code == 0
    assert apply(ward, build(made, next_folder, "a.tthcpack", into=tmp_path), "--yes").code == 0
    assert run("paper", "receipt", number, "--out", second, data=ward).code == 0
    assert texts(first) == texts(second)


def test_a_logo_comes_with_init_stays_on_its_papers_and_goes_with_the_next_pack(
    made: Path, next_folder: Path, tmp_path: Path
) -> None:
    (next_folder / "logo.png").write_bytes(make_logo())
    pack, data = build(made, next_folder, "logo.tthcpack", into=tmp_path), tmp_path / "co-logo"
    assert run("init", *UNCHECKED, pack, data=data).code == 0
    number = accept(data)
    assert pictures(data, number, tmp_path / "1.pdf") == 1
    (next_folder / "logo.png").unlink()
    without = build(made, next_folder, "khong.tthcpack", into=tmp_path)
    seen = apply(data, without)
    assert [(c["name"], c["new"]) for c in seen.one["profile"]] == [("logo", "")]
    assert "thôi in logo" in seen.err
    assert apply(data, without, "--yes").code == 0
    assert pictures(data, number, tmp_path / "2.pdf") == 1
    assert pictures(data, accept(data), tmp_path / "3.pdf") == 0
    assert finding(data)["ok"]


def pictures(ward: Path, number: str, out: Path) -> int:
    """Print a receipt and count the pictures in its file."""
    assert run("paper", "receipt", number, "--out", out, data=ward).code == 0
    return sum(thing.get("/Subtype") == "/Image" for thing in objects(out.read_bytes()))


def texts(path: Path) -> list[str]:
    """Read a PDF without the line that says how often it was printed."""
    from pypdf import PdfReader

    lines = [line for page in PdfReader(path).pages for line in page.extract_text().splitlines()]
    return [line for line in lines if "in lại" not in line]


def test_a_pack_of_another_key_waits_for_its_fingerprint(
    ward: Path, made: Path, next_folder: Path, tmp_path: Path
) -> None:
    pack = build(made, next_folder, "la.tthcpack", "khac.key", into=tmp_path)
    new = fingerprint(made, "khac.key")
    seen = apply(ward, pack)
    assert (seen.code, seen.one["new_key"], new in seen.err) == (0, True, True)
    refused = apply(ward, pack, "--yes")
    assert refused.error == ("E_PACK_KEY", None)
    assert all(words in refused.err for words in (new, fingerprint(made)))
    wrong = apply(ward, pack, "--yes", "--fingerprint", fingerprint(made))
    assert wrong.error == ("E_FINGERPRINT", "fingerprint")
    assert apply(ward, pack, "--yes", "--fingerprint", new).code == 0
    assert finding(ward)["ok"]


def test_a_folder_that_is_not_fit_gives_no_pack_and_one_line_a_fault(
    made: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "hong"))
    change(folder / "phuong.toml", "[desks]", "[desks]\nten = 1")
    change(folder / "can-bo.csv", "supervisor", "leader")
    out = tmp_path / "x.tthcpack"
    key = made / "khoa.key"
    built = run("ward-pack", "build", folder, "--key", key, "--out", out, *YEAR)
    assert built.error == ("E_PACK", None)
    assert not out.exists()
    checked = run("ward-pack", "check", folder, *YEAR)
    errors = [line for line in checked.lines if line.get("level") == "error"]
    assert checked.code == 1
    assert [(e["file"], e["line"]) for e in errors] == [
        ("can-bo.csv", 1),
        ("can-bo.csv", 7),
        ("phuong.toml", 51),
    ]
    assert built.lines[:-1] == errors


def test_one_table_gives_a_pack_for_every_ward(made: Path, tmp_path: Path) -> None:
    asked = ("--table", TABLE, "--base", SAMPLE, "--key", made / "khoa.key", *YEAR)
    outcome = run("ward-pack", "build", *asked, "--out", tmp_path / "goi")
    assert outcome.code == 0, outcome.out
    packs = sorted((tmp_path / "goi").iterdir())
    assert (len(packs), outcome.lines[-1]["packs"]) == (10, 10)
    read = [read_pack(path.read_bytes()).pack for path in packs]
    assert [f"PHUONG_{p.ward_code}.tthcpack" for p in read] == [path.name for path in packs]
    assert {p.fingerprint for p in read} == {fingerprint(made)}
    for wrong in ((SAMPLE, *asked), asked[2:], (*asked[:2], *asked[4:])):
        assert run("ward-pack", "build", *wrong, "--out", tmp_path / "x").code == 2


def test_warnings_are_printed_once_and_training_is_said(made: Path, tmp_path: Path) -> None:
    base = Path(shutil.copytree(SAMPLE, tmp_path / "chung"))
    change(base / "phuong.toml", 'website = ""', 'website = "caudien.hanoi.gov.vn"')
    table = ("--table", TABLE, "--base", base)
    key = ("--key", made / "khoa.key")
    one = run("ward-pack", "build", SAMPLE, *key, "--out", tmp_path / "a.tthcpack", *YEAR)
    many = run("ward-pack", "build", *table, *key, "--out", tmp_path / "goi", *YEAR)
    checked = run("ward-pack", "check", *table, *YEAR)
    assert (one.code, many.code, checked.code) == (0, 0, 0)
    for outcome in (one, many, checked):
        told = [line for line in outcome.lines if line.get("level") == "warning"]
        assert len({str(line) for line in told}) == len(told) == outcome.lines[-1]["warnings"]
        assert sum(line["reason"] == "training" for line in told) == 1
        assert "TẬP HUẤN" in outcome.err
    for outcome in (many, checked):
        told = [line for line in outcome.lines if line.get("reason") == "contact_other"]
        assert len(told) == 9
        assert outcome.lines[-1]["training"] == 10
    assert (checked.lines[-1]["ok"], checked.lines[-1]["wards"]) == (True, 10)
    for wrong in ((SAMPLE, *table), table[2:], ()):
        assert run("ward-pack", "check", *wrong).code == 2


def test_one_bad_row_keeps_every_pack_back(made: Path, tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_text(TABLE.read_text("utf-8").replace("00637,", "637,"), encoding="utf-8")
    asked = ("--table", table, "--base", SAMPLE, "--key", made / "khoa.key", *YEAR)
    outcome = run("ward-pack", "build", *asked, "--out", tmp_path / "goi")
    assert outcome.error == ("E_PACK", None)
    assert ("bang.csv", 11) in [(e.get("file"), e.get("line")) for e in outcome.lines]
    assert not (tmp_path / "goi").exists()


def test_a_new_folder_names_what_is_to_be_filled_in_and_is_fit_once_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "goi"
    asked = ("--code", "00592", "--name", "phường Cầu Diễn")
    assert run("ward-pack", "new", folder, *asked).code == 0
    found = run("ward-pack", "check", folder).lines
    named = {(e["file"], e.get("field") or e["reason"]) for e in found if e.get("level") == "error"}
    assert named == {
        ("can-bo.csv", "officers_none"),
        ("phuong.toml", "ward.superior"),
        ("phuong.toml", "ward.upper_authority"),
        ("phuong.toml", "ward.agency_code"),
        ("phuong.toml", "calendar_unconfirmed"),
        ("thu-tuc.csv", "no_term"),
        ("thu-tuc.csv", "no_fee"),
    }
    assert run("ward-pack", "new", folder, *asked).error == ("E_FOLDER_NOT_EMPTY", None)


@pytest.mark.parametrize("code", ["1", "abcde", "００５９２"])
def test_a_new_folder_is_not_made_for_a_code_that_is_none(tmp_path: Path, code: str) -> None:
    made = run("ward-pack", "new", tmp_path / "goi", "--code", code, "--name", "phường Thử")
    assert made.error == ("E_PROFILE", "ward.code")
    assert not (tmp_path / "goi").exists()


def test_a_pack_too_large_to_travel_asks_its_maker_to_make_it_smaller(
    made: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "to"))
    with (folder / "thanh-phan.csv").open("a", encoding="utf-8") as file:
        name = "Giấy tờ thử " * 30
        file.writelines(f"1.001193,,{at} {name},submit,1,0,0,\n" for at in range(1800))
    asked = ("--key", made / "khoa.key", "--out", tmp_path / "a.tthcpack", *YEAR)
    for command in (("build", folder, *asked), ("check", folder, *YEAR)):
        refused = run("ward-pack", *command)
        found = [line for line in refused.lines if line.get("reason") == "pack_large"]
        assert [(one["file"], one["line"]) for one in found] == [("thanh-phan.csv", 1)]
        assert "bớt" in found[0]["message"]
        assert "xin bộ phận" not in refused.out
    assert not (tmp_path / "a.tthcpack").exists()


def test_a_new_folder_from_a_profile_says_what_the_profile_says(tmp_path: Path) -> None:
    folder = tmp_path / "goi"
    assert run("ward-pack", "new", folder, "--from", PROFILE).code == 0
    shutil.copy(SAMPLE / "thu-tuc.csv", folder / "thu-tuc.csv")
    year = next(folder.glob("lich-*.csv")).stem.removeprefix("lich-")
    change(folder / "phuong.toml", "confirmed = []", f"confirmed = [{year}]")
    checked = run("ward-pack", "check", folder)
    assert (checked.code, checked.lines[-1]["officers"]) == (0, 8)
    assert run("ward-pack", "new", tmp_path / "b", "--from", PROFILE, "--code", "1").code == 2


def test_a_damaged_pack_is_refused_by_every_command(made: Path, ward: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hong.tthcpack"
    data = (made / "mau.tthcpack").read_bytes()
    for content in (data[:-10], data.replace(b"a", b"b", 1), b"", b"{}"):
        bad.write_bytes(content)
        assert run("ward-pack", "show", bad).error == ("E_PACK_FILE", None)
        assert apply(ward, bad, "--yes").error == ("E_PACK_FILE", None)
        refused = run("init", *UNCHECKED, bad, data=tmp_path / "other")
        assert refused.error == ("E_PACK_FILE", None)
        assert not (tmp_path / "other").exists()
    assert run("ward-pack", "show", tmp_path / "no.tthcpack").error == ("E_IO", "file")


def test_a_pack_is_checked_built_and_taken_by_processes_of_their_own(
    made: Path, tmp_path: Path
) -> None:
    asked = ("--key", made / "khoa.key", "--out", tmp_path / "a.tthcpack", *YEAR)
    assert run_process("ward-pack", "build", SAMPLE, *asked).code == 0
    data = tmp_path / "ward"
    assert run_process("init", *UNCHECKED, tmp_path / "a.tthcpack", data=data).code == 0
    assert finding(data)["events"] == 1
