"""The coat of arms or logo a pack may carry: a small whole PNG and nothing else."""

import struct
import zlib
from collections.abc import Iterator

from tthc_desk.domain.errors import Code, DeskError

MOST_BYTES = 200 * 1024
MOST_PIXELS = 1200
_MAGIC = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIB")


def check_logo(content: bytes) -> None:
    """Refuse what is no PNG, is damaged or is larger than a letterhead needs.

    Raises:
        DeskError: PACK with `reason` logo_bytes, logo_type, logo_damaged, logo_pixels or
            logo_depth.
    """
    if len(content) > MOST_BYTES:
        raise _refusal("logo_bytes", limit=MOST_BYTES // 1024)
    if not content.startswith(_MAGIC):
        raise _refusal("logo_type")
    try:
        chunks = tuple(_chunks(content))
    except (struct.error, ValueError) as error:
        raise _refusal("logo_damaged") from error
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names:
        raise _refusal("logo_damaged")
    width, height, depth = _HEAD.unpack_from(chunks[0][1])
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise _refusal("logo_pixels", width=width, height=height, limit=MOST_PIXELS)
    # Its greys are clipped by what reads pictures for print.
    if depth == 16:
        raise _refusal("logo_depth")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Take the chunks apart; each has its length before it and its check sum behind it."""
    at = len(_MAGIC)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", content, at + 8 + length)
        if zlib.crc32(name + body) != check or (name == b"IHDR" and length < _HEAD.size):
            raise ValueError("not as it was written")
        yield name, body
        at += length + 12


def _refusal(reason: str, **facts: object) -> DeskError:
    return DeskError(Code.PACK, None, reason=reason, **facts)
