"""Two lists side by side: what is the same dossier, what only may be, and what is not there."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers.official_lists import screen
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.vietnamese import fold_tokens
from tthc_desk.usecases.official_list import OfficialRow
from tthc_desk.usecases.official_pairs import (
    FieldDifference,
    HereDossier,
    Official,
    Reconciled,
)
from tthc_desk.usecases.official_screen import OfficialKey
from tthc_desk.usecases.reconciliation import MOST_CHOICES, reconcile

DAY = date(2026, 3, 2)
PERIOD = (DAY, DAY + timedelta(4))
ALL = frozenset(OfficialKey)
HERE = HereDossier(
    number="H99.9-260302-T0001",
    official_code="",
    other_codes=(),
    owner="Nguyễn Văn Đức",
    procedure_code="1.001193",
    procedure="Thủ tục đăng ký khai sinh",
    received=DAY,
    due=DAY + timedelta(3),
    finished=None,
    delivered=None,
    status=Status.PROCESSING,
)
CODE = "000.00.01.H26-260302-0001"
THERE = OfficialRow(
    line=5,
    code=CODE,
    procedure="Đăng ký khai sinh",
    owner="NGUYEN VAN ĐỨC",
    received=DAY,
    due=DAY + timedelta(3),
    status="Đang xử lý",
)
CODED = replace(HERE, official_code=CODE)


def compare(
    here: list[HereDossier], rows: list[OfficialRow], aside: list[HereDossier] | None = None
) -> Reconciled:
    return reconcile(here, aside or [], Official(rows, ALL, screen(), PERIOD))


def other(number: int, **changes: Any) -> HereDossier:
    return replace(HERE, number=f"H99.9-260302-T{number:04}", **changes)


def test_a_dossier_is_known_by_its_code_in_any_case() -> None:
    found = compare([replace(CODED, official_code=CODE.lower())], [THERE])
    assert [pair.here.number for pair in found.equal] == [HERE.number]
    assert (found.only_here, found.only_there, found.candidates) == ((), (), ())


def test_each_fact_that_differs_is_told_with_both_sides() -> None:
    row = replace(
        THERE,
        received=DAY + timedelta(1),
        due=None,
        finished=DAY + timedelta(2),
        status="Đã trả kết quả",
    )
    (pair,) = compare([CODED], [row]).different
    assert pair.differences == (
        FieldDifference(OfficialKey.RECEIVED, DAY, DAY + timedelta(1)),
        FieldDifference(OfficialKey.DUE, DAY + timedelta(3), None),
        FieldDifference(OfficialKey.FINISHED, None, DAY + timedelta(2)),
        FieldDifference(OfficialKey.STATUS, Status.PROCESSING, "Đã trả kết quả"),
    )


def test_nothing_is_compared_that_the_list_does_not_carry_or_cannot_be_read() -> None:
    row = replace(THERE, due=None, unread=frozenset({OfficialKey.DUE}))
    assert len(compare([CODED], [row]).equal) == 1
    bare = Official([replace(THERE, due=None)], frozenset({OfficialKey.RECEIVED}), screen(), PERIOD)
    assert len(reconcile([CODED], [], bare).equal) == 1


def test_an_unknown_status_is_shown_and_never_guessed() -> None:
    rows = [replace(THERE, status="Chờ ký số"), replace(THERE, line=6, code="X-1", status="Lạ")]
    found = compare([CODED], rows)
    assert len(found.equal) == 1
    assert found.unknown_words == (("Chờ ký số", 1), ("Lạ", 1))


def test_a_row_that_names_our_number_offers_its_code() -> None:
    row = replace(THERE, own_number=HERE.number, owner="Người khác", due=None)
    (one,) = compare([HERE], [row]).candidates
    assert (one.by_number, one.is_sure, one.there.code) == (True, True, CODE)
    assert [difference.key for difference in one.differences] == [OfficialKey.DUE]


def test_a_code_kept_as_one_of_another_system_is_known() -> None:
    (one,) = compare([replace(HERE, other_codes=(CODE,))], [replace(THERE, owner="")]).candidates
    assert one.by_number


def test_our_own_number_in_the_column_of_codes_has_no_code_to_take_over() -> None:
    found = compare([HERE], [replace(THERE, code=HERE.number)])
    assert (len(found.equal), found.candidates) == (1, ())


def test_a_row_that_names_a_dossier_with_another_code_is_a_difference() -> None:
    dossier = replace(HERE, official_code="000.00.01.H26-260302-0009")
    found = compare([dossier], [replace(THERE, own_number=HERE.number)])
    (difference,) = found.different[0].differences
    assert difference == FieldDifference(OfficialKey.OFFICIAL_CODE, dossier.official_code, CODE)
    assert found.candidates == ()


def test_a_code_goes_before_a_number_that_was_typed_wrongly() -> None:
    wrong = replace(THERE, line=4, code="000.00.01.H26-260302-0002", own_number=HERE.number)
    found = compare([CODED], [wrong, THERE])
    assert [pair.there.line for pair in found.equal] == [THERE.line]
    assert [row.line for row in found.only_there] == [4]


def test_owner_procedure_and_day_only_propose() -> None:
    for apart in (-1, 0, 1):
        row = replace(THERE, received=DAY + timedelta(apart))
        (one,) = compare(
            [HERE], [row, replace(THERE, line=9, code="X-9", owner="Ai khác")], []
        ).candidates
        assert (one.by_number, one.is_sure) == (False, True)
    far = compare([HERE], [replace(THERE, received=DAY + timedelta(2))])
    assert (len(far.only_here), len(far.only_there), far.candidates) == (1, 1, ())
    for changes in ({"owner": "Nguyễn Văn Duc Anh"}, {"procedure": "Khai tử"}, {"owner": ""}):
        assert compare([HERE], [replace(THERE, **changes)]).candidates == ()  # type: ignore[arg-type]


def test_a_procedure_is_known_by_its_code_where_names_differ() -> None:
    row = replace(THERE, procedure="KS", procedure_code="1.001193")
    assert len(compare([HERE], [row]).candidates) == 1
    assert compare([HERE], [replace(row, procedure_code="1.000656")]).candidates == ()


def test_several_that_fit_are_never_sure() -> None:
    twins = compare([HERE, other(2)], [THERE])
    assert [one.is_sure for one in twins.candidates] == [False, False]
    rows = compare([HERE], [THERE, replace(THERE, line=6, code="X-6")])
    assert [one.is_sure for one in rows.candidates] == [False, False]
    assert rows.only_there == ()


def test_a_dossier_with_a_code_is_offered_no_other_one() -> None:
    found = compare([replace(HERE, official_code="000.00.01.H26-260302-0009")], [THERE])
    assert (found.candidates, len(found.only_here), len(found.only_there)) == ((), 1, 1)


def test_rows_of_other_days_count_only_for_dossiers_of_these_days() -> None:
    early = replace(THERE, received=DAY - timedelta(20))
    assert compare([], [early]).only_there == ()
    assert len(compare([CODED], [early]).different) == 1
    assert len(compare([], [replace(THERE, received=None)]).only_there) == 1


def test_a_dossier_of_other_days_is_matched_and_never_missed() -> None:
    outside = replace(CODED, received=DAY - timedelta(20))
    assert len(compare([], [THERE], [outside]).different) == 1
    assert compare([], [], [outside]).only_here == ()


def test_a_neighbour_outside_of_the_days_makes_a_proposal_unsure() -> None:
    last = PERIOD[1]
    here = replace(HERE, received=last)
    near = other(2, received=last + timedelta(1))
    row = replace(THERE, received=last)
    (first, second) = compare([here], [row], [near]).candidates
    assert (first.is_sure, second.is_sure) == (False, False)


def test_one_row_is_offered_no_more_dossiers_than_can_be_looked_at() -> None:
    many = [other(n) for n in range(1, 3 * MOST_CHOICES)]
    found = compare(many, [THERE])
    assert len(found.candidates) == MOST_CHOICES
    assert len(found.only_here) == len(many) - MOST_CHOICES


# --- against a plain search through all pairs

NAMES = st.sampled_from(["Nguyễn Văn Đức", "nguyen van duc", "Trần Thị Ánh", ""])
PROCEDURES = st.sampled_from([("1.001193", "Thủ tục A"), ("1.000656", "B"), ("", "a")])
DAYS = st.integers(-3, 7).map(lambda apart: DAY + timedelta(apart))
CODES = st.integers(1, 6).map(lambda n: f"000.00.01.H26-260302-{n:04}")


@st.composite
def dossiers(draw: st.DrawFn) -> list[HereDossier]:
    count = draw(st.integers(0, 6))
    codes = draw(st.lists(st.one_of(st.just(""), CODES), min_size=count, max_size=count))
    found = []
    for at, code in enumerate(codes):
        procedure_code, procedure = draw(PROCEDURES)
        found.append(
            other(
                at + 1,
                official_code="" if code in codes[:at] else code,
                owner=draw(NAMES),
                procedure_code=procedure_code or "1.999999",
                procedure=procedure,
                received=draw(DAYS),
            )
        )
    return found


@st.composite
def official_rows(draw: st.DrawFn) -> list[OfficialRow]:
    found = []
    for line, code in enumerate(draw(st.lists(CODES, max_size=6, unique=True)), 5):
        procedure_code, procedure = draw(PROCEDURES)
        own = draw(st.one_of(st.just(""), st.integers(1, 6).map(lambda n: f"H99.9-260302-T{n:04}")))
        found.append(
            OfficialRow(
                line,
                code,
                own_number=own,
                owner=draw(NAMES),
                procedure_code=procedure_code,
                procedure=procedure,
                received=draw(st.one_of(st.none(), DAYS)),
            )
        )
    return found


def plain(text: str) -> str:
    words = " ".join(fold_tokens(text))
    return words.removeprefix("thu tuc ")


def fits(one: HereDossier, row: OfficialRow) -> bool:
    """Say the rule of a proposal anew, for one pair."""
    same_owner = bool(row.owner) and fold_tokens(one.owner) == fold_tokens(row.owner)
    same_name = bool(row.procedure) and plain(one.procedure) == plain(row.procedure)
    same = same_name or (bool(row.procedure_code) and one.procedure_code == row.procedure_code)
    near = row.received is not None and abs((row.received - one.received).days) <= 1
    return same_owner and same and near and not one.official_code


def matched(here: list[HereDossier], rows: list[OfficialRow]) -> dict[int, str]:
    """Match all codes, then all numbers, each dossier and row once."""
    found: dict[int, str] = {}
    for row in rows:
        for one in here:
            if one.official_code == row.code:
                found[row.line] = one.number
    for row in rows:
        for one in here:
            is_free = row.line not in found and one.number not in found.values()
            if one.number == row.own_number and is_free:
                found[row.line] = one.number
    return found


@given(dossiers(), official_rows())
@example([HERE], [THERE])
@example([CODED], [THERE, replace(THERE, line=6, code="X-6", own_number=HERE.number)])
def test_a_plain_search_through_all_pairs_finds_the_same(
    pool: list[HereDossier], rows: list[OfficialRow]
) -> None:
    here = [one for one in pool if PERIOD[0] <= one.received <= PERIOD[1]]
    found = compare(here, rows, pool)
    known = matched(pool, rows)
    in_period = {one.number for one in here}

    def is_asked(number: str, row: OfficialRow) -> bool:
        day = row.received
        return number in in_period or day is None or PERIOD[0] <= day <= PERIOD[1]

    shown = {(p.there.line, p.here.number) for p in (*found.equal, *found.different)}
    shown |= {(c.there.line, c.here.number) for c in found.candidates if c.by_number}
    by_line = {row.line: row for row in rows}
    assert shown == {(line, n) for line, n in known.items() if is_asked(n, by_line[line])}
    pairs = [
        (row.line, one.number)
        for row in rows
        for one in pool
        if row.line not in known and one.number not in known.values() and fits(one, row)
    ]
    proposed = {
        (c.there.line, c.here.number): c.is_sure for c in found.candidates if not c.by_number
    }
    lines, numbers = Counter(line for line, _ in pairs), Counter(number for _, number in pairs)
    assert proposed == {
        (line, number): lines[line] == 1 and numbers[number] == 1
        for line, number in pairs
        if is_asked(number, by_line[line])
    }


@given(dossiers(), official_rows())
def test_every_dossier_and_every_row_stands_in_one_place_only(
    pool: list[HereDossier], rows: list[OfficialRow]
) -> None:
    official = Official(rows, ALL, screen())
    found = reconcile(pool, (), official)
    pairs = (*found.equal, *found.different)
    proposed_here = {c.here.number for c in found.candidates}
    proposed_there = {c.there.line for c in found.candidates}
    here = [*(p.here.number for p in pairs), *proposed_here, *(d.number for d in found.only_here)]
    there = [*(p.there.line for p in pairs), *proposed_there, *(r.line for r in found.only_there)]
    assert sorted(here) == sorted(one.number for one in pool)
    assert sorted(there) == sorted(row.line for row in rows)
