"""Prints what the screens ask for, notes what became of it, and shows what could not go out."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Slot
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


class PrintingDesk(QObject):
    """Stands between the screens and the printers.

    What a printer took is "sent". It is "confirmed" when the officer goes on to print for the
    next citizen: the sheets before have been handed over by then. What was sent last when the
    window ended stays in the queue of papers nobody has seen.
    """

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._papers: Papers | None = None
        self._printer: PaperPrinter | None = None
        self._preview: PaperPreview | None = None
        self._handed_out: list[int] = []

    def serve(self, papers: "Papers") -> None:
        """Take the use case, once the ward is open."""
        self._papers = papers

    def heard(self, screen: S) -> S:
        """Listen to a screen that asks for papers."""
        signal: Any = getattr(screen, "print_requested", None)
        if signal is not None:
            signal.connect(self.print_papers)
        return screen

    @Slot(object)
    def print_papers(self, request: PrintRequest) -> None:
        """Print issued papers, or show them first."""
        papers, actor = self._papers, self._kit.session.actor
        if papers is None or actor is None or not request.paper_ids:
            return
        self._confirm_earlier(request.paper_ids, actor)

        def work() -> _Rendered:
            found = tuple(papers.pdf(paper_id) for paper_id in request.paper_ids)
            return _Rendered(found, request.preview, actor)

        self._kit.tasks.run(work, self._on_rendered)

    def _on_rendered(self, rendered: _Rendered) -> None:
        if rendered.preview:
            self._show(rendered.papers[0], rendered.actor)
            return
        printer = self._its_printer()
        for paper in rendered.papers:
            kind = paper.line.kind.value
            printer.print_pdf(
                paper.pdf,
                partial(self._on_printed, paper, rendered.actor),
                title=f"{paper.line.subject} {kind}",
                printer=self._kit.remembered.printer_for(kind),
            )

    def _its_printer(self) -> "PaperPrinter":
        # Loaded with the first paper: the window paints without it.
        from tthc_desk.ui.shared.printing import PaperPrinter

        if self._printer is None:
            self._printer = PaperPrinter(self._kit.tasks, self._kit.printers, self)
        return self._printer

    def _show(self, paper: "PrintedPaper", actor: "Actor") -> None:
        from tthc_desk.ui.shared import formats
        from tthc_desk.ui.shared.paper_preview import PaperPreview, ShownPaper

        kind, subject = paper.line.kind, paper.line.subject
        shown = ShownPaper(
            pdf=paper.pdf,
            kind=kind.value,
            title=f"{formats.paper_word(kind)} {subject}",
            file_name=f"{subject}-{kind.value}.pdf",
        )
        self._preview = PaperPreview(self._kit, shown, self._kit_window())
        self._preview.printed.connect(partial(self._on_printed, paper, actor))
        self._preview.saved.connect(partial(self._on_saved, paper, actor))
        self._preview.open()

    def _on_printed(self, paper: "PrintedPaper", actor: "Actor", outcome: "PrintOutcome") -> None:
        self._note(paper, outcome.state.value, actor)
        if outcome.error is not None:
            self._kit.messages.failed(outcome.error)

    def _on_saved(self, paper: "PrintedPaper", actor: "Actor", path: str) -> None:
        self._note(paper, "sent", actor)
        self._kit.messages.done(self.tr("Đã lưu {path}.").format(path=path))

    def _note(self, paper: "PrintedPaper", state: str, actor: "Actor") -> None:
        self._write((paper.line.id,), state, actor)
        if state == "sent":
            self._handed_out.append(paper.line.id)

    def _confirm_earlier(self, printed_now: tuple[int, ...], actor: "Actor") -> None:
        earlier = tuple(i for i in self._handed_out if i not in printed_now)
        self._handed_out.clear()
        if earlier:
            self._write(earlier, "confirmed", actor)

    def _write(self, paper_ids: tuple[int, ...], state: str, actor: "Actor") -> None:
        # Who asked for the paper stands for it, also when the desk was locked meanwhile.
        papers = self._papers
        if papers is None:
            return
        self._kit.tasks.run(lambda: papers.note(paper_ids, state, actor), self._on_noted)

    def _on_noted(self, _: None) -> None:
        """Nothing to show: the queue of unconfirmed papers tells."""

    def _kit_window(self) -> QWidget | None:
        window: Any = getattr(self.parent(), "window", None)
        return window if isinstance(window, QWidget) else None
