"""A profile's text changed key by key: only what was asked for reads otherwise."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.app import paths
from tthc_desk.app.profile_text import toml_text, with_values, without_tables

TEXT = (paths.sample_pack() / "phuong.toml").read_text(encoding="utf-8")
_lines = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


@given(st.sampled_from(["code", "name", "unit", "website", "new-key"]), _lines)
def test_one_value_is_changed_and_every_other_one_stays(key: str, value: str) -> None:
    before = tomllib.loads(TEXT)
    changed = with_values(TEXT, {f"ward.{key}": toml_text(value)})
    before["ward"][key] = value
    assert tomllib.loads(changed) == before
    assert [line for line in changed.splitlines() if line.startswith("#")] == [
        line for line in TEXT.splitlines() if line.startswith("#")
    ]


def test_a_section_that_is_not_there_is_added_at_the_end() -> None:
    changed = with_values("[ward]\ncode = 1", {"calendar.confirmed": "[2026]", "ward.name": '"A"'})
    assert tomllib.loads(changed) == {
        "ward": {"code": 1, "name": "A"},
        "calendar": {"confirmed": [2026]},
    }


@pytest.mark.parametrize("first", [True, False])
def test_the_officers_of_a_profile_are_left_out_wherever_they_stand(first: bool) -> None:
    officers = '[[officers]]\nlogin = "a"\n# của a\n\n[[officers]]\nlogin = "b"\n'
    rest = '[ward]\ncode = "1"\n'
    text = officers + rest if first else rest + officers
    assert tomllib.loads(without_tables(text, "officers")) == {"ward": {"code": "1"}}
