"""What else of a person at the counter is open, or waits to be collected."""

from collections.abc import Iterable

from tthc_desk.domain.dossier import Queue
from tthc_desk.usecases.lines import DossierLine
from tthc_desk.usecases.warnings import Notice, Warned


def open_notices(dossiers: Iterable[DossierLine], procedure: str, field: str) -> tuple[Warned, ...]:
    """Warn of a result that waits for a person, and of the same procedure still open.

    Args:
        dossiers: of the person, open or waiting to be collected.
        procedure: code of the procedure asked for, empty while none is.
        field: input field of the person.
    """
    found = tuple(dossiers)
    waiting = [line.number for line in found if line.queue is Queue.TO_DELIVER]
    over = (Queue.TO_DELIVER, Queue.CLOSED)
    same = [
        line.number for line in found if line.queue not in over and line.procedure_code == procedure
    ]
    return tuple(
        Warned(notice, field, (("number", ", ".join(numbers)),))
        for notice, numbers in ((Notice.RESULT_WAITING, waiting), (Notice.SAME_OPEN, same))
        if numbers
    )
