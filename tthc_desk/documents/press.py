"""Puts composed pages on sheets of paper: copies, two-up, and the marks outside the form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import text, width_of
from tthc_desk.documents.sheet import Frame, Page, Sheet, close_canvas, mark, open_canvas
from tthc_desk.documents.wording import local, short_moment
from tthc_desk.usecases.paper_facts import Letterhead, PrintStyle, Reprint

TRAINING = "BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ"
DRAFT = "BẢN NHÁP"
VOIDED = "HỒ SƠ ĐÃ HỦY"
_WATERMARK_GREY = 0.91
_WATERMARK_SLOPE = 50
_TIGHTER = (0.94, 0.88)  # shares of the type size that may save the last page


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to put on sheets.

    Args:
        title: name of the document in the PDF's properties.
        number: stands beside the page number, so that loose sheets find together.
        made_at: the paper's own moment; the PDF carries it, so that equal facts are equal bytes.
        labels: one copy per entry: the words that name it, or "".
        watermark: words across every page, or "".
        numbered: a single page carries its number too, so that none can be missing.
    """

    title: str
    author: str
    number: str
    made_at: datetime
    frame: Frame
    labels: tuple[str, ...] = ("",)
    two_up: bool = False
    watermark: str = ""
    reprint: Reprint | None = None
    numbered: bool = False


def watermark_of(letterhead: Letterhead, style: PrintStyle) -> str:
    """Give what lies across every page of a dossier's paper."""
    marks = [VOIDED] if style.voided else []
    return " – ".join(marks + ([TRAINING] if letterhead.training else []))


def print_job(job: Job, compose: Callable[[Sheet], None]) -> bytes:
    """Compose a paper once and draw it once per copy; return the PDF."""
    canvas, pages = _fit(job, compose)
    for group in _groups(job.labels, 2 if job.two_up else 1):
        for at in range(len(pages)):
            _draw_sheet(canvas, job, pages, at, group)
    return close_canvas(canvas)


def _fit(job: Job, compose: Callable[[Sheet], None]) -> tuple[Canvas, Sequence[Page]]:
    """Compose at full size; a short paper that just misses a page less is set a little smaller."""
    canvas, pages, used = _compose(job, job.frame, compose)
    if not 2 <= len(pages) <= 3:
        return canvas, pages
    for share in _TIGHTER:
        if used < 2 * (1 - share) * (len(pages) - 1):
            frame = replace(job.frame, size=job.frame.size * share)
            tight, fewer, _ = _compose(job, frame, compose)
            if len(fewer) < len(pages):
                return tight, fewer
    return canvas, pages


def _compose(
    job: Job, frame: Frame, compose: Callable[[Sheet], None]
) -> tuple[Canvas, tuple[Page, ...], float]:
    """Compose the pages of one copy; also tell how much of the last one is used."""
    width = frame.width * (2 if job.two_up else 1)
    canvas = open_canvas(width, frame.height)
    _describe(canvas, job)
    sheet = Sheet(canvas, frame)
    compose(sheet)
    return canvas, sheet.finish(), sheet.used


def _groups(labels: Sequence[str], size: int) -> list[Sequence[str]]:
    return [labels[at : at + size] for at in range(0, len(labels), size)]


def _draw_sheet(
    canvas: Canvas, job: Job, pages: Sequence[Page], at: int, labels: Sequence[str]
) -> None:
    """Draw one page for each copy that shares this side of paper."""
    for place, label in enumerate(labels):
        canvas.saveState()
        canvas.translate(place * job.frame.width, 0)
        _draw_page(canvas, job, pages, at, label)
        canvas.restoreState()
    if job.two_up:
        canvas.setDash(2, 4)
        canvas.setLineWidth(0.4)
        canvas.line(job.frame.width, 6 * mm, job.frame.width, job.frame.height - 6 * mm)
    canvas.showPage()


def _draw_page(canvas: Canvas, job: Job, pages: Sequence[Page], at: int, label: str) -> None:
    frame, page = job.frame, pages[at]
    if job.watermark:
        _draw_watermark(canvas, job.watermark, frame)
    canvas.doForm(page.name)
    if page.label_at and label:
        mark(canvas, label, page.label_at, frame.size, Face.ITALIC)
    middle = frame.left + (frame.width - frame.left - frame.right) / 2
    small = frame.size * 0.82
    if len(pages) > 1 or job.numbered:
        words = f"{job.number} – Trang {at + 1}/{len(pages)}".removeprefix(" – ")
        mark(canvas, words, (middle, frame.bottom - 1.7 * small), small)
    if job.reprint:
        place = (middle, frame.height - frame.top + 0.6 * small)
        mark(canvas, _reprint_words(job.reprint), place, small, Face.ITALIC)


def _reprint_words(reprint: Reprint) -> str:
    return (
        f"Bản in lại lần {reprint.count} – in lần đầu bởi {reprint.first_officer} "
        f"lúc {short_moment(reprint.first_at)}"
    )


def _draw_watermark(canvas: Canvas, words: str, frame: Frame) -> None:
    """Write light words across the page, under all else."""
    longest = 0.78 * (frame.width**2 + frame.height**2) ** 0.5
    size = min(64.0, longest / width_of(text(words), Face.BOLD, 1.0))
    canvas.saveState()
    canvas.setFillGray(_WATERMARK_GREY)
    canvas.translate(frame.width / 2, frame.height / 2)
    upright = frame.height > frame.width
    canvas.rotate(_WATERMARK_SLOPE if upright else 90 - _WATERMARK_SLOPE)
    mark(canvas, words, (0, -size / 3), size, Face.BOLD)
    canvas.restoreState()


def _describe(canvas: Canvas, job: Job) -> None:
    """Fill in the PDF's properties from the facts, never from the clock."""
    stamp = local(job.made_at).strftime("D:%Y%m%d%H%M%S+07'00'")
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setTitle(text(f"{job.title} {job.number}".strip()))
    canvas.setAuthor(text(job.author))
    canvas.setSubject(text(job.title))
    canvas.setCreator("tthc-desk")
    canvas.setProducer("tthc-desk")
