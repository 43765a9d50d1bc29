"""Nothing that a person types breaks a paper, adds a link or fetches a picture."""

import ast
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

import tthc_desk.documents
from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tests.helpers.letter_samples import every_letter
from tthc_desk.documents.lettering import text
from tthc_desk.documents.render import render, replaced_letters
from tthc_desk.usecases.paper_facts import PaperFacts, PrintStyle, Reprint

HOSTILE = [
    "</para>",
    "Nguyễn <b",
    "<b>Nguyễn</i>",
    "A < B & C > D",
    '<font size="100000">to</font>',
    '<img src="/etc/hostname"/>',
    "<img src=http://127.0.0.1:9/x.png>",
    '<a href="javascript:alert(1)">bấm</a>',
    "https://example.vn/",
    "Thử\u202eNghiệm",
    "\x00\x01\x1b[31m\x7f",
    "\ufeff\u200b\u2066",
    "😀👍🏽",
    "(\\)) Tj ET",
    "%%EOF",
    "{{7*7}} ${x} %s %(a)s",
    "Ỗ" * 200,
    "a" * 20_000,
    "từ " * 6_000,
    "\ud800",
    "e\u0301\u0323" * 40,
    "\n\r\t\v\f\u2028",
]
LIVE = (b"/Annots", b"/URI", b"/Link", b"/Subtype /Image", b"/JavaScript", b"/Launch")
EVERY_PAPER: dict[str, Any] = samples.every_paper() | every_letter()
# Letters are made of the same blocks: all short texts at once, and one without end.
_AT_ONCE = " ".join(typed for typed in HOSTILE if len(typed) < 1000)
CASES = [(name, typed) for name in samples.every_paper() for typed in HOSTILE]
CASES += [(name, typed) for name in every_letter() for typed in (_AT_ONCE, "a" * 3_000)]


def _spread(facts: Any, typed: str) -> Any:
    """Put the text into every field of text, nested ones too; not into a paper's own number."""
    changes: dict[str, Any] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if type(value) is str and field.name not in ("number", "batch_number"):
            changes[field.name] = typed
        elif isinstance(value, tuple):
            changes[field.name] = tuple(_spread_item(item, typed) for item in value)
        elif field.name in ("letterhead", "total", "to"):
            changes[field.name] = _spread(value, typed)
    return replace(facts, **changes)


def _spread_item(item: Any, typed: str) -> Any:
    if isinstance(item, str):
        return typed
    if isinstance(item, tuple):
        return tuple(_spread_item(part, typed) for part in item)
    return item if isinstance(item, int) else _spread(item, typed)


@pytest.mark.parametrize(("name", "typed"), CASES, ids=range(len(CASES)))
def test_hostile_text_prints_and_adds_no_link_and_no_picture(name: str, typed: str) -> None:
    facts: PaperFacts = _spread(EVERY_PAPER[name], typed)
    pdf = render(facts)
    assert not [key for key in LIVE if key in pdf]
    if name == "receipt" and len(typed) < 1000:
        assert reading.squeezed(text(typed)) in reading.squeezed(reading.all_text(pdf))


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_no_object_of_a_paper_is_a_link_or_a_picture(name: str) -> None:
    facts: PaperFacts = _spread(EVERY_PAPER[name], "".join(HOSTILE[:10]))
    for thing in reading.objects(render(facts)):
        assert not {"/Annots", "/URI", "/JS", "/A"} & set(thing)
        assert thing.get("/Subtype") not in ("/Link", "/Image")


def test_replaced_characters_are_reported_wherever_they_stand() -> None:
    line = samples.make_line(note="vui 😀")
    facts = replace(samples.make_handover(), giver="Thử\x00", lines=(line,))
    assert set(replaced_letters(facts)) == {"😀", "\x00"}
    assert replaced_letters(samples.make_receipt()) == ""


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(sorted(EVERY_PAPER)))
def test_no_text_ever_stops_a_paper(typed: str, name: str) -> None:
    assert render(_spread(EVERY_PAPER[name], typed)).startswith(b"%PDF")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), max_size=80))
def test_a_name_is_read_back_as_typed_or_with_marks(name: str) -> None:
    facts = samples.make_receipt(owner_name=name)
    written = reading.squeezed(reading.all_text(render(facts, PrintStyle(copies=1))))
    assert f"Tiếpnhậnhồsơcủa:{reading.squeezed(text(name))}" in written


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 60), st.integers(0, 400), st.booleans())
def test_any_length_of_table_and_name_keeps_all_rows(rows: int, length: int, two_up: bool) -> None:
    documents = samples.make_worst_receipt().documents[: rows % 41]
    facts = samples.make_receipt(documents=documents, owner_name="Ờ" * length)
    written = reading.squeezed(reading.all_text(render(facts, PrintStyle(two_up, 1))))
    assert "Ờ" * length in written
    assert all(f"Giấytờthứ{at}cótên" in written for at in range(1, len(documents) + 1))


def test_a_cell_higher_than_a_page_goes_on_over_the_next() -> None:
    words = " ".join(f"từ{at}" for at in range(4_000))
    line = samples.make_line(owner_address=words)
    pages = reading.page_texts(render(replace(samples.make_handover(1), lines=(line,))))
    written = " ".join(pages).split()
    assert len(pages) > 2
    assert {f"từ{at}" for at in range(4_000)} <= set(written)


def test_a_moment_without_offset_is_the_counters_own() -> None:
    naive = samples.MORNING.replace(tzinfo=None)
    utc = samples.MORNING - timedelta(0)
    assert render(samples.make_receipt(received_at=naive)) == render(
        samples.make_receipt(received_at=utc)
    )


def test_every_letter_on_a_paper_went_through_the_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    for kind, name in ((PDFTextObject, "_formatText"), (Canvas, "drawCentredString")):
        method = getattr(kind, name)

        def told(self: Any, *args: Any, _method: Any = method) -> Any:
            drawn.extend(words for words in args if isinstance(words, str))
            return _method(self, *args)

        monkeypatch.setattr(kind, name, told)
    for facts in EVERY_PAPER.values():
        render(_spread(facts, _AT_ONCE), reprint=Reprint(1, _AT_ONCE, samples.MORNING))
    assert len(drawn) > 1000
    assert [words for words in drawn if text(words) != words] == []


def test_no_module_of_the_program_lays_out_by_markup() -> None:
    package = Path(tthc_desk.documents.__file__).parents[1]
    markup = [file for file in package.rglob("*.py") if "platypus" in file.read_text("utf-8")]
    assert markup == []


def test_no_module_reads_markup_and_only_one_writes_text() -> None:
    folder = Path(tthc_desk.documents.__file__).parent
    markup = {"Paragraph", "Preformatted", "XPreformatted", "drawImage", "linkURL", "linkRect"}
    strings = {"drawString", "drawRightString", "drawCentredString", "beginText", "textOut"}
    for file in sorted(folder.glob("*.py")):
        names = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Name):
                names.add(node.id)
        # The ward's logo goes in as a picture already read, never by the name of a file.
        pictures = {"drawImage"} if file.name == "logo.py" else set()
        assert not names & markup - pictures, file.name
        assert file.name == "sheet.py" or not names & strings, file.name
        assert file.name == "charts.py" or "String" not in names, file.name
