"""The key that IT signs ward packs with: a file for the machine the packs are made on."""

import hashlib
import hmac
from pathlib import Path

from nacl.signing import SigningKey

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.folder import os_errors
from tthc_desk.storage.keys import write_secret
from tthc_desk.storage.signing import PrivateKey

_MARK = "tthc-desk-pack-key-1"


def make_pack_key(path: Path) -> PrivateKey:
    """Make a key and write its file, readable by the owner only.

    Raises:
        DeskError: FOLDER when something stands there or the folder is missing; READONLY,
            DISK_FULL, IO.
    """
    if not path.parent.is_dir():
        raise DeskError(Code.FOLDER, "out", folder=str(path.parent), reason="no_folder")
    key = SigningKey.generate()
    seed = bytes(key)
    with os_errors(path.parent):
        try:
            write_secret("\n".join((_MARK, seed.hex(), _check(seed))) + "\n", path)
        except FileExistsError as error:
            facts = {"path": str(path), "reason": "other_file"}
            raise DeskError(Code.FOLDER, "out", **facts) from error
    return PrivateKey(key)


def read_pack_key(path: Path) -> PrivateKey:
    """Read the file of a key.

    Raises:
        DeskError: PACK_KEY with `reason` missing, unreadable or format.
    """
    try:
        mark, seed, check = path.read_text(encoding="ascii").split()
        key = bytes.fromhex(seed)
    except FileNotFoundError as error:
        raise _refusal("missing", path) from error
    except OSError as error:
        raise _refusal("unreadable", path) from error
    except ValueError as error:
        raise _refusal("format", path) from error
    whole = len(key) == 32 and hmac.compare_digest(check, _check(key))
    if mark != _MARK or not whole:
        raise _refusal("format", path)
    return PrivateKey(SigningKey(key))


def _check(seed: bytes) -> str:
    return hashlib.sha256(_MARK.encode() + seed).hexdigest()[:16]


def _refusal(reason: str, path: Path) -> DeskError:
    return DeskError(Code.PACK_KEY, reason=reason, file=path.name)
