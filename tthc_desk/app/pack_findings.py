"""Gathers what is found in the files of a pack, each finding with its file and line."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.pack_content import Level, PackFinding


class PackFindings:
    """Findings as they come up; read them sorted by file and line."""

    def __init__(self) -> None:
        self._found: list[PackFinding] = []

    @property
    def all(self) -> tuple[PackFinding, ...]:
        """Give everything found, by file and line; what is found twice stands once."""
        told = {(one.file, one.line, str(one.error.facts), one.error.field): one for one in self}
        return tuple(sorted(told.values(), key=lambda one: (one.file, one.line)))

    def __iter__(self) -> Iterator[PackFinding]:
        return iter(self._found)

    def add(
        self, file: str, error: DeskError, line: int = 1, level: Level = Level.ERROR
    ) -> DeskError:
        """Keep a refusal; a line it names itself stands."""
        error.facts.setdefault("line", line)
        error.facts["in_file"] = file
        error.facts["found_in_check"] = True
        self._found.append(PackFinding(level, error))
        return error

    def refuse(
        self, file: str, line: int, reason: str, field: str | None = None, **facts: object
    ) -> None:
        """Keep what makes a pack unfit."""
        self.add(file, DeskError(Code.PACK, field, reason=reason, **facts), line)

    def warn(
        self, file: str, line: int, reason: str, field: str | None = None, **facts: object
    ) -> None:
        """Keep what a person should look at."""
        self.add(file, DeskError(Code.PACK, field, reason=reason, **facts), line, Level.WARNING)

    @contextmanager
    def reading(self, file: str) -> Iterator[None]:
        """Keep the refusal that ends the reading of a file."""
        try:
            yield
        except DeskError as error:
            self.add(file, error)


def errors_of(findings: Iterable[PackFinding]) -> tuple[PackFinding, ...]:
    """Pick what makes a pack unfit."""
    return tuple(one for one in findings if one.level is Level.ERROR)
