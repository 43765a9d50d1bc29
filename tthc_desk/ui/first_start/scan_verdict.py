"""What a test scan says of the scanner's settings; no Qt widgets, no clock."""

from dataclasses import dataclass
from enum import StrEnum

from tthc_desk.domain.vietnamese import fold

TEST_CARD = (
    "001090000001||Nguyễn Văn Thử Nghiệm|15021990|Nam|"
    "Tổ dân phố 5, Mỹ Đình, Hà Nội (mã thử máy quét)|10052021"
)
"""What the test page's square code says: laid out as on a citizen's card, of nobody."""
TEST_BAR = "THU-MAY-QUET"
"""What the test page's bar code says; no number, so that nobody takes it for a dossier's."""
_SEPARATORS = 6
_NAME, _PLACE = 2, 5


class Verdict(StrEnum):
    """How one setting stands."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScanReport:
    """The three settings a scan tells of.

    Args:
        letters: Vietnamese letters come whole (Unicode).
        keyboard: digits and signs come as printed (keyboard layout).
        typing: no Vietnamese typing program changed what the scanner typed.
        ending: the scanner sends Enter after each code.
    """

    letters: Verdict
    keyboard: Verdict
    typing: Verdict
    ending: Verdict

    @property
    def is_good(self) -> bool:
        """Say whether the counter can work with this scanner as it is."""
        return Verdict.BAD not in (self.letters, self.keyboard, self.typing)


def judge(text: str, *, ended: bool, damaged: bool) -> ScanReport:
    """Judge a scan of the test code, or of any citizen's card.

    Args:
        text: as read, without the ending key.
        ended: Enter came after it.
        damaged: a typing program was seen at work.
    """
    ending = Verdict.GOOD if ended else Verdict.BAD
    typing = Verdict.BAD if damaged else Verdict.GOOD
    if text == TEST_CARD:
        return ScanReport(Verdict.GOOD, Verdict.GOOD, typing, ending)
    signs = Verdict.GOOD if text.count("|") >= _SEPARATORS and text[:12].isdigit() else Verdict.BAD
    if damaged or signs is Verdict.BAD:
        return ScanReport(Verdict.UNKNOWN, signs, typing, ending)
    return ScanReport(_letters(text), signs, typing, ending)


def _letters(text: str) -> Verdict:
    """Say whether the letters with marks came through."""
    fields = text.split("|")
    words = fields[_NAME] + fields[_PLACE]
    lost = words.isascii() or "?" in words or "\ufffd" in words or _is_wrongly_decoded(words)
    is_test = fields[0] == TEST_CARD.split("|", maxsplit=1)[0]
    spoilt = is_test and (fold(text) != fold(TEST_CARD) or text != TEST_CARD)
    return Verdict.BAD if lost or spoilt else Verdict.GOOD


def _is_wrongly_decoded(words: str) -> bool:
    """Tell UTF-8 that was read as Windows-1252: "Nguyá»…n"."""
    try:
        repaired = words.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return any(mark in words for mark in ("á»", "Ä‘", "Æ°", "Ã"))
    return repaired != words
