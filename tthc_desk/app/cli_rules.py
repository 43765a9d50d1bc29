"""`catalogue` and `calendar`: what the ward's promises rest on."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from tthc_desk.app import paths
from tthc_desk.app.calendar_doubts import missing_words, note_sentences
from tthc_desk.app.catalogue_change import change_object, change_sentences, unit_sentences
from tthc_desk.app.options import FIRST_YEAR, LAST_YEAR, Data, User
from tthc_desk.app.output import command, emit, error_object, say
from tthc_desk.app.wiring import open_desk, proposed_year
from tthc_desk.documents.paper_file import check_target, write_paper
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.exchange.catalogue_steps import steps_text
from tthc_desk.exchange.statutory_holidays import MissingHoliday, missing_holidays
from tthc_desk.usecases.catalogue_reading import RowReading, Verdict
from tthc_desk.usecases.workflow import unknown_units

catalogue = typer.Typer(help="Danh mục thủ tục hành chính.")
calendar = typer.Typer(help="Lịch làm việc theo năm.")

Year = Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR, help="Năm.")]
ThoughIncomplete = Annotated[
    bool, typer.Option("--yes", help="Nhận cả khi lịch thiếu ngày nghỉ theo luật.")
]


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
                        "steps": steps_text(p.steps),
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
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Lấy cả giá trị ít thông tin hơn; ô trống vẫn không xóa."),
    ] = False,
    data: Data = None,
    user: User = None,
) -> None:
    """Đọc danh mục, báo từng dòng, cho xem khác biệt; chỉ áp dụng khi có --yes."""
    from tthc_desk.exchange.catalogue_files import read_catalogue

    reading = read_catalogue(file)
    with open_desk(paths.data_folder(data)) as desk:
        for row in reading.rows:
            emit(_verdict(row))
        change = desk.upkeep.catalogue_difference(reading, overwrite=overwrite)
        strangers = unknown_units(reading.procedures(), desk.rules.book().ward)
        written = desk.upkeep.apply_catalogue(change, desk.actor(user)) if yes else 0
    counts = {v.value: len(reading.of(v)) for v in Verdict}
    emit({**counts, **change_object(change), "applied": yes, "versions_written": written})
    for sentence in (*change_sentences(change), *unit_sentences(strangers)):
        say(sentence)
    say("Đã áp dụng." if yes else "Chưa thay đổi gì; chạy lại với --yes để áp dụng.")


@calendar.command("show")
@command
def show_calendar(year: Year, data: Data = None) -> None:
    """Xem các ngày đặc biệt của một năm, mỗi dòng một ngày."""
    with open_desk(paths.data_folder(data)) as desk:
        kept = desk.rules.book().calendar.years.get(year)
        _show(kept or proposed_year(year), kept=kept is not None)


@calendar.command("export")
@command
def export_calendar(
    year: Year,
    out: Annotated[Path, typer.Option("--out", help="Tệp CSV sẽ ghi.")],
    data: Data = None,
) -> None:
    """Ghi lịch của một năm ra tệp để sửa rồi nhập lại; năm chưa có thì ghi lịch đề xuất."""
    from tthc_desk.exchange.holiday_calendar import calendar_csv

    check_target(out)
    if out.suffix.lower() != ".csv":
        raise DeskError(Code.FORMAT, "out", reason="only_csv")
    with open_desk(paths.data_folder(data)) as desk:
        kept = desk.rules.book().calendar.years.get(year)
    shown = kept or proposed_year(year)
    write_paper(calendar_csv(shown), out)
    emit(
        {
            "year": year,
            "out": str(out),
            "days": len(shown.days),
            "confirmed": shown.confirmed,
            "stored": kept is not None,
            "notes": [str(note) for note in shown.notes],
        }
    )
    for sentence in note_sentences(shown):
        say(sentence)
    say(f"Đã ghi lịch năm {year}. Sửa xong thì nhập lại: tthc-desk calendar import {out}.")


@calendar.command("import")
@command
def import_calendar(
    file: Annotated[Path, typer.Argument(help="Tệp CSV: day,kind,name,source.")],
    yes: ThoughIncomplete = False,
    data: Data = None,
    user: User = None,
) -> None:
    """Nhập lịch của một năm từ tệp; phải xác nhận riêng."""
    from tthc_desk.exchange.holiday_calendar import read_calendar

    year = read_calendar(file)
    with open_desk(paths.data_folder(data)) as desk:
        _check_complete(year, though_incomplete=yes)
        desk.upkeep.save_year(replace(year, confirmed=False), desk.actor(user))
        _show(year, kept=True)
    say(f"Đã nhập lịch năm {year.year}, chưa xác nhận: tthc-desk calendar confirm {year.year}.")


@calendar.command("confirm")
@command
def confirm_calendar(
    year: Year, yes: ThoughIncomplete = False, data: Data = None, user: User = None
) -> None:
    """Xác nhận lịch của một năm (lịch đã nhập, hoặc lịch đề xuất)."""
    with open_desk(paths.data_folder(data)) as desk:
        kept = desk.rules.book().calendar.years.get(year) or proposed_year(year)
        _check_complete(kept, though_incomplete=yes)
        confirmed = replace(kept, confirmed=True)
        desk.upkeep.save_year(confirmed, desk.actor(user))
        _show(confirmed, kept=True)
        affected = len(desk.calendar_review.affected())
    say(f"Đã xác nhận lịch làm việc năm {year}.")
    if affected:
        say(
            f"{affected} hồ sơ đang giải quyết có ngày hẹn đã in khác ngày tính theo lịch này; "
            "ngày đã in vẫn giữ. Xem bằng: calendar review."
        )


@calendar.command("review")
@command
def review_calendar(data: Data = None) -> None:
    """Liệt kê hồ sơ mà lịch đã đổi cho ngày hẹn khác; giữ hay đổi do act … decide-date."""
    with open_desk(paths.data_folder(data)) as desk:
        for shift in desk.calendar_review.affected():
            emit(
                {
                    "number": shift.number,
                    "procedure_name": shift.procedure_name,
                    "printed_due": shift.printed_due,
                    "new_due": shift.new_due,
                }
            )


def _verdict(row: RowReading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "row": row.row,
        "line": row.line,
        "code": row.code,
        "verdict": row.verdict,
        "questions": [{"topic": q.topic, "sentence": q.sentence} for q in row.questions],
    }
    return found | error_object(row.error) if row.error else found


def _check_complete(year: YearCalendar, *, though_incomplete: bool) -> None:
    """Refuse a year without its public holidays: every promise of that year would be too early."""
    missing = missing_holidays(year)
    words = missing_words(year)
    if missing and though_incomplete:
        say(f"Lịch năm {year.year} vẫn thiếu: {', '.join(words)}.")
    elif missing:
        emit({"year": year.year, "missing": [_missing(one) for one in missing], "stored": False})
        raise DeskError(Code.FORMAT, reason="calendar_missing", year=year.year, missing=words)


def _missing(one: MissingHoliday) -> dict[str, Any]:
    return {"name": one.name, "lacking": one.lacking, "days": one.days}


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
            "missing": [_missing(one) for one in missing_holidays(year)],
        }
    )
    for sentence in note_sentences(year):
        say(sentence)
