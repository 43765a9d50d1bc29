"""`close-day` and `reopen-day`: closing of the day."""

from typing import Annotated

import typer

from tthc_desk.app import paths, plain_closing
from tthc_desk.app.options import Data, RequestId, User, day
from tthc_desk.app.output import command, emit
from tthc_desk.app.own_backups import back_up_after_closing
from tthc_desk.app.wiring import open_desk
from tthc_desk.usecases.closing import THE_ONE, ClosingInput

Day = Annotated[str, typer.Option("--date", help="Ngày (2026-01-31 hoặc 31/01/2026).")]
Amounts = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("close-day")(command(close_day))
    app.command("reopen-day")(command(reopen_day))


def close_day(
    date: Day,
    cash: Annotated[
        Amounts, typer.Option("--cash", help="Tiền mặt đếm được: SỐ TIỀN, hoặc TÊN=SỐ TIỀN.")
    ] = None,
    opening: Annotated[
        Amounts, typer.Option("--opening", help="Tiền mặt đầu ngày nếu khác: TÊN=SỐ TIỀN.")
    ] = None,
    handed_in: Annotated[
        Amounts, typer.Option("--handed-in", help="Tiền mặt nộp đi: TÊN=SỐ TIỀN.")
    ] = None,
    second: Annotated[
        str | None, typer.Option("--second", help="Tên đăng nhập của người thứ hai.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Lý do chênh lệch, hoặc vì sao một mình chốt.")
    ] = None,
    data: Data = None,
    user: User = None,
    request_id: RequestId = None,
) -> None:
    """Chốt sổ một ngày, lần lượt từng ngày, và phát hành thống kê trong ngày."""
    given = ClosingInput(_amounts(cash), _amounts(opening), _amounts(handed_in), second, reason)
    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        found = desk.closing.close(day(date, "date"), given, actor, request_id=request_id)
    emit(plain_closing.answer(found))
    back_up_after_closing(paths.data_folder(data))


def reopen_day(
    date: Day,
    reason: Annotated[str | None, typer.Option("--reason", help="Lý do mở lại.")] = None,
    data: Data = None,
    user: User = None,
    request_id: RequestId = None,
) -> None:
    """Mở lại ngày chốt sau cùng; chỉ người phụ trách."""
    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        found = desk.closing.reopen(day(date, "date"), reason, actor, request_id=request_id)
    emit(plain_closing.answer(found))


def _amounts(typed: Amounts) -> dict[str, object]:
    """Read "LOGIN=ĐỒNG", or an amount alone; a login named twice is a slip of the hand."""
    found: dict[str, object] = {}
    for text in typed or ():
        login, equals, amount = text.rpartition("=")
        name = login.strip() if equals else THE_ONE
        if name in found:
            raise typer.BadParameter(f"ghi hai lần: {text}")
        found[name] = amount.strip()
    return found
