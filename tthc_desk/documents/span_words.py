"""How papers name the periods of a chain, many of them in few words."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.vietnamese import day_text

_NOUNS = {Chain.DAILY: "ngày", Chain.WEEKLY: "tuần", Chain.MONTHLY: "tháng"}


def spans_words(chain: Chain, spans: Iterable[Span], most: int = 0) -> str:
    """Name periods, those that follow one another together; empty when there is none.

    "tháng 1/2026, 3/2026 – 5/2026 và 2 kỳ khác".

    Args:
        most: how many names are written before the others are only counted; 0 for all.
    """
    runs = _runs(sorted(spans))
    shown = runs if not most or len(runs) <= most else runs[:most]
    if not shown:
        return ""
    words = ", ".join(_run_words(chain, run) for run in shown)
    left = sum(map(len, runs[len(shown) :]))
    return f"{_NOUNS[chain]} {words}" + (f" và {left} kỳ khác" if left else "")


def _runs(ordered: Sequence[Span]) -> list[list[Span]]:
    runs: list[list[Span]] = []
    for span in ordered:
        if runs and span.first - runs[-1][-1].last == timedelta(1):
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _run_words(chain: Chain, run: Sequence[Span]) -> str:
    first, last = run[0], run[-1]
    if chain is Chain.WEEKLY:
        return f"{day_text(first.first)} – {day_text(last.last)}"
    name = _month if chain is Chain.MONTHLY else _day
    return name(first) if len(run) == 1 else f"{name(first)} – {name(last)}"


def _month(span: Span) -> str:
    return f"{span.first.month}/{span.first.year}"


def _day(span: Span) -> str:
    return day_text(span.first)
