"""How long each paper of one page takes: against the same strokes on a bare canvas."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pytest

from tests.bench.bare_strokes import strokes_of
from tests.bench.rows import Row, in_turn, row
from tests.helpers import letter_samples, paper_samples, totals_samples
from tests.helpers.pdf import page_texts
from tthc_desk.documents.render import TEMPLATE_VERSION, kind_of, render
from tthc_desk.documents.totals_papers import render_totals_paper
from tthc_desk.ui.shared.formats import paper_word
from tthc_desk.usecases.letter_facts import LetterFacts
from tthc_desk.usecases.paper_facts import PaperFacts, PaperKind, PrintStyle

pytestmark = pytest.mark.bench

ROUNDS = 30
RATIO_LIMIT = 2.0
ONE_COPY = PrintStyle(copies=1)
_KINDS = sorted(TEMPLATE_VERSION)
_OF_TOTALS = {
    "Bảng số liệu tổng hợp": partial(render_totals_paper, totals_samples.make_sheet()),
    "Phiếu gửi tệp số liệu": partial(render_totals_paper, totals_samples.make_note()),
    "Phiếu khóa ký số liệu": partial(render_totals_paper, totals_samples.make_key_sheet()),
}


@cache
def samples() -> dict[PaperKind, PaperFacts | LetterFacts]:
    """Give the first sample of every kind of paper that is drawn."""
    found = [*paper_samples.every_paper().values(), *letter_samples.every_letter().values()]
    return {kind_of(facts): facts for facts in reversed(found)}


def measure() -> list[Row]:
    """Time one copy of every paper by turns with its bare strokes; the worst comes last again."""
    rows = [*map(_row, _KINDS), *map(_totals_row, _OF_TOTALS)]
    worst = max(rows, key=lambda line: line.ratio)
    return [*rows, replace(worst, name=f"mọi giấy một trang, xa nhất: {worst.name}")]


def _row(kind: PaperKind) -> Row:
    ours, bare = _both(kind)
    return row(f"{paper_word(kind)} (PDF)", *in_turn(ours, bare, ROUNDS), f"{ROUNDS} giấy")


def _totals_row(name: str) -> Row:
    ours = _OF_TOTALS[name]
    return row(f"{name} (PDF)", *in_turn(ours, strokes_of(ours), ROUNDS), f"{ROUNDS} giấy")


def _both(kind: PaperKind) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Give what draws a paper here and what draws its strokes; both find its codes ready-made."""
    ours = partial(render, samples()[kind], ONE_COPY)
    return ours, strokes_of(ours)


@pytest.mark.parametrize("kind", _KINDS)
def test_a_paper_is_near_its_bare_strokes(kind: PaperKind) -> None:
    line = _row(kind)
    print(line)  # noqa: T201
    assert line.ratio <= RATIO_LIMIT, line


@pytest.mark.parametrize("name", _OF_TOTALS)
def test_a_paper_of_totals_is_near_its_bare_strokes(name: str) -> None:
    line = _totals_row(name)
    print(line)  # noqa: T201
    assert line.ratio <= RATIO_LIMIT, line


@pytest.mark.parametrize("kind", _KINDS)
def test_both_sides_give_the_same_bytes_of_one_page(kind: PaperKind) -> None:
    ours, bare = _both(kind)
    assert bare() == ours()
    assert len(page_texts(bare())) == 1


@pytest.mark.parametrize("name", _OF_TOTALS)
def test_both_sides_of_a_paper_of_totals_give_the_same_bytes(name: str) -> None:
    ours = _OF_TOTALS[name]
    bare = strokes_of(ours)()
    assert bare == ours()
    assert len(page_texts(bare)) == 1
