"""The totals an invented district is made to: a strict TOML file read into a `DistrictSample`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tthc_desk.app.profile_file import read_profile_file
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import clean_line, digits_only, typed_day, whole_number
from tthc_desk.domain.totals import Chain, Span, period_at

_KEYS = {
    "district": {"code", "name", "superior", "place"},
    "period": {"from", "to", "seed"},
    "wards": {"code", "name", "received", "open"},
}
_MOST_RECEIVED, _MOST_SEED = 1_000_000, 2**31 - 1
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class WardShare:
    """What one ward of the sample is made to.

    Args:
        name: without the word "phường".
        received: dossiers of the period that count.
        still_open: of these, so many are open and within their term when it ends.
    """

    code: str
    name: str
    received: int
    still_open: int


@dataclass(frozen=True, slots=True)
class DistrictSample:
    """What a district is made to.

    Args:
        superior, place: header lines of its papers.
        period: whole months; each is sent by every ward.
    """

    code: str
    name: str
    superior: str
    place: str
    period: Span
    seed: int
    wards: tuple[WardShare, ...]

    @property
    def received(self) -> int:
        """Give the dossiers of all wards."""
        return sum(ward.received for ward in self.wards)

    @property
    def still_open(self) -> int:
        """Give those of all wards that are open at the end."""
        return sum(ward.still_open for ward in self.wards)


def read_sample(path: Path) -> DistrictSample:
    """Read a sample file.

    Raises:
        DeskError: see `read_profile_file`; COUNT and DATE; `field` names a ward by its code.
    """
    return read_profile_file(path, _sample)


def _sample(data: Mapping[str, Any]) -> DistrictSample:
    for name in data:
        if name not in _KEYS:
            raise DeskError(Code.UNKNOWN_FIELD, str(name)[:60], words=tuple(_KEYS))
    district, period = (_section(data.get(name), name) for name in ("district", "period"))
    rows = data.get("wards")
    if not isinstance(rows, list) or not rows:
        raise DeskError(Code.PROFILE, "wards", reason="section")
    wards = tuple(_share(row, f"wards[{at}]") for at, row in enumerate(rows, start=1))
    twice = [code for code, times in Counter(w.code for w in wards).items() if times > 1]
    if twice:
        raise DeskError(Code.PROFILE, "wards", reason="ward_twice", value=twice[0])
    return DistrictSample(
        **{key: _text(district, "district", key) for key in _KEYS["district"]},
        period=_period(period),
        seed=whole_number(period.get("seed"), "period.seed", 0, _MOST_SEED),
        wards=wards,
    )


def _section(found: object, name: str, place: str = "") -> Mapping[str, Any]:
    place = place or name
    if not isinstance(found, Mapping):
        raise DeskError(Code.PROFILE, place, reason="section")
    for key in found:
        if key not in _KEYS[name]:
            words = tuple(sorted(_KEYS[name]))
            raise DeskError(Code.UNKNOWN_FIELD, f"{place}.{key}"[:60], words=words)
    return found


def _text(section: Mapping[str, Any], place: str, key: str) -> str:
    return clean_line(section.get(key), f"{place}.{key}", _NAME_LIMIT, required=True)


def _period(section: Mapping[str, Any]) -> Span:
    days = [typed_day(section.get(key), f"period.{key}") for key in ("from", "to")]
    first, last = _month(days[0]).first, _month(days[1]).last
    if days[1] < days[0]:
        raise DeskError(Code.DATE, "period.to", first=days[0], last=days[1])
    for key, given, whole in (("from", days[0], first), ("to", days[1], last)):
        if given != whole:
            raise DeskError(Code.DATE, f"period.{key}", low=whole, high=whole)
    return Span(first, last)


def _month(day: date) -> Span:
    return period_at(Chain.MONTHLY, day)


def _share(found: object, place: str) -> WardShare:
    row = _section(found, "wards", place)
    code = _text(row, place, "code")
    if not (len(code) == 5 and digits_only(code)):
        raise DeskError(Code.PROFILE, f"{place}.code")
    received = whole_number(row.get("received"), f"{code}.received", 0, _MOST_RECEIVED)
    return WardShare(
        code=code,
        name=_text(row, code, "name"),
        received=received,
        still_open=whole_number(row.get("open"), f"{code}.open", 0, received),
    )
