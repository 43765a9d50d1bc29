"""A procedure's term and fee in a few words, as the procedure box shows them."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tthc_desk.domain import fees
from tthc_desk.domain.procedure import Channel, FeeBasis, FeeRule, Procedure, Term, TermUnit
from tthc_desk.ui.shared import formats

_TERMS = {
    TermUnit.WORKING_DAYS: QT_TRANSLATE_NOOP("catalogue", "{} ngày làm việc"),
    TermUnit.CALENDAR_DAYS: QT_TRANSLATE_NOOP("catalogue", "{} ngày"),
    TermUnit.WORKING_HOURS: QT_TRANSLATE_NOOP("catalogue", "{} giờ làm việc"),
    TermUnit.SAME_DAY: QT_TRANSLATE_NOOP("catalogue", "trong ngày làm việc"),
    TermUnit.NONE: QT_TRANSLATE_NOOP("catalogue", "không quy định"),
}
_BASES = {
    FeeBasis.CASE: QT_TRANSLATE_NOOP("catalogue", "{}"),
    FeeBasis.COPY: QT_TRANSLATE_NOOP("catalogue", "{}/bản"),
    FeeBasis.PAGE: QT_TRANSLATE_NOOP("catalogue", "{}/trang"),
}


def term_words(term: Term | None) -> str:
    """Name a term; one the catalogue does not know says so."""
    if term is None:
        return _word(QT_TRANSLATE_NOOP("catalogue", "chưa rõ, phải nhập"))
    text = _word(_TERMS[term.unit]).format(term.amount)
    if term.fifteen_mark:
        return _word(QT_TRANSLATE_NOOP("catalogue", "{} (sau 15 giờ: hôm sau)")).format(text)
    return text


def fee_words(procedure: Procedure, channel: Channel = Channel.IN_PERSON) -> str:
    """Name what a procedure costs; what the catalogue does not know says so."""
    rules = fees.applicable(procedure, channel)
    if rules is None:
        return _word(QT_TRANSLATE_NOOP("catalogue", "chưa rõ, phải nhập"))
    if not any(rule.amount_dong for rule in rules):
        return _word(QT_TRANSLATE_NOOP("catalogue", "không thu"))
    return ", ".join(_rule_words(rule) for rule in rules)


def _rule_words(rule: FeeRule) -> str:
    return _word(_BASES[rule.basis]).format(formats.dong(rule.amount_dong))


def _word(source: str) -> str:
    return QCoreApplication.translate("catalogue", source)
