"""The ward's private signing key: a sealed file beside the database, never inside it.

A backup holds the database alone: whoever restores one makes a new key, so that no two books ever
sign with the same. Where the database alone was put back by hand, the file tells: it remembers the
newest totals file its key has signed, which such a book does not know.
"""

import hashlib
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.storage.folder import KEY, os_errors
from tthc_desk.storage.keys import WardKey, read_key, write_secret
from tthc_desk.usecases.totals_ports import LastSigned

SIGNING_KEY = "signing.key"
_MARK = "tthc-desk-signing-2"
# As written before keys remembered what they signed: the seed alone is sealed.
_BARE_MARK = "tthc-desk-signing-1"
# Seed, seq of the event and hash of the newest file signed; seq 0 when there is none.
_CONTENT = struct.Struct(">32sQ32s")
_PURPOSE = b"tthc-desk-sign"


class PrivateKey:
    """A private key in memory, as `usecases.totals_ports.Signer` describes it."""

    def __init__(self, key: SigningKey, last: LastSigned | None = None) -> None:
        self._key = key
        self._last = last

    @property
    def seed(self) -> bytes:
        """Give what the key is made from, 32 bytes; only the key's own sealed file holds it."""
        return bytes(self._key)

    @property
    def last(self) -> LastSigned | None:
        """Give the newest file this key is known to have signed; None of none."""
        return self._last

    @property
    def public(self) -> bytes:
        """Give the public half, 32 bytes."""
        return bytes(self._key.verify_key)

    def remembering(self, last: LastSigned) -> "PrivateKey":
        """Give the same key that knows of one more file."""
        return PrivateKey(self._key, last)

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
        return _unsealed(text, self._ward_key(), self._path)

    def make(self) -> PrivateKey:
        """Make a key and keep it; an older one is put aside under a name of its own.

        Raises:
            DeskError: READONLY, DISK_FULL, IO; the older one is not lost then.
        """
        made = PrivateKey(SigningKey.generate())
        with self._written(made) as unfinished:
            self._put_aside()
            unfinished.rename(self._path)
        return made

    @contextmanager
    def remembering(self, last: LastSigned) -> Iterator[None]:
        """Keep with the key what it signed last, once the block has ended well.

        Raises:
            DeskError: READONLY, DISK_FULL, IO; the key is as it was then.
        """
        found = self.signer()
        if found is None:
            raise _refusal("none", self._path)
        # Written before the block: afterwards only a name is left to be changed.
        with self._written(found.remembering(last)) as unfinished:
            yield
            unfinished.replace(self._path)

    @contextmanager
    def _written(self, key: PrivateKey) -> Iterator[Path]:
        """Lend the file of a key, whole on the disk, to be given its name."""
        unfinished = self._folder / f"{SIGNING_KEY}.new"
        with os_errors(self._folder):
            unfinished.unlink(missing_ok=True)
            try:
                write_secret(_sealed(key, self._ward_key()), unfinished)
                yield unfinished
            finally:
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)
            _keep_names(self._folder)

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


def _sealed(key: PrivateKey, ward: WardKey) -> str:
    last = key.last or LastSigned(0, "")
    content = _CONTENT.pack(key.seed, last.event_seq, bytes.fromhex(last.hash))
    sealed = bytes(_box(ward).encrypt(content))
    return "\n".join((_MARK, ward.salt.hex(), sealed.hex())) + "\n"


def _unsealed(text: str, ward: WardKey, path: Path) -> PrivateKey:
    try:
        mark, salt, sealed = text.split()
        if mark not in (_MARK, _BARE_MARK):
            raise _refusal("damaged", path)
        if salt != ward.salt.hex():
            raise _refusal("other", path)
        content = _box(ward).decrypt(bytes.fromhex(sealed))
        if mark == _BARE_MARK:
            return PrivateKey(SigningKey(content))
        seed, seq, digest = _CONTENT.unpack(content)
    except (CryptoError, ValueError, struct.error) as error:
        raise _refusal("damaged", path) from error
    return PrivateKey(SigningKey(seed), LastSigned(seq, digest.hex()) if seq else None)


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
