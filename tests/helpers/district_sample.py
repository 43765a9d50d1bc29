"""Sample files for a training district: small ones, and wrong ones."""

from pathlib import Path

SMALL = """\
[district]
code = "998"
name = "quận Thử Nghiệm"
superior = "UBND thành phố Thử Nghiệm"
place = "Thử Nghiệm"

[period]
from = 2025-05-01
to = 2025-06-30
seed = 7

[[wards]]
code = "99801"
name = "Thử Một"
received = 71
open = 4

[[wards]]
code = "99802"
name = "Thử Hai"
received = 66
open = 3

[[wards]]
code = "99803"
name = "Thử Ba"
received = 63
open = 2
"""
"""Three wards, two months, 200 dossiers received, 9 of them open at the end."""


def write_sample(path: Path, *changes: tuple[str, str], wards: int = 3) -> Path:
    """Write the small sample with some of its text replaced.

    Args:
        wards: so many of its wards.
    """
    head, *rows = SMALL.split("[[wards]]")
    text = "[[wards]]".join((head, *rows[:wards]))
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path
