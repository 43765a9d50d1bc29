"""Wards and their keys: enrolled, changed, revoked, each from its day on."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.helpers.districts import NOW, START, SendingWard, deliver, enrol, month
from tthc_desk.app.district_wiring import DistrictDesk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import Standing
from tthc_desk.usecases.enrolment import EnrolWish

JUNE = datetime(2026, 6, 15, 10, 0, tzinfo=VIETNAM)


def refusal(desk: DistrictDesk, ward: SendingWard, wish: EnrolWish, **changes: Any) -> DeskError:
    with pytest.raises(DeskError) as caught:
        desk.enrolment.enrol(ward.key_file(**changes), wish, desk.actor())
    return caught.value


def standing(desk: DistrictDesk, digest: str) -> Standing:
    lines = desk.store.queries.files(Chain.MONTHLY)
    return next(line.standing for line in lines if line.file.hash == digest)


def test_looking_at_a_key_file_saves_nothing(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    before = desk.store.queries.chain_head()
    view = desk.enrolment.look(ward.key_file())
    assert (view.fingerprint, view.ward, view.is_known, view.open_key) == (
        ward.fingerprint,
        None,
        False,
        None,
    )
    assert desk.store.queries.chain_head() == before


def test_a_ward_owes_from_the_month_it_was_enrolled_in_unless_told(desk: DistrictDesk) -> None:
    first, second = SendingWard("00001"), SendingWard("00002")
    desk.enrolment.enrol(first.key_file(), EnrolWish(first.fingerprint), desk.actor())
    enrol(desk, second, START, until=month(6).last)
    days = {ward.code: (ward.since, ward.until) for ward in desk.enrolment.wards()}
    assert days == {"00001": (date(2026, 11, 1), None), "00002": (START, month(6).last)}


def test_the_days_of_a_known_ward_can_be_changed_and_its_key_stays(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    before = desk.enrolment.keys()
    wish = EnrolWish(ward.fingerprint, until=month(6).last)
    desk.enrolment.enrol(ward.key_file(), wish, desk.actor())
    assert desk.enrolment.keys() == before
    assert desk.enrolment.wards()[0].until == month(6).last
    assert refusal(desk, ward, wish).facts["reason"] == "known"
    bad = EnrolWish(ward.fingerprint, since=month(7).first, until=month(6).last)
    assert refusal(desk, ward, bad).code is Code.DATE
    assert list(desk.store.verify()) == []


def test_a_new_key_must_say_which_one_it_replaces(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    old = ward.key_id
    ward.new_key("2", JUNE)
    assert refusal(desk, ward, EnrolWish(ward.fingerprint)).facts["reason"] == "open"
    unknown = EnrolWish(ward.fingerprint, replaces="0" * 16)
    assert refusal(desk, ward, unknown).facts["reason"] == "unknown"
    made = desk.enrolment.enrol(ward.key_file(replaces=old), EnrolWish(ward.fingerprint),
                                desk.actor())  # fmt: skip
    first, second = desk.enrolment.keys("00001")
    assert (first.life.valid_to, first.life.order) == (JUNE.date(), 1)
    assert (second, second.life.order, second.replaces) == (made, 2, old)


def test_a_changed_key_goes_on_where_the_old_one_ended(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    old_files = [ward.send(month(number)) for number in range(1, 6)]
    late = ward.send(month(6))
    old = ward.key_id
    ward.new_key("2", JUNE)
    enrol(desk, ward, replaces=old)
    new_files = [ward.send(month(number)) for number in range(6, 10)]
    # June was signed with the old key in July, when it was no longer the ward's.
    outcomes = deliver(desk, [*old_files, late, *new_files])
    assert outcomes == ["accepted"] * 5 + ["evidence"] + ["accepted"] * 4
    assert standing(desk, late.hash) is Standing.KEY
    assert desk.reports.facts(START, month(9).last, desk.actor()).completeness == "1/1"


def test_a_key_enrolled_late_counts_as_if_it_had_been_first(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    old_key, old_id = ward.key_file(), ward.key_id
    old_fingerprint = ward.fingerprint
    old_files = [ward.send(month(number)) for number in range(1, 6)]
    ward.new_key("2", JUNE)
    enrol(desk, ward)
    amended = ward.send(month(3), replaces=old_files[2].hash, as_of=NOW)
    assert deliver(desk, [amended]) == ["accepted"]
    desk.enrolment.enrol(old_key, EnrolWish(old_fingerprint), desk.actor())
    first, second = desk.enrolment.keys()
    assert (first.key_id, second.key_id) == (old_id, ward.key_id)
    assert first.life.valid_to == JUNE.date()
    assert deliver(desk, old_files) == ["accepted"] * 5
    assert standing(desk, old_files[2].hash) is Standing.REPLACED
    assert list(desk.store.verify()) == []


def test_revoking_takes_out_at_once_what_was_signed_from_that_day(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    files = [ward.send(month(number)) for number in range(1, 6)]
    deliver(desk, files)
    key = desk.enrolment.revoke(ward.key_id, month(4).first, "Mất máy", desk.actor())
    assert (key.life.revoked_from, key.reason) == (month(4).first, "Mất máy")
    # March was signed on the first of April.
    expected = [Standing.COUNTED] * 2 + [Standing.KEY] * 3
    assert [standing(desk, sent.hash) for sent in files] == expected
    assert list(desk.store.verify()) == []


def test_after_a_revocation_a_new_key_needs_to_replace_nothing(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    deliver(desk, [ward.send(month(1))])
    desk.enrolment.revoke(ward.key_id, month(6).first, "Mất máy", desk.actor())
    ward.new_key("2", JUNE)
    enrol(desk, ward)
    again = ward.send(month(2), as_of=NOW)
    assert deliver(desk, [again]) == ["accepted"]


@pytest.mark.parametrize(
    ("key", "day", "reason", "code"),
    [
        ("0" * 16, START, "x", Code.SIGNING_KEY),
        (None, NOW.date() + timedelta(1), "x", Code.DATE),
        (None, START, "  ", Code.REQUIRED),
    ],
)
def test_what_cannot_be_revoked_is_refused(
    desk: DistrictDesk, key: str | None, day: date, reason: str, code: Code
) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    before = desk.store.queries.chain_head()
    with pytest.raises(DeskError) as caught:
        desk.enrolment.revoke(key or ward.key_id, day, reason, desk.actor())
    assert caught.value.code is code
    assert desk.store.queries.chain_head() == before


def test_a_key_from_the_future_is_refused(desk: DistrictDesk) -> None:
    ward = SendingWard("00001", made_at=NOW + timedelta(2))
    assert refusal(desk, ward, EnrolWish(ward.fingerprint)).facts["reason"] == "future"


def test_a_key_file_that_was_changed_is_refused(desk: DistrictDesk) -> None:
    ward, other = SendingWard("00001"), SendingWard("00002")
    # The other's signature under this ward's public half.
    stolen = other.key_file(public=ward.public, key_id=ward.key_id)
    with pytest.raises(DeskError) as caught:
        desk.enrolment.look(stolen)
    assert caught.value.code is Code.SIGNATURE


def test_the_name_in_the_book_stays_unless_another_is_asked_for(desk: DistrictDesk) -> None:
    ward = SendingWard("00001", "phường Cũ")
    enrol(desk, ward)
    old = ward.key_id
    ward.new_key("2", JUNE)
    ward.name = "phường Mới"
    assert desk.enrolment.look(ward.key_file()).other_name == "phường Cũ"
    enrol(desk, ward, replaces=old)
    assert [w.name for w in desk.enrolment.wards()] == ["phường Cũ"]
    wish = EnrolWish(ward.fingerprint, renames=True)
    desk.enrolment.enrol(ward.key_file(), wish, desk.actor())
    assert [w.name for w in desk.enrolment.wards()] == ["phường Mới"]
    assert desk.enrolment.look(ward.key_file()).other_name == ""
    assert list(desk.store.verify()) == []
