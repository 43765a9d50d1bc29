"""Telling a scanner's burst of keys from a person's typing; no Qt, no clock."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto

FAST_MS = 35
"""Most time between two keys of a scanner; decided for this program from HID polling (8 ms)."""
STUTTER_MS = 80
"""The same inside a burst that no hand can type, where a busy machine may hold keys up."""
CERTAIN_KEYS = 6
"""So many fast keys in a row are no hand."""
_LIMIT = 3_000
_CARD_SEPARATORS = 6
_BLANKS = "\r\n\t "
_MRZ_LINES = ((3, 30), (2, 44))
_MRZ = re.compile(r"[A-Z0-9<]+")
_MRZ_START = re.compile(r"[ACIP][A-Z0-9<]")


class ScanKind(StrEnum):
    """What a scan looks like."""

    CARD = "card"
    MRZ = "mrz"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scan:
    r"""One complete read of a scanner.

    Args:
        text: as read, without the ending key; lines of an MRZ parted by "\n".
        damaged: an input method changed letters on the way; the text must not be used.
        ended: Enter or Tab came after it; says something of the scanner, nothing of the scan.
    """

    text: str
    kind: ScanKind
    damaged: bool = False
    ended: bool = field(default=False, compare=False)


class Verdict(Enum):
    """What happens to the key just given."""

    PASS = auto()  # an ordinary key: let it through
    HOLD = auto()  # undecided: keep it back
    SWALLOW = auto()  # part of a scan: it is gone


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one key or to the passing of time.

    Args:
        verdict: for the key itself; PASS where time passed.
        replay: the held keys were typing: send them on before the key itself.
        scan: the held keys were this scan: drop them, and take back what had leaked.
        swallowed: a burst was dropped because a question is open.
        leaked: the first key of what was a scan, or dropped, had passed.
    """

    verdict: Verdict
    replay: bool = False
    scan: Scan | None = None
    swallowed: bool = False
    leaked: bool = False


class ScanReader:
    """Collects fast keys and decides whether a scanner or a person typed them.

    The first key of a burst always passes at once, so typing is never late; it is only held
    back from the second fast key on, and for no longer than the burst lasts.

    Args:
        is_number: tells a text that is a number of this ward (receipt, list).
    """

    def __init__(self, is_number: Callable[[str], bool]) -> None:
        self._is_number = is_number
        self._text = ""
        self._keys = 0
        self._held = 0
        self._last_ms = -(10**9)
        self._damaged = self._leaked = False
        self._echo_until_ms = -1

    @property
    def begins(self) -> bool:
        """Say whether the key just given was the first of what may become a scan."""
        return self._keys <= 1

    def deadline_ms(self) -> int | None:
        """Give the time at which `pause` should be called, None when nothing is held."""
        return self._last_ms + self._patience_ms() + 1 if self._held else None

    def text(
        self, typed: str, at_ms: int, *, modal: bool = False, guarded: bool = False
    ) -> Decision:
        """Take letters: one key, or what an input method committed at once.

        Args:
            modal: a question is open: no scan gets through.
            guarded: even one letter would do something (a menu): the first is held, too.
        """
        before = self._before(at_ms, modal)
        if len(typed) > 1 and not self._held:
            return self._piece(typed, at_ms, before, modal=modal)
        return self._add(typed, at_ms, before, leaks=self._keys == 0 and not guarded)

    def backspace(self, at_ms: int, *, modal: bool = False) -> Decision:
        """Take a Backspace; inside a burst it is an input method at work."""
        before = self._before(at_ms, modal)
        if self._keys == 0:
            return replace(before, verdict=Verdict.PASS)
        self._text = self._text[:-1]
        self._damaged = True
        self._keys += 1
        self._held += 1
        self._last_ms = at_ms
        return Decision(Verdict.HOLD)

    def ending(self, at_ms: int, *, modal: bool = False) -> Decision:
        """Take Enter or Tab."""
        if 0 <= self._echo_until_ms - at_ms <= STUTTER_MS:
            self._echo_until_ms = at_ms + STUTTER_MS
            return Decision(Verdict.SWALLOW)
        before = self._before(at_ms, modal)
        if self._keys < 2:
            self._reset()
            return replace(before, verdict=Verdict.PASS)
        if self._begins_mrz():
            self._text += "\n"
            self._held += 1
            self._last_ms = at_ms
            return Decision(Verdict.HOLD)
        return self._end(at_ms, modal=modal, ended=True)

    def other(self, at_ms: int, *, modal: bool = False) -> Decision:
        """Take any other key (arrows, Ctrl …): it ends a burst and passes."""
        del at_ms
        held = self._held
        decided = self._end(self._last_ms, modal=modal, ended=False) if held else None
        self._reset()
        if decided is None:
            return Decision(Verdict.PASS)
        return replace(decided, verdict=Verdict.PASS)

    def pause(self, at_ms: int, *, modal: bool = False) -> Decision:
        """Learn that time passed without a key."""
        return self._before(at_ms, modal)

    def _piece(self, typed: str, at_ms: int, before: Decision, *, modal: bool) -> Decision:
        """Judge several letters that came at once; a person's word passes at once, too."""
        text, leaked = (self._text + typed).strip(_BLANKS), self._leaked
        kind = self._kind(text)
        if kind is None or before.scan:
            return self._add(typed, at_ms, before, leaks=True)
        self._reset()
        self._echo_until_ms = at_ms + STUTTER_MS
        if modal:
            return Decision(Verdict.SWALLOW, before.replay, swallowed=True, leaked=leaked)
        scan = Scan(text, kind, is_damaged(text, kind))
        return Decision(Verdict.SWALLOW, before.replay, scan, leaked=leaked)

    def _add(self, typed: str, at_ms: int, before: Decision, *, leaks: bool) -> Decision:
        self._leaked = leaks if self._keys == 0 else self._leaked
        self._text += typed
        self._keys += 1
        self._held += not leaks
        self._last_ms = at_ms
        verdict = Verdict.PASS if leaks else Verdict.HOLD
        return replace(before, verdict=verdict)

    def _patience_ms(self) -> int:
        return STUTTER_MS if self._keys >= CERTAIN_KEYS else FAST_MS

    def _before(self, at_ms: int, modal: bool) -> Decision:
        """Close what came before, if a new key at this time does not belong to it."""
        if self._keys and 0 <= at_ms - self._last_ms <= self._patience_ms():
            return Decision(Verdict.PASS)
        if not self._held:
            self._reset()
            return Decision(Verdict.PASS)
        return self._end(self._last_ms, modal=modal, ended=False)

    def _end(self, at_ms: int, *, modal: bool, ended: bool) -> Decision:
        text, damaged, leaked = self._text.strip(_BLANKS), self._damaged, self._leaked
        kind = self._kind(text)
        fast = self._keys >= CERTAIN_KEYS
        self._reset()
        if modal and (kind or ended):
            # A scan never confirms anything: text and ending key are dropped together.
            self._echo_until_ms = at_ms + STUTTER_MS
            return Decision(Verdict.SWALLOW, swallowed=True, leaked=leaked)
        if kind is None and ended and fast and not damaged and " " not in text:
            kind = ScanKind.OTHER
        if kind is None:
            return Decision(Verdict.PASS, replay=True)
        self._echo_until_ms = at_ms + STUTTER_MS
        scan = Scan(text, kind, damaged or is_damaged(text, kind), ended)
        return Decision(Verdict.SWALLOW, scan=scan, leaked=leaked)

    def _kind(self, text: str) -> ScanKind | None:
        if len(text) > _LIMIT:
            return None
        if text.count("|") >= _CARD_SEPARATORS:
            return ScanKind.CARD
        if is_mrz(text):
            return ScanKind.MRZ
        return ScanKind.NUMBER if self._is_number(text) else None

    def _begins_mrz(self) -> bool:
        lines = self._text.split("\n")
        fits = any(len(lines[0]) == width and len(lines) < rows for rows, width in _MRZ_LINES)
        return fits and bool(_MRZ_START.match(lines[0])) and bool(lines[-1])

    def _reset(self) -> None:
        self._text = ""
        self._keys = self._held = 0
        self._damaged = self._leaked = False
        self._last_ms = -(10**9)


def is_mrz(text: str) -> bool:
    """Say whether a text has the shape of a machine-readable zone, in lines or in one piece.

    Source:
        ICAO Doc 9303, TD1 (3 × 30) and TD3 (2 × 44).
    """
    joined = "".join(text.split())
    if not (_MRZ_START.match(joined) and _MRZ.fullmatch(joined) and "<<" in joined):
        return False
    return any(len(joined) == rows * width for rows, width in _MRZ_LINES)


def is_damaged(text: str, kind: ScanKind) -> bool:
    """Say whether an input method must have changed a card's text.

    A Vietnamese syllable carries at most one tone; typing methods that turn "ee" or "s" into
    marks break this, leave doubled đ, or put marks among the digits.
    """
    if kind is not ScanKind.CARD:
        return not text.isascii()
    if "\x08" in text or "\x7f" in text:
        return True
    fields = text.split("|")
    if not all(part.strip().isascii() for part in (fields[0], fields[1], fields[3], fields[6])):
        return True
    return any(_tones(word) > 1 or "đđ" in word.lower() for word in re.split(r"[\W\d_]+", text))


def _tones(word: str) -> int:
    marks = unicodedata.normalize("NFD", word)
    return sum(mark in "\u0300\u0301\u0303\u0309\u0323" for mark in marks)
