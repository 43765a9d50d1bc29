"""Every refusal and warning has its words, and none of them tells of a person."""

import ast
import re
from datetime import date, datetime
from pathlib import Path

import pytest

import tthc_desk
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.messages import (
    ACTION_WORDS,
    EVENT_WORDS,
    STATUS_WORDS,
    error_text,
    field_label,
    notice_text,
)
from tthc_desk.usecases.warnings import Notice, Warned

PERSON = {
    "name": "Nguyễn Thị Bí Mật",
    "id_number": "001190000018",
    "address": "Số 77, ngõ Kín",
    "phone": "0912345678",
}
PACKAGE = Path(tthc_desk.__file__).parent


def _source() -> list[tuple[str, ast.AST]]:
    return [
        (str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def _refusals() -> list[ast.Call]:
    return [
        node
        for _, tree in _source()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DeskError"
    ]


def _texts(nodes: list[ast.expr]) -> set[str]:
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.mark.parametrize("code", Code)
def test_every_refusal_has_a_sentence_of_its_own(code: Code) -> None:
    text = error_text(DeskError(code))
    assert len(text) > 15
    assert "{" not in text
    assert "}" not in text
    assert text.endswith((".", ")", "…")), text
    assert text == " ".join(text.split())


@pytest.mark.parametrize("code", Code)
def test_a_sentence_begins_with_the_field_it_is_about(code: Code) -> None:
    assert error_text(DeskError(code, "submitter.name")).startswith("Người nộp – Họ và tên: ")


@pytest.mark.parametrize("code", Code)
def test_no_sentence_shows_a_person_or_a_python_word(code: Code) -> None:
    text = error_text(DeskError(code, "submitter.name", **PERSON))
    assert not [value for value in PERSON.values() if value in text]
    for word in ("None", "True", "False", "Code.", "Error", "<", "datetime"):
        assert word not in text
    assert "E_" not in text


@pytest.mark.parametrize("code", Code)
def test_an_error_that_reaches_a_log_shows_its_code_alone(code: Code) -> None:
    error = DeskError(code, "submitter.name", **PERSON)
    assert str(error) == code.value
    assert error.args == (code.value,)


@pytest.mark.parametrize("notice", Notice)
def test_every_warning_has_a_sentence(notice: Notice) -> None:
    text = notice_text(Warned(notice, "submitter.id_number", (("number", "{x}"),)))
    assert len(text) > 15
    assert text.endswith(".")
    assert "{" not in text.replace("{x}", "")


def test_every_status_action_and_event_has_a_word() -> None:
    assert set(STATUS_WORDS) == set(Status)
    assert set(ACTION_WORDS) == set(Action)
    assert set(EVENT_WORDS) == set(EventKind)
    for words in (STATUS_WORDS, ACTION_WORDS):
        assert len(set(words.values())) == len(words)


def test_facts_are_worded_as_people_write_them() -> None:
    at = datetime(2026, 3, 2, 8, 5, tzinfo=VIETNAM)
    conflict = DeskError(Code.CONFLICT, officer="quay2", at=at, kind=EventKind.FORWARDED)
    assert "quay2 vừa thực hiện “Chuyển xử lý” lúc 08:05 02/03/2026" in error_text(conflict)
    move = DeskError(Code.MOVE, status=Status.FINISHED, action=Action.FORWARD)
    assert "“Đã xử lý xong”" in error_text(move)
    assert "“Chuyển xử lý”" in error_text(move)
    assert "Còn 15.000 đồng" in error_text(DeskError(Code.UNPAID, dong=15_000))
    day = DeskError(Code.UNDO, why="day", day=date(2026, 3, 2))
    assert "02/03/2026" in error_text(day)


def test_what_a_person_wrote_is_never_taken_for_a_pattern() -> None:
    error = DeskError(Code.CONFLICT, officer="{nothing}{0}{officer.x}", at="{", kind="}")
    assert "{nothing}{0}{officer.x}" in error_text(error)


def test_only_a_second_supplement_can_be_allowed_by_a_law() -> None:
    assert "luật chuyên ngành" in error_text(DeskError(Code.ONCE, "law"))
    assert "luật chuyên ngành" not in error_text(DeskError(Code.ONCE, kind="extension"))


def test_every_code_is_used_somewhere() -> None:
    used = {
        node.attr
        for name, tree in _source()
        if name not in {"domain/errors.py", "usecases/messages.py"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Code"
    }
    assert {code.name for code in Code} - used <= NOT_YET


# Closing of the day and cancelling come with their screens.
NOT_YET = {"DAY_CLOSED", "IDENTITY", "CANCELLED", "CHAIN", "UNKNOWN_OUTCOME"}


def test_every_field_a_refusal_names_has_a_vietnamese_label() -> None:
    named: set[str] = set()
    for call in _refusals():
        fields = call.args[1:2] + [k.value for k in call.keywords if k.arg == "field"]
        named |= _texts(fields)
    # Fields of the catalogue and of the profile are keys of their files and stand as they are.
    keys_of_files = re.compile(
        r"(desks|officers|ward|hours|code|day|days|duty|fee|fifteen_mark|template_version|"
        r"valid_from|valid_to|slip_series)(\..*)?"
    )
    bare = {name for name in named if not keys_of_files.fullmatch(name)}
    assert bare
    assert {name for name in bare if field_label(name) == name} == set()


def test_every_reason_given_in_code_has_its_words() -> None:
    for call in _refusals():
        whys = _texts([k.value for k in call.keywords if k.arg == "why"])
        for why in whys:
            code = ast.unparse(call.args[0])
            text = error_text(DeskError(Code[code.removeprefix("Code.")], why=why))
            # Without its own words a list's refusal says that it stands on a list.
            expected = why == "on_list" or "đang nằm trong danh sách" not in text
            assert expected, (code, why)
            assert not text.startswith("Chưa lưu gì"), (code, why)


def test_an_amount_the_catalogue_already_names_is_told_apart_from_an_odd_one() -> None:
    known = error_text(DeskError(Code.MONEY, "charge_dong", reason="known"))
    odd = error_text(DeskError(Code.MONEY, "charge_dong"))
    assert "Danh mục đã ghi mức thu" in _as_sentence(known)
    assert "số nguyên đồng" in odd


def _as_sentence(text: str) -> str:
    """Undo the small letter a field's name puts at the head of its sentence."""
    head, _, rest = text.partition(": ")
    return f"{head}: {rest[:1].upper()}{rest[1:]}"
