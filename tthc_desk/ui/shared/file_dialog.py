"""The window that asks for a file or a folder, in Vietnamese also where Qt draws it itself."""

from PySide6.QtCore import QCoreApplication, QDir, QStorageInfo, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QToolButton
from typing_extensions import override

from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP

_LABELS = {
    QFileDialog.DialogLabel.LookIn: QT_TRANSLATE_NOOP("file_dialog", "Xem trong:"),
    QFileDialog.DialogLabel.FileName: QT_TRANSLATE_NOOP("file_dialog", "Tên:"),
    QFileDialog.DialogLabel.FileType: QT_TRANSLATE_NOOP("file_dialog", "Loại tệp:"),
    QFileDialog.DialogLabel.Reject: QT_TRANSLATE_NOOP("file_dialog", "Thôi"),
}
_CHOOSE = QT_TRANSLATE_NOOP("file_dialog", "Chọn")
_FOLDERS = QT_TRANSLATE_NOOP("file_dialog", "Thư mục")
_PLUGGED = ("/media/", "/run/media/", "/mnt/")
"""Where Linux shows what is plugged in; Windows has a window of its own."""
_SAVE = QT_TRANSLATE_NOOP("file_dialog", "Lưu")
_BUTTONS = {
    "backButton": QT_TRANSLATE_NOOP("file_dialog", "Trở lại"),
    "forwardButton": QT_TRANSLATE_NOOP("file_dialog", "Đi tiếp"),
    "toParentButton": QT_TRANSLATE_NOOP("file_dialog", "Lên một cấp"),
    "newFolderButton": QT_TRANSLATE_NOOP("file_dialog", "Tạo thư mục mới"),
    "listModeButton": QT_TRANSLATE_NOOP("file_dialog", "Xem dạng danh sách"),
    "detailModeButton": QT_TRANSLATE_NOOP("file_dialog", "Xem đầy đủ"),
}


class FileDialog(QFileDialog):
    """A QFileDialog that gives the parts Qt draws itself Vietnamese names.

    Qt ships no Vietnamese of its own; a system's own window speaks the system's language.
    """

    def take_folders(self) -> None:
        """Let folders be chosen, not files."""
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        saves = self.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        for part, text in _LABELS.items():
            self.setLabelText(part, _tr(text))
        self.setLabelText(QFileDialog.DialogLabel.Accept, _tr(_SAVE if saves else _CHOOSE))
        for name, text in _BUTTONS.items():
            made = self.findChild(QToolButton, name)
            if isinstance(made, QToolButton):
                made.setToolTip(_tr(text))
                made.setAccessibleName(_tr(text))
        kinds = self.findChild(QComboBox, "fileTypeCombo")
        if isinstance(kinds, QComboBox) and self.fileMode() is QFileDialog.FileMode.Directory:
            kinds.setItemText(0, _tr(_FOLDERS))
        self.setSidebarUrls([QUrl.fromLocalFile(place) for place in _places()])
        # Its columns cannot be named; a list of names has none.
        self.setViewMode(QFileDialog.ViewMode.List)
        super().showEvent(event)


def _places() -> list[str]:
    """Name the home folder, the root and what was plugged in."""
    mounted = [one.rootPath() for one in QStorageInfo.mountedVolumes()]
    sticks = [path for path in mounted if path.startswith(_PLUGGED)]
    return list(dict.fromkeys([*sticks, QDir.homePath(), QDir.rootPath()]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("file_dialog", text)
