"""What a ward is set up with: names, codes, officers, desks, forms, numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tthc_desk.domain.numbering import SlipSeries
from tthc_desk.domain.officers import Actor, Officer
from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.domain.workdays import OfficeHours
from tthc_desk.usecases.paper_facts import FormSet, Letterhead, PaperKind

LETTER_SYMBOLS: Mapping[PaperKind, str] = MappingProxyType(
    {
        PaperKind.SUPPLEMENT_REQUEST: "HDHT",
        PaperKind.REFUSAL: "TCTN",
        PaperKind.APOLOGY: "PXL",
        # No source names a symbol for these; a ward that has one writes it into its profile.
        PaperKind.STOP_NOTICE: "",
        PaperKind.TRANSFER_SLIP: "",
        PaperKind.RESULT_CORRECTION: "",
    }
)
"""Letters with a number of their own and what stands after the slash.

Source: the forms of Thông tư 01/2018/TT-VPCP as provincial systems print them.
"""


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward's profile as kept in its data folder.

    Args:
        code: national five-digit code of the ward.
        agency_code: mã định danh cơ quan, first part of every number.
        number_pattern: as in `domain.numbering`.
        superior: cơ quan chủ quản, first header line.
        upper_authority: who receives totals.
        desks: names of the desks; the first is the default.
        training: invented persons only; every paper carries the watermark.
        deadline_mode: what a supplement does where the procedure does not say.
        printing_two_up: two A5 receipts on one A4.
        units: (processing unit, fields it works on); the rows of the daily tally.
        letter_symbols: (kind of letter, symbol) where the ward's differ from `LETTER_SYMBOLS`.
        wording: (kind of paper, its (key, text)) where the ward words a form otherwise.
        official_screen: TOML of the official system's columns; empty for the shipped ones.
        logo: SHA-256 of its logo, see `ward_logo`; empty for none.
        former: who left; papers and steps of theirs name them, nothing new is given to them.
    """

    code: str
    name: str
    unit: str
    counter: str
    place: str
    superior: str
    upper_authority: str
    agency_code: str
    number_pattern: str
    form_set: FormSet
    deadline_mode: DeadlineMode
    hours: OfficeHours
    officers: tuple[Officer, ...]
    desks: tuple[str, ...]
    contact: str = ""
    website: str = ""
    training: bool = False
    printing_two_up: bool = False
    letter_symbols: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wording: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    official_screen: str = ""
    logo: str = ""
    former: tuple[Officer, ...] = ()

    @property
    def letterhead(self) -> Letterhead:
        """Give the header lines its papers carry."""
        return Letterhead(
            superior=self.superior,
            unit=self.unit,
            counter=self.counter,
            place=self.place,
            form_set=self.form_set,
            contact=self.contact,
            website=self.website,
            training=self.training,
            logo=self.logo,
        )

    def letterhead_for(self, kind: PaperKind) -> Letterhead:
        """Give the header lines of one kind of paper, with the ward's wording of its form."""
        wording = dict(self.wording).get(kind.value, ())
        return replace(self.letterhead, wording=wording)

    def series_of(self, kind: PaperKind) -> SlipSeries:
        """Give the yearly series a kind of letter is numbered in."""
        return SlipSeries(dict(self.letter_symbols).get(kind.value, LETTER_SYMBOLS[kind]))

    def unit_of(self, field: str) -> str:
        """Name the unit that works on a field; a field without one stands for itself."""
        return next((unit for unit, fields in self.units if field in fields), field)

    def name_of(self, login: str) -> str:
        """Name an officer, also one who has left; a login nobody ever had stays as it is."""
        found = self.officer_ever(login)
        return found.name if found else login

    def officer(self, login: str) -> Officer | None:
        """Find an officer who works here by login."""
        return next((o for o in self.officers if o.login == login), None)

    def officer_ever(self, login: str) -> Officer | None:
        """Find an officer by login, also one who has left."""
        return next((o for o in (*self.officers, *self.former) if o.login == login), None)

    def actor(self, officer: Officer, desk: str = "") -> Actor:
        """Seat an officer at a desk, the first one if none is named."""
        return Actor(officer, desk or self.desks[0])
