"""The page about the program: what support asks for first, each line to copy."""

from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from tthc_desk.ui.admin.fact_line import FactLine
from tthc_desk.ui.admin.services import AdminServices, ProgramFacts
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap


class AboutPart(QWidget):
    """Shows the facts of the program and of the data folder."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: AdminServices | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Gap.MEDIUM)
        self._grid.setVerticalSpacing(Gap.SMALL)
        for title in self._titles():
            self._add(title)
        notes = (
            self.tr("Không có tệp khóa thì không ai mở được dữ liệu: giữ một bản ở nơi an toàn."),
            self.tr("Kiểm tra toàn bộ sổ: F6, rồi Ctrl+4."),
        )
        shown = [label(note, Role.NOTE, wraps=True) for note in notes]
        self.setLayout(column(self._grid, *shown, None))

    def set_services(self, services: AdminServices) -> None:
        """Take the use cases."""
        self._services = services

    def reload(self) -> None:
        """Read the facts anew."""
        if self._services is not None:
            self._kit.tasks.run(self._services.facts, self._show, latest="admin-about")

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Give (title, value) of every line."""
        return tuple((title, field.text()) for title, field in self._fields.items())

    def copy_all(self) -> None:
        """Put all lines on the clipboard."""
        self._copy("\n".join(f"{title}: {text}" for title, text in self.texts()))
        self._kit.messages.done(self.tr("Đã sao chép mọi dòng."))

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Phiên bản chương trình"),
            self.tr("Đơn vị"),
            self.tr("Mã đơn vị hành chính"),
            self.tr("Mã cơ quan"),
            self.tr("Thư mục dữ liệu"),
            self.tr("Dung lượng dữ liệu"),
            self.tr("Tệp khóa"),
            self.tr("Số sự kiện trong sổ"),
            self.tr("Dấu chuỗi sự kiện"),
        )

    def _values(self, facts: ProgramFacts) -> tuple[str, ...]:
        size = QLocale("vi_VN").formattedDataSize(
            facts.data_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
        )
        return (
            facts.version,
            facts.ward_name,
            facts.ward_code,
            facts.agency_code,
            str(facts.folder),
            size,
            str(facts.key_file),
            formats.count(facts.chain_length),
            facts.chain_head or "–",
        )

    def _add(self, title: str) -> None:
        field = FactLine()
        field.setAccessibleName(title)
        self._fields[title] = field
        copy = button(self.tr("Sao chép"), partial(self._copy_one, title), Role.QUIET)
        copy.setAccessibleName(self.tr("Sao chép: {title}").format(title=title))
        caption = label(title, Role.LABEL)
        caption.setBuddy(field)
        line = len(self._fields)
        for at, widget in enumerate((caption, field, copy)):
            self._grid.addWidget(widget, line, at)

    def _show(self, facts: ProgramFacts) -> None:
        for field, value in zip(self._fields.values(), self._values(facts), strict=True):
            field.setText(value)
            field.setToolTip(value)
            field.setCursorPosition(0)

    def _copy_one(self, title: str, _: bool = False) -> None:
        self._copy(self._fields[title].text())
        self._kit.messages.done(self.tr("Đã sao chép: {title}.").format(title=title))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
