"""The table [units] of a profile: which unit works on which field."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tthc_desk.app.profile import read_profile, ward_from
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.records import ward_from_text, ward_text

BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "profiles" / "my-dinh-1.toml"


def with_units(units: Any) -> dict[str, Any]:
    data = tomllib.loads(BUNDLED.read_text(encoding="utf-8"))
    return {**data, "units": units}


def test_the_bundled_profile_names_the_units_of_its_officers() -> None:
    ward = read_profile(BUNDLED)
    assert {name for name, _ in ward.units} <= {officer.unit for officer in ward.officers}
    assert ward.unit_of("Chứng thực") == "Tư pháp – Hộ tịch"
    assert ward.unit_of("Lĩnh vực thử") == "Lĩnh vực thử"
    assert ward_from_text(ward_text(ward)) == ward


def test_a_profile_without_units_lets_each_field_stand_for_itself() -> None:
    data = with_units({})
    del data["units"]
    assert ward_from(data).units == ()


@pytest.mark.parametrize(
    ("units", "reason"),
    [
        ({"A": ["Hộ tịch"], "B": ["Hộ tịch"]}, "two_units"),
        ({"A": ["Hộ tịch", "Hộ tịch"]}, "two_units"),
        ({"A": []}, "unit"),
        ({"A": "Hộ tịch"}, "unit"),
        (["A"], "section"),
    ],
)
def test_units_that_cannot_be_told_apart_are_refused(units: Any, reason: str) -> None:
    with pytest.raises(DeskError) as refused:
        ward_from(with_units(units))
    assert (refused.value.code, refused.value.facts["reason"]) == (Code.PROFILE, reason)
