"""Two lists of the same dossiers side by side: the ward's and the official system's.

Matched by the official code, else by the ward's own number; what is left is only proposed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tthc_desk.domain.dossier import Status
from tthc_desk.usecases.official_list import OfficialRow
from tthc_desk.usecases.official_pairs import (
    Candidate,
    FieldDifference,
    HereDossier,
    Official,
    Pair,
    Reconciled,
)
from tthc_desk.usecases.official_screen import OfficialKey, folded

MOST_CHOICES = 10
"""So many dossiers are proposed for one row of the official system, the nearest in time."""
_DAYS_APART = 1
_PREFIX = "thu tuc "
_DAY_KEYS = (OfficialKey.RECEIVED, OfficialKey.DUE, OfficialKey.FINISHED, OfficialKey.DELIVERED)


def reconcile(
    here: Iterable[HereDossier], aside: Iterable[HereDossier], official: Official
) -> Reconciled:
    """Put both lists side by side.

    Args:
        here: the ward's dossiers of the period.
        aside: further dossiers, received outside of it: those a row names, and those so near
            that a row could mean them, without which a proposal would look surer than it is.
    """
    standing = {dossier.number: dossier for dossier in here}
    pool = {dossier.number: dossier for dossier in aside} | standing
    words = official.screen.status_words()

    def is_asked(dossier: HereDossier, row: OfficialRow) -> bool:
        return dossier.number in standing or is_of_period(row, official.period)

    def differences(dossier: HereDossier, row: OfficialRow) -> tuple[FieldDifference, ...]:
        return tuple(_differing(dossier, row, official.carried - row.unread, words))

    matches = _matches(pool.values(), official.rows)
    matched = [(matches[row.line], row) for row in official.rows if row.line in matches]
    pairs = [Pair(one, row, differences(one, row)) for one, row in matched if is_asked(one, row)]
    taken = {dossier.number for dossier, _ in matched}
    left = [row for row in official.rows if row.line not in matches]
    free = [one for one in pool.values() if one.number not in taken and not one.official_code]
    free.sort(key=_in_order)
    proposed = [
        Candidate(one, row, False, is_sure, differences(one, row))
        for one, row, is_sure in _proposals(left, free)
        if is_asked(one, row)
    ]
    named = [Candidate(p.here, p.there, True, True, p.differences) for p in pairs if _lacks_code(p)]
    coded = [pair for pair in pairs if not _lacks_code(pair)]
    used = taken | {one.here.number for one in proposed}
    lines = {one.there.line for one in proposed}
    return Reconciled(
        equal=tuple(pair for pair in coded if not pair.differences),
        different=tuple(pair for pair in coded if pair.differences),
        candidates=(*named, *proposed),
        only_here=tuple(
            sorted((one for n, one in standing.items() if n not in used), key=_in_order)
        ),
        only_there=tuple(
            row for row in left if row.line not in lines and is_of_period(row, official.period)
        ),
        unknown_words=_unknown_words(official.rows, words),
    )


def _in_order(one: HereDossier) -> tuple[date, str]:
    return one.received, one.number


def is_of_period(row: OfficialRow, period: tuple[date, date] | None) -> bool:
    """Tell whether a row belongs to the period; one without a day of reception does."""
    return period is None or row.received is None or period[0] <= row.received <= period[1]


def _lacks_code(pair: Pair) -> bool:
    """Tell whether the dossier could take the code of its row over."""
    return not pair.here.official_code and pair.there.code != pair.here.number.upper()


# --- what is the same dossier


def _matches(pool: Iterable[HereDossier], rows: Sequence[OfficialRow]) -> dict[int, HereDossier]:
    """Give line → dossier, every dossier at most once."""
    by_code: dict[str, HereDossier] = {}
    by_number: dict[str, HereDossier] = {}
    by_other: dict[str, HereDossier] = {}
    for dossier in pool:
        by_number[dossier.number.upper()] = dossier
        by_other.update(dict.fromkeys(dossier.other_codes, dossier))
        if dossier.official_code:
            by_code[dossier.official_code.upper()] = dossier
    # All codes before any number: a number typed wrongly there must not take a dossier away.
    ways: tuple[tuple[Callable[[OfficialRow], str], dict[str, HereDossier]], ...] = (
        (lambda row: row.code, by_code),
        (lambda row: row.own_number, by_number),
        (lambda row: row.code, by_number),
        (lambda row: row.code, by_other),
    )
    matches: dict[int, HereDossier] = {}
    taken: set[str] = set()
    for name, index in ways:
        for row in rows:
            found = index.get(name(row))
            if found and row.line not in matches and found.number not in taken:
                matches[row.line] = found
                taken.add(found.number)
    return matches


def _proposals(
    rows: Sequence[OfficialRow], free: Sequence[HereDossier]
) -> Iterator[tuple[HereDossier, OfficialRow, bool]]:
    """Pair by owner, procedure and day of reception; tell whether nothing else fits either."""
    index = _index(free)
    keyed = [(row, _key(row)) for row in rows]
    choices = {key: _choices(index, key) for _, key in keyed}
    fits: Counter[str] = Counter()
    for key, count in Counter(key for _, key in keyed).items():
        for dossier in choices[key]:
            fits[dossier.number] += count
    for row, key in keyed:
        found = choices[key]
        for dossier in found[:MOST_CHOICES]:
            yield dossier, row, len(found) == 1 and fits[dossier.number] == 1


_Key = tuple[str, str, str, date | None]
_Index = Mapping[tuple[str, str, date], Sequence[HereDossier]]


def _key(row: OfficialRow) -> _Key:
    return folded(row.owner), row.procedure_code.upper(), _plain(row.procedure), row.received


def _index(free: Iterable[HereDossier]) -> _Index:
    """Lay dossiers by owner, day, and procedure by code as well as by name."""
    index: dict[tuple[str, str, date], list[HereDossier]] = defaultdict(list)
    for one in free:
        for procedure in {one.procedure_code.upper(), _plain(one.procedure)}:
            index[folded(one.owner), procedure, one.received].append(one)
    return index


def _choices(index: _Index, key: _Key) -> list[HereDossier]:
    """Find what fits, the nearest day first."""
    owner, code, name, day = key
    if not owner or day is None:
        return []
    found: dict[str, HereDossier] = {}
    for apart in sorted(range(-_DAYS_APART, _DAYS_APART + 1), key=abs):
        for procedure in (code, name):
            near = index.get((owner, procedure, day + timedelta(apart)), ()) if procedure else ()
            found |= {one.number: one for one in near}
    return list(found.values())


def _plain(procedure: str) -> str:
    """Fold a procedure's name; "Thủ tục" before it says nothing."""
    return folded(procedure).removeprefix(_PREFIX)


# --- what the two sides say of it


def _differing(
    here: HereDossier,
    there: OfficialRow,
    told: frozenset[OfficialKey],
    words: Mapping[str, frozenset[Status]],
) -> Iterator[FieldDifference]:
    codes = ("", there.code, here.number.upper())
    if here.official_code.upper() not in codes and there.code != here.number.upper():
        yield FieldDifference(OfficialKey.OFFICIAL_CODE, here.official_code, there.code)
    for key in _DAY_KEYS:
        ours, theirs = getattr(here, key.value), getattr(there, key.value)
        if key in told and ours != theirs:
            yield FieldDifference(key, ours, theirs)
    may_be = words.get(folded(there.status))
    if may_be is not None and here.status not in may_be:
        yield FieldDifference(OfficialKey.STATUS, here.status, there.status)


def _unknown_words(
    rows: Iterable[OfficialRow], words: Mapping[str, frozenset[Status]]
) -> tuple[tuple[str, int], ...]:
    found = Counter(row.status for row in rows if row.status and folded(row.status) not in words)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
