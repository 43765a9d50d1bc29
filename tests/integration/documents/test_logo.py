"""A ward's logo stands beside its name, small and whole, and moves nothing of a form."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tests.helpers.letter_samples import every_letter
from tests.helpers.logos import BLACK, PALE, WHITE, make_logo
from tthc_desk.documents.logo import LARGEST_MM, logo_doubts
from tthc_desk.documents.render import render
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.paper_facts import PrintStyle, Reprint
from tthc_desk.usecases.ward_logo import logo_name

EVERY_PAPER = {**samples.every_paper(), **every_letter()}
REPRINT = Reprint(2, "Phạm Thị Cán Bộ Thử", samples.MORNING)
MM = 72 / 25.4
LOGO = make_logo()
DRAWN = re.compile(rb"q\n[-.\d ]+ cm\n/FormXob\.[0-9a-f]+ Do\nQ\n")


def under(facts: Any, picture: bytes, **changes: Any) -> Any:
    head = replace(facts.letterhead, logo=logo_name(picture), picture=picture, **changes)
    return replace(facts, letterhead=head)


def images(pdf: bytes) -> list[Any]:
    return [thing for thing in reading.objects(pdf) if thing.get("/Subtype") == "/Image"]


def boxes_mm(pdf: bytes, page: int = 0) -> list[tuple[float, ...]]:
    """Give (left, bottom, right, top) of every picture on a page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = document[page].get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
        return [tuple(at / MM for at in one.get_bounds()) for one in found]
    finally:
        document.close()


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_logo_changes_nothing_else_of_a_paper(name: str) -> None:
    facts = EVERY_PAPER[name]
    bare, shown = render(facts, reprint=REPRINT), render(under(facts, LOGO), reprint=REPRINT)
    heads = [DRAWN.findall(stream) for stream in reading.page_streams(shown)]
    assert [len(drawn) for drawn in heads] == [1] + [0] * (len(heads) - 1)
    without = [DRAWN.sub(b"", stream) for stream in reading.page_streams(shown)]
    assert without == reading.page_streams(bare)
    assert reading.page_texts(shown) == reading.page_texts(bare)


@pytest.mark.parametrize("two_up", [False, True])
def test_the_picture_lies_in_the_file_once_for_all_copies(two_up: bool) -> None:
    style = PrintStyle(two_up=two_up, copies=2)
    bare = render(samples.make_receipt(), style)
    shown = render(under(samples.make_receipt(), LOGO), style)
    assert len(images(shown)) == 1
    assert reading.page_sizes_mm(shown) == reading.page_sizes_mm(bare)
    pages = len(reading.page_sizes_mm(shown))
    assert pages == (1 if two_up else 2)
    assert sum(len(boxes_mm(shown, page)) for page in range(pages)) == 2
    assert len(shown) - len(bare) < 40_000


def test_equal_facts_and_an_equal_logo_are_equal_bytes() -> None:
    facts = under(samples.make_receipt(), LOGO)
    assert render(facts) == render(under(samples.make_receipt(), bytes(bytearray(LOGO))))


def test_a_lost_picture_prints_the_paper_as_a_ward_without_logo() -> None:
    facts = samples.make_receipt()
    assert render(replace(facts, letterhead=replace(facts.letterhead, logo="0" * 64))) == render(
        facts
    )


def test_the_codes_of_a_receipt_are_read_beside_a_logo() -> None:
    shown = render(under(samples.make_receipt(), LOGO), PrintStyle(copies=1))
    assert ("Code 128", samples.NUMBER) in {
        (kind.replace("Code128", "Code 128"), text) for kind, text in reading.codes(shown)
    }


UNITS = st.sampled_from(
    [
        "UBND xã Thử",
        "UBND phường Mỹ Đình 1",
        "Ủy ban nhân dân phường Thử Nghiệm",
        "Ủy ban nhân dân " + "phường có tên rất dài " * 6,
    ]
)
SUPERIORS = st.sampled_from(["", "UBND TP Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"])
STYLES = st.sampled_from([PrintStyle(copies=1), PrintStyle(two_up=True)])
PAPERS: tuple[Callable[[], Any], ...] = (samples.make_receipt, samples.make_tally)


@settings(max_examples=25, deadline=None)
@given(
    size=st.tuples(st.integers(1, 1200), st.integers(1, 1200)),
    names=st.tuples(SUPERIORS, UNITS),
    paper=st.sampled_from(PAPERS),
    style=STYLES,
)
def test_a_logo_keeps_its_shape_its_size_and_off_every_word(
    size: tuple[int, int], names: tuple[str, str], paper: Callable[[], Any], style: PrintStyle
) -> None:
    facts = under(paper(), b"", superior=names[0], unit=names[1])
    logo = make_logo(*size, BLACK, "L")
    bare, shown = render(facts, style, REPRINT), render(under(facts, logo), style, REPRINT)
    left, bottom, right, top = boxes_mm(shown)[0]
    wide, high = right - left, top - bottom
    assert max(wide, high) <= LARGEST_MM + 0.01
    # The longer side has up to 283 dots, so the shorter is right to half of one of them.
    assert wide / high == pytest.approx(size[0] / size[1], rel=max(size) / min(size) / 280 + 0.01)
    assert left >= 4.99
    assert top <= reading.page_sizes_mm(shown)[0][1] - 4.9
    assert _covered(bare, shown) >= 250


def _covered(bare: bytes, shown: bytes) -> int:
    """Give the darkest dot, where the two differ, of the paper without a logo."""
    before, after = reading.picture(bare, dpi=90), reading.picture(shown, dpi=90)
    differ = ImageChops.difference(before, after).point(lambda v: 255 if v else 0)
    return min(Image.composite(before, Image.new("L", before.size, 255), differ).tobytes())


def test_what_is_see_through_prints_as_paper() -> None:
    shown = render(under(samples.make_receipt(), make_logo()), PrintStyle(copies=1))
    left, _, _, top = boxes_mm(shown)[0]
    page, dot = reading.picture(shown, dpi=254), 10
    corner = (round(left * dot) + 2, page.height - round(top * dot) + 2)
    middle = (corner[0] + 60, corner[1] + 60)
    rim, inside = (page.crop((x, y, x + 1, y + 1)).tobytes()[0] for x, y in (corner, middle))
    assert rim == 255
    assert inside < 128


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_prints_and_one_without_colour_in_black_ink_alone(mode: str) -> None:
    colour = BLACK if mode in {"1", "L", "LA"} else (0, 0, 160, 255)
    shown = render(under(samples.make_receipt(), make_logo(900, 600, colour, mode)))
    (image,) = images(shown)
    grey = mode in {"1", "L", "LA"}
    assert image["/ColorSpace"] == ("/DeviceGray" if grey else "/DeviceRGB")
    assert (image["/Width"], image["/Height"]) == (283, 189)
    assert "/SMask" not in image


DOUBTS: dict[str, tuple[bytes, list[str]]] = {
    "good": (make_logo(), []),
    "good-grey": (make_logo(400, 200, BLACK, "L"), []),
    "few-dots": (make_logo(141, 100), ["logo_coarse"]),
    "enough-dots": (make_logo(142, 100), []),
    "pale": (make_logo(300, 300, PALE), ["logo_pale"]),
    "long": (make_logo(901, 300), ["logo_long"]),
    "high": (make_logo(300, 901), ["logo_long"]),
    "just-not-long": (make_logo(900, 300), []),
    "small-and-long": (make_logo(100, 20), ["logo_coarse", "logo_long"]),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_prints_badly_is_named(name: str) -> None:
    picture, reasons = DOUBTS[name]
    assert [reason for reason, _ in logo_doubts(picture)] == reasons


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L"])
def test_a_logo_nobody_would_see_is_refused(mode: str) -> None:
    with pytest.raises(DeskError) as refused:
        list(logo_doubts(make_logo(300, 300, WHITE, mode)))
    assert (refused.value.code, refused.value.facts["reason"]) == (Code.PACK, "logo_blank")
