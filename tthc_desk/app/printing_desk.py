"""Prints what the screens ask for, notes what became of it, and shows what could not go out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest

if TYPE_CHECKING:
    from tthc_desk.domain.officers import Actor
    from tthc_desk.ui.shared.paper_preview import PaperPreview
    from tthc_desk.ui.shared.printing import PaperPrinter, PrintOutcome
    from tthc_desk.usecases.papers import Papers, PrintedPaper

S = TypeVar("S", bound=QWidget)


@dataclass(frozen=True, slots=True)
class _Rendered:
    papers: "tuple[PrintedPaper, ...]"
    preview: bool
    actor: "Actor"


@dataclass(frozen=True, slots=True)
class _HandedOut:
    paper_id: int
    subject: str


class PrintingDesk(QObject):
    """Stands between the screens and the printers.

    What a printer took is "sent". It is "confirmed" when the officer goes on to print for the
    next citizen: the sheets before have been handed over by then. What was sent last when the
    window ended stays in the queue of papers nobody has seen.

    Signals:
        noted: what became of papers was written down.
    """

    noted = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._papers: Papers | None = None
        self._printer: PaperPrinter | None = None
        self._preview: PaperPreview | None = None
        self._waiting: list[tuple[PrintedPaper, Actor]] = []
        self._handed_out: list[_HandedOut] = []

    def serve(self, papers: "Papers") -> None:
        """Take the use case, once the ward is open."""
        self._papers = papers

    def heard(self, screen: S) -> S:
        """Listen to a screen that asks for papers; tell it of their state if it wants to know."""
        signal: Any = getattr(screen, "print_requested", None)
        if signal is not None:
            signal.connect(self.print_papers)
        told: Any = getattr(screen, "on_papers_noted", None)
        if told is not None:
            self.noted.connect(told)
        return screen

    @Slot(object)
    def print_papers(self, request: PrintRequest) -> None:
        """Print issued papers, or show them first."""
        papers, actor = self._papers, self._kit.session.actor
        if papers is None or actor is None or not request.paper_ids:
            return
        self._confirm_earlier(request.paper_ids, actor)

        def work() -> _Rendered:
            found = tuple(_rendered(papers, paper_id, request) for paper_id in request.paper_ids)
            return _Rendered(found, request.preview, actor)

        self._kit.tasks.run(work, self._on_rendered)

    def _on_rendered(self, rendered: _Rendered) -> None:
        self._tell_of_marks(rendered.papers)
        if rendered.preview:
            self._waiting += [(paper, rendered.actor) for paper in rendered.papers]
            if self._preview is None or not self._preview.isVisible():
                self._show_next()
            return
        printer, remembered = self._its_printer(), self._kit.remembered
        for paper in rendered.papers:
            kind = paper.line.kind.value
            printer.print_pdf(
                paper.pdf,
                partial(self._on_printed, paper, rendered.actor),
                title=f"{paper.line.subject} {kind}",
                printer=remembered.printer_for(kind),
                copies=remembered.copies_for(kind),
            )

    def _tell_of_marks(self, papers: "tuple[PrintedPaper, ...]") -> None:
        # Loaded with the first paper: the window paints without the words of refusals.
        from tthc_desk.usecases.messages import lost_logo_text, replaced_text

        for paper in papers:
            if paper.replaced:
                self._kit.messages.warning(replaced_text(paper.line.subject, paper.replaced))
            if paper.lacks_logo:
                self._kit.messages.warning(lost_logo_text(paper.line.subject))

    def _its_printer(self) -> "PaperPrinter":
        # Loaded with the first paper: the window paints without it.
        from tthc_desk.ui.shared.printing import PaperPrinter

        if self._printer is None:
            self._printer = PaperPrinter(self._kit.tasks, self._kit.printers, self)
        return self._printer

    @Slot(int)
    def _on_closed(self, _: int) -> None:
        # A window must not be replaced while it is still telling of its end.
        QTimer.singleShot(0, self, self._show_next)

    @Slot()
    def _show_next(self) -> None:
        """Show the papers that were asked for together, one after the other."""
        if self._waiting:
            self._show(*self._waiting.pop(0))

    def _show(self, paper: "PrintedPaper", actor: "Actor") -> None:
        from tthc_desk.documents.paper_file import write_paper
        from tthc_desk.ui.shared import formats
        from tthc_desk.ui.shared.paper_preview import PaperPreview, ShownPaper

        kind, subject = paper.line.kind, paper.line.subject
        shown = ShownPaper(
            pdf=paper.pdf,
            kind=kind.value,
            title=f"{formats.paper_word(kind)} {subject}",
            file_name=f"{subject}-{kind.value}.pdf",
        )
        self._preview = PaperPreview(self._kit, shown, write_paper, self._kit_window())
        self._preview.printed.connect(partial(self._on_printed, paper, actor))
        self._preview.saved.connect(partial(self._on_saved, paper, actor))
        self._preview.finished.connect(self._on_closed)
        self._preview.open()

    def _on_printed(self, paper: "PrintedPaper", actor: "Actor", outcome: "PrintOutcome") -> None:
        self._note(paper, outcome.state.value, actor)
        if outcome.error is not None:
            self._kit.messages.failed(outcome.error)

    def _on_saved(self, paper: "PrintedPaper", actor: "Actor", path: str) -> None:
        self._note(paper, "sent", actor)
        self._kit.messages.done(self.tr("Đã lưu {path}.").format(path=path))

    def _note(self, paper: "PrintedPaper", state: str, actor: "Actor") -> None:
        line = paper.line
        self._write(lambda _: (line.id,), state, actor)
        if state == "sent":
            self._handed_out.append(_HandedOut(line.id, line.subject))

    def _confirm_earlier(self, printed_now: tuple[int, ...], actor: "Actor") -> None:
        earlier = tuple(one for one in self._handed_out if one.paper_id not in printed_now)
        self._handed_out.clear()
        if earlier:
            self._write(lambda papers: _still_sent(papers, earlier), "confirmed", actor)

    def _write(
        self, which: "Callable[[Papers], tuple[int, ...]]", state: str, actor: "Actor"
    ) -> None:
        # Who asked for the paper stands for it, also when the desk was locked meanwhile.
        papers = self._papers
        if papers is None:
            return

        def work() -> None:
            paper_ids = which(papers)
            if paper_ids:
                papers.note(paper_ids, state, actor)

        self._kit.tasks.run(work, self._on_noted)

    def _on_noted(self, _: None) -> None:
        self.noted.emit()

    def _kit_window(self) -> QWidget | None:
        window: Any = getattr(self.parent(), "window", None)
        return window if isinstance(window, QWidget) else None


def _rendered(papers: "Papers", paper_id: int, request: PrintRequest) -> "PrintedPaper":
    from tthc_desk.usecases.paper_facts import PrintStyle

    style = PrintStyle(copies=1, continuation=True) if request.continuation else None
    return papers.pdf(paper_id, style)


def _still_sent(papers: "Papers", handed_out: tuple[_HandedOut, ...]) -> tuple[int, ...]:
    """Leave out what an officer has judged since: confirmed, or failed."""
    states = {line.id: line.state for one in handed_out for line in papers.of(one.subject)}
    return tuple(one.paper_id for one in handed_out if states.get(one.paper_id) == "sent")
