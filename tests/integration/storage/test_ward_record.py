"""A ward's profile as it is kept in its data folder."""

import json
from dataclasses import fields, replace

from tests.helpers.wards import WARD
from tthc_desk.storage.records import ward_from_text, ward_text


def test_a_profile_comes_back_whole() -> None:
    ward = replace(WARD, letter_symbols=(("stop-notice", "TBD"),), printing_two_up=True)
    ward = replace(ward, wording=(("receipt", (("title", "GIẤY"), ("title", "HẸN"))),))
    assert ward_from_text(ward_text(ward)) == ward


def test_a_record_of_an_older_program_takes_the_defaults() -> None:
    record = json.loads(ward_text(WARD))
    younger = {item.name for item in fields(WARD) if item.name == "letter_symbols"}
    older = {name: value for name, value in record.items() if name not in younger}
    assert ward_from_text(json.dumps(older)) == WARD
