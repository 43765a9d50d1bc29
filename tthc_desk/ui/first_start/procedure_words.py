"""One procedure of a pack in full, line by line."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain import fees
from tthc_desk.domain.procedure import Channel, PaperDuty, Procedure, RequiredDocument
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.catalogue_words import fee_words, plan_words, term_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("first_start", text)


def has_unknown_term(version: Procedure) -> bool:
    """Say whether an officer would have to ask for the term at the counter."""
    return Channel.IN_PERSON not in version.terms


def has_unknown_fee(version: Procedure) -> bool:
    """Say whether an officer would have to ask for the fee at the counter."""
    return fees.applicable(version, Channel.IN_PERSON) is None


def procedure_text(version: Procedure) -> str:
    """Write everything a pack says of a procedure."""
    term = _by_channel(_term(version, channel) for channel in Channel)
    charge = _by_channel(fee_words(version, channel) for channel in Channel)
    first = (_tr("Thời hạn: {}").format(term), _tr("mức thu: {}").format(charge))
    named = (
        (_tr("Quy trình nội bộ"), plan_words(version)),
        (_tr("Miễn, giảm"), version.exemption),
        (_tr("Kết quả"), version.result_name),
        (_tr("Căn cứ"), version.legal_basis),
        (_tr("Quyết định công bố"), version.decision),
        (_tr("Tên gọi tắt, phím gõ"), " · ".join((version.short_name, version.keys)).strip(" ·")),
        (_tr("Cần hỏi lại"), version.question),
    )
    head = f"{version.code} – {version.name} ({version.field}; {version.agency})"
    facts = [f"{name}: {value}" for name, value in named if value]
    # Papers stand before what a clerk seldom asks: a small window shows the first lines.
    papers = _papers(version.documents)
    return "\n".join((head, " · ".join(first), *facts[:1], *papers, *facts[1:]))


def _term(version: Procedure, channel: Channel) -> str:
    return term_words(version.terms.get(channel))


def _by_channel(said: Iterable[str]) -> str:
    """Name what holds for all channels once, else each with its channel."""
    words = list(said)
    if len(set(words)) == 1:
        return words[0]
    pairs = zip(Channel, words, strict=True)
    return "; ".join(f"{formats.channel_word(channel)}: {text}" for channel, text in pairs)


def _papers(documents: Sequence[RequiredDocument]) -> tuple[str, ...]:
    if not documents:
        return (_tr("Thành phần hồ sơ: gói không ghi."),)
    lines = (f"{at}. {_paper(one)}" for at, one in enumerate(documents, start=1))
    return (_tr("Thành phần hồ sơ:"), *lines)


def _paper(document: RequiredDocument) -> str:
    counts = (
        (document.originals, _tr("bản chính")),
        (document.certified, _tr("chứng thực")),
        (document.copies, _tr("bản sao")),
    )
    duty = {
        PaperDuty.SUBMIT: _tr("nộp"),
        PaperDuty.PRESENT: _tr("xuất trình"),
        PaperDuty.LOOK_UP: _tr("cán bộ tra cứu"),
    }[document.duty]
    numbers = ", ".join(f"{count} {word}" for count, word in counts if count)
    parts = (document.case, duty, numbers, document.note)
    return f"{document.name} ({'; '.join(part for part in parts if part)})"
