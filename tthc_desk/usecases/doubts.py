"""Why a file whose signature holds does not count, as the refusal that says so."""

from collections.abc import Iterable

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals_chain import ChainFile, KeyLife, Standing

_HASH_DIGITS = 16


def doubt(
    file: ChainFile, standing: Standing, life: KeyLife, counted: Iterable[ChainFile]
) -> DeskError | None:
    """Give the refusal a standing stands for; None where the file counts or did.

    Args:
        counted: the files of its chain that count.
    """
    if standing is Standing.KEY:
        return _key_doubt(file, life)
    if standing is Standing.FORKED:
        return DeskError(Code.FORK, seq=file.seq, key=file.key_id)
    if standing is Standing.UNLINKED:
        return DeskError(Code.UNLINKED, seq=file.seq, key=file.key_id)
    if standing is Standing.OTHER_PERIOD:
        hash_text = file.replaces[:_HASH_DIGITS]
        return DeskError(Code.AMEND, reason="other_period", hash=hash_text, kept=True)
    if standing is Standing.OVERLAPS:
        return _overlap(file, counted)
    return None


def _key_doubt(file: ChainFile, life: KeyLife) -> DeskError:
    if life.revoked_seq is not None:
        return DeskError(Code.KEY_REVOKED, key=file.key_id, kept=True)
    return DeskError(
        Code.KEY_PERIOD,
        key=file.key_id,
        signed=local_day(file.as_of),
        valid_from=life.valid_from,
        valid_to=life.valid_to or "nay",
        kept=True,
    )


def _overlap(file: ChainFile, counted: Iterable[ChainFile]) -> DeskError:
    other = next((one for one in counted if one.span.overlaps(file.span)), None)
    return DeskError(
        Code.OVERLAP,
        from_day=file.span.first,
        to_day=file.span.last,
        hash=other.hash[:_HASH_DIGITS] if other else "–",
    )
