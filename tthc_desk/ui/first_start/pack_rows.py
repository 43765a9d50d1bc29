"""Everything a pack says, as rows for people to read."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.officers import Officer
from tthc_desk.domain.procedure import Channel, Procedure
from tthc_desk.ui.first_start.procedure_words import (
    has_unknown_fee,
    has_unknown_term,
    procedure_text,
)
from tthc_desk.ui.shared import formats, ward_rows
from tthc_desk.ui.shared.catalogue_words import fee_words, term_words
from tthc_desk.usecases.pack_content import OpenedPack, PackContent
from tthc_desk.usecases.paper_facts import PaperKind


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table.

    Args:
        whole: all of it, for where the cells have no room.
    """

    cells: tuple[str, ...]
    whole: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("first_start", text)


def profile_rows(content: PackContent) -> tuple[Row, ...]:
    """Write the profile: what, value."""
    pairs = ward_rows.profile_rows(content.ward)
    return tuple(Row(pair, "\n".join(pair)) for pair in pairs)


def officer_rows(content: PackContent) -> tuple[Row, ...]:
    """Write the officers: name, role, title, unit, login."""
    return tuple(_officer_row(one) for one in content.ward.officers)


def _officer_row(officer: Officer) -> Row:
    role = formats.role_word(officer.role)
    cells = (officer.name, role, officer.title, officer.unit, officer.login)
    return Row(cells, " · ".join(cell for cell in (*cells, officer.phone) if cell))


def procedure_rows(content: PackContent, today: date) -> tuple[Row, ...]:
    """Write the procedures: code, name, field, term and fee at the counter."""
    return tuple(
        Row(
            (one.code, one.name, one.field, _term(one), _fee(one)),
            procedure_text(one),
        )
        for one in sorted(_standing(content, today), key=lambda one: (one.field, one.code))
    )


def wording_rows(content: PackContent) -> tuple[Row, ...]:
    """Write what forms say otherwise: paper, place, words."""
    return tuple(
        Row((formats.paper_word(PaperKind(kind)), key, text), f"{key}\n{text}")
        for kind, pairs in content.ward.wording
        for key, text in pairs
    )


def ward_line(opened: OpenedPack, today: date) -> str:
    """Say in one line what the pack is."""
    content = opened.content
    found = _standing(content, today)
    text = _tr("{ward} ({code}) · {officers} cán bộ · {procedures} thủ tục{unknown} · lịch {years}")
    return text.format(
        ward=content.ward.name,
        code=content.ward.code,
        officers=len(content.ward.officers),
        procedures=len(found),
        unknown=_unknown_words(found),
        years=", ".join(str(year.year) for year in content.years) or "–",
    )


def _unknown_words(found: tuple[Procedure, ...]) -> str:
    counts = (
        (_tr("{count} chưa rõ thời hạn"), sum(map(has_unknown_term, found))),
        (_tr("{count} chưa rõ mức thu"), sum(map(has_unknown_fee, found))),
    )
    words = ", ".join(text.format(count=count) for text, count in counts if count)
    return f" ({words})" if words else ""


def _standing(content: PackContent, today: date) -> tuple[Procedure, ...]:
    return tuple(one for one in content.catalogue.procedures() if not _is_over(one, today))


def _is_over(version: Procedure, today: date) -> bool:
    return version.valid_to is not None and version.valid_to < today


def _term(version: Procedure) -> str:
    if has_unknown_term(version):
        return _tr("chưa rõ")
    return term_words(version.terms.get(Channel.IN_PERSON))


def _fee(version: Procedure) -> str:
    return _tr("chưa rõ") if has_unknown_fee(version) else fee_words(version)
