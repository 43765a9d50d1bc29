"""The right side: who, what, until when, what may be done now, and what was done."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from tthc_desk.domain.dossier import Status, Timeliness
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, column, dress, label, panel, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Gap
from tthc_desk.ui.steps.clear_scroll import ClearScroll
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.steps.step_form import StepForm
from tthc_desk.ui.steps.words import short_number
from tthc_desk.ui.tracking.copy_rows import Fact
from tthc_desk.ui.tracking.copying import Copier
from tthc_desk.ui.tracking.dossier_list import due_text
from tthc_desk.ui.tracking.facts import DossierFacts
from tthc_desk.ui.tracking.moves_bar import MovesBar
from tthc_desk.ui.tracking.papers_page import PapersPage
from tthc_desk.ui.tracking.slip_page import FoundSlips, SlipPage
from tthc_desk.usecases.lines import PaperLine


class DetailPane(QWidget):
    """Shows one dossier, its legal steps, and the form of the step that was chosen.

    Signals:
        print_wanted: a `PrintRequest`.
        asking_changed: the `Action` whose form is open now, None when none is.
        papers_changed: papers of the dossier were issued or judged.
        step_given: a `StepRequest` of the form.
        left: the officer goes back from the form without taking the step.
    """

    print_wanted = Signal(object)
    asking_changed = Signal(object)
    papers_changed = Signal()
    step_given = Signal(object)
    left = Signal()

    def __init__(
        self, kit: Kit, bar: MovesBar, accept: QAction, decide: QAction, copy_all: QAction
    ) -> None:
        super().__init__()
        self._kit = kit
        self.bar = bar
        self.copier = Copier(self)
        self._copy_all = copy_all
        self._accept = accept
        self._decide = decide
        self._papers: PapersPage | None = None
        self._found_slips: FoundSlips | None = None
        self._form: StepForm | None = None
        self._opened: Opened | None = None
        self._offered: tuple[str, tuple[Action, ...], Action | None] | None = None
        self._slip: SlipPage | None = None
        self._is_built = False
        self._build_empty()
        self.bar.chosen.connect(self.ask)

    @property
    def opened(self) -> Opened | None:
        """Give the dossier that is shown."""
        return self._opened

    @property
    def is_asking(self) -> bool:
        """Say whether a step's form is open."""
        return self._form is not None and self._parts.currentWidget() is self._form

    @property
    def form(self) -> StepForm:
        """Give the form, made when the first step is asked for."""
        if self._form is None:
            self._form = StepForm(self._kit, self._accept)
            self._parts.addWidget(self._form)
            self._form.step_given.connect(self.step_given)
            self._form.left.connect(self._on_left)
        return self._form

    @property
    def is_at_papers(self) -> bool:
        """Say whether the papers of the dossier are shown to choose from."""
        return self._papers is not None and self._parts.currentWidget() is self._papers

    @property
    def papers(self) -> PapersPage:
        """Give the page of papers, made when it is first asked for."""
        if self._papers is None:
            self._papers = PapersPage(self._kit, self._accept, self._decide)
            self._parts.addWidget(self._papers)
            self._papers.print_wanted.connect(self.print_wanted)
            self._papers.changed.connect(self.papers_changed)
            self._papers.left.connect(self._on_left)
        return self._papers

    @property
    def facts(self) -> DossierFacts:
        """Give what is told of the dossier."""
        return self._facts

    def show_dossier(self, opened: Opened, proposed: Action | None = None) -> None:
        """Show a dossier; a form that is open on it stays as long as its step is legal.

        Args:
            proposed: the step that stands before all others, if it is legal.
        """
        if not self._is_built:
            self._build_shown()
        same = self._opened is not None and self._opened.number == opened.number
        self._opened, self._found_slips = opened, None
        self._show_head(opened)
        is_offered = self._offer(opened, proposed)
        self._facts.show_dossier(opened)
        # What is read again because of a print stays where the officer was reading.
        if is_offered or not same:
            self._scroll.verticalScrollBar().setValue(0)
        if self.is_asking and same and self.form.action in opened.detail.moves:
            self.form.renew(opened)
        elif self.is_at_papers and same:
            self.papers.show_papers(opened)
        else:
            self._show_part(self._reading)
        self._pages.setCurrentWidget(self._shown)

    def _offer(self, opened: Opened, proposed: Action | None) -> bool:
        """Offer a dossier's steps; False where they are those already shown."""
        # A dossier with an officer ends more often than it goes on to another one.
        is_with_officer = opened.detail.line.status is Status.PROCESSING
        usual = Action.FINISH if is_with_officer else None
        offer = (opened.number, opened.detail.moves, proposed or usual)
        if offer == self._offered:
            return False
        self._offered = offer
        self.bar.offer(opened.detail.moves, proposed or usual)
        return True

    def clear(self) -> None:
        """Show no dossier."""
        self._opened = self._found_slips = self._offered = None
        self.leave_part()
        self.bar.offer(())
        self._pages.setCurrentWidget(self._nothing)

    def show_slips(self, found: FoundSlips) -> None:
        """Show a slip of the counter in the place of a dossier."""
        self.clear()
        if self._slip is None:
            self._slip = SlipPage(self._kit)
            self._pages.addWidget(self._slip)
        self._found_slips = found
        self._slip.show_slips(found)
        self._pages.setCurrentWidget(self._slip)

    def ask(self, action: Action) -> None:
        """Open the form of a step."""
        if self._opened is None or action not in self._opened.detail.moves:
            return
        self.form.ask(action, self._opened)
        self._show_part(self.form)
        self.form.take_focus()

    def ask_for_paper(self) -> None:
        """Open the page of papers."""
        if self._opened is not None and not self.is_asking:
            self.papers.show_papers(self._opened)
            self._show_part(self.papers)
            self.papers.take_focus()

    def newest_papers(self) -> tuple[int, ...]:
        """Give the paper issued last for what is shown, a dossier or a slip of the counter."""
        if self._found_slips is not None:
            return self._found_slips.papers[-1:]
        issued = self._opened.detail.papers if self._opened else ()
        return tuple(paper.id for paper in issued[-1:])

    def copy_row(self, text: str) -> None:
        """Put a whole dossier on the clipboard, in the columns of the official system."""
        self.copier.copy(text, is_secret=True)
        self._kit.messages.done(
            self.tr("Đã sao chép cả hồ sơ theo cột của hệ thống chính thức; sau 10 giây sẽ xóa.")
        )

    @Slot(object)
    def _on_copy(self, fact: Fact) -> None:
        # The bar names the field and never what stands in it.
        self.copier.copy(fact.copied, is_secret=fact.is_secret)
        text = self.tr("Đã sao chép: {name}.").format(name=fact.name.lower())
        gone = self.tr(" Sau 10 giây sẽ xóa khỏi bộ nhớ tạm.") if fact.is_secret else ""
        self._kit.messages.done(text + gone)

    def leave_part(self) -> None:
        """Close the form without a step, or the page of papers."""
        if self._form is not None:
            self._form.clear()
        if self._form is not None or self._papers is not None:
            self._show_part(self._reading)

    @Slot(object)
    def _on_paper(self, paper: PaperLine) -> None:
        self.print_wanted.emit(PrintRequest((paper.id,)))

    @Slot()
    def _on_left(self) -> None:
        self.leave_part()
        self.left.emit()

    def _build_empty(self) -> None:
        self._shown, self._nothing = panel(), panel()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._shown)
        text = self.tr("Chọn một hồ sơ trong danh sách để xem và làm bước tiếp theo.")
        empty = label(text, Role.EMPTY, wraps=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setLayout(column(None, empty, None, margin=Gap.LARGE))
        self.bar.setParent(self._shown)
        self.setLayout(column(self._pages))

    def _build_shown(self) -> None:
        """Build what a dossier needs, outer parts first: each move restyles what lies within."""
        self._is_built = True
        self._number, self._codes = label("", Role.TITLE), label("", Role.NOTE, wraps=True)
        self._owner = label("", Role.HEADING, wraps=True)
        self._shape, self._status = QLabel(), label("", Role.STRONG)
        self._due = label("", Role.STRONG)
        self._parts, self._reading = QStackedWidget(), QWidget()
        status = row(self._shape, self._status, None, self._due)
        head = column(self._number, self._owner, self._codes, status, gap=Gap.TIGHT)
        self._shown.setLayout(column(head, self._parts, gap=Gap.MEDIUM, margin=Gap.MEDIUM))
        self._parts.addWidget(self._reading)
        self._scroll = ClearScroll(self.tr("Chi tiết hồ sơ"))
        self._reading.setLayout(column(self.bar, self._scroll, gap=Gap.SMALL))
        copy_all = ActionButton(self._copy_all, Role.QUIET)
        copy_all.setToolTip(self.tr("Mọi thông tin theo thứ tự cột của hệ thống chính thức"))
        self._facts = DossierFacts(self._kit, copy_all)
        self._facts.rows.copy_wanted.connect(self._on_copy)
        self._facts.papers.activated_record.connect(self._on_paper)
        self._scroll.put(self._facts)

    def _show_part(self, part: QWidget) -> None:
        self._parts.setCurrentWidget(part)
        self.asking_changed.emit(self.form.action if self.is_asking else None)

    def _show_head(self, opened: Opened) -> None:
        line, dossier = opened.detail.line, opened.detail.dossier
        self._number.setText(short_number(line.number, opened.agency_code))
        self._codes.setText("  ·  ".join(n for n in (line.number, line.official_code) if n))
        self._owner.setText(line.owner_name)
        mark = formats.line_mark(line, self._kit.now())
        ratio = self.devicePixelRatioF()
        self._shape.setPixmap(self._kit.icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio))
        self._status.setText(mark.word)
        self._due.setText(self._due_line(opened))
        late = due_text(line, self._kit.now()) != formats.day(dossier.due_day)
        dress(self._due, tone=Tone.WARNING.value if late and not dossier.ending else "")

    def _due_line(self, opened: Opened) -> str:
        dossier = opened.detail.dossier
        if dossier.due_at is None:
            return self.tr("Không hẹn ngày")
        due = self.tr("Hẹn {moment}").format(moment=formats.moment(dossier.due_at))
        if dossier.ending:
            return (
                f"{due} · {formats.timeliness_word(Timeliness(dossier.ending.timeliness)).lower()}"
            )
        return due
