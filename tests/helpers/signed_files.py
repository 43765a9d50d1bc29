"""Signed files for tests: true ones, any ones, and forged ones with a signature that holds."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from nacl.signing import SigningKey

from tthc_desk.domain.events import canonical
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import NO_HASH, Chain, Span, Totals, TotalsNotes, TotalsRow, period_at
from tthc_desk.exchange import envelope
from tthc_desk.exchange.totals_file import TOTALS_TYPE, TotalsFiles
from tthc_desk.exchange.totals_payload import write_payload
from tthc_desk.usecases.totals_ports import WardKeyFile

SIGNING_KEY = SigningKey(b"a seed for tests and nothing else"[:32])
PUBLIC = bytes(SIGNING_KEY.verify_key)
KEY_ID = key_id(PUBLIC)
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
FILES = TotalsFiles()


def sign(message: bytes) -> bytes:
    """Sign with the key of the tests."""
    return SIGNING_KEY.sign(message).signature


def make_totals(**changes: Any) -> Totals:
    """Give the totals of a month of the test ward."""
    given: dict[str, Any] = {
        "ward_code": "00000",
        "ward_name": "Phường Thử Nghiệm",
        "key_id": KEY_ID,
        "chain": Chain.MONTHLY,
        "span": OCTOBER,
        "seq": 2,
        "prev": "ab" * 32,
        "replaces": NO_HASH,
        "as_of": datetime(2026, 11, 2, 1, 30, tzinfo=UTC),
        "audit_head": "cd" * 32,
        "audit_length": 1234,
        "program": "0.1.0",
        "rows": (
            TotalsRow("Chứng thực", "2.000815", "Chứng thực bản sao", 0, 9, 1, 7, 2, 1, 0, 0, 1),
            TotalsRow("Hộ tịch", "1.001193", "Đăng ký khai sinh", 3, 4, 2, 5, 1, 0, 2, 1, 0, 8000),
        ),
        "notes": TotalsNotes(1, 2, 3, 0, 1, 0),
    }
    return Totals(**(given | changes))


def totals_file(**changes: Any) -> bytes:
    """Give the signed file of `make_totals`."""
    return FILES.seal(make_totals(**changes), sign)[0]


def make_key(**changes: Any) -> WardKeyFile:
    """Give the public key of the tests as the test ward sends it."""
    given: dict[str, Any] = {
        "ward_code": "00000",
        "ward_name": "Phường Thử Nghiệm",
        "key_id": KEY_ID,
        "public": PUBLIC,
        "made_at": datetime(2026, 9, 30, 1, 30, tzinfo=UTC),
    }
    return WardKeyFile(**(given | changes))


def signed(payload: bytes, payload_type: str = TOTALS_TYPE) -> bytes:
    """Put any payload under a signature that holds."""
    return envelope.seal(payload_type, payload, KEY_ID, sign)


def forged(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Sign a payload after changing it behind the back of every check."""
    facts = json.loads(write_payload(make_totals()))
    change(facts)
    return signed(canonical(facts).encode())


_lines = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=30,
)
_counts = st.integers(0, 10**6)
_money = st.integers(-(10**9), 10**9)
_hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def any_rows(draw: st.DrawFn) -> tuple[TotalsRow, ...]:
    """Give rows that hold, in their order."""
    keys = draw(st.sets(st.tuples(_lines, _lines), max_size=6))
    return tuple(_row(draw, field, code) for field, code in sorted(keys))


def _row(draw: st.DrawFn, field: str, code: str) -> TotalsRow:
    came = [draw(_counts) for _ in range(3)]
    # Where a line is cut in five, the parts add up to it.
    cuts = sorted(draw(st.integers(0, sum(came))) for _ in range(4))
    c8, c9, c10, c12, c13 = (b - a for a, b in pairwise((0, *cuts, sum(came))))
    sums = came[0], came[1], came[2], c8, c9, c10, c12, c13
    opening = draw(st.integers(0, came[2]))
    return TotalsRow(field, code, draw(_lines), *sums, opening, draw(_money), draw(_money))


@st.composite
def any_totals(draw: st.DrawFn) -> Totals:
    """Give any totals a ward may send."""
    chain = draw(st.sampled_from(Chain))
    span = period_at(chain, draw(st.dates(date(2000, 2, 1), date(2990, 12, 31))))
    end = datetime.combine(span.last, draw(st.times()), VIETNAM)
    later = timedelta(seconds=draw(st.integers(0, 10**8)), microseconds=draw(_counts))
    return make_totals(
        ward_code=draw(st.from_regex("[0-9]{5}", fullmatch=True)),
        ward_name=draw(_lines),
        chain=chain,
        span=span,
        seq=draw(st.integers(1, 10**6)),
        prev=draw(st.just(NO_HASH) | _hashes),
        replaces=draw(st.just(NO_HASH) | _hashes),
        as_of=end + later,
        audit_head=draw(_hashes),
        audit_length=draw(_counts),
        program=draw(_lines),
        rows=draw(any_rows()),
        notes=TotalsNotes(*(draw(_counts) for _ in range(6))),
    )
