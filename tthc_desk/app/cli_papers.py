"""Commands about papers and figures: paper, tally, report."""

from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths, plain
from tthc_desk.app.options import Data, User, day, moment
from tthc_desk.app.output import command, emit
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.reports import broken_identities, tally_lines

_OF_A_LIST = frozenset({PaperKind.HANDOVER_LIST, PaperKind.RESULT_HANDOVER})

report_app = typer.Typer(help="Báo cáo theo biểu mẫu.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("paper")(command(paper))
    app.command("tally")(command(tally))
    app.add_typer(report_app, name="report")


def paper(
    kind: Annotated[PaperKind, typer.Argument(help="Loại giấy tờ.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp PDF sẽ ghi.")],
    number: Annotated[str | None, typer.Argument(help="Số hồ sơ hoặc danh sách.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="Ngày, cho daily-tally.")] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Ghi một giấy tờ ra PDF; đã in rồi thì in lại đúng như lần đầu."""
    from tthc_desk.documents.paper_file import write_paper

    if (number is None) != (kind is PaperKind.DAILY_TALLY):
        raise typer.BadParameter("daily-tally cần --date, giấy tờ khác cần số")
    if out.suffix.lower() != ".pdf":
        raise DeskError(Code.FORMAT, "out")
    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        line = _line(desk, kind, number, date, actor)
        printed = desk.papers.pdf(line.id)
        write_paper(printed.pdf, out)
        desk.papers.note([line.id], "sent", actor)
    emit(
        {
            **plain.paper_line(line),
            "out": str(out),
            "reprint": printed.reprint.count if printed.reprint else 0,
        }
    )


def tally(
    date: Annotated[str, typer.Option("--date", help="Ngày (2026-01-31 hoặc 31/01/2026).")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Như đã biết tại thời điểm này.")
    ] = None,
    data: Data = None,
) -> None:
    """In số liệu của một ngày."""
    known = moment(as_of, "as_of") if as_of else None
    with open_desk(paths.data_folder(data)) as desk:
        figures = desk.reports.tally(day(date, "date"), known)
        broken = broken_identities(figures, tally_lines(figures))
        emit(plain.day_figures(figures, broken))


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


def _line(
    desk: Desk, kind: PaperKind, number: str | None, date: str | None, actor: Actor
) -> PaperLine:
    if kind is PaperKind.DAILY_TALLY:
        return desk.reports.issue_tally(day(date or "", "date"), actor)
    if kind not in _OF_A_LIST:
        return desk.papers.newest_or_new(kind, number or "", actor)
    found = desk.papers.newest(kind, number or "")
    if found is None:
        raise DeskError(Code.NOT_FOUND, "list")
    return found
