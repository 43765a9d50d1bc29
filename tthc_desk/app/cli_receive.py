"""`receive`: JSON Lines in, one answer a line out."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from tthc_desk.app import paths
from tthc_desk.app.options import Data, User
from tthc_desk.app.output import REFUSED, command, emit, error_object
from tthc_desk.app.plain import intake_answer
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.intake_request import IntakeRequest, intake_request
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import PaperKind

LINE_LIMIT = 262_144
"""Longest line in bytes; a dossier with 200 papers needs a tenth of it."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("receive")(command(receive))


def receive(
    file: Annotated[str, typer.Argument(help="Tệp JSON Lines, hoặc - để đọc từ đầu vào chuẩn.")],
    data: Data = None,
    user: User = None,
    receipts: Annotated[
        Path | None, typer.Option("--receipts", help="Thư mục ghi giấy tiếp nhận (PDF).")
    ] = None,
) -> None:
    """Tiếp nhận hồ sơ, mỗi dòng một hồ sơ; dòng sai bị từ chối riêng, các dòng khác vẫn tiếp."""
    refused = False
    if receipts is not None:
        from tthc_desk.documents.paper_file import make_folder

        make_folder(receipts, "receipts")
    with open_desk(paths.data_folder(data)) as desk, _opened(file) as source:
        actor = desk.actor(user)
        for number, line in _lines(source):
            answer = _answer(desk, actor, line, number, receipts)
            refused = refused or "error" in answer
            emit(answer)
    if refused:
        raise typer.Exit(REFUSED)


def _opened(file: str) -> IO[bytes]:
    if file == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    path = Path(file)
    try:
        return path.open("rb")
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        # Windows calls opening a folder a lack of rights.
        reason = "folder" if path.is_dir() else "missing" if missing else "denied"
        raise DeskError(Code.NOT_FOUND, "file", file=path.name, reason=reason) from None


def _lines(source: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := source.readline(LINE_LIMIT + 1):
        number += 1
        whole = line
        while len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            line = source.readline(LINE_LIMIT + 1)
        if whole.strip():
            yield number, whole


def _answer(
    desk: Desk, actor: Actor, line: bytes, number: int, receipts: Path | None
) -> dict[str, Any]:
    request_id: object = None
    try:
        request = _request(line)
        request_id = request.request_id
        answer = desk.intake.take_in(request, actor)
        if answer.status is not Status.REFUSED_RECEPTION and not answer.repeated:
            visits = desk.tracking.visit_warnings(answer.number)
            answer = replace(answer, warnings=answer.warnings + visits)
        return intake_answer(answer, _receipt(desk, actor, answer, receipts))
    except DeskError as error:
        asked = request_id if isinstance(request_id, str) else None
        return {**error_object(error), "line": number, "request_id": asked}


def _request(line: bytes) -> IntakeRequest:
    if len(line) > LINE_LIMIT:
        raise DeskError(Code.TEXT_LENGTH, limit=LINE_LIMIT, length=len(line))
    try:
        parsed = json.loads(
            line.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_not_a_number
        )
    except (ValueError, RecursionError):
        raise DeskError(Code.FORMAT, reason="json") from None
    return intake_request(parsed)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _not_a_number(word: str) -> Any:
    raise ValueError(word)


def _receipt(desk: Desk, actor: Actor, answer: IntakeAnswer, folder: Path | None) -> str | None:
    if folder is None or not answer.papers:
        return None
    from tthc_desk.documents.paper_file import write_paper

    paper = desk.papers.newest(PaperKind.RECEIPT, answer.number)
    if paper is None:
        return None
    path = folder / f"{answer.number}.pdf"
    sent = partial(desk.papers.note, [paper.id], "sent", actor)
    try:
        write_paper(desk.papers.pdf(paper.id).pdf, path, sent)
    except DeskError as error:
        # The dossier is saved; only its PDF is not. The paper stays among those to print.
        sys.stderr.write(f"{answer.number}: {error_text(error)}\n")
        return None
    return str(path)
