"""The list of dossiers: two lines for each, three where the place is narrow."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tthc_desk.domain.dossier import Status, local_day
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, Index, RecordTableModel, TableRole
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Colour, Gap
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.lines import DossierLine

_LINES_HIGH = {2: 1.6, 3: 2.25}
"""Lines of a dossier → height of its row, in rows of a plain table."""
_NARROW_CHARS = 42
"""In less than this a name of four words has no room beside the due day."""
_FEWEST_CHARS = 11
"""A name shortened to less than this says nothing and is left out."""


class DossierList(RecordView):
    """Dossiers of a queue or a search, read page by page."""

    def __init__(self, kit: Kit) -> None:
        self._scale = kit.scale
        self._is_narrow: bool | None = None
        column: Column[DossierLine] = Column("", lambda line: line.owner_name, spoken=spoken_line)
        super().__init__(kit, RecordTableModel((column,)), name=self.tr("Hồ sơ"))
        self._drawn = _LineDelegate(kit, self)
        self.setItemDelegate(self._drawn)
        self.horizontalHeader().hide()

    def set_agency_code(self, code: str) -> None:
        """Leave the part of numbers out that all dossiers of the ward share."""
        self._drawn.agency_code = code
        self.viewport().update()

    def row_of(self, number: str) -> int | None:
        """Give the row of a dossier by its own number, None when it is not shown."""
        numbers = [line.number for line in self.records_model.records()]
        return numbers.index(number) if number in numbers else None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.viewport().width() < self._scale.chars_px(_NARROW_CHARS))
        super().resizeEvent(event)

    def _arrange(self, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._drawn.lines = lines = 3 if is_narrow else 2
        self.verticalHeader().setDefaultSectionSize(round(self._scale.row_px * _LINES_HIGH[lines]))


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, kit: Kit, parent: RecordView) -> None:
        super().__init__(parent)
        self._kit = kit
        self.agency_code = ""
        self.lines = 2

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        style = plain.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        line: DossierLine = index.data(TableRole.RECORD)
        painter.save()
        inner = option.rect.adjusted(Gap.SMALL, Gap.TIGHT, -Gap.SMALL, -Gap.TIGHT)
        high = inner.height() // self.lines
        place = QRect(inner.left(), inner.top(), inner.width(), high)
        draw = self._draw_narrow if self.lines == 3 else self._draw_wide
        draw(painter, place, line)
        painter.restore()

    def _draw_wide(self, painter: QPainter, place: QRect, line: DossierLine) -> None:
        plain = QFont(painter.font())
        self._make_small(painter)
        left = self._due(painter, place, line)
        painter.setFont(plain)
        self._name(painter, place, left, line)
        self._make_small(painter)
        place = place.translated(0, place.height())
        right = self._number(painter, place, line)
        rest = self._status(painter, place, right, line)
        if right - rest.left() > self._kit.scale.chars_px(_FEWEST_CHARS):
            painter.setPen(QColor(Colour.MUTED))
            _left_text(painter, rest, right, f"  ·  {line.procedure_name}")

    def _draw_narrow(self, painter: QPainter, place: QRect, line: DossierLine) -> None:
        self._name(painter, place, place.right(), line)
        self._make_small(painter)
        place = place.translated(0, place.height())
        right = self._number(painter, place, line)
        painter.setPen(QColor(Colour.INK))
        _left_text(painter, place, right, line.procedure_name)
        place = place.translated(0, place.height())
        self._status(painter, place, self._due(painter, place, line), line)

    def _name(self, painter: QPainter, place: QRect, right: int, line: DossierLine) -> None:
        strong = QFont(painter.font())
        strong.setBold(True)
        painter.setFont(strong)
        painter.setPen(QColor(Colour.INK))
        _left_text(painter, place, right, line.owner_name)

    def _due(self, painter: QPainter, place: QRect, line: DossierLine) -> int:
        painter.setPen(QColor(due_colour(line, self._kit.now())))
        return _right_text(painter, place, due_text(line, self._kit.now()))

    def _number(self, painter: QPainter, place: QRect, line: DossierLine) -> int:
        painter.setPen(QColor(Colour.MUTED))
        return _right_text(painter, place, short_number(line.number, self.agency_code))

    def _status(self, painter: QPainter, place: QRect, right: int, line: DossierLine) -> QRect:
        """Draw shape and word; give the place behind them."""
        mark = formats.line_mark(line, self._kit.now())
        ratio = painter.device().devicePixelRatio()
        pixmap = self._kit.icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio)
        top = place.top() + (place.height() - SMALL_ICON_PX) // 2
        painter.drawPixmap(place.left(), top, pixmap)
        words = place.adjusted(SMALL_ICON_PX + Gap.TIGHT, 0, 0, 0)
        painter.setPen(QColor(mark.colour))
        used = _left_text(painter, words, right, mark.word)
        return words.adjusted(used, 0, 0, 0)

    def _make_small(self, painter: QPainter) -> None:
        small = QFont(painter.font())
        small.setBold(False)
        small.setPointSizeF(self._kit.scale.small_pt)
        painter.setFont(small)


def due_text(line: DossierLine, now: datetime) -> str:
    """Write the due day as a list shows it; today and days gone by in words."""
    if line.due_at is None:
        return QCoreApplication.translate("dossier_list", "không hẹn ngày")
    day, today = local_day(line.due_at), local_day(now)
    if not _runs(line):
        return formats.day(day)
    if day == today:
        text = QCoreApplication.translate("dossier_list", "hôm nay {clock}")
        return text.format(clock=formats.clock(line.due_at))
    if day < today:
        text = QCoreApplication.translate("dossier_list", "quá {days} ngày")
        return text.format(days=(today - day).days)
    return formats.day(day)


def due_colour(line: DossierLine, now: datetime) -> Colour:
    """Give the colour of the due day: only what is late or due today stands out."""
    if line.due_at is None or not _runs(line):
        return Colour.MUTED
    day, today = local_day(line.due_at), local_day(now)
    if day < today:
        return Colour.RED
    return Colour.AMBER if day == today else Colour.INK


def spoken_line(line: DossierLine) -> str:
    """Say a dossier of the list in words."""
    text = QCoreApplication.translate(
        "dossier_list", "{owner}, {procedure}, {status}, hẹn {due}, số {number}"
    )
    return text.format(
        owner=line.owner_name,
        procedure=line.procedure_name,
        status=formats.status_word(line.status),
        due=formats.due(line.due_at),
        number=line.number,
    )


def _runs(line: DossierLine) -> bool:
    return line.status in (Status.RECEIVED, Status.PROCESSING) and not line.voided


def _right_text(painter: QPainter, place: QRect, text: str) -> int:
    """Draw at the right edge; give what is left for the rest, in pixels."""
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    return place.right() - painter.fontMetrics().horizontalAdvance(text) - Gap.SMALL


def _left_text(painter: QPainter, place: QRect, right: int, text: str) -> int:
    """Draw at the left edge, shortened to what is free; give the width it took."""
    metrics = painter.fontMetrics()
    width = max(0, right - place.left())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
