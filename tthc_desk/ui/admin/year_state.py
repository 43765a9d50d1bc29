"""What the page of the calendar shows, read in one go."""

from dataclasses import dataclass

from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.usecases.calendar_years import HeldYear


@dataclass(frozen=True, slots=True)
class YearState:
    """A year with what is not sure of it.

    Args:
        years: (year, whether it is confirmed) of every year to choose from.
        missing: public holidays it does not give off, each in words.
        notes: what its proposal cannot know, in sentences.
    """

    years: tuple[tuple[int, bool], ...]
    held: HeldYear
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def calendar(self) -> YearCalendar:
        """Give the days."""
        return self.held.calendar

    @property
    def year(self) -> int:
        """Give the year."""
        return self.held.calendar.year


def read_year(services: AdminServices, year: int | None) -> YearState:
    """Read a year; without one the year that needs a person first."""
    held = services.years.held(services.years.to_confirm() if year is None else year)
    files, calendar = services.files, held.calendar
    years = {calendar.year: calendar.confirmed, **dict(services.years.years())}
    return YearState(
        tuple(sorted(years.items())), held, files.missing(calendar), files.notes(calendar)
    )
