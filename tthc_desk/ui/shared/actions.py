"""The one table of keys: everything the counter repeats, with its key and its name."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A key ("Ctrl+K", as QKeySequence reads it) and the source text of its name."""

    key: str
    name: str


class Act(Enum):
    """What a key does; plain letters belong to Telex and VNI, so all have Ctrl or are F-keys."""

    INTAKE = KeyEntry("F2", QT_TRANSLATE_NOOP("Act", "Tiếp nhận"))
    TRACKING = KeyEntry("F3", QT_TRANSLATE_NOOP("Act", "Theo dõi"))
    HANDOVER = KeyEntry("F4", QT_TRANSLATE_NOOP("Act", "Bàn giao"))
    CLOSING = KeyEntry("F6", QT_TRANSLATE_NOOP("Act", "Chốt sổ, báo cáo"))
    TRANSFER = KeyEntry("F7", QT_TRANSLATE_NOOP("Act", "Chuyển số liệu"))
    ADMIN = KeyEntry("F8", QT_TRANSLATE_NOOP("Act", "Quản trị"))
    SEARCH = KeyEntry("Ctrl+K", QT_TRANSLATE_NOOP("Act", "Tìm hồ sơ"))
    ACCEPT = KeyEntry("F9", QT_TRANSLATE_NOOP("Act", "Chấp nhận và in"))
    SAME_PERSON = KeyEntry("Ctrl+D", QT_TRANSLATE_NOOP("Act", "Hồ sơ tiếp theo của người này"))
    PREVIEW = KeyEntry("Ctrl+P", QT_TRANSLATE_NOOP("Act", "Xem và in giấy"))
    SAVE_PDF = KeyEntry("Ctrl+S", QT_TRANSLATE_NOOP("Act", "Lưu PDF"))
    SAVE_TABLE = KeyEntry("Ctrl+E", QT_TRANSLATE_NOOP("Act", "Lưu Excel"))
    COPY_ALL = KeyEntry("Ctrl+Shift+C", QT_TRANSLATE_NOOP("Act", "Sao chép cả hồ sơ"))
    UNDO_STEP = KeyEntry("F11", QT_TRANSLATE_NOOP("Act", "Hoàn tác bước vừa làm"))
    REFRESH = KeyEntry("F5", QT_TRANSLATE_NOOP("Act", "Đọc lại"))
    NEW = KeyEntry("Ctrl+N", QT_TRANSLATE_NOOP("Act", "Làm mới từ đầu"))
    DECIDE = KeyEntry("Ctrl+Return", QT_TRANSLATE_NOOP("Act", "Thực hiện"))
    PART_1 = KeyEntry("Ctrl+1", QT_TRANSLATE_NOOP("Act", "Phần 1"))
    PART_2 = KeyEntry("Ctrl+2", QT_TRANSLATE_NOOP("Act", "Phần 2"))
    PART_3 = KeyEntry("Ctrl+3", QT_TRANSLATE_NOOP("Act", "Phần 3"))
    PART_4 = KeyEntry("Ctrl+4", QT_TRANSLATE_NOOP("Act", "Phần 4"))
    PART_5 = KeyEntry("Ctrl+5", QT_TRANSLATE_NOOP("Act", "Phần 5"))
    LOCK = KeyEntry("Ctrl+L", QT_TRANSLATE_NOOP("Act", "Khóa máy, đổi cán bộ"))
    BACK = KeyEntry("Esc", QT_TRANSLATE_NOOP("Act", "Quay lại"))
    HELP = KeyEntry("F1", QT_TRANSLATE_NOOP("Act", "Các phím của màn hình này"))

    @property
    def key(self) -> str:
        """Give the key as QKeySequence reads it."""
        return self.value.key

    @property
    def key_text(self) -> str:
        """Give the key as it stands on buttons."""
        return self.value.key.replace("Return", "Enter")

    def label(self) -> str:
        """Give the translated name."""
        return QCoreApplication.translate("Act", self.value.name)


SCREEN_ACTS = (Act.INTAKE, Act.TRACKING, Act.HANDOVER, Act.CLOSING, Act.TRANSFER, Act.ADMIN)
"""Acts that show a screen, in the order of the rail."""

WINDOW_ACTS = (*SCREEN_ACTS, Act.SEARCH, Act.LOCK, Act.HELP)
"""Acts the window carries out itself; all others go to the screen that is shown."""
