"""The window that asks for a file speaks Vietnamese."""

import ast
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tthc_desk.ui.shared.file_dialog import FileDialog

UI = Path(__file__).parents[3] / "tthc_desk" / "ui"


def test_labels_buttons_and_columns_are_vietnamese(
    qtbot: QtBot, styled: QApplication, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    shown = FileDialog(parent, "Chọn", str(tmp_path))
    shown.setFileMode(QFileDialog.FileMode.ExistingFile)
    shown.open()
    words = [one.text() for one in shown.findChildren(QLabel)]
    words += [one.text() for one in shown.findChildren(QPushButton)]
    words += [one.toolTip() for one in shown.findChildren(QToolButton) if one.isVisible()]
    headers = [one for one in shown.findChildren(QHeaderView) if one.isVisible()]
    assert headers == []
    for english in ("Look in:", "File name:", "Files of type:", "&Open", "Cancel", "Back"):
        assert not any(english in word for word in words), words
    assert {"Xem trong:", "Tên:", "Loại tệp:", "Chọn", "Thôi"} <= set(words)
    assert not any(url.isEmpty() or not url.toLocalFile() for url in shown.sidebarUrls())
    shown.close()
    saving = FileDialog(parent, "Lưu", str(tmp_path))
    saving.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    saving.open()
    assert "Lưu" in [one.text() for one in saving.findChildren(QPushButton)]
    saving.close()


def test_no_screen_asks_with_a_dialog_of_its_own() -> None:
    for file in UI.rglob("*.py"):
        made = [
            node.func.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "QFileDialog" not in made, file
        assert "QMessageBox" not in made, file
