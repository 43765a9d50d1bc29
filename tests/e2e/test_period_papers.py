"""Lists and reports of a period as commands write them: the file, the answer, the refusals."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import pdf as reading
from tests.helpers.commands import run
from tests.helpers.ward_commands import SUPERVISOR, accept, finding
from tthc_desk.app.period_papers import AS_WORKBOOK, OF_A_PERIOD, told_in_quarters
from tthc_desk.domain.workdays import VIETNAM

TODAY = datetime.now(VIETNAM).date()
DAYS = ("--from", TODAY.isoformat(), "--to", TODAY.isoformat())
STARTS = {".pdf": b"%PDF", ".xlsx": b"PK"}
FORMS = [
    (kind.value, ending)
    for kind in sorted(OF_A_PERIOD)
    for ending in STARTS
    if ending == ".pdf" or kind in AS_WORKBOOK
]


def written(ward: Path, kind: str, ending: str, *asked: str) -> dict[str, Any]:
    out = ward.parent / f"a{ending}"
    found = run("paper", kind, *asked, "--out", out, data=ward).one
    assert out.read_bytes().startswith(STARTS[ending])
    assert found["out"] == str(out)
    return found


@pytest.mark.parametrize(("kind", "ending"), FORMS)
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


def test_the_charts_of_a_period_say_what_they_are_drawn_from(ward: Path) -> None:
    accept(ward, channel="online")
    accept(ward)
    month = ("--from", TODAY.isoformat(), "--preset", "month")
    figures = written(ward, "period-charts", ".pdf", *month)["figures"]
    assert (figures["received"], figures["finished"], sum(figures["ageing"].values())) == (2, 0, 2)
    assert figures["timeliness"] == {"early": 0, "on_time": 0, "late": 0}
    assert figures["fields"] == [{"field": "Hộ tịch", "received": 2, "finished": 0, "open": 2}]
    told = reading.squeezed(reading.all_text((ward.parent / "a.pdf").read_bytes()))
    assert reading.squeezed("BIỂU ĐỒ TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ") in told
    earlier = (TODAY - timedelta(1)).isoformat()
    before = written(ward, "period-charts", ".pdf", *month, "--as-of", earlier)
    assert (before["figures"]["received"], before["as_of"][:10]) == (0, earlier)


def test_charts_are_no_table(ward: Path) -> None:
    out = ward.parent / "a.xlsx"
    outcome = run("paper", "period-charts", *DAYS, "--out", out, data=ward)
    assert outcome.error == ("E_FORMAT", "out")
    message = outcome.one["error"]["message"]
    assert "chỉ có dạng PDF" in message
    assert message.endswith("Hãy đặt tên tệp kết thúc bằng .pdf.")
    assert not out.exists()
    listed = run("paper", "register", *DAYS, "--out", ward.parent / "a.csv", data=ward)
    assert listed.one["error"]["message"].endswith("Hãy đặt tên tệp kết thúc bằng .pdf hoặc .xlsx.")


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


PLACES = [
    ("folder", "E_FOLDER", "là một thư mục"),
    ("none/a.pdf", "E_FOLDER", "Không có thư mục"),
    ("signed.pdf", "E_READONLY", "chỉ cho đọc"),
    ("signed.xlsx", "E_READONLY", "chỉ cho đọc"),
]


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A folder with another one and files that may only be read in it."""
    folder = tmp_path / "places"
    (folder / "folder").mkdir(parents=True)
    for name in ("signed.pdf", "signed.xlsx"):
        (folder / name).write_bytes(b"signed")
        (folder / name).chmod(0o444)
    return folder


@pytest.mark.parametrize(("place", "code", "said"), PLACES)
@pytest.mark.parametrize("kind", ["register", "daily-tally"])
def test_a_place_that_takes_no_file_is_told_and_nothing_is_replaced(
    ward: Path, places: Path, kind: str, place: str, code: str, said: str
) -> None:
    asked = DAYS if kind == "register" else ("--date", TODAY.isoformat())
    before = sorted(places.rglob("*"))
    outcome = run("paper", kind, *asked, "--out", places / place, data=ward)
    assert outcome.error == (code, None)
    message = outcome.one["error"]["message"]
    assert said in message
    assert str(places) in message
    assert message.index("Chưa ghi được tệp") < message.index("Hãy ")
    assert sorted(places.rglob("*")) == before
    assert (places / "signed.pdf").read_bytes() == b"signed"


def test_no_paper_is_issued_for_a_place_that_takes_no_file(ward: Path, places: Path) -> None:
    number = accept(ward)
    before = finding(ward)["events"]
    asked = ("paper", "receipt", number, "--anew", "--out")
    assert run(*asked, places / "signed.pdf", data=ward).error[0] == "E_READONLY"
    assert run(*asked, places / "folder", data=ward).error[0] == "E_FOLDER"
    assert finding(ward)["events"] == before
    assert run(*asked, places / "a.pdf", data=ward).code == 0


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
