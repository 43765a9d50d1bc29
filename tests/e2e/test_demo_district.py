"""A district that is made to totals: what its own report says is what the sample file chose.

The default run makes three small wards; the district of 98.840 dossiers takes some minutes:

    pytest -m long -s tests/e2e/test_demo_district.py
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.helpers.commands import Outcome, run, run_process
from tests.helpers.district_sample import write_sample
from tests.helpers.pdf import all_text
from tests.helpers.ward_commands import PROFILE, finding
from tthc_desk.app import paths
from tthc_desk.app.demo_folder import make_anew
from tthc_desk.app.district_sample import DistrictSample, WardShare, read_sample
from tthc_desk.app.planned_history import Promise
from tthc_desk.app.profile import read_profile
from tthc_desk.app.sample_district import make_sample_district
from tthc_desk.app.sample_ward import WardMade, make_sample_ward, ward_task
from tthc_desk.app.wiring import make_ward, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.tally import Measures
from tthc_desk.storage.instance_lock import WindowLock

PERIOD = ("--from", "2025-05-01", "--to", "2025-06-30")
FIGURES = ("received", "carried_over", "finished", "open_in_term", "late", "percent")
WARDS = {"99801": (71, 4), "99802": (66, 3), "99803": (63, 2)}


def demo(folder: Path, sample: Path) -> Outcome:
    return run("demo", "--district", "--no-window", "--sample", sample, data=folder)


def figures(made: dict[str, Any]) -> tuple[object, ...]:
    return tuple(made[name] for name in FIGURES)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def made(home: Path) -> dict[str, Any]:
    """The small district, made by the program as it is started by a person."""
    sample = write_sample(home / "small.toml")
    options = ("--district", "--no-window", "--sample", sample)
    outcome = run_process("demo", *options, data=home / "district")
    assert outcome.code == 0, outcome.err
    assert "Tiếp nhận 200; đã giải quyết 191; đang giải quyết, trong hạn 9" in outcome.err
    assert "6/6 tháng" in outcome.err
    return outcome.one


def place(made: dict[str, Any], *parts: str) -> Path:
    return Path(made["data"], *parts)


def sent(made: dict[str, Any], ward: str) -> list[str]:
    return sorted(path.name for path in place(made, "gui-len", ward).iterdir())


# --- what it says and leaves


def test_the_report_says_what_the_sample_chose(made: dict[str, Any]) -> None:
    assert figures(made) == (200, 0, 191, 9, 0, "95,50%")
    assert made["completeness"] == "3/3"
    found = {code: (row["3"], row["12"]) for code, row in made["wards"].items()}
    assert found == WARDS
    assert {(row["6"], row["10"], row["13"]) for row in made["wards"].values()} == {(0, 0, 0)}


def test_every_month_arrives_once_and_nothing_else_counts(made: dict[str, Any]) -> None:
    outcomes = made["outcomes"]
    assert (made["files"], outcomes["accepted"], outcomes["evidence"]) == (6, 6, 0)
    assert outcomes["unchanged"] >= 1
    assert outcomes["refused"] + outcomes["skipped"] == len(sent(made, "khac")) > 0


def test_every_ward_sends_its_key_its_months_and_the_papers_of_the_last_one(
    made: dict[str, Any],
) -> None:
    for ward in WARDS:
        names = sent(made, ward)
        june = f"TOTALS_{ward}_2025-06-01_2025-06-30_2"
        assert names[0].startswith(f"KHOA_{ward}_")
        assert names[2:] == [
            f"TOTALS_{ward}_2025-05-01_2025-05-31_1.json",
            *(f"{june}{end}" for end in (".json", ".pdf", ".xlsx", "_PHIEU_GUI.pdf")),
        ]


def test_each_ward_and_the_district_can_be_opened_and_count_the_same(made: dict[str, Any]) -> None:
    for ward, (received, still_open) in WARDS.items():
        folder = place(made, "phuong", ward)
        total = run("report", "06a", *PERIOD, data=folder).lines[-1]["total"]
        assert (total["3"], total["12"], total["13"]) == (received, still_open, 0)
        assert finding(folder)["ok"]
    report = run("district", "report", *PERIOD, data=Path(made["district"])).one
    assert (report["total"]["3"], report["percent"]) == (200, "95,50%")
    assert (made["verify_findings"], report["broken"], report["gaps"]) == (0, [], [])


def test_wards_bear_their_own_names_and_nobody_in_them_exists(made: dict[str, Any]) -> None:
    with open_desk(place(made, "phuong", "99802")) as desk:
        ward = desk.rules.book().ward
        (line, *_) = desk.tracking.find(limit=1).lines
        dossier = desk.store.queries.dossier(line.number)
    assert (ward.code, ward.name, ward.unit) == ("99802", "phường Thử Hai", "UBND PHƯỜNG THỬ HAI")
    assert (ward.agency_code, ward.training) == ("TH.998.02", True)
    assert "Mẫu" in line.owner_name
    assert dossier is not None
    assert "phường Thử Hai" in str(dossier.facts["owner"])


def test_paper_and_workbook_say_the_same(made: dict[str, Any]) -> None:
    assert "Số liệu của 3 trên 3 phường" in all_text(Path(made["pdf"]).read_bytes())
    assert "95,50%" in all_text(Path(made["pdf"]).read_bytes())
    sheet = load_workbook(made["xlsx"]).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {200, 191, 9} <= set(values)


# --- other totals, and the folder made anew


def test_other_totals_give_other_figures_in_the_same_folder(
    made: dict[str, Any], home: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(place(made), tmp_path / "district"))
    changes = (("received = 66\nopen = 3", "received = 51\nopen = 0"), ("2025-05-01", "2025-06-01"))
    outcome = demo(folder, write_sample(tmp_path / "other.toml", *changes, wards=2))
    assert outcome.code == 0, outcome.err
    assert figures(outcome.one) == (122, 0, 118, 4, 0, "96,72%")
    assert outcome.one["files"] == 2
    assert not (folder / "gui-len" / "99803").exists()
    assert home.joinpath("district", "quan", "district.db").exists()


def marked(folder: Path, made: dict[str, Any]) -> Path:
    """A folder that says it is an earlier demo, with nothing in it."""
    folder.mkdir()
    shutil.copy(place(made, "DOC-TRUOC.txt"), folder)
    return folder


def with_a_report(folder: Path, made: dict[str, Any]) -> None:
    (folder / "bao-cao").mkdir(parents=True)
    (folder / "bao-cao" / "cua-toi.txt").write_text("giữ lại", encoding="utf-8")


def with_another_file(folder: Path, made: dict[str, Any]) -> None:
    (marked(folder, made) / "cua-toi.txt").write_text("giữ lại", encoding="utf-8")


def with_a_real_ward(folder: Path, made: dict[str, Any]) -> None:
    ward = replace(read_profile(PROFILE), training=False)
    make_ward(marked(folder, made) / "phuong" / "99801", ward)


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (with_a_report, Code.FOLDER_NOT_EMPTY),
        (with_another_file, Code.FOLDER_NOT_EMPTY),
        (with_a_real_ward, Code.TRAINING_ONLY),
    ],
)
def test_a_folder_that_holds_anything_else_is_left_as_it_is(
    tmp_path: Path, made: dict[str, Any], fill: Callable[[Path, dict[str, Any]], None], code: Code
) -> None:
    folder = tmp_path / "mine"
    fill(folder, made)
    before = {path: path.stat().st_size for path in folder.rglob("*")}
    outcome = demo(folder, write_sample(tmp_path / "small.toml"))
    assert outcome.error[0] == code.value
    locks = {"window.lock", "use.lock"}
    after = {path: path.stat().st_size for path in folder.rglob("*") if path.name not in locks}
    assert before == after


def test_a_demo_with_an_open_window_is_not_pulled_away(
    made: dict[str, Any], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(place(made), tmp_path / "district"))
    for book in (folder / "phuong" / "99802", folder / "quan"):
        with WindowLock(book):
            outcome = demo(folder, write_sample(tmp_path / "small.toml"))
        assert outcome.error[0] == Code.LOCKED.value
    assert (folder / "quan" / "district.db").exists()


def test_a_demo_that_was_cut_off_is_begun_anew(made: dict[str, Any], tmp_path: Path) -> None:
    folder = marked(tmp_path / "cut", made)
    unfinished = folder / "phuong" / "99801" / ".new"
    unfinished.mkdir(parents=True)
    (unfinished / "ward.db").write_bytes(b"half")
    make_anew(folder)
    assert {path.name for path in folder.iterdir()} == {
        "DOC-TRUOC.txt",
        "phuong",
        "gui-len",
        "bao-cao",
    }
    assert list((folder / "phuong").iterdir()) == []


# --- what cannot be made


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        # No term is so long that what came in January is still open in June.
        ([("2025-05", "2025-01"), ("open = 4", "open = 71")], ("E_COUNT", "99801.open")),
        ([("2025-06-30", "2999-06-30")], ("E_DATE", "period.to")),
        ([("open = 4", "open = bốn")], ("E_PROFILE", None)),
    ],
)
def test_totals_that_cannot_be_made_are_refused_in_words(
    tmp_path: Path, changes: list[tuple[str, str]], error: tuple[str, str | None]
) -> None:
    outcome = demo(tmp_path / "d", write_sample(tmp_path / "small.toml", *changes, wards=1))
    assert outcome.error == error


def test_a_sample_is_for_a_district_only(tmp_path: Path) -> None:
    sample = write_sample(tmp_path / "small.toml")
    assert run("demo", "--no-window", "--sample", sample, data=tmp_path / "w").code == 2


# --- the checks are real


def sent_by(made: dict[str, Any], code: str) -> WardMade:
    """Read a ward of the demo as the district meets it."""
    folder = place(made, "gui-len", code)
    (key_file,) = folder.glob("KHOA_*.json")
    shown = run("signing-key", "show", data=place(made, "phuong", code)).one
    files = tuple(sorted(folder.glob("TOTALS_*.json")))
    return WardMade(code, key_file, shown["keys"][-1]["fingerprint"], files, 0)


def test_a_report_that_differs_from_the_sample_ends_the_demo_loudly(
    made: dict[str, Any], home: Path, tmp_path: Path
) -> None:
    sample = read_sample(home / "small.toml")
    wards = [sent_by(made, code) for code in WARDS]

    def consolidated(name: str, chosen: DistrictSample, wards: list[WardMade]) -> int:
        found = tmp_path / name
        found.mkdir()
        return make_sample_district(found / "quan", chosen, wards, found).report.total.columns[0]

    def with_first(received: int, still_open: int) -> DistrictSample:
        first = replace(sample.wards[0], received=received, still_open=still_open)
        return replace(sample, wards=(first, *sample.wards[1:]))

    assert consolidated("same", sample, wards) == 200
    short = replace(wards[0], files=wards[0].files[:1])
    for name, chosen, came in (
        ("more", with_first(72, 4), wards),
        ("fewer-open", with_first(71, 3), wards),
        ("month-missing", sample, [short, *wards[1:]]),
        ("ward-missing", sample, wards[1:]),
    ):
        with pytest.raises(DeskError) as refused:
            consolidated(name, chosen, came)
        assert (refused.value.code, refused.value.facts["reason"]) == (Code.IDENTITY, "sample")


def test_a_promise_is_kept_by_the_very_figures_only() -> None:
    promise = Promise(received=10, still_open=2)
    kept = Measures(c4=3, c5=7, c8=5, c9=3, c12=2)
    assert promise.kept_by(kept)
    for wrong in (
        replace(kept, c5=8, c9=4),
        replace(kept, c9=4, c12=1),
        replace(kept, c9=2, c10=1),
        replace(kept, c12=1, c13=1),
        replace(kept, c5=6, c6=1),
        replace(kept, c9=2),
    ):
        assert not promise.kept_by(wrong)


def test_the_same_seed_lives_the_same_history_and_another_one_does_not(tmp_path: Path) -> None:
    sample = read_sample(write_sample(tmp_path / "small.toml"))
    june = replace(sample, period=replace(sample.period, first=sample.period.last.replace(day=1)))
    share = WardShare("99801", "Thử Một", 30, 2)

    def rows(name: str, seed: int) -> list[tuple[object, ...]]:
        (tmp_path / name / "gui-len").mkdir(parents=True)
        task = ward_task(read_profile(PROFILE), replace(june, seed=seed), share, tmp_path / name)
        make_sample_ward(task)
        with open_desk(task.data) as desk:
            lines = desk.tracking.find(limit=100).lines
            return [(line.number, line.owner_name, line.received_at, line.due_at) for line in lines]

    first = rows("a", 1)
    assert first == rows("b", 1) != rows("c", 2)
    assert len(first) >= 30


# --- the district that once reported 98.840


@pytest.mark.long
def test_two_years_of_ten_wards_come_out_exactly(tmp_path: Path) -> None:
    outcome = run_process("demo", "--district", "--no-window", data=tmp_path / "d")
    assert outcome.code == 0, outcome.err
    made = outcome.one
    assert figures(made) == (98_840, 0, 98_424, 416, 0, "99,57%")
    assert (made["completeness"], made["files"], made["outcomes"]["accepted"]) == (
        "10/10",
        240,
        240,
    )
    period = ("--from", "2023-07-01", "--to", "2025-06-30")
    report = run("district", "report", *period, data=Path(made["district"])).one
    total = report["total"]
    assert (total["3"], total["7"], total["11"], total["12"]) == (98_840, 98_424, 416, 416)
    assert (total["10"], total["13"], report["percent"]) == (0, 0, "99,57%")
    chosen = {ward.code: ward for ward in read_sample(paths.shipped_sample()).wards}
    for row in report["rows"]:
        share = chosen.pop(row["ward"])
        assert (row["3"], row["12"]) == (share.received, share.still_open)
    assert chosen == {}
