"""The page on which the first supervisor is chosen from the officers of the pack."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Officer, Role
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.shared.controls import Role as Look
from tthc_desk.ui.shared.controls import column, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView


class LeaderPage(Page):
    """Lists the supervisors."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        columns = (
            Column[Officer](self.tr("Họ tên"), _name, chars=30, tip=_name, strong=True),
            Column[Officer](self.tr("Chức danh"), _title, tip=_title),
            Column[Officer](self.tr("Bộ phận"), _unit, tip=_unit),
            Column[Officer](self.tr("Tên đăng nhập"), _login, chars=15, tip=_login),
        )
        self.view = RecordView(
            kit,
            RecordTableModel[Officer](columns),
            name=self.tr("Người phụ trách"),
            empty_text=self.tr("Gói không có người phụ trách nào. Xin bộ phận CNTT gửi gói khác."),
        )
        self.view.current_changed.connect(self._on_current)
        note = self.tr("Chọn bằng mũi tên. Cán bộ khác trong gói cũng vào làm việc được ngay.")
        self._whole = label("", wraps=True)
        layout = column(label(note, Look.NOTE, wraps=True), self.view, self._whole)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    @override
    def title(self) -> str:
        return self.tr("Người phụ trách đầu tiên")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Sổ mở dưới tên người này: người phụ trách xác nhận lịch, sửa sai, chốt sổ và đổi "
            "cấu hình. Danh sách lấy từ gói."
        )

    @property
    @override
    def missing(self) -> str:
        return "" if self.draft.choices.leader else self.tr("Chọn một người phụ trách.")

    @override
    def arrive(self) -> None:
        wanted = self.draft.choices.leader
        officers = self.draft.pack.content.ward.officers
        leaders = tuple(one for one in officers if one.role is Role.SUPERVISOR)
        self.view.records_model.set_records(leaders)
        logins = [one.login for one in leaders]
        self.view.select_row(logins.index(wanted) if wanted in logins else 0)

    @override
    def first_focus(self) -> QWidget:
        return self.view

    @Slot(object)
    def _on_current(self, officer: Officer | None) -> None:
        self.draft.change(leader=officer.login if officer else "")
        facts = (_name(officer), _title(officer), _unit(officer)) if officer else ()
        self._whole.setText(" · ".join(one for one in facts if one))
        self.changed.emit()


def _name(officer: Officer) -> str:
    return officer.name


def _title(officer: Officer) -> str:
    return officer.title


def _unit(officer: Officer) -> str:
    return officer.unit


def _login(officer: Officer) -> str:
    return officer.login
