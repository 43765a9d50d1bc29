"""What a public key is known by: its id in files, the fingerprint people compare by eye."""

import hashlib
import re

_ID_DIGITS, _FINGERPRINT_DIGITS, _GROUP = 16, 32, 4
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]")  # spaces, hyphens and the dashes word processors make


def key_id(public: bytes) -> str:
    """Give the first 16 hexadecimal digits of the SHA-256 of a public key, lower case."""
    return hashlib.sha256(public).hexdigest()[:_ID_DIGITS]


def fingerprint(public: bytes) -> str:
    """Write the first 32 hexadecimal digits of the SHA-256: "3F2A 91C0 …", eight groups."""
    digits = hashlib.sha256(public).hexdigest()[:_FINGERPRINT_DIGITS].upper()
    return " ".join(digits[n : n + _GROUP] for n in range(0, len(digits), _GROUP))


def same_fingerprint(typed: str, public: bytes) -> bool:
    """Say whether what a person typed is the whole fingerprint; spaces, dashes, case are free."""
    digits = _BETWEEN.sub("", typed)
    # The upper case of some letters that are no digits is made of digits ("ﬀ" → "FF").
    return digits.isascii() and digits.upper() == fingerprint(public).replace(" ", "")


def key_file_name(ward_code: str, key: str) -> str:
    """Name the file a ward's public key travels in."""
    return f"KHOA_{ward_code}_{key}.json"
