"""Sample files of districts: what they say, and how wrong ones are refused."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.district_sample import SMALL, write_sample
from tthc_desk.app import paths
from tthc_desk.app.district_sample import WardShare, read_sample
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Span
from tthc_desk.usecases.messages import error_text


def test_the_shipped_sample_adds_up_to_what_the_district_once_reported() -> None:
    sample = read_sample(paths.shipped_sample())
    assert (sample.received, sample.still_open, len(sample.wards)) == (98_840, 416, 10)
    assert sample.received - sample.still_open == 98_424
    assert sample.period == Span(date(2023, 7, 1), date(2025, 6, 30))


def test_a_sample_is_read_as_it_is_written(tmp_path: Path) -> None:
    sample = read_sample(write_sample(tmp_path / "s.toml"))
    assert (sample.code, sample.name, sample.seed) == ("998", "quận Thử Nghiệm", 7)
    assert sample.wards[1] == WardShare("99802", "Thử Hai", 66, 3)
    assert (sample.received, sample.still_open) == (200, 9)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("open = 4", "open = 72", Code.COUNT, "99801.open"),
        ("open = 4", "open = -1", Code.COUNT, "99801.open"),
        ("received = 66", "received = 66.5", Code.COUNT, "99802.received"),
        ("received = 66", "received = true", Code.COUNT, "99802.received"),
        ("received = 66\n", "", Code.COUNT, "99802.received"),
        ('"99803"', '"99802"', Code.PROFILE, "wards"),
        ('"99803"', '"9980"', Code.PROFILE, "wards[3].code"),
        ('"99803"', "99803", Code.TEXT, "wards[3].code"),
        ('name = "Thử Hai"\n', "", Code.REQUIRED, "99802.name"),
        ("open = 3", "opened = 3", Code.UNKNOWN_FIELD, "wards[2].opened"),
        ("[period]", "[periods]", Code.UNKNOWN_FIELD, "periods"),
        ("[district]", "[[district]]", Code.PROFILE, "district"),
        ("[[wards]]", "[[wards.x]]", Code.PROFILE, "wards"),
        ("2025-05-01", "2025-05-02", Code.DATE, "period.from"),
        ("2025-06-30", "2025-06-29", Code.DATE, "period.to"),
        ("2025-06-30", "2025-04-30", Code.DATE, "period.to"),
        ("2025-06-30", '"tháng sáu"', Code.DATE, "period.to"),
        ("seed = 7", 'seed = "bảy"', Code.COUNT, "period.seed"),
        ("seed = 7", "seed = = 7", Code.PROFILE, None),
    ],
)
def test_a_wrong_sample_is_refused_by_its_place(
    tmp_path: Path, old: str, new: str, code: Code, field: str | None
) -> None:
    file = write_sample(tmp_path / "wrong.toml", (old, new))
    with pytest.raises(DeskError) as refused:
        read_sample(file)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert "wrong.toml" in error_text(refused.value)


def test_a_sample_without_wards_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text(SMALL.partition("[[wards]]")[0], encoding="utf-8")
    with pytest.raises(DeskError, match=Code.PROFILE.value):
        read_sample(empty)
    with pytest.raises(DeskError, match=Code.NOT_FOUND.value):
        read_sample(tmp_path / "none.toml")


def test_a_refusal_reaches_another_process_whole() -> None:
    before = DeskError(Code.COUNT, "99801.open", low=0, high=12)
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 — our own bytes
    assert error_text(after) == error_text(before)
    assert (after.code, after.field, after.facts) == (before.code, before.field, before.facts)
    assert str(after) == str(before)
