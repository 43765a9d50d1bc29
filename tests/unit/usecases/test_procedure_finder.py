from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.procedures import a_procedure
from tthc_desk.usecases.procedure_finder import ProcedureFinder

BIRTH = a_procedure(code="1.001193", name="Đăng ký khai sinh", short_name="Khai sinh", keys="ks")
AGAIN = a_procedure(
    code="1.004884", name="Đăng ký lại khai sinh", short_name="Đăng ký lại khai sinh", keys="dls"
)
DEATH = a_procedure(code="1.000656", name="Đăng ký khai tử", short_name="Khai tử", keys="kt ktu")
COPY = a_procedure(
    code="2.000815", name="Chứng thực bản sao từ bản chính", short_name="Sao y", keys="sao"
)
ALL = (COPY, DEATH, AGAIN, BIRTH)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("ks", BIRTH),
        ("KTU", DEATH),
        ("sao", COPY),
        ("Khai sinh", BIRTH),
        ("khai si", BIRTH),
        ("khái tử", DEATH),
        ("đăng ký lại", AGAIN),
        ("lai sinh", AGAIN),
        ("chinh ban", COPY),
        ("1.001193", BIRTH),
        ("1193", BIRTH),
        ("000815", COPY),
        ("2.0008", COPY),
        ("thực bản", COPY),
    ],
)
def test_the_first_hit_is_the_one_a_clerk_means(typed: str, best: object) -> None:
    assert ProcedureFinder(ALL).find(typed)[0] == best


def test_nothing_typed_lists_the_most_used_first() -> None:
    found = ProcedureFinder(ALL, {COPY.code: 90, BIRTH.code: 40}).find("")
    assert found[:2] == (COPY, BIRTH)


def test_use_decides_between_equal_matches() -> None:
    assert ProcedureFinder(ALL, {BIRTH.code: 1}).find("khai")[0] == BIRTH
    assert ProcedureFinder(ALL, {DEATH.code: 1}).find("khai")[0] == DEATH


def test_letters_of_no_procedure_find_nothing() -> None:
    assert ProcedureFinder(ALL).find("xyz") == ()
    assert ProcedureFinder(ALL).find("9999") == ()


def test_the_list_is_no_longer_than_asked() -> None:
    assert len(ProcedureFinder(ALL).find("", limit=2)) == 2


@given(st.text(max_size=12))
def test_any_typing_is_answered_from_the_catalogue_without_repeats(typed: str) -> None:
    found = ProcedureFinder(ALL).find(typed)
    assert len({procedure.code for procedure in found}) == len(found)
    assert set(found_codes := [p.code for p in found]) <= {p.code for p in ALL}, found_codes


def test_every_typing_key_of_the_shipped_catalogue_brings_its_procedure_first() -> None:
    from tthc_desk.exchange.catalogue_files import shipped_procedures

    shipped = shipped_procedures(Path(__file__).parents[3] / "resources" / "catalogue")
    latest = [version for version in shipped if version.valid_to is None]
    finder = ProcedureFinder(latest)
    wrong = [
        (key, procedure.code)
        for procedure in latest
        for key in procedure.keys.split()
        if finder.find(key, limit=1) != (procedure,)
    ]
    assert wrong == []
