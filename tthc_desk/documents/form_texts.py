"""A ward's own wording of the official forms, read strictly from a file its IT person wrote."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from tthc_desk.documents.form_words import OF_LETTERHEAD, SLOT, Text, built_in
from tthc_desk.documents.lettering import unprintable
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.vietnamese import nfc
from tthc_desk.usecases.paper_facts import FormSet, PaperKind

MOST_BYTES = 64 * 1024
MOST_LETTERS = 500
MOST_LINES = 12
_HEADING = re.compile(r"\s*\[\s*\"?([\w@-]+)\"?\s*\]")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|([\w-]+))\s*=")
_AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What a ward words otherwise than the forms do.

    Args:
        form_set: the set whose texts were changed.
        wordings: (paper, its (key, text) pairs); a list of lines repeats its key.
    """

    form_set: FormSet
    wordings: tuple[tuple[PaperKind, tuple[tuple[str, str], ...]], ...] = ()


def read_adaptation(path: Path) -> Adaptation:
    """Read a ward's file of wordings.

    Raises:
        DeskError: NOT_FOUND, IO; FORM_TEXT (line, reason and, by reason, name or limit) with
            field "paper.key" for anything that is not known, not whole or cannot be printed.
    """
    return adaptation_from(_content(path))


def adaptation_from(content: bytes) -> Adaptation:
    """Read wordings from the content of a file; see `read_adaptation`."""
    adaptation, errors = sift_adaptation(content)
    if errors:
        raise errors[0]
    return adaptation


def sift_adaptation(content: bytes) -> tuple[Adaptation, tuple[DeskError, ...]]:
    """Read what can be read of wordings, and give every refusal; see `read_adaptation`.

    Raises:
        DeskError: FORM_TEXT when nothing of the file can be read.
    """
    if len(content) > MOST_BYTES:
        _refuse("form", 1, "too_large", limit=MOST_BYTES)
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DeskError(Code.FORM_TEXT, "form", line=line, reason="encoding") from error
    return _Reader(source).read()


def overrides(
    adaptation: Adaptation, form_set: FormSet, kind: PaperKind
) -> tuple[tuple[str, str], ...]:
    """Give what `Letterhead.wording` of a paper carries: nothing under another form set."""
    if form_set is not adaptation.form_set:
        return ()
    return dict(adaptation.wordings).get(kind, ())


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise DeskError(Code.NOT_FOUND, "form", file=path.name, reason="missing") from None
    except OSError as error:
        # Windows calls opening a folder a lack of rights.
        denied = "denied" if isinstance(error, PermissionError) else "disk"
        reason = "folder" if path.is_dir() else denied
        raise DeskError(Code.IO, "form", file=path.name, reason=reason) from error


class _Reader:
    """Reads one file; every refusal names its line."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = dict(_places(source))
        self._errors: list[DeskError] = []

    def read(self) -> tuple[Adaptation, tuple[DeskError, ...]]:
        tables = self._tables()
        form_set = self._form_set(tables.pop("form_set", None))
        texts = built_in(form_set)
        found = tuple(
            (kind, tuple(self._sifted(name, tables[name], texts[name])))
            for name, kind in self._kinds(tables, texts)
        )
        return Adaptation(form_set, found), tuple(self._errors)

    def _kinds(
        self, tables: Mapping[str, Any], texts: Mapping[str, object]
    ) -> Iterator[tuple[str, PaperKind]]:
        for name, table in tables.items():
            try:
                kind = self._kind(name, texts)
                if not isinstance(table, dict):
                    self._no(name, "", "type")
                yield name, kind
            except DeskError as error:
                self._errors.append(error)

    def _sifted(
        self, name: str, table: Mapping[str, Any], texts: Mapping[str, Text]
    ) -> Iterator[tuple[str, str]]:
        for key in table:
            try:
                yield from tuple(self._pairs(name, key, table, texts))
            except DeskError as error:
                self._errors.append(error)

    def _tables(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._source)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            place = _AT_LINE.search(str(error))
            line = int(place[1]) if place else self._source.count("\n") + 1
            raise DeskError(Code.FORM_TEXT, "form", line=line, reason="syntax") from error

    def _form_set(self, value: object) -> FormSet:
        if value not in list(FormSet):
            self._no("", "form_set", "form_set", name=", ".join(FormSet))
        return FormSet(str(value))

    def _kind(self, name: str, texts: Mapping[str, object]) -> PaperKind:
        if name not in texts or name not in list(PaperKind):
            self._no(name, "", "paper", name=name)
        return PaperKind(name)

    def _pairs(
        self, paper: str, key: str, table: Mapping[str, Any], texts: Mapping[str, Text]
    ) -> Iterator[tuple[str, str]]:
        if key not in texts:
            self._no(paper, key, "key", name=key)
        value, known = table[key], texts[key]
        if isinstance(known, str):
            yield key, self._words(paper, key, value, known)
            return
        if not isinstance(value, list):
            self._no(paper, key, "type")
        if len(value) > MOST_LINES:
            self._no(paper, key, "too_many", limit=MOST_LINES)
        for line in value or [""]:
            yield key, self._words(paper, key, line, "")

    def _words(self, paper: str, key: str, value: object, known: str) -> str:
        """Check one text against the built-in one it replaces ("" for a line of a list)."""
        if not isinstance(value, str):
            self._no(paper, key, "type")
        words = " ".join(nfc(value).split()) if value.strip() else ""
        # A text that begins or ends with a space is joined to another one.
        words = known[: len(known) - len(known.lstrip())] + words
        words += known[len(known.rstrip()) :] if known.strip() else ""
        if not words.strip() and known and key != "form":
            self._no(paper, key, "empty")
        if len(words) > MOST_LETTERS:
            self._no(paper, key, "too_long", limit=MOST_LETTERS)
        odd = unprintable(words)
        if odd:
            self._no(paper, key, "letters", name=f"U+{ord(odd[0]):04X}")
        self._check_places(paper, key, words, known)
        return words

    def _check_places(self, paper: str, key: str, words: str, known: str) -> None:
        rest = SLOT.sub("", words)
        if "{" in rest or "}" in rest:
            self._no(paper, key, "brace")
        own, asked = set(SLOT.findall(words)), set(SLOT.findall(known))
        for name in sorted(own - asked - set(OF_LETTERHEAD)):
            self._no(paper, key, "placeholder", name=name[:40])
        for name in sorted(asked - own - set(OF_LETTERHEAD)):
            self._no(paper, key, "missing", name=name)

    def _no(self, paper: str, key: str, reason: str, **facts: object) -> NoReturn:
        places = ((paper, key), (paper, ""), ("", paper))
        line = next((self._lines[place] for place in places if place in self._lines), 1)
        field = ".".join(part[:60] for part in (paper, key) if part) or "form"
        _refuse(field, line, reason, **facts)


def _refuse(field: str, line: int, reason: str, **facts: object) -> NoReturn:
    raise DeskError(Code.FORM_TEXT, field, line=line, reason=reason, **facts)


def _places(source: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Give ((table, key), line) of a TOML file as people write it; its parser keeps no lines."""
    table, quoted = "", False
    for number, line in enumerate(source.split("\n"), 1):
        if not quoted:
            heading, key = _HEADING.match(line), _KEY.match(line)
            if heading:
                table = heading[1]
            name = (key[1] or key[2]) if key else ""
            if heading or key:
                yield (table, name), number
        quoted ^= (line.count('"""') + line.count("'''")) % 2 == 1
