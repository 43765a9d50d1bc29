"""The page on which the code scanner is tried."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.scan_verdict import TEST_BAR, TEST_CARD, ScanReport, Verdict, judge
from tthc_desk.ui.first_start.services import BAD, LATER, YES, FirstStartServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.ui.shared.tokens import Gap

_LONGEST = 600
_PAUSE_MS = 700
"""After so long a scanner that types slowly has ended."""
_MARKS = {
    Verdict.GOOD: ("✓", Tone.DONE),
    Verdict.BAD: ("✕", Tone.ERROR),
    Verdict.UNKNOWN: ("–", Tone.INFO),
}


class ScannerPage(Page):
    """Says of a scan which settings of the scanner are right."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._read = LineField(limit=_LONGEST, hint=self.tr("quét vào đây"))
        self._read.setObjectName("scan")
        self._read.setAccessibleName(self.tr("Ô quét thử"))
        self._results = [label("", wraps=True) for _ in range(4)]
        self._verdict = label("", Role.STRONG, wraps=True)
        self._bar = label("", wraps=True)
        self._bar.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._read.textEdited.connect(self._on_typed)
        options = (
            (YES, self.tr("Máy quét dùng được")),
            (LATER, self.tr("Để sau")),
            (BAD, self.tr("Quét sai")),
        )
        self.answers = Answers(options)
        self.answers.chosen.connect(self._on_chosen)
        self._build()

    @property
    @override
    def title(self) -> str:
        return self.tr("Thử máy quét mã")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Máy quét gõ thay tay: cài sai thì tên người mất dấu. Quét mã vuông trên trang in thử, "
            "hoặc mã trên thẻ căn cước của chính mình; không giữ lại gì."
        )

    @property
    @override
    def missing(self) -> str:
        if self.answers.value:
            return ""
        if self._bar.text():
            return self.tr("Mã vạch tốt; quét thêm mã vuông, hoặc để sau.")
        return self.tr("Quét mã vuông rồi trả lời, hoặc để sau.")

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        return self.answers.keys

    @property
    def results(self) -> tuple[str, ...]:
        """Give what was said of the last scans, line by line."""
        shown = (self._verdict, *self._results, self._bar)
        return tuple(one.text() for one in shown)

    @override
    def arrive(self) -> None:
        kept = self.draft.choices.scanner
        self.answers.set_value(kept)
        self.answers.allow(YES, allowed=kept == YES)
        self.answers.allow(BAD, allowed=kept in (YES, BAD))
        self._read.clear()

    @override
    def first_focus(self) -> QWidget:
        return self._read

    @override
    def carry_out(self, act: Act) -> bool:
        return self.answers.take(act)

    @override
    def on_scan(self, scan: Scan) -> None:
        self._pause.stop()
        self._take(scan.text, ended=scan.ended, damaged=scan.damaged)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(Gap.SMALL)
        for at, one in enumerate(self._results):
            grid.addWidget(one, at, 0)
        card = panel()
        parts = (self._read, self._verdict, grid, self._bar)
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, self.answers, None, gap=Gap.MEDIUM))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if text:
            self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        """Judge what came too slowly, or too broken, to be taken for a scan."""
        text = self._read.text()
        self._read.clear()
        if text != TEST_BAR and len(text) < len(TEST_CARD) // 4:
            self._tell(self._verdict, Verdict.UNKNOWN, self.tr("Chưa thấy mã nào; hãy quét lại."))
            return
        self._take(text, ended=False, damaged=False)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self.draft.change(scanner=value)
        self.changed.emit()

    def _take(self, text: str, *, ended: bool, damaged: bool) -> None:
        self._read.clear()
        if text == TEST_BAR:
            # It says nothing of letters with marks: the verdict on the card stands.
            self._tell(self._bar, Verdict.GOOD, self.tr("Mã vạch của trang thử: đọc đúng."))
            self._bar.show()
            self.changed.emit()
            return
        self._show(text, judge(text, ended=ended, damaged=damaged))

    def _show(self, text: str, report: ScanReport) -> None:
        self.answers.allow(YES, allowed=report.is_good)
        self.answers.allow(BAD, allowed=True)
        words = self._words(report)
        verdicts = (report.letters, report.keyboard, report.typing, report.ending)
        for shown, verdict, said in zip(self._results, verdicts, words, strict=True):
            self._tell(shown, verdict, said)
        if report.is_good:
            said = self.tr("Đọc được: {text}").format(text=_short(text))
            self._tell(self._verdict, Verdict.GOOD, said)
            self.answers.set_value(YES)
            self._on_chosen(YES)
        else:
            said = self.tr(
                "Chưa dùng được. Sửa theo các dòng dưới rồi quét lại. Đọc ra: {text}"
            ).format(text=_short(text))
            self._tell(self._verdict, Verdict.BAD, said)
            self.answers.set_value("")
            self._on_chosen("")

    def _words(self, report: ScanReport) -> tuple[str, ...]:
        tr, bad = self.tr, Verdict.BAD
        letters = tr("Chữ có dấu: đủ.")
        if report.letters is bad:
            letters = tr("Chữ có dấu: bị mất. Đặt máy quét ở chế độ Unicode (UTF-8) theo sách.")
        elif report.letters is Verdict.UNKNOWN:
            letters = tr("Chữ có dấu: chưa rõ, sửa các mục dưới rồi quét lại.")
        keyboard = tr("Chữ số và dấu gạch: đúng.")
        if report.keyboard is bad:
            keyboard = tr("Chữ số và dấu gạch: sai. Đặt máy quét ở bàn phím USA (English).")
        typing = tr("Bộ gõ tiếng Việt: không chen vào.")
        if report.typing is bad:
            typing = tr("Bộ gõ tiếng Việt: đã sửa chữ của máy quét. Tắt bộ gõ rồi quét lại.")
        ending = tr("Phím Enter sau mã: có.")
        if report.ending is bad:
            ending = tr("Phím Enter sau mã: không thấy. Nên bật hậu tố Enter (CR) theo sách.")
        return letters, keyboard, typing, ending

    def _tell(self, shown: QLabel, verdict: Verdict, text: str) -> None:
        mark, tone = _MARKS[verdict]
        shown.setText(f"{mark} {text}")
        dress(shown, tone=tone.value)


def _short(text: str) -> str:
    """Leave out the number: it may be somebody's."""
    fields = text.split("|")
    return f"…{fields[0][-3:]}, {fields[2]}" if len(fields) > 5 else text[:60]
