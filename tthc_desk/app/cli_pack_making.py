"""`ward-pack check` and `build`: what is found in folders and tables, and the packs of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from tthc_desk.app import plain_pack
from tthc_desk.app.clock import SystemClock
from tthc_desk.app.options import FIRST_YEAR, LAST_YEAR
from tthc_desk.app.output import REFUSED, command, emit, say
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.usecases.pack_content import Level, PackContent, PackFinding

KeyFile = Annotated[Path, typer.Option("--key", help="Tệp khóa ký gói.")]
Folder = Annotated[Path | None, typer.Argument(help="Thư mục của gói.")]
TableFile = Annotated[
    Path | None, typer.Option("--table", help="Bảng phường (CSV, XLSX): mỗi phường một gói.")
]
Base = Annotated[
    Path | None, typer.Option("--base", help="Thư mục chung của mọi phường trong bảng.")
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", min=FIRST_YEAR, max=LAST_YEAR, help="Năm phải có lịch; không ghi thì năm nay."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("check")(command(check_pack))
    app.command("build")(command(build_pack))


def check_pack(
    folder: Folder = None, table: TableFile = None, base: Base = None, year: Year = None
) -> None:
    """Kiểm tra chặt một thư mục, hoặc bảng phường; mỗi điểm một dòng, có tệp và số dòng."""
    if _wants_table(folder, table, base):
        made, found, counts = _checked_table(table, base, year)
    else:
        made, found, counts = _checked_folder(folder, year)
    told = _emit_found(found)
    errors = sum(one.level is Level.ERROR for one in told)
    fit = not errors and bool(made)
    emit({"ok": fit, "errors": errors, "warnings": len(told) - errors, **(counts if fit else {})})
    _say_training(made)
    if not fit:
        say(f"Có {errors} lỗi phải sửa.")
        raise typer.Exit(REFUSED)
    say(f"Lập gói được; có {len(told)} điểm nên xem." if told else "Lập gói được.")


def build_pack(
    key_file: KeyFile,
    out: Annotated[Path, typer.Option("--out", help="Tệp gói; với --table là thư mục.")],
    folder: Folder = None,
    table: TableFile = None,
    base: Base = None,
    year: Year = None,
) -> None:
    """Lập gói có chữ ký từ một thư mục, hoặc từ bảng phường (--table, --base)."""
    if _wants_table(folder, table, base):
        _build_table(table, base, key_file, out, year)
    else:
        _build_one(folder, key_file, out, year)


def _wants_table(folder: Path | None, table: Path | None, base: Path | None) -> bool:
    if table is not None and base is not None and folder is None:
        return True
    if folder is not None and table is None and base is None:
        return False
    raise typer.BadParameter("ghi một thư mục, hoặc ghi cả --table và --base.")


def _checked_folder(
    folder: Any, year: int | None
) -> tuple[list[PackContent], Iterable[PackFinding], dict[str, Any]]:
    from tthc_desk.app.pack_folder import check_folder, read_folder

    content, found = check_folder(read_folder(folder), year or SystemClock().now().year)
    return ([content] if content else []), found, plain_pack.summary(content) if content else {}


def _checked_table(
    table: Any, base: Any, year: int | None
) -> tuple[list[PackContent], Iterable[PackFinding], dict[str, Any]]:
    from tthc_desk.app.pack_table import read_wards

    wards, of_table = read_wards(table, base, year or SystemClock().now().year)
    made = [ward.content for ward in wards if ward.content is not None]
    found = [*of_table, *(one for ward in wards for one in ward.findings)]
    return made, found, {"wards": len(made), "training": _trained(made)}


def _build_one(folder: Any, key_file: Path, out: Path, year: int | None) -> None:
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
    warnings = len(_emit_found(found))
    sealed = read_pack(data)
    counts = {"bytes": len(data), "warnings": warnings}
    emit({"out": str(out), **plain_pack.pack(sealed.pack, sealed.hash), **counts})
    _say_training([content])
    say(f"Đã lập {out}. Dấu vân tay của khóa: {fingerprint(signer.public)}.")


def _build_table(table: Any, base: Any, key_file: Path, out: Path, year: int | None) -> None:
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
    warnings = len(_emit_found(found))
    for name, data in packs.items():
        emit({"out": str(out / name), "bytes": len(data)})
    printed = fingerprint(signer.public)
    made = [ward.content for ward in wards if ward.content is not None]
    counts = {"packs": len(packs), "warnings": warnings, "training": _trained(made)}
    emit({**counts, "fingerprint": printed})
    _say_training(made)
    say(f"Đã lập {len(packs)} gói trong {out}. Dấu vân tay của khóa: {printed}.")


def _write_pack(data: bytes, out: Path) -> None:
    """Write a pack so that every user of the ward's PC can read it; it holds no secret."""
    from tthc_desk.documents.paper_file import write_paper

    write_paper(data, out)
    out.chmod(0o644)


def _emit_found(found: Iterable[PackFinding]) -> list[PackFinding]:
    """Print each finding once; what is found in the base folder is found for every ward."""
    told = {str(plain_pack.finding(one)): one for one in found}
    for one in told.values():
        emit(plain_pack.finding(one))
    return list(told.values())


def _not_whole(found: Iterable[PackFinding]) -> DeskError:
    told = _emit_found(one for one in found if one.level is Level.ERROR)
    return DeskError(Code.PACK, reason="not_whole", count=len(told))


def _trained(made: Iterable[PackContent]) -> int:
    return sum(content.ward.training for content in made)


def _say_training(made: list[PackContent]) -> None:
    """Say it aloud: a training pack prints the training mark on every paper of a real ward."""
    names = [content.ward.name for content in made if content.ward.training]
    if not names:
        return
    named = ", ".join(names[:10]) + (f" và {len(names) - 10} phường nữa" if names[10:] else "")
    say(
        f"CHÚ Ý: {len(names)} trong {len(made)} gói là gói TẬP HUẤN ({named}): mọi giấy tờ có dấu "
        "tập huấn. Gói cho phường làm thật thì ghi training = false trong [ward] của phuong.toml."
    )
