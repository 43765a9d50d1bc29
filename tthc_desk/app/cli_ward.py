"""Commands about the data folder itself: init, verify, self-check."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths
from tthc_desk.app.options import Data
from tthc_desk.app.output import REFUSED, command, emit, say
from tthc_desk.app.profile import read_profile
from tthc_desk.app.selfcheck import self_check
from tthc_desk.app.wiring import make_ward, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.ward import Ward


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("init")(command(init))
    app.command("verify")(command(verify))
    app.command("self-check")(command(check_self))


def init(
    profile: Annotated[
        Path | None, typer.Option("--profile", help="Tệp cấu hình phường (TOML).")
    ] = None,
    pack: Annotated[
        Path | None, typer.Option("--pack", help="Gói cấu hình phường (.tthcpack).")
    ] = None,
    fingerprint: Annotated[
        str | None,
        typer.Option("--fingerprint", help="Dấu vân tay đã đối chiếu của khóa ký gói."),
    ] = None,
    data: Data = None,
    training: Annotated[bool, typer.Option("--training", help="Phường tập huấn.")] = False,
    unchecked: Annotated[
        bool,
        typer.Option("--unchecked-key", help="Tin khóa ký gói mà không đối chiếu dấu vân tay."),
    ] = False,
) -> None:
    """Tạo thư mục dữ liệu và sổ của phường; từ chối thư mục đã có gì bên trong."""
    folder = paths.data_folder(data)
    if pack is not None and profile is None and not training:
        if unchecked and fingerprint is not None:
            raise typer.BadParameter("ghi --fingerprint hoặc --unchecked-key, không ghi cả hai.")
        ward = _init_from_pack(folder, pack, fingerprint, unchecked=unchecked)
    elif profile is not None and pack is None and fingerprint is None and not unchecked:
        ward = read_profile(profile)
        ward = replace(ward, training=True) if training else ward
        make_ward(folder, ward)
    else:
        raise typer.BadParameter("ghi --profile, hoặc --pack với --fingerprint.")
    with open_desk(folder) as desk:
        procedures = {p.code for p in desk.store.queries.procedures()}
    emit(
        {
            "data": str(folder),
            "ward": ward.name,
            "code": ward.code,
            "training": ward.training,
            "officers": len(ward.officers),
            "procedures": len(procedures),
        }
    )
    say(f"Đã tạo sổ của {ward.name} tại {folder}.")


def _init_from_pack(folder: Path, file: Path, typed: str | None, *, unchecked: bool) -> Ward:
    from tthc_desk.app.pack_reading import open_pack
    from tthc_desk.app.pack_start import make_ward_from_pack

    opened = open_pack(file)
    if typed is None and not unchecked:
        facts = {"known": "–", "found": opened.pack.fingerprint}
        raise DeskError(Code.PACK_KEY, reason="unknown", **facts)
    make_ward_from_pack(folder, opened, fingerprint=typed)
    for year in (one.year for one in opened.content.years if one.confirmed):
        say(f"Lịch năm {year} giữ như bên lập gói đã xác nhận; đối chiếu ở Quản trị (F8).")
    say(f"Từ nay phường tin khóa ký gói có dấu vân tay: {opened.pack.fingerprint}.")
    if typed is None:
        say(
            "CHƯA ĐỐI CHIẾU: ai lập gói này, phường chưa biết chắc. Hãy đối chiếu dấu vân tay này "
            "với phiếu của bên lập gói trước khi dùng sổ."
        )
    return opened.content.ward


def verify(data: Data = None) -> None:
    """Kiểm tra toàn bộ dữ liệu: tệp, chuỗi sự kiện, số hồ sơ, số liệu, chỉ mục tìm kiếm."""
    with open_desk(paths.data_folder(data)) as desk:
        found = 0
        for finding in desk.upkeep.verify():
            found += 1
            emit({"check": finding.check, "subject": finding.subject, "detail": finding.detail})
        head, length = desk.store.queries.chain_head()
    emit({"ok": found == 0, "findings": found, "events": length, "chain_head": head.hex()})
    say("Dữ liệu nguyên vẹn." if found == 0 else f"Có {found} điểm sai; hãy báo người quản trị.")
    if found:
        raise typer.Exit(REFUSED)


def check_self() -> None:
    """Tự kiểm tra chương trình: mở sổ thử, in mọi loại giấy, nạp phông chữ, biểu tượng."""
    done = self_check()
    for name, problem in done:
        emit({"check": name, "ok": problem is None, "problem": problem})
    bad = [name for name, problem in done if problem]
    emit({"ok": not bad, "checks": len(done)})
    say("Chương trình đầy đủ." if not bad else "Thiếu hoặc hỏng: " + ", ".join(bad) + ".")
    if bad:
        raise typer.Exit(REFUSED)
