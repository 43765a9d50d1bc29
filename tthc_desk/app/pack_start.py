"""A new ward made from its pack."""

from pathlib import Path

from tthc_desk.app.clock import SystemClock
from tthc_desk.app.wiring import proposed_years
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import same_fingerprint
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.storage.folder import create_folder
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.ports import Clock, WriteUnit
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_pack import open_book


def make_ward_from_pack(
    folder: Path,
    opened: OpenedPack,
    clock: Clock | None = None,
    *,
    fingerprint: str | None = None,
    leader: str | None = None,
) -> None:
    """Make the data folder of a new ward from its pack and keep the key the pack is signed with.

    Args:
        fingerprint: as a person typed it from the sheet of IT; None when it was compared by eye.
        leader: login of the supervisor who opens the book; the first one when none is named.

    Raises:
        DeskError: FINGERPRINT; OFFICER when the leader is no supervisor of the pack; CLOCK when
            the pack was made after the present moment; see `storage.folder.create_folder`.
    """
    chosen = clock or SystemClock()
    check_fingerprint(opened, fingerprint)
    now, pack, content = chosen.now(), opened.pack, opened.content
    if pack.is_ahead_of(now):
        raise DeskError(Code.CLOCK, reason="pack", now=now, last=pack.made_at)
    years = {year.year: year for year in (*proposed_years(chosen), *content.years)}
    officer = _supervisor(content.ward, leader)

    def opening(unit: WriteUnit) -> None:
        open_book(unit, opened, content.ward.actor(officer), now)

    create_folder(
        folder, content.ward, years.values(), content.catalogue.procedures(), opening=opening
    )


def _supervisor(ward: Ward, login: str | None) -> Officer:
    may = [officer for officer in ward.officers if officer.role is Role.SUPERVISOR]
    found = [officer for officer in may if login in (None, officer.login)]
    if not found:
        raise DeskError(Code.OFFICER, "user", words=tuple(o.login for o in may))
    return found[0]


def check_fingerprint(opened: OpenedPack, typed: str | None) -> None:
    """Refuse a typed fingerprint that is not that of the pack's key.

    Raises:
        DeskError: FINGERPRINT.
    """
    if typed is not None and not same_fingerprint(typed, opened.pack.public):
        raise DeskError(Code.FINGERPRINT, "fingerprint")
