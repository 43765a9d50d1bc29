"""The right side of a list's tab: one list, built or checked."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.officers import Officer
from tthc_desk.ui.handover.list_work import ShownList
from tthc_desk.ui.handover.tables import item_columns, item_mark, list_mark, party_of
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, column, dress, label, panel, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField, LineField, NumberField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.handover import ItemState, ListKind, ListState, ScanCheck, scan_check
from tthc_desk.usecases.lines import ListItem

_NAMED = 3
"""So many missing or surplus numbers are named; the table marks them all."""


class ListPanel(QWidget):
    """Shows one list, or an empty new one.

    Args:
        keys: the screen's actions: close or accept, take off.

    Signals:
        number_given: own number or official code that was typed (str).
    """

    number_given = Signal(str)

    def __init__(self, kit: Kit, kind: ListKind, keys: tuple[QAction, QAction]) -> None:
        super().__init__()
        self._kit = kit
        self._kind = kind
        self._shown: ShownList | None = None
        self._agency_code = ""
        self._scanned: dict[str, None] = {}
        self._build(keys)
        self.start_anew()

    @property
    def shown(self) -> ShownList | None:
        """Give the list that is shown, None while a new one is being begun."""
        return self._shown

    @property
    def is_open(self) -> bool:
        """Say whether dossiers can be put on it."""
        return self._shown is None or self._shown.line.state == ListState.OPEN

    @property
    def is_travelling(self) -> bool:
        """Say whether it waits to be accepted."""
        return self._shown is not None and self._shown.line.state == ListState.CLOSED

    @property
    def party(self) -> str:
        """Give the login of the other side, or the name that was typed."""
        return str(self._party.value() or self._other.value())

    @property
    def scanned(self) -> tuple[str, ...]:
        """Give what was scanned at acceptance."""
        return tuple(self._scanned)

    @property
    def summary(self) -> str:
        """Give the sentence under the table."""
        return self._sum.text()

    @property
    def current_item(self) -> ListItem | None:
        """Give the dossier of the current row that still stands on the list."""
        item: ListItem | None = self.items.current_record()
        return item if item and item.state == ItemState.ON else None

    def set_parties(self, parties: tuple[Officer, ...], agency_code: str) -> None:
        """Offer who may take the dossiers or bring the results."""
        self._agency_code = agency_code
        choices = [Choice(o.login, f"{o.name} · {o.unit or o.title}".strip(" ·")) for o in parties]
        choices.append(Choice("", self.tr("Người, cơ quan khác…")))
        before = self._party.value()
        self._party.set_choices(choices)
        self._party.set_value(before)
        self._on_party()

    def show_list(self, shown: ShownList) -> None:
        """Show a list; what was scanned stays as long as it is the same one."""
        if self._shown is None or self._shown.line.number != shown.line.number:
            self._scanned.clear()
        self._shown = shown
        mark = list_mark(shown.line)
        self._title.setText(f"{shown.line.number} · {mark.word}")
        self._about.setText(self._about_text(shown))
        self._party_row.setVisible(False)
        self._show_items()

    def start_anew(self) -> None:
        """Begin a new list: it gets its number with its first dossier."""
        self._shown = None
        self._scanned.clear()
        self._title.setText(self.tr("Danh sách mới"))
        self._about.setText(self.tr("Số danh sách được cấp khi thêm hồ sơ đầu tiên."))
        self._party_row.setVisible(True)
        self._show_items()

    def note_scan(self, number: str) -> bool:
        """Note a paper scanned at acceptance; False when it is not on the list."""
        self._scanned[number] = None
        self._show_items()
        return number in self._standing()

    def check(self) -> ScanCheck:
        """Compare what was scanned with the list."""
        return scan_check(self._standing(), self._scanned)

    def ask_result(self, about: str) -> None:
        """Ask for number and date of one dossier's result."""
        self._result_of.setText(about)
        self.result.setVisible(bool(about))
        if about:
            self._line("result_number").clear()
            self._line("result_number").setFocus(Qt.FocusReason.OtherFocusReason)

    def result_given(self) -> ActionInput:
        """Give what was typed of a result.

        Raises:
            DeskError: DATE or COUNT with its field.
        """
        signed, copies = self.form.field("result_date"), self.form.field("copies")
        if not (isinstance(signed, DateField) and isinstance(copies, NumberField)):
            raise TypeError("result")
        return ActionInput(
            result_number=self._line("result_number").value(),
            result_date=signed.value() or "",
            signer=self._line("signer").value(),
            copies=copies.value(),
        )

    def refuse_result(self, error: DeskError) -> None:
        """Show what is wrong with a result at its field."""
        self.form.refuse(error, self._kit.messages)

    def take_focus(self) -> None:
        """Put the cursor where numbers are scanned or typed."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def _build(self, keys: tuple[QAction, QAction]) -> None:
        results = self._kind is ListKind.RESULTS
        self._title, self._about = label("", Role.HEADING), label("", Role.NOTE, wraps=True)
        self._party, self._other = ChoiceField(), LineField(100)
        party = Form()
        text = self.tr("Người giao kết quả") if results else self.tr("Người nhận hồ sơ")
        party.add(text, self._party, name="taker")
        party.add(self.tr("Tên"), self._other, name="taker_name", required=True)
        self._party_row = party
        self._party.currentIndexChanged.connect(self._on_party)
        self.box = LineField(60, self.tr("Quét giấy hẹn hoặc gõ số hồ sơ rồi Enter"))
        self.box.setAccessibleName(self.tr("Số hồ sơ để thêm hoặc kiểm"))
        self.box.setObjectName("number")
        self.box.returnPressed.connect(self._on_number)
        self._build_result()
        model = RecordTableModel[ListItem](item_columns(self._short, self._mark, results=results))
        empty = self.tr("Danh sách còn trống. Chọn hồ sơ bên trái hoặc quét giấy hẹn.")
        self.items = RecordView(
            self._kit, model, name=self.tr("Hồ sơ của danh sách"), empty_text=empty
        )
        self._sum = label("", wraps=True)
        buttons = row(ActionButton(keys[0], Role.PRIMARY), ActionButton(keys[1]), None)
        surface = panel()
        parts = (self._title, self._about, party, self.box, self.result, self.items, self._sum)
        surface.setLayout(column(*parts, buttons, margin=Gap.MEDIUM))
        self.setLayout(column(surface))

    def _build_result(self) -> None:
        self.result = QWidget()
        self._result_of = label("", Role.STRONG, wraps=True)
        self.form = Form(columns=2)
        signed, copies = DateField(), NumberField(0, 1000)
        signed.set_value(self._kit.now().date())
        copies.set_value(1)
        self.form.add(self.tr("Số"), LineField(80), name="result_number")
        self.form.add(self.tr("Ngày ký"), signed, name="result_date")
        self.form.add(self.tr("Người ký"), LineField(100), name="signer")
        self.form.add(self.tr("Số bản"), copies, name="copies")
        self.result.setLayout(column(self._result_of, self.form, gap=Gap.TIGHT))
        self.result.hide()

    def _line(self, name: str) -> LineField:
        field = self.form.field(name)
        if not isinstance(field, LineField):
            raise TypeError(name)
        return field

    def _standing(self) -> list[str]:
        items = self._shown.items if self._shown else ()
        return [item.dossier.number for item in items if item.state == ItemState.ON]

    def _show_items(self) -> None:
        items = self._shown.items if self._shown else ()
        current = self.items.currentIndex().row()
        shown = [item for item in items if item.state != ItemState.REMOVED]
        self.items.records_model.set_records(shown)
        self.items.select_row(max(0, current))
        text, tone = self._summary()
        self._sum.setText(text)
        dress(self._sum, tone=tone)

    def _summary(self) -> tuple[str, str]:
        if not self.is_travelling:
            count = len(self._standing())
            return (self.tr("{count} hồ sơ").format(count=count) if count else "", "")
        found = self.check()
        if not found.missing and not found.surplus:
            text = self.tr("✓ Đủ {count} hồ sơ.").format(count=len(found.present))
            return text, Tone.DONE.value
        parts = []
        if found.missing:
            parts.append(self.tr("Thiếu {numbers}.").format(numbers=self._named(found.missing)))
        if found.surplus:
            text = self.tr("Thừa {numbers}, không có trên danh sách.")
            parts.append(text.format(numbers=self._named(found.surplus)))
        return " ".join(parts), Tone.WARNING.value

    def _named(self, numbers: tuple[str, ...]) -> str:
        named = ", ".join(self._short(number) for number in numbers[:_NAMED])
        if len(numbers) <= _NAMED:
            return f"{len(numbers)}: {named}"
        return f"{len(numbers)}: {named}, …"

    def _about_text(self, shown: ShownList) -> str:
        line = shown.line
        text = self.tr("{party} · lập {opened}").format(
            party=party_of(line), opened=formats.moment(line.opened_at)
        )
        if line.accepted_at:
            text += self.tr(" · nhận {accepted}").format(accepted=formats.moment(line.accepted_at))
        elif line.closed_at:
            text += self.tr(" · chốt {closed}").format(closed=formats.moment(line.closed_at))
        return text

    def _short(self, number: str) -> str:
        return short_number(number, self._agency_code)

    def _mark(self, item: ListItem) -> StatusMark:
        if self._shown is None:
            raise RuntimeError("an item without a list")
        return item_mark(item, self._shown, seen=item.dossier.number in self._scanned)

    @Slot()
    def _on_party(self) -> None:
        self._party_row.set_row_visible("taker_name", not self._party.value())

    @Slot()
    def _on_number(self) -> None:
        text = self.box.value()
        if text:
            self.box.clear()
            self.number_given.emit(text)
