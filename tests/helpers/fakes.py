"""Stand-ins for what a test must be able to see or to disturb."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.letter_facts import LetterFacts
from tthc_desk.usecases.paper_facts import PaperFacts, PrintStyle, Reprint


class RecordingRenderer:
    """A renderer that keeps what it was asked to render; its PDF is the text of the facts."""

    def __init__(self) -> None:
        self.asked: list[tuple[PaperFacts | LetterFacts, PrintStyle, Reprint | None, int]] = []

    def __call__(
        self,
        facts: PaperFacts | LetterFacts,
        style: PrintStyle,
        reprint: Reprint | None,
        template_version: int,
    ) -> bytes:
        self.asked.append((facts, style, reprint, template_version))
        return repr(facts).encode()


class DisturbedStore:
    """A store in which another desk acts once, just before this one's transaction begins."""

    def __init__(self, store: WardStore, other_desk: Callable[[], object]) -> None:
        self._store = store
        self._waiting: list[Callable[[], object]] = [other_desk]

    @contextmanager
    def write(self, request_id: str | None = None) -> Iterator[Any]:
        while self._waiting:
            self._waiting.pop()()
        with self._store.write(request_id) as unit:
            yield unit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def everything_is_a_share(path: Path) -> bool:
    """Say of every folder that it lies on another machine."""
    del path
    return True
