"""The one door through which the program speaks to the officer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    """How serious a message is; shown by word, shape and colour."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Question:
    """A decision that loses or publishes something.

    Args:
        text: one sentence that asks.
        detail: what will happen, what stays.
        verbs: what the buttons say ("In lại"), the risky ones first.
        safe: verb of the default button, which Escape also means; never carries anything out.
    """

    text: str
    verbs: tuple[str, ...]
    safe: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReasonQuestion:
    """A step that must carry a reason in words.

    Args:
        verb: what the button says that carries the step out; off until a reason stands there.
        suggestions: reasons often given, to choose from by a key or a click.
        asked: what is to be typed where it is no reason ("Mã tệp").
    """

    text: str
    verb: str
    detail: str = ""
    suggestions: tuple[str, ...] = ()
    asked: str = ""


class Messages(Protocol):
    """Lines in the message bar, and the few questions that need a window of their own.

    Nothing here waits: answers come to bound methods of QObjects.
    """

    def info(self, text: str) -> None:
        """Say something worth knowing."""
        ...

    def done(self, text: str) -> None:
        """Say what was carried out and saved."""
        ...

    def warning(self, text: str) -> None:
        """Say what should be looked at; the work went on."""
        ...

    def error(self, text: str) -> None:
        """Say what was not carried out, and what was saved."""
        ...

    def failed(self, error: Exception) -> None:
        """Show a DeskError in words; anything else is our fault and goes to the crash door."""
        ...

    def words_of(self, error: Exception) -> str:
        """Give the sentence of a DeskError, for the line under a field."""
        ...

    def clear(self) -> None:
        """Take the message away."""
        ...

    def ask(self, question: Question, on_answer: Callable[[str], object]) -> None:
        """Ask; the answer is one of the verbs, `safe` also for Escape."""
        ...

    def ask_reason(self, question: ReasonQuestion, on_reason: Callable[[str], object]) -> None:
        """Ask for a reason; nothing is called when the officer goes back."""
        ...
