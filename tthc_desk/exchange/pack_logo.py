"""The coat of arms or logo a pack may carry: a small whole PNG and nothing else."""

import struct
import zlib
from collections.abc import Iterator
from itertools import accumulate, islice

from tthc_desk.domain.errors import Code, DeskError

MOST_BYTES = 200 * 1024
MOST_PIXELS = 1200
_MAGIC = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
# By kind of colour: grey, red-green-blue, palette, and the first two with see-through.
_PALETTE = 3
_CHANNELS = {0: 1, 2: 3, _PALETTE: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8), 2: (8,), _PALETTE: (1, 2, 4, 8), 4: (8,), 6: (8,)}
_FILTERS = 5
# Adam7: left, top, and the steps across and down of each pass. Source: PNG, 2nd edition, 8.2.
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


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
    width, height, depth, *_ = head = _HEAD.unpack_from(chunks[0][1])
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise _refusal("logo_pixels", width=width, height=height, limit=MOST_PIXELS)
    # Its greys are clipped by what reads pictures for print.
    if depth == 16:
        raise _refusal("logo_depth")
    dots = b"".join(body for name, body in chunks if name == b"IDAT")
    if not _is_drawn(head, dots) or (head[3] == _PALETTE and b"PLTE" not in names):
        raise _refusal("logo_damaged")


def _is_drawn(head: tuple[int, ...], packed: bytes) -> bool:
    """Say whether the dots of a picture are all there, and no more; nothing is drawn yet."""
    width, height, depth, colour, packing, filtering, laced = head
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or laced > 1:
        return False
    bits = depth * _CHANNELS[colour]
    passes = _PASSES if laced else ((0, 0, 1, 1),)
    rows: list[int] = []
    for left, top, across, down in passes:
        wide, high = -(-(width - left) // across), -(-(height - top) // down)
        if wide > 0:
            rows += [1 + -(-wide * bits // 8)] * max(high, 0)
    return _fills(packed, rows)


def _fills(packed: bytes, rows: list[int]) -> bool:
    """Say whether packed bytes are exactly these rows, each begun by one of the five filters."""
    unpacking = zlib.decompressobj()
    try:
        dots = unpacking.decompress(packed, sum(rows) + 1)
    except zlib.error:
        return False
    starts = accumulate(rows, initial=0)
    whole = unpacking.eof and len(dots) == sum(rows)
    return whole and all(dots[at] < _FILTERS for at in islice(starts, len(rows)))


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
