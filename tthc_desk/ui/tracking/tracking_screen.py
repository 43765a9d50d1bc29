"""The tracking screen: one box over named queues, the list, and one dossier with its steps."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from typing_extensions import override

from tthc_desk.domain.identity_card import looks_like_card, parse_card_qr
from tthc_desk.domain.moves import Action
from tthc_desk.domain.mrz import parse_mrz
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.review_desk import ReviewDesk
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.opened import Opened, StepRequest, carry_out, look_into
from tthc_desk.ui.steps.step_form import is_lost_race
from tthc_desk.ui.steps.words import action_word, short_number
from tthc_desk.ui.tracking.detail_pane import DetailPane
from tthc_desk.ui.tracking.finder import Finder
from tthc_desk.ui.tracking.moves_bar import MovesBar
from tthc_desk.ui.tracking.services import TrackingServices
from tthc_desk.ui.tracking.slip_page import FoundSlips, find_slips
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.lines import DossierLine
from tthc_desk.usecases.processing import ActionAnswer

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3, Act.PART_4)
_DETAIL_CHARS = 54


class TrackingScreen(Screen[TrackingServices]):
    """Finds dossiers and takes their steps.

    Signals:
        print_requested: a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: TrackingServices | None = None
        self._is_wanted = False
        self._is_acting = False
        self._build()
        self._connect()
        self._offer_keys()
        self._on_asking(None)

    @override
    def on_ready(self, services: TrackingServices) -> None:
        self._services = services
        self.finder.set_tracking(services.tracking)
        self.review.set_review(services.calendar_review)
        self._output.set_writer(services.official.write)
        self.finder.reload()

    @override
    def on_actor(self, actor: Actor) -> None:
        self._show_current()

    @override
    def on_shown(self) -> None:
        if not self._detail.is_asking:
            self.finder.take_focus()
        self.finder.reload()
        self.review.count_soon()

    @override
    def on_open(self, subject: str) -> None:
        self._detail.leave_part()
        self._is_wanted = True
        self.finder.look_for(subject)

    @override
    def on_scan(self, scan: Scan) -> bool:
        if self._detail.is_asking and self._detail.form.take_scan(scan.text):
            return True
        if scan.kind is ScanKind.NUMBER:
            self.on_open(scan.text)
            return True
        if scan.kind in (ScanKind.CARD, ScanKind.MRZ):
            self._find_person(scan)
            return True
        return False

    @override
    def may_leave(self) -> bool:
        return not self._is_acting

    @override
    def carry_out(self, act: Act) -> bool:
        done = super().carry_out(act)
        if not done and act is Act.UNDO_STEP and not self._detail.is_asking:
            self._say_why_no_undo()
            return True
        return done

    @override
    def offered(self) -> tuple[tuple[Act, QAction], ...]:
        # F11 answers always, if only with the reason; its button stands only where it undoes.
        shown = (Act.UNDO_STEP,)
        return tuple((a, made) for a, made in self._acts.items() if made.isVisible() or a in shown)

    @property
    def detail(self) -> DetailPane:
        """Give the right side."""
        return self._detail

    def _build(self) -> None:
        save = self.offer(Act.SAVE_TABLE, self._save_list, self.tr("Xuất XLSX để nhập lại"))
        self.finder = Finder(self.kit, save)
        self._output = PaperOutput(self.kit, self)
        moves = self._moves_bar()
        accept = self.offer(Act.ACCEPT, self._carry_out)
        decide = self.offer(Act.DECIDE, self._decide)
        copy_all = self.offer(Act.COPY_ALL, self._copy_all)
        self._detail = DetailPane(self.kit, moves, accept, decide, copy_all)
        self.review = ReviewDesk(self.kit, self)
        self._detail.setMaximumWidth(self.kit.scale.chars_px(_DETAIL_CHARS))
        content = row(self.finder, self._detail, margin=Gap.MEDIUM)
        # With large letters in a small window both give way.
        content.setStretch(0, 10)
        content.setStretch(1, 9)
        self.setLayout(content)

    def _moves_bar(self) -> MovesBar:
        keyed = tuple(self.offer(act, partial(self._take, at)) for at, act in enumerate(_PARTS))
        more = self.offer(Act.PART_5, self._show_rest, self.tr("Bước khác"))
        undo = self.offer(Act.UNDO_STEP, self._undo, self.tr("Hoàn tác"))
        return MovesBar(keyed, more, undo)

    def _offer_keys(self) -> None:
        self.offer(Act.NEW, self._choose_paper, self.tr("Giấy tờ của hồ sơ"))
        self.offer(Act.PREVIEW, self._look_at_newest)
        self.offer(Act.REFRESH, self.finder.reload)
        self.offer(Act.BACK, self._back)

    def _connect(self) -> None:
        self.finder.found.connect(self._on_found)
        self.finder.line_chosen.connect(self._on_line)
        self.finder.line_activated.connect(self._to_moves)
        self.finder.slip_asked.connect(self._look_for_slip)
        self.finder.review_asked.connect(self.review.open)
        self.review.counted.connect(self.finder.show_shifts)
        self.review.print_wanted.connect(self.print_requested)
        self.review.decided.connect(self.finder.reload)
        self._detail.step_given.connect(self._on_step)
        self._detail.left.connect(self.finder.to_list)
        self._detail.print_wanted.connect(self.print_requested)
        self._detail.papers_changed.connect(self.finder.reload)
        self._detail.asking_changed.connect(self._on_asking)

    @Slot(object)
    def _on_asking(self, action: Action | None) -> None:
        """Let F9 carry out what is asked for; in the reading part it carries nothing out."""
        at_papers = self._detail.is_at_papers
        for act in (Act.ACCEPT, Act.DECIDE):
            self._acts[act].setEnabled(at_papers or action is not None)
        word = action_word(action) if action else self.tr("Ghi bước đang mở")
        accept, decide = self.tr("In giấy đang chọn"), self.tr("Đã in đủ")
        self._acts[Act.ACCEPT].setText(accept if at_papers else word)
        self._acts[Act.DECIDE].setText(decide if at_papers else self.tr("Ghi bước đang mở"))

    @Slot(int)
    def _on_found(self, rows: int) -> None:
        opened = self._detail.opened
        self._is_wanted = self._is_wanted and rows > 0
        if opened and not self._is_wanted and self.finder.settle(opened.number):
            return
        # A form keeps its dossier, even where another desk has moved it out of this queue.
        if self._detail.is_asking:
            return
        self._detail.leave_part()
        if rows:
            self.finder.list.select_row(0)
        else:
            self._detail.clear()

    @Slot(str)
    def _look_for_slip(self, query: str) -> None:
        services = self._services
        if services is not None:
            self.kit.tasks.run(
                lambda: find_slips(services, query), self._on_slips, latest="tracking-slips"
            )

    def _on_slips(self, found: FoundSlips) -> None:
        if found.slips and not self._detail.is_asking:
            self._detail.show_slips(found)

    @Slot(object)
    def _on_line(self, line: DossierLine) -> None:
        opened = self._detail.opened
        if opened and opened.number != line.number:
            self._detail.leave_part()
        self._look(line.number)

    def _show_current(self) -> None:
        line = self.finder.list.current_record()
        if line is not None:
            self._look(line.number)

    def _look(self, number: str) -> None:
        services, actor = self._services, self.kit.session.actor
        if services is None or actor is None:
            return
        self.kit.tasks.run(
            lambda: look_into(services.tracking, services.rules, number, actor),
            self._on_opened,
            latest="tracking-detail",
        )

    def _on_opened(self, opened: Opened) -> None:
        self.finder.list.set_agency_code(opened.agency_code)
        self._detail.show_dossier(opened, self.finder.proposed)
        if self._is_wanted:
            self._is_wanted = False
            is_only = len(self.finder.list.records_model.records()) == 1
            (self._to_moves if is_only else self.finder.to_list)()

    @Slot()
    def _to_moves(self) -> None:
        self._detail.bar.take_focus()

    def _take(self, place: int, _: bool = False) -> None:
        if not self._detail.is_asking:
            self._detail.bar.take(place)

    @Slot()
    def _show_rest(self) -> None:
        self._detail.bar.show_rest()

    @Slot()
    def _undo(self) -> None:
        if not self._detail.is_asking:
            self._detail.ask(Action.UNDO)

    def _say_why_no_undo(self) -> None:
        opened = self._detail.opened
        if opened is None:
            self.kit.messages.warning(self.tr("Chọn hồ sơ trước, rồi F11 hoàn tác bước cuối."))
        elif opened.detail.no_undo is not None:
            self.kit.messages.warning(self.kit.messages.words_of(opened.detail.no_undo))

    @Slot()
    def _carry_out(self) -> None:
        if self._detail.is_at_papers:
            self._detail.papers.print_current()
        elif self._detail.is_asking and not self._is_acting:
            self._detail.form.send()

    @Slot()
    def _decide(self) -> None:
        if self._detail.is_at_papers:
            self._detail.papers.confirm_all()
        else:
            self._carry_out()

    @Slot()
    def _copy_all(self) -> None:
        """Copy the dossier as the official system's screen asks for it."""
        services, opened = self._services, self._detail.opened
        if services is not None and opened is not None:
            export, dossier = services.official.export, opened.detail.dossier
            self.kit.tasks.run(lambda: export.row_text(dossier), self._detail.copy_row)

    @Slot()
    def _save_list(self) -> None:
        """Save the list as it is shown, to be typed in again elsewhere."""
        services, actor = self._services, self.kit.session.actor
        if services is None or actor is None or self.finder.queues.line.is_review:
            return
        files, listed = services.official, self.finder.listed

        def make(progress: Progress) -> bytes:
            return files.make(files.export.of_list(listed, actor, progress), progress)

        name = f"nhap-lai-{self.kit.now():%Y%m%d-%H%M}"
        title = self.tr("danh sách hồ sơ để nhập lại")
        # It comes as a workbook only: twenty columns have no room on paper.
        self._output.ask_file(Output("official-sheet", title, name, make, make), as_table=True)

    @Slot()
    def _choose_paper(self) -> None:
        if self._services is not None and self._detail.opened is not None:
            self._detail.papers.set_services(self._services)
            self._detail.ask_for_paper()

    @Slot()
    def on_papers_noted(self) -> None:
        """Show what became of papers that were printed."""
        if self.isVisible() and not self._detail.is_asking:
            self.finder.recount()
            self._show_current()

    @Slot(object)
    def _on_step(self, request: StepRequest) -> None:
        services, actor = self._services, self.kit.session.actor
        if services is None or actor is None or self._is_acting:
            return
        self._is_acting = True
        self._acts[Act.ACCEPT].setEnabled(False)
        self.kit.tasks.run(
            lambda: carry_out(services.processing, request, actor), self._on_done, self._on_refused
        )

    def _on_done(self, answers: tuple[ActionAnswer, ...]) -> None:
        self._is_acting = False
        self._detail.leave_part()
        self.finder.to_list()
        self.kit.messages.done(self._done_text(answers[-1]))
        papers = tuple(paper for answer in answers for paper in answer.papers)
        if papers:
            self.print_requested.emit(PrintRequest(papers))
        self.finder.reload()

    def _done_text(self, answer: ActionAnswer) -> str:
        opened = self._detail.opened
        number = short_number(answer.number, opened.agency_code if opened else "")
        text = self.tr("{number}: đã ghi “{step}”. Trạng thái: {status}.").format(
            number=number,
            step=action_word(answer.action),
            status=formats.status_word(answer.status).lower(),
        )
        moved = opened and opened.detail.dossier.due_at != answer.due_at
        if moved and answer.due_at:
            text += self.tr(" Hẹn trả mới: {due}.").format(due=formats.due(answer.due_at))
        return text

    def _on_refused(self, error: Exception) -> None:
        self._is_acting = False
        self._acts[Act.ACCEPT].setEnabled(True)
        self._detail.form.refuse(error)
        # Money may have been taken before the delivery was refused; another desk may have acted.
        if self._detail.is_asking:
            self._look(self._detail.form.number)
        if is_lost_race(error):
            self.finder.reload()

    @Slot()
    def _back(self) -> None:
        if self._detail.is_asking or self._detail.is_at_papers:
            self._detail.leave_part()
            self.finder.to_list()
            return
        self.finder.box.clear()
        self.finder.take_focus()

    @Slot()
    def _look_at_newest(self) -> None:
        newest = self._detail.newest_papers()
        if newest:
            self.print_requested.emit(PrintRequest(newest, preview=True))

    def _find_person(self, scan: Scan) -> None:
        """Look for the dossiers of whoever's card was scanned."""
        today = self.kit.now().date()
        is_card = looks_like_card(scan.text)
        read = parse_card_qr if is_card else parse_mrz
        self.kit.tasks.run(lambda: read(scan.text, today).id_number, self.on_open)
