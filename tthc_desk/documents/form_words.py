"""The words of the official forms: data of `resources/forms`, changed where a ward says so."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from tthc_desk.documents.fonts import Face, font_folder
from tthc_desk.documents.lettering import Run, Words
from tthc_desk.usecases.paper_facts import FormSet, Letterhead, PaperKind

Text = str | tuple[str, ...]
"""One text of a form; a tuple where the form has a list of lines."""

SLOT = re.compile(r"\{([a-z_]+)\}")
OF_LETTERHEAD = ("superior", "unit", "counter", "place", "contact", "website")
"""Placeholders that every text may use, whatever its paper."""


class FormWords:
    """The texts of one paper, with what the letterhead says already in their places."""

    def __init__(self, texts: Mapping[str, Text], letterhead: Letterhead) -> None:
        self._texts = texts
        self._letterhead = letterhead

    def __getitem__(self, key: str) -> str:
        return self.fill(key)

    def fill(self, key: str, **values: str) -> str:
        """Write a text with values in its places; a place nobody knows stays as it is."""
        return self._filled(str(self._texts[key]), values)

    def runs(self, key: str, face: Face = Face.REGULAR, **values: Words) -> list[Run]:
        """Write a text with values that may have a typeface of their own."""
        # Odd pieces are the names of places.
        pieces = SLOT.split(str(self._texts[key]))
        return [
            self._run(piece, face, values) if at % 2 else Run(piece, face)
            for at, piece in enumerate(pieces)
            if piece
        ]

    def lines(self, key: str) -> tuple[str, ...]:
        """Write a list of lines, without empty ones."""
        texts = self._texts[key]
        lines = (texts,) if isinstance(texts, str) else texts
        return tuple(self._filled(line, {}) for line in lines if line)

    def _filled(self, words: str, values: Mapping[str, str]) -> str:
        # One pass: braces in a value are letters, not places.
        return SLOT.sub(lambda found: self._value(found[1], values), words)

    def _value(self, name: str, values: Mapping[str, str]) -> str:
        if name in values:
            return values[name]
        return getattr(self._letterhead, name) if name in OF_LETTERHEAD else f"{{{name}}}"

    def _run(self, name: str, face: Face, values: Mapping[str, Words]) -> Run:
        value = values.get(name)
        if isinstance(value, Run):
            return value
        return Run(self._value(name, {} if value is None else {name: value}), face)


def form_words(kind: PaperKind, letterhead: Letterhead, version: int = 1) -> FormWords:
    """Give the words of a paper: the built-in ones of its template, then the ward's own.

    Raises:
        KeyError: if no form set has texts for this paper and version.
    """
    texts = built_in(letterhead.form_set)[_table(kind, version)]
    return FormWords(_adapted(texts, letterhead.wording), letterhead)


@lru_cache(maxsize=len(FormSet))
def built_in(form_set: FormSet) -> Mapping[str, Mapping[str, Text]]:
    """Read the shipped texts of a form set, once: (table of a paper) → (key) → text."""
    tables = tomllib.loads(form_file(form_set).read_text(encoding="utf-8"))
    based_on = tables.pop("based_on", None)
    tables.pop("form_set")
    texts = (
        {name: dict(table) for name, table in built_in(FormSet(based_on)).items()}
        if (based_on)
        else {}
    )
    for name, table in tables.items():
        texts.setdefault(name, {}).update({key: _text(value) for key, value in table.items()})
    return MappingProxyType(texts)


def form_file(form_set: FormSet) -> Path:
    """Find the file of a form set in `resources/forms`."""
    return font_folder().parent / "forms" / f"{form_set.value.replace('/', '-')}.toml"


def _table(kind: PaperKind, version: int) -> str:
    return kind.value if version == 1 else f"{kind.value}@{version}"


def _text(value: str | list[str]) -> Text:
    return value if isinstance(value, str) else tuple(value)


def _adapted(texts: Mapping[str, Text], wording: tuple[tuple[str, str], ...]) -> Mapping[str, Text]:
    """Lay the ward's wording over the built-in one; a list comes as its key again and again."""
    if not wording:
        return texts
    own: dict[str, list[str]] = {}
    for key, words in wording:
        own.setdefault(key, []).append(words)
    known = {key: words for key, words in own.items() if key in texts}
    lists = {key for key in known if not isinstance(texts[key], str)}
    changed = {key: tuple(ws) if key in lists else ws[-1] for key, ws in known.items()}
    return {**texts, **changed}
