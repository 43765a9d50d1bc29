"""What taking a ward pack over would change, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType

from tthc_desk.domain.officers import Officer
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.calendar_years import DayChange, changed_days
from tthc_desk.usecases.catalogue import CatalogueDifference
from tthc_desk.usecases.pack_content import PackContent
from tthc_desk.usecases.ward import Ward

# Compared by themselves, or the ward's own.
_APART = frozenset({"officers", "former", "wording", "official_screen"})


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """A field of the profile that would read otherwise."""

    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class OfficerChange:
    """An officer who comes (no `before`), goes (no `after`) or is written otherwise.

    Args:
        still_held: open dossiers of one who goes; work goes on while a person reads.
    """

    login: str
    before: Officer | None
    after: Officer | None
    still_held: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class YearDifference:
    """A year whose days, or whose confirmation, would change.

    Args:
        calendar: as the pack has it.
        was_confirmed: None when the ward has no calendar of that year.
    """

    calendar: YearCalendar
    was_confirmed: bool | None
    days: tuple[DayChange, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of a form that would read otherwise.

    Args:
        kind: of the paper.
        old: None where the ward has no words of its own; lines are divided by line breaks.
        new: None where the words of the form come back.
    """

    kind: str
    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class PackDifference:
    """All that taking a pack over would change, for a person to read first.

    Args:
        from_day: first day of changed procedures; days before it are never touched.
        wording: kinds of papers whose words change.
        new_key: the pack is not signed with the key this ward trusts.
        texts: of those papers, text by text.
    """

    from_day: date
    profile: tuple[ProfileChange, ...]
    officers: tuple[OfficerChange, ...]
    catalogue: CatalogueDifference
    years: tuple[YearDifference, ...]
    wording: tuple[str, ...]
    new_key: bool
    texts: tuple[TextChange, ...] = ()

    @property
    def changes_rules(self) -> bool:
        """Whether anything but the key would change."""
        ward = self.profile or self.officers or self.years or self.wording
        return bool(ward) or self.changes_procedures

    @property
    def changes_procedures(self) -> bool:
        """Whether the first day means anything."""
        found = self.catalogue
        return bool(found.added or found.changed or found.closed or found.conflicts)


def new_ward(held: Ward, content: PackContent) -> Ward:
    """Give the profile as it would be; what a pack does not carry stays the ward's own."""
    brought = content.ward
    # The words of one set of forms say nothing of another.
    own = held.wording if held.form_set is brought.form_set else ()
    wording = brought.wording or own
    return replace(
        brought,
        wording=wording,
        official_screen=held.official_screen,
        former=_former(held, brought),
    )


def _former(held: Ward, brought: Ward) -> tuple[Officer, ...]:
    """Give who has left; papers and open dossiers name them still."""
    known = (*held.officers, *held.former)
    return tuple(one for one in known if brought.officer(one.login) is None)


def profile_changes(old: Ward, new: Ward) -> tuple[ProfileChange, ...]:
    """Compare the fields of two profiles; officers and wording are compared by themselves."""
    names = (one.name for one in fields(Ward) if one.name not in _APART)
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(ProfileChange(*pair) for pair in pairs if pair[1] != pair[2])


def officer_changes(
    old: Ward, new: Ward, held: Mapping[str, int] = MappingProxyType({})
) -> tuple[OfficerChange, ...]:
    """Compare the officers of two profiles by their logins.

    Args:
        held: login → open dossiers.
    """
    logins = dict.fromkeys(o.login for o in (*old.officers, *new.officers))
    changes = (_officer_change(old, new, login, held.get(login, 0)) for login in logins)
    return tuple(change for change in changes if change.before != change.after)


def _officer_change(old: Ward, new: Ward, login: str, held: int) -> OfficerChange:
    after = new.officer(login)
    return OfficerChange(login, old.officer(login), after, 0 if after else held)


def year_changes(
    held: Mapping[int, YearCalendar], brought: tuple[YearCalendar, ...]
) -> tuple[YearDifference, ...]:
    """Compare the calendars of a pack with those the ward holds."""
    found = []
    for year in brought:
        own = held.get(year.year)
        days = changed_days(own or YearCalendar(year.year, ()), year)
        # A year somebody here has confirmed stays so while its days are the same.
        if own is None or days or (year.confirmed and not own.confirmed):
            found.append(YearDifference(year, own.confirmed if own else None, days))
    return tuple(found)


def reworded(old: Ward, new: Ward) -> tuple[str, ...]:
    """Name the kinds of papers whose words differ."""
    before, after = dict(old.wording), dict(new.wording)
    kinds = dict.fromkeys((*before, *after))
    return tuple(kind for kind in kinds if before.get(kind) != after.get(kind))


def text_changes(old: Ward, new: Ward) -> tuple[TextChange, ...]:
    """Compare the words of forms text by text."""
    before, after = _texts(old), _texts(new)
    places = sorted({*before, *after})
    return tuple(
        TextChange(*place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    )


def _texts(ward: Ward) -> dict[tuple[str, str], str]:
    """Give (paper, key) → text; a key that is repeated stands for several lines."""
    found: dict[tuple[str, str], str] = {}
    for kind, pairs in ward.wording:
        for key, text in pairs:
            place = (kind, key)
            found[place] = f"{found[place]}\n{text}" if place in found else text
    return found
