"""Reads a PDF back: its words, its fonts, its pictures and the codes on it."""

import re
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def page_texts(pdf: bytes) -> list[str]:
    """Give the text of every page, lines joined by single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def all_text(pdf: bytes) -> str:
    """Give the text of all pages, with single spaces."""
    return " ".join(page_texts(pdf))


def squeezed(words: str) -> str:
    """Leave out all white space, which line breaks change."""
    return "".join(words.split())


def body(pdf: bytes) -> str:
    """Give the words of all pages without white space and without the numbers of the pages."""
    return squeezed(re.sub(r"(\S+ – )?Trang \d+/\d+", "", all_text(pdf)))


def page_sizes_mm(pdf: bytes) -> list[tuple[int, int]]:
    """Give width and height of every page in whole millimetres."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    return [(round(float(b.width) / 72 * 25.4), round(float(b.height) / 72 * 25.4)) for b in boxes]


def picture(pdf: bytes, page: int = 0, dpi: int = 300) -> Image.Image:
    """Draw a page as a screen or a printer would."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("L")
        return image
    finally:
        document.close()


def codes(pdf: bytes, page: int = 0) -> set[tuple[str, str]]:
    """Read (kind, content) of every code on a page."""
    found = zxingcpp.read_barcodes(picture(pdf, page, dpi=400))
    return {(str(code.format), code.text) for code in found}


def objects(pdf: bytes) -> list[Any]:
    """List every dictionary of the file, streams too."""
    reader = PdfReader(BytesIO(pdf))
    size = int(str(reader.trailer["/Size"]))
    found: list[Any] = [reader.get_object(number) for number in range(1, size)]
    return [thing for thing in found if isinstance(thing, DictionaryObject)]


def page_streams(pdf: bytes) -> list[bytes]:
    """Give the drawing operators of every composed page (form), in order."""
    return [thing.get_data() for thing in objects(pdf) if thing.get("/Subtype") == "/Form"]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Map the base name of each font to whether its file is embedded."""
    embedded = {}
    for thing in objects(pdf):
        if thing.get("/Type") == "/Font":
            descriptor = thing.get("/FontDescriptor")
            file = descriptor.get_object().get("/FontFile2") if descriptor else None
            embedded[str(thing["/BaseFont"]).split("+")[-1]] = file is not None
    return embedded
