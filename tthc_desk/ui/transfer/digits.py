"""Long runs of digits as people compare them: groups of four, as the papers print them."""

_GROUP = 4


def grouped(digits: str) -> str:
    """Part digits into groups of four."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
