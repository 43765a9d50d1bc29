"""Which files of a chain count, decided day by day and pair by pair, as one would by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

from tthc_desk.domain.totals_chain import ChainFile, KeyLife, Standing


def oracle(files: Sequence[ChainFile], keys: dict[str, KeyLife]) -> dict[str, Standing]:
    """Give hash → standing."""
    found = {f.hash: Standing.KEY for f in files}
    valid = []
    for f in files:
        key, signed = keys[f.key_id], f.as_of.date()
        too_early = signed < key.valid_from
        too_late = key.valid_to is not None and signed > key.valid_to
        if key.revoked_seq is not None and key.revoked_from is not None:
            too_late = too_late or signed >= key.revoked_from or f.came_seq > key.revoked_seq
        if not too_early and not too_late:
            valid.append(f)
    owner: dict[date, ChainFile] = {}
    for f in sorted(valid, key=lambda f: (keys[f.key_id].order, f.seq)):
        same_key = [g for g in valid if g.key_id == f.key_id and g is not f]
        before = [g for g in same_key if g.seq == f.seq - 1]
        amended = [g for g in files if g.hash == f.replaces]
        days = [f.span.first + timedelta(n) for n in range((f.span.last - f.span.first).days + 1)]
        owners = {owner[day].hash: owner[day] for day in days if day in owner}
        if any(g.seq == f.seq for g in same_key):
            found[f.hash] = Standing.FORKED
        elif before and all(g.hash != f.prev for g in before):
            found[f.hash] = Standing.UNLINKED
        elif amended and amended[0].span != f.span:
            found[f.hash] = Standing.OTHER_PERIOD
        elif owners and not (f.replaces and all(g.span == f.span for g in owners.values())):
            found[f.hash] = Standing.OVERLAPS
        else:
            found[f.hash] = Standing.COUNTED
            for g in owners.values():
                found[g.hash] = Standing.REPLACED
            owner |= dict.fromkeys(days, f)
    return found
