"""Which files of a ward's chain count: a rule over the set of files, whatever came first."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import NO_HASH, Span, Totals


class Standing(StrEnum):
    """What became of a file whose signature holds. Stored: never renamed."""

    COUNTED = "counted"
    REPLACED = "replaced"
    FORKED = "forked"
    UNLINKED = "unlinked"
    OVERLAPS = "overlaps"
    OTHER_PERIOD = "other_period"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class KeyLife:
    """From when to when a ward's key signs.

    Args:
        order: place among the ward's keys as they were made, from 1.
        valid_from, valid_to: days of signing, both ends in it.
        revoked_from: what it signed from this day on no longer counts.
        revoked_seq: the superior's event of the revocation; what came later does not count.
    """

    key_id: str
    order: int
    valid_from: date
    valid_to: date | None = None
    revoked_from: date | None = None
    revoked_seq: int | None = None

    def allows(self, signed: date, came_seq: int) -> bool:
        """Say whether a file signed on a day and received by an event counts."""
        if self.revoked_seq is not None and came_seq > self.revoked_seq:
            return False
        begun = self.valid_from <= signed
        over = self.valid_to is not None and signed > self.valid_to
        revoked = self.revoked_from is not None and signed >= self.revoked_from
        return begun and not over and not revoked


@dataclass(frozen=True, slots=True)
class ChainFile:
    """What the rule needs of a file.

    Args:
        hash: SHA-256 of its payload, 64 hexadecimal digits; so are `prev` and `replaces`.
        as_of: when it was signed.
        came_seq: the superior's event that received it.
        c6, c11, opening: what came over, what was left, what was an opening balance.
        audit_length: length of the ward's chain of events.
    """

    hash: str
    key_id: str
    seq: int
    prev: str
    replaces: str
    span: Span
    as_of: datetime
    came_seq: int
    c6: int = 0
    c11: int = 0
    opening: int = 0
    audit_length: int = 0


def chain_file(totals: Totals, digest: str, came_seq: int) -> ChainFile:
    """Take from a file what the rule needs.

    Args:
        digest: SHA-256 of its payload.
    """
    measures = totals.measures
    return ChainFile(
        hash=digest,
        key_id=totals.key_id,
        seq=totals.seq,
        prev=totals.prev,
        replaces=totals.replaces,
        span=totals.span,
        as_of=totals.as_of,
        came_seq=came_seq,
        c6=measures.c6,
        c11=measures.c11,
        opening=totals.opening,
        audit_length=totals.audit_length,
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Places of a key, both ends in it, which no file fills though later ones are filled."""

    key_id: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Break:
    """Two counted periods that follow one another and do not agree: (11) and (6)."""

    before: Span
    after: Span
    left: int
    carried: int


@dataclass(frozen=True, slots=True)
class ChainState:
    """A ward's chain.

    Args:
        standings: hash → standing, every file.
        counted: the files that count, by day.
        rewound: hashes of files that know fewer events than one signed before them: the ward
            was restored from a backup or the key was used elsewhere.
    """

    standings: Mapping[str, Standing]
    counted: tuple[ChainFile, ...]
    gaps: tuple[Gap, ...]
    breaks: tuple[Break, ...]
    rewound: tuple[str, ...]


def chain_state(files: Iterable[ChainFile], keys: Mapping[str, KeyLife]) -> ChainState:
    """Decide for the files of one ward and chain which of them count.

    The answer depends on the set of files alone, not on the order they came in. Of two
    different files with one key and place neither counts; an amendment takes the place of the
    period's file; of files whose periods overlap the one signed earlier counts.
    """
    known = {file.hash: file for file in files}
    allowed, standings = _by_key(known.values(), keys)
    places: dict[tuple[str, int], set[str]] = defaultdict(set)
    for file in allowed:
        places[file.key_id, file.seq].add(file.hash)
    counted, days = dict[Span, ChainFile](), list[Span]()
    for file in allowed:
        standing = _alone(file, places) or _among(file, known, days)
        standings[file.hash] = standing
        if standing is not Standing.COUNTED:
            continue
        if file.span in counted:
            standings[counted[file.span].hash] = Standing.REPLACED
        else:
            insort(days, file.span)
        counted[file.span] = file
    by_day = tuple(counted[span] for span in days)
    return ChainState(standings, by_day, _gaps(places), _breaks(by_day), _rewound(allowed))


def _by_key(
    files: Iterable[ChainFile], keys: Mapping[str, KeyLife]
) -> tuple[list[ChainFile], dict[str, Standing]]:
    """Part the files, in the order they were signed, from those whose key was not valid.

    What a revoked key signs must not even make a fork of what it signed before.
    """
    allowed, refused = [], {}
    for file in sorted(files, key=lambda f: (keys[f.key_id].order, f.seq, f.hash)):
        if keys[file.key_id].allows(file.as_of.astimezone(VIETNAM).date(), file.came_seq):
            allowed.append(file)
        else:
            refused[file.hash] = Standing.KEY
    return allowed, refused


def _alone(file: ChainFile, places: Mapping[tuple[str, int], Collection[str]]) -> Standing | None:
    if len(places[file.key_id, file.seq]) > 1:
        return Standing.FORKED
    before = places.get((file.key_id, file.seq - 1))
    return Standing.UNLINKED if before and file.prev not in before else None


def _among(file: ChainFile, known: Mapping[str, ChainFile], days: list[Span]) -> Standing:
    replaced = known.get(file.replaces)
    if replaced is not None and replaced.span != file.span:
        return Standing.OTHER_PERIOD
    taken = _taken(days, file.span)
    amends = file.replaces != NO_HASH and taken == file.span
    return Standing.COUNTED if taken is None or amends else Standing.OVERLAPS


def _taken(days: list[Span], span: Span) -> Span | None:
    """Find a period that overlaps; as those of the list do not, it lies beside the place."""
    place = bisect_left(days, span)
    beside = days[max(place - 1, 0) : place + 1]
    return next((other for other in beside if span.overlaps(other)), None)


def _gaps(places: Mapping[tuple[str, int], Collection[str]]) -> tuple[Gap, ...]:
    return tuple(_empty_places(sorted(places)))


def _empty_places(places: list[tuple[str, int]]) -> Iterator[Gap]:
    # In ranges: a place may bear any number, and each missing one would be listed.
    for (key_before, before), (key_id, seq) in pairwise([("", 0), *places]):
        last = before if key_before == key_id else 0
        if seq > last + 1:
            yield Gap(key_id, last + 1, seq - 1)


def _breaks(counted: tuple[ChainFile, ...]) -> tuple[Break, ...]:
    """Compare (6) with the (11) of the period before; opening balances come on top."""
    return tuple(
        Break(a.span, b.span, a.c11 + b.opening, b.c6)
        for a, b in pairwise(counted)
        if (b.span.first - a.span.last).days == 1 and a.c11 + b.opening != b.c6
    )


def _rewound(ordered: list[ChainFile]) -> tuple[str, ...]:
    longest, found = 0, []
    for file in ordered:
        if file.audit_length < longest:
            found.append(file.hash)
        longest = max(longest, file.audit_length)
    return tuple(found)
