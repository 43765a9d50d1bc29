"""The ward's private signing key: a sealed file beside the database, never inside it.

A backup holds the database alone: whoever restores one makes a new key, so that no two books ever
sign with the same.
"""

import hashlib
import os
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.storage.folder import KEY, os_errors
from tthc_desk.storage.keys import WardKey, read_key, write_secret

SIGNING_KEY = "signing.key"
_MARK = "tthc-desk-signing-1"
_PURPOSE = b"tthc-desk-sign"


class PrivateKey:
    """A private key in memory, as `usecases.totals_ports.Signer` describes it."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key

    @property
    def public(self) -> bytes:
        """Give the public half, 32 bytes."""
        return bytes(self._key.verify_key)

    @property
    def key_id(self) -> str:
        """Name the key by its public half."""
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """Sign with Ed25519; 64 bytes."""
        return self._key.sign(message).signature


class SigningKeyRing:
    """Keeps the key of one data folder, as `usecases.totals_ports.KeyRing` describes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def _path(self) -> Path:
        return self._folder / SIGNING_KEY

    def signer(self) -> PrivateKey | None:
        """Give the key of this folder; None when there is none.

        Raises:
            DeskError: SIGNING_KEY when the file is damaged or of another database.
        """
        try:
            text = self._path.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise _refusal("damaged", self._path) from error
        return PrivateKey(_unsealed(text, self._ward_key(), self._path))

    def make(self) -> PrivateKey:
        """Make a key and keep it; an older one is put aside under a name of its own.

        Raises:
            DeskError: READONLY, DISK_FULL, IO; the older one is not lost then.
        """
        key = SigningKey.generate()
        unfinished = self._folder / f"{SIGNING_KEY}.new"
        with os_errors(self._folder):
            unfinished.unlink(missing_ok=True)
            try:
                write_secret(_sealed(key, self._ward_key()), unfinished)
                self._put_aside()
                unfinished.rename(self._path)
            finally:
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)
            _keep_names(self._folder)
        return PrivateKey(key)

    def _ward_key(self) -> WardKey:
        return read_key(self._folder / KEY)

    def _put_aside(self) -> None:
        if self._path.exists():
            names = (self._folder / f"{SIGNING_KEY}.{number}.old" for number in count(1))
            self._path.rename(next(name for name in names if not name.exists()))


def _box(key: WardKey) -> SecretBox:
    """Derive what seals the file from the ward's key; the salt binds it to the database."""
    derived = hashlib.blake2b(
        b"", digest_size=SecretBox.KEY_SIZE, key=key.key, salt=key.salt, person=_PURPOSE
    )
    return SecretBox(derived.digest())


def _sealed(key: SigningKey, ward: WardKey) -> str:
    sealed = bytes(_box(ward).encrypt(bytes(key)))
    return "\n".join((_MARK, ward.salt.hex(), sealed.hex())) + "\n"


def _unsealed(text: str, ward: WardKey, path: Path) -> SigningKey:
    try:
        mark, salt, sealed = text.split()
        if mark == _MARK and salt != ward.salt.hex():
            raise _refusal("other", path)
        if mark == _MARK:
            return SigningKey(_box(ward).decrypt(bytes.fromhex(sealed)))
    except (CryptoError, ValueError) as error:
        raise _refusal("damaged", path) from error
    raise _refusal("damaged", path)


def _refusal(reason: str, path: Path) -> DeskError:
    return DeskError(Code.SIGNING_KEY, reason=reason, file=str(path))


def _keep_names(folder: Path) -> None:
    """Force the new names to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
