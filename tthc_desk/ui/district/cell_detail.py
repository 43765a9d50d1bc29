"""The pane beside the board: the files of one ward's period, and what to tell the ward."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from tthc_desk.ui.district.cell_words import Block, CellWords
from tthc_desk.ui.district.words import tone_of
from tthc_desk.ui.shared.controls import ActionButton, Role, column, dress, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Gap


class CellDetail(QScrollArea):
    """Shows a `CellWords`.

    Args:
        copying: copies the message; its button stands under the message.
    """

    def __init__(self, kit: Kit, copying: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._copying = copying
        self._words: CellWords | None = None
        self._blocks: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Chi tiết của kỳ"))
        self.viewport().setAutoFillBackground(False)
        self._build()
        self.show_words(None)

    @property
    def words(self) -> CellWords | None:
        """Give what is shown."""
        return self._words

    def show_words(self, words: CellWords | None) -> None:
        """Show another cell; None when no cell is chosen."""
        self._words = words
        self._hint.setVisible(words is None)
        self._body.setVisible(words is not None)
        self._copying.setEnabled(words is not None and bool(words.message))
        if words is None:
            return
        self._ward.setText(words.ward)
        self._period.setText(words.period)
        mark = words.mark
        ratio = self.devicePixelRatioF()
        self._shape.setPixmap(self._kit.icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio))
        self._state.setText(mark.word)
        dress(self._state, tone=tone_of(mark))
        self._advice.setText(words.advice)
        self._show_blocks(words.blocks)
        for part in (self._tell, self._message, self._button):
            part.setVisible(bool(words.message))
        self._message.setText(words.message)
        self.verticalScrollBar().setValue(0)

    def copy_message(self) -> None:
        """Put what to tell the ward on the clipboard."""
        if self._words is not None and self._words.message:
            QGuiApplication.clipboard().setText(self._words.message)
            text = self.tr("Đã sao chép lời nhắn cho {ward}.").format(ward=self._words.ward)
            self._kit.messages.done(text)

    def _build(self) -> None:
        self._hint = label(
            self.tr("Chọn một ô bằng phím mũi tên để xem tệp của kỳ đó."), Role.NOTE, wraps=True
        )
        self._ward = label("", Role.HEADING, wraps=True)
        self._period = label("", Role.STRONG, wraps=True)
        self._shape, self._state = QLabel(), label("", Role.STRONG)
        self._advice = _text()
        self._tell = label(self.tr("Lời nhắn cho phường"), Role.LABEL)
        self._message = _text()
        self._advice.setAccessibleName(self.tr("Nghĩa là gì"))
        self._message.setAccessibleName(self._tell.text())
        self._button = ActionButton(self._copying)
        state = row(self._shape, self._state, None, gap=Gap.TIGHT)
        self._places = column(gap=Gap.SMALL)
        self._body = QWidget()
        self._body.setLayout(
            column(
                *(self._ward, self._period, state, self._advice),
                *(self._places, self._tell, self._message),
                row(self._button, None),
            )
        )
        page = QWidget()
        page.setLayout(column(self._hint, self._body, None, margin=Gap.SMALL))
        self.setWidget(page)
        # After the area has taken it: the panel behind shows through.
        page.setAutoFillBackground(False)

    def _show_blocks(self, blocks: tuple[Block, ...]) -> None:
        for old in self._blocks:
            self._places.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._blocks = [_block(block) for block in blocks]
        for new in self._blocks:
            self._places.addWidget(new)


def _block(block: Block) -> QWidget:
    made = QWidget()
    made.setLayout(
        column(
            label(block.heading, Role.STRONG, wraps=True),
            _text(breakable(block.text)),
            gap=Gap.NONE,
        )
    )
    return made


def breakable(text: str) -> str:
    """Let long names of files go on in the next line behind an underscore."""
    return text.replace("_", "_\N{ZERO WIDTH SPACE}")


def _text(text: str = "") -> QLabel:
    made = label(text, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
