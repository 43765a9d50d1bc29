"""Colours, spaces and sizes: the only place where the window's looks are decided."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

DEFAULT_BASE_PT = 11.0
SMALLEST_BASE_PT = 9.0
LARGEST_BASE_PT = 16.0

_PX_PER_PT = 96 / 72


class Colour(StrEnum):
    """Colours by what they are for."""

    GROUND = "#f3f4f1"
    SURFACE = "#ffffff"
    STRIPE = "#f8f9f7"
    LINE = "#d3d8d5"
    EDGE = "#7d8886"
    INK = "#1b2328"
    MUTED = "#525d65"
    ACCENT = "#0b5a6b"
    ACCENT_DARK = "#084552"
    ACCENT_SOFT = "#dcebee"
    ON_ACCENT = "#ffffff"
    RAIL = "#12343d"
    RAIL_CURRENT = "#1f4d58"
    ON_RAIL = "#e2edef"
    RAIL_MUTED = "#a9c3c9"
    BLUE = "#1d5a9e"
    BLUE_SOFT = "#e3edf8"
    GREEN = "#20643a"
    GREEN_SOFT = "#e2f0e5"
    AMBER = "#7d5200"
    AMBER_SOFT = "#fbf0d8"
    RED = "#a3231a"
    RED_SOFT = "#fbe6e3"
    TRAINING = "#6b3590"


class Gap(IntEnum):
    """Spaces in logical pixels, on a rhythm of eight with one half step."""

    NONE = 0
    TIGHT = 4
    SMALL = 8
    MEDIUM = 16
    LARGE = 24


CORNER_PX = 4
LINE_PX = 1
FOCUS_PX = 2
ICON_PX = 20
SMALL_ICON_PX = 16
RAIL_CHARS = 20
"""Width of the rail, in letters of the base size."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes that follow from the base size the officer chose, in points and logical pixels."""

    base_pt: float = DEFAULT_BASE_PT

    @property
    def small_pt(self) -> float:
        """Size of captions and keys."""
        return self.base_pt * 0.88

    @property
    def large_pt(self) -> float:
        """Size of headings inside a screen."""
        return self.base_pt * 1.18

    @property
    def title_pt(self) -> float:
        """Size of figures and of a screen's title."""
        return self.base_pt * 1.5

    @property
    def display_pt(self) -> float:
        """Size of what is compared digit by digit."""
        return self.base_pt * 2

    @property
    def row_px(self) -> int:
        """Height of a table row."""
        return self._steps(2.1)

    @property
    def field_px(self) -> int:
        """Height of an input field or button, at least."""
        return self._steps(1.95)

    @property
    def bar_px(self) -> int:
        """Height of the top bar."""
        return self._steps(3.1)

    def chars_px(self, chars: float) -> int:
        """Width of a number of average letters."""
        return round(self.base_pt * _PX_PER_PT * 0.56 * chars)

    def _steps(self, lines: float) -> int:
        return round(self.base_pt * _PX_PER_PT * lines / Gap.TIGHT) * Gap.TIGHT


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of two colours "#rrggbb" (1 … 21).

    Source:
        WCAG 2.2, definition of contrast ratio.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
