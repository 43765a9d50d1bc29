"""Refusals and guidances at the counter are looked up by the number on their slip."""

from datetime import date

import pytest

from tests.helpers.factories import CITIZEN, FREE, Office
from tthc_desk.domain.events import EventKind


@pytest.fixture
def two_years(office: Office) -> Office:
    for year in (2025, 2026):
        office.on(date(year, 3, 2))
        office.receive(decision="refuse", reason=f"Từ chối năm {year}")
    office.receive(decision="guide", reason="Hướng dẫn")
    return office


def test_a_slip_tells_who_when_what_and_why(two_years: Office) -> None:
    (slip,) = two_years.desk.tracking.slips("01/HDHT")
    assert (slip.number, slip.year, slip.kind) == ("01/HDHT", 2026, EventKind.COUNTER_GUIDANCE)
    assert slip.at == two_years.clock.at
    assert (slip.officer, slip.desk) == ("quay1", "Quầy 1")
    assert (slip.procedure_code, slip.field) == (FREE.code, FREE.field)
    assert (slip.person, slip.id_tail) == (CITIZEN["name"], CITIZEN["id_number"][-4:])
    assert slip.reason == "Hướng dẫn"


def test_the_same_number_of_two_years_comes_newest_first(two_years: Office) -> None:
    found = two_years.desk.tracking.slips("1/tctn")
    assert [(slip.year, slip.reason) for slip in found] == [
        (2026, "Từ chối năm 2026"),
        (2025, "Từ chối năm 2025"),
    ]
    (named,) = two_years.desk.tracking.slips("01/TCTN-2025")
    assert named == found[1]


@pytest.mark.parametrize("query", ["", "02/TCTN", "01/TCTN-2024", "01/KHAC", "TCTN", "thu"])
def test_other_queries_find_no_slip(two_years: Office, query: str) -> None:
    assert two_years.desk.tracking.slips(query) == ()
