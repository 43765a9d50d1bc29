"""Makes the PDF of any paper from its facts, with the template it was first printed with."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tthc_desk.documents.apology import draw_apology
from tthc_desk.documents.control_slip import draw_control_slip
from tthc_desk.documents.daily_tally import draw_daily_tally
from tthc_desk.documents.fonts import DRAWING
from tthc_desk.documents.handover_list import draw_handover
from tthc_desk.documents.lettering import unprintable
from tthc_desk.documents.many_receipt import draw_many_receipt
from tthc_desk.documents.receipt import draw_receipt
from tthc_desk.documents.refusal import draw_refusal
from tthc_desk.documents.result_correction import draw_result_correction
from tthc_desk.documents.result_slip import draw_result_slip
from tthc_desk.documents.stop_notice import draw_stop_notice
from tthc_desk.documents.supplement_request import draw_supplement_request
from tthc_desk.documents.transfer_slip import draw_transfer_slip
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.letter_facts import (
    ApologyFacts,
    LetterFacts,
    ManyReceiptFacts,
    RefusalFacts,
    ResultCorrectionFacts,
    StopNoticeFacts,
    SupplementRequestFacts,
    TransferSlipFacts,
)
from tthc_desk.usecases.paper_facts import (
    ControlSlipFacts,
    DailyTallyFacts,
    HandoverListFacts,
    PaperFacts,
    PaperKind,
    PrintStyle,
    ReceiptFacts,
    Reprint,
    ResultSlipFacts,
)

Renderer = Callable[[Any, PrintStyle, Reprint | None], bytes]

_RENDERERS: dict[tuple[PaperKind, int], Renderer] = {
    (PaperKind.RECEIPT, 1): draw_receipt,
    (PaperKind.MANY_RECEIPT, 1): draw_many_receipt,
    (PaperKind.CONTROL_SLIP, 1): draw_control_slip,
    (PaperKind.SUPPLEMENT_REQUEST, 1): draw_supplement_request,
    (PaperKind.REFUSAL, 1): draw_refusal,
    (PaperKind.APOLOGY, 1): draw_apology,
    (PaperKind.STOP_NOTICE, 1): draw_stop_notice,
    (PaperKind.TRANSFER_SLIP, 1): draw_transfer_slip,
    (PaperKind.RESULT_CORRECTION, 1): draw_result_correction,
    (PaperKind.HANDOVER_LIST, 1): draw_handover,
    (PaperKind.RESULT_HANDOVER, 1): draw_handover,
    (PaperKind.RESULT_SLIP, 1): draw_result_slip,
    (PaperKind.DAILY_TALLY, 1): draw_daily_tally,
}
TEMPLATE_VERSION: dict[PaperKind, int] = dict(sorted(_RENDERERS))
"""The version new papers are printed with; a changed layout gets the next number and a renderer."""

PAPER_KINDS: dict[type, PaperKind] = {
    ReceiptFacts: PaperKind.RECEIPT,
    ManyReceiptFacts: PaperKind.MANY_RECEIPT,
    ControlSlipFacts: PaperKind.CONTROL_SLIP,
    SupplementRequestFacts: PaperKind.SUPPLEMENT_REQUEST,
    RefusalFacts: PaperKind.REFUSAL,
    ApologyFacts: PaperKind.APOLOGY,
    StopNoticeFacts: PaperKind.STOP_NOTICE,
    TransferSlipFacts: PaperKind.TRANSFER_SLIP,
    ResultCorrectionFacts: PaperKind.RESULT_CORRECTION,
    HandoverListFacts: PaperKind.HANDOVER_LIST,
    ResultSlipFacts: PaperKind.RESULT_SLIP,
    DailyTallyFacts: PaperKind.DAILY_TALLY,
}
"""The papers by their facts; hand-over facts of results are RESULT_HANDOVER, see `kind_of`."""

_DEFAULT = PrintStyle()


def render(
    facts: PaperFacts | LetterFacts,
    style: PrintStyle = _DEFAULT,
    reprint: Reprint | None = None,
    template_version: int | None = None,
) -> bytes:
    """Make a PDF; the same arguments give the same bytes.

    Args:
        facts: of any paper.
        style: copies and two-up, for the papers that know them.
        reprint: marks every page as a later print.
        template_version: the one the paper was first printed with; None for the newest.

    Raises:
        DeskError: PAPER (kind, version) if no such template is kept.
    """
    kind = kind_of(facts)
    version = TEMPLATE_VERSION[kind] if template_version is None else template_version
    renderer = _RENDERERS.get((kind, version))
    if renderer is None:
        raise DeskError(Code.PAPER, field="template_version", kind=kind.value, version=version)
    with DRAWING:
        return renderer(facts, style, reprint)


def replaced_letters(facts: PaperFacts | LetterFacts) -> str:
    """List, each once, the characters of the facts that print as a replacement mark."""
    return "".join(dict.fromkeys(char for words in _texts(facts) for char in unprintable(words)))


def kind_of(facts: PaperFacts | LetterFacts) -> PaperKind:
    """Tell which paper the facts are for."""
    if isinstance(facts, HandoverListFacts) and facts.of_results:
        return PaperKind.RESULT_HANDOVER
    return PAPER_KINDS[type(facts)]


def _texts(value: object) -> Iterator[str]:
    """Walk the facts down to every text in them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
