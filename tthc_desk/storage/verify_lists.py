"""Hand-over lists against the events that made them, followed from list to list."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tthc_desk.domain.events import EventKind, canonical
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.handover import ItemState, ListState
from tthc_desk.usecases.ports import Finding

_EVENTS = (
    "SELECT at, subject, kind, data FROM event WHERE kind IN ('list_opened', 'list_closed', "
    "'list_accepted', 'put_on_list', 'taken_off_list', 'voided') OR kind IN ('forwarded', "
    "'finished') AND data ->> 'list' IS NOT NULL ORDER BY seq"
)
_HEAD = ("kind", "agency", "taker", "giver", "opened_at", "closed_at", "accepted_at", "state")
_HEADS = f"SELECT number, {', '.join(_HEAD)} FROM handover_list ORDER BY number"  # noqa: S608
_ITEM = ("position", "state", "reason", "result")
_ITEMS = (
    f"SELECT list_number, number, {', '.join(_ITEM)} FROM handover_item "  # noqa: S608
    "ORDER BY list_number, position"
)
_EMPTY = canonical({})


@dataclass(slots=True)
class _Item:
    """A dossier of a list; `result` is None where no event says it."""

    position: int
    state: str
    reason: str
    result: str | None


@dataclass
class _Lists:
    """What the events say of every list so far."""

    heads: dict[str, dict[str, Any]] = field(default_factory=dict)
    items: dict[str, dict[str, _Item]] = field(default_factory=lambda: defaultdict(dict))
    # Dossier → the list it stands on.
    on: dict[str, str] = field(default_factory=dict)

    def take(self, at: str, subject: str, kind: str, data: dict[str, Any]) -> None:
        if kind == EventKind.LIST_OPENED:
            told = {name: data[name] for name in _HEAD if name in data}
            times = {"opened_at": at, "closed_at": None, "accepted_at": None}
            self.heads[subject] = {**told, **times, "state": ListState.OPEN.value}
        elif kind == EventKind.LIST_CLOSED:
            self._head(subject, ListState.CLOSED, closed_at=at)
        elif kind == EventKind.LIST_ACCEPTED:
            self._head(subject, ListState.ACCEPTED, accepted_at=at)
        else:
            self._move(at, subject, kind, data)

    def _move(self, at: str, number: str, kind: str, data: dict[str, Any]) -> None:
        before, name = self.on.pop(number, ""), str(data.get("list") or "")
        if kind == EventKind.PUT_ON_LIST:
            result = canonical(data["result"]) if "result" in data else None
            self._put(name, number, ItemState.ON, "", result)
            self.on[number] = name
        elif kind == EventKind.TAKEN_OFF_LIST:
            state = ItemState.REJECTED if data["reason"] else ItemState.REMOVED
            self._put(name, number, state, data["reason"], _EMPTY)
            if before:
                self._end(at, before)
        elif kind == EventKind.VOIDED and before:
            self._put(before, number, ItemState.REMOVED, data["reason"], _EMPTY)
        elif name:
            item = self.items[name].get(number)
            self._put(name, number, ItemState.ACCEPTED, "", item.result if item else None)

    def _put(
        self, name: str, number: str, state: ItemState, reason: str, result: str | None
    ) -> None:
        items = self.items[name]
        position = items[number].position if number in items else len(items) + 1
        items[number] = _Item(position, state.value, reason, result)

    def _end(self, at: str, name: str) -> None:
        """End a closed list when the last dossier that stood on it was refused."""
        states = {item.state for item in self.items[name].values()}
        closed = self.heads.get(name, {}).get("state") == ListState.CLOSED
        if closed and ItemState.ON not in states:
            self._head(name, ListState.ACCEPTED, accepted_at=at)

    def _head(self, name: str, state: ListState, **times: str) -> None:
        if name in self.heads:
            self.heads[name] |= {"state": state.value, **times}


def handover_lists(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Follow the events of all lists and compare the heads and the dossiers that are stored."""
    del steps
    lists = _Lists()
    for at, subject, kind, data in connection.execute(_EVENTS):
        lists.take(at, subject, kind, json.loads(data))
    yield from _heads(connection, lists)
    yield from _items(connection, lists)


def _heads(connection: Connection, lists: _Lists) -> Iterator[Finding]:
    for number, *row in connection.execute(_HEADS):
        # A list without its opening is named among the numbers.
        said = lists.heads.get(number, {})
        stored = dict(zip(_HEAD, row, strict=True))
        faults = [name for name in _HEAD if name in said and said[name] != stored[name]]
        if faults:
            yield Finding("lists", number, ", ".join(faults))


def _items(connection: Connection, lists: _Lists) -> Iterator[Finding]:
    for name, number, *row in connection.execute(_ITEMS):
        item = lists.items[name].pop(number, None)
        faults = ", ".join(_faults(item, row)) if item else "without its event"
        if faults:
            yield Finding("lists", f"{name} {number}", faults)
    for name, missing in lists.items.items():
        yield from (Finding("lists", f"{name} {number}", "without its row") for number in missing)


def _faults(item: _Item, row: list[Any]) -> Iterator[str]:
    for name, stored in zip(_ITEM, row, strict=True):
        said = getattr(item, name)
        if said is not None and said != stored:
            yield name
