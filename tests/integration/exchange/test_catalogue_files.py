import csv
import io
import os
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fees import Quantities, compute
from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    DeadlineMode,
    FeeBasis,
    FeeRule,
    PaperDuty,
    Procedure,
    Term,
    TermUnit,
)
from tthc_desk.exchange import catalogue_table
from tthc_desk.exchange.catalogue_fees import read_fee
from tthc_desk.exchange.catalogue_files import read_catalogue, shipped_procedures
from tthc_desk.exchange.catalogue_table import bytes_of
from tthc_desk.exchange.catalogue_terms import read_term
from tthc_desk.usecases.catalogue import version_on
from tthc_desk.usecases.catalogue_reading import CatalogueReading, Layout, Topic, Verdict

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "resources" / "catalogue"
PUBLISHED = ROOT / "tests" / "data" / "published_procedures.csv"
HEADINGS = ("code", "name", "field", "processing_time", "fee", "source", "confidence")
GOOD = ("1.001193", "Đăng ký khai sinh", "Hộ tịch", "3 ngày làm việc", "Miễn phí", "", "high")
FIFTEEN = "Ngay trong ngày làm việc; nhận hồ sơ sau 15 giờ thì ngày làm việc tiếp theo"


def days(count: int) -> Term:
    return Term(TermUnit.CALENDAR_DAYS, count)


def working(count: int) -> Term:
    return Term(TermUnit.WORKING_DAYS, count)


def everywhere(term: Term) -> dict[Channel, Term]:
    return dict.fromkeys(Channel, term)


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
        text = io.StringIO()
        csv.writer(text).writerows([headings, *rows])
        path = tmp_path / "catalogue.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return path

    return write


def good(**changes: str) -> tuple[str, ...]:
    return tuple((dict(zip(HEADINGS, GOOD, strict=True)) | changes).values())


def refusal_of(path: Path) -> DeskError:
    with pytest.raises(DeskError) as refusal:
        read_catalogue(path)
    return refusal.value


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        ("7 ngày làm việc", everywhere(working(7))),
        ("15 ngày", everywhere(days(15))),
        ("Không quá 20 ngày làm việc", everywhere(working(20))),
        ("03 ngày làm việc kể từ ngày nhận hồ sơ (cổng ghi: 1)", everywhere(working(3))),
        ("8 giờ làm việc", everywhere(Term(TermUnit.WORKING_HOURS, 8))),
        (FIFTEEN, everywhere(Term(TermUnit.SAME_DAY, fifteen_mark=True))),
        (FIFTEEN + " (cổng ghi: 1)", everywhere(Term(TermUnit.SAME_DAY, fifteen_mark=True))),
        ("Trong ngày làm việc", everywhere(Term(TermUnit.SAME_DAY))),
        ("Không hẹn ngày trả", everywhere(Term(TermUnit.NONE))),
        (
            "Trực tuyến: 17 ngày làm việc; Dịch vụ bưu chính: 30 ngày làm việc; "
            "Trực tiếp: 20 ngày làm việc",
            {
                Channel.ONLINE: working(17),
                Channel.POST: working(30),
                Channel.IN_PERSON: working(20),
            },
        ),
        (
            "Trực tuyến/Dịch vụ bưu chính: 20 ngày; Trực tiếp: 15 ngày",
            {Channel.ONLINE: days(20), Channel.POST: days(20), Channel.IN_PERSON: days(15)},
        ),
        (
            "Dịch vụ bưu chính: 30 ngày; Trực tiếp: 40 ngày",
            {Channel.POST: days(30), Channel.IN_PERSON: days(40)},
        ),
    ],
)
def test_a_term_is_read_with_its_unit_and_channels(cell: str, terms: dict[Channel, Term]) -> None:
    reading = read_term(cell)
    assert (reading.terms, reading.questions) == (terms, ())


@pytest.mark.parametrize(
    ("cell", "topics"),
    [
        ("", [Topic.TERM]),
        ("không ghi", [Topic.TERM]),
        ("3 (đơn vị không hiện)", [Topic.TERM_UNIT]),
        ("3 giờ", [Topic.TERM_UNIT]),
        ("0 ngày", [Topic.TERM]),
        ("99999999 ngày", [Topic.TERM]),
        ("Trực tiếp: 3 ngày làm việc; Trực tiếp: 7 ngày làm việc", [Topic.WHICH_RULE]),
        ("01 ngày (đám tang); 05 ngày làm việc (trường hợp khác)", [Topic.WHICH_RULE]),
        ("03 ngày làm việc; phải xác minh thì kéo dài", [Topic.WHICH_RULE]),
        ("10 ngày làm việc; 20 ngày làm việc nếu cây thuộc danh mục", [Topic.WHICH_RULE]),
        ("Không quá 20 ngày làm việc (+02 nếu phải bổ sung)", [Topic.WHICH_RULE]),
        ("3 ngày làm việc hoặc 5 ngày", [Topic.WHICH_RULE]),
    ],
)
def test_a_term_that_is_not_clear_is_asked_and_never_guessed(
    cell: str, topics: list[Topic]
) -> None:
    reading = read_term(cell)
    assert reading.terms == {}
    assert [question.topic for question in reading.questions] == topics
    assert all(cell in question.sentence for question in reading.questions)


def test_a_term_from_memory_is_read_and_marked() -> None:
    reading = read_term("Không quá 02 ngày làm việc [từ trí nhớ, NĐ 23/2015 Điều 37]")
    assert (reading.terms, reading.from_memory) == (everywhere(working(2)), True)


@given(st.text(max_size=60))
@example("[" * 50)
def test_any_cell_gives_terms_or_a_question(cell: str) -> None:
    reading = read_term(cell)
    assert bool(reading.terms) != bool(reading.questions)


@pytest.mark.parametrize(
    ("cell", "rules"),
    [
        ("Miễn phí", ()),
        ("0 đ", ()),
        ("Phí: 8.000 đ/bản", (FeeRule("charge", FeeBasis.COPY, 8000),)),
        ("Lệ phí hộ tịch: 5.000 đồng/lần", (FeeRule("fee", FeeBasis.CASE, 5000),)),
        (
            "Phí: 2.000 đ/trang; từ trang thứ 3: 1.000 đ/trang; tối đa 200.000 đ/bản",
            (
                FeeRule(
                    "charge",
                    FeeBasis.PAGE,
                    2000,
                    first_pages=2,
                    further_dong=1000,
                    cap_dong=200_000,
                ),
            ),
        ),
        (
            "Lệ phí: 10.000 đ (trực tiếp); 5.000 đ (trực tuyến); Dịch vụ bưu chính: Miễn phí",
            (
                FeeRule("fee", FeeBasis.CASE, 10_000, Channel.IN_PERSON),
                FeeRule("fee", FeeBasis.CASE, 5_000, Channel.ONLINE),
                FeeRule("fee", FeeBasis.CASE, 0, Channel.POST),
            ),
        ),
    ],
)
def test_an_amount_is_read_with_its_kind_basis_and_channel(
    cell: str, rules: tuple[FeeRule, ...]
) -> None:
    reading = read_fee(cell, tuple(Channel))
    assert (reading.rules, reading.questions) == (rules, ())


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "không ghi",
        "8.000 đ/bản",
        'HĐND cấp tỉnh quy định (cổng hiện "Miễn phí"); có diện miễn',
        'Theo Luật Phí và lệ phí (cổng hiện "Miễn phí")',
        "Miễn 1/7/2025-31/12/2026 (TT 64/2025/TT-BTC)",
        "Phí: 10.000 đ/người",
        "Phí: 8.000,5 đ/bản",
        "Phí: 8 đ/bản",
        "Phí: 8.000.000.000 đ",
        "Phí: 8.000 đ; 9.000 đ",
        "Phí: 8.000 đ; Trực tiếp: Miễn phí",
        "Trực tuyến/Dịch vụ bưu chính: Miễn phí; Trực tiếp: HĐND cấp tỉnh quy định",
        "Phí: 7.000 đ/lần (trực tuyến, cổng còn ghi 5.000 đ)",
    ],
)
def test_an_amount_that_is_not_clear_is_asked_and_never_guessed(cell: str) -> None:
    reading = read_fee(cell, tuple(Channel))
    assert reading.rules is None
    assert {question.topic for question in reading.questions} == {Topic.FEE}


def test_a_channel_without_an_amount_is_asked_and_the_others_stand() -> None:
    cell = "Lệ phí: 20.000 đ/lần (trực tiếp); 10.000 đ/lần (trực tuyến)"
    assert len(read_fee(cell, tuple(Channel)).questions) == 1
    reading = read_fee(cell, (Channel.IN_PERSON, Channel.ONLINE))
    assert reading.questions == ()
    assert reading.rules is not None
    assert [rule.amount_dong for rule in reading.rules] == [20_000, 10_000]


def test_words_about_exempt_groups_are_kept() -> None:
    reading = read_fee("Lệ phí: 20.000 đ; có diện miễn", tuple(Channel))
    assert (reading.exemption, reading.questions) == ("có diện miễn", ())


@given(st.text(max_size=60))
def test_any_cell_gives_amounts_or_a_question_or_a_refusal(cell: str) -> None:
    # A refusal (of a negative amount) is an answer too.
    with suppress(DeskError):
        reading = read_fee(cell, tuple(Channel))
        assert reading.rules is not None or reading.questions


def verdicts(reading: CatalogueReading) -> list[str]:
    return [row.verdict.value for row in reading.rows]


def test_every_row_of_the_published_list_gets_its_verdict() -> None:
    reading = read_catalogue(PUBLISHED)
    assert reading.layout is Layout.PUBLISHED
    assert Counter(verdicts(reading)) == {"accepted": 50, "needs_answer": 148}
    topics = Counter(q.topic for row in reading.rows for q in row.questions)
    assert topics[Topic.CODE] == 11
    assert topics[Topic.TERM_UNIT] == 23
    assert all(bool(row.questions) == (row.verdict is Verdict.NEEDS_ANSWER) for row in reading.rows)
    assert len({p.code for p in reading.procedures()}) == 187


def test_a_row_knows_its_number_and_the_line_it_begins_on(written: Callable[..., Path]) -> None:
    path = written(good(name="Tên\nhai dòng"), good(code="1.000656"))
    assert [(row.row, row.line) for row in read_catalogue(path).rows] == [(1, 2), (2, 4)]


def test_a_row_without_a_code_is_asked_for_it_and_cannot_be_applied(
    written: Callable[..., Path],
) -> None:
    reading = read_catalogue(written(good(code="")))
    assert [question.topic for question in reading.rows[0].questions] == [Topic.CODE]
    assert reading.procedures() == ()


def test_police_procedures_of_the_published_list_are_not_counted(
    written: Callable[..., Path],
) -> None:
    source = "dữ liệu thử; QĐ công bố 1523/QĐ-BCA-C06; cấp: Cấp xã"
    procedure = read_catalogue(written(good(source=source))).procedures()[0]
    assert (procedure.counted, procedure.decision) == (False, "1523/QĐ-BCA-C06")


def test_a_low_certainty_or_a_word_from_memory_is_confirmed_first(
    written: Callable[..., Path],
) -> None:
    memory = good(code="1.000656", processing_time="3 ngày làm việc [từ trí nhớ]")
    reading = read_catalogue(written(good(confidence="low"), memory))
    assert verdicts(reading) == ["needs_answer", "needs_answer"]
    assert {row.procedures[0].certainty for row in reading.rows} == {Certainty.LOW}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": "1.00119"}, Code.FORMAT, "code"),
        ({"code": "1001193"}, Code.FORMAT, "code"),
        ({"name": ""}, Code.REQUIRED, "name"),
        ({"field": ""}, Code.REQUIRED, "field"),
        ({"fee": "Phí: -5.000 đ"}, Code.MONEY, "fee"),
        ({"name": "=1+1"}, Code.FORMAT, "name"),
        ({"name": "x" * 5000}, Code.TEXT_LENGTH, "name"),
        ({"name": "a\x07b"}, Code.TEXT, "name"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_field(
    change: dict[str, str], code: Code, field: str, written: Callable[..., Path]
) -> None:
    bad, fine = read_catalogue(written(good(**change), good(code="1.000656"))).rows
    assert bad.error is not None
    assert (bad.error.code, bad.error.field) == (code, field)
    assert bad.procedures == ()
    assert fine.verdict is Verdict.ACCEPTED


def test_a_row_with_more_cells_than_headings_is_refused(written: Callable[..., Path]) -> None:
    row = read_catalogue(written((*GOOD, "thừa"))).rows[0]
    assert row.error is not None
    assert row.error.facts["reason"] == "cells"


def test_two_rows_of_one_code_are_refused_and_name_both_lines(
    written: Callable[..., Path],
) -> None:
    reading = read_catalogue(written(good(), good(code="1.000656"), good(name="Lần hai")))
    assert verdicts(reading) == ["refused", "accepted", "refused"]
    for row in reading.of(Verdict.REFUSED):
        assert row.error is not None
        assert row.error.facts["lines"] == (2, 4)


OWN = (
    "code,name,field,agency,term,charge,fee,deadline_mode,valid_from,valid_to,counted,note\n"
    '1.000001,Một,Hộ tịch,UBND phường,5 ngày,"8.000 đ/bản",,pause,01/02/2024,31/12/2025,không,x\n'
    "1.000001,Một,Hộ tịch,UBND phường,6 ngày,,5.000 đ,restart,2026-01-01,,có,x\n"
)


def test_two_versions_of_one_code_may_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    reading = read_catalogue(path)
    first, second = reading.procedures()
    assert reading.layout is Layout.OWN
    assert reading.ignored_columns == ("note",)
    assert (first.valid_from, first.valid_to) == (date(2024, 2, 1), date(2025, 12, 31))
    assert (first.counted, first.deadline_mode) == (False, DeadlineMode.PAUSE)
    assert first.fees == (FeeRule("charge", FeeBasis.COPY, 8000),)
    assert second.fees == (FeeRule("fee", FeeBasis.CASE, 5000),)


def test_only_columns_that_are_there_are_news(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    carried = read_catalogue(path).carried
    assert {"terms", "fees", "counted"} <= carried
    assert not {"keys", "short_name", "documents", "result_code"} & carried


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("không,x", "có lẽ,x", Code.CHOICE),
        ("pause", "stop", Code.CHOICE),
        ("01/02/2024", "31/02/2024", Code.DATE),
        ("31/12/2025", "31/12/2023", Code.DATE),
    ],
)
def test_a_wrong_word_or_day_of_our_layout_is_refused(
    old: str, new: str, code: Code, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    row = read_catalogue(path).rows[0]
    assert row.error is not None
    assert row.error.code is code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_office_programs_are_read(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([HEADINGS, GOOD])
    path = tmp_path / "c.csv"
    path.write_text(text.getvalue(), encoding=encoding)
    assert read_catalogue(path).procedures()[0].name == "Đăng ký khai sinh"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n,,\n", "empty"),
        (",".join(HEADINGS).encode() + b"\n1.000001,H\xf4 t\xeech", "encoding"),
        (bytes(range(256)), "encoding"),
        (b"code,name\0\0", "binary"),
        (b"ten,ma\n1,2\n", "headings"),
        (b"code,name,field,processing_time,fee,source\n", "headings"),
        (b"code,code\n", "headings"),
        (b'code,name\n"never closed\n', "binary"),
        (b"PK\x03\x04 no workbook", "workbook"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_whole(
    data: bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(data)
    error = refusal_of(path)
    assert (error.code, error.facts["reason"]) == (Code.FORMAT, reason)


def test_missing_headings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("code,name,field,processing_time,fee,source\n", encoding="utf-8")
    assert refusal_of(path).facts["missing"] == ("confidence",)


def test_a_file_that_is_not_there_is_a_matter_of_the_machine(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.csv").code is Code.IO


def test_too_many_rows_are_refused_before_they_are_judged(
    written: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_table, "MOST_ROWS", 2)
    rows = [good(code=f"1.{number:06}") for number in range(3)]
    assert len(read_catalogue(written(*rows[:2])).rows) == 2
    assert refusal_of(written(*rows)).facts["reason"] == "too_many_rows"


def test_a_file_of_twenty_thousand_rows_is_the_longest() -> None:
    assert catalogue_table.MOST_ROWS == 20_000


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def test_a_workbook_reads_like_the_text_file(tmp_path: Path) -> None:
    rows = (HEADINGS, GOOD, (None,) * 7, (1.00008, *GOOD[1:3], "5 ngày", 0, "", "high"))
    reading = read_catalogue(workbook(tmp_path / "c.xlsx", *rows))
    assert verdicts(reading) == ["accepted", "accepted"]
    assert [row.code for row in reading.rows] == ["1.001193", "1.000080"]
    assert [row.line for row in reading.rows] == [2, 4]


def test_a_formula_refuses_its_row_only(tmp_path: Path) -> None:
    rows = (HEADINGS, (*GOOD[:4], "=1+1", *GOOD[5:]), ("1.000656", *GOOD[1:]))
    bad, fine = read_catalogue(workbook(tmp_path / "c.xlsx", *rows)).rows
    assert bad.error is not None
    assert (bad.error.field, bad.error.facts["reason"]) == ("fee", "formula")
    assert fine.verdict is Verdict.ACCEPTED


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_table, "MOST_UNPACKED_BYTES", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_001)
    assert path.stat().st_size < 10_000
    assert refusal_of(path).facts["reason"] == "too_large"


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_refused_or_read_but_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, place: int, junk: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    whole = folder / "whole.xlsx"
    if not whole.exists():
        workbook(whole, HEADINGS, GOOD)
    data = bytearray(whole.read_bytes())
    data[place : place + len(junk)] = junk
    damaged = folder / "damaged.xlsx"
    damaged.write_bytes(data)
    with suppress(DeskError):
        assert read_catalogue(damaged).layout is Layout.PUBLISHED


@pytest.fixture(scope="module")
def shipped() -> tuple[Procedure, ...]:
    return shipped_procedures(SHIPPED)


def test_the_shipped_catalogue_is_large_and_refuses_no_row(shipped: tuple[Procedure, ...]) -> None:
    reading = read_catalogue(SHIPPED / "procedures.csv", SHIPPED / "documents.csv")
    assert reading.of(Verdict.REFUSED) == ()
    assert reading.ignored_columns == ()
    assert len({procedure.code for procedure in shipped}) == 183


def test_every_open_point_of_the_shipped_catalogue_is_asked(shipped: tuple[Procedure, ...]) -> None:
    for procedure in shipped:
        unclear = not procedure.terms or procedure.fees is None
        assert not unclear or procedure.question.endswith("?") or "?" in procedure.question
        assert procedure.source
        assert procedure.agency


def test_short_names_and_keys_of_the_shipped_catalogue_are_unique(
    shipped: tuple[Procedure, ...],
) -> None:
    latest = [procedure for procedure in shipped if procedure.valid_to is None]
    keys = Counter(key for procedure in latest for key in procedure.keys.split())
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(key.isascii() and len(key) <= 4 for key in keys)
    assert len({procedure.short_name for procedure in latest}) == len(latest)


def test_only_what_others_decide_stays_uncounted(shipped: tuple[Procedure, ...]) -> None:
    for procedure in shipped:
        assert procedure.counted == (procedure.agency == "UBND phường")
        if "BCA" in procedure.decision:
            assert procedure.agency == "Công an phường"


@pytest.mark.parametrize(
    ("day", "mode"),
    [(date(2025, 6, 30), DeadlineMode.PAUSE), (date(2025, 7, 1), DeadlineMode.RESTART)],
)
def test_the_rule_for_supplements_changes_with_the_decree_of_2025(
    shipped: tuple[Procedure, ...], day: date, mode: DeadlineMode
) -> None:
    assert version_on(shipped, "1.001193", day).deadline_mode is mode


def test_no_shipped_version_ends_before_it_begins(shipped: tuple[Procedure, ...]) -> None:
    assert all(p.valid_to is None or p.valid_from <= p.valid_to for p in shipped)


def test_what_the_district_did_is_in_no_ward_before_july_2025(
    shipped: tuple[Procedure, ...],
) -> None:
    with pytest.raises(DeskError):
        version_on(shipped, "1.001612", date(2025, 6, 30))
    assert version_on(shipped, "1.001612", date(2025, 7, 1)).short_name == "Thành lập hộ kinh doanh"


def test_birth_registration_is_free_the_same_day_with_its_papers(
    shipped: tuple[Procedure, ...],
) -> None:
    birth = version_on(shipped, "1.001193", date(2024, 5, 6))
    assert birth.terms == everywhere(Term(TermUnit.SAME_DAY, fifteen_mark=True))
    assert (birth.fees, birth.result_code) == ((), "KQ.G15.000031")
    duties = {document.name: document.duty for document in birth.documents}
    assert duties["Giấy chứng sinh"] is PaperDuty.SUBMIT
    assert duties["Giấy tờ tùy thân của người yêu cầu"] is PaperDuty.PRESENT


def test_certified_copies_cost_what_the_circular_says(shipped: tuple[Procedure, ...]) -> None:
    copy = version_on(shipped, "2.000815", date(2026, 11, 22))
    assert copy.certification
    for pages, copies, charge in ((1, 1, 2000), (2, 1, 4000), (5, 2, 14_000), (500, 1, 200_000)):
        result = compute(copy, Channel.IN_PERSON, Quantities(pages=pages, copies=copies))
        assert (result.charge_dong, result.fee_dong) == (charge, 0)


def test_twenty_procedures_come_with_their_papers(shipped: tuple[Procedure, ...]) -> None:
    assert len({procedure.code for procedure in shipped if procedure.documents}) == 20


def test_a_papers_list_with_a_hole_is_refused_by_its_line(tmp_path: Path) -> None:
    papers = tmp_path / "documents.csv"
    text = (SHIPPED / "documents.csv").read_text(encoding="utf-8")
    papers.write_text(text.replace(",present,", ",show,", 1), encoding="utf-8")
    with pytest.raises(DeskError) as refusal:
        read_catalogue(SHIPPED / "procedures.csv", papers)
    assert (refusal.value.code, refusal.value.facts["line"]) == (Code.CHOICE, 2)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such place")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (Path("/dev/zero"), tmp_path / "pipe.csv"):
        with pytest.raises(DeskError) as refused:
            bytes_of(path)
        assert (refused.value.code, refused.value.facts["reason"]) == (Code.IO, "disk")
