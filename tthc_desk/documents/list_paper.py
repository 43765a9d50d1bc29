"""Puts a list on paper: head, tables, notes, signatures, marks on every page."""

import time
from collections.abc import Callable
from dataclasses import replace

from tthc_desk.documents.fonts import DRAWING, Face
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_heading,
    draw_signatures,
    draw_title,
    keep_with_signatures,
)
from tthc_desk.documents.lettering import Run, break_lines
from tthc_desk.documents.list_grid import ListGrid
from tthc_desk.documents.press import DRAFT, TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4_LANDSCAPE, A4_TABLE, LEADING, Align, Sheet
from tthc_desk.documents.table import Listing, Progress, Steps, Table, head_depth
from tthc_desk.documents.wording import local
from tthc_desk.domain.vietnamese import long_date

_PORTRAIT = replace(A4_TABLE, size=10.5)
_GIVE_WAY_EVERY = 200
_GIVE_WAY_S = 0.001
_DRAFT_WORDS = "BẢN NHÁP: số liệu chưa khớp, không dùng để báo cáo."


def print_listing(
    listing: Listing,
    progress: Progress | None = None,
    more: Callable[[Sheet], None] | None = None,
) -> bytes:
    """Make the PDF of a list; equal lists give equal bytes.

    Args:
        more: draws what follows behind the signatures.

    Raises:
        DeskError: CANCELLED when the progress answers False.
    """
    job = Job(
        title=listing.name,
        author=listing.letterhead.unit,
        number=listing.mark,
        made_at=listing.as_of,
        frame=_PORTRAIT if listing.portrait else A4_LANDSCAPE,
        watermark=watermark(listing),
        numbered=True,
    )

    def compose(sheet: Sheet) -> None:
        _compose(sheet, listing, progress)
        if more is not None:
            more(sheet)

    with DRAWING:
        return print_job(job, compose)


def watermark(listing: Listing) -> str:
    """Give the words across every page."""
    marks = [DRAFT] if listing.broken or listing.draft else []
    return " – ".join(marks + ([TRAINING] if listing.letterhead.training else []))


def _compose(sheet: Sheet, listing: Listing, progress: Progress | None) -> None:
    steps = Steps(listing.count, progress)
    steps.tell(0)
    _head(sheet, listing)
    _broken(sheet, listing.broken)
    for label, value in listing.fields:
        draw_field(sheet, label, value)
    for number, table in enumerate(listing.tables):
        draw_table(sheet, table, listing.table_size, steps, titled=number > 0)
    _foot(sheet, listing)
    steps.tell(listing.count)


def draw_table(
    sheet: Sheet, table: Table, size: float, steps: Steps | None = None, *, titled: bool = False
) -> None:
    """Draw a table, with its name above when it is titled."""
    points = sheet.points(size)
    sheet.skip(sheet.points() * 0.4)
    # Unit, heading and the first lines stand together; a heading is as high as it is deep.
    sheet.need((9 + 3 * head_depth(table.columns)) * points)
    if titled:
        sheet.skip(sheet.points() * 0.4)
        sheet.write(Run(table.name, Face.BOLD), after=sheet.points() * 0.3)
    if table.unit:
        words = Run(table.unit, Face.ITALIC)
        sheet.write(words, size=sheet.points(-0.1), align=Align.RIGHT, after=2)
    steps = steps or Steps(table.count, None)
    grid = ListGrid(sheet, table.columns, table.numbers, points)
    for row in table.all_rows():
        grid.row(row)
        steps.step()
        if steps.done % _GIVE_WAY_EVERY == 0:
            _give_way()


def _give_way() -> None:
    """Let another paper be drawn: nobody at the counter waits for a long list."""
    DRAWING.release()
    try:
        # A lock that is taken again at once is never given to who waits.
        time.sleep(_GIVE_WAY_S)
    finally:
        DRAWING.acquire()


def _head(sheet: Sheet, listing: Listing) -> None:
    if listing.corner:
        _cornered_title(sheet, listing)
        return
    dated = long_date(local(listing.as_of).date())
    draw_heading(sheet, Heading(listing.letterhead, dated=dated))
    draw_title(sheet, listing.title)
    sheet.skip(sheet.points() * 0.35)
    for words in listing.under_title:
        sheet.write(Run(words, Face.ITALIC), align=Align.CENTER)
    if listing.claim:
        sheet.write(Run(listing.claim, Face.BOLD), align=Align.CENTER)
    sheet.skip(sheet.points() * 0.4)


def _cornered_title(sheet: Sheet, listing: Listing) -> None:
    """Draw the head of a report: form number left, title in the middle, units at the right."""
    left, right = listing.corner or ((), ())
    size, unit = sheet.points(), sheet.width / 100
    middle = [Run(listing.title, Face.BOLD)]
    columns = (
        (0, 19, [[Run(words, Face.BOLD)] for words in left], Align.LEFT),
        (20, 54, [middle, *([Run(w, Face.ITALIC)] for w in listing.under_title)], Align.CENTER),
        (75, 25, [[Run(words)] for words in right], Align.LEFT),
    )
    lowest = sheet.y
    for start, width, paragraphs, align in columns:
        y = sheet.y
        for words in paragraphs:
            lines = break_lines(words, size, width * unit)
            y -= sheet.block(lines, sheet.left + start * unit, y, width * unit, size, align)
        lowest = min(lowest, y)
    sheet.y = lowest - size * 0.6


def _broken(sheet: Sheet, sentences: tuple[str, ...]) -> None:
    """Say above all else what does not agree."""
    if not sentences:
        return
    sheet.write(Run(_DRAFT_WORDS, Face.BOLD))
    for sentence in sentences:
        sheet.write(f"- {sentence}", indent=sheet.points())
    sheet.skip(sheet.points() * 0.4)


def _foot(sheet: Sheet, listing: Listing) -> None:
    sheet.skip(sheet.points() * 0.5)
    *before, last = listing.after or ("",)
    for words in before:
        sheet.write(words)
    keep_with_signatures(sheet, len(break_lines([last], sheet.points(), sheet.width)))
    if last:
        sheet.write(last)
    signers = [Signatory(who.office, who.name, listing.sign_here) for who in listing.signers]
    draw_signatures(sheet, *signers)
    if listing.chain_head:
        words = f"Dấu chuỗi sự kiện: {listing.chain_head}…"
        sheet.need(sheet.points() * LEADING * 1.5)
        sheet.skip(sheet.points() * 0.5)
        sheet.write(words, size=sheet.points(-0.14))
