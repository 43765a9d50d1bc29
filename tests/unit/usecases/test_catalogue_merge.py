"""A poorer catalogue file never wipes out what the ward knows; what is lost is marked."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given

from tests.helpers.procedures import a_procedure, procedures
from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    DeadlineMode,
    FeeBasis,
    FeeRule,
    PaperDuty,
    Procedure,
    RequiredDocument,
    Term,
    TermUnit,
    WorkflowStep,
)
from tthc_desk.usecases.catalogue_merge import Merged, loses, merged
from tthc_desk.usecases.catalogue_reading import News

ALL = frozenset(one.name for one in fields(Procedure))
FOUR_DAYS = dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, 4))
AT_THE_COUNTER = {Channel.IN_PERSON: Term(TermUnit.WORKING_DAYS, 4)}
FULL = "Luật Hộ tịch Điều 11 khoản 1: người thuộc hộ nghèo; người khuyết tật"
CARD = RequiredDocument("Thẻ căn cước", PaperDuty.PRESENT, note="còn giá trị sử dụng")
FORM = RequiredDocument("Tờ khai", PaperDuty.SUBMIT, originals=1)
PLACE = {"code", "valid_from", "valid_to", "deadline_mode"}


def merge(
    held: Procedure,
    file: Procedure,
    carried: frozenset[str] = ALL,
    blank: frozenset[str] = frozenset(),
    *,
    overwrite: bool = False,
) -> Merged:
    return merged([News(file, carried, blank)], {held.code: held}, overwrite=overwrite)


def kept(found: Merged) -> set[str]:
    return {name for one in found.kept for name in one.names}


def test_fields_a_file_does_not_carry_are_taken_over() -> None:
    held = a_procedure(short_name="Khai sinh", keys="ks", agency="UBND phường Thử")
    file = a_procedure(name="Tên mới", short_name="…", agency="")
    found = merge(held, file, frozenset({"name"}))
    assert found.versions == (replace(held, name="Tên mới"),)
    assert found.kept == ()


def test_an_open_point_of_a_file_does_not_wipe_out_the_answer_of_the_ward() -> None:
    held = a_procedure(terms=FOUR_DAYS, fees=None)
    file = a_procedure(terms={}, fees=(), question="Thời hạn?")
    found = merge(held, file, frozenset({"terms", "fees", "question"}))
    (completed,) = found.versions
    assert (completed.terms, completed.fees, completed.question) == (FOUR_DAYS, (), "")
    assert kept(found) == {"terms"}


RICH = a_procedure(
    terms=FOUR_DAYS,
    fees=(FeeRule("fee", FeeBasis.CASE, 8_000),),
    documents=(CARD, FORM),
    exemption=FULL,
    legal_basis="Luật Hộ tịch 60/2014/QH13; Nghị định 123/2015/NĐ-CP",
    result_name="Giấy khai sinh",
    result_code="KQ.G15.000031",
    decision="163/QĐ-BTP",
    keys="ks ksi",
    steps=(WorkflowStep("Bộ phận Một cửa", 50), WorkflowStep("Tư pháp – Hộ tịch", 350)),
    question="Hỏi thêm về nơi cư trú",
)
EMPTY: dict[str, Any] = {
    "terms": {},
    "fees": None,
    "documents": (),
    "exemption": "",
    "legal_basis": "",
    "result_name": "",
    "result_code": "",
    "decision": "",
    "keys": "",
    "steps": (),
    "question": "",
    "source": "",
    "short_name": "",
}


def test_steps_stay_and_are_named_where_a_file_has_no_column_for_them() -> None:
    carried = frozenset({"name"})
    found = merge(RICH, a_procedure(name="Tên mới"), carried, overwrite=True)
    assert found.versions == (replace(RICH, name="Tên mới"),)
    assert kept(found) == {"steps"}
    assert merge(a_procedure(), a_procedure(name="Tên mới"), carried).kept == ()


def test_other_steps_of_a_file_are_taken_even_if_they_are_fewer() -> None:
    fewer = (WorkflowStep("Tư pháp – Hộ tịch", 400),)
    found = merge(RICH, replace(RICH, steps=fewer))
    assert (found.versions[0].steps, found.kept) == (fewer, ())


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_cell_never_erases_and_what_was_kept_is_named(name: str, overwrite: bool) -> None:
    found = merge(RICH, replace(RICH, **{name: EMPTY[name]}), overwrite=overwrite)
    assert found.versions == (RICH,)
    assert kept(found) == {name}
    (one,) = found.kept
    assert (one.held, getattr(one.file, name)) == (RICH, EMPTY[name])


@given(procedures, procedures)
def test_no_field_is_ever_emptied(held: Procedure, file: Procedure) -> None:
    file = replace(file, code=held.code)
    (version,) = merge(held, file).versions
    for one in fields(Procedure):
        was, now = getattr(held, one.name), getattr(version, one.name)
        if one.name not in PLACE | {"fees", "question"} and was not in ("", (), {}):
            assert now not in ("", (), {}), one.name
    assert held.fees is None or version.fees is not None


@given(procedures, procedures)
def test_what_is_neither_kept_nor_empty_reads_as_the_file_has_it(
    held: Procedure, file: Procedure
) -> None:
    file = replace(file, code=held.code)
    found = merge(held, file)
    (version,) = found.versions
    for one in fields(Procedure):
        expected = held if one.name in kept(found) else file
        if one.name != "question":
            assert getattr(version, one.name) == getattr(expected, one.name)


@pytest.mark.parametrize(
    ("name", "poorer"),
    [
        ("exemption", "Có"),
        ("exemption", "người thuộc hộ nghèo"),
        ("exemption", "LUẬT HỘ TỊCH điều 11"),
        ("legal_basis", "Luật Hộ tịch"),
        ("result_name", "khai sinh"),
        ("keys", "ks"),
        ("terms", AT_THE_COUNTER),
    ],
)
def test_a_piece_of_ours_leaves_ours_standing_unless_told_otherwise(name: str, poorer: Any) -> None:
    file = replace(RICH, **{name: poorer})
    found = merge(RICH, file)
    assert (found.versions, kept(found)) == ((RICH,), {name})
    told = merge(RICH, file, overwrite=True)
    assert (told.versions, kept(told)) == ((file,), set())
    assert loses(name, RICH, file)


@pytest.mark.parametrize(
    ("name", "other", "lossy"),
    [
        ("exemption", "Trẻ em dưới sáu tuổi", True),
        ("exemption", FULL + "; trẻ em dưới sáu tuổi", False),
        ("terms", {Channel.IN_PERSON: Term(TermUnit.WORKING_DAYS, 2)}, True),
        ("terms", dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, 2)), False),
        ("fees", (), False),
        ("fees", (FeeRule("fee", FeeBasis.CASE, 5_000, Channel.ONLINE),), True),
        ("documents", (FORM,), True),
        ("documents", (replace(CARD, note="còn giá trị"), FORM), True),
        ("documents", (CARD, FORM, replace(FORM, name="Bản cam kết")), False),
        ("certainty", Certainty.LOW, True),
        ("question", "Hỏi thêm", True),
        ("keys", "ks kss", True),
        ("name", "Khai sinh", False),
        ("decision", "1/QĐ-BTP", False),
    ],
)
def test_what_really_says_something_else_is_taken_and_marked_where_it_says_less(
    name: str, other: Any, lossy: bool
) -> None:
    file = replace(RICH, **{name: other})
    found = merge(RICH, file)
    assert (found.versions, found.kept) == ((file,), ())
    assert loses(name, RICH, file) is lossy


def test_a_question_that_was_answered_goes() -> None:
    asked = a_procedure(terms={}, question="Thời hạn tính bằng gì?")
    file = a_procedure(terms=FOUR_DAYS)
    found = merge(asked, file)
    assert (found.versions, found.kept) == ((file,), ())
    assert not loses("question", asked, file)


def test_an_empty_cell_that_the_reader_filled_by_itself_is_no_news() -> None:
    held = a_procedure(short_name="Khai sinh", counted=False, certification=True)
    file = a_procedure(short_name="Thủ tục dùng để thử", certainty=Certainty.MEDIUM)
    found = merge(held, file, blank=frozenset({"short_name", "counted", "certification",
                                               "certainty", "exemption"}))  # fmt: skip
    assert found.versions == (held,)
    assert kept(found) == {"short_name", "counted", "certification", "certainty"}


def test_an_empty_mode_is_the_law_of_the_day_not_the_mode_of_the_ward() -> None:
    held = a_procedure(deadline_mode=DeadlineMode.PAUSE)
    found = merge(held, a_procedure(), blank=frozenset({"deadline_mode"}))
    assert found.versions[0].deadline_mode is DeadlineMode.RESTART


def test_a_procedure_the_ward_does_not_have_is_taken_as_it_is() -> None:
    file = a_procedure(code="1.000002", exemption="Có")
    assert merge(RICH, file) == Merged((file,), ())
