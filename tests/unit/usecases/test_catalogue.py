from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.procedures import a_procedure
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Channel, Procedure, Term, TermUnit
from tthc_desk.usecases.catalogue import (
    FieldChange,
    Version,
    applied,
    difference,
    in_force,
    plan,
    version_on,
)

BEGIN = date(2018, 6, 21)
FROM_DAY = date(2026, 12, 1)
DAY_BEFORE = FROM_DAY - timedelta(days=1)
FOUR_DAYS = dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, 4))


def test_a_changed_procedure_closes_the_old_version_and_opens_a_new_one() -> None:
    old = a_procedure()
    change = difference([old], [a_procedure(terms=FOUR_DAYS)], FROM_DAY)
    assert change.changed[0].fields == (FieldChange("terms", old.terms, FOUR_DAYS),)
    writing = plan(change)
    assert writing.close == ((Version(old.code, old.valid_from), DAY_BEFORE),)
    assert writing.open == (a_procedure(terms=FOUR_DAYS, valid_from=FROM_DAY),)


def test_a_dossier_keeps_the_version_of_its_day_of_receipt() -> None:
    old = a_procedure()
    after = applied([old], plan(difference([old], [a_procedure(terms=FOUR_DAYS)], FROM_DAY)))
    assert version_on(after, old.code, DAY_BEFORE).terms == old.terms
    assert version_on(after, old.code, FROM_DAY).terms == FOUR_DAYS


def test_no_version_for_the_day_is_refused() -> None:
    with pytest.raises(DeskError) as refusal:
        version_on([a_procedure()], "1.000001", date(2025, 6, 30))
    assert refusal.value.code is Code.PROCEDURE


def test_a_second_different_import_for_the_same_day_replaces_nothing_silently() -> None:
    first = a_procedure(valid_from=FROM_DAY)
    change = difference([first], [a_procedure(name="Tên khác")], FROM_DAY)
    assert not change.changed
    with pytest.raises(DeskError) as refusal:
        plan(change)
    assert refusal.value.code is Code.CONFLICT
    assert refusal.value.facts["codes"] == ("1.000001",)


def test_one_conflict_holds_back_the_whole_import() -> None:
    first = a_procedure(valid_from=FROM_DAY)
    other = a_procedure(code="1.000002")
    change = difference([first], [a_procedure(name="Tên khác"), other], FROM_DAY)
    assert change.added == (a_procedure(code="1.000002", valid_from=FROM_DAY),)
    with pytest.raises(DeskError):
        plan(change)


def test_an_incomplete_catalogue_closes_nothing_and_names_what_it_lacks() -> None:
    old = a_procedure()
    change = difference([old], [], FROM_DAY)
    assert (change.closed, change.absent) == ((), (old,))


def test_a_complete_catalogue_closes_what_it_lacks_on_the_day_before() -> None:
    old = a_procedure()
    change = difference([old], [], FROM_DAY, complete=True)
    assert plan(change).close == ((Version(old.code, old.valid_from), DAY_BEFORE),)
    assert not plan(change).open


def test_a_version_to_come_ends_what_is_written_before_it() -> None:
    to_come = a_procedure(valid_from=date(2027, 3, 1), name="Theo luật mới")
    current = [a_procedure(valid_to=date(2027, 2, 28)), to_come]
    writing = plan(difference(current, [a_procedure(terms=FOUR_DAYS)], FROM_DAY))
    assert writing.open[0].valid_to == date(2027, 2, 28)
    assert version_on(applied(current, writing), "1.000001", date(2027, 3, 1)) == to_come


def test_the_same_words_beyond_the_last_day_continue_the_procedure() -> None:
    last = date(2026, 12, 31)
    current = [a_procedure(valid_to=last)]
    after = applied(current, plan(difference(current, [a_procedure()], FROM_DAY)))
    assert version_on(after, "1.000001", last).valid_from == date(2025, 7, 1)
    assert version_on(after, "1.000001", date(2027, 1, 1)).valid_to is None


def test_the_same_words_with_an_end_close_the_procedure() -> None:
    change = difference([a_procedure()], [a_procedure(valid_to=date(2027, 2, 28))], FROM_DAY)
    assert plan(change).close == ((Version("1.000001", date(2025, 7, 1)), date(2027, 2, 28)),)


def test_another_source_alone_opens_no_version() -> None:
    other = a_procedure(source="nguồn khác")
    assert difference([a_procedure()], [other], FROM_DAY).unchanged == (a_procedure(),)
    change = difference([a_procedure()], [a_procedure(source="nguồn khác", name="B")], FROM_DAY)
    assert [field.name for field in change.changed[0].fields] == ["name", "source"]


_days = st.dates(BEGIN, date(2030, 1, 1))
_catalogues = st.dictionaries(
    st.sampled_from(["1.000001", "1.000002", "2.000001"]), st.sampled_from("abc"), max_size=3
).map(lambda names: [a_procedure(code=c, name=n, valid_from=BEGIN) for c, n in names.items()])
_imports = st.lists(st.tuples(_days, _catalogues, st.booleans()), max_size=6)


def _ward_after(imports: list[tuple[date, list[Procedure], bool]]) -> tuple[Procedure, ...]:
    ward: tuple[Procedure, ...] = ()
    for from_day, incoming, complete in imports:
        change = difference(ward, incoming, from_day, complete=complete)
        if not change.conflicts:
            ward = applied(ward, plan(change))
    return ward


@given(_imports)
def test_versions_of_one_procedure_never_share_a_day_or_a_beginning(
    imports: list[tuple[date, list[Procedure], bool]],
) -> None:
    ward = _ward_after(imports)
    for one in ward:
        assert one.valid_to is None or one.valid_from <= one.valid_to
        same_day = [v for v in ward if v.code == one.code and in_force(v, one.valid_from)]
        assert same_day == [one]


@given(_imports, _days, _catalogues, st.booleans(), _days)
def test_an_import_changes_no_day_before_its_first(
    imports: list[tuple[date, list[Procedure], bool]],
    from_day: date,
    incoming: list[Procedure],
    complete: bool,
    day: date,
) -> None:
    before = _ward_after(imports)
    after = _ward_after([*imports, (from_day, incoming, complete)])
    if day < from_day:
        assert _names_on(after, day) == _names_on(before, day)


@given(_imports, _days, _catalogues)
def test_what_was_imported_holds_on_its_first_day_and_is_news_only_once(
    imports: list[tuple[date, list[Procedure], bool]], from_day: date, incoming: list[Procedure]
) -> None:
    ward = _ward_after(imports)
    change = difference(ward, incoming, from_day)
    if change.conflicts:
        return
    after = applied(ward, plan(change))
    names = _names_on(after, from_day)
    assert all(names[version.code] == version.name for version in incoming)
    again = difference(after, incoming, from_day)
    assert (again.added, again.changed, again.closed, again.conflicts) == ((), (), (), ())


def _names_on(ward: tuple[Procedure, ...], day: date) -> dict[str, str]:
    return {version.code: version.name for version in ward if in_force(version, day)}
