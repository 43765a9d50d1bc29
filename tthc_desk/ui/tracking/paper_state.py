"""The words of what became of a paper."""

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.lines import PaperLine

_CONTEXT = "paper_state"


def paper_state(paper: PaperLine) -> str:
    """Say when a paper was issued and what became of it."""
    words = {
        "issued": QCoreApplication.translate(_CONTEXT, "chưa in"),
        "sent": QCoreApplication.translate(_CONTEXT, "đã gửi máy in"),
        "confirmed": QCoreApplication.translate(_CONTEXT, "đã in"),
        "failed": QCoreApplication.translate(_CONTEXT, "in hỏng"),
    }
    word = f"{paper.issued_at.astimezone(VIETNAM):%d/%m} · {words[paper.state]}"
    return f"{word} ×{paper.prints}" if paper.prints > 1 else word
