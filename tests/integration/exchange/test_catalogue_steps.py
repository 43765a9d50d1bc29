"""The internal workflow in a catalogue cell: read strictly, written back, kept in the version."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.helpers.factories import refusal
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Term, TermUnit, WorkflowStep
from tthc_desk.domain.workflow import fits
from tthc_desk.exchange.catalogue_files import catalogue_in, read_catalogue
from tthc_desk.exchange.catalogue_steps import (
    MOST_STEPS,
    MOST_UNIT_CHARACTERS,
    read_steps,
    steps_text,
)
from tthc_desk.exchange.catalogue_table import tidy
from tthc_desk.usecases.catalogue_reading import Verdict
from tthc_desk.usecases.messages import error_text

DAYS, HOURS = TermUnit.WORKING_DAYS, TermUnit.WORKING_HOURS
COUNTED = st.sampled_from((DAYS, TermUnit.CALENDAR_DAYS, HOURS))
CELL = "Bộ phận Một cửa: 0,5; Tư pháp – Hộ tịch: 2; Lãnh đạo UBND: 0,5"
SHARED = (
    WorkflowStep("Bộ phận Một cửa", 50),
    WorkflowStep("Tư pháp – Hộ tịch", 200),
    WorkflowStep("Lãnh đạo UBND", 50),
)
HEADINGS = ("code", "name", "field", "agency", "term", "charge", "fee", "steps")
ROW = ("1.001193", "Đăng ký khai sinh", "Hộ tịch", "UBND phường", "3 ngày làm việc", "", "0", CELL)

_units = (
    st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters=":;"), min_size=1)
    .map(tidy)
    .filter(lambda unit: 0 < len(unit) <= MOST_UNIT_CHARACTERS and ":" not in unit)
)


@st.composite
def shared_terms(draw: st.DrawFn) -> tuple[tuple[WorkflowStep, ...], Term]:
    """Cut a term into steps."""
    amount = draw(st.integers(1, 90))
    cuts = draw(st.sets(st.integers(1, amount * 100 - 1), max_size=MOST_STEPS - 1))
    edges = [0, *sorted(cuts), amount * 100]
    parts = [high - low for low, high in pairwise(edges)]
    return tuple(WorkflowStep(draw(_units), part) for part in parts), Term(draw(COUNTED), amount)


@given(shared_terms())
def test_steps_are_read_as_they_were_written(found: tuple[tuple[WorkflowStep, ...], Term]) -> None:
    steps, term = found
    assert read_steps(steps_text(steps), [term]) == steps


@given(shared_terms(), st.integers(1, 90))
def test_steps_are_taken_for_no_other_amount_than_their_sum(
    found: tuple[tuple[WorkflowStep, ...], Term], amount: int
) -> None:
    steps, term = found
    other = Term(term.unit, amount)
    if amount == term.amount:
        return
    refused = refusal(read_steps, steps_text(steps), [other])
    assert (refused.field, refused.facts["reason"]) == ("steps", "steps_sum")
    assert read_steps(steps_text(steps), [other, term]) == steps


def read_or_refused(cell: str, term: Term) -> tuple[WorkflowStep, ...] | DeskError:
    try:
        return read_steps(cell, [term])
    except DeskError as refused:
        return refused


@given(st.text("ab: ;.,0159ngàygiờ") | st.text(), st.integers(1, 9))
def test_any_other_cell_is_refused_or_shares_out_the_term(cell: str, amount: int) -> None:
    term = Term(DAYS, amount)
    found = read_or_refused(tidy(cell), term)
    if isinstance(found, DeskError):
        assert found.code is Code.FORMAT
        assert "cột steps" in error_text(found)
    else:
        assert not found or fits(found, term)


@pytest.mark.parametrize(
    "cell",
    [
        CELL,
        CELL.replace(",", "."),
        CELL + ";",
        "Bộ phận Một cửa: 0,5 ngày; Tư pháp – Hộ tịch:2 ngày làm việc; Lãnh đạo UBND: 0,50 Ngày",
    ],
)
def test_a_cell_may_be_worded_as_people_do(cell: str) -> None:
    assert read_steps(cell, [Term(DAYS, 3)]) == SHARED


@pytest.mark.parametrize(
    ("cell", "terms", "reason"),
    [
        ("Một cửa 0,5; Hộ tịch: 2,5", [Term(DAYS, 3)], "steps_format"),
        ("Một cửa: 0; Hộ tịch: 3", [Term(DAYS, 3)], "steps_format"),
        ("Một cửa: 3 ngày hoặc 4 ngày", [Term(DAYS, 3)], "steps_format"),
        (f"{'a' * (MOST_UNIT_CHARACTERS + 1)}: 3", [Term(DAYS, 3)], "steps_format"),
        (": 3", [Term(DAYS, 3)], "steps_format"),
        ("a: 0,1; " * (MOST_STEPS + 1), [Term(DAYS, 3)], "steps_many"),
        ("Một cửa: 0,5; Hộ tịch: 2", [Term(DAYS, 3)], "steps_sum"),
        ("Một cửa: 2 giờ; Hộ tịch: 1 ngày", [Term(DAYS, 3)], "steps_measure"),
        ("Một cửa: 3 ngày", [Term(HOURS, 3)], "steps_measure"),
        ("Một cửa: 3", [Term(TermUnit.NONE)], "steps_term"),
        ("Một cửa: 0,5; Hộ tịch: 1", [Term(TermUnit.SAME_DAY)], "steps_sum"),
    ],
)
def test_a_cell_that_cannot_be_right_is_refused_by_its_reason(
    cell: str, terms: list[Term], reason: str
) -> None:
    assert refusal(read_steps, cell, terms).facts["reason"] == reason


def test_a_same_day_term_may_leave_some_of_its_day() -> None:
    assert len(read_steps("Một cửa: 0,25; Hộ tịch: 0,5", [Term(TermUnit.SAME_DAY)])) == 2


def test_hours_are_shared_out_in_hours() -> None:
    steps = read_steps("Một cửa: 1,5 giờ; Hộ tịch: 6,5 giờ", [Term(HOURS, 8)])
    assert [step.hundredths for step in steps] == [150, 650]


def test_steps_wait_for_a_term_that_is_left_open() -> None:
    assert read_steps(CELL, []) == SHARED


def row(**changes: str) -> bytes:
    cells = (dict(zip(HEADINGS, ROW, strict=True)) | changes).values()
    return "\n".join("\t".join(line) for line in (HEADINGS, cells)).encode()


def test_a_catalogue_row_carries_its_steps_into_every_version() -> None:
    (found,) = catalogue_in(row()).rows
    assert found.verdict is Verdict.ACCEPTED
    assert [version.steps for version in found.procedures] == [SHARED, SHARED]


def test_a_workbook_carries_them_too(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for line in (HEADINGS, ROW):
        book.active.append(line)
    book.save(tmp_path / "c.xlsx")
    reading = read_catalogue(tmp_path / "c.xlsx")
    assert reading.procedures()[0].steps == SHARED
    assert "steps" in reading.carried


def test_a_catalogue_row_whose_steps_do_not_add_up_is_refused_with_both_figures() -> None:
    (found,) = catalogue_in(row(term="5 ngày làm việc")).rows
    assert found.verdict is Verdict.REFUSED
    assert found.error is not None
    text = error_text(found.error)
    assert "cột steps" in text
    assert "cộng lại là 3, khác thời hạn 5" in text


def test_a_file_without_the_column_has_no_news_of_steps() -> None:
    data = row().replace(b"\tsteps\n", b"\n").replace(f"\t{CELL}".encode(), b"")
    reading = catalogue_in(data)
    assert "steps" not in reading.carried
    assert reading.procedures()[0].steps == ()
