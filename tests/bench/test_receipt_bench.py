"""How long papers take, and how much of it is layout: against the same words on a bare canvas."""

from collections.abc import Callable
from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench import bare_receipt
from tests.bench.rows import Row, in_turn, row
from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tthc_desk.documents.render import render
from tthc_desk.usecases.paper_facts import PrintStyle

pytestmark = pytest.mark.bench

ROUNDS = 60
RATIO_LIMIT = 2.0
RECEIPT_LIMIT_MS = 30.0
_serials = count(1)


def _number() -> str:
    """Give a number not printed before, so that no cached code helps either side."""
    return f"000.00.15.H26-261120-T{next(_serials):04}"


def _ours() -> bytes:
    return render(samples.make_receipt(number=_number()))


def _bare() -> bytes:
    return bare_receipt.draw(_number())


def _rounds(benchmark: BenchmarkFixture, work: Callable[[], bytes], rounds: int) -> None:
    work()
    benchmark.pedantic(work, rounds=rounds)  # type: ignore[no-untyped-call]


def measure() -> list[Row]:
    """Time a receipt of two copies by turns with the same words on a bare canvas."""
    bare_receipt.register()
    ours, bare = in_turn(_ours, _bare, ROUNDS)
    return [row("giấy hẹn, hai liên (PDF)", ours, bare, f"{ROUNDS} giấy")]


def test_receipt_of_two_copies_against_a_bare_canvas(benchmark: BenchmarkFixture) -> None:
    [line] = measure()
    print(line)  # noqa: T201
    benchmark.extra_info.update(ratio=line.ratio)
    _rounds(benchmark, _ours, 30)
    assert line.ratio <= RATIO_LIMIT
    assert line.ours_seconds * 1000 < RECEIPT_LIMIT_MS


def test_both_sides_say_the_same() -> None:
    bare_receipt.register()
    words = [set(reading.all_text(side()).split()) for side in (_ours, _bare)]
    assert len(words[0] ^ words[1]) <= 6, words[0] ^ words[1]


@pytest.mark.parametrize("name", samples.every_paper())
def test_each_paper(benchmark: BenchmarkFixture, name: str) -> None:
    facts = samples.every_paper()[name]
    _rounds(benchmark, lambda: render(facts), 20)


def test_receipt_two_up(benchmark: BenchmarkFixture) -> None:
    facts, style = samples.make_receipt(), PrintStyle(two_up=True)
    _rounds(benchmark, lambda: render(facts, style), 20)


def test_receipt_of_forty_documents(benchmark: BenchmarkFixture) -> None:
    facts = samples.make_worst_receipt()
    _rounds(benchmark, lambda: render(facts), 10)
