"""The columns of the official system as data: what a file of them may and may not say."""

import pytest

from tests.helpers.factories import Office
from tests.helpers.official_lists import screen
from tthc_desk.app.official_desk import official_desk, shipped_columns
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.usecases.official_facts import official_cell, official_text
from tthc_desk.usecases.official_screen import NEEDED, OfficialKey, folded, read_screen

NEEDED_COLUMNS = "".join(
    f'[[columns]]\nkey = "{key.value}"\nheading = "Cột {key.value}"\n' for key in NEEDED
)


def refusal(text: str) -> tuple[Code, object]:
    with pytest.raises(DeskError) as caught:
        read_screen(text)
    assert caught.value.field == "official_columns"
    return caught.value.code, caught.value.facts["reason"]


def test_the_shipped_columns_name_each_fact_and_each_heading_once() -> None:
    headings = screen().headings()
    assert headings[folded("SỐ HỒ SƠ")] is OfficialKey.OFFICIAL_CODE
    assert headings[folded("ngay hen tra ket qua")] is OfficialKey.DUE
    assert screen().written[0].key is OfficialKey.OFFICIAL_CODE


def test_the_ten_national_statuses_are_known_words() -> None:
    words = screen().status_words()
    assert words[folded("Đã xử lý xong")] == {Status.FINISHED}
    assert words[folded("đang xử lý")] == {Status.RECEIVED, Status.PROCESSING}
    assert {status for statuses in words.values() for status in statuses} == set(Status)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("columns = [", "official_toml"),
        ("", "official_needed"),
        ("columns = 3", "official_needed"),
        ("columns = [1]", "official_needed"),
        ('[[columns]]\nkey = "shoe_size"\nheading = "Cỡ giày"\n', "official_key"),
        ('[[columns]]\nkey = "due"\nheading = ""\n', "official_heading"),
        ('[[columns]]\nkey = "due"\nheading = "…"\n', "official_heading"),
        ('[[columns]]\nkey = "due"\nheading = 3\n', "official_heading"),
        ('[[columns]]\nkey = "due"\nheading = "A\\u0007"\n', "official_heading"),
        ('[[columns]]\nkey = "due"\nheading = "A"\nalso = "B"\n', "official_heading"),
        ('[[columns]]\nkey = "due"\nheading = "A"\nwritten = 1\n', "official_heading"),
        ('[[columns]]\nkey = "due"\nheading = "A"\n', "official_needed"),
        (NEEDED_COLUMNS + '[[columns]]\nkey = "due"\nheading = "Cột received"\n', "official_twice"),
        (NEEDED_COLUMNS + NEEDED_COLUMNS, "official_twice"),
        (NEEDED_COLUMNS + '[statuses]\n"Xong" = [11]\n', "official_status"),
        (NEEDED_COLUMNS + '[statuses]\n"Xong" = []\n', "official_status"),
        (NEEDED_COLUMNS + '[statuses]\n"Xong" = [true]\n', "official_status"),
        (NEEDED_COLUMNS + '[statuses]\n"Xong" = 9\n', "official_status"),
        (NEEDED_COLUMNS + '[statuses]\n"Xong" = [9]\n"XONG" = [10]\n', "official_twice"),
        ("# " + "x" * 70_000, "too_large"),
    ],
)
def test_a_file_that_is_wrong_anywhere_is_refused_whole(text: str, reason: str) -> None:
    assert refusal(text) == (Code.FORMAT, reason)


def test_a_column_that_is_only_read_does_not_leave_the_program() -> None:
    text = NEEDED_COLUMNS + '[[columns]]\nkey = "note"\nheading = "Ghi"\nwritten = false\n'
    found = read_screen(text)
    assert [column.key for column in found.written] == list(NEEDED)
    assert found.headings()["ghi"] is OfficialKey.NOTE


def test_every_fact_has_a_value_and_a_text_in_one_line(office: Office) -> None:
    number = office.receive().number
    dossier = office.desk.store.queries.dossier(number)
    assert dossier is not None
    texts = {key: official_text(key, dossier) for key in OfficialKey}
    assert not any("\n" in text or "\t" in text for text in texts.values())
    assert texts[OfficialKey.OWN_NUMBER] == number
    assert texts[OfficialKey.RECEIVED] == "02/03/2026 08:00"
    assert official_cell(OfficialKey.RECEIVED, dossier) == dossier.received_at
    assert texts[OfficialKey.STATUS] == "Được tiếp nhận"
    assert official_cell(OfficialKey.FINISHED, dossier) is None


def test_a_ward_keeps_its_own_columns_until_it_gives_them_up(office: Office) -> None:
    screens = official_desk(office.desk).screens
    supervisor = office.desk.actor("lanhdao")
    own = NEEDED_COLUMNS + '[statuses]\n"Xong rồi" = [9, 10]\n'
    with pytest.raises(DeskError) as caught:
        screens.save(own, office.desk.actor("quay1"))
    assert caught.value.code is Code.SUPERVISOR
    assert not screens.is_own
    screens.save(own, supervisor)
    assert screens.is_own
    assert screens.screen() == read_screen(own)
    with pytest.raises(DeskError):
        screens.save("columns = 3", supervisor)
    assert screens.screen() == read_screen(own)
    screens.save("", supervisor)
    assert screens.screen() == read_screen(shipped_columns())
    kinds = [event.kind for event in office.desk.store.queries.timeline("official-screen")]
    assert kinds == [EventKind.FORMS_CHANGED] * 2
    assert not list(office.desk.upkeep.verify())
