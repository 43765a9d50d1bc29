"""The official system's list beside the ward's dossiers, and the codes taken over from it."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.fields import DateField
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, Tone
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.shared.tasks import Report
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.transfer.comparison_services import ComparisonServices
from tthc_desk.ui.transfer.comparison_tables import (
    TableState,
    candidate_key,
    candidates_view,
    different_view,
    only_here_view,
    only_there_view,
)
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.official_comparison import CodeToTake, Comparison, TakenCode
from tthc_desk.usecases.official_pairs import Candidate
from tthc_desk.usecases.official_words import notes

_DAY_CHARS = 12
_MOST_LETTERS = 130
_CANDIDATES, _ONLY_HERE, _ONLY_THERE, _DIFFERENT = range(4)


class ComparisonPage(QWidget):
    """One comparison at a time; it stays until another file or period is asked for.

    The screen around it gives the keys: `ask_file`, `compare_again`, `take_ticked`,
    `save_report`, and what they may do now.

    Signals:
        open_wanted: number of a dossier, or what to look for (str).
        changed: what may be done now has changed.
    """

    open_wanted = Signal(str)
    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: ComparisonServices | None = None
        self._path: Path | None = None
        self._is_taking = False
        self._state = TableState()
        self._chooser: QFileDialog | None = None
        self.shown: Comparison | None = None
        self._output = PaperOutput(kit, self)
        self._build()
        self._connect()
        self.show_table(_CANDIDATES)
        self._follow()

    def set_services(self, services: ComparisonServices) -> None:
        """Take the use cases."""
        self._services = services
        self._output.set_writer(services.write)

    @property
    def is_busy(self) -> bool:
        """Say whether codes are being written."""
        return self._is_taking

    @property
    def hindrance(self) -> str:
        """Say why the ticked codes cannot be written now; empty when they can."""
        actor = self._kit.session.actor
        if actor is None or not actor.is_supervisor:
            return self.tr("Ghi mã vào sổ phải do người phụ trách thực hiện.")
        if not self.candidates.ticked:
            return self.tr("Chọn mã cần ghi bằng phím cách, hoặc Ctrl+A cho mọi mã chắc chắn.")
        return ""

    @property
    def can_take(self) -> bool:
        """Say whether codes are ticked and may be written."""
        return not (self.hindrance or self._is_taking)

    @property
    def can_save(self) -> bool:
        """Say whether there is a comparison to save."""
        return self.shown is not None

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        place = self._stack.currentIndex()
        where: QWidget = self._choose if self.shown is None else self._view(place)
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Offer anew what may be done: another officer acts."""
        self._follow()

    @Slot()
    def ask_file(self) -> None:
        """Ask which list to read."""
        chooser = FileDialog(self, self.tr("Danh sách của hệ thống chính thức"))
        chooser.setNameFilter(self.tr("Danh sách Excel, CSV (*.xlsx *.csv)"))
        chooser.setDirectory(self._kit.remembered.save_folder)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_file)
        self._chooser = chooser
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a list and compare the days it is about."""
        self._path = path
        self._state.refused.clear()
        self.first.set_value(None)
        self.last.set_value(None)
        self._compare()

    @Slot()
    def compare_again(self) -> None:
        """Read the list again and compare the days that are typed."""
        if self._path is None:
            self.ask_file()
        else:
            self._compare()

    @Slot()
    def take_ticked(self) -> None:
        """Ask, then write the codes that are ticked."""
        if self._is_taking:
            return
        if self.hindrance:
            self._kit.messages.warning(self.hindrance)
            return
        text = self.tr("Ghi {count} mã chính thức vào sổ?").format(
            count=formats.count(len(self.candidates.ticked))
        )
        detail = self.tr(
            "Mỗi mã là một lần đính chính của hồ sơ, ghi tên người phụ trách. Ngày hẹn và giấy đã "
            "in không đổi."
        )
        self._kit.messages.ask(
            Question(text, (self.tr("Ghi mã"), self.tr("Quay lại")), self.tr("Quay lại"), detail),
            self._on_answer,
        )

    @Slot()
    def save_report(self) -> None:
        """Ask where to save the comparison as a workbook."""
        output = self._report()
        if output is not None:
            self._output.ask_file(output, as_table=True)

    @Slot()
    def look_at_report(self) -> None:
        """Show the pages of the comparison, from where they can be printed."""
        output = self._report()
        if output is not None:
            self._output.look(output)

    def show_table(self, place: int, _: bool = False) -> None:
        """Bring a table to the front."""
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._tabs):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)

    # --- building

    def _build(self) -> None:
        self._choose = button(self.tr("Chọn danh sách…"), self.ask_file)
        self._again = button(self.tr("Đối chiếu lại"), self.compare_again)
        self._file = label("", Role.STRONG)
        self.first, self.last = DateField(), DateField()
        self.form = Form(columns=2)
        for name, text, field in (
            ("from", self.tr("Tiếp nhận từ"), self.first),
            ("to", self.tr("đến"), self.last),
        ):
            field.setFixedWidth(self._kit.scale.chars_px(_DAY_CHARS))
            self.form.add(text, field, name=name)
            field.returnPressed.connect(self.compare_again)
        self._summary = label(self._empty_text(), Role.NOTE, wraps=True)
        self._notes = label("", wraps=True)
        dress(self._notes, tone=Tone.WARNING.value)
        self._build_tables()
        self._take = button(self.tr("Ghi mã đã chọn"), self.take_ticked, Role.PRIMARY)
        self._save = button(self.tr("Lưu bảng đối chiếu…"), self.save_report)
        self._look = button(self.tr("Xem và in"), self.look_at_report, Role.QUIET)
        head = row(self._choose, self._file, None, self.form, self._again)
        foot = row(self._notes, self._look, self._save, self._take)
        foot.setStretch(0, 1)
        tabs = row(*self._tabs, None, gap=Gap.TIGHT)
        layout = column(head, self._summary, tabs, self._stack, foot)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def _build_tables(self) -> None:
        self.candidates = candidates_view(self._kit, self._state)
        self.only_here = only_here_view(self._kit, self._state)
        self.only_there = only_there_view(self._kit)
        self.different = different_view(self._kit, self._state)
        self._stack = QStackedWidget()
        for view in (self.candidates, self.only_here, self.only_there, self.different):
            self._stack.addWidget(view)
            view.set_empty_text(self.tr("Chọn danh sách của hệ thống chính thức để đối chiếu."))
        self._tabs = tuple(self._tab(at) for at in range(self._stack.count()))
        self._name_tabs()

    def _tab(self, place: int) -> QPushButton:
        made = button("", partial(self.show_table, place), Role.QUIET)
        made.setCheckable(True)
        return made

    def _connect(self) -> None:
        self.candidates.ticks_changed.connect(self._on_ticks)
        self.candidates.activated_record.connect(self._on_pair)
        self.different.activated_record.connect(self._on_pair)
        self.only_here.activated_record.connect(lambda one: self.open_wanted.emit(one.number))
        # The ward has no such dossier: whoever it is about may have another one.
        self.only_there.activated_record.connect(lambda one: self.open_wanted.emit(one.owner))

    @Slot(object)
    def _on_pair(self, pair: Any) -> None:
        self.open_wanted.emit(pair.here.number)

    # --- comparing

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self._kit.remembered.save_folder = str(Path(path).parent)
        self.read(Path(path))

    def _compare(self) -> None:
        services, path = self._services, self._path
        self.form.clear_errors()
        try:
            days = self._days()
        except DeskError as error:
            self.form.refuse(error, self._kit.messages)
            return
        if services is None or path is None:
            return

        def work(report: Report) -> Comparison:
            return services.compare(path, days, report)

        title = self.tr("Đang đối chiếu {name}").format(name=path.name)
        self._kit.tasks.run_long(title, work, self._on_compared, self._on_refused)

    def _days(self) -> Any:
        """Read the days; None where neither is typed."""
        first, last = self.first.value(), self.last.value()
        if first is None and last is None:
            return None
        for name, day in (("from", first), ("to", last)):
            if day is None:
                raise DeskError(Code.REQUIRED, name)
        return first, last

    def _on_refused(self, error: Exception) -> None:
        self.form.refuse(error, self._kit.messages)

    def _on_compared(self, compared: Comparison) -> None:
        self.shown = compared
        self._state.agency_code = compared.agency_code
        found = compared.found
        self._file.setText(compared.official.file)
        self.first.set_value(compared.first)
        self.last.set_value(compared.last)
        self.candidates.untick_all()
        self.candidates.records_model.set_records(found.candidates)
        self.only_here.records_model.set_records(found.only_here)
        self.only_there.records_model.set_records(found.only_there)
        self.different.records_model.set_records(found.different)
        self._summary.setText(self._summary_text(compared))
        self._say_notes(" ".join(notes(compared)))
        for at in range(self._stack.count()):
            self._view(at).set_empty_text(self.tr("Không có hồ sơ nào như vậy."))
        self._name_tabs()
        self._show_first_with_rows()
        self._follow()

    def _say_notes(self, text: str) -> None:
        """Say what was not compared, as far as the line has room; all of it in the report."""
        cut = text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS].rstrip()}…"
        self._notes.setText(cut)
        self._notes.setToolTip(text if cut != text else "")

    def _show_first_with_rows(self) -> None:
        """Go where something is to be looked at, unless the table in front has rows."""
        rows = [self._view(at).records_model.rowCount() for at in range(self._stack.count())]
        current = self._stack.currentIndex()
        if not rows[current] and any(rows):
            self.show_table(next(at for at, count in enumerate(rows) if count))
        view = self._view(self._stack.currentIndex())
        view.select_row(0)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _view(self, place: int) -> Any:
        return self._stack.widget(place)

    def _name_tabs(self) -> None:
        names = (
            self.tr("Mã có thể ghi"),
            self.tr("Chỉ có ở sổ"),
            self.tr("Chỉ có ở hệ thống"),
            self.tr("Khác nhau"),
        )
        for at, (made, name) in enumerate(zip(self._tabs, names, strict=True)):
            count = formats.count(self._view(at).records_model.rowCount())
            made.setText(f"{name}  {count}" if self.shown else name)
            made.setAccessibleName(f"{name}: {count}")

    def _summary_text(self, compared: Comparison) -> str:
        text = self.tr("Danh sách có {rows} hồ sơ, sổ có {here} hồ sơ trong kỳ; {equal} hồ sơ khớp")
        return text.format(
            rows=formats.count(len(compared.official.rows)),
            here=formats.count(compared.here_count),
            equal=formats.count(len(compared.found.equal)),
        )

    def _empty_text(self) -> str:
        return self.tr(
            "Xuất danh sách hồ sơ từ hệ thống chính thức (Excel .xlsx hoặc .csv), rồi chọn tệp ở "
            "đây: chương trình chỉ đọc, không sửa tệp."
        )

    # --- taking codes over

    @Slot()
    def _on_ticks(self) -> None:
        """Keep one code for a dossier and one dossier for a code: the one ticked last."""
        ticked = self.candidates.ticked
        if ticked:
            number, _, code = ticked[-1].partition("=")
            rivals = [key for key in ticked[:-1] if _rivals(key, number, code)]
            if rivals:
                self.candidates.untick(tuple(rivals))
                return
        self._follow()

    def _on_answer(self, verb: str) -> None:
        services, actor = self._services, self._kit.session.actor
        if verb != self.tr("Ghi mã") or services is None or actor is None:
            return
        chosen = set(self.candidates.ticked)
        candidates: tuple[Candidate, ...] = self.candidates.records_model.records()
        codes = [
            CodeToTake(one.here.number, one.there.code)
            for one in candidates
            if candidate_key(one) in chosen
        ]
        self._is_taking = True
        self._follow()

        def work(report: Report) -> tuple[TakenCode, ...]:
            return services.take(codes, actor, report)

        title = self.tr("Đang ghi mã chính thức")
        self._kit.tasks.run_long(title, work, self._on_taken, self._on_not_taken)

    def _on_taken(self, taken: tuple[TakenCode, ...]) -> None:
        self._is_taking = False
        refused = [one for one in taken if one.error is not None]
        self._state.refused.clear()
        for one in refused:
            if one.error is not None:
                why = self._kit.messages.words_of(one.error)
                self._state.refused[f"{one.number}={one.code}"] = why
        done = formats.count(len(taken) - len(refused))
        if refused:
            text = self.tr("Đã ghi {done} mã; {refused} mã không ghi được, lý do ở cột “Vì sao”.")
            self._kit.messages.warning(text.format(done=done, refused=len(refused)))
        else:
            self._kit.messages.done(self.tr("Đã ghi {done} mã vào sổ.").format(done=done))
        self._compare()

    def _on_not_taken(self, error: Exception) -> None:
        self._is_taking = False
        self._kit.messages.failed(error)
        self._follow()

    # --- the report

    def _report(self) -> Output | None:
        services, shown, actor = self._services, self.shown, self._kit.session.actor
        if services is None or shown is None or actor is None:
            return None

        def pdf(progress: Progress) -> bytes:
            return services.report(shown, actor, ".pdf", progress)

        def table(progress: Progress) -> bytes:
            return services.report(shown, actor, ".xlsx", progress)

        name = f"doi-chieu-{shown.first:%Y%m%d}-{shown.last:%Y%m%d}"
        title = self.tr("bảng đối chiếu với hệ thống chính thức")
        return Output("official-comparison", title, name, pdf, table)

    def _follow(self) -> None:
        count = len(self.candidates.ticked)
        text = self.tr("Ghi mã đã chọn")
        self._take.setText(f"{text} ({formats.count(count)})" if count else text)
        self._take.setEnabled(self.can_take)
        self._take.setToolTip(self.hindrance)
        for made in (self._save, self._look):
            made.setEnabled(self.can_save)
        self._again.setEnabled(self._path is not None)
        self.changed.emit()


def _rivals(key: str, number: str, code: str) -> bool:
    other_number, _, other_code = key.partition("=")
    return other_number == number or other_code == code
