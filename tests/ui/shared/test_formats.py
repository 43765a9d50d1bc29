"""The window writes days, money and the words of the domain in one way."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.helpers.demo import dossier_line
from tests.helpers.ui_fakes import MONDAY_MORNING
from tthc_desk.domain.dossier import Queue, Status, Timeliness
from tthc_desk.domain.officers import Role
from tthc_desk.domain.procedure import Channel
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.words import ROLE_WORDS


def test_moments_are_written_in_vietnams_time() -> None:
    moment = datetime(2026, 1, 4, 23, 5, tzinfo=UTC)
    assert formats.moment(moment) == "05/01/2026 06:05"
    assert formats.clock(moment) == "06:05"
    assert formats.due(None) == "không hẹn ngày"
    assert formats.day(date(2026, 2, 9)) == "09/02/2026"
    assert formats.day_with_weekday(date(2026, 11, 22)) == "Chủ nhật 22/11/2026"
    assert (formats.day(None), formats.moment(None)) == ("", "")


def test_money_and_counts_have_dots() -> None:
    assert formats.dong(1_500_000) == "1.500.000 đ"
    assert formats.count(98_840) == "98.840"


def test_identity_numbers_are_masked_but_for_four_digits() -> None:
    assert formats.masked("001090000001") == "••••••••0001"
    assert formats.masked("1234") == "••••"
    assert formats.masked("") == ""
    assert formats.masked_tail("0001") == "••••0001"


def test_every_status_has_a_word_and_a_shape_of_its_own_kind() -> None:
    marks = {status: formats.status_mark(status) for status in Status}
    words = [mark.word for mark in marks.values()]
    assert all(words)
    assert len(set(words)) == len(words)
    # Told apart without colour: what still runs, waits, is ready, is gone.
    assert len({marks[s].shape for s in (Status.RECEIVED, Status.PROCESSING)}) == 2
    assert marks[Status.SUPPLEMENT].shape is IconName.DIAMOND
    assert marks[Status.DELIVERED].shape is IconName.CHECK


def test_every_member_of_the_domain_has_its_word() -> None:
    words = [
        *(formats.queue_word(one) for one in Queue),
        *(formats.channel_word(one) for one in Channel),
        *(formats.role_word(one) for one in Role),
        *(formats.timeliness_word(one) for one in Timeliness),
        *(formats.paper_word(one) for one in PaperKind),
    ]
    assert all(words)


@pytest.mark.parametrize(
    ("status", "days", "word"),
    [
        (Status.PROCESSING, -1, "Quá hạn"),
        (Status.PROCESSING, 0, "Đang xử lý"),
        (Status.SUPPLEMENT, -1, "Chờ bổ sung"),
        (Status.FINISHED, -9, "Có kết quả"),
    ],
)
def test_overdue_is_shown_only_where_the_clock_runs(status: Status, days: int, word: str) -> None:
    line = dossier_line(1, status=status, due_at=MONDAY_MORNING + timedelta(days=days))
    assert formats.line_mark(line, MONDAY_MORNING).word == word


def test_a_void_number_is_shown_as_such_before_all() -> None:
    line = dossier_line(1, voided=True, due_at=MONDAY_MORNING - timedelta(days=3))
    assert formats.line_mark(line, MONDAY_MORNING).word == "Đã hủy số"


def test_vietnamese_is_ordered_whatever_the_locale_of_the_machine() -> None:
    collator = formats.collator()
    assert collator.compare("Ân", "Oanh") < 0
    assert collator.compare("Đạt", "Dũng") > 0


def test_the_window_and_its_messages_call_a_role_by_one_name() -> None:
    assert {role: formats.role_word(role).lower() for role in Role} == ROLE_WORDS
