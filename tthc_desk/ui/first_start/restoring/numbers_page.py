"""The page on which a person says which numbers were given out after the backup."""

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.restoring.backup_rows import (
    read_words,
    series_words,
    skip_words,
    skipped_words,
    span_words,
)
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.services import RestoreServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, dress, label, row
from tthc_desk.ui.shared.fields import BlockField, NumberField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.backup_facts import SeriesEnd
from tthc_desk.usecases.restoring import IssuedSince, ReadNumber, SkippedNumbers

TYPED, NONE, UNKNOWN = "typed", "none", "unknown"
"""Answers: these were given out; none was; nobody remembers."""
_HIGHEST_SERIAL = 9_999_999
_ROWS = 5
_TYPED_CHARS = 36
_PAUSE_MS = 150
_MOST_LINES = 200
_SERIES_SHOWN = 8


class NumbersPage(RestorePage):
    """Says what the replaced book gave out; where that is not all, one of three answers is asked.

    Every line is read at once, and the page says what it was read as.
    """

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit, services, draft)
        self._is_reading = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        options = (
            (TYPED, self.tr("Đã cấp các số sau")),
            (NONE, self.tr("Sau bản sao không cấp số nào nữa")),
            (UNKNOWN, self.tr("Không ai nhớ")),
        )
        self.answers = Answers(options)
        self.answers.chosen.connect(self._on_chosen)
        self._held = label("", Role.NOTE, wraps=True)
        self._verdict = label("", Role.STRONG, wraps=True)
        self.lines, self.serial = BlockField(_ROWS), NumberField(1, _HIGHEST_SERIAL)
        self.read = self._make_list()
        self.known = self._make_known()
        self.lines.textChanged.connect(self._on_typed)
        self.serial.textChanged.connect(self._on_typed)
        self._lay_out()

    @property
    @override
    def title(self) -> str:
        return self.tr("Các số đã cấp sau bản sao")

    @property
    @override
    def reason(self) -> str:
        if not self._must_ask:
            return self.tr(
                "Đã đọc từ sổ đang nằm ở đây mọi số đã cấp sau bản sao, không phải hỏi gì. Sổ được "
                "đặt lại sẽ cấp tiếp từ sau các số này, để hai công dân không cùng cầm một số."
            )
        return self.tr(
            "Hai công dân không bao giờ được cầm cùng một số. Giấy đã đưa cho dân sau bản sao vẫn "
            "có hiệu lực: xem giấy còn lại, sổ tay, quét mã trên giấy, rồi ghi số cuối của từng "
            "loại (hồ sơ thì của từng ngày). Sổ sẽ cấp tiếp từ sau các số này; loại không ghi "
            "thì bỏ trống một quãng."
        )

    @property
    @override
    def missing(self) -> str:
        if not self._must_ask:
            return ""
        given = bool(self._typed) or bool(self.serial.text().strip())
        if not self.answers.value:
            return self.tr("Chọn một trong ba câu trả lời.")
        if self.answers.value != TYPED:
            held = self.tr("Đang có số ghi bên dưới: xóa đi, hoặc chọn “Đã cấp các số sau”.")
            return held if given else self._contradiction
        if not given:
            return self.tr("Ghi ít nhất một số, hoặc chọn câu trả lời khác.")
        if self._serial_problem:
            return self._serial_problem
        if self._is_reading or self._pause.isActive():
            return self.tr("Đang đọc các số…")
        wrong = any(one.problem for one in self.draft.read)
        return self.tr("Sửa dòng chưa hiểu được.") if wrong else ""

    @property
    def _must_ask(self) -> bool:
        return self.draft.ready is None or self.draft.ready.must_ask

    @property
    def _contradiction(self) -> str:
        """Say that numbers were given out, against the answer that none was."""
        ready = self.draft.ready
        if self.answers.value != NONE or ready is None or not ready.known:
            return ""
        text = self.tr("Sổ cũ cho thấy đã cấp số sau bản sao ({known}). Chọn câu trả lời khác.")
        return text.format(known=skipped_words(ready.known))

    @property
    def verdict(self) -> str:
        """Give the sentence on the first line that was not understood."""
        return self._verdict.text()

    @override
    def arrive(self) -> None:
        ready = self.draft.ready
        written = [_last_words(end, text) for end, text in ready.ends] if ready else []
        self._asking.setVisible(self._must_ask)
        self.known.setVisible(not self._must_ask)
        self.known.records_model.set_records(ready.known if ready else ())
        shown = " · ".join(written[:_SERIES_SHOWN]) or self.tr("chưa có số nào")
        self._held.setText(self.tr("Số cuối trong bản sao: {shown}").format(shown=shown))
        # Another backup may be ready now: the same lines mean something else there.
        self._on_pause()

    @override
    def first_focus(self) -> QWidget:
        if not self._must_ask:
            return self.known
        return self.lines if self.answers.value in ("", TYPED) else self.answers.first

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        return self.answers.keys if self._must_ask else ()

    @override
    def carry_out(self, act: Act) -> bool:
        return self._must_ask and self.answers.take(act)

    def _make_list(self) -> RecordView:
        columns = (
            Column[ReadNumber](self.tr("Ghi"), lambda r: r.text, chars=19, tip=lambda r: r.text),
            Column[ReadNumber](self.tr("Hiểu là"), read_words, tip=read_words),
            Column[ReadNumber](self.tr("Bỏ qua số"), skip_words, chars=15),
        )
        return RecordView(
            self.kit,
            RecordTableModel[ReadNumber](columns),
            name=self.tr("Các số đọc được"),
            empty_text=self.tr("Mỗi số ghi bên trái được đọc ra ở đây."),
        )

    def _make_known(self) -> RecordView:
        columns = (
            Column[SkippedNumbers](
                self.tr("Loại số"), lambda s: series_words(s.series, s.period), strong=True
            ),
            Column[SkippedNumbers](self.tr("Đã cấp sau bản sao, bỏ qua"), span_words, chars=30),
        )
        return RecordView(
            self.kit,
            RecordTableModel[SkippedNumbers](columns),
            name=self.tr("Các số đọc từ sổ cũ"),
            empty_text=self.tr("Sau bản sao, sổ đang nằm ở đây không cấp số nào."),
        )

    def _lay_out(self) -> None:
        caption = label(self.tr("Mỗi dòng một số, như trên giấy"), Role.LABEL)
        caption.setBuddy(self.lines)
        self.lines.setAccessibleName(caption.text())
        self.lines.setObjectName("last_number")
        in_book = label(self.tr("Số thứ tự cuối trong sổ theo dõi, nếu biết"), Role.LABEL)
        in_book.setBuddy(self.serial)
        self.serial.setAccessibleName(in_book.text())
        self.serial.setObjectName("last_serial")
        left = QWidget()
        left.setFixedWidth(self.kit.scale.chars_px(_TYPED_CHARS))
        left.setLayout(column(caption, self.lines, in_book, self.serial, None, gap=Gap.TIGHT))
        body = row(left, self.read, gap=Gap.MEDIUM)
        body.setStretch(1, 1)
        asking = column(self.answers, body, self._verdict)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setStretch(1, 1)
        self._asking = QWidget()
        self._asking.setLayout(asking)
        layout = column(self._held, self._asking, self.known)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    def _typed(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.lines.value().splitlines())
        return tuple(line for line in lines if line)[:_MOST_LINES]

    @property
    def _last_serial(self) -> int | None:
        return self.serial.value() if self.serial.text().strip() else None

    @property
    def _serial_problem(self) -> str:
        try:
            self.serial.value()
        except DeskError as error:
            return self.kit.messages.words_of(error) if self.serial.text().strip() else ""
        return ""

    @Slot(str)
    def _on_chosen(self, _: str) -> None:
        self._settle()
        if self.answers.value == TYPED:
            self.lines.setFocus()

    @Slot()
    def _on_typed(self) -> None:
        if self._typed and not self.answers.value:
            self.answers.set_value(TYPED)
        self._pause.start()
        self.changed.emit()

    @Slot()
    def _on_pause(self) -> None:
        self._pause.stop()
        typed, services, source = self._typed, self.services, self.draft.source
        serial = None if self._serial_problem else self._last_serial
        if not typed and serial is None:
            self._on_read(())
            return
        self._is_reading = True
        self.kit.tasks.run(
            lambda: services.understood(source, typed, serial),
            self._on_read,
            self._on_refused,
            latest="restore-numbers",
        )
        self.changed.emit()

    def _on_read(self, read: tuple[ReadNumber, ...]) -> None:
        self._is_reading = False
        self.draft.read = read
        self.read.records_model.set_records(read)
        wrong = next((one.problem for one in read if one.problem), None)
        self._verdict.setText(self.kit.messages.words_of(wrong) if wrong else "")
        dress(self._verdict, tone=Tone.ERROR.value)
        self._settle()

    def _on_refused(self, error: Exception) -> None:
        self._is_reading = False
        self.kit.messages.failed(error)
        self.changed.emit()

    def _settle(self) -> None:
        """Keep what was said, as far as it is whole."""
        if not self._must_ask:
            self.draft.issued = IssuedSince()
        elif self.answers.value in (NONE, UNKNOWN):
            none = self.answers.value == NONE
            self.draft.issued = IssuedSince(none=none, unknown=not none)
        else:
            serial = None if self._serial_problem else self._last_serial
            self.draft.issued = IssuedSince(self._typed, serial)
        self.changed.emit()


def _last_words(end: SeriesEnd, written: str) -> str:
    if end.series != "serial":
        return written
    return QCoreApplication.translate("restoring", "số thứ tự {serial}").format(serial=written)
