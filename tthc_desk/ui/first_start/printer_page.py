"""The page on which the printer is tried."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import BAD, LATER, YES, FirstStartServices
from tthc_desk.ui.first_start.sheet_picture import SheetPicture
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, panel, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.pdf_pages import PdfPages
from tthc_desk.ui.shared.printing import PaperPrinter, PrintOutcome
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.shared.tokens import Gap

_PAPER = "receipt"
"""The kind of paper whose printer is remembered: the one a counter prints most."""
_PICTURE_PX = 900


class PrinterPage(Page):
    """Shows the test page, prints it, and asks how it came out."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._pdf = b""
        self._printer = PaperPrinter(kit.tasks, kit.printers, self)
        self.names = ChoiceField()
        self.names.setAccessibleName(self.tr("Máy in"))
        self.send = button(self.tr("In trang thử") + f"   {Act.PREVIEW.key_text}", self.print_page)
        self._state = label("", wraps=True)
        self._picture = SheetPicture(kit.scale, self.tr("Trang in thử"))
        self._sent_to: str | None = None
        options = (
            (YES, self.tr("In được, đủ dấu")),
            (LATER, self.tr("Để sau")),
            (BAD, self.tr("In ra sai")),
        )
        self.answers = Answers(options)
        self.names.currentIndexChanged.connect(self._on_other_printer)
        self.answers.chosen.connect(self._on_chosen)
        self._build()

    @property
    @override
    def title(self) -> str:
        return self.tr("Thử máy in")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Giấy tiếp nhận phải đủ dấu tiếng Việt, đúng cỡ và có mã quét được. In một trang thử "
            "rồi xem."
        )

    @property
    @override
    def missing(self) -> str:
        return "" if self.answers.value else self.tr("In trang thử rồi trả lời, hoặc để sau.")

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        return ((Act.PREVIEW.key_text, self.tr("In trang thử")), *self.answers.keys)

    @property
    def state(self) -> str:
        """Give the sentence on the last print."""
        return self._state.text()

    @override
    def arrive(self) -> None:
        names = self.kit.printers.names()
        tried = self.kit.remembered.printer_for(_PAPER)
        kept = self.draft.choices.printer
        if kept in (YES, BAD) and self._sent_to is None and tried in names:
            self._sent_to = tried
        self.answers.set_value(kept if kept == LATER or self._sent_to in names else "")
        self.names.set_choices([Choice(name, name) for name in names])
        self.names.set_value(self._sent_to or tried)
        self.send.setEnabled(bool(names))
        self.names.setEnabled(bool(names))
        self._allow_answers()
        self.draft.change(printer=self.answers.value)
        if not names:
            self._say(self.tr("Máy này chưa cài máy in nào; cài sau cũng được."), Tone.INFO)
        if not self._pdf:
            self.kit.tasks.run(self._draw, self._on_drawn, lane=Lane.PAPER)

    @override
    def first_focus(self) -> QWidget:
        if not self.send.isEnabled():
            return self.answers.first
        return self.names if self.names.count() > 1 else self.send

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.PREVIEW:
            self.print_page()
            return True
        return self.answers.take(act)

    @Slot()
    def print_page(self) -> None:
        """Print the page on the chosen printer."""
        if not self._pdf or self._printer.is_busy or not self.send.isEnabled():
            return
        name = self.names.value() or ""
        self._say(self.tr("Đang gửi trang thử…"), Tone.INFO)
        title = self.tr("Trang in thử")
        self._printer.print_pdf(self._pdf, self._on_printed, title=title, printer=name)

    def _build(self) -> None:
        caption = label(self.tr("Máy in"), Role.LABEL)
        caption.setBuddy(self.names)
        tell = self.tr(
            "Xem trên giấy:\n"
            "•  dòng chữ có đủ dấu, không ô vuông, không dấu hỏi;\n"
            "•  thước đo bằng thước thật đúng 100 mm; sai thì bỏ “co vừa trang” (fit to page);\n"
            "•  bốn góc khung còn đủ;\n"
            "•  mã vuông và mã vạch quét được (bước sau)."
        )
        line = row(caption, self.names)
        line.setStretch(1, 1)
        parts = (line, row(self.send, None), self._state, label(tell, wraps=True), None)
        card = panel()
        left = column(*parts, gap=Gap.MEDIUM)
        inner = row(left, self._picture, gap=Gap.LARGE, margin=Gap.LARGE)
        inner.setStretch(0, 1)
        card.setLayout(inner)
        layout = column(card, self.answers, gap=Gap.MEDIUM)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _draw(self) -> tuple[bytes, QImage]:
        pdf = self.services.test_page()
        pages = PdfPages(pdf)
        try:
            return pdf, pages.picture(0, _PICTURE_PX)
        finally:
            pages.close()

    def _on_drawn(self, drawn: tuple[bytes, QImage]) -> None:
        self._pdf, image = drawn
        self._picture.show_image(image)

    def _on_printed(self, outcome: PrintOutcome) -> None:
        if outcome.error is None:
            self._sent_to = self.names.value() or ""
            self._allow_answers()
            self.kit.remembered.remember_printer(_PAPER, outcome.printer)
            self._say(self.tr("✓ Đã gửi tới máy in. Lấy giấy ra xem rồi trả lời."), Tone.DONE)
            self.answers.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._forget_answer()
            text = self.tr("✕ Máy in không nhận trang thử. Xem máy có bật, có giấy, cắm dây chưa.")
            self._say(text, Tone.ERROR)

    def _allow_answers(self) -> None:
        """Only a page that was sent can have come out well, or wrong."""
        for value in (YES, BAD):
            self.answers.allow(value, allowed=self._sent_to is not None)

    def _forget_answer(self) -> None:
        """Take back what was said of another page or printer."""
        self._sent_to = None
        if self.answers.value != LATER:
            self.answers.set_value("")
            self._on_chosen("")
        self._allow_answers()

    @Slot(int)
    def _on_other_printer(self, _: int) -> None:
        if self._sent_to is not None and self.names.value() != self._sent_to:
            self._forget_answer()

    def _say(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self.draft.change(printer=value)
        if value == BAD:
            text = self.tr(
                "▲ Chọn máy in khác, hoặc sửa: giấy A4, in 100% không “co vừa trang”, trình điều "
                "khiển của hãng; rồi in lại. Cứ đi tiếp được, sửa sau trước khi tiếp dân."
            )
            self._say(text, Tone.WARNING)
        self.changed.emit()
