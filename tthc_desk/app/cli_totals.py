"""`export-totals` and `signing-key`: totals to the superior, and the key they are signed with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from tthc_desk.app import paths, plain_totals
from tthc_desk.app.options import Data, RequestId, User, day
from tthc_desk.app.output import command, emit, refuse, say
from tthc_desk.app.totals_sending import send_key, send_totals
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Role
from tthc_desk.domain.totals import Chain
from tthc_desk.usecases.signing_keys import KeyCondition
from tthc_desk.usecases.totals_ports import ExportLine

T = TypeVar("T")
Kind = Annotated[Chain | None, typer.Option("--kind", help="Chuỗi: ngày, tuần hay tháng.")]
First = Annotated[str | None, typer.Option("--from", help="Ngày đầu kỳ.")]
Last = Annotated[str | None, typer.Option("--to", help="Ngày cuối kỳ.")]
Out = Annotated[Path, typer.Option("--out", help="Thư mục nhận tệp, ví dụ thẻ nhớ.")]

_ENROL = (
    "Cấp trên chỉ nhận khi đã đăng ký khóa: gửi tệp khóa và phiếu khóa "
    "(tthc-desk signing-key export --out THƯ_MỤC)."
)

signing_key = typer.Typer(help="Khóa ký số liệu của phường.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export-totals")(command(export_totals))
    app.add_typer(signing_key, name="signing-key")


def export_totals(
    kind: Kind = None,
    first: First = None,
    last: Last = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Thư mục nhận tệp, ví dụ thẻ nhớ.")
    ] = None,
    amend: Annotated[
        str | None, typer.Option("--amend", help="Mã của tệp đã gửi mà tệp này thay.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Gửi lại đúng tệp đã xuất, dù số liệu đã đổi.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Liệt kê kỳ đã gửi, còn thiếu.")] = False,
    data: Data = None,
    user: User = None,
    request_id: RequestId = None,
) -> None:
    """Xuất số liệu một kỳ thành tệp có chữ ký; không đổi gì thì ra đúng tệp đã xuất."""
    if again and amend:
        raise typer.BadParameter("--again và --amend không đi cùng nhau.")
    with open_desk(paths.data_folder(data)) as desk:
        if listed:
            _list(desk, kind, first, last)
            return
        wanted, folder = _required(kind, first, last, out)
        if again:
            line = desk.totals.standing(*wanted)
        else:
            actor = desk.actor(user)
            with _hinted(desk):
                line = desk.totals.export(*wanted, actor, amend=amend, request_id=request_id)
        _send(desk, line, folder)


def _send(desk: Desk, line: ExportLine, folder: Path) -> None:
    written = send_totals(desk, line, folder)
    sheet = desk.totals_papers.sheet(line)
    emit(plain_totals.sent(line, sheet.totals, sheet.gaps, written))
    keys = desk.totals.key_state().keys
    if line.seq == 1 and line.key_id == keys[-1].key_id:
        # Until it is enrolled the superior refuses the file.
        say(f"Tệp ký bằng khóa {line.key_id}. {_ENROL}")


@contextmanager
def _hinted(desk: Desk) -> Iterator[None]:
    """Tell who may do what an officer may not; without `--user` the first one is seated."""
    try:
        yield
    except DeskError as error:
        if error.code is not Code.SUPERVISOR:
            raise
        ended = refuse(error)
        officers = desk.rules.book().ward.officers
        logins = [one.login for one in officers if one.role is Role.SUPERVISOR]
        if logins:
            options = ", ".join(f"--user {login}" for login in logins)
            say(f"Thêm tên đăng nhập của người phụ trách vào lệnh: {options}.")
        raise ended from None


def _list(desk: Desk, kind: Chain | None, first: str | None, last: str | None) -> None:
    begin = day(first, "from") if first else date.min
    end = day(last, "to") if last else desk.rules.today()
    used = {line.chain for line in desk.store.queries.exports()}
    for chain in [kind] if kind else [one for one in Chain if one in used | {Chain.MONTHLY}]:
        for period in desk.totals.calendar(chain, begin, end):
            emit(plain_totals.period(period))


def _required(
    kind: Chain | None, first: str | None, last: str | None, out: Path | None
) -> tuple[tuple[Chain, date, date], Path]:
    """Read what an export cannot do without.

    Raises:
        DeskError: REQUIRED, DATE; FOLDER before anything is made for it.
    """
    from tthc_desk.exchange.outbox import check_folder

    chain, begin = _given(kind, "chain"), day(_given(first, "from"), "from")
    end, folder = day(_given(last, "to"), "to"), _given(out, "out")
    check_folder(folder)
    return (chain, begin, end), folder


def _given(value: T | None, name: str) -> T:
    if value is None:
        raise DeskError(Code.REQUIRED, name)
    return value


@signing_key.command("show")
@command
def show_key(data: Data = None) -> None:
    """Xem khóa đang dùng, dấu vân tay của nó và các khóa trước."""
    with open_desk(paths.data_folder(data)) as desk:
        emit(plain_totals.key_state(desk.totals.key_state()))


@signing_key.command("new")
@command
def new_key(data: Data = None, user: User = None) -> None:
    """Lập khóa mới thay khóa đang dùng; cấp trên phải đăng ký lại."""
    with open_desk(paths.data_folder(data)) as desk:
        with _hinted(desk):
            made = desk.totals.make_key(desk.actor(user))
        emit(plain_totals.key(made))
        say(_ENROL)


@signing_key.command("export")
@command
def export_key(out: Out, data: Data = None, user: User = None) -> None:
    """Ghi tệp khóa công khai và phiếu khóa để cấp trên đối chiếu; chưa có khóa thì lập khóa."""
    from tthc_desk.exchange.outbox import check_folder

    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        check_folder(out)
        if desk.totals.key_state().condition is KeyCondition.NONE:
            with _hinted(desk):
                made = desk.totals.make_key(actor)
            say(f"Phường chưa có khóa ký: đã lập khóa {made.key_id}.")
        written = send_key(desk, out)
        emit({**plain_totals.key_state(desk.totals.key_state()), "files": list(map(str, written))})
