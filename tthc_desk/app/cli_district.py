"""`district`: receiving the totals of wards, and adding them up."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths, plain_district
from tthc_desk.app.district_profile import read_district_profile
from tthc_desk.app.district_wiring import DistrictDesk, make_district, open_district
from tthc_desk.app.options import Data, User, day
from tthc_desk.app.output import REFUSED, command, emit, say
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Chain
from tthc_desk.usecases.consolidation import Outcome
from tthc_desk.usecases.enrolment import EnrolWish, KeyFileView
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

Kind = Annotated[Chain | None, typer.Option("--kind", help="Chuỗi: ngày, tuần hay tháng.")]
_TOLD = (Outcome.ACCEPTED, Outcome.UNCHANGED, Outcome.EVIDENCE, Outcome.REFUSED, Outcome.SKIPPED)
_OUTCOME_WORDS = {
    Outcome.ACCEPTED: "nhận",
    Outcome.UNCHANGED: "đã có từ trước",
    Outcome.EVIDENCE: "giữ làm chứng cứ, không tính",
    Outcome.REFUSED: "không nhận",
    Outcome.SKIPPED: "bỏ qua, không phải tệp số liệu",
}


class Rows(StrEnum):
    """What the rows of the printed object are."""

    WARD = "ward"
    FIELD = "field"


district = typer.Typer()


@district.callback(invoke_without_command=True)
def window(context: typer.Context, data: Data = None) -> None:
    """Sổ tổng hợp của cấp trên: nhận tệp số liệu của các phường; không có lệnh thì mở cửa sổ."""
    if context.invoked_subcommand is None:
        from tthc_desk.app.district_window import open_district_window

        raise typer.Exit(open_district_window(paths.data_folder(data)))
    if data is not None:
        raise typer.BadParameter(
            "--data đứng sau tên lệnh, ví dụ tthc-desk district status --data THƯ_MỤC"
        )


@district.command("init")
@command
def init(
    profile: Annotated[Path, typer.Option("--profile", help="Tệp cấu hình cấp trên (TOML).")],
    data: Data = None,
) -> None:
    """Tạo thư mục dữ liệu của sổ tổng hợp; từ chối thư mục đã có gì bên trong."""
    made, folder = read_district_profile(profile), paths.data_folder(data)
    make_district(folder, made)
    chains = list(made.chains)
    facts = {"district": made.name, "code": made.code, "training": made.training}
    emit({"data": str(folder), **facts, "chains": chains, "officers": len(made.officers)})
    say(f"Đã tạo sổ tổng hợp của {made.name} tại {folder}.")


@district.command("enrol")
@command
def enrol(
    key_file: Annotated[Path, typer.Argument(help="Tệp khóa công khai của phường.")],
    fingerprint: Annotated[
        str | None, typer.Option("--fingerprint", help="Dấu vân tay chép từ phiếu khóa đã ký.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="Ngày đầu tiên phường phải gửi số liệu. Không ghi: từ tệp đầu tiên được tính của "
            "bất kỳ phường nào, hoặc từ tháng đăng ký nếu tháng ấy sớm hơn.",
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Ngày cuối cùng phường phải gửi số liệu.")
    ] = None,
    replaces: Annotated[str, typer.Option("--replaces", help="Mã khóa cũ mà khóa này thay.")] = "",
    rename: Annotated[
        bool, typer.Option("--rename", help="Đổi tên phường trong sổ theo tệp khóa.")
    ] = False,
    data: Data = None,
    user: User = None,
) -> None:
    """Đăng ký khóa của phường; không có --fingerprint thì chỉ cho xem để đối chiếu."""
    content = _key_content(key_file)
    with open_district(paths.data_folder(data)) as desk:
        view = desk.enrolment.look(content)
        if fingerprint is None:
            emit(plain_district.key_file(view))
            _say_names(view)
            say(
                f"Chưa đăng ký. Đối chiếu dấu vân tay {view.fingerprint} với phiếu khóa có chữ ký "
                f"của {view.file.ward_name}, rồi chạy lại với --fingerprint."
            )
            return
        wish = EnrolWish(
            fingerprint,
            day(since, "since") if since else None,
            day(until, "until") if until else None,
            replaces.strip().lower(),
            rename,
        )
        made = desk.enrolment.enrol(content, wish, desk.actor(user))
        ward = next(w for w in desk.enrolment.wards() if w.code == made.ward_code)
        names = {"name_in_file": view.file.ward_name, "names_differ": bool(view.other_name)}
        emit({**plain_district.key(made), **plain_district.ward(ward), **names, "enrolled": True})
        _say_names(view, renamed=rename)


def _say_names(view: KeyFileView, *, renamed: bool = False) -> None:
    """Say where the file and the book call the ward differently, and which name stays."""
    if not view.other_name:
        return
    told = f"Tệp khóa ghi {view.file.ward_name}, trong sổ là {view.other_name}"
    if renamed:
        say(f"{told}: đã đổi tên trong sổ theo tệp khóa.")
    else:
        say(f"{told}: giữ tên trong sổ. Muốn đổi theo tệp khóa, chạy với --rename.")


def _key_content(path: Path) -> bytes:
    from tthc_desk.exchange.inbox import offered

    (found,) = list(offered([path])) if not path.is_dir() else (None,)
    if found is None:
        raise DeskError(Code.IO, "file", reason="folder", file=path.name)
    if isinstance(found.data, DeskError):
        raise found.data
    return found.data


@district.command("revoke")
@command
def revoke(
    key_id: Annotated[str, typer.Argument(help="Mã khóa, 16 chữ số.")],
    first: Annotated[str, typer.Option("--from", help="Tệp ký từ ngày này không còn được tính.")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do thu hồi.")],
    data: Data = None,
    user: User = None,
) -> None:
    """Thu hồi khóa: tệp ký từ ngày ấy, và mọi tệp đến sau lúc này, không được tính."""
    with open_district(paths.data_folder(data)) as desk:
        from_day, actor = day(first, "from"), desk.actor(user)
        emit(plain_district.key(desk.enrolment.revoke(key_id.lower(), from_day, reason, actor)))


@district.command("import")
@command
def import_files(
    places: Annotated[list[Path], typer.Argument(help="Tệp và thư mục, kể cả thư mục con.")],
    data: Data = None,
    user: User = None,
) -> None:
    """Nhận tệp số liệu; mỗi tệp một câu trả lời, tệp lạ cũng được nêu tên."""
    from tthc_desk.exchange.inbox import offered

    counts = dict.fromkeys(Outcome, 0)
    with open_district(paths.data_folder(data)) as desk:
        for answer in desk.consolidation.import_files(offered(places), desk.actor(user)):
            counts[answer.outcome] += 1
            emit(plain_district.received(answer))
    told = [f"{counts[one]} tệp {_OUTCOME_WORDS[one]}" for one in _TOLD if counts[one]]
    say(("; ".join(told) or "Không có tệp nào") + ".")
    if counts[Outcome.REFUSED] or counts[Outcome.EVIDENCE]:
        raise typer.Exit(REFUSED)


@district.command("status")
@command
def status(
    first: Annotated[str | None, typer.Option("--from", help="Từ ngày.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Đến ngày.")] = None,
    kind: Kind = None,
    data: Data = None,
) -> None:
    """Phường × kỳ: đã nhận, còn thiếu, chậm, đã sửa đổi, đang tranh chấp, không nhận."""
    with open_district(paths.data_folder(data)) as desk:
        begin, end = day(first, "from") if first else None, day(last, "to") if last else None
        found = desk.board.status(kind, begin, end)
        for ward in found.wards:
            emit(plain_district.ward_status(ward))
        for line in found.refusals:
            emit(plain_district.refusal(line))
        emit(plain_district.status_sum(found))


@district.command("report")
@command
def report(
    first: Annotated[str, typer.Option("--from", help="Từ ngày.")],
    last: Annotated[str, typer.Option("--to", help="Đến ngày.")],
    kind: Kind = None,
    rows: Annotated[Rows, typer.Option("--as", help="Hàng: theo phường hay lĩnh vực.")] = Rows.WARD,
    out: Annotated[Path | None, typer.Option("--out", help="Ghi ra tệp PDF hoặc XLSX.")] = None,
    data: Data = None,
    user: User = None,
) -> None:
    """Báo cáo tổng hợp của một kỳ; phường thiếu tệp đứng riêng, không cộng vào."""
    if out is not None:
        _check_out(out)
    with open_district(paths.data_folder(data)) as desk:
        begin, end = day(first, "from"), day(last, "to")
        facts = desk.reports.facts(begin, end, desk.actor(user), kind)
    if out is not None:
        _write(facts, out)
    emit({**plain_district.report(facts, by_field=rows is Rows.FIELD), "out": out and str(out)})
    if facts.head.broken:
        say(error_text(DeskError(Code.IDENTITY)))
    say(f"Số liệu của {facts.completeness} phường.")


def _check_out(out: Path) -> None:
    """Refuse a place before any work is done for it.

    Raises:
        DeskError: FORMAT, FOLDER, READONLY.
    """
    from tthc_desk.documents.paper_file import check_target

    if out.suffix.lower() not in {".pdf", ".xlsx"}:
        raise DeskError(Code.FORMAT, "out", reason="pdf_or_xlsx")
    check_target(out)


def _write(facts: ConsolidatedFacts, out: Path) -> None:
    from tthc_desk.documents.consolidated import consolidated_workbook, render_consolidated
    from tthc_desk.documents.paper_file import write_paper

    make = consolidated_workbook if out.suffix.lower() == ".xlsx" else render_consolidated
    write_paper(make(facts), out)


@district.command("verify")
@command
def verify(data: Data = None) -> None:
    """Kiểm tra toàn bộ sổ tổng hợp: chuỗi sự kiện, từng chữ ký, từng số đã cộng."""
    with open_district(paths.data_folder(data)) as desk:
        found = _findings(desk)
        head, length = desk.store.queries.chain_head()
    emit({"ok": found == 0, "findings": found, "events": length, "chain_head": head.hex()})
    say("Dữ liệu nguyên vẹn." if found == 0 else f"Có {found} điểm sai; hãy báo người quản trị.")
    if found:
        raise typer.Exit(REFUSED)


def _findings(desk: DistrictDesk) -> int:
    found = 0
    for finding in desk.store.verify():
        found += 1
        emit({"check": finding.check, "subject": finding.subject, "detail": finding.detail})
    return found
