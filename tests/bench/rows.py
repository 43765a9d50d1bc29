"""One line of the table of timings."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """Ours against the same work written by hand.

    Args:
        reach: how much it was measured on ("1.000.000 hồ sơ; p95 3,1 ms").
    """

    name: str
    ours_seconds: float
    bare_seconds: float
    ratio: float
    reach: str


def row(name: str, ours: list[float], bare: list[float], reach: str) -> Row:
    """Compare medians and tell the 95th percentile of ours."""
    a, b = statistics.median(ours), statistics.median(bare)
    # Of few rounds it is the slowest one, not a guess beyond it.
    p95 = statistics.quantiles(ours, n=20, method="inclusive")[-1] * 1000
    return Row(name, a, b, a / b, f"{reach}; p95 {p95:.2f} ms")


def timed(work: Callable[[], object]) -> float:
    """Give the seconds one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(
    ours: Callable[[], object], bare: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Time both by turns, so that the machine's moods meet both."""
    ours(), bare()
    pairs = [(timed(ours), timed(bare)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
