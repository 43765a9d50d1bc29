"""A superior authority for tests, and wards that send it truly signed files."""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from tests.helpers.wards import FixedClock
from tthc_desk.app.district_wiring import DistrictDesk, make_district, wire_district
from tthc_desk.domain.fingerprint import fingerprint, key_id
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.totals import NO_HASH, Chain, Span, Totals, TotalsNotes, TotalsRow, period_at
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.district.store import open_district_store
from tthc_desk.usecases.district import District
from tthc_desk.usecases.enrolment import EnrolWish
from tthc_desk.usecases.totals_ports import WardKeyFile

FORM = TotalsFiles()
DISTRICT = District(
    code="019",
    name="quận Thử",
    superior="UBND THÀNH PHỐ THỬ",
    unit="UBND QUẬN THỬ",
    place="Thử Nghiệm",
    officers=(Officer("thu", "Nguyễn Văn Thử", Role.SUPERVISOR, "Chuyên viên"),),
    training=True,
    due_days=5,
)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
START = date(2026, 1, 1)
FIELDS = ("Hộ tịch", "Chứng thực", "Đất đai")


def new_district(folder: Path, clock: FixedClock | None = None) -> DistrictDesk:
    """Make the test district's folder and open it."""
    make_district(folder, DISTRICT, clock or FixedClock(NOW))
    return open_again(folder, clock)


def open_again(folder: Path, clock: FixedClock | None = None) -> DistrictDesk:
    """Open the test district's folder."""
    chosen = clock or FixedClock(NOW)
    return wire_district(open_district_store(folder, FORM, chosen), chosen)


def month(number: int, year: int = 2026) -> Span:
    """Give a month of the test year."""
    return period_at(Chain.MONTHLY, date(year, number, 1))


@dataclass(frozen=True)
class Sent:
    """A file a ward has sent."""

    data: bytes
    hash: str
    totals: Totals

    @property
    def name(self) -> str:
        """Name it as the ward does."""
        return self.totals.file_name


@dataclass
class SendingWard:
    """A ward that counts dossiers of its own and signs what it sends."""

    code: str
    name: str = "phường Thử"
    made_at: datetime = datetime(2026, 1, 1, 8, 0, tzinfo=VIETNAM)
    seed: str = ""
    seqs: dict[Chain, int] = field(default_factory=dict)
    prevs: dict[Chain, str] = field(default_factory=dict)
    left: dict[tuple[Chain, str], tuple[int, int]] = field(default_factory=dict)
    events: int = 0

    def __post_init__(self) -> None:
        self.key = self._key()
        self.random = random.Random(self.code)

    def _key(self) -> SigningKey:
        return SigningKey(hashlib.sha256(f"{self.code}{self.seed}".encode()).digest())

    @property
    def public(self) -> bytes:
        """Give the public key."""
        return bytes(self.key.verify_key)

    @property
    def key_id(self) -> str:
        """Name the key."""
        return key_id(self.public)

    @property
    def fingerprint(self) -> str:
        """Give what stands on the key sheet."""
        return fingerprint(self.public)

    def new_key(self, seed: str, made_at: datetime) -> None:
        """Sign with another key from now on; what was sent stays known."""
        self.seed, self.made_at = seed, made_at
        self.key, self.seqs = self._key(), {}

    def key_file(self, replaces: str = "", **changes: Any) -> bytes:
        """Give the public key as it travels."""
        file = WardKeyFile(self.code, self.name, self.key_id, self.public, self.made_at, replaces)
        return FORM.seal_key(replace(file, **changes), self._sign)

    def _sign(self, message: bytes) -> bytes:
        return self.key.sign(message).signature

    def figures(self, chain: Chain = Chain.MONTHLY) -> tuple[TotalsRow, ...]:
        """Invent the next period: what came over is what the period before left."""
        return tuple(self._row(chain, name, at) for at, name in enumerate(sorted(FIELDS)))

    def _row(self, chain: Chain, name: str, at: int) -> TotalsRow:
        c6 = sum(self.left.get((chain, name), (0, 0)))
        c4, c5 = self.random.randint(0, 20), self.random.randint(0, 40)
        c12, c13 = self.random.randint(0, (c4 + c5 + c6) // 3), self.random.randint(0, 2)
        c13 = min(c13, c4 + c5 + c6 - c12)
        c10 = self.random.randint(0, 1) if c4 + c5 + c6 - c12 - c13 else 0
        done = c4 + c5 + c6 - c12 - c13 - c10
        c8 = self.random.randint(0, done)
        self.left[chain, name] = (c12, c13)
        money = self.random.randint(-1, 9) * 1000
        return TotalsRow(
            *(name, f"1.00000{at}", f"Thủ tục {at}"),
            *(c4, c5, c6, c8, done - c8, c10, c12, c13, 0, money, 2 * money),
        )

    def send(self, span: Span, chain: Chain = Chain.MONTHLY, **changes: Any) -> Sent:
        """Sign the next file of a chain.

        Args:
            changes: whatever of `Totals` is to be otherwise.
        """
        seq = changes.pop("seq", self.seqs.get(chain, 0) + 1)
        rows = changes.pop("rows", None) or self.figures(chain)
        self.events += 10
        given: dict[str, Any] = {
            "ward_code": self.code,
            "ward_name": self.name,
            "key_id": self.key_id,
            "chain": chain,
            "span": span,
            "seq": seq,
            "prev": self.prevs.get(chain, NO_HASH),
            "replaces": NO_HASH,
            "as_of": datetime.combine(span.last + timedelta(1), time(8), VIETNAM),
            "audit_head": hashlib.sha256(str(self.events).encode()).hexdigest(),
            "audit_length": self.events,
            "program": "0.1.0",
            "rows": rows,
            "notes": TotalsNotes(refused=1),
        }
        totals = Totals(**(given | changes))
        data, digest = FORM.seal(totals, self._sign)
        self.seqs[chain], self.prevs[chain] = seq, digest
        return Sent(data, digest, totals)

    def year(self, months: Iterable[int] = range(1, 11)) -> list[Sent]:
        """Send months of the test year, one after the other."""
        return [self.send(month(number)) for number in months]


def enrol(desk: DistrictDesk, ward: SendingWard, since: date = START, **changes: Any) -> None:
    """Enrol the key a ward signs with."""
    replaces = changes.pop("replaces", "")
    wish = EnrolWish(ward.fingerprint, since, changes.pop("until", None), replaces)
    desk.enrolment.enrol(ward.key_file(**changes), wish, desk.actor())


def deliver(desk: DistrictDesk, files: Iterable[Sent]) -> list[str]:
    """Deliver files one by one; give the outcomes."""
    actor = desk.actor()
    return [
        desk.consolidation.import_file(file.name, file.data, actor).outcome.value for file in files
    ]
