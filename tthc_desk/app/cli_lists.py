"""`handover`: lists out to officers and of results."""

from typing import Annotated

import typer

from tthc_desk.app import paths, plain
from tthc_desk.app.options import Data, User
from tthc_desk.app.output import command, emit
from tthc_desk.app.wiring import open_desk
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.handover import ListKind

handover = typer.Typer(help="Danh sách bàn giao: hồ sơ cho công chức, kết quả về quầy.")

ListNumber = Annotated[str, typer.Argument(help="Số danh sách.")]
Numbers = Annotated[list[str] | None, typer.Argument(help="Số hồ sơ.")]


@handover.command("new")
@command
def new(
    taker: Annotated[str, typer.Option("--taker", help="Người nhận (hoặc giao kết quả).")],
    kind: Annotated[ListKind, typer.Option("--kind", help="Chiều bàn giao.")] = ListKind.OFFICERS,
    data: Data = None,
    user: User = None,
) -> None:
    """Mở một danh sách."""
    with open_desk(paths.data_folder(data)) as desk:
        emit(plain.list_line(desk.handover.open(kind, taker, desk.actor(user))))


@handover.command("add")
@command
def add(
    list_number: ListNumber,
    numbers: Annotated[list[str], typer.Argument(help="Số hồ sơ.")],
    result_number: Annotated[
        str | None, typer.Option("--result-number", help="Số kết quả.")
    ] = None,
    result_date: Annotated[
        str | None, typer.Option("--result-date", help="Ngày ký kết quả.")
    ] = None,
    signer: Annotated[str | None, typer.Option("--signer", help="Người ký.")] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Đưa hồ sơ vào danh sách."""
    result = ActionInput(result_number=result_number, result_date=result_date, signer=signer)
    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        for number in numbers:
            line = desk.handover.add(list_number, number, actor, result)
            emit({**plain.list_line(line), "number": number})


@handover.command("close")
@command
def close(list_number: ListNumber, data: Data = None, user: User = None) -> None:
    """Chốt danh sách và phát hành phiếu bàn giao."""
    with open_desk(paths.data_folder(data)) as desk:
        line, paper = desk.handover.close(list_number, desk.actor(user))
        emit({**plain.list_line(line), "paper": paper.id})


@handover.command("accept")
@command
def accept(
    list_number: ListNumber, numbers: Numbers = None, data: Data = None, user: User = None
) -> None:
    """Nhận bàn giao: cả danh sách, hoặc chỉ các hồ sơ nêu số."""
    with open_desk(paths.data_folder(data)) as desk:
        line = desk.handover.accept(list_number, desk.actor(user), numbers or None)
        emit(plain.list_line(line))


@handover.command("reject")
@command
def reject(
    list_number: ListNumber,
    number: Annotated[str, typer.Argument(help="Số hồ sơ.")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do trả lại.")],
    data: Data = None,
    user: User = None,
) -> None:
    """Trả lại một hồ sơ; danh sách vẫn tiếp tục."""
    with open_desk(paths.data_folder(data)) as desk:
        line = desk.handover.reject(list_number, number, reason, desk.actor(user))
        emit(plain.list_line(line))


@handover.command("show")
@command
def show(
    list_number: Annotated[str | None, typer.Argument(help="Số danh sách.")] = None,
    data: Data = None,
) -> None:
    """Xem một danh sách, hoặc các danh sách gần đây."""
    with open_desk(paths.data_folder(data)) as desk:
        if list_number is None:
            for line in desk.store.queries.lists():
                emit(plain.list_line(line))
            return
        line, items = desk.handover.show(list_number)
        emit({**plain.list_line(line), "dossiers": [plain.list_item(i) for i in items]})
