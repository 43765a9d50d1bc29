"""Upkeep of a data folder: `backup`, `restore`, `migrate`."""

import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tthc_desk.app import paths
from tthc_desk.app.any_book import full_kind, kind_of, kind_of_backup, open_book
from tthc_desk.app.options import Data, User
from tthc_desk.app.output import REFUSED, command, emit, say
from tthc_desk.app.plain_backup import examined_plain, line_plain, state_plain
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.folder import find_version
from tthc_desk.storage.folder_kind import WARD
from tthc_desk.storage.instance_lock import window_is_open
from tthc_desk.usecases.backup_facts import BackupReason

backup = typer.Typer(
    help="Sao lưu sổ của phường hoặc của cấp trên; bản sao được mã hóa, không kèm tệp khóa.",
    invoke_without_command=True,
)
_KEY_APART = (
    "Bản sao chỉ mở được bằng tệp khóa {key}. Hãy giữ một bản khóa ở nơi khác, không để cùng bản "
    "sao: mất khóa thì không ai mở được, có cả hai thì ai cũng đọc được."
)
_KEY_BESIDE = (
    "Đã đặt bản sao khóa tại {key}. Ai có thư mục này đọc được mọi hồ sơ: hãy chuyển khóa sang "
    "nơi cất riêng."
)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(backup, name="backup")
    app.command("restore")(command(restore))
    app.command("migrate")(command(migrate))


@backup.callback()
def back_up(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option("--to", help="Thư mục đặt bản sao lưu.")] = None,
    with_key: Annotated[
        bool, typer.Option("--with-key", help="Đặt cả bản sao tệp khóa vào thư mục đó.")
    ] = False,
    data: Data = None,
) -> None:
    """Sao lưu và đối chiếu bản sao với sổ; không ghi --to thì vào thư mục đã chọn sẵn."""
    if context.invoked_subcommand is None:
        command(_back_up)(to, with_key, data)


def _back_up(to: Path | None, with_key: bool, data: Path | None) -> None:
    with open_book(paths.data_folder(data)) as desk:
        if with_key:
            desk.backups.refuse_other_key(to)
        line = (
            desk.backups.make_own(BackupReason.ASKED)
            if to is None
            else desk.backups.make(to, BackupReason.ASKED)
        )
        if line is None:
            raise typer.BadParameter("ghi --to THƯ_MỤC, hoặc chọn sẵn bằng backup folder THƯ_MỤC.")
        say(f"Đã sao lưu và đối chiếu: {line.path}.")
        key = desk.backups.copy_key(line.path.parent) if with_key else None
        kept = desk.store.folder / kind_of(desk.store.folder).key
    emit(line_plain(line) | {"key": str(key) if key else None})
    say(_KEY_BESIDE.format(key=key) if key else _KEY_APART.format(key=kept))


@backup.command("folder")
@command
def folder(
    place: Annotated[Path | None, typer.Argument(help="Thư mục nhận bản sao hằng ngày.")] = None,
    warn_days: Annotated[
        int | None, typer.Option("--warn-days", help="Báo sau bấy nhiêu ngày làm việc không có.")
    ] = None,
    data: Data = None,
) -> None:
    """Chọn thư mục tự sao lưu khi chốt sổ và khi đóng chương trình; không ghi thì in ra."""
    with open_book(paths.data_folder(data)) as desk:
        if place is not None:
            desk.backups.set_folder(place, desk.store.folder)
        if warn_days is not None:
            desk.backups.set_warn_days(warn_days)
        emit(state_plain(desk.backups.state()))


@backup.command("list")
@command
def list_backups(
    place: Annotated[Path | None, typer.Argument(help="Thư mục có bản sao lưu.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Không đọc hết từng bản: ok = null nếu chưa biết.")
    ] = False,
    data: Data = None,
) -> None:
    """Liệt kê bản sao lưu, mới nhất trước, đọc hết từng bản; bản hỏng có ok = false."""
    with open_book(paths.data_folder(data)) as desk:
        for line in desk.backups.listed(place):
            ok = None if quick and line.manifest else desk.backups.is_whole(line)
            emit(line_plain(line) | {"ok": ok})


@backup.command("check")
@command
def check(
    file: Annotated[Path, typer.Argument(help="Tệp bản sao lưu.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="Tệp khóa; không ghi thì khóa trong thư mục.")
    ] = None,
    data: Data = None,
) -> None:
    """Mở thử một bản sao lưu và kiểm tra toàn bộ bên trong; bản sao và sổ không đổi."""
    from tthc_desk.storage.backup_keeper import examine_backup

    place = paths.data_folder(data)
    kind = full_kind(kind_of_backup(file, place))
    work = place if place.is_dir() else Path(tempfile.gettempdir())
    found = examine_backup(file, key or place / kind.key, work, kind)
    emit(examined_plain(file, found))
    say("Bản sao lưu dùng được." if not found else f"Bản sao lưu có {len(found)} điểm sai.")
    if found:
        raise typer.Exit(REFUSED)


@backup.command("unpack")
@command
def unpack(
    file: Annotated[Path, typer.Argument(help="Tệp bản sao lưu.")],
    place: Annotated[Path, typer.Argument(help="Thư mục trống nhận sổ và khóa.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="Tệp khóa; không ghi thì khóa trong thư mục.")
    ] = None,
    data: Data = None,
) -> None:
    """Lấy sổ trong bản sao ra nguyên như cũ, không nâng cấp, cho chương trình bản trước."""
    from tthc_desk.storage.restore import lay_apart

    own = paths.data_folder(data)
    kind = full_kind(kind_of_backup(file, own))
    found = lay_apart(place, file, key or own / kind.key, kind)
    numbers = [asdict(end) for end in found.facts.numbers]
    plain = {"data": str(place), "schema": found.facts.schema}
    emit(plain | {"backup_made_at": found.made_at, "last_numbers": numbers})
    say(
        f"Đã đặt sổ như lúc {found.made_at:%H:%M %d/%m/%Y} vào {place}, chưa nâng cấp. Sổ này "
        "không biết các số cấp sau lúc ấy và sẽ cấp lại: trước khi tiếp nhận, hãy đối chiếu giấy "
        "đã in."
    )


@backup.command("lost")
@command
def lost(
    kept: Annotated[
        Path | None, typer.Argument(help="Sổ đã cất khi khôi phục; không ghi thì lần gần nhất.")
    ] = None,
    data: Data = None,
) -> None:
    """Liệt kê việc sổ đã cất có mà sổ hiện nay không có, để nhập lại; mỗi hồ sơ một dòng."""
    from tthc_desk.storage.lost_work import last_kept, lost_events
    from tthc_desk.usecases.lost_work import lost_lines

    place = paths.data_folder(data).resolve()
    lines = lost_lines(lost_events((kept or last_kept(place)).resolve(), place))
    for line in lines:
        emit(asdict(line))
    say(f"{len(lines)} mục phải xem lại." if lines else "Không thiếu gì.")


def restore(
    file: Annotated[Path, typer.Argument(help="Tệp bản sao lưu.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="Tệp khóa; không ghi thì khóa trong thư mục.")
    ] = None,
    last_number: Annotated[
        list[str] | None,
        typer.Option(
            "--last-number",
            help="Số cuối đã cấp của từng ngày, từng loại; loại không ghi thì bỏ trống một quãng. "
            "Chỉ hỏi khi không đọc được sổ cũ.",
        ),
    ] = None,
    last_serial: Annotated[
        int | None,
        typer.Option(
            "--last-serial",
            help="Số thứ tự cuối trong sổ theo dõi; không ghi thì tính theo số hồ sơ bỏ trống.",
            min=1,
        ),
    ] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Không ai biết số cuối: bỏ trống một quãng số.")
    ] = False,
    none_issued: Annotated[
        bool, typer.Option("--none-issued", help="Sau bản sao không cấp số nào nữa.")
    ] = False,
    data: Data = None,
    user: User = None,
) -> None:
    """Đặt lại sổ từ bản sao lưu; trạng thái cũ được cất nguyên vẹn trước đó."""
    if kind_of_backup(file, paths.data_folder(data)) is not WARD:
        _restore_district(paths.data_folder(data), file, key, user)
        return
    from tthc_desk.app.restoring import restore_folder
    from tthc_desk.usecases.restoring import IssuedSince

    issued = IssuedSince(tuple(last_number or ()), last_serial, none_issued, unknown)
    done = restore_folder(paths.data_folder(data), file, key, issued, user)
    emit(done)
    say(f"Đã khôi phục sổ của {done['ward']} như lúc {done['backup_made_at']}.")
    if done["kept"]:
        say(f"Sổ trước khi khôi phục được cất tại {done['kept']}.")
    _say_lost(done)
    if done["signed"]:
        say("Khóa ký số liệu không khôi phục: hãy lập khóa mới và đăng ký lại với cấp trên.")


def _say_lost(done: Mapping[str, Any]) -> None:
    if done["sent"] is None:
        say(
            "Không biết sau bản sao đã gửi số liệu kỳ nào. Kỳ nào đã gửi thì gửi lại bằng "
            "export-totals --amend với mã trên phiếu chuyển; tệp gửi không có --amend cấp trên "
            "không tính."
        )
        return
    if done["lost"] or done["behind"]:
        say(
            f"Sổ cũ có {done['lost']} hồ sơ và {done['behind']} việc khác mà sổ này không có; "
            "xem bằng: tthc-desk backup lost."
        )
    for period in done["sent"]:
        say(
            f"Kỳ {period['first']} đến {period['last']} đã gửi cấp trên sau bản sao; gửi lại thì "
            f"phải là bản thay thế: export-totals --amend {period['hash']}."
        )


def _restore_district(folder: Path, file: Path, key: Path | None, user: str | None) -> None:
    from tthc_desk.app.restoring_district import restore_district

    done = restore_district(folder, file, key, user)
    emit(done)
    say(f"Đã khôi phục sổ tổng hợp của {done['district']} như lúc {done['backup_made_at']}.")
    if done["kept"]:
        say(f"Sổ trước khi khôi phục được cất tại {done['kept']}.")
    say(
        "Từ lúc ấy: đăng ký và thu hồi khóa phải làm lại, tệp các phường đã gửi phải nhận lại "
        "(district import); tệp đã có thì không tính hai lần."
    )


def migrate(data: Data = None) -> None:
    """Nâng cấp sổ lên bản mới: sao lưu, nâng cấp, kiểm tra; lỗi ở đâu thì sổ giữ nguyên như cũ."""
    place = paths.data_folder(data)
    kind = kind_of(place)
    _, before = find_version(place, kind=kind)
    if before < kind.version and window_is_open(place):
        raise DeskError(Code.LOCKED, folder=str(place))
    with open_book(place, progress=_Spoken().tell):
        emit({"data": str(place), "from": before, "to": kind.version})
    say("Sổ đã ở bản mới nhất." if before == kind.version else "Đã nâng cấp và kiểm tra sổ.")


class _Spoken:
    """Says every tenth hundredth once."""

    def __init__(self) -> None:
        self._said = 0

    def tell(self, done: int, of: int) -> bool:
        """Say how far it is."""
        share = done * 100 // max(of, 1)
        if share // 10 > self._said:
            self._said = share // 10
            say(f"Đang nâng cấp sổ: {share} %.")
        return True
