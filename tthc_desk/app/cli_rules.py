"""`catalogue` and `calendar`: what the ward's promises rest on."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from tthc_desk.app import paths
from tthc_desk.app.options import FIRST_YEAR, LAST_YEAR, Data, User
from tthc_desk.app.output import command, emit, error_object, say
from tthc_desk.app.wiring import open_desk, proposed_year
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.catalogue import CatalogueDifference, version_of
from tthc_desk.usecases.catalogue_reading import RowReading, Verdict

catalogue = typer.Typer(help="Danh mục thủ tục hành chính.")
calendar = typer.Typer(help="Lịch làm việc theo năm.")

Year = Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR, help="Năm.")]


@catalogue.command("list")
@command
def list_procedures(data: Data = None) -> None:
    """Liệt kê thủ tục còn hiệu lực, mỗi dòng một thủ tục."""
    with open_desk(paths.data_folder(data)) as desk:
        today = desk.rules.today()
        for p in desk.store.queries.procedures():
            if p.valid_from <= today and (p.valid_to is None or today <= p.valid_to):
                emit(
                    {
                        "code": p.code,
                        "name": p.name,
                        "short_name": p.short_name,
                        "field": p.field,
                        "agency": p.agency,
                        "terms": {
                            c.value: {"unit": t.unit, "amount": t.amount}
                            for c, t in p.terms.items()
                        },
                        "fees_known": p.fees is not None,
                        "question": p.question,
                        "valid_from": p.valid_from,
                        "certainty": p.certainty,
                        "source": p.source,
                    }
                )


@catalogue.command("import")
@command
def import_catalogue(
    file: Annotated[Path, typer.Argument(help="Tệp CSV hoặc XLSX.")],
    yes: Annotated[bool, typer.Option("--yes", help="Áp dụng sau khi đã xem khác biệt.")] = False,
    data: Data = None,
    user: User = None,
) -> None:
    """Đọc danh mục, báo từng dòng, cho xem khác biệt; chỉ áp dụng khi có --yes."""
    from tthc_desk.exchange.catalogue_files import read_catalogue

    reading = read_catalogue(file)
    with open_desk(paths.data_folder(data)) as desk:
        for row in reading.rows:
            emit(_verdict(row))
        change = desk.upkeep.catalogue_difference(reading)
        written = desk.upkeep.apply_catalogue(change, desk.actor(user)) if yes else 0
    counts = {v.value: len(reading.of(v)) for v in Verdict}
    emit({**counts, **_difference(change), "applied": yes, "versions_written": written})
    say("Đã áp dụng." if yes else "Chưa thay đổi gì; chạy lại với --yes để áp dụng.")


@calendar.command("show")
@command
def show_calendar(year: Year, data: Data = None) -> None:
    """Xem các ngày đặc biệt của một năm, mỗi dòng một ngày."""
    with open_desk(paths.data_folder(data)) as desk:
        kept = desk.rules.book().calendar.years.get(year)
        _show(kept or proposed_year(year), kept=kept is not None)


@calendar.command("import")
@command
def import_calendar(
    file: Annotated[Path, typer.Argument(help="Tệp CSV: day,kind,name,source.")],
    data: Data = None,
    user: User = None,
) -> None:
    """Nhập lịch của một năm từ tệp; phải xác nhận riêng."""
    from tthc_desk.exchange.holiday_calendar import read_calendar

    year = read_calendar(file)
    with open_desk(paths.data_folder(data)) as desk:
        desk.upkeep.save_year(replace(year, confirmed=False), desk.actor(user))
        _show(year, kept=True)


@calendar.command("confirm")
@command
def confirm_calendar(year: Year, data: Data = None, user: User = None) -> None:
    """Xác nhận lịch của một năm (lịch đã nhập, hoặc lịch đề xuất)."""
    with open_desk(paths.data_folder(data)) as desk:
        kept = desk.rules.book().calendar.years.get(year) or proposed_year(year)
        confirmed = replace(kept, confirmed=True)
        desk.upkeep.save_year(confirmed, desk.actor(user))
        _show(confirmed, kept=True)
    say(f"Đã xác nhận lịch làm việc năm {year}.")


def _verdict(row: RowReading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "row": row.row,
        "line": row.line,
        "code": row.code,
        "verdict": row.verdict,
        "questions": [{"topic": q.topic, "sentence": q.sentence} for q in row.questions],
    }
    return found | error_object(row.error) if row.error else found


def _difference(change: CatalogueDifference) -> dict[str, Any]:
    return {
        "added": [p.code for p in change.added],
        "changed": [
            {
                "code": c.new.code,
                "fields": [
                    {"name": f.name, "old": _text(f.old), "new": _text(f.new)} for f in c.fields
                ],
            }
            for c in change.changed
        ],
        "closed": [version_of(c.procedure).code for c in change.closed],
        "unchanged": len(change.unchanged),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def _show(year: YearCalendar, *, kept: bool) -> None:
    for day in year.days:
        emit(
            {
                "day": day.date,
                "kind": day.kind,
                "name": day.name,
                "source": day.source,
                "working": day.is_working,
                "reception_open": day.reception_open,
            }
        )
    emit(
        {
            "year": year.year,
            "confirmed": year.confirmed,
            "stored": kept,
            "notes": [str(note) for note in year.notes],
        }
    )
