"""The key file of a ward: a random key that only the owner of the file can read."""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError

PRIVATE = 0o777 if os.name == "nt" else 0o700
"""Mode of a new folder: its owner's alone. On Windows the data folder's rights are passed on: the
officers of one PC have accounts of their own, and a closed folder would keep all but one out."""

_MARK = "tthc-desk-key-1"
_KEY_BYTES, _SALT_BYTES = 32, 16


@dataclass(frozen=True, slots=True)
class WardKey:
    """A raw key and the salt of the one file it opens.

    Args:
        salt: the first bytes of that file, so that a key of another ward is told from damage.
    """

    key: bytes = field(repr=False)
    salt: bytes

    @classmethod
    def new(cls) -> "WardKey":
        """Make a key from the randomness of the system."""
        return cls(secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_SALT_BYTES))

    @property
    def pragma(self) -> str:
        """Write the key as the cipher takes a raw one; no password is stretched."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"

    def _check(self) -> str:
        return hashlib.sha256(self.key + self.salt).hexdigest()[:16]

    def text(self) -> str:
        """Write the lines of the key file."""
        return "\n".join((_MARK, self.key.hex(), self.salt.hex(), self._check())) + "\n"

    @classmethod
    def parse(cls, text: str) -> "WardKey":
        """Read the lines of a key file.

        Raises:
            DeskError: KEY if they are not a key or were changed.
        """
        try:
            mark, key_text, salt_text, check = text.split()
            key = cls(bytes.fromhex(key_text), bytes.fromhex(salt_text))
        except ValueError as error:
            raise DeskError(Code.KEY, reason="format") from error
        sized = len(key.key) == _KEY_BYTES and len(key.salt) == _SALT_BYTES
        if mark != _MARK or not sized or not hmac.compare_digest(check, key._check()):
            raise DeskError(Code.KEY, reason="format")
        return key


def read_key(path: Path) -> WardKey:
    """Read a key file.

    Raises:
        DeskError: KEY if it is missing, unreadable or no key.
    """
    try:
        return WardKey.parse(path.read_text(encoding="ascii"))
    except DeskError as error:
        error.facts["file"] = str(path)
        raise
    except FileNotFoundError as error:
        raise DeskError(Code.KEY, reason="missing", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise DeskError(Code.KEY, reason="format", file=str(path)) from error
    except OSError as error:
        raise DeskError(Code.KEY, reason="unreadable", file=str(path)) from error


def write_key(key: WardKey, path: Path) -> None:
    """Write a new key file, readable by its owner only, and force it to the disk."""
    write_secret(key.text(), path)


def write_secret(text: str, path: Path) -> None:
    """Write a new file that only its owner can read, and force it to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
