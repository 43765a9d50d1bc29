"""What a killed export leaves on a stick is no file of its ward, however whole it looks."""

from pathlib import Path

import pytest

from tests.helpers.districts import SendingWard, enrol, month
from tthc_desk.app.district_wiring import DistrictDesk
from tthc_desk.domain.errors import DeskError
from tthc_desk.exchange.inbox import offered


@pytest.mark.parametrize("size", [0, 100, None])
def test_an_unfinished_file_in_a_folder_is_skipped_and_never_recorded(
    desk: DistrictDesk, tmp_path: Path, size: int | None
) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    sent = ward.send(month(1))
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / ".totals-ab_d3fgh.part").write_bytes(sent.data[:size])
    head = desk.store.queries.chain_head()
    (answer,) = desk.consolidation.import_files(offered([stick]), desk.actor())
    assert (answer.outcome, answer.name) == ("skipped", ".totals-ab_d3fgh.part")
    assert desk.store.queries.chain_head() == head
    (stick / sent.name).write_bytes(sent.data)
    answers = desk.consolidation.import_files(offered([stick]), desk.actor())
    assert sorted(one.outcome for one in answers) == ["accepted", "skipped"]


def test_an_unfinished_file_that_somebody_names_is_read_as_any_other(tmp_path: Path) -> None:
    part = tmp_path / ".totals-ab_d3fgh.part"
    part.write_bytes(b"{}")
    (named,) = offered([part])
    assert named.data == b"{}"
    (found,) = offered([tmp_path])
    assert isinstance(found.data, DeskError)
