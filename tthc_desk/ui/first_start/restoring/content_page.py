"""The page that shows what a backup holds."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.vietnamese import weekday_name
from tthc_desk.ui.first_start.fact_grid import FactGrid
from tthc_desk.ui.first_start.restoring.backup_rows import age_words, end_row
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.services import RestoreServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.backup_facts import Manifest

_Row = tuple[str, str]


class ContentPage(RestorePage):
    """Reads with the key what the backup says of itself."""

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit, services, draft)
        self._facts = FactGrid(5)
        self._state = label("", Role.STRONG, wraps=True)
        columns = (
            Column[_Row](self.tr("Loại số"), lambda r: r[0]),
            Column[_Row](self.tr("Số cuối trong bản sao"), lambda r: r[1], chars=26, strong=True),
        )
        self.ends = RecordView(
            kit,
            RecordTableModel[_Row](columns),
            name=self.tr("Số cuối của từng loại"),
            empty_text=self.tr("Bản sao này chưa cấp số nào."),
        )
        card = panel()
        card.setLayout(column(self._facts, margin=Gap.MEDIUM))
        layout = column(card, self._state, self.ends)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    @override
    def title(self) -> str:
        return self.tr("Trong bản sao có gì")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Đối chiếu tên phường và thời điểm. Sổ sẽ trở lại đúng như lúc sao lưu; "
            "không phải bản cần thì quay lại chọn bản khác (Esc)."
        )

    @property
    @override
    def missing(self) -> str:
        return "" if self.draft.manifest else self.tr("Chưa đọc được bản sao.")

    @property
    def state(self) -> str:
        """Give the sentence on how old it is, or why it cannot be read."""
        return self._state.text()

    @override
    def arrive(self) -> None:
        self.draft.manifest = None
        found, key = self.draft.found, self.draft.key
        if found is not None and key is not None:
            self.kit.tasks.run(
                lambda: self.services.open(found.path, key),
                self._on_read,
                self._on_refused,
                latest="restore-content",
            )

    @override
    def first_focus(self) -> QWidget:
        return self.ends

    def _on_read(self, manifest: Manifest) -> None:
        self.draft.manifest = manifest
        self._facts.show_facts(self._rows(manifest))
        self.ends.records_model.set_records([end_row(end) for end in manifest.facts.numbers])
        age = age_words(manifest.made_at, self.kit.now())
        text = self.tr("▲ Sao lưu {age}. Việc ghi sau lúc đó không có trong bản này.")
        self._say(text.format(age=age), Tone.WARNING)
        self.changed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._facts.show_facts(())
        self.ends.records_model.set_records(())
        self._say(self.kit.messages.words_of(error), Tone.ERROR)
        self.changed.emit()

    def _rows(self, manifest: Manifest) -> tuple[_Row, ...]:
        facts, at = manifest.facts, manifest.made_at
        local = at.astimezone(self.kit.now().tzinfo)
        return (
            (self.tr("Phường"), f"{facts.ward_name} ({facts.ward_code})"),
            (self.tr("Sổ tính đến"), f"{weekday_name(local.date())} {formats.moment(at)}"),
            (self.tr("Hồ sơ"), formats.count(facts.counts.get("dossier", 0))),
            (self.tr("Sự kiện"), formats.count(facts.chain_length)),
            (self.tr("Bản chương trình"), manifest.program),
        )

    def _say(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value)
