"""A ward words its forms in a file; what cannot be printed is refused with its line."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import letter_samples as letters
from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_texts import (
    MOST_BYTES,
    MOST_LETTERS,
    MOST_LINES,
    Adaptation,
    adaptation_from,
    overrides,
    read_adaptation,
)
from tthc_desk.documents.form_words import SLOT, FormWords, built_in, form_file, form_words
from tthc_desk.documents.lettering import Run, unprintable
from tthc_desk.documents.render import kind_of, render
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import FormSet, PaperKind, PrintStyle
from tthc_desk.usecases.paper_record import facts_from_text, facts_text

ONE = PrintStyle(copies=1)
SET = 'form_set = "TT01/2018"\n'
EXAMPLE = form_file(FormSet.TT01_2018).parent / "loi-van-mau.toml"
PAPERS: dict[str, Any] = {
    name: facts
    for name, facts in (samples.every_paper() | letters.every_letter()).items()
    if name != "daily-tally"
}


def _worded(facts: Any, content: str) -> Any:
    adaptation = adaptation_from(content.encode())
    wording = overrides(adaptation, facts.letterhead.form_set, kind_of(facts))
    return replace(facts, letterhead=replace(facts.letterhead, wording=wording))


def _written(facts: Any) -> str:
    return reading.all_text(render(facts, ONE))


def _refusal(content: bytes | str) -> DeskError:
    with pytest.raises(DeskError) as refused:
        adaptation_from(content if isinstance(content, bytes) else content.encode())
    return refused.value


def test_a_ward_changes_a_sentence_a_signer_and_adds_lines() -> None:
    content = (
        f'{SET}[apology]\nsigner = "CHỦ TỊCH THỬ"\nextra_lines = ["Gọi {{contact}}.", "Hết."]\n'
        'apology = "{unit} rất tiếc."\n'
    )
    facts = _worded(letters.make_late_apology(), content)
    written = _written(facts)
    for words in (
        "CHỦ TỊCH THỬ",
        "Gọi Bộ phận Một cửa phường Thử Nghiệm, điện thoại 024 0000 0000.",
        "Hết.",
        "Ủy ban nhân dân phường Thử Nghiệm rất tiếc.",
    ):
        assert words in written
    assert "THỦ TRƯỞNG" not in written
    assert "chân thành" not in written


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_prints_a_changed_title_and_an_added_line(name: str) -> None:
    facts = PAPERS[name]
    kind = kind_of(facts).value
    content = f'{SET}[{kind}]\ntitle = "TÊN THỬ"\nextra_lines = ["Dòng thử của {{unit}}."]\n'
    written = _written(_worded(facts, content))
    assert "TÊN THỬ" in written
    assert "Dòng thử của Ủy ban nhân dân phường Thử Nghiệm." in written


def test_a_wording_is_kept_with_the_paper_and_prints_the_same_again() -> None:
    facts = _worded(letters.make_refusal(), f'{SET}[refusal]\nsigner_right = "NGƯỜI THỬ"\n')
    again: Any = facts_from_text(PaperKind.REFUSAL, facts_text(facts))
    assert again == facts
    assert render(again) == render(facts)
    assert "NGƯỜI THỬ" in _written(again)


def test_another_form_set_or_paper_is_not_touched() -> None:
    adaptation = adaptation_from(f'{SET}[refusal]\ntitle = "X"\n'.encode())
    assert overrides(adaptation, FormSet.TT01_2018, PaperKind.REFUSAL) == (("title", "X"),)
    assert overrides(adaptation, FormSet.TT01_2018, PaperKind.RECEIPT) == ()
    assert overrides(adaptation, FormSet.TT03_2025, PaperKind.REFUSAL) == ()


def test_an_empty_list_takes_the_lines_away_and_an_empty_form_line_the_number() -> None:
    content = f'{SET}[receipt]\nnotes = []\nform = ""\n'
    written = _written(_worded(samples.make_receipt(), content))
    assert "giấy tờ tùy thân" not in written
    assert "Mẫu số" not in written
    assert "Ghi chú:" in written


def test_a_ward_that_has_the_2025_forms_adds_their_number() -> None:
    head = samples.make_letterhead(form_set=FormSet.TT03_2025)
    content = 'form_set = "TT03/2025"\n[receipt]\nform = "(Mẫu số 01)"\n'
    assert "(Mẫu số 01)" in _written(_worded(samples.make_receipt(letterhead=head), content))


def test_the_example_is_read_and_prints() -> None:
    adaptation = read_adaptation(EXAMPLE)
    facts = samples.make_receipt()
    wording = overrides(adaptation, FormSet.TT01_2018, PaperKind.RECEIPT)
    head = replace(facts.letterhead, wording=wording)
    assert "Số CMND/Thẻ căn cước/Hộ chiếu: 001090000000" in _written(
        replace(facts, letterhead=head)
    )


@pytest.mark.parametrize(
    ("content", "line", "field", "reason"),
    [
        ("[receipt]\ntitle = 'X'\n", 1, "form_set", "form_set"),
        ('form_set = "TT02/2020"\n', 1, "form_set", "form_set"),
        (f"{SET}\n[giay-hen]\n", 3, "giay-hen", "paper"),
        (f'{SET}\n["receipt@2"]\n', 3, "receipt@2", "paper"),
        (f"{SET}refusal = 3\n", 2, "refusal", "type"),
        (f"{SET}[refusal]\ntitel = 'X'\n", 3, "refusal.titel", "key"),
        (f"{SET}[refusal]\nform = 'X'\n\n[apology]\n# lời\nform = 3\n", 7, "apology.form", "type"),
        (f"{SET}[refusal]\ntitle = ['X']\n", 3, "refusal.title", "type"),
        (f"{SET}[receipt]\nnotes = 'X'\n", 3, "receipt.notes", "type"),
        (f"{SET}[receipt]\nnotes = ['X', 3]\n", 3, "receipt.notes", "type"),
        (f"{SET}[receipt]\ntitle = '  '\n", 3, "receipt.title", "empty"),
        (f"{SET}[receipt]\ntitle = '{'x' * 501}'\n", 3, "receipt.title", "too_long"),
        (f"{SET}[receipt]\nnotes = {['x'] * 13}\n", 3, "receipt.notes", "too_many"),
        (f"{SET}[receipt]\ntitle = 'vui 😀'\n", 3, "receipt.title", "letters"),
        (f'{SET}[receipt]\ntitle = "a\\u200bb"\n', 3, "receipt.title", "letters"),
        (f"{SET}[receipt]\ntitle = '{{'\n", 3, "receipt.title", "brace"),
        (f"{SET}[receipt]\ntitle = '{{0}}'\n", 3, "receipt.title", "brace"),
        (f"{SET}[receipt]\ntitle = '{{unit.x}}'\n", 3, "receipt.title", "brace"),
        (f"{SET}[receipt]\ntitle = '{{unit!r:>9}}'\n", 3, "receipt.title", "brace"),
        (f"{SET}[receipt]\ntitle = '{{owner}}'\n", 3, "receipt.title", "placeholder"),
        (f"{SET}[receipt]\nbook = 'Sổ {{book}}'\n", 3, "receipt.book", "missing"),
        (f"{SET}[receipt]\ntitle = 'a'\ntitle = 'b'\n", 4, "form", "syntax"),
        (f"{SET}[receipt\n", 2, "form", "syntax"),
        (f"{SET}# {'x' * MOST_BYTES}", 1, "form", "too_large"),
        (f"{SET}\n# ".encode() + b"\xff", 3, "form", "encoding"),
        (f"{SET}[receipt]\nnotes = [\"\"\"\ntitle = 1\n\"\"\", 1]\n", 3, "receipt.notes", "type"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_line_and_reason(
    content: str | bytes, line: int, field: str, reason: str
) -> None:
    error = _refusal(content)
    assert error.code is Code.FORM_TEXT
    assert (error.facts["line"], error.field, error.facts["reason"]) == (line, field, reason)
    words = error_text(error)
    assert f"òng {line}" in words
    assert "–," not in words


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        read_adaptation(tmp_path / "none.toml")
    assert refused.value.code is Code.NOT_FOUND
    with pytest.raises(DeskError) as refused:
        read_adaptation(tmp_path)
    assert refused.value.code is Code.IO


def test_the_longest_wordings_print() -> None:
    long = ("chữ " * MOST_LETTERS)[: MOST_LETTERS - 1] + "."
    lines = ", ".join(f'"{long}"' for _ in range(MOST_LINES))
    for name, facts in PAPERS.items():
        table = f"[{kind_of(facts).value}]"
        worded = _worded(facts, f'{SET}{table}\ntitle = "{long}"\nextra_lines = [{lines}]\n')
        written = reading.body(render(worded, ONE))
        # The name of the copy may stand between two pages of one line.
        assert written.count(reading.squeezed(long)) >= MOST_LINES, name


def test_papers_whose_every_text_is_as_long_as_it_may_be_have_an_end() -> None:
    long = "x" * (MOST_LETTERS // 2) + " chữ" * (MOST_LETTERS // 8)
    for name, facts in PAPERS.items():
        kind = kind_of(facts)
        wording = tuple(
            (key, f"{value}{long}"[:MOST_LETTERS])
            for key, value in built_in(FormSet.TT01_2018)[kind].items()
            if isinstance(value, str)
        )
        head = replace(facts.letterhead, wording=wording)
        assert len(reading.page_texts(render(replace(facts, letterhead=head), ONE))) < 20, name


@pytest.mark.parametrize("form_set", FormSet)
def test_the_built_in_texts_follow_the_rules_of_adapted_ones(form_set: FormSet) -> None:
    # Lists have no places of their own; every text prints.
    for table, texts in built_in(form_set).items():
        assert {"name", "title", "form", "extra_lines"} <= set(texts), table
        for key, value in texts.items():
            for line in (value,) if isinstance(value, str) else value:
                assert unprintable(line) == ""
                assert len(line) <= MOST_LETTERS
                assert "{" not in SLOT.sub("", line), (table, key)


def test_a_whole_form_set_is_a_valid_adaptation_that_changes_nothing() -> None:
    content = form_file(FormSet.TT01_2018).read_bytes()
    adaptation = adaptation_from(content)
    for name, facts in PAPERS.items():
        wording = overrides(adaptation, FormSet.TT01_2018, kind_of(facts))
        worded = replace(facts, letterhead=replace(facts.letterhead, wording=wording))
        assert len(wording) > 5
        assert render(worded) == render(facts), name


def test_every_text_that_stands_in_a_form_is_used_by_its_paper() -> None:
    # A text nobody draws would be adapted in vain.
    sources = "\n".join(
        file.read_text("utf-8")
        for file in Path(form_words.__code__.co_filename).parent.glob("*.py")
    )
    unused = {
        f"{table}.{key}"
        for table, texts in built_in(FormSet.TT01_2018).items()
        for key in texts
        if not re.search(rf"[\"']{key}[\"']", sources)
    }
    assert unused == set()


def test_values_are_never_read_as_places() -> None:
    words = FormWords({"a": "{x}-{unit}-{y}"}, samples.make_letterhead(unit="{x}"))
    assert words.fill("a", x="{unit}") == "{unit}-{x}-{y}"
    runs = words.runs("a", x=Run("{y}", Face.BOLD))
    assert [run.words for run in runs] == ["{y}", "-", "{x}", "-", "{y}"]
    assert runs[0].face is Face.BOLD


_KEYS = sorted({key for table in built_in(FormSet.TT01_2018).values() for key in table})
_VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["{unit}", "{number}", "{", "Số {book}", "\n", " x ", "Ỗ" * 600]),
    st.lists(st.text(max_size=20), max_size=14),
    st.integers(),
    st.booleans(),
)


def _read(content: bytes) -> Adaptation | None:
    """Read a file; None when it is refused as this kind of file is, with words and a line."""
    try:
        return adaptation_from(content)
    except DeskError as error:
        refused = error
    assert refused.code is Code.FORM_TEXT
    assert 1 <= int(str(refused.facts["line"])) <= content.count(b"\n") + 1
    assert error_text(refused)
    return None


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool | int):
        return str(value).lower()
    escaped = "".join(
        char if char.isalnum() or char in " {}" else f"\\U{ord(char):08x}" for char in str(value)
    )
    return f'"{escaped}"'


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted({kind_of(facts).value for facts in PAPERS.values()})),
    st.dictionaries(st.sampled_from([*_KEYS, "nobody"]), _VALUES, max_size=3),
)
def test_any_adaptation_is_refused_or_prints(table: str, texts: dict[str, Any]) -> None:
    lines = [f"{key} = {_toml(value)}" for key, value in texts.items()]
    content = "\n".join([SET, f"[{table}]", *lines])
    adaptation = _read(content.encode())
    if adaptation is None:
        return
    facts = next(facts for facts in PAPERS.values() if kind_of(facts) == table)
    wording = overrides(adaptation, FormSet.TT01_2018, PaperKind(table))
    pdf = render(replace(facts, letterhead=replace(facts.letterhead, wording=wording)))
    assert pdf.startswith(b"%PDF")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_refused_with_words_or_read(content: bytes) -> None:
    for start in (b"", SET.encode(), f"{SET}[receipt]\n".encode()):
        _read(start + content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*_KEYS, "", "?"]), st.text(max_size=40)), max_size=6))
def test_wordings_kept_with_an_old_paper_never_stop_a_reprint(wording: list[Any]) -> None:
    facts = letters.make_apology(letterhead=samples.make_letterhead(wording=tuple(wording)))
    assert render(facts).startswith(b"%PDF")
