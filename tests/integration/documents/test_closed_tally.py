"""The daily tally of a closed day, read back from its PDF."""

from dataclasses import replace

from tests.helpers.paper_samples import MORNING, make_tally
from tests.helpers.pdf import all_text
from tthc_desk.documents.daily_tally import draw_daily_tally
from tthc_desk.usecases.paper_facts import (
    CashRow,
    ClosingFacts,
    DailyTallyFacts,
    PrintStyle,
    TallyChange,
)

CLOSING = ClosingFacts(
    closed_at=MORNING.replace(hour=17, minute=5),
    closed_by="Nguyễn Văn Thử",
    again=0,
    second_name="Trần Thị Thử Nghiệm",
    reason="Thiếu một tờ 20.000 đồng",
    lone=False,
    cash=(
        CashRow("Nguyễn Văn Thử", 50_000, 210_000, 15_000, 245_000, 225_000, -20_000, 200_000),
        CashRow("Lê Thị Thử", 0, 5_000, 0, 5_000, 10_000, 5_000, 0),
    ),
    transfer_dong=150_000,
    refund_cash_dong=15_000,
    refund_transfer_dong=0,
)


def words(facts: DailyTallyFacts) -> str:
    return " ".join(all_text(draw_daily_tally(facts, PrintStyle(), None)).split())


def test_cash_difference_reason_and_names_stand_on_the_tally() -> None:
    text = words(make_tally(closing=CLOSING, row_title="Đơn vị xử lý"))
    for part in (
        "Đơn vị xử lý",
        "245.000",
        "-20.000",
        "+5.000",
        "Nguyễn Văn Thử thiếu 20.000 đồng; Lê Thị Thử thừa 5.000 đồng",
        "Lý do: Thiếu một tờ 20.000 đồng",
        "NGƯỜI THỨ HAI",
        "Chuyển khoản trong ngày: 150.000 đồng",
        "Hoàn trả trong ngày: tiền mặt 15.000 đồng",
    ):
        assert part in text
    assert "chốt lại" not in text


def test_a_lone_officer_and_a_second_closing_are_said() -> None:
    again = replace(CLOSING, again=2, second_name="", lone=True, reopened=("Mở lại vì đếm nhầm",))
    text = words(make_tally(closing=again))
    assert "chốt lại lần 2" in text
    assert "một mình trực" in text
    assert "Mở lại vì đếm nhầm" in text
    assert "NGƯỜI THỨ HAI" not in text


def test_closed_and_corrected_figures_stand_beside_each_other() -> None:
    changes = (TallyChange("Tiếp nhận trong ngày", 123, 125), TallyChange("Hộ tịch: đã trả", 7, 7))
    text = words(make_tally(closing=CLOSING, changes=changes, corrections=("Hồ sơ X: hủy",)))
    assert "Tiếp nhận trong ngày 123 125 +2" in text
    assert "Hồ sơ X: hủy" in text


def test_a_tally_of_an_open_day_says_nothing_of_closing() -> None:
    text = words(make_tally())
    assert "Chốt sổ" not in text
    assert "Lĩnh vực" in text


def test_a_day_on_which_more_was_given_back_than_taken_prints() -> None:
    text = words(make_tally(cash_dong=-15_000, transfer_dong=0, refund_cash_dong=15_000))
    assert "Tổng số thu: -15.000 đồng" in text
    assert "đã trừ hoàn trả 15.000 đồng" in text
