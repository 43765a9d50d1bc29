"""Scans are told from typing by speed and shape, whatever the focus and the input method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.ui.shared.scan_reading import (
    FAST_MS,
    STUTTER_MS,
    Scan,
    ScanKind,
    ScanReader,
    Verdict,
    is_damaged,
    is_mrz,
)

CARD = "001090000001|010000001|Nguyễn Văn Thử|15021990|Nam|Tổ dân phố 5, Cầu Diễn|10052021"
MRZ = (
    "IDVNM1900000059001190000005<<0",
    "9002155F3002153VNM<<<<<<<<<<<0",
    "NGUYEN<<THI<THU<NGHIEM<<<<<<<<",
)
NUMBER = "H26.158-261123-T0001"


def is_number(text: str) -> bool:
    return text.startswith("H26.") and len(text) == len(NUMBER)


class Hand:
    """Plays keys into a reader and keeps what the fields would get."""

    def __init__(self, *, modal: bool = False) -> None:
        self.reader = ScanReader(is_number)
        self.modal = modal
        self.at_ms = 10_000
        self.passed: list[str] = []
        self.held: list[str] = []
        self.scans: list[Scan] = []
        self.dropped = 0

    def play(self, text: str, between_ms: int) -> None:
        for letter in text:
            self.at_ms += between_ms
            self.key(letter)

    def key(self, letter: str) -> None:
        if letter == "\n":
            decision = self.reader.ending(self.at_ms, modal=self.modal)
        elif letter == "\b":
            decision = self.reader.backspace(self.at_ms, modal=self.modal)
        else:
            decision = self.reader.text(letter, self.at_ms, modal=self.modal)
        if decision.verdict is not Verdict.HOLD:
            held, self.held = self.held, []
            self.passed += held if decision.replay else []
        self.dropped += decision.swallowed
        if decision.scan:
            self.scans.append(decision.scan)
        if decision.verdict is Verdict.PASS:
            self.passed.append(letter)
        elif decision.verdict is Verdict.HOLD:
            self.held.append(letter)

    def wait(self) -> None:
        while (deadline := self.reader.deadline_ms()) is not None:
            self.at_ms = deadline
            decision = self.reader.pause(deadline, modal=self.modal)
            held, self.held = self.held, []
            self.passed += held if decision.replay else []
            self.dropped += decision.swallowed
            if decision.scan:
                self.scans.append(decision.scan)


@pytest.mark.parametrize("between_ms", [0, 1, 8, 30])
@pytest.mark.parametrize("end", ["\n", ""])
def test_a_card_is_read_at_every_speed_of_a_scanner(between_ms: int, end: str) -> None:
    hand = Hand()
    hand.play(CARD + end, between_ms)
    hand.wait()
    assert hand.scans == [Scan(CARD, ScanKind.CARD)]
    assert hand.passed == [CARD[0]]  # the one key that leaked, for the filter to take back


def test_a_stutter_inside_a_burst_does_not_tear_a_card() -> None:
    hand = Hand()
    hand.play(CARD[:20], 4)
    hand.at_ms += STUTTER_MS - 10
    hand.play(CARD[20:] + "\n", 4)
    assert hand.scans == [Scan(CARD, ScanKind.CARD)]


def test_the_ends_a_scanner_adds_are_swallowed_with_the_scan() -> None:
    hand = Hand()
    hand.play(CARD + "\n\n\n", 3)
    assert hand.scans == [Scan(CARD, ScanKind.CARD)]
    assert hand.passed == [CARD[0]]


def test_an_enter_by_hand_after_a_scan_passes() -> None:
    hand = Hand()
    hand.play(NUMBER + "\n", 3)
    hand.play("\n", 400)
    assert hand.passed == ["H", "\n"]


@pytest.mark.parametrize("joined", ["\n", ""])
def test_a_machine_readable_zone_is_one_scan_whether_in_lines_or_in_one_piece(joined: str) -> None:
    hand = Hand()
    hand.play(joined.join(MRZ) + "\n", 3)
    hand.wait()
    assert [scan.kind for scan in hand.scans] == [ScanKind.MRZ]
    assert "".join(hand.scans[0].text.split()) == "".join(MRZ)


def test_a_number_of_the_ward_is_known() -> None:
    hand = Hand()
    hand.play(NUMBER + "\n", 5)
    assert hand.scans == [Scan(NUMBER, ScanKind.NUMBER)]


def test_a_code_nobody_knows_is_a_scan_of_its_own_kind() -> None:
    hand = Hand()
    hand.play("8934588012345\n", 5)
    assert hand.scans == [Scan("8934588012345", ScanKind.OTHER)]


@given(st.text(alphabet="abcdefghij 0123456789", max_size=40), st.integers(FAST_MS + 1, 900))
def test_typing_at_the_pace_of_a_hand_passes_key_by_key(text: str, between_ms: int) -> None:
    hand = Hand()
    for letter in text:
        hand.play(letter, between_ms)
        assert hand.held == []
    assert "".join(hand.passed) == text
    assert hand.scans == []


@given(
    st.lists(
        st.tuples(st.sampled_from("abcxyz \b|<0123"), st.integers(0, 300)),
        max_size=60,
    )
)
def test_no_key_of_typing_is_ever_lost_or_out_of_order(keys: list[tuple[str, int]]) -> None:
    hand = Hand()
    for letter, gap_ms in keys:
        if gap_ms > STUTTER_MS:
            hand.wait()
        hand.play(letter, gap_ms)
    hand.wait()
    if not hand.scans:
        assert hand.passed == [letter for letter, _ in keys]


@given(st.text(alphabet="abcxyz0123456789|<-", min_size=2, max_size=60), st.integers(0, 30))
def test_no_burst_with_its_enter_gets_through_while_a_question_is_open(
    text: str, between_ms: int
) -> None:
    hand = Hand(modal=True)
    hand.play(text + "\n", between_ms)
    hand.wait()
    assert "\n" not in hand.passed
    assert hand.scans == []
    assert hand.dropped == 1


def test_rolling_fingers_are_held_no_longer_than_the_burst_then_replayed() -> None:
    hand = Hand()
    hand.play("an", 20)
    assert (hand.passed, hand.held) == (["a"], ["n"])
    assert hand.reader.deadline_ms() == hand.at_ms + FAST_MS + 1
    hand.wait()
    assert hand.passed == ["a", "n"]


def test_letters_an_input_method_rewrote_make_a_damaged_scan() -> None:
    hand = Hand()
    hand.play(CARD[:30] + "\b\b" + CARD[30:] + "\n", 3)
    assert [scan.damaged for scan in hand.scans] == [True]


def test_backspaces_of_an_input_method_during_typing_pass_in_order() -> None:
    hand = Hand()
    hand.play("nguye", 120)
    hand.play("e", 120)
    hand.play("\bê", 1)
    hand.wait()
    assert "".join(hand.passed) == "nguyee\bê"


def test_a_card_that_an_input_method_commits_in_one_piece_is_taken() -> None:
    reader = ScanReader(is_number)
    decision = reader.text(CARD, 5_000)
    assert decision.scan == Scan(CARD, ScanKind.CARD)
    assert decision.verdict is Verdict.SWALLOW
    assert reader.ending(5_010).verdict is Verdict.SWALLOW


def test_a_card_that_comes_in_committed_words_is_taken() -> None:
    reader = ScanReader(is_number)
    pieces = ["001090000001", "|", "010000001", "|", "Nguyễn", " ", "Văn", " ", "Thử", "|"]
    pieces += ["15021990", "|", "Nam", "|", "Cầu Diễn", "|", "10052021"]
    decisions = [reader.text(piece, 9_000 + 5 * at) for at, piece in enumerate(pieces)]
    assert [d.verdict for d in decisions] == [Verdict.PASS] + [Verdict.HOLD] * 16
    final = reader.ending(9_100)
    assert final.scan is not None
    assert final.scan.text == "".join(pieces)


def test_a_name_committed_at_once_is_ordinary_typing() -> None:
    reader = ScanReader(is_number)
    assert reader.text("Nguyễn Văn Thử", 5_000).verdict is Verdict.PASS
    assert reader.text("Trần Thị Thử", 5_001).verdict is Verdict.PASS
    assert reader.ending(5_400).verdict is Verdict.PASS


def test_a_card_committed_while_a_question_is_open_is_dropped() -> None:
    decision = ScanReader(is_number).text(CARD, 5_000, modal=True)
    assert (decision.verdict, decision.scan) == (Verdict.SWALLOW, None)
    assert decision.swallowed


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("Nguyễn Văn Thử", False),
        ("Y Thị Ê-ban", False),
        ("NGUYỄN THỊ THỬ", False),
        ("Nguyễễn Văn Thử", True),
        ("Đđỗ Văn Mẫu", True),
        ("Nguyễn Văn Thử\x08", True),
    ],
)
def test_damage_shows_in_syllables_no_vietnamese_word_has(name: str, damaged: bool) -> None:
    text = CARD.replace("Nguyễn Văn Thử", name)
    assert is_damaged(text, ScanKind.CARD) is damaged


def test_marks_among_the_digits_are_damage() -> None:
    assert is_damaged(CARD.replace("15021990", "15ơ21990"), ScanKind.CARD)


def test_only_texts_of_the_two_sizes_are_machine_readable_zones() -> None:
    assert is_mrz("\n".join(MRZ))
    assert not is_mrz("\n".join(MRZ[:2]))
    assert not is_mrz("X" + "".join(MRZ)[1:])
