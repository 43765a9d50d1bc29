"""A backup in one file: the encrypted copy, its manifest behind it, sealed with the ward's key."""

import hashlib
import hmac
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.keys import WardKey
from tthc_desk.usecases.backup_facts import BackupReason, BookFacts, Manifest, SeriesEnd

ENDING = ".backup"
_TOTALS = "totals_file"
"""A table only the book of a superior authority has."""
_MARK = b"tthc-desk-backup-1"
_PURPOSE = b"tthc-desk-backup"
_DIGITS = 8
_MOST = 1_000_000
_FOOT = _DIGITS + len(_MARK)
_SEAL = 32
_BLOCK = 1 << 20

Moved = Callable[[int], None]
"""Hears how many bytes were read so far."""


def seal(copy: Path, manifest: Manifest, key: WardKey) -> None:
    """Write the manifest behind a copy and force both to the disk."""
    text = _text(manifest)
    with copy.open("ab") as file:
        file.write(text + _sealed(text, key) + f"{len(text):0{_DIGITS}}".encode() + _MARK)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(file: Path, key: WardKey) -> Manifest:
    """Read what a backup says of itself, if the key sealed it; the copy is not looked at.

    Raises:
        DeskError: CORRUPT, or KEY when it is sealed with the key of another book.
    """
    with file.open("rb") as opened:
        salt = opened.read(len(key.salt))
        text, found = _tail(opened, file)
    if not hmac.compare_digest(found, _sealed(text, key)):
        if salt != key.salt:
            raise DeskError(Code.KEY, reason="other_backup", path=str(file))
        raise damaged(file)
    try:
        manifest = _manifest(json.loads(text))
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(file) from error
    if file.stat().st_size != manifest.size + len(text) + _SEAL + _FOOT:
        raise damaged(file)
    return manifest


def stated_manifest(file: Path) -> Manifest:
    """Read what a backup says of itself without its key; nobody vouches for it.

    Raises:
        DeskError: CORRUPT.
    """
    with file.open("rb") as opened:
        text, _ = _tail(opened, file)
    try:
        return _manifest(json.loads(text))
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(file) from error


def is_superiors(manifest: Manifest) -> bool:
    """Tell the backup of a superior authority's book from that of a ward's."""
    return _TOTALS in manifest.facts.counts


def unpack(file: Path, manifest: Manifest, target: Path, moved: Moved | None = None) -> None:
    """Write the copy inside a backup into a new file, forced to the disk.

    Raises:
        DeskError: CORRUPT when it is not the copy that was checked.
    """
    with file.open("rb") as source, target.open("xb") as opened:
        target.chmod(0o600)
        if _pour(source, manifest.size, opened.write, moved) != manifest.sha256:
            raise damaged(file)
        opened.flush()
        os.fsync(opened.fileno())


def check_content(file: Path, manifest: Manifest, moved: Moved | None = None) -> None:
    """Compare the copy inside a backup with its manifest, byte for byte.

    Raises:
        DeskError: CORRUPT.
    """
    with file.open("rb") as source:
        if _pour(source, manifest.size, _nowhere, moved) != manifest.sha256:
            raise damaged(file)


def digest(file: Path) -> tuple[int, str]:
    """Give size and SHA-256 of a whole file."""
    with file.open("rb") as source:
        size = os.fstat(source.fileno()).st_size
        return size, _pour(source, size, _nowhere, None)


def damaged(file: Path) -> DeskError:
    """Give the refusal of a file that is no sound backup."""
    return DeskError(Code.CORRUPT, reason="backup", file=str(file))


def _pour(source: BinaryIO, size: int, take: Callable[[bytes], object], moved: Moved | None) -> str:
    sha, done = hashlib.sha256(), 0
    while block := source.read(min(_BLOCK, size - done)):
        sha.update(block)
        take(block)
        done += len(block)
        if moved is not None:
            moved(done)
    return sha.hexdigest() if done == size else ""


def _nowhere(block: bytes) -> None:
    del block


def _tail(opened: BinaryIO, file: Path) -> tuple[bytes, bytes]:
    size = opened.seek(0, os.SEEK_END)
    if size < _FOOT + _SEAL:
        raise damaged(file)
    opened.seek(-_FOOT, os.SEEK_END)
    foot = opened.read(_FOOT)
    digits = foot[:_DIGITS]
    length = int(digits) if digits.isdigit() else 0
    if foot[_DIGITS:] != _MARK or not 0 < length <= min(_MOST, size - _FOOT - _SEAL):
        raise damaged(file)
    opened.seek(-(length + _SEAL + _FOOT), os.SEEK_END)
    return opened.read(length), opened.read(_SEAL)


def _sealed(text: bytes, key: WardKey) -> bytes:
    # A key of its own, so that the seal tells nothing of the one that opens the copy.
    own = hashlib.blake2b(b"", key=key.key, salt=key.salt, person=_PURPOSE).digest()
    return hmac.new(own, text, hashlib.sha256).digest()


def _text(manifest: Manifest) -> bytes:
    plain = asdict(manifest) | {"format": 1, "made_at": manifest.made_at.isoformat()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def _manifest(found: dict[str, Any]) -> Manifest:
    facts = dict(found["facts"])
    facts["numbers"] = tuple(SeriesEnd(**one) for one in facts["numbers"])
    return Manifest(
        facts=BookFacts(**facts),
        made_at=datetime.fromisoformat(found["made_at"]),
        program=found["program"],
        reason=BackupReason(found["reason"]),
        size=int(found["size"]),
        sha256=found["sha256"],
    )
