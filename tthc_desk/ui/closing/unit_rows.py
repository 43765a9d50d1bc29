"""The tally of a day by processing unit, each figure with its dossiers."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from tthc_desk.ui.closing.figure_view import Figure
from tthc_desk.ui.closing.identity_rows import figure_text, known_at
from tthc_desk.ui.closing.pick_words import MONEY, pick_word
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.usecases.paper_facts import DailyTallyFacts, TallyLine
from tthc_desk.usecases.selections import Pick, Selection
from tthc_desk.usecases.ward import Ward

_COUNT_CHARS = 9
_MONEY_CHARS = 11
_MEASURES = (
    (Pick.RECEIVED, "received"),
    (Pick.C7, "finished"),
    (Pick.DELIVERED, "delivered"),
    (Pick.SUPPLEMENTS, "supplements"),
    (Pick.WITHDRAWN, "withdrawn"),
    (Pick.CHARGE, "charge_dong"),
    (Pick.FEE, "fee_dong"),
)


def unit_columns(row_title: str) -> tuple[Column[TallyLine], ...]:
    """Give the columns of the tally."""
    first: Column[TallyLine] = Column(row_title, lambda line: line.name, strong=True)
    return (first, *(_measure(pick, name) for pick, name in _MEASURES))


def figure_at(facts: DailyTallyFacts, ward: Ward, line: TallyLine, column: int) -> Figure | None:
    """Give what opens the dossiers of a figure of the tally; None for the name."""
    if not 1 <= column <= len(_MEASURES):
        return None
    pick, name = _MEASURES[column - 1]
    whole = Selection(pick, facts.day, facts.day)
    fields = () if line == facts.total else _fields_of(ward, line.name)
    selections = tuple(replace(whole, field=field) for field in fields) or (whole,)
    words = figure_text(pick_word(pick), pick, getattr(line, name))
    title = f"{formats.day(facts.day)}, {line.name} – {words}"
    return Figure(title, selections, known_at(facts))


def _measure(pick: Pick, name: str) -> Column[TallyLine]:
    is_money = pick in MONEY
    short = {Pick.SUPPLEMENTS: QCoreApplication.translate("unit_rows", "Bổ sung")}
    title = short.get(pick) or (f"{pick_word(pick)} (đ)" if is_money else pick_word(pick))
    return Column(
        title,
        lambda line: formats.count(getattr(line, name)),
        chars=_MONEY_CHARS if is_money else _COUNT_CHARS,
        is_number=True,
    )


def _fields_of(ward: Ward, unit: str) -> tuple[str, ...]:
    """List the fields that are counted in a row: those of the unit, or the field itself."""
    fields = next((fields for name, fields in ward.units if name == unit), ())
    alone = (unit,) if ward.unit_of(unit) == unit and unit not in fields else ()
    return (*fields, *alone)
