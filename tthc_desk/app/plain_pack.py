"""Ward packs, what was found in them and what they change, as commands print them."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from tthc_desk.app.catalogue_change import change_object
from tthc_desk.app.output import error_object
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.officers import Officer
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.catalogue import ProcedureChange
from tthc_desk.usecases.pack_content import OpenedPack, PackContent, PackFinding, WardPack
from tthc_desk.usecases.pack_difference import PackDifference, ProfileChange, YearDifference
from tthc_desk.usecases.procedure_record import procedure_as_json
from tthc_desk.usecases.ward import Ward

_APART = ("officers", "former", "wording", "official_screen")


def finding(found: PackFinding) -> dict[str, Any]:
    """Write one finding of a folder."""
    error = error_object(found.error)["error"]
    reason = found.error.facts.get("reason")
    return {
        "level": found.level,
        "file": found.file,
        "line": found.line,
        **error,
        **({"reason": reason} if reason else {}),
    }


def pack(found: WardPack, sha256: str = "") -> dict[str, Any]:
    """Write who a pack is for and who signed it."""
    return {
        "ward": found.ward_name,
        "code": found.ward_code,
        "made_at": found.made_at.isoformat(),
        "program": found.program,
        "key_id": found.key_id,
        "fingerprint": found.fingerprint,
        **({"sha256": sha256} if sha256 else {}),
    }


def summary(content: PackContent) -> dict[str, Any]:
    """Count what a pack carries."""
    return {
        "training": content.ward.training,
        "officers": len(content.ward.officers),
        "procedures": len({p.code for p in content.catalogue.procedures()}),
        "years": [{"year": y.year, "confirmed": y.confirmed} for y in content.years],
        "reworded_papers": len(content.ward.wording),
        "logo_bytes": len(content.logo),
    }


def in_full(opened: OpenedPack) -> Iterator[dict[str, Any]]:
    """Write everything a pack says, one object a line, the key first."""
    content = opened.content
    yield {**pack(opened.pack, opened.sealed.hash), **summary(content)}
    yield {"profile": profile(content.ward)}
    for officer in content.ward.officers:
        yield {"officer": asdict(officer)}
    for version in content.catalogue.procedures():
        yield {"procedure": procedure_as_json(version)}
    for year in content.years:
        yield {"calendar": _year(year)}
    for kind, pairs in content.ward.wording:
        yield {"wording": kind, "texts": [{"key": key, "text": text} for key, text in pairs]}
    for warning in opened.warnings:
        yield {"finding": finding(warning)}


def profile(ward: Ward) -> dict[str, Any]:
    """Write the fields of a profile, without officers and wording."""
    return {
        one.name: _plain(getattr(ward, one.name)) for one in fields(Ward) if one.name not in _APART
    }


def difference(change: PackDifference) -> dict[str, Any]:
    """Write what taking a pack over would change."""
    return {
        "from_day": change.from_day,
        "profile": [_changed(one) for one in change.profile],
        "officers": [
            {
                "login": one.login,
                "old": _officer(one.before),
                "new": _officer(one.after),
                "still_held": one.still_held,
            }
            for one in change.officers
        ],
        "catalogue": {
            **change_object(change.catalogue),
            "closed_after": [
                {"code": one.procedure.code, "last_day": one.last_day}
                for one in change.catalogue.closed
            ],
            "conflicting": [_conflict(one) for one in change.catalogue.conflicts],
            "not_in_pack": list(dict.fromkeys(p.code for p in change.catalogue.absent)),
        },
        "calendar": [_year_change(one) for one in change.years],
        "wording": list(change.wording),
        "texts": [asdict(one) for one in change.texts],
        "new_key": change.new_key,
        "changes": change.changes_rules,
    }


def _conflict(change: ProcedureChange) -> dict[str, Any]:
    """Write a procedure whose version of the same first day stands in the way."""
    old, new = procedure_as_json(change.old), procedure_as_json(change.new)
    fields = [{"name": f.name, "old": old[f.name], "new": new[f.name]} for f in change.fields]
    return {"code": change.new.code, "fields": fields}


def _changed(change: ProfileChange) -> dict[str, Any]:
    return {"name": change.name, "old": _plain(change.old), "new": _plain(change.new)}


def _officer(officer: Officer | None) -> dict[str, Any] | None:
    return asdict(officer) if officer else None


def _year(year: YearCalendar) -> dict[str, Any]:
    days = [{"day": day.date, "kind": day.kind, "name": day.name} for day in year.days]
    return {"year": year.year, "confirmed": year.confirmed, "days": days}


def _year_change(change: YearDifference) -> dict[str, Any]:
    days = [
        {
            "day": one.date,
            "old": one.before.kind if one.before else None,
            "new": one.after.kind if one.after else None,
            "name": next(day.name for day in (one.after, one.before) if day),
        }
        for one in change.days
    ]
    year = change.calendar
    return {
        "year": year.year,
        "confirmed": year.confirmed,
        "was_confirmed": change.was_confirmed,
        "days": days,
    }


def _plain(value: object) -> object:
    if isinstance(value, OfficeHours):
        own = (one.name for one in fields(OfficeHours) if one.init)
        return {name: f"{getattr(value, name):%H:%M}" for name in own}
    return value
