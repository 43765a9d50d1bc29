"""What a ward is set up with: names, codes, officers, desks, forms, numbers."""

from dataclasses import dataclass

from tthc_desk.domain.officers import Actor, Officer
from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.domain.workdays import OfficeHours
from tthc_desk.usecases.paper_facts import FormSet, Letterhead


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
        )

    def officer(self, login: str) -> Officer | None:
        """Find an officer by login."""
        return next((o for o in self.officers if o.login == login), None)

    def actor(self, officer: Officer, desk: str = "") -> Actor:
        """Seat an officer at a desk, the first one if none is named."""
        return Actor(officer, desk or self.desks[0])
