"""Lists and reports of a period as commands write them: the file, the answer, the refusals."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import run
from tests.helpers.ward_commands import SUPERVISOR, accept
from tthc_desk.app.period_papers import OF_A_PERIOD, told_in_quarters
from tthc_desk.domain.workdays import VIETNAM

TODAY = datetime.now(VIETNAM).date()
DAYS = ("--from", TODAY.isoformat(), "--to", TODAY.isoformat())
STARTS = {".pdf": b"%PDF", ".xlsx": b"PK"}
KINDS = sorted(kind.value for kind in OF_A_PERIOD)


def written(ward: Path, kind: str, ending: str, *asked: str) -> dict[str, Any]:
    out = ward.parent / f"a{ending}"
    found = run("paper", kind, *asked, "--out", out, data=ward).one
    assert out.read_bytes().startswith(STARTS[ending])
    assert found["out"] == str(out)
    return found


@pytest.mark.parametrize("ending", STARTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_a_period_is_written_with_its_figures(ward: Path, kind: str, ending: str) -> None:
    accept(ward)
    found = written(ward, kind, ending, *DAYS)
    assert (found["kind"], found["from"], found["broken"]) == (kind, TODAY.isoformat(), [])
    assert found["figures"]
    assert len(found["chain_head"]) == 16


def test_form_06a_of_a_preset_says_its_period_and_counts_it(ward: Path) -> None:
    accept(ward, channel="online")
    accept(ward)
    quarter = ("--from", TODAY.isoformat(), "--preset", "quarter")
    found = written(ward, "report-06a", ".pdf", *quarter)
    figures = found["figures"]
    assert (
        figures["period"]
        == f"Quý {['I', 'II', 'III', 'IV'][(TODAY.month - 1) // 3]} năm {TODAY.year}"
    )
    assert [figures["total"][column] for column in ("3", "4", "5", "11")] == [2, 1, 1, 2]
    assert figures["rows"][0]["field"] == "Hộ tịch"
    earlier = (TODAY - timedelta(1)).isoformat()
    before = written(ward, "report-06a", ".xlsx", *quarter, "--as-of", earlier)
    assert before["figures"]["total"]["3"] == 0


@pytest.mark.parametrize(
    ("kind", "words", "error"),
    [
        ("register", ("--from", "2026-03-02"), ("E_REQUIRED", "to")),
        ("register", ("--to", "2026-03-02"), ("E_REQUIRED", "from")),
        ("register", ("--from", "2026-03-02", "--to", "2026-03-01"), ("E_DATE", "to")),
        ("register", ("--from", "0001-01-01", "--to", "9999-12-31"), ("E_DATE", "from")),
        ("register", ("--from", "2026-01-01", "--to", "9999-12-31"), ("E_DATE", "to")),
        ("register", ("--from", "0001-01-01", "--preset", "year-15"), ("E_DATE", "from")),
        ("register", ("--from", "2026-03-02", "--to", "2026-03-02", "--preset", "month"),
         ("E_DATE", "to")),
        ("report-06a", (*DAYS, "--as-of", "x"), ("E_DATE", "as_of")),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused_and_no_file_left(
    ward: Path, kind: str, words: tuple[str, ...], error: tuple[str, str]
) -> None:
    out = ward.parent / "a.pdf"
    assert run("paper", kind, *words, "--out", out, data=ward).error == error
    assert not out.exists()


@pytest.mark.parametrize(
    ("kind", "out"),
    [("receipt", "a.xlsx"), ("register", "a.csv"), ("report-06a", "a"), ("daily-tally", "a.ods")],
)
def test_a_paper_comes_only_in_its_own_forms(ward: Path, kind: str, out: str) -> None:
    words = {"receipt": (accept(ward),), "daily-tally": ("--date", TODAY.isoformat())}
    asked = words.get(kind, DAYS)
    assert run("paper", kind, *asked, "--out", ward.parent / out, data=ward).error == (
        "E_FORMAT",
        "out",
    )


@pytest.mark.parametrize(
    "usage",
    [
        ("register",),
        ("register", "H-1", *DAYS),
        ("register", "--date", "2026-03-02"),
        ("receipt", "H-1", *DAYS),
        ("daily-tally", *DAYS),
        ("register", "--from", "2026-03-02", "--preset", "fortnight"),
    ],
)
def test_words_that_do_not_belong_together_are_wrong_usage(usage: tuple[str, ...]) -> None:
    outcome = run("paper", *usage, "--out", "a.pdf")
    assert (outcome.code, outcome.out) == (2, "")


def test_the_tally_comes_as_a_workbook_without_a_paper_being_issued(ward: Path) -> None:
    accept(ward)
    day = ("--date", TODAY.isoformat())
    found = written(ward, "daily-tally", ".xlsx", *day)
    assert found["broken"] == []
    assert written(ward, "daily-tally", ".pdf", *day)["paper"]


def test_a_hand_over_list_comes_as_a_workbook_of_what_was_signed(ward: Path) -> None:
    first = accept(ward)
    number = run("handover", "new", "--taker", "hotich", data=ward).one["list"]
    run("handover", "add", number, first, data=ward)
    asked = ("paper", "handover-list", number, "--out", ward.parent / "a.xlsx")
    assert run(*asked, data=ward).error == ("E_NOT_FOUND", "list")
    run("handover", "close", number, data=ward)
    assert written(ward, "handover-list", ".xlsx", number)["subject"] == number


def test_a_void_stands_in_the_register_and_in_no_column(ward: Path) -> None:
    number = accept(ward)
    run("act", number, "void", "--reason", "Nhập nhầm", "--user", SUPERVISOR, data=ward)
    assert written(ward, "register", ".pdf", *DAYS)["figures"] == {"dossiers": 1}
    figures = written(ward, "report-06a", ".pdf", *DAYS)["figures"]
    assert (figures["total"]["3"], figures["notes"]) == (0, ["Hủy trong kỳ: 1 hồ sơ"])


def test_only_long_work_says_how_far_it_is() -> None:
    said: list[str] = []
    short, long = told_in_quarters(said.append), told_in_quarters(said.append)
    assert all(short(done, 4000) for done in range(0, 4001, 400))
    assert said == []
    assert all(long(done, 8000) for done in range(400, 8001, 400))
    assert said == ["400/8000", "2000/8000", "4000/8000", "6000/8000", "8000/8000"]
