"""Files of wards at the superior: taken, known, kept as evidence, or refused, by the real parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.districts import SendingWard, deliver, enrol, month, new_district
from tthc_desk.app.district_wiring import DistrictDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DistrictDesk]:
    found = new_district(tmp_path / "district")
    yield found
    found.store.close()


def test_a_year_of_a_ward_is_taken_and_added_up(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    files = ward.year()
    assert deliver(desk, files) == ["accepted"] * 10
    facts = desk.reports.facts(month(1).first, month(10).last, desk.actor())
    assert facts.completeness == "1/1"
    sums = [file.totals.measures for file in files]
    assert facts.total.columns[4] == sum(m.c7 for m in sums)
    assert facts.head.broken == ()
    assert [(f[0], f[1], f[2]) for f in facts.months] == [
        (
            file.totals.span.first,
            file.totals.measures.c4 + file.totals.measures.c5,
            file.totals.measures.c7,
        )
        for file in files
    ]
    assert deliver(desk, files) == ["unchanged"] * 10
    assert list(desk.store.verify()) == []
