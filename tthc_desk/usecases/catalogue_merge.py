"""What of a catalogue file is taken over, and what the ward knows better and keeps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from tthc_desk.domain.fees import applicable
from tthc_desk.domain.procedure import Certainty, Channel, Procedure, RequiredDocument
from tthc_desk.domain.vietnamese import fold_tokens
from tthc_desk.usecases.catalogue_reading import News

# The days a version holds and its code are its place, not something it says.
_PLACE = frozenset({"code", "valid_from", "valid_to"})
# No cell to be empty: the law of the day stands in its place.
_BY_LAW = frozenset({"deadline_mode"})
# Fields an empty cell leaves to a default of the reader; an empty cell is still no news.
_DEFAULTED = frozenset({"short_name", "counted", "certification", "certainty"})
_NAMED_WITHOUT_COLUMN = frozenset({"steps"})
_EXPLAINING = frozenset({"exemption", "legal_basis", "result_name"})
_SURE = tuple(Certainty)
_FULL_WORDING = 3


@dataclass(frozen=True, slots=True)
class KeptFields:
    """Fields of a procedure that stay as the ward has them, because the file says less.

    Args:
        held: the version in force.
        file: the version as the file has it.
    """

    held: Procedure
    file: Procedure
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The versions to compare with the ward's, and what was kept in them."""

    versions: tuple[Procedure, ...]
    kept: tuple[KeptFields, ...]


def merged(
    news: Iterable[News], held: Mapping[str, Procedure], *, overwrite: bool = False
) -> Merged:
    """Complete the versions of a file with what the ward's versions already say.

    A field the file has no column for is not news. An empty cell, a term or a fee left open
    never erases. A value that only says part of ours (some words of our text, some channels of
    our term) leaves ours standing. What was kept is named; where there is no column, only the
    steps are, for they belong to the term that the file may change.

    Args:
        news: versions as read, with the fields the file speaks of.
        held: code → the ward's version in force.
        overwrite: take the file's value though it says less; what is empty still erases nothing.
    """
    versions: list[Procedure] = []
    kept: list[KeptFields] = []
    for item in news:
        ours = held.get(item.version.code)
        if ours is None:
            versions.append(item.version)
            continue
        names = tuple(_to_keep(item, ours, overwrite=overwrite))
        versions.append(_completed(item, ours, names))
        if names:
            kept.append(KeptFields(ours, item.version, names))
    return Merged(tuple(versions), tuple(kept))


def loses(name: str, old: Procedure, new: Procedure) -> bool:
    """Tell whether a changed field says less than before: to be looked at before it is taken."""
    was, now = getattr(old, name), getattr(new, name)
    if name in _EXPLAINING:
        return len(fold_tokens(now)) < len(fold_tokens(was))
    if name == "question":
        # An answered question is no loss.
        answered = (old.terms, old.fees) != (new.terms, new.fees)
        return not answered and len(fold_tokens(now)) < len(fold_tokens(was))
    if name == "fees":
        return _fees_lost(old, new)
    return name in _LOSSES and _LOSSES[name](was, now)


def _to_keep(item: News, ours: Procedure, *, overwrite: bool) -> Iterable[str]:
    for one in fields(Procedure):
        name = one.name
        was, now = getattr(ours, name), getattr(item.version, name)
        if name in _NAMED_WITHOUT_COLUMN - item.carried and was:
            yield name
        if name in _PLACE | _BY_LAW or name not in item.carried or was == now:
            continue
        empty = now is None or now in ("", (), {}) or name in _DEFAULTED & item.blank
        if name == "question":
            # What a source leaves open goes with the term and the fee it is about.
            keeps = empty and (item.version.terms, item.version.fees) == (ours.terms, ours.fees)
        elif name == "fees":
            # No fee list means unknown; an empty one means free of charge.
            keeps = now is None
        else:
            keeps = empty or (not overwrite and _says_part(name, was, now))
        if keeps:
            yield name


def _completed(item: News, ours: Procedure, kept: tuple[str, ...]) -> Procedure:
    no_news = {one.name for one in fields(Procedure)} - item.carried - _PLACE
    taken = {name: getattr(ours, name) for name in (*no_news, *kept)}
    if {"terms", "fees"} & set(kept):
        taken["question"] = ours.question
    return replace(item.version, **taken)


def _says_part(name: str, was: Any, now: Any) -> bool:
    """Tell whether a value is a piece of another, or one word in the place of a full wording."""
    if name == "terms":
        return bool(now.items() < was.items())
    if name == "keys":
        return set(now.split()) < set(was.split())
    if name not in _EXPLAINING:
        return False
    full, short = fold_tokens(was), fold_tokens(now)
    if len(short) == 1 and len(full) >= _FULL_WORDING:
        return True
    places = range(len(full) - len(short) + 1)
    return len(short) < len(full) and any(full[at : at + len(short)] == short for at in places)


def _documents_lost(was: tuple[RequiredDocument, ...], now: tuple[RequiredDocument, ...]) -> bool:
    notes = {(one.case, one.name): len(fold_tokens(one.note)) for one in now}
    return any(notes.get((one.case, one.name), -1) < len(fold_tokens(one.note)) for one in was)


def _fees_lost(old: Procedure, new: Procedure) -> bool:
    return any(
        applicable(new, channel) is None and applicable(old, channel) is not None
        for channel in Channel
    )


_LOSSES: dict[str, Callable[[Any, Any], bool]] = {
    "terms": lambda was, now: bool(set(was) - set(now)),
    "keys": lambda was, now: bool(set(was.split()) - set(now.split())),
    "documents": _documents_lost,
    "certainty": lambda was, now: _SURE.index(now) > _SURE.index(was),
}
