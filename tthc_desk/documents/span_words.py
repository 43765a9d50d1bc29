"""How papers name the periods of a chain, many of them in few words."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.vietnamese import day_text


def span_words(chain: Chain, span: Span) -> str:
    """Name one period: "tháng 3/2026", "tuần 05/10/2026 – 11/10/2026", "ngày 05/10/2026"."""
    if chain is Chain.MONTHLY:
        return f"tháng {span.first.month}/{span.first.year}"
    if chain is Chain.WEEKLY:
        return f"tuần {day_text(span.first)} – {day_text(span.last)}"
    return f"ngày {day_text(span.first)}"


def spans_words(chain: Chain, spans: Iterable[Span], most: int = 0) -> str:
    """Name periods, those that follow one another together; empty when there is none.

    Args:
        most: how many names are written before the others are only counted; 0 for all.
    """
    runs = _runs(sorted(spans))
    shown = runs if not most or len(runs) <= most else runs[:most]
    words = ", ".join(_run_words(chain, run) for run in shown)
    left = sum(map(len, runs[len(shown) :]))
    return f"{words} và {left} kỳ khác" if left else words


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
    if len(run) == 1:
        return span_words(chain, first)
    if chain is Chain.WEEKLY:
        return f"{len(run)} tuần {day_text(first.first)} – {day_text(last.last)}"
    return f"{span_words(chain, first)} – {span_words(chain, last)}"
