"""Long runs of digits as people compare them: groups of four, as the papers print them."""

_GROUP = 4
_ON_A_LINE = 8


def grouped(digits: str) -> str:
    """Part digits into groups of four."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def in_lines(digits: str) -> str:
    """Part digits into groups of four, eight of them on a line."""
    width = _GROUP * _ON_A_LINE
    lines = (digits[start : start + width] for start in range(0, len(digits), width))
    return "\n".join(map(grouped, lines))
