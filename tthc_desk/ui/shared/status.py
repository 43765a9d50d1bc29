"""Status as word, shape and colour, so that none of them carries it alone."""

from dataclasses import dataclass

from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.tokens import Colour


@dataclass(frozen=True, slots=True)
class StatusMark:
    """How a status looks.

    Args:
        shape: one of the small shapes of the icon set.
    """

    word: str
    shape: IconName
    colour: Colour
