"""Commands about dossiers: act, show, find, deadline."""

from datetime import datetime
from typing import Annotated

import typer

from tthc_desk.app import paths, plain
from tthc_desk.app.calendar_doubts import calendar_doubts
from tthc_desk.app.options import Data, RequestId, User, moment
from tthc_desk.app.output import command, emit, say
from tthc_desk.app.step_options import check_options
from tthc_desk.app.wiring import open_desk, proposed_year
from tthc_desk.domain.deadlines import DeadlineEvent, EventKind, due
from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import Channel, DeadlineMode, Procedure, Term
from tthc_desk.domain.workdays import OfficeHours, WorkCalendar
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.catalogue import version_on
from tthc_desk.usecases.intake_checks import check_choice, check_term, find_term
from tthc_desk.usecases.lines import DossierId
from tthc_desk.usecases.ports import Alert

PAGE = 200


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("act")(command(act))
    app.command("show")(command(show))
    app.command("find")(command(find))
    app.command("deadline")(command(deadline))


def act(
    number: Annotated[str, typer.Argument(help="Số hồ sơ hoặc mã chính thức.")],
    action: Annotated[Action, typer.Argument(help="Việc cần làm.")],
    data: Data = None,
    user: User = None,
    request_id: RequestId = None,
    version: Annotated[
        int | None, typer.Option("--version", help="Phiên bản hồ sơ đã thấy.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Lý do.")] = None,
    holder: Annotated[str | None, typer.Option("--holder", help="Người nhận xử lý.")] = None,
    missing: Annotated[
        list[str] | None, typer.Option("--missing", help="Giấy tờ cần bổ sung.")
    ] = None,
    law: Annotated[str | None, typer.Option("--law", help="Luật chuyên ngành.")] = None,
    result_number: Annotated[
        str | None, typer.Option("--result-number", help="Số kết quả.")
    ] = None,
    result_date: Annotated[
        str | None, typer.Option("--result-date", help="Ngày ký kết quả.")
    ] = None,
    signer: Annotated[str | None, typer.Option("--signer", help="Người ký.")] = None,
    summary: Annotated[str | None, typer.Option("--summary", help="Trích yếu.")] = None,
    copies: Annotated[int, typer.Option("--copies", help="Số bản kết quả.")] = 0,
    collector: Annotated[
        str | None, typer.Option("--collector", help="Người nhận kết quả.")
    ] = None,
    collector_id: Annotated[
        str | None, typer.Option("--collector-id", help="Số giấy tờ người nhận.")
    ] = None,
    collector_phone: Annotated[
        str | None, typer.Option("--collector-phone", help="Điện thoại người nhận.")
    ] = None,
    authority: Annotated[str | None, typer.Option("--authority", help="Giấy ủy quyền.")] = None,
    returned: Annotated[str | None, typer.Option("--returned", help="Giấy tờ trả lại.")] = None,
    new_due: Annotated[str | None, typer.Option("--new-due", help="Ngày hẹn mới.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="cash hoặc transfer.")] = None,
    cashier: Annotated[
        str | None, typer.Option("--cashier", help="Hoàn trả từ tiền của ai; không ghi: người thu.")
    ] = None,
    charge: Annotated[str | None, typer.Option("--charge", help="Phí (đồng).")] = None,
    fee: Annotated[str | None, typer.Option("--fee", help="Lệ phí đã thu (đồng).")] = None,
    receipt_series: Annotated[
        str | None, typer.Option("--receipt-series", help="Ký hiệu biên lai.")
    ] = None,
    receipt_number: Annotated[
        str | None, typer.Option("--receipt-number", help="Số biên lai.")
    ] = None,
    cause: Annotated[
        str | None, typer.Option("--cause", help="Nhóm nguyên nhân, cho explain-delay.")
    ] = None,
    move: Annotated[
        bool | None,
        typer.Option("--move/--keep", help="Theo lịch mới hay giữ ngày đã in, cho decide-date."),
    ] = None,
    change: Annotated[
        list[str] | None, typer.Option("--set", help="TRƯỜNG=GIÁ TRỊ, cho correct.")
    ] = None,
) -> None:
    """Thực hiện một bước của hồ sơ."""
    given = ActionInput(
        reason=reason,
        holder=holder,
        missing=tuple(missing or ()),
        law=law,
        result_number=result_number,
        result_date=result_date,
        signer=signer,
        summary=summary,
        copies=copies,
        collector_name=collector,
        collector_id=collector_id,
        collector_phone=collector_phone,
        authority=authority,
        returned_originals=returned,
        new_due=new_due,
        method=method,
        cashier=cashier,
        charge_dong=charge,
        fee_dong=fee,
        receipt_series=receipt_series,
        receipt_number=receipt_number,
        cause=cause,
        move=move,
        changes=_changes(change) if change else None,
    )
    check_options(action, given)
    with open_desk(paths.data_folder(data)) as desk:
        answer = desk.processing.act(
            number,
            action,
            given,
            desk.actor(user),
            request_id=request_id,
            seen_version=version,
        )
    emit(plain.action_answer(answer))


def show(
    number: Annotated[
        str,
        typer.Argument(help="Số hồ sơ, mã chính thức, hoặc số phiếu (01/TCTN-2025)."),
    ],
    data: Data = None,
    user: User = None,
) -> None:
    """Xem một hồ sơ cùng mọi sự kiện của nó, hoặc một phiếu từ chối, hướng dẫn tại quầy."""
    with open_desk(paths.data_folder(data)) as desk:
        actor = desk.actor(user)
        slips = desk.tracking.slips(number)
        if slips:
            older = [slip.year for slip in slips[1:]]
            emit({**plain.slip_line(slips[0]), "other_years": older})
            return
        detail = desk.tracking.detail(number, actor)
    emit(
        {
            **plain.dossier_line(detail.line),
            "facts": dict(detail.dossier.facts),
            "workflow": plain.workflow(detail.workflow),
            "owed_dong": detail.owed_dong,
            "moves": detail.moves,
            "papers": [plain.paper_line(p) for p in detail.papers],
            "events": [plain.timeline_line(t) for t in detail.timeline],
        }
    )


def find(
    query: Annotated[
        str, typer.Argument(help="Số, mã, tên, số định danh, điện thoại, số phiếu.")
    ] = "",
    data: Data = None,
    queue: Annotated[str | None, typer.Option("--queue", help="Hàng việc hoặc cảnh báo.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Nhiều nhất.")] = 50,
) -> None:
    """Tìm hồ sơ, mỗi dòng một hồ sơ: đúng số trước, rồi mới nhất trước."""
    where, alert = _queue(queue)
    with open_desk(paths.data_folder(data)) as desk:
        after: DossierId | None = None
        slips = desk.tracking.slips(query)[:limit] if queue is None else ()
        for slip in slips:
            emit(plain.slip_line(slip))
        left = limit - len(slips)
        while left > 0:
            page = desk.tracking.find(
                query, queue=where, alert=alert, after=after, limit=min(left, PAGE)
            )
            for line in page.lines:
                emit(plain.dossier_line(line))
            left -= len(page.lines)
            after = page.after
            if after is None:
                break


def deadline(
    received: Annotated[str, typer.Option("--received", help="Thời điểm tiếp nhận (ISO).")],
    procedure: Annotated[str | None, typer.Option("--procedure", help="Mã thủ tục.")] = None,
    term: Annotated[str | None, typer.Option("--term", help='Ví dụ "3 working_days".')] = None,
    channel: Annotated[str, typer.Option("--channel", help="Kênh tiếp nhận.")] = "in_person",
) -> None:
    """Tính ngày hẹn trả và giải thích từng ngày; không cần thư mục dữ liệu."""
    if (procedure is None) == (term is None):
        raise typer.BadParameter("cần đúng một trong --procedure và --term")
    at = moment(received, "received")
    mode = DeadlineMode.RESTART
    if procedure is not None:
        found = _shipped(procedure, at)
        wanted = check_choice(channel, "channel", Channel)
        chosen, mode = find_term(found, wanted, None), found.deadline_mode
    else:
        chosen = check_term(term)
    emit(_explained(at, chosen, mode))


def _explained(at: datetime, term: Term, mode: DeadlineMode) -> dict[str, object]:
    years = {y: proposed_year(y) for y in range(at.year, at.year + 4)}
    calendar = WorkCalendar(OfficeHours(), years)
    worked = due([DeadlineEvent(EventKind.START, at)], term, mode, calendar)
    doubts = calendar_doubts(calendar, at.date(), (worked.due_at or at).date())
    for sentence in doubts.sentences:
        say(sentence)
    return {
        "received_at": at,
        "due_at": worked.due_at,
        "due_explanation": worked.text(),
        "days": [step.line() for step in worked.explanation],
        "warnings": doubts.sentences,
        "calendar_notes": doubts.notes,
    }


def _shipped(code: str, at: datetime) -> Procedure:
    from tthc_desk.exchange.catalogue_files import shipped_procedures

    return version_on(shipped_procedures(paths.resources() / "catalogue"), code, at.date())


def _queue(name: str | None) -> tuple[Queue | None, Alert | None]:
    if name is None:
        return None, None
    words = (*Queue, *Alert)
    if name not in {str(w) for w in words}:
        raise DeskError(Code.CHOICE, "queue", words=words)
    return (Queue(name), None) if name in set(Queue) else (None, Alert(name))


def _changes(pairs: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise DeskError(Code.FORMAT, "changes")
        found[name] = value
    return found
