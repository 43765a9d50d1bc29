"""`official`: working beside the official system while dossiers are typed into both."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths, plain_official
from tthc_desk.app.official_desk import (
    PAPER,
    TABLE,
    check_ending,
    comparison_file,
    official_desk,
    read_columns,
    sheet_workbook,
    shipped_columns,
)
from tthc_desk.app.options import Data, User, day
from tthc_desk.app.output import REFUSED, command, emit, say
from tthc_desk.app.period_papers import told_in_quarters
from tthc_desk.app.wiring import open_desk
from tthc_desk.documents.paper_file import check_target, write_paper
from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.official_comparison import CodeToTake, Comparison, sure_codes
from tthc_desk.usecases.official_words import notes

official = typer.Typer(help="Làm việc bên cạnh hệ thống chính thức: xuất để nhập lại, đối chiếu.")
columns = typer.Typer(help="Thứ tự và tên cột của màn hình hệ thống chính thức.")
official.add_typer(columns, name="columns")

ListFile = Annotated[
    Path, typer.Argument(help="Danh sách hệ thống chính thức xuất ra (XLSX, CSV).")
]
First = Annotated[str | None, typer.Option("--from", help="Tiếp nhận từ ngày.")]
Last = Annotated[str | None, typer.Option("--to", help="Tiếp nhận đến ngày.")]


@columns.command("show")
@command
def show_columns(data: Data = None) -> None:
    """Xem các cột đang dùng, mỗi dòng một cột."""
    with open_desk(paths.data_folder(data)) as desk:
        screens = official_desk(desk).screens
        for one in screens.screen().columns:
            emit(plain_official.column(one))
        say("Cột riêng của phường." if screens.is_own else "Cột có sẵn của chương trình.")


@columns.command("export")
@command
def export_columns(
    out: Annotated[Path, typer.Option("--out", help="Tệp TOML sẽ ghi.")], data: Data = None
) -> None:
    """Ghi các cột đang dùng ra tệp để sửa rồi nhập lại."""
    check_target(out)
    with open_desk(paths.data_folder(data)) as desk:
        text = desk.rules.book().ward.official_screen or shipped_columns()
    write_paper(text.encode(), out)
    emit({"out": str(out)})


@columns.command("import")
@command
def import_columns(
    file: Annotated[Path, typer.Argument(help="Tệp TOML theo mẫu columns.toml.")],
    data: Data = None,
    user: User = None,
) -> None:
    """Nhận các cột của tỉnh mình; sai một chỗ thì không nhận gì và cột cũ giữ nguyên."""
    text = read_columns(file)
    with open_desk(paths.data_folder(data)) as desk:
        screen = official_desk(desk).screens.save(text, desk.actor(user))
    emit({"columns": [one.key for one in screen.columns], "statuses": len(screen.statuses)})


@columns.command("reset")
@command
def reset_columns(data: Data = None, user: User = None) -> None:
    """Bỏ cột riêng, dùng lại cột có sẵn."""
    with open_desk(paths.data_folder(data)) as desk:
        screen = official_desk(desk).screens.save("", desk.actor(user))
    emit({"columns": [one.key for one in screen.columns], "statuses": len(screen.statuses)})


@official.command("export")
@command
def export_list(
    first: Annotated[str, typer.Option("--from", help="Tiếp nhận từ ngày.")],
    last: Annotated[str, typer.Option("--to", help="Tiếp nhận đến ngày.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp .xlsx sẽ ghi.")],
    queue: Annotated[Queue | None, typer.Option("--queue", help="Chỉ hàng này.")] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Xuất danh sách hồ sơ theo thứ tự cột của hệ thống chính thức để nhập lại."""
    check_target(out)
    check_ending(out, TABLE)
    days = (day(first, "from"), day(last, "to"))
    with open_desk(paths.data_folder(data)) as desk:
        export = official_desk(desk).export
        facts = export.of_period(days, desk.actor(user), queue, told_in_quarters())
        write_paper(sheet_workbook(facts, told_in_quarters()), out)
    headings = [column.heading for column in facts.columns]
    emit({"out": str(out), "dossiers": len(facts.rows), "columns": headings})
    say("Tệp có số định danh, điện thoại của công dân: nhập xong thì xóa.")


@official.command("compare")
@command
def compare(
    file: ListFile,
    first: First = None,
    last: Last = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Ghi bảng đối chiếu ra tệp .xlsx hoặc .pdf.")
    ] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Đối chiếu sổ với danh sách của hệ thống chính thức; không đổi gì trong sổ."""
    ending = ""
    if out is not None:
        check_target(out)
        ending = check_ending(out, TABLE, PAPER)
    with open_desk(paths.data_folder(data)) as desk:
        found = official_desk(desk).compare(file, _days(first, last), told_in_quarters())
        if out is not None:
            actor = desk.actor(user)
            write_paper(comparison_file(desk, found, actor, ending, told_in_quarters()), out)
    for line in plain_official.comparison_lines(found):
        emit(line)
    emit({**plain_official.summary(found), "out": str(out) if out else None})
    _tell(found)


@official.command("take-codes")
@command
def take_codes(
    file: ListFile,
    first: First = None,
    last: Last = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="SỐ=MÃ: chỉ các mã này, cả khi có nhiều hồ sơ giống nhau."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ghi vào sổ.")] = False,
    data: Data = None,
    user: User = None,
) -> None:
    """Ghi mã chính thức của danh sách vào sổ: các mã chắc chắn, hoặc các mã nêu rõ."""
    with open_desk(paths.data_folder(data)) as desk:
        beside = official_desk(desk)
        found = beside.compare(file, _days(first, last), told_in_quarters())
        codes = _chosen(only, found) if only else sure_codes(found.found.candidates)
        if not yes:
            for one in found.found.candidates:
                emit(plain_official.candidate(one))
            say(f"Có {len(codes)} mã sẽ ghi. Chưa thay đổi gì; chạy lại với --yes để ghi.")
            return
        taken = beside.comparison.take_codes(codes, desk.actor(user), told_in_quarters())
    for each in taken:
        emit(plain_official.taken_code(each))
    done = sum(each.error is None for each in taken)
    emit({"taken": done, "refused": len(taken) - done, "asked": len(codes)})
    say(f"Đã ghi {done} trên {len(codes)} mã.")
    if done < len(codes):
        raise typer.Exit(REFUSED)


def _days(first: str | None, last: str | None) -> tuple[date, date] | None:
    if first is None and last is None:
        return None
    for name, text in (("from", first), ("to", last)):
        if text is None:
            raise DeskError(Code.REQUIRED, name)
    return day(first or "", "from"), day(last or "", "to")


def _chosen(only: list[str], found: Comparison) -> tuple[CodeToTake, ...]:
    """Read the pairs that were named; each must be one the comparison proposes."""
    proposed = {(one.here.number, one.there.code) for one in found.found.candidates}
    chosen = []
    for text in only:
        number, _, code = text.partition("=")
        if (number.strip(), code.strip().upper()) not in proposed:
            raise DeskError(Code.NOT_FOUND, "only", reason="no_candidate", value=text[:80])
        chosen.append(CodeToTake(number.strip(), code.strip().upper()))
    return tuple(chosen)


def _tell(found: Comparison) -> None:
    for sentence in notes(found):
        say(sentence)
    result = found.found
    say(
        f"Khớp {len(result.equal)}, khác {len(result.different)}, "
        f"chỉ có ở sổ {len(result.only_here)}, chỉ có trong danh sách {len(result.only_there)}, "
        f"có thể ghi mã {len(result.candidates)}."
    )
