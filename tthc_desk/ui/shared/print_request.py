"""What a screen asks the window to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """Issued papers to print in their order, at once or after a look."""

    paper_ids: tuple[int, ...]
    preview: bool = False
