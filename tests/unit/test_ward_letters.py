"""The table [letters] of a profile: what stands after the slash of a letter's number."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tthc_desk.app.profile import ward_from
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.paper_facts import PaperKind

BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "profiles" / "my-dinh-1.toml"


def with_letters(letters: Any) -> dict[str, Any]:
    return {**tomllib.loads(BUNDLED.read_text(encoding="utf-8")), "letters": letters}


def test_a_symbol_of_the_profile_stands_in_the_number() -> None:
    ward = ward_from(with_letters({"stop-notice": "TB-UBND"}))
    assert ward.series_of(PaperKind.STOP_NOTICE).format(7) == "07/TB-UBND"
    assert ward.series_of(PaperKind.APOLOGY).format(7) == "07/PXL"
    assert ward.series_of(PaperKind.TRANSFER_SLIP).format(7) == "07"


@pytest.mark.parametrize(
    ("letters", "code", "field"),
    [
        ({"receipt": "GTN"}, Code.UNKNOWN_FIELD, "letters.receipt"),
        ({"apology": "pxl"}, Code.PROFILE, "letters.apology"),
        ({"apology": 5}, Code.TEXT, "letters.apology"),
        ({"refusal": ""}, Code.REQUIRED, "letters.refusal"),
        (["apology"], Code.PROFILE, "letters"),
    ],
)
def test_a_symbol_that_cannot_be_written_is_refused(letters: Any, code: Code, field: str) -> None:
    with pytest.raises(DeskError) as refused:
        ward_from(with_letters(letters))
    assert (refused.value.code, refused.value.field) == (code, field)
