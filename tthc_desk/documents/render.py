"""Makes the PDF of any paper from its facts, with the template it was first printed with."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tthc_desk.documents.control_slip import draw_control_slip
from tthc_desk.documents.daily_tally import draw_daily_tally
from tthc_desk.documents.fonts import DRAWING
from tthc_desk.documents.handover_list import draw_handover
from tthc_desk.documents.lettering import unprintable
from tthc_desk.documents.receipt import draw_receipt
from tthc_desk.documents.result_slip import draw_result_slip
from tthc_desk.domain.errors import Code, DeskError
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

TEMPLATE_VERSION: dict[PaperKind, int] = dict.fromkeys(PaperKind, 1)
"""The version new papers are printed with; a changed layout gets the next number and a renderer."""

_RENDERERS: dict[tuple[PaperKind, int], Renderer] = {
    (PaperKind.RECEIPT, 1): draw_receipt,
    (PaperKind.CONTROL_SLIP, 1): draw_control_slip,
    (PaperKind.HANDOVER_LIST, 1): draw_handover,
    (PaperKind.RESULT_HANDOVER, 1): draw_handover,
    (PaperKind.RESULT_SLIP, 1): draw_result_slip,
    (PaperKind.DAILY_TALLY, 1): draw_daily_tally,
}
_KINDS: dict[type, PaperKind] = {
    ReceiptFacts: PaperKind.RECEIPT,
    ControlSlipFacts: PaperKind.CONTROL_SLIP,
    ResultSlipFacts: PaperKind.RESULT_SLIP,
    DailyTallyFacts: PaperKind.DAILY_TALLY,
}
_DEFAULT = PrintStyle()


def render(
    facts: PaperFacts,
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


def replaced_letters(facts: PaperFacts) -> str:
    """List, each once, the characters of the facts that print as a replacement mark."""
    return "".join(dict.fromkeys(char for words in _texts(facts) for char in unprintable(words)))


def kind_of(facts: PaperFacts) -> PaperKind:
    """Tell which paper the facts are for."""
    if isinstance(facts, HandoverListFacts):
        return PaperKind.RESULT_HANDOVER if facts.of_results else PaperKind.HANDOVER_LIST
    return _KINDS[type(facts)]


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
