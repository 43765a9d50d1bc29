"""`ward-pack`: the file a ward is set up from and kept up to date with."""

from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import cli_pack_making, paths, plain_pack
from tthc_desk.app.catalogue_change import change_sentences
from tthc_desk.app.clock import SystemClock
from tthc_desk.app.options import Data, User, day
from tthc_desk.app.output import command, emit, say
from tthc_desk.app.pack_sentences import conflict_sentences, pack_sentences
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.usecases.pack_difference import PackDifference

ward_pack = typer.Typer(help="Gói cấu hình phường.")
key = typer.Typer(help="Khóa ký gói, giữ ở máy của bộ phận công nghệ thông tin.")
ward_pack.add_typer(key, name="key")

Folder = Annotated[Path, typer.Argument(help="Thư mục của gói.")]
PackFile = Annotated[Path, typer.Argument(help="Tệp PHUONG_<mã>.tthcpack.")]
Typed = Annotated[
    str | None,
    typer.Option("--fingerprint", help="Dấu vân tay đã đối chiếu với phiếu của bên lập gói."),
]


@ward_pack.command("new")
@command
def new_pack(
    folder: Folder,
    profile: Annotated[
        Path | None, typer.Option("--from", help="Lấy từ tệp cấu hình phường (TOML) đã có.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", help="Mã phường, 5 chữ số.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Tên phường, ví dụ “phường Cầu Diễn”.")
    ] = None,
) -> None:
    """Lập thư mục để điền: từ cấu hình đã có (--from), hoặc trống (--code, --name)."""
    from tthc_desk.app.pack_making import new_blank, new_from_profile

    year = SystemClock().now().year
    if profile is not None and not (code or name):
        files = new_from_profile(folder, profile, year)
    elif profile is None and code and name:
        files = new_blank(folder, code, name, year)
    else:
        raise typer.BadParameter("ghi --from, hoặc ghi cả --code và --name.")
    emit({"folder": str(folder), "files": files})
    say(f"Đã lập {folder}. Điền xong thì kiểm tra: tthc-desk ward-pack check {folder}.")


cli_pack_making.register(ward_pack)


@ward_pack.command("show")
@command
def show_pack(file: PackFile) -> None:
    """Xem toàn bộ một gói: khóa ký và dấu vân tay, rồi mọi nội dung."""
    from tthc_desk.app.pack_reading import open_pack

    opened = open_pack(file)
    for line in plain_pack.in_full(opened):
        emit(line)
    say(f"Gói của {opened.pack.ward_name}, dấu vân tay của khóa: {opened.pack.fingerprint}.")
    say("Hãy đối chiếu với phiếu của bên lập gói trước khi dùng.")


@ward_pack.command("apply")
@command
def apply_pack(
    file: PackFile,
    yes: Annotated[bool, typer.Option("--yes", help="Áp dụng sau khi đã xem khác biệt.")] = False,
    typed: Typed = None,
    first: Annotated[
        str | None,
        typer.Option("--from", help="Ngày đầu áp dụng thủ tục đổi; không ghi thì hôm nay."),
    ] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Xem gói đổi gì trong sổ đang dùng; chỉ áp dụng khi có --yes."""
    from tthc_desk.app.pack_reading import open_pack
    from tthc_desk.app.pack_start import check_fingerprint
    from tthc_desk.app.wiring import open_desk

    opened = open_pack(file)
    check_fingerprint(opened, typed)
    with open_desk(paths.data_folder(data)) as desk:
        desk.packs.refuse_older(opened)
        change = desk.packs.difference(opened, day(first, "from") if first else None)
        for sentence in (*pack_sentences(change), *conflict_sentences(change)):
            say(sentence)
        _say_logo(change)
        written = yes and desk.packs.apply(
            opened, change, desk.actor(user), compared=typed is not None
        )
        shifted = len(desk.calendar_review.affected()) if written and change.years else 0
    emit({**plain_pack.pack(opened.pack), **plain_pack.difference(change), "applied": written})
    for sentence in change_sentences(change.catalogue):
        say(sentence)
    if change.new_key and not yes:
        say(f"Gói ký bằng khóa phường chưa tin. Dấu vân tay: {opened.pack.fingerprint}.")
    if shifted:
        say(
            f"{shifted} hồ sơ đang giải quyết có ngày hẹn đã in khác ngày tính theo lịch này; "
            "ngày đã in vẫn giữ. Xem bằng: calendar review."
        )
    say(_outcome(change, yes=yes, written=written))


def _outcome(change: PackDifference, *, yes: bool, written: bool) -> str:
    if written:
        return "Đã áp dụng." if change.changes_rules else "Sổ đã đúng như gói; đã ghi nhận gói."
    if not change.changes_rules and not change.new_key:
        return "Sổ đã đúng như gói; không có gì để áp dụng."
    if change.catalogue.conflicts:
        return "Chưa thay đổi gì; chạy lại với --from như trên."
    return "" if yes else "Chưa thay đổi gì; chạy lại với --yes để áp dụng."


def _say_logo(change: PackDifference) -> None:
    """Word the change of the logo, which is names of files to everybody else."""
    for one in change.profile:
        if one.name == "logo":
            what = "thôi in logo" if not one.new else "đổi logo" if one.old else "in logo"
            say(f"Giấy tờ phát hành sau khi áp dụng sẽ {what}; giấy in lại giữ như lúc in lần đầu.")


@key.command("new")
@command
def new_key(out: Annotated[Path, typer.Option("--out", help="Tệp khóa sẽ ghi.")]) -> None:
    """Lập khóa ký gói; tệp này là bí mật, không chép vào máy của phường."""
    from tthc_desk.storage.pack_key import make_pack_key

    public = make_pack_key(out).public
    _emit_key(out, public)
    say("In phiếu gửi phường: tthc-desk ward-pack key sheet. Cất tệp khóa và một bản sao an toàn.")


@key.command("show")
@command
def show_key(file: Annotated[Path, typer.Argument(help="Tệp khóa ký gói.")]) -> None:
    """Xem dấu vân tay của khóa ký gói."""
    from tthc_desk.storage.pack_key import read_pack_key

    _emit_key(file, read_pack_key(file).public)


@key.command("sheet")
@command
def print_key(
    file: Annotated[Path, typer.Argument(help="Tệp khóa ký gói.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp PDF sẽ ghi.")],
    unit: Annotated[str, typer.Option("--unit", help="Cơ quan lập gói, dòng đầu thứ hai.")],
    place: Annotated[str, typer.Option("--place", help="Địa danh trên dòng ngày tháng.")],
    superior: Annotated[str, typer.Option("--superior", help="Cơ quan chủ quản.")] = "",
) -> None:
    """In phiếu dấu vân tay của khóa, để các phường đối chiếu trước khi dùng gói."""
    from tthc_desk.documents.pack_key_sheet import draw_pack_key_sheet
    from tthc_desk.documents.paper_file import check_target, write_paper
    from tthc_desk.domain.fingerprint import key_id
    from tthc_desk.storage.pack_key import read_pack_key
    from tthc_desk.usecases.pack_key_facts import PackKeySheetFacts
    from tthc_desk.usecases.paper_facts import FormSet, Letterhead

    for name, text in (("issuer", unit), ("issuer.place", place)):
        if not text.strip():
            raise DeskError(Code.REQUIRED, name)
    check_target(out)
    public, now = read_pack_key(file).public, SystemClock().now()
    head = Letterhead(superior.strip(), unit.strip(), "", place.strip(), FormSet.TT01_2018)
    facts = PackKeySheetFacts(head, key_id(public), fingerprint(public), now)
    write_paper(draw_pack_key_sheet(facts), out)
    emit({"out": str(out), "key_id": facts.key_id, "fingerprint": facts.fingerprint})


def _emit_key(file: Path, public: bytes) -> None:
    from tthc_desk.domain.fingerprint import key_id

    emit({"file": str(file), "key_id": key_id(public), "fingerprint": fingerprint(public)})
