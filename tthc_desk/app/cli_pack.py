"""`ward-pack`: the file a ward is set up from and kept up to date with."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths, plain_pack
from tthc_desk.app.catalogue_change import change_sentences
from tthc_desk.app.clock import SystemClock
from tthc_desk.app.options import FIRST_YEAR, LAST_YEAR, Data, User, day
from tthc_desk.app.output import REFUSED, command, emit, say
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.usecases.pack_content import PackFinding
from tthc_desk.usecases.pack_difference import PackDifference

ward_pack = typer.Typer(help="Gói cấu hình phường.")
key = typer.Typer(help="Khóa ký gói, giữ ở máy của bộ phận công nghệ thông tin.")
ward_pack.add_typer(key, name="key")

Folder = Annotated[Path, typer.Argument(help="Thư mục của gói.")]
PackFile = Annotated[Path, typer.Argument(help="Tệp PHUONG_<mã>.tthcpack.")]
KeyFile = Annotated[Path, typer.Option("--key", help="Tệp khóa ký gói.")]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", min=FIRST_YEAR, max=LAST_YEAR, help="Năm phải có lịch; không ghi thì năm nay."
    ),
]
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


@ward_pack.command("check")
@command
def check_pack(folder: Folder, year: Year = None) -> None:
    """Kiểm tra chặt một thư mục; mỗi điểm một dòng, có tệp và số dòng."""
    from tthc_desk.app.pack_findings import errors_of
    from tthc_desk.app.pack_folder import check_folder, read_folder

    content, found = check_folder(read_folder(folder), year or SystemClock().now().year)
    for one in found:
        emit(plain_pack.finding(one))
    errors = len(errors_of(found))
    counts = {"ok": content is not None, "errors": errors, "warnings": len(found) - errors}
    emit({**counts, **(plain_pack.summary(content) if content else {})})
    if content is None:
        say(f"Có {errors} lỗi phải sửa.")
        raise typer.Exit(REFUSED)
    say(f"Lập gói được; có {len(found)} điểm nên xem." if found else "Lập gói được.")


@ward_pack.command("build")
@command
def build_pack(
    key_file: KeyFile,
    out: Annotated[Path, typer.Option("--out", help="Tệp gói; với --table là thư mục.")],
    folder: Annotated[Path | None, typer.Argument(help="Thư mục của gói.")] = None,
    table: Annotated[
        Path | None, typer.Option("--table", help="Bảng phường (CSV, XLSX): mỗi phường một gói.")
    ] = None,
    base: Annotated[
        Path | None, typer.Option("--base", help="Thư mục chung của mọi phường trong bảng.")
    ] = None,
    year: Year = None,
) -> None:
    """Lập gói có chữ ký từ một thư mục, hoặc từ bảng phường (--table, --base)."""
    if table is not None and base is not None and folder is None:
        _build_table(table, base, key_file, out, year)
    elif folder is not None and table is None and base is None:
        _build_one(folder, key_file, out, year)
    else:
        raise typer.BadParameter("ghi một thư mục, hoặc ghi cả --table và --base.")


def _build_one(folder: Path, key_file: Path, out: Path, year: int | None) -> None:
    from tthc_desk.app.pack_folder import check_folder, read_folder
    from tthc_desk.app.pack_making import sealed_pack
    from tthc_desk.documents.paper_file import check_target
    from tthc_desk.exchange.ward_pack import read_pack
    from tthc_desk.storage.pack_key import read_pack_key

    check_target(out)
    signer, now = read_pack_key(key_file), SystemClock().now()
    files = read_folder(folder)
    content, found = check_folder(files, year or now.year)
    if content is None:
        raise _not_whole(found)
    data = sealed_pack(files, content, signer, now)
    _write_pack(data, out)
    sealed = read_pack(data)
    counts = {"bytes": len(data), "warnings": len(found)}
    emit({"out": str(out), **plain_pack.pack(sealed.pack, sealed.hash), **counts})
    say(f"Đã lập {out}. Dấu vân tay của khóa: {fingerprint(signer.public)}.")


def _build_table(table: Path, base: Path, key_file: Path, out: Path, year: int | None) -> None:
    from tthc_desk.app.pack_making import sealed_pack
    from tthc_desk.app.pack_table import read_wards
    from tthc_desk.documents.paper_file import make_folder
    from tthc_desk.exchange.ward_pack import pack_file_name
    from tthc_desk.storage.pack_key import read_pack_key

    signer, now = read_pack_key(key_file), SystemClock().now()
    wards, of_table = read_wards(table, base, year or now.year)
    found = [*of_table, *(one for ward in wards for one in ward.findings)]
    packs = {
        pack_file_name(ward.code): sealed_pack(ward.folder, ward.content, signer, now)
        for ward in wards
        if ward.content is not None
    }
    if of_table or len(packs) < len(wards):
        raise _not_whole(found)
    make_folder(out, "out")
    for name, data in packs.items():
        _write_pack(data, out / name)
        emit({"out": str(out / name), "bytes": len(data)})
    printed = fingerprint(signer.public)
    warnings = len({str(plain_pack.finding(one)) for one in found})
    emit({"packs": len(packs), "warnings": warnings, "fingerprint": printed})
    say(f"Đã lập {len(packs)} gói trong {out}. Dấu vân tay của khóa: {printed}.")


def _write_pack(data: bytes, out: Path) -> None:
    """Write a pack so that every user of the ward's PC can read it; it holds no secret."""
    from tthc_desk.documents.paper_file import write_paper

    write_paper(data, out)
    out.chmod(0o644)


def _not_whole(found: Iterable[PackFinding]) -> DeskError:
    """Print each error once; what is wrong in the base folder is wrong for every ward."""
    from tthc_desk.app.pack_findings import errors_of

    printed = {str(line): line for line in map(plain_pack.finding, errors_of(found))}
    for line in printed.values():
        emit(line)
    return DeskError(Code.PACK, reason="not_whole", count=len(printed))


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
        change = desk.packs.difference(opened, day(first, "from") if first else None)
        if yes:
            actor = desk.actor(user)
            desk.packs.apply(opened, change, actor, compared=typed is not None)
    emit({**plain_pack.pack(opened.pack), **plain_pack.difference(change), "applied": yes})
    for sentence in change_sentences(change.catalogue):
        say(sentence)
    _say_logo(change)
    if change.new_key and not yes:
        say(f"Gói ký bằng khóa phường chưa tin. Dấu vân tay: {opened.pack.fingerprint}.")
    say("Đã áp dụng." if yes else "Chưa thay đổi gì; chạy lại với --yes để áp dụng.")


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
