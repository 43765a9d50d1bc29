"""The last page: what will be done, by whom, and what was done."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Officer
from tthc_desk.domain.officers import Role as Office
from tthc_desk.ui.first_start.fact_grid import FactGrid
from tthc_desk.ui.first_start.restoring.backup_rows import skipped_words
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.services import RestoreServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import column, dress, label, panel
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import Ticket
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.restoring import Restored, SkippedNumbers

_Fact = tuple[str, str]


class ReviewPage(RestorePage):
    """Puts the backup in its place; then says what is left to do.

    Signals:
        restored: the book stands.
        refused: it was not put there; an exception.
    """

    restored = Signal()
    refused = Signal(object)

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit, services, draft)
        self._running: Ticket | None = None
        self._facts = FactGrid(6)
        self.who = ChoiceField()
        self.who.currentIndexChanged.connect(self._on_who)
        self._form = Form()
        self._form.add(self.tr("Người đặt lại sổ"), self.who, name="restored_by", required=True)
        self._after = label("", wraps=True)
        card = panel()
        card.setLayout(column(self._facts, self._form, gap=Gap.MEDIUM, margin=Gap.MEDIUM))
        self.setLayout(column(card, self._after, None, gap=Gap.MEDIUM))

    @property
    @override
    def title(self) -> str:
        return self.tr("Đã khôi phục sổ") if self.draft.done else self.tr("Xem lại và khôi phục")

    @property
    @override
    def reason(self) -> str:
        if self.draft.done:
            return self.tr("Sổ đã ở vị trí và đã kiểm tra. Đọc kỹ việc còn lại rồi vào làm việc.")
        return self.tr("Chưa có gì bị thay. Sai chỗ nào thì quay lại chỗ đó (Esc).")

    @property
    @override
    def going(self) -> str:
        return self.tr("Vào làm việc") if self.draft.done else self.tr("Khôi phục sổ")

    @property
    @override
    def missing(self) -> str:
        if self._running is not None:
            return self.tr("Đang khôi phục sổ…")
        if self.draft.done is None and self.draft.planned is None:
            return self.tr("Đang tính các số bỏ qua…")
        if self.draft.done is None and not self.who.value():
            return self.tr("Chọn người đặt lại sổ; tên được ghi vào sổ.")
        return ""

    @override
    def arrive(self) -> None:
        self._plan()
        self._facts.show_facts(self._before())
        ready = self.draft.ready
        officers = ready.officers if ready else ()
        logins = [one.login for one in officers]
        wanted = self.draft.login or self.services.login
        nobody = Choice("", self.tr("– chọn tên –"))
        leaders_first = sorted(officers, key=lambda one: one.role is not Office.SUPERVISOR)
        self.who.set_choices((nobody, *map(_choice, leaders_first)))
        self.who.set_value(wanted if wanted in logins else "")

    @override
    def first_focus(self) -> QWidget | None:
        return self.who if self.draft.done is None else None

    @override
    def stop(self) -> bool:
        if self._running is None:
            return False
        self.kit.tasks.cancel(self._running)
        return True

    def put(self) -> None:
        """Make the backup the book."""
        if self._running is not None or self.draft.done is not None:
            return
        services, draft = self.services, self.draft
        source, issued, login = draft.source, draft.issued, draft.login
        self._running = self.kit.tasks.run_long(
            self.tr("Đang khôi phục sổ"),
            lambda report: services.put(source, issued, login, report),
            self._on_done,
            self._on_refused,
        )
        self.changed.emit()

    def _on_done(self, done: Restored) -> None:
        self._running = None
        self.draft.done = done
        self._form.hide()
        self._facts.show_facts(self._now(done))
        self._after.setText("\n".join(self._left(done)))
        dress(self._after, tone=Tone.WARNING.value)
        self.restored.emit()

    def _on_refused(self, error: Exception) -> None:
        self._running = None
        self.refused.emit(error)
        self.changed.emit()

    @Slot(int)
    def _on_who(self, _: int) -> None:
        self.draft.login = self.who.value() or ""
        self.changed.emit()

    def _before(self) -> tuple[_Fact, ...]:
        draft = self.draft
        if draft.manifest is None or draft.found is None or draft.folder is None:
            return ()
        facts = draft.manifest.facts
        return (
            (self.tr("Phường"), f"{facts.ward_name} ({facts.ward_code})"),
            (self.tr("Bản sao"), str(draft.found.path)),
            (self.tr("Sổ tính đến"), formats.moment(draft.manifest.made_at)),
            (self.tr("Đặt vào"), str(draft.folder)),
            (self.tr("Số bỏ qua"), self._skipped(draft.planned)),
        )

    def _plan(self) -> None:
        """Ask what will be left out: the numbers a person typed are but a part of it."""
        services, source, issued = self.services, self.draft.source, self.draft.issued
        self.draft.planned = None
        self.kit.tasks.run(
            lambda: services.planned(source, issued), self._on_planned, latest="restore-planned"
        )

    def _on_planned(self, planned: tuple[SkippedNumbers, ...]) -> None:
        self.draft.planned = planned
        if self.draft.done is None:
            self._facts.show_facts(self._before())
            self.changed.emit()

    def _now(self, done: Restored) -> tuple[_Fact, ...]:
        facts = done.backup.facts
        kept = str(done.kept) if done.kept else self.tr("không có sổ nào ở đây trước đó")
        return (
            (self.tr("Phường"), f"{facts.ward_name} ({facts.ward_code})"),
            (self.tr("Sổ tính đến"), formats.moment(done.backup.made_at)),
            (self.tr("Hồ sơ"), formats.count(facts.counts.get("dossier", 0))),
            (self.tr("Thư mục dữ liệu"), str(done.folder)),
            (self.tr("Sổ trước đó"), kept),
            (self.tr("Số bỏ qua"), self._skipped(done.skipped)),
        )

    def _skipped(self, skipped: tuple[SkippedNumbers, ...] | None) -> str:
        if skipped is None:
            return self.tr("đang tính…")
        return skipped_words(skipped) or self.tr("không có: sau bản sao không cấp số nào")

    def _left(self, done: Restored) -> list[str]:
        """Say what is still to be done."""
        at = formats.moment(done.backup.made_at)
        left = [
            self.tr(
                "▲ Việc ghi sau {at} không còn trong sổ: giữ giấy đã in để đối chiếu và nhập lại."
            ).format(at=at)
        ]
        if done.has_signed:
            key = self.tr(
                "▲ Khóa ký số liệu không nằm trong bản sao: lập khóa mới ở F7 rồi đăng ký lại với "
                "cấp trên trước lần gửi tới."
            )
            left.append(key)
        if done.backups is None:
            left.append(self.tr("▲ Chưa có nơi nhận bản sao lưu trên máy này: chọn ở F8, Sao lưu."))
        key = self.tr("▲ Giữ một bản tệp khóa {file} cất riêng; mất khóa là mất dữ liệu.")
        left.append(key.format(file=done.folder / "ward.key"))
        return left


def _choice(officer: Officer) -> Choice:
    return Choice(officer.login, f"{officer.name} – {formats.role_word(officer.role)}")
