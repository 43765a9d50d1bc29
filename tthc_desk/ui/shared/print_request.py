"""What a screen asks the window to print."""

from dataclasses import dataclass

MOST_SETS = 5
"""Of one paper at a time; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """Issued papers to print in their order, at once or after a look.

    Args:
        continuation: of a control slip only the further sheet; the first one is already full.
    """

    paper_ids: tuple[int, ...]
    preview: bool = False
    continuation: bool = False
