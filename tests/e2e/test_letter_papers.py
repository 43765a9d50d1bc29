"""Letters, slips and the ward's own wording, as commands make them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import run
from tests.helpers.pdf import all_text
from tests.helpers.ward_commands import SUPERVISOR, accept, finding, line, receive
from tthc_desk.domain.local_time import VIETNAM

TODAY = datetime.now(VIETNAM).date().isoformat()
# Step with its options → the papers a command can then make of the dossier.
STEPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "supplement-request": (("request-supplement", "--missing", "Giấy chứng sinh"), ()),
    "refusal": (("refuse",), ()),
    "stop-notice": (("withdraw",), ()),
    "transfer-slip": (("forward", "--holder", "UBND quận Nam Từ Liêm"), ()),
}


def act(ward: Path, number: str, *words: str) -> dict[str, Any]:
    outcome = run("act", number, *words, "--reason", "Lý do thử", "--user", SUPERVISOR, data=ward)
    assert outcome.code == 0, outcome.out
    return outcome.one


def paper(ward: Path, kind: str, number: str) -> str:
    out = ward.parent / f"{kind}.pdf"
    outcome = run("paper", kind, number, "--out", out, data=ward)
    assert outcome.code == 0, outcome.out
    return " ".join(all_text(out.read_bytes()).split())


@pytest.mark.parametrize("kind", STEPS)
def test_the_letter_of_a_step_is_made_from_the_command_line(ward: Path, kind: str) -> None:
    number = accept(ward)
    assert act(ward, number, *STEPS[kind][0])["papers"]
    written = paper(ward, kind, number)
    assert number in written or kind == "refusal"
    assert "Lý do thử" in written
    assert finding(ward)["findings"] == 0


def test_papers_of_a_result_and_its_correction(ward: Path) -> None:
    number = accept(ward)
    for step in (("finish", "--result-number", "7/KQ"), ("deliver",)):
        act(ward, number, *step)
    assert "7/KQ" in paper(ward, "result-slip", number)
    act(ward, number, "correct", "--set", "result_number=8/KQ")
    corrected = paper(ward, "result-correction", number)
    assert "7/KQ" in corrected
    assert "8/KQ" in corrected
    assert "8/KQ" in paper(ward, "result-slip", number)


def test_what_is_refused_or_guided_at_the_counter_gets_its_paper(ward: Path) -> None:
    refused = receive(ward, line(decision="refuse", reason="Không thuộc thẩm quyền")).one
    guided = receive(ward, line(decision="guide", reason="Thiếu", missing=["Tờ khai"])).one
    assert "Không thuộc thẩm quyền" in paper(ward, "refusal", refused["number"])
    assert "Tờ khai" in paper(ward, "supplement-request", guided["number"])
    out = ward.parent / "no.pdf"
    found = run("paper", "refusal", guided["number"], "--out", out, data=ward)
    assert found.error == ("E_NOT_FOUND", "number")
    assert not out.exists()


def test_one_paper_for_many_dossiers_of_a_person(ward: Path) -> None:
    numbers = [accept(ward) for _ in range(2)]
    written = paper(ward, "many-receipt", numbers[0])
    assert all(number in written for number in numbers)


def test_a_ward_words_its_forms_and_takes_the_words_back(ward: Path, tmp_path: Path) -> None:
    file = tmp_path / "loi-van.toml"
    file.write_text('form_set = "TT01/2018"\n[refusal]\nsigner_right = "NGƯỜI CỦA PHƯỜNG"\n')
    leader = ("--user", SUPERVISOR)
    assert run("forms", "import", file, *leader, data=ward).one["papers"] == ["refusal"]
    number = accept(ward)
    act(ward, number, "refuse")
    assert "NGƯỜI CỦA PHƯỜNG" in paper(ward, "refusal", number)
    assert run("forms", "show", data=ward).one["paper"] == "refusal"
    assert run("forms", "reset", *leader, data=ward).code == 0
    # What was issued keeps the words it was issued with.
    assert "NGƯỜI CỦA PHƯỜNG" in paper(ward, "refusal", number)
    second = accept(ward)
    act(ward, second, "refuse")
    assert "NGƯỜI CỦA PHƯỜNG" not in paper(ward, "refusal", second)


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("none.toml", "E_NOT_FOUND", "Tệp lời văn: không có tệp none.toml."),
        ("folder", "E_IO", "Tệp lời văn: folder là thư mục, không phải tệp."),
    ],
)
def test_a_wording_file_that_cannot_be_read_is_named(
    ward: Path, tmp_path: Path, name: str, code: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    outcome = run("forms", "import", tmp_path / name, "--user", SUPERVISOR, data=ward)
    assert outcome.error == (code, "form")
    message = outcome.one["error"]["message"]
    assert message.startswith(said)
    assert message.index("Chưa lưu gì.") < message.index("Hãy ")


@pytest.mark.parametrize(
    ("text", "line_number"),
    [
        ('form_set = "TT01/2018"\n[refusal]\nkhong_co = "x"\n', "dòng 3"),
        ('form_set = "TT01/2018"\n[khong-co]\ntitle = "x"\n', "dòng 2"),
        ('form_set = "TT01/2018"\n[refusal]\ntitle = \n', "dòng 3"),
        ('form_set = "TT03/2025"\n', "dòng 1"),
    ],
)
def test_broken_wording_is_refused_by_its_line_and_the_old_one_stays(
    ward: Path, tmp_path: Path, text: str, line_number: str
) -> None:
    file = tmp_path / "loi-van.toml"
    file.write_text(text)
    outcome = run("forms", "import", file, "--user", SUPERVISOR, data=ward)
    assert outcome.error[0] == "E_FORM_TEXT"
    assert line_number in outcome.lines[-1]["error"]["message"].lower()
    assert run("forms", "show", data=ward).out == ""


def test_a_changed_calendar_is_told_and_decided_dossier_by_dossier(
    ward: Path, tmp_path: Path
) -> None:
    number = accept(ward, procedure="1.004873", charge_dong=0, fee_dong=0)
    due = run("show", number, data=ward).one["due_at"][:10]
    file = tmp_path / "lich.csv"
    file.write_text(
        f"day,kind,name,source\n{due},holiday,Nghỉ thử,Thông báo thử\n", encoding="utf-8"
    )
    outcome = run("calendar", "import", file, "--yes", "--user", SUPERVISOR, data=ward)
    assert outcome.code == 0, outcome.out
    shift = run("calendar", "review", data=ward).one
    assert (shift["number"], shift["printed_due"][:10]) == (number, due)
    answer = act(ward, number, "decide-date", "--move")
    assert answer["due_at"] == shift["new_due"]
    assert "Lịch làm việc thay đổi" in paper(ward, "receipt", number)
    assert run("calendar", "review", data=ward).out == ""
    assert finding(ward)["findings"] == 0


def test_a_letter_is_found_by_the_number_it_bears(ward: Path) -> None:
    receive(ward, line(decision="guide", reason="Thiếu giấy tờ"))
    number = accept(ward)
    act(ward, number, "request-supplement")
    assert run("show", "2/hdht", data=ward).one["number"] == number
    assert [found["number"] for found in run("find", "02/HDHT", data=ward).lines] == [number]
    assert run("show", "01/HDHT", data=ward).one["number"] == "01/HDHT"
    assert run("show", "03/HDHT", data=ward).error == ("E_NOT_FOUND", "number")


def test_the_paper_of_a_void_dossier_says_so(ward: Path) -> None:
    number = accept(ward)
    assert "ĐÃ HỦY" not in paper(ward, "receipt", number)
    act(ward, number, "void")
    assert "HỒ SƠ ĐÃ HỦY" in paper(ward, "receipt", number)
    assert "HỒ SƠ ĐÃ HỦY" in paper(ward, "control-slip", number)


@pytest.mark.parametrize(
    "words",
    [
        ("forward", "--charge", "abc", "--new-due", "zzz"),
        ("withdraw", "--copies", "99"),
        ("pay", "--set", "note=x"),
        ("oblige", "--keep"),
    ],
)
def test_an_option_of_another_step_is_wrong_usage(ward: Path, words: tuple[str, ...]) -> None:
    number = accept(ward)
    outcome = run("act", number, *words, "--reason", "Lý do thử", data=ward)
    assert outcome.code == 2
    assert all(word in outcome.err for word in words if word.startswith("--set"))
    assert run("show", number, data=ward).one["version"] == 1


def test_receive_tells_what_else_of_the_person_is_open(ward: Path) -> None:
    first = accept(ward)
    outcome = receive(ward, line())
    assert outcome.one["warnings"][-1:] == [f"Người này đang có hồ sơ cùng thủ tục: {first}."]
    act(ward, first, "finish")
    warnings = receive(ward, line()).one["warnings"]
    assert f"Công dân còn kết quả chưa nhận: {first}." in warnings


def test_letters_that_cannot_be_printed_are_told(ward: Path) -> None:
    number = accept(ward, note="Tên chữ Hán: 漢")
    out = ward.parent / "a.pdf"
    outcome = run("paper", "receipt", number, "--out", out, data=ward)
    assert outcome.code == 0
    assert "U+6F22" in outcome.err
    assert "Tên chữ Hán: □" in all_text(out.read_bytes())


def test_a_full_control_slip_goes_on_upon_a_further_sheet(ward: Path) -> None:
    number = accept(ward)
    paper(ward, "control-slip", number)
    for _ in range(6):
        act(ward, number, "forward", "--holder", "hotich")
    out = ward.parent / "a.pdf"
    asked = ("paper", "control-slip", number, "--out", out)
    assert run(*asked, "--anew", data=ward).one["reprint"] == 0
    assert run(*asked, "--continuation", data=ward).code == 0
    assert "tiếp theo" in all_text(out.read_bytes())
    assert run("paper", "receipt", number, "--out", out, "--continuation", data=ward).code == 2


def test_the_tally_of_a_closed_day_is_printed_again_as_it_was(ward: Path) -> None:
    accept(ward)
    assert run("close-day", "--date", TODAY, "--user", SUPERVISOR, data=ward).code == 0
    out = ward.parent / "a.pdf"
    asked = ("paper", "daily-tally", "--date", TODAY, "--out", out)
    first, again = (run(*asked, data=ward).one for _ in range(2))
    assert (first["reprint"], again["reprint"]) == (0, 1)


def test_nothing_to_give_back_is_said_so(ward: Path) -> None:
    outcome = run(
        "act", accept(ward), "refund", "--reason", "a", "--method", "cash", "--user", SUPERVISOR,
        data=ward,
    )  # fmt: skip
    assert outcome.error[0] == "E_MONEY"
    assert "hoàn trả" in outcome.lines[-1]["error"]["message"]
