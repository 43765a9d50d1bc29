"""Every refusal and warning has its words, and none of them tells of a person."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

import tthc_desk
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.field_words import part_label
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


@cache
def _source() -> list[tuple[str, ast.AST]]:
    return [
        (str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


@cache
def _refusals() -> list[ast.Call]:
    return [
        node
        for _, tree in _source()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DeskError"
    ]


def _texts(nodes: list[ast.expr]) -> set[str]:
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.fixture(scope="module", autouse=True)
def _source_forgotten() -> Iterator[None]:
    """Millions of nodes would slow every collection of the tests that follow."""
    yield
    _source.cache_clear()
    _refusals.cache_clear()


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


def test_a_name_is_labelled_by_what_it_is_the_name_of() -> None:
    assert field_label("owner.name") == "Chủ hồ sơ – Họ và tên"
    assert field_label("owner_name") == "Chủ hồ sơ – Họ và tên"
    assert part_label("submitter.name") == "Họ và tên"
    assert field_label("documents.name") == "Thành phần hồ sơ – Tên giấy tờ"
    assert field_label("ward.name") == "khóa ward.name"
    assert field_label("officers") == "mục [officers]"
    assert field_label("name") == "Tên"


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


FIRST, LAST = date(2026, 1, 2), date(2026, 3, 4)
SENTENCES = [
    (DeskError(Code.TEXT, "note", reason="type"), "Nội dung yêu cầu: phải là chữ viết trong"),
    (DeskError(Code.TEXT, "note", at=3, line=2), "ở dòng 2, vị trí 3"),
    (DeskError(Code.TEXT), "Có ký tự không dùng được."),
    (DeskError(Code.TEXT_LENGTH, limit=80), "Dài quá 80 ký tự."),
    (DeskError(Code.DATE, "date", reason="type"), "phải viết là chữ trong dấu nháy"),
    (DeskError(Code.DATE, "from", low=FIRST, high=LAST), "từ 02/01/2026 đến 04/03/2026"),
    (DeskError(Code.DATE, "result_date", low=LAST, high=LAST), "phải là ngày 04/03/2026."),
    (DeskError(Code.DATE, "to", low=FIRST), "không được trước 02/01/2026"),
    (DeskError(Code.DATE, "new_due", low=FIRST), "phải sau 02/01/2026"),
    (DeskError(Code.DATE, "date", high=LAST), "không được sau 04/03/2026"),
    (DeskError(Code.DATE, "valid_to", first=LAST, last=FIRST), "02/01/2026 đứng trước"),
    (DeskError(Code.DATE, "as_of"), "Viết như 2026-03-02T08:00."),
    (DeskError(Code.DATE, "date"), "Gõ theo ngày/tháng/năm."),
    (DeskError(Code.COUNT, "pages", low=1, high=9), "số nguyên từ 1 đến 9"),
    (DeskError(Code.COUNT, "term", amount=0), "số nguyên dương"),
    (DeskError(Code.MONEY, "charge_dong", high=0), "không còn khoản nào phải thu"),
    (DeskError(Code.MONEY, "charge_dong", high=15_000), "nhiều nhất 15.000 đồng"),
    (DeskError(Code.UNPAID, dong=4_000), "Còn 4.000 đồng"),
    (DeskError(Code.CHOICE, "channel", words=("post", "online")), "một trong: post, online."),
    (DeskError(Code.CHOICE, "submitter.sex"), "nam hoặc nữ"),
    (DeskError(Code.FORMAT, "request_id"), "UUID"),
    (DeskError(Code.FORMAT, "out", reason="only_pdf"), "kết thúc bằng .pdf."),
    (DeskError(Code.FORMAT, "out", reason="pdf_or_xlsx"), ".pdf hoặc .xlsx."),
    (DeskError(Code.FORMAT, "numbers.pattern"), "{nnnn}"),
    (DeskError(Code.UNKNOWN_FIELD, "foo"), "Trường “foo”: không có trường tên này"),
    (DeskError(Code.UNKNOWN_FIELD, "x", words=("a", "b")), "các trường có: a, b"),
    (DeskError(Code.SUPERVISOR, action=Action.DELIVER), "cán bộ tiếp nhận hoặc người phụ trách"),
    (DeskError(Code.SUPERVISOR, action=Action.VOID), "phải do người phụ trách thực hiện"),
    (DeskError(Code.SUPERVISOR, action=Action.REQUEST_SUPPLEMENT, late=True), "Đã quá 3 ngày"),
    (DeskError(Code.ONCE, "law", what=Action.REQUEST_SUPPLEMENT), "“Yêu cầu bổ sung” chỉ được"),
    (DeskError(Code.MOVE, voided=True), "đã hủy"),
    (DeskError(Code.MOVE, "new_due"), "không hẹn ngày"),
    (DeskError(Code.MOVE, status=Status.FINISHED, action="handover"), "“Bàn giao”"),
    (DeskError(Code.CONFLICT, "valid_from", codes=("1.001193",)), "1.001193"),
    (DeskError(Code.OFFICER, "user", words=("quay1", "quay2")), "quay1, quay2"),
    (DeskError(Code.NOT_FOUND, "profile", file="phuong.toml"), "không có tệp phuong.toml"),
    (DeskError(Code.NOT_FOUND, "list"), "Không có danh sách bàn giao"),
    (DeskError(Code.IO, "file", reason="folder", file="danh-muc"), "danh-muc là thư mục"),
    (DeskError(Code.IO, "file", reason="missing", file="a.csv"), "không có tệp a.csv"),
    (DeskError(Code.KEY, reason="other"), "khóa của sổ khác"),
    (DeskError(Code.READONLY, folder="/so"), "thư mục /so"),
    (DeskError(Code.PAPER), "Không mở được giấy tờ"),
    (DeskError(Code.CALENDAR, year=2028), "calendar confirm 2028"),
]


@pytest.mark.parametrize(("error", "said"), SENTENCES, ids=[said for _, said in SENTENCES])
def test_a_sentence_is_as_exact_as_its_facts(error: DeskError, said: str) -> None:
    text = error_text(error)
    assert said.lower() in text.lower()
    assert "–" not in text.replace(" – ", "")


def test_a_lost_database_is_never_answered_with_making_a_new_ward() -> None:
    lost = error_text(DeskError(Code.NO_WARD, reason="lost", folder="/so"))
    new = error_text(DeskError(Code.NO_WARD, reason="none", folder="/so"))
    assert "init" in new
    assert "init" not in lost
    assert "Không thay đổi gì" in lost
    assert "sao lưu" in lost


def test_file_line_and_key_stand_before_what_is_wrong_with_them() -> None:
    facts = {"in_file": "phuong.toml", "line": 5, "given": '"12"'}
    text = error_text(DeskError(Code.PROFILE, "ward.code", **facts))
    assert text.startswith("Tệp phuong.toml, dòng 5, khóa ward.code: mã đơn vị")
    assert 'Trong tệp đang ghi "12".' in text


def test_what_was_saved_is_said_before_what_to_do() -> None:
    for error in (
        DeskError(Code.NOT_FOUND, "number"),
        DeskError(Code.CONFLICT, officer="quay1", kind=EventKind.PAID, at="8:00"),
        DeskError(Code.DATE, "new_due", reason="day_off", day=FIRST),
    ):
        text = error_text(error)
        assert text.index("Chưa lưu gì.") < text.index("Hãy ")


def test_no_sentence_says_its_field_twice() -> None:
    for code, field in (
        (Code.ID_NUMBER, "submitter.id_number"),
        (Code.BIRTH_DATE, "submitter.birth_date"),
        (Code.PHONE, "submitter.phone"),
        (Code.FORMAT, "submitter.email"),
        (Code.FORMAT, "submitter.ward_code"),
    ):
        label, _, rest = error_text(DeskError(code, field, low=FIRST, high=LAST)).partition(": ")
        assert not rest.lower().startswith(label.rpartition(" – ")[2].lower())


def test_what_contradicts_itself_in_a_file_is_named_in_words() -> None:
    refusal = DeskError(Code.TOTALS, words=("Hộ tịch", "(4)", "charge_dong"))
    assert "tự mâu thuẫn: Hộ tịch, (4), tổng phí." in error_text(refusal)
