"""The count of certifications: what each of its figures says, and the dossiers behind it."""

from PySide6.QtCore import QCoreApplication

from tthc_desk.ui.closing.figure_view import Figure
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.usecases.listings import Asked
from tthc_desk.usecases.report_facts import CertificationFacts, CertificationLine
from tthc_desk.usecases.selections import Pick, Selection

_FIGURES = (
    (Pick.CERTIFICATIONS, "dossiers", QT_TRANSLATE_NOOP("certified", "Hồ sơ: {}")),
    (
        Pick.CERTIFIED_PAGES,
        "pages",
        QT_TRANSLATE_NOOP("certified", "Trang: {}, trong các hồ sơ dưới đây"),
    ),
    (
        Pick.CERTIFIED_PAPER,
        "paper_copies",
        QT_TRANSLATE_NOOP("certified", "Bản giấy: {}, trong các hồ sơ dưới đây"),
    ),
    (
        Pick.CERTIFIED_ELECTRONIC,
        "electronic_copies",
        QT_TRANSLATE_NOOP("certified", "Bản điện tử: {}, trong các hồ sơ dưới đây"),
    ),
    (
        Pick.CERTIFIED_PAID,
        "charge_dong",
        QT_TRANSLATE_NOOP("certified", "Đã thu: {} đ, của các hồ sơ dưới đây"),
    ),
)
"""Its columns; all but the first count something else than dossiers."""


def certified_figure(
    facts: CertificationFacts, asked: Asked, line: CertificationLine, column: int
) -> Figure | None:
    """Give what opens the dossiers a figure is made of; None for the name."""
    if not 1 <= column <= len(_FIGURES):
        return None
    pick, name, words = _FIGURES[column - 1]
    days = f"{formats.day(asked.first)} – {formats.day(asked.last)}"
    said = QCoreApplication.translate("certified", words).format(formats.count(getattr(line, name)))
    procedure = None if line is facts.total else line.procedure_name
    selection = Selection(pick, asked.first, asked.last, procedure_name=procedure)
    return Figure(f"{days}, {line.procedure_name} – {said}", (selection,), asked.as_of)
