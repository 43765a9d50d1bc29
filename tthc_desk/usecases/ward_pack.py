"""A ward pack taken over by a living ward: its difference first, then all of it or nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json, canonical, stamp
from tthc_desk.domain.fingerprint import fingerprint, key_id
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.catalogue import CatalogueDifference, version_of
from tthc_desk.usecases.pack_content import CLOCK_SLACK, OpenedPack, SealedPack
from tthc_desk.usecases.pack_difference import (
    PackDifference,
    YearDifference,
    new_ward,
    officer_changes,
    profile_changes,
    reworded,
    text_changes,
    year_changes,
)
from tthc_desk.usecases.pack_procedures import pack_catalogue, way_out, with_pack
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.rules_digest import calendar_digest, catalogue_digest
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_logo import keep_logo, kept_logo

_SETTING = "ward_pack"


@dataclass(frozen=True, slots=True)
class PinnedPack:
    """The pack a ward took over last, and the key it trusts.

    Args:
        hash: SHA-256 of its payload.
    """

    public: bytes
    made_at: datetime
    hash: str

    @property
    def key_id(self) -> str:
        """Name the key."""
        return key_id(self.public)

    @property
    def fingerprint(self) -> str:
        """Write the fingerprint of the key as people compare it."""
        return fingerprint(self.public)


class WardPacks:
    """Shows and takes over the packs of one ward."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def pinned(self) -> PinnedPack | None:
        """Give the key the ward trusts; None when it was made without a pack."""
        text = self._store.queries.setting(_SETTING)
        return None if text is None else _pinned(text)

    def logo(self) -> bytes:
        """Give the logo papers are issued with now; empty for none."""
        return kept_logo(self._store.queries, self._rules.book().ward.logo)

    def difference(self, opened: OpenedPack, from_day: date | None = None) -> PackDifference:
        """Say what taking a pack over would change.

        Args:
            from_day: first day of changed procedures; today by default.

        Raises:
            DeskError: PACK when it is another ward's, or of training where the ward is real;
                CLOCK when it was made after the present moment.
        """
        book, content = self._rules.book(), opened.content
        _check_ward(book.ward, content.ward)
        now = self._rules.moment(None)
        if opened.pack.is_ahead_of(now):
            # Once taken over it would keep every true pack out.
            raise DeskError(Code.CLOCK, reason="pack", now=now, last=opened.pack.made_at)
        day, pinned = from_day or self._rules.today(), self.pinned()
        if day < self._rules.today():
            raise DeskError(Code.DATE, "from", low=self._rules.today())
        new = new_ward(book.ward, content)
        return PackDifference(
            from_day=day,
            profile=profile_changes(book.ward, new),
            officers=officer_changes(book.ward, new, self._store.queries.open_by_holder()),
            catalogue=pack_catalogue(
                self._store.queries.procedures(),
                content.catalogue.procedures(),
                day,
                self._rules.today(),
            ),
            years=tuple(year_changes(book.calendar.years, content.years)),
            wording=reworded(book.ward, new),
            new_key=pinned is None or pinned.public != opened.pack.public,
            texts=text_changes(book.ward, new),
        )

    def apply(
        self, opened: OpenedPack, seen: PackDifference, actor: Actor, *, compared: bool = False
    ) -> bool:
        """Take a pack over as the person saw it: profile, procedures, calendars, wording, key.

        The pack taken over last brings back what changed since, and its logo if that is lost.
        Versions of procedures that were in force stay with their days; dossiers keep theirs.

        Args:
            compared: the fingerprint of its key was compared with the sheet of IT.

        Returns:
            Whether anything was written: not for the pack taken over last where the ward
            still is as it says.

        Raises:
            DeskError: SUPERVISOR; PACK_KEY when the key is not the trusted one and was not
                compared; PACK when the pack is older than the last one, or the ward changed
                since `seen`, or a version of the same first day stands there (`first`: the day from
                which it can be taken over).
        """
        if not actor.is_supervisor:
            raise DeskError(Code.SUPERVISOR, action="ward-pack")
        with self._store.write() as unit:
            # Nobody else can write while the unit is open: what is read here stands.
            pinned = self.pinned()
            _check_key(pinned, opened, compared=compared)
            self.refuse_older(opened)
            if self.difference(opened, seen.from_day) != seen:
                raise DeskError(Code.PACK, reason="changed")
            _check_days(seen)
            keep_logo(unit, opened.content.logo)
            again = pinned is not None and pinned.hash == opened.sealed.hash
            writes = seen.changes_rules or not again
            if writes:
                now = self._rules.moment(unit.last_event_at())
                self._write(_Writing(unit, actor, now), opened, seen, pinned)
            unit.commit()
        return writes

    def _write(
        self,
        writing: "_Writing",
        opened: OpenedPack,
        seen: PackDifference,
        pinned: PinnedPack | None,
    ) -> None:
        writing.save_ward(new_ward(self._rules.book().ward, opened.content), seen)
        writing.save_procedures(seen.catalogue)
        writing.save_years(seen.years, self._store.queries.calendar().years)
        writing.keep(opened, pinned, seen)

    def refuse_older(self, opened: OpenedPack) -> None:
        """Refuse a pack older than the last one, unless a wrong clock made the last one.

        Raises:
            DeskError: PACK.
        """
        pinned, pack = self.pinned(), opened.pack
        if pinned is None or pinned.made_at > self._rules.moment(None) + CLOCK_SLACK:
            return
        if pack.made_at < pinned.made_at:
            raise DeskError(Code.PACK, reason="older", found=pack.made_at, last=pinned.made_at)


def open_book(unit: WriteUnit, opened: OpenedPack, actor: Actor, now: datetime) -> None:
    """Begin the book of a ward that is made from a pack: the event says whose.

    The key and the logo are kept.
    """
    unit.save_setting(_SETTING, _setting(opened.sealed))
    keep_logo(unit, opened.content.logo)
    data = _of_pack(opened)
    ward = opened.pack.ward_code
    unit.append(NewEvent.by(actor, now, ward, EventKind.WARD_OPENED, data))


class _Writing:
    """Writes the parts of a pack, each with the event its check asks for."""

    def __init__(self, unit: WriteUnit, actor: Actor, now: datetime) -> None:
        self._unit = unit
        self._actor = actor
        self._now = now

    def save_ward(self, ward: Ward, seen: PackDifference) -> None:
        if seen.profile or seen.officers or seen.wording:
            self._unit.save_ward(ward)
        if seen.wording:
            papers: dict[str, Json] = {"papers": [kind for kind, _ in ward.wording]}
            self._note(EventKind.FORMS_CHANGED, "forms", papers)

    def save_procedures(self, change: CatalogueDifference) -> None:
        before = {version_of(p): p for p in self._unit.procedures()}
        after = with_pack(before.values(), change)
        changed = tuple(p for v, p in sorted(after.items()) if before.get(v) != p)
        if changed:
            self._unit.replace_procedures(changed)
            data: dict[str, Json] = {
                "versions": [f"{p.code} {p.valid_from.isoformat()}" for p in changed],
                "sha256": catalogue_digest(self._unit.procedures()),
            }
            self._note(EventKind.CATALOGUE_CHANGED, "catalogue", data)

    def save_years(
        self, changes: tuple[YearDifference, ...], standing: Mapping[int, YearCalendar]
    ) -> None:
        years = dict(standing)
        for change in changes:
            year = change.calendar
            years[year.year] = year
            self._unit.save_year(year)
            data: dict[str, Json] = {
                "confirmed": year.confirmed,
                "days": len(year.days),
                "sha256": calendar_digest(years.values()),
            }
            self._note(EventKind.CALENDAR_CONFIRMED, str(year.year), data)

    def keep(self, opened: OpenedPack, before: PinnedPack | None, seen: PackDifference) -> None:
        self._unit.save_setting(_SETTING, _setting(opened.sealed))
        data = _of_pack(opened) | {
            "replaces_key": key_id(before.public) if before and seen.new_key else "",
            "profile": [change.name for change in seen.profile],
            "officers": [change.login for change in seen.officers],
            "from_day": seen.from_day.isoformat(),
        }
        self._note(EventKind.WARD_PACK_APPLIED, opened.pack.ward_code, data)

    def _note(self, kind: EventKind, subject: str, data: dict[str, Json]) -> None:
        self._unit.append(NewEvent.by(self._actor, self._now, subject, kind, data))


def _setting(sealed: SealedPack) -> str:
    pack = sealed.pack
    return canonical(
        {"public": pack.public.hex(), "made_at": stamp(pack.made_at), "sha256": sealed.hash}
    )


def _pinned(text: str) -> PinnedPack:
    kept = json.loads(text)
    made_at = datetime.fromisoformat(kept["made_at"])
    return PinnedPack(bytes.fromhex(kept["public"]), made_at, kept["sha256"])


def _of_pack(opened: OpenedPack) -> dict[str, Json]:
    pack, logo = opened.pack, opened.content.ward.logo
    return {
        "sha256": opened.sealed.hash,
        "key_id": pack.key_id,
        "public": pack.public.hex(),
        "made_at": stamp(pack.made_at),
        "program": pack.program,
        **({"logo": logo} if logo else {}),
    }


def _check_ward(own: Ward, other: Ward) -> None:
    if own.code != other.code:
        facts = {"own": f"{own.name} ({own.code})", "ward": f"{other.name} ({other.code})"}
        raise DeskError(Code.PACK, reason="other_ward", **facts)
    if own.training != other.training:
        raise DeskError(Code.PACK, reason="other_training")


def _check_days(seen: PackDifference) -> None:
    conflicts = seen.catalogue.conflicts
    if conflicts:
        codes = tuple(dict.fromkeys(one.new.code for one in conflicts))
        first = way_out(conflicts, seen.from_day)
        raise DeskError(Code.PACK, reason="same_day", codes=codes, day=seen.from_day, first=first)


def _check_key(pinned: PinnedPack | None, opened: OpenedPack, *, compared: bool) -> None:
    pack = opened.pack
    if (pinned is None or pinned.public != pack.public) and not compared:
        reason = "unknown" if pinned is None else "other"
        facts = {"known": pinned.fingerprint if pinned else "–", "found": pack.fingerprint}
        raise DeskError(Code.PACK_KEY, reason=reason, **facts)
