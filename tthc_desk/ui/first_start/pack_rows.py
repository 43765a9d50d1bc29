"""Everything a pack says, as rows for people to read."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.procedure import Channel, Procedure
from tthc_desk.domain.workflow import fits
from tthc_desk.ui.shared import formats, ward_rows
from tthc_desk.ui.shared.catalogue_words import fee_words, term_words
from tthc_desk.ui.shared.ward_rows import Row
from tthc_desk.usecases.pack_content import OpenedPack, PackContent
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.workflow import plan_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("first_start", text)


def profile_rows(content: PackContent) -> tuple[Row, ...]:
    """Write the profile: (what, value)."""
    return ward_rows.profile_rows(content.ward)


def officer_rows(content: PackContent) -> tuple[Row, ...]:
    """Write the officers: name, role, title, unit, login."""
    return tuple(
        (one.name, formats.role_word(one.role), one.title, one.unit, one.login)
        for one in content.ward.officers
    )


def procedure_rows(content: PackContent, today: date) -> tuple[Row, ...]:
    """Write the procedures: code, name, field, term with its workflow, fee at the counter."""
    found = (one for one in content.catalogue.procedures() if not _is_over(one, today))
    return tuple(
        (one.code, one.name, one.field, _term(one), fee_words(one))
        for one in sorted(found, key=lambda one: (one.field, one.code))
    )


def wording_rows(content: PackContent) -> tuple[Row, ...]:
    """Write what forms say otherwise: paper, place, words."""
    return tuple(
        (formats.paper_word(PaperKind(kind)), key, text)
        for kind, pairs in content.ward.wording
        for key, text in pairs
    )


def ward_line(opened: OpenedPack, today: date) -> str:
    """Say in one line what the pack is."""
    content = opened.content
    text = _tr("{ward} ({code}) · {officers} cán bộ · {procedures} thủ tục · lịch {years}")
    line = text.format(
        ward=content.ward.name,
        code=content.ward.code,
        officers=len(content.ward.officers),
        procedures=len(procedure_rows(content, today)),
        years=", ".join(str(year.year) for year in content.years) or "–",
    )
    return _tr("TẬP HUẤN · ") + line if content.ward.training else line


def _is_over(version: Procedure, today: date) -> bool:
    return version.valid_to is not None and version.valid_to < today


def _term(version: Procedure) -> str:
    term = version.terms.get(Channel.IN_PERSON)
    words = term_words(term)
    if term is None or not version.steps or not fits(version.steps, term):
        return words
    return f"{words} ({plan_text(version.steps, term.unit)})"
