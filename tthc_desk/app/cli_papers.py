"""Commands about papers and figures: paper, tally, report."""

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from tthc_desk.app import paths, plain, plain_closing
from tthc_desk.app.options import Data, User, day, moment
from tthc_desk.app.output import command, emit, say
from tthc_desk.app.period_papers import (
    OF_A_LIST,
    OF_A_PERIOD,
    PeriodWords,
    check_ending,
    write_list_workbook,
    write_period_paper,
)
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.documents.paper_file import check_target, write_paper
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.report_periods import PeriodKind
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.messages import lost_logo_text, replaced_text
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle
from tthc_desk.usecases.reports import broken_identities, tally_lines

report_app = typer.Typer(help="Báo cáo theo biểu mẫu.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("paper")(command(paper))
    app.command("tally")(command(tally))
    app.add_typer(report_app, name="report")


def paper(
    kind: Annotated[PaperKind, typer.Argument(help="Loại giấy tờ.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp sẽ ghi: .pdf, bảng thì cả .xlsx.")],
    number: Annotated[str | None, typer.Argument(help="Số hồ sơ hoặc danh sách.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="Ngày, cho daily-tally.")] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Lập giấy mới theo tình trạng hiện nay.")
    ] = False,
    continuation: Annotated[
        bool, typer.Option("--continuation", help="Chỉ tờ tiếp theo của phiếu kiểm soát.")
    ] = False,
    first: Annotated[str | None, typer.Option("--from", help="Từ ngày, cho sổ, báo cáo.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Đến ngày.")] = None,
    preset: Annotated[
        PeriodKind | None, typer.Option("--preset", help="Kỳ chứa ngày --from, thay cho --to.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Như đã biết tại thời điểm này.")
    ] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Ghi một giấy tờ ra tệp; đã in rồi thì in lại đúng như lần đầu."""
    period = PeriodWords(first, last, preset, as_of)
    _check_usage(kind, number, date, period)
    if continuation and kind is not PaperKind.CONTROL_SLIP:
        raise typer.BadParameter("--continuation chỉ dùng cho control-slip")
    # Before anything: no paper is issued for a place that takes no file.
    check_target(out)
    as_workbook = check_ending(kind, out)
    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        if kind in OF_A_PERIOD:
            emit(write_period_paper(desk, kind, period, out, actor))
        elif as_workbook:
            emit(write_list_workbook(desk, kind, number or date or "", out, actor))
        else:
            line = _line(desk, kind, number, date, actor, anew=anew)
            emit(_write(desk, line, out, actor, continuation=continuation))


def _check_usage(
    kind: PaperKind, number: str | None, date: str | None, period: PeriodWords
) -> None:
    if kind in OF_A_PERIOD:
        fits = (number, date) == (None, None) and not period.none
    elif kind is PaperKind.DAILY_TALLY:
        fits = number is None and date is not None and period.none
    else:
        fits = number is not None and date is None and period.none
    if not fits:
        raise typer.BadParameter(
            "sổ, danh sách, báo cáo của một kỳ cần --from và --to (hoặc --preset), "
            "daily-tally cần --date, giấy tờ khác cần số"
        )


def _write(
    desk: Desk, line: PaperLine, out: Path, actor: Actor, *, continuation: bool
) -> dict[str, Any]:
    style = PrintStyle(copies=1, continuation=True) if continuation else None
    printed = desk.papers.pdf(line.id, style)
    write_paper(printed.pdf, out, lambda: desk.papers.note([line.id], "sent", actor))
    reprint = printed.reprint.count if printed.reprint else 0
    if printed.replaced:
        say(replaced_text(line.subject, printed.replaced))
    if printed.lacks_logo:
        say(lost_logo_text(line.subject))
    return {**plain.paper_line(line), "out": str(out), "reprint": reprint}


def tally(
    date: Annotated[str, typer.Option("--date", help="Ngày (2026-01-31 hoặc 31/01/2026).")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Như đã biết tại thời điểm này.")
    ] = None,
    data: Data = None,
) -> None:
    """In số liệu của một ngày; ngày đã chốt thì cả số liệu như đã chốt và các đính chính."""
    known = moment(as_of, "as_of") if as_of else None
    with open_desk(paths.data_folder(data)) as desk:
        on = day(date, "date")
        figures = desk.reports.tally(on, known)
        lines = tally_lines(figures, desk.rules.book().ward)
        broken = broken_identities(figures, lines)
        closings = () if known else desk.closing.closings(on)
        made = desk.closing.corrections_made(figures)
        closed = plain_closing.state(closings, desk.closing.corrections(on), made)
        units = plain_closing.units(lines)
        emit({**plain.day_figures(figures, broken), "units": units, **closed})


@report_app.command("06a")
@command
def report_06a(
    first: Annotated[str, typer.Option("--from", help="Từ ngày.")],
    last: Annotated[str, typer.Option("--to", help="Đến ngày.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Như đã biết tại thời điểm này.")
    ] = None,
    data: Data = None,
) -> None:
    """Số liệu biểu II.06a/VPCP/KSTT của một kỳ, theo lĩnh vực."""
    known = moment(as_of, "as_of") if as_of else None
    with open_desk(paths.data_folder(data)) as desk:
        found = desk.reports.report_06a(day(first, "from"), day(last, "to"), known)
        emit(plain.report(found))


def _tally_paper(desk: Desk, on: datetime.date, actor: Actor) -> PaperLine:
    """Give the tally a closed day was closed with, unless it was corrected since."""
    closed = desk.papers.newest(PaperKind.DAILY_TALLY, on.isoformat())
    standing = desk.closing.closings(on)
    if closed and standing and standing[-1].reopened is None:
        later = [c for c in desk.closing.corrections(on) if c.at > closed.issued_at]
        if not later:
            return closed
    return desk.reports.issue_tally(on, actor)


def _line(
    desk: Desk,
    kind: PaperKind,
    number: str | None,
    date: str | None,
    actor: Actor,
    *,
    anew: bool,
) -> PaperLine:
    if kind is PaperKind.DAILY_TALLY:
        return _tally_paper(desk, day(date or "", "date"), actor)
    if anew and kind not in OF_A_LIST:
        return desk.papers.issue_anew(kind, number or "", actor)
    if kind not in OF_A_LIST:
        return desk.papers.newest_or_new(kind, number or "", actor)
    found = desk.papers.newest(kind, number or "")
    if found is None:
        raise DeskError(Code.NOT_FOUND, "list")
    return found
