"""Makes the papers that go with totals from their facts: figures, transfer note, key sheet."""

from tthc_desk.documents.figure_room import fitted, with_room
from tthc_desk.documents.fonts import DRAWING
from tthc_desk.documents.key_sheet import draw_key_sheet
from tthc_desk.documents.list_paper import print_listing
from tthc_desk.documents.table import Progress
from tthc_desk.documents.totals_sheet import totals_listing
from tthc_desk.documents.transfer_note import draw_transfer_note
from tthc_desk.usecases.totals_facts import KeySheetFacts, TotalsSheetFacts, TransferNoteFacts


def render_totals_paper(
    facts: TotalsSheetFacts | TransferNoteFacts | KeySheetFacts, *, draft: bool = False
) -> bytes:
    """Make the PDF; equal facts give equal bytes.

    Args:
        draft: "BẢN NHÁP" stands across every page: it is looked at before anything is sent.
    """
    if isinstance(facts, TotalsSheetFacts):
        return print_listing(fitted(totals_listing(facts, draft=draft)))
    with DRAWING:
        if isinstance(facts, TransferNoteFacts):
            return draw_transfer_note(facts, draft=draft)
        return draw_key_sheet(facts, draft=draft)


def totals_workbook(facts: TotalsSheetFacts, progress: Progress | None = None) -> bytes:
    """Make the XLSX of the figures of a totals file.

    Args:
        progress: told (steps done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    # The library is loaded by the first workbook, not by the first paper.
    from tthc_desk.documents.workbook import make_workbook

    return make_workbook(with_room(totals_listing(facts)), progress)
