"""A pack's procedures as rows: what a person reads before taking the pack over."""

from datetime import date

from tests.helpers.packs import BIRTH, COPIES, opened_pack
from tthc_desk.ui.first_start.pack_rows import procedure_rows


def test_a_procedure_is_shown_with_the_workflow_its_term_is_shared_by() -> None:
    rows = {row.cells[0]: row for row in procedure_rows(opened_pack().content, date(2026, 11, 23))}
    assert rows[BIRTH].cells[3] == "5 ngày làm việc"
    plan = "Quy trình nội bộ: Bộ phận Một cửa 0,5 ngày → Tư pháp – Hộ tịch 4,5 ngày"
    assert plan in rows[BIRTH].whole.splitlines()
    assert "Quy trình nội bộ" not in rows[COPIES].whole
