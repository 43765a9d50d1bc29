"""Sending a period: asked where something is published anew, made, written, and told."""

import uuid
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, ReasonQuestion
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.transfer.digits import grouped
from tthc_desk.ui.transfer.period_facts import PeriodFacts, changed_rows
from tthc_desk.ui.transfer.send_step import Step
from tthc_desk.ui.transfer.services import Place, TransferServices
from tthc_desk.usecases.signing_keys import KeyCondition
from tthc_desk.usecases.totals_periods import period_text
from tthc_desk.usecases.totals_ports import ExportLine

_MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file somebody asked for.

    Args:
        step: whether it is made anew, or only written once more.
        amend: hash of the file it takes the place of.
        key: whether this machine could sign when it was asked for.
    """

    chain: Chain
    span: Span
    step: Step
    place: Place
    actor: Actor
    key: KeyCondition
    amend: str | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    wanted: _Wanted
    line: ExportLine


@dataclass(frozen=True, slots=True)
class _Written:
    made: _Made
    paths: tuple[Path, ...]


class SendWork(QObject):
    """Makes and writes one file at a time.

    Signals:
        began: from now on nothing else may be sent.
        ended: whatever became of it; read the periods anew.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit = kit
        self._services: TransferServices | None = None
        self._asked: _Wanted | None = None
        self._made: _Made | None = None
        self._verb = ""
        self._is_busy = False
        self.unwritten: frozenset[str] = frozenset()
        """Hashes of files that are in the book and could not be written when last sent."""

    @property
    def is_busy(self) -> bool:
        """Say whether a file is being made or written."""
        return self._is_busy

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""
        self._services = services

    def begin(self, facts: PeriodFacts, step: Step, place: Place, key: KeyCondition) -> None:
        """Carry a step out; asks first where the superior gets something anew."""
        actor, line = self._kit.session.actor, facts.preview.line
        if actor is None or self._is_busy or step is Step.NOTHING:
            return
        replaced = line.export.hash if step is Step.AMEND and line.export else None
        wanted = _Wanted(line.chain, line.span, step, place, actor, key, replaced)
        if step is Step.AMEND:
            self._ask_amend(wanted, facts)
        elif step is Step.EXPORT and key is not KeyCondition.READY:
            self._ask_key(wanted)
        else:
            self._make(wanted)

    def ask_replaced(self, facts: PeriodFacts, place: Place, key: KeyCondition) -> None:
        """Ask for the hash of a file that was sent before the book was restored, and amend it."""
        actor, line = self._kit.session.actor, facts.preview.line
        if actor is None or self._is_busy:
            return
        self._asked = _Wanted(line.chain, line.span, Step.AMEND, place, actor, key)
        period = period_text(line.chain, line.span)
        question = ReasonQuestion(
            self.tr("{period} đã gửi trước khi khôi phục dữ liệu?").format(period=period),
            verb=self.tr("Xuất tệp sửa đổi"),
            detail=self.tr(
                "Gõ mã tệp in trên phiếu gửi cũ, đủ 64 chữ số (cách hay không đều được). "
                "Tệp mới sẽ thay tệp ấy ở cấp trên."
            ),
            asked=self.tr("Mã tệp trên phiếu gửi cũ"),
        )
        self._kit.messages.ask_reason(question, self._on_hash)

    def _ask_amend(self, wanted: _Wanted, facts: PeriodFacts) -> None:
        self._verb, self._asked = self.tr("Xuất tệp sửa đổi"), wanted
        period = period_text(wanted.chain, wanted.span)
        changes = changed_rows(facts)
        shown = [f"• {one}" for one in changes[:_MOST_CHANGES]]
        if len(changes) > _MOST_CHANGES:
            more = self.tr("• và {count} thủ tục khác")
            shown.append(more.format(count=len(changes) - _MOST_CHANGES))
        hashed = self.tr("Tệp sửa đổi thay tệp có mã {hash}; tệp cũ vẫn giữ trong sổ.")
        key = [] if wanted.key is KeyCondition.READY else [self._key_words(wanted.key)]
        text = self.tr("Xuất tệp sửa đổi cho {period}?").format(period=_lower(period))
        detail = "\n".join((hashed.format(hash=grouped(wanted.amend or "")), *shown, *key))
        self._ask(text, detail)

    def _ask_key(self, wanted: _Wanted) -> None:
        self._verb, self._asked = self.tr("Lập khóa và xuất tệp"), wanted
        self._ask(self.tr("Lập khóa ký trên máy này?"), self._key_words(wanted.key))

    def _ask(self, text: str, detail: str) -> None:
        back = self.tr("Quay lại")
        question = Question(text, verbs=(self._verb, back), safe=back, detail=detail)
        self._kit.messages.ask(question, self._on_answer)

    def _key_words(self, key: KeyCondition) -> str:
        if key is KeyCondition.LOST:
            return self.tr(
                "Khóa ký trước đây không còn trên máy này (sau khôi phục hoặc đổi máy). Tệp sẽ "
                "ký bằng khóa mới; cấp trên chỉ nhận sau khi đăng ký khóa mới theo phiếu khóa."
            )
        return self.tr(
            "Máy này chưa có khóa ký. Khóa được lập một lần và không rời máy này; cấp trên chỉ "
            "nhận tệp sau khi đăng ký khóa theo phiếu khóa có chữ ký."
        )

    def _on_answer(self, verb: str) -> None:
        wanted, self._asked = self._asked, None
        if wanted is not None and verb == self._verb:
            self._make(wanted)

    def _on_hash(self, typed: str) -> None:
        wanted, self._asked = self._asked, None
        if wanted is not None:
            self._make(replace(wanted, amend=typed))

    def _make(self, wanted: _Wanted) -> None:
        services = self._services
        if services is None or self._is_busy:
            return
        self._is_busy = True
        self.began.emit()
        work = partial(_make, services, wanted, str(uuid.uuid4()))
        self._kit.tasks.run(work, self._on_made, self._on_refused)

    def _on_made(self, made: _Made) -> None:
        services = self._services
        if services is None:
            return
        self._made = made
        # A slow stick must not keep the counter from the database.
        work = partial(_write, services, made)
        self._kit.tasks.run(work, self._on_written, self._on_unwritten, lane=Lane.PAPER)

    def _on_written(self, written: _Written) -> None:
        made = written.made
        self.unwritten -= {made.line.hash}
        self._kit.messages.done(self._told(written))
        self._end()

    def _on_unwritten(self, error: Exception) -> None:
        made = self._made
        if made is not None and isinstance(error, DeskError):
            self.unwritten |= {made.line.hash}
            text = self.tr(
                "{error} Tệp của kỳ này đã nằm trong sổ: cắm lại ổ hoặc chọn nơi ghi khác rồi "
                "bấm Gửi lại, tệp ghi ra sẽ đúng từng chữ."
            )
            self._kit.messages.error(text.format(error=self._kit.messages.words_of(error)))
        else:
            self._kit.messages.failed(error)
        self._end()

    def _on_refused(self, error: Exception) -> None:
        self._kit.messages.failed(error)
        self._end()

    def _end(self) -> None:
        self._is_busy, self._made = False, None
        self.ended.emit()

    def _told(self, written: _Written) -> str:
        made, wanted = written.made, written.made.wanted
        (file,) = (path for path in written.paths if path.suffix == ".json")
        text = self.tr(
            "Đã ghi {file} cùng bảng số liệu PDF, Excel và phiếu gửi vào {folder}, đọc lại thấy "
            "đúng. Mã tệp: {hash}."
        )
        parts = [
            text.format(file=file.name, folder=file.parent, hash=grouped(made.line.hash)),
        ]
        if wanted.place.is_removable:
            parts.append(self.tr("Hãy rút ổ an toàn trước khi tháo."))
        if wanted.key is not KeyCondition.READY and wanted.step is not Step.AGAIN:
            parts.append(self.tr("Khóa ký vừa lập: lưu tệp khóa và in phiếu khóa ở Ctrl+2."))
        return " ".join(parts)


def _make(services: TransferServices, wanted: _Wanted, request_id: str) -> _Made:
    services.out.check(wanted.place.folder)
    totals, span = services.totals(), wanted.span
    if wanted.step is Step.AGAIN:
        return _Made(wanted, totals.standing(wanted.chain, span.first, span.last))
    line = totals.export(
        wanted.chain,
        span.first,
        span.last,
        wanted.actor,
        amend=wanted.amend,
        request_id=request_id,
    )
    return _Made(wanted, line)


def _write(services: TransferServices, made: _Made) -> _Written:
    return _Written(made, services.out.send(made.line, made.wanted.place.folder))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
