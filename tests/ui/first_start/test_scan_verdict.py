"""What a test scan says of a scanner."""

import pytest

from tthc_desk.ui.first_start.scan_verdict import TEST_CARD, Verdict, judge

OTHER = "001190000005||Nguyễn Thị Thử|15021990|Nữ|Tổ dân phố 3, Mễ Trì, Hà Nội|11052021"
GOOD, BAD, UNKNOWN = Verdict.GOOD, Verdict.BAD, Verdict.UNKNOWN


@pytest.mark.parametrize("card", [TEST_CARD, OTHER])
def test_a_whole_card_is_good(card: str) -> None:
    found = judge(card, ended=True, damaged=False)
    assert (found.letters, found.keyboard, found.typing, found.ending) == (GOOD,) * 4
    assert found.is_good


def test_without_enter_the_counter_can_still_work() -> None:
    found = judge(TEST_CARD, ended=False, damaged=False)
    assert (found.ending, found.is_good) == (BAD, True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t.encode("utf-8").decode("latin-1"),
        lambda t: t.encode("utf-8").decode("cp1252", errors="replace"),
        lambda t: t.encode("ascii", errors="replace").decode(),
        lambda t: t.encode("ascii", errors="ignore").decode(),
        lambda t: t.replace("ễ", "e"),
    ],
)
def test_lost_marks_are_seen_in_the_test_code(spoil: object) -> None:
    found = judge(spoil(TEST_CARD), ended=True, damaged=False)  # type: ignore[operator]
    assert (found.letters, found.keyboard, found.is_good) == (BAD, GOOD, False)


@pytest.mark.parametrize(
    "text",
    [
        TEST_CARD.replace("|", "~"),
        TEST_CARD.translate(str.maketrans("0123456789", "à&é\"'(-è_ç")),
        "abc",
        "",
    ],
)
def test_another_keyboard_layout_is_seen(text: str) -> None:
    found = judge(text, ended=True, damaged=False)
    assert (found.keyboard, found.is_good) == (BAD, False)


def test_a_typing_program_is_named_before_the_letters() -> None:
    found = judge(OTHER, ended=True, damaged=True)
    assert (found.letters, found.typing, found.is_good) == (UNKNOWN, BAD, False)
