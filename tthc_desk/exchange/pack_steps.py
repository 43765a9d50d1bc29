"""How a procedure's term is shared among the units that work on it, as a cell words it."""

import re

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.pack_content import StepDays

STEPS = "steps"
_STEP = re.compile(r"([^:;]+): ?([0-9]{1,3})(?:[.,]([0-9]{1,2}))?(?: ?(?:ngày|giờ).*)?")


def read_steps(cell: str) -> tuple[StepDays, ...]:
    """Read a cell such as "Bộ phận Một cửa: 0,5; Tư pháp – Hộ tịch: 2; Lãnh đạo UBND: 0,5".

    Raises:
        DeskError: PACK (steps_format) for anything else; nothing of it is guessed.
    """
    parts = [part.strip() for part in cell.split(";")]
    return tuple(_step(part) for part in parts if part)


def _step(part: str) -> StepDays:
    found = _STEP.fullmatch(part)
    hundredths = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0")) if found else 0
    if found is None or hundredths == 0:
        raise DeskError(Code.PACK, STEPS, reason="steps_format", value=part[:60])
    return StepDays(found[1].strip(), hundredths)
