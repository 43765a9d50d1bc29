"""The dossiers behind a figure, read page by page."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.dossier import local_day
from tthc_desk.ui.closing.figure_view import Figure
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, Page, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.lines import DossierLine
from tthc_desk.usecases.listings import Listings

_NUMBER_CHARS = 13
_OWNER_CHARS = 19
_DAY_CHARS = 10
_STATUS_CHARS = 15


class BehindPanel(QWidget):
    """Lists the dossiers of one figure.

    Signals:
        dossier_requested: number (str) of the dossier to open.
        left: the officer goes back to the figures.
    """

    dossier_requested = Signal(str)
    left = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._agency_code = ""
        self._title = label("", Role.HEADING, wraps=True)
        hint = label(self.tr("Enter: mở hồ sơ"), Role.NOTE)
        back = button(self.tr("Quay lại   Esc"), self.left.emit, Role.QUIET)
        back.setAccessibleName(self.tr("Quay lại"))
        self.table = RecordView(
            kit,
            RecordTableModel[DossierLine](self._columns()),
            name=self.tr("Hồ sơ của số đã chọn"),
            empty_text=self.tr("Không có hồ sơ nào. Bấm Esc để quay lại."),
        )
        self.table.activated_record.connect(self._on_activated)
        self.table.records_model.loaded.connect(self._on_loaded)
        self.table.records_model.load_failed.connect(kit.messages.failed)
        head = row(self._title, hint, back, gap=Gap.MEDIUM)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.table))

    @property
    def title(self) -> str:
        """Give the figure the dossiers belong to, in words."""
        return self._title.text()

    def show_figure(self, figure: Figure, services: ClosingServices) -> None:
        """List the dossiers of another figure."""
        self._title.setText(figure.title)
        self._agency_code = services.ward().agency_code
        self.table.records_model.set_records(())
        listings = services.listings
        self.table.records_model.load(self._kit.tasks, lambda after: _page(listings, figure, after))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column[DossierLine], ...]:
        return (
            Column(
                self.tr("Số hồ sơ"),
                lambda line: short_number(line.number, self._agency_code),
                chars=_NUMBER_CHARS,
                spoken=lambda line: line.number,
                tip=lambda line: line.number,
            ),
            Column(
                self.tr("Thủ tục"),
                lambda line: line.procedure_name,
                tip=lambda line: line.procedure_name,
            ),
            Column(
                self.tr("Chủ hồ sơ"),
                lambda line: line.owner_name,
                chars=_OWNER_CHARS,
                tip=lambda line: line.owner_name,
            ),
            Column(
                self.tr("Tiếp nhận"),
                lambda line: formats.day(local_day(line.received_at)),
                chars=_DAY_CHARS,
            ),
            Column(
                self.tr("Hẹn trả"),
                lambda line: formats.day(local_day(line.due_at)) if line.due_at else "",
                chars=_DAY_CHARS,
            ),
            Column(
                self.tr("Kết quả"), lambda line: formats.day(line.finished_day), chars=_DAY_CHARS
            ),
            Column(
                self.tr("Hiện nay"),
                lambda line: formats.line_mark(line, self._kit.now()).word,
                chars=_STATUS_CHARS,
                mark=lambda line: formats.line_mark(line, self._kit.now()),
            ),
        )

    @Slot(object)
    def _on_activated(self, line: DossierLine) -> None:
        self.dossier_requested.emit(line.number)

    @Slot(int)
    def _on_loaded(self, _: int) -> None:
        self.table.select_row(0)


def _page(listings: Listings, figure: Figure, after: object | None) -> Page[DossierLine]:
    """Read a page; `after` is (place of the part, last dossier read of it)."""
    place, last = after if isinstance(after, tuple) else (0, None)
    while True:
        page = listings.behind_page(figure.selections[place], figure.as_of, after=last)
        last = page.after
        if last is None:
            place += 1
        done = place == len(figure.selections)
        if page.lines or done:
            return Page(page.lines, None if done else (place, last))
