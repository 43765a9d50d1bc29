"""Numbers of dossiers and slips: how they are written and read, not how they are counted."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import clean_line
from tthc_desk.domain.vietnamese import nfc

OWN_PATTERN = "{agency_code}-{yymmdd}-T{nnnn}"
"""T: the ward's own, so that nobody takes it for the official code."""

EMERGENCY_PATTERN = "{agency_code}-{yymmdd}-K{desk}{nnn}"
"""For intake at a desk that cannot reach the ward's database; has its own counter per desk."""

_AGENCY = r"[0-9A-Z]{1,3}(?:\.[0-9A-Z]{1,3}){1,5}"
_OFFICIAL = re.compile(rf"{_AGENCY}-[0-9]{{6}}-[0-9]{{4,7}}")
_TOKEN = re.compile(r"(\{[^{}]*\})")
_LITERAL = re.compile("[0-9A-Z.-]*")
_RUNNING = re.compile(r"\{n{3,6}\}")
_DESK = re.compile("[1-9A-Z]")
_SYMBOL = re.compile("[A-ZĐ]{1,10}(-[A-ZĐ]{1,10}){0,3}")
_TYPED_SLIP = re.compile(
    "0*([1-9][0-9]{0,6}) ?/ ?([A-ZĐ]{1,10}(?:-[A-ZĐ]{1,10}){0,3})(?: ?[-/ ] ?([0-9]{4}))?"
)
_SLIP = re.compile("(0[1-9]|[1-9][0-9]{1,6})(?:/(.+))?")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number of the ward, read back.

    Args:
        serial: running number of the day, from 1.
        desk: desk of an emergency number; empty for others.
    """

    agency_code: str
    day: date
    serial: int
    desk: str = ""


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """How the ward writes its own numbers; made by `parse` from a line of the profile."""

    template: str

    @classmethod
    def parse(cls, text: str, field: str = "number_pattern") -> "NumberPattern":
        """Check a pattern: "{agency_code}-", then {yymmdd}, at most one {desk}, last {nnnn}.

        Between them digits, capitals, dots and hyphens. {nnn} to {nnnnnn} say the width.

        Raises:
            DeskError: FORMAT if it cannot be read back, or its numbers look like official codes.
        """
        tokens = _TOKEN.findall(text)
        fit = (
            text.startswith("{agency_code}-")
            and sorted(tokens[:-1]) in (["{agency_code}", "{yymmdd}"], _WITH_DESK)
            and _RUNNING.fullmatch(tokens[-1]) is not None
            and text.endswith(tokens[-1])
            and _LITERAL.fullmatch(_TOKEN.sub("", text)) is not None
        )
        pattern = cls(text)
        if not fit or pattern.looks_official():
            raise DeskError(Code.FORMAT, field)
        return pattern

    @property
    def per_desk(self) -> bool:
        """Whether each desk counts for itself."""
        return "{desk}" in self.template

    def looks_official(self) -> bool:
        """Tell whether its numbers can be taken for official codes, on a busy day at least."""
        busy = 10 ** _width(self.template)
        return is_official_code(self.format("H26.1", date(2026, 1, 1), busy, "1"))

    def format(self, agency_code: str, business_day: date, serial: int, desk: str = "") -> str:
        """Write a number; a running number too long for its width takes one digit more.

        Args:
            agency_code: identification code of the ward.
            business_day: local day the number belongs to.
            serial: running number of that day (and desk), from 1.
            desk: one of 1–9, A–Z where the pattern has a desk.

        Raises:
            ValueError: if the running number or the desk has no place in the pattern.
        """
        width = _width(self.template)
        if not 1 <= serial < 10 ** (width + 1):
            raise ValueError("running number out of range")
        if self.per_desk and not _DESK.fullmatch(desk):
            raise ValueError("a desk is one of 1-9, A-Z")
        parts = {
            "{agency_code}": agency_code,
            "{yymmdd}": f"{business_day:%y%m%d}",
            "{desk}": desk,
        }
        return _TOKEN.sub(lambda token: parts.get(token[0], f"{serial:0{width}}"), self.template)

    def read(self, number: str) -> OwnNumber | None:
        """Read a number of this pattern; None if it is not one, or no such day exists."""
        match = re.fullmatch(_expression(self.template), number)
        if match is None or int(match["serial"]) == 0:
            return None
        try:
            day = datetime.strptime(match["day"], "%y%m%d").date()  # noqa: DTZ007
        except ValueError:
            return None
        desk = match["desk"] if self.per_desk else ""
        return OwnNumber(match["agency"], day, int(match["serial"]), desk)


@dataclass(frozen=True, slots=True)
class SlipSeries:
    """The yearly series of one kind of slip or letter ("07/HDHT").

    Args:
        symbol: capitals after the slash ("HDHT", "TCTN", "PXL"); empty for a bare number.
    """

    symbol: str

    def __post_init__(self) -> None:
        if self.symbol and not _SYMBOL.fullmatch(self.symbol):
            raise DeskError(Code.FORMAT, "slip_series")

    def book(self, day: date) -> str:
        """Name the counter a day belongs to; each year begins at 1."""
        return f"{self.symbol}-{day.year}"

    def format(self, serial: int) -> str:
        """Write a number, below 10 with a zero before it.

        Source:
            Nghị định 30/2020/NĐ-CP, Phụ lục I.
        """
        if serial < 1:
            raise ValueError("a series begins at 1")
        return f"{serial:02}/{self.symbol}".removesuffix("/")

    def read(self, number: str) -> int | None:
        """Read the running number; None if the number is not of this series."""
        match = _SLIP.fullmatch(number)
        return int(match[1]) if match and (match[2] or "") == self.symbol else None


@dataclass(frozen=True, slots=True)
class TypedSlip:
    """A slip as a person asks for it.

    Args:
        number: as the slip writes it ("01/TCTN").
        year: of the series; None where it was not typed: numbers begin anew each year.
    """

    number: str
    year: int | None


def typed_slip(text: str) -> TypedSlip | None:
    """Read a slip's number as typed ("1/tctn", "01/TCTN-2025"); None for anything else."""
    match = _TYPED_SLIP.fullmatch(" ".join(nfc(text).upper().split()))
    if match is None:
        return None
    return TypedSlip(
        SlipSeries(match[2]).format(int(match[1])), int(match[3]) if match[3] else None
    )


def is_official_code(text: str) -> bool:
    """Tell whether a text is written as the codes of the provincial and ministry systems are.

    Source:
        Nghị định 118/2025/NĐ-CP Art 28: agency code, day of receipt, running number.
    """
    return _OFFICIAL.fullmatch(text) is not None


def official_code(value: object, field: str = "official_code") -> str:
    """Read a typed or scanned official code; capitals are made, empty stays empty.

    Raises:
        DeskError: FORMAT if it is not written as one.
    """
    code = clean_line(value, field).upper()
    if code and not is_official_code(code):
        raise DeskError(Code.FORMAT, field)
    return code


def agency_code(value: object, field: str = "agency_code") -> str:
    """Read the identification code of an agency ("H26.55.242", "000.00.01.H26").

    Raises:
        DeskError: REQUIRED if empty, FORMAT if not written as one.

    Source:
        Quyết định 20/2020/QĐ-TTg: groups parted by dots, at most 35 characters.
    """
    code = clean_line(value, field, required=True).upper()
    if len(code) > 35 or not re.fullmatch(_AGENCY, code):
        raise DeskError(Code.FORMAT, field)
    return code


_WITH_DESK = ["{agency_code}", "{desk}", "{yymmdd}"]


def _width(template: str) -> int:
    return len(_TOKEN.findall(template)[-1]) - 2


def _expression(template: str) -> str:
    width = _width(template)
    groups = {
        "{agency_code}": f"(?P<agency>{_AGENCY})",
        "{yymmdd}": "(?P<day>[0-9]{6})",
        "{desk}": "(?P<desk>[1-9A-Z])",
    }
    # The overflow form never begins with a zero, so every number has one spelling.
    serial = f"(?P<serial>[0-9]{{{width}}}|[1-9][0-9]{{{width}}})"
    return "".join(
        groups.get(part, serial if part.startswith("{") else re.escape(part))
        for part in _TOKEN.split(template)
    )
