"""The internal workflow of a procedure as a catalogue cell words it."""

import re
from collections.abc import Collection, Iterable, Set

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Term, TermUnit, WorkflowStep
from tthc_desk.domain.workflow import amount_text, fits, shared_out

STEPS = "steps"
MOST_STEPS, MOST_UNIT_CHARACTERS = 20, 100
_STEP = re.compile(
    r"(?P<unit>[^:;]+): ?(?P<whole>[0-9]{1,3})(?:[.,](?P<part>[0-9]{1,2}))?"
    r"(?: ?(?P<measure>ngày|giờ)(?: làm việc)?)?",
    re.IGNORECASE,
)


def read_steps(cell: str, terms: Collection[Term]) -> tuple[WorkflowStep, ...]:
    """Read a cell such as "Bộ phận Một cửa: 0,5; Tư pháp – Hộ tịch: 2; Lãnh đạo UBND: 0,5".

    Args:
        terms: of the procedure's channels; the steps must share out one of them. None while
            the term is left open: then only the officer's answer can tell.

    Raises:
        DeskError: FORMAT (steps_format, steps_many, steps_term, steps_sum, steps_measure);
            nothing of a cell is guessed.
    """
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    if not parts:
        return ()
    if len(parts) > MOST_STEPS:
        raise _refusal("steps_many", found=len(parts), limit=MOST_STEPS)
    found = [_matched(part) for part in parts]
    steps = tuple(_step(match) for match in found)
    measures = {match["measure"].casefold() for match in found if match["measure"]}
    if terms:
        _check(steps, measures, tuple(dict.fromkeys(terms)))
    return steps


def steps_text(steps: Iterable[WorkflowStep]) -> str:
    """Write steps as `read_steps` reads them."""
    return "; ".join(f"{step.unit}: {amount_text(step.hundredths)}" for step in steps)


def _matched(part: str) -> re.Match[str]:
    found = _STEP.fullmatch(part)
    if found is None or not 0 < len(found["unit"].strip()) <= MOST_UNIT_CHARACTERS:
        raise _refusal("steps_format", value=part[:60])
    return found


def _step(found: re.Match[str]) -> WorkflowStep:
    hundredths = int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0"))
    if hundredths == 0:
        raise _refusal("steps_format", value=found[0][:60])
    return WorkflowStep(found["unit"].strip(), hundredths)


def _check(steps: tuple[WorkflowStep, ...], measures: Set[str], terms: tuple[Term, ...]) -> None:
    """Refuse steps that share out the term of no channel, or in another measure."""
    wholes = {whole for whole in map(shared_out, terms) if whole is not None}
    if not wholes:
        raise _refusal("steps_term")
    fitting = [term for term in terms if fits(steps, term)]
    if not fitting:
        total = sum(step.hundredths for step in steps)
        shared = ", ".join(map(amount_text, sorted(wholes)))
        raise _refusal("steps_sum", found=amount_text(total), term=shared)
    if not any(measures <= {_measure(term)} for term in fitting):
        raise _refusal("steps_measure", found=", ".join(sorted(measures)))


def _measure(term: Term) -> str:
    return "giờ" if term.unit is TermUnit.WORKING_HOURS else "ngày"


def _refusal(reason: str, **facts: object) -> DeskError:
    return DeskError(Code.FORMAT, STEPS, reason=reason, **facts)
