"""A procedure's term and fee in a few words, as the procedure box shows them."""

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain import fees
from tthc_desk.domain.procedure import Channel, FeeBasis, FeeRule, Procedure, Term, TermUnit
from tthc_desk.domain.workflow import fits
from tthc_desk.ui.shared import formats
from tthc_desk.usecases.workflow import plan_text


def term_words(term: Term | None) -> str:
    """Name a term; one the catalogue does not know says so."""
    if term is None:
        return QCoreApplication.translate("catalogue", "chưa rõ, phải nhập")
    text = _unit_words(term.unit).format(term.amount)
    if term.fifteen_mark:
        marked = QCoreApplication.translate("catalogue", "{} (sau 15 giờ: hôm sau)")
        return marked.format(text)
    return text


def fee_words(procedure: Procedure, channel: Channel = Channel.IN_PERSON) -> str:
    """Name what a procedure costs; what the catalogue does not know says so."""
    rules = fees.applicable(procedure, channel)
    if rules is None:
        return QCoreApplication.translate("catalogue", "chưa rõ, phải nhập")
    if not any(rule.amount_dong for rule in rules):
        return QCoreApplication.translate("catalogue", "không thu")
    return ", ".join(_rule_words(rule) for rule in rules)


def plan_words(procedure: Procedure) -> str:
    """Name the steps inside the office; empty for a procedure without."""
    units = [term.unit for term in procedure.terms.values() if fits(procedure.steps, term)]
    return plan_text(procedure.steps, units[0]) if procedure.steps and units else ""


def _unit_words(unit: TermUnit) -> str:
    return {
        TermUnit.WORKING_DAYS: QCoreApplication.translate("catalogue", "{} ngày làm việc"),
        TermUnit.CALENDAR_DAYS: QCoreApplication.translate("catalogue", "{} ngày"),
        TermUnit.WORKING_HOURS: QCoreApplication.translate("catalogue", "{} giờ làm việc"),
        TermUnit.SAME_DAY: QCoreApplication.translate("catalogue", "trong ngày"),
        TermUnit.NONE: QCoreApplication.translate("catalogue", "không quy định"),
    }[unit]


def _rule_words(rule: FeeRule) -> str:
    words = {
        FeeBasis.CASE: "{}",
        FeeBasis.COPY: QCoreApplication.translate("catalogue", "{}/bản"),
        FeeBasis.PAGE: QCoreApplication.translate("catalogue", "{}/trang"),
    }
    return words[rule.basis].format(formats.dong(rule.amount_dong))
