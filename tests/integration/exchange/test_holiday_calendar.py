"""The proposal of a year, the shipped files, and calendar files of a person."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Certainty
from tthc_desk.domain.workdays import CalendarNote, Day, DayKind, YearCalendar
from tthc_desk.exchange.holiday_calendar import calendar_csv, propose, read_calendar
from tthc_desk.usecases.messages import error_text

SHIPPED = Path(__file__).parents[3] / "resources" / "calendar"
SATURDAY = 5
HEADER = "day,kind,name,source\n"

# Weekdays off and Saturdays worked, as the yearly notices have them.
OFF = {
    2023: "1-2 1-20 1-23 1-24 1-25 1-26 5-1 5-2 5-3 9-1 9-4",
    2024: "1-1 2-8 2-9 2-12 2-13 2-14 4-18 4-29 4-30 5-1 9-2 9-3",
    2025: "1-1 1-27 1-28 1-29 1-30 1-31 4-7 4-30 5-1 5-2 9-1 9-2",
    2026: "1-1 1-2 2-16 2-17 2-18 2-19 2-20 4-27 4-30 5-1 8-31 9-1 9-2 11-24",
}
WORKED = {2023: "", 2024: "5-4", 2025: "4-26", 2026: "1-10 8-22"}


def unusual(calendar: YearCalendar) -> tuple[str, str]:
    off = [d.date for d in calendar.days if not d.is_working and d.date.weekday() < SATURDAY]
    worked = [d.date for d in calendar.days if d.is_working and d.date.weekday() >= SATURDAY]
    return (
        " ".join(f"{d.month}-{d.day}" for d in off),
        " ".join(f"{d.month}-{d.day}" for d in worked),
    )


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_the_shipped_years_are_those_of_the_notices(year: int) -> None:
    shipped = read_calendar(SHIPPED / f"{year}.csv")
    assert shipped.year == year
    assert unusual(shipped) == (OFF[year], WORKED[year])
    assert all(day.source for day in shipped.days)
    assert not shipped.confirmed


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_a_proposal_of_a_shipped_year_knows_its_swaps(year: int) -> None:
    proposal = propose(year, SHIPPED)
    assert unusual(proposal) == (OFF[year], WORKED[year])
    assert (proposal.confirmed, proposal.notes) == (False, ())


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_library_and_shipped_file_agree_where_the_library_is_complete(
    year: int, tmp_path: Path
) -> None:
    assert unusual(propose(year, tmp_path)) == (OFF[year], WORKED[year])


def test_what_the_library_lacks_stands_in_the_shipped_file(tmp_path: Path) -> None:
    alone = {day.date for day in propose(2026, tmp_path).days}
    shipped = {day.date: day.kind for day in read_calendar(SHIPPED / "2026.csv").days}
    assert {on: kind for on, kind in shipped.items() if on not in alone} == {
        date(2026, 1, 2): DayKind.SWAPPED_OFF,
        date(2026, 1, 10): DayKind.MAKE_UP,
    }


def test_every_swapped_day_off_has_its_make_up_day() -> None:
    for year in OFF:
        kinds = [day.kind for day in propose(year, SHIPPED).days]
        assert kinds.count(DayKind.SWAPPED_OFF) == kinds.count(DayKind.MAKE_UP)


def test_a_year_without_a_file_is_proposed_with_its_doubts() -> None:
    proposal = propose(2027, SHIPPED)
    assert proposal.notes == (CalendarNote.SWAPS_UNKNOWN, CalendarNote.NOT_ANNOUNCED)
    days = {day.date: day for day in proposal.days}
    assert days[date(2027, 2, 6)].name == "Tết Nguyên đán"
    assert days[date(2027, 4, 16)].name == "Ngày Giỗ Tổ Hùng Vương"
    assert days[date(2027, 5, 3)].kind is DayKind.SUBSTITUTE_OFF
    assert all(day.certainty is Certainty.MEDIUM for day in proposal.days)


def test_the_lunar_new_year_of_2030_is_that_of_vietnam_not_of_china() -> None:
    names = {day.date: day.name for day in propose(2030, SHIPPED).days}
    assert names[date(2030, 2, 2)] == "Tết Nguyên đán"
    assert date(2030, 4, 12) in names


def test_a_make_up_day_of_december_is_found_in_its_own_year(tmp_path: Path) -> None:
    kinds = {day.date: day.kind for day in propose(2014, tmp_path).days}
    assert kinds[date(2014, 12, 27)] is DayKind.MAKE_UP
    assert {day.date.year for day in propose(2015, tmp_path).days} == {2015}


def test_a_shipped_day_replaces_that_of_the_library(tmp_path: Path) -> None:
    row = "2027-09-03,working,Ngày làm việc,thử\n"
    (tmp_path / "2027.csv").write_text(HEADER + row, encoding="utf-8")
    days = {day.date: day for day in propose(2027, tmp_path).days}
    assert days[date(2027, 9, 3)].is_working
    assert not days[date(2027, 9, 2)].is_working


TEXTS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], include_characters=" ,;\"'"),
    min_size=1,
    max_size=40,
).map(lambda text: text.strip())
DAYS = st.lists(
    st.builds(
        Day,
        st.integers(0, 364).map(lambda offset: date(2027, 1, 1) + timedelta(days=offset)),
        st.sampled_from(list(DayKind)),
        TEXTS.filter(lambda text: bool(text) and text.isprintable()),
        TEXTS.filter(lambda text: text.isprintable()),
        st.sampled_from(list(Certainty)),
    ).filter(lambda day: day.kind is not DayKind.MAKE_UP or day.date.weekday() >= SATURDAY),
    min_size=1,
    unique_by=lambda day: day.date,
)


@given(DAYS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, days: list[Day]
) -> None:
    calendar = YearCalendar(2027, tuple(sorted(days, key=lambda day: day.date)))
    path = tmp_path_factory.mktemp("calendar") / "2027.csv"
    path.write_bytes(calendar_csv(calendar))
    assert read_calendar(path) == calendar


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lich.csv"
    text = "day;kind;name;source\r\n2027-02-08;holiday;Tết Nguyên đán;TB\r\n;;;\r\n"
    path.write_bytes(text.encode("utf-8-sig"))
    assert read_calendar(path).days == (
        Day(date(2027, 2, 8), DayKind.HOLIDAY, "Tết Nguyên đán", "TB", Certainty.MEDIUM),
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, None),
        (HEADER, 1, None),
        ("day,kind,name\n", 1, None),
        ("day,kind,name,source,extra\n", 1, None),
        ("day,kind,name,source,source\n", 1, None),
        (HEADER + "2027-02-30,holiday,A,B\n", 2, "day"),
        (HEADER + "08/02/2027,holiday,A,B\n", 2, "day"),
        (HEADER + "20270208,holiday,A,B\n", 2, "day"),
        (HEADER + "2207-02-08,holiday,A,B\n", 2, "day"),
        (HEADER + "2027-02-08,feast,A,B\n", 2, "kind"),
        (HEADER + "2027-02-08,holiday,,B\n", 2, "name"),
        (HEADER + "2027-02-08,holiday,A\n", 2, None),
        (HEADER + "2027-02-08,holiday,A,B,C\n", 2, None),
        (HEADER + '2027-02-08,holiday,"A\nA",B\n', 2, None),
        (HEADER + '2027-02-08,holiday,"A,B\n', 2, None),
        (HEADER + f"2027-02-08,holiday,{'A' * 301},B\n", 2, None),
        (HEADER + "2027-02-08,holiday,A,B\n2027-02-08,holiday,A,B\n", 3, "day"),
        (HEADER + "2027-02-08,holiday,A,B\n2028-02-08,holiday,A,B\n", 3, "day"),
        (HEADER + "2027-02-08,holiday,A,B\n2027-02-10,make_up,A,B\n", 3, "kind"),
        ("day,kind,name,source,certainty\n2027-02-08,holiday,A,B,sure\n", 2, "certainty"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_column(
    tmp_path: Path, text: str, line: int, column: str | None
) -> None:
    error = refused(tmp_path, text)
    field = column and f"calendar.{column}"
    assert (error.code, error.facts["line"], error.field) == (Code.FORMAT, line, field)
    sentence = error_text(error)
    assert sentence.startswith(f"Dòng {line}")
    assert (f"(cột {column})" in sentence) == (column is not None)
    for wrong in ("Họ và tên", "Loại giấy tờ", "–:", "Không đúng định dạng", "calendar"):
        assert wrong not in sentence


def refused(folder: Path, text: str) -> DeskError:
    path = folder / "lich.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeskError) as refusal:
        read_calendar(path)
    return refusal.value


def test_a_make_up_day_on_a_weekday_is_refused_by_its_name(tmp_path: Path) -> None:
    sentence = error_text(refused(tmp_path, HEADER + "2027-02-10,make_up,Làm bù,TB\n"))
    assert "10/02/2027 là thứ Tư" in sentence


def test_a_make_up_day_on_a_saturday_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lich.csv"
    path.write_text(HEADER + "2027-02-13,make_up,Làm bù,TB\n", encoding="utf-8")
    assert [day.kind for day in read_calendar(path).days] == [DayKind.MAKE_UP]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lich.csv"
    path.write_bytes(b"\xff\xfe\x00d")
    with pytest.raises(DeskError) as refusal:
        read_calendar(path)
    assert refusal.value.code is Code.FORMAT


def test_a_missing_file_or_folder_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refusal:
        read_calendar(tmp_path / "no" / "2027.csv")
    assert (refusal.value.code, refusal.value.facts["file"]) == (Code.IO, "2027.csv")


def test_a_folder_in_the_place_of_a_file_is_told_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refusal:
        read_calendar(tmp_path)
    assert f"{tmp_path.name} là thư mục" in error_text(refusal.value)
