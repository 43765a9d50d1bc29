"""What of a pack reads well and yet cannot be meant, or would be missed at the counter."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time

from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.domain.officers import Role
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.vietnamese import fold, nfc

LineOf = Callable[[str], int]
_PARTS = ("morning_start", "morning_end", "afternoon_start", "afternoon_end", "fifteen_mark")
_EARLIEST, _LATEST = time(5), time(22)


def doubt_officers(
    file: str, rows: Sequence[Mapping[str, str]], lines: Sequence[int], findings: PackFindings
) -> None:
    """Find logins nobody can type or tell apart, and a counter without anybody."""
    first: dict[str, str] = {}
    for row, line in zip(rows, lines, strict=True):
        login = row.get("login", "")
        if any(letter.isspace() for letter in login):
            findings.refuse(file, line, "login_blank", "login", value=login)
        other = first.setdefault(login.casefold(), login)
        if other != login:
            findings.refuse(file, line, "login_case", "login", value=login, other=other)
    if rows and Role.COUNTER.value not in {row.get("role") for row in rows}:
        findings.warn(file, 1, "no_counter")


def doubt_desks(file: str, section: object, line_of: LineOf, findings: PackFindings) -> None:
    """Find desks that look alike on paper."""
    names = section.get("names") if isinstance(section, Mapping) else None
    told = Counter(_plain(name) for name in (names if isinstance(names, list) else ()))
    for name in names if isinstance(names, list) else ():
        if told.pop(_plain(name), 0) > 1:
            findings.refuse(file, line_of("desks.names"), "desk_twice", value=name)


def doubt_hours(file: str, section: object, line_of: LineOf, findings: PackFindings) -> None:
    """Find office hours left to the program, and those of the night."""
    if not isinstance(section, Mapping):
        return
    for part in _PARTS:
        clock = section.get(part)
        if clock is None:
            findings.refuse(file, line_of("hours"), "hours_part", "hours", name=part)
        elif isinstance(clock, time) and not _EARLIEST <= clock <= _LATEST:
            line, field = line_of(f"hours.{part}"), f"hours.{part}"
            findings.warn(file, line, "hours_night", field, value=f"{clock:%H:%M}")


def doubt_units(
    file: str,
    units: Iterable[tuple[str, tuple[str, ...]]],
    procedures: Iterable[Procedure],
    line_of: LineOf,
    findings: PackFindings,
    known: Iterable[str],
) -> None:
    """Find fields of units that neither a procedure of the pack nor one we ship has.

    Args:
        known: fields of the catalogue that comes with the program.
    """
    fields = {*(one.field for one in procedures), *known}
    for unit, of_unit in units:
        for field in of_unit:
            if field not in fields:
                line = line_of(f"units.{unit}")
                findings.warn(file, line, "units_field", None, value=field, unit=unit)


def doubt_procedures(
    file: str,
    rows: Iterable[tuple[int, Procedure]],
    today: date | None,
    findings: PackFindings,
) -> None:
    """Find short keys of two procedures, and procedures that are over.

    Args:
        rows: the line and the last version of each row.
        today: None for a pack that was made already.
    """
    first: dict[str, str] = {}
    for line, version in rows:
        for key in fold(version.keys).split():
            other = first.setdefault(key, version.code)
            if other != version.code:
                facts = {"value": key, "procedure": version.code, "other": other}
                findings.warn(file, line, "keys_twice", None, **facts)
        if today and version.valid_to and version.valid_to < today:
            facts = {"procedure": version.code, "name": version.short_name}
            findings.warn(file, line, "procedure_over", None, day=version.valid_to, **facts)


def doubt_papers(
    file: str, rows: Iterable[tuple[int, Mapping[str, str]]], findings: PackFindings
) -> None:
    """Find a paper that is asked for twice in one case."""
    first: dict[tuple[str, ...], int] = {}
    for line, cells in rows:
        place = (cells["code"], _plain(cells["case"]), _plain(cells["name"]))
        if first.setdefault(place, line) != line:
            facts = {"value": cells["name"], "first": first[place]}
            findings.refuse(file, line, "paper_twice", None, **facts)


def _plain(text: object) -> str:
    """Write a text as people tell it from others: by its marks, not by capitals or blanks."""
    return " ".join(nfc(str(text)).casefold().split())
