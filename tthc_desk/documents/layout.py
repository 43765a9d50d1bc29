"""The blocks that official forms share: letterhead, title, fields, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from tthc_desk.documents.codes import can_be_coded, draw_barcode, draw_qr
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import (
    Line,
    Run,
    Words,
    break_lines,
    few,
    line_width,
    text,
    width_of,
)
from tthc_desk.documents.logo import draw_logo
from tthc_desk.documents.sheet import LEADING, Align, Sheet, plain
from tthc_desk.usecases.paper_facts import Letterhead

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SIGN_HERE = "(Ký và ghi rõ họ tên)"
_LEFT_SHARE = 0.42
_MOST_LINES = 6
_LARGEST = 14.0  # points, of the motto, whatever the size of the body


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the title.

    Args:
        number: printed as bars and in figures; empty for a paper without one.
        number_label: words before the figures.
        left_lines: further small lines under the number.
        dated: the line "địa danh, ngày … tháng … năm …".
        right_lines: lines under the date.
        bars: the number also as bars.
        code: what stands as a QR code under the date; empty for none.
    """

    letterhead: Letterhead
    dated: str
    number: str = ""
    number_label: str = "Mã hồ sơ"
    left_lines: tuple[str, ...] = ()
    right_lines: tuple[str, ...] = ()
    bars: bool = True
    code: str = ""


def draw_heading(sheet: Sheet, heading: Heading) -> None:
    """Draw the two columns of unit and nation, with number and date under them.

    A logo stands in what is free beside the unit, and moves nothing.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, in the sizes of one-stop forms.
    """
    left = _Side(sheet, sheet.left, sheet.width * _LEFT_SHARE)
    right = _Side(sheet, sheet.left + left.width, sheet.width - left.width)
    left.write(heading.letterhead.superior.upper(), sheet.points(-0.05))
    left.write(heading.letterhead.unit.upper(), sheet.points(0.03), Face.BOLD)
    left.underline(0.4)
    if heading.letterhead.picture:
        draw_logo(sheet, heading.letterhead.picture, left.free, left.y)
    right.write(NATION, _fitting_size(sheet, right.width), Face.BOLD)
    right.write(MOTTO, min(sheet.points(0.1), _LARGEST), Face.BOLD)
    right.underline(1.0)
    right.write(f"{heading.letterhead.place}, {heading.dated}", sheet.points(0.05), Face.ITALIC)
    for words in heading.right_lines:
        right.write(words, sheet.points(-0.05))
    _draw_number(left, heading)
    if heading.code:
        _draw_qr(right, heading.code)
    sheet.y = min(left.y, right.y) - sheet.points()


def draw_title(
    sheet: Sheet, title: str, *, subtitle: str = "", form: str = "", copy_label: bool = False
) -> None:
    """Draw the name of the paper, the form it follows, and a line for the name of the copy."""
    size = sheet.points(0.28)
    for line in _balanced(Run(title, Face.BOLD), size, sheet.width):
        sheet.write(*line, size=size, align=Align.CENTER)
    if subtitle:
        sheet.write(Run(subtitle, Face.ITALIC), align=Align.CENTER)
    if copy_label:
        sheet.reserve_label()
    if form:
        size = sheet.points(-0.12)
        sheet.write(Run(form, Face.ITALIC), size=size, align=Align.CENTER)
    sheet.skip(sheet.points(-0.3))


def draw_field(
    sheet: Sheet, label: str, value: str, *, face: Face = Face.REGULAR, indent: float = 0.0
) -> None:
    """Write "label: value" over as many lines as it takes."""
    words = [Run(f"{label}: "), Run(value, face)]
    sheet.write(*words, indent=indent, after=sheet.points() * 0.12)


def draw_known(sheet: Sheet, label: str, value: str) -> None:
    """Write a field that stands on the paper only when something is known."""
    if value:
        draw_field(sheet, label, value)


def draw_fields(sheet: Sheet, *pairs: tuple[str, str]) -> None:
    """Write short fields on one line, one under the other when they do not fit side by side."""
    words = "     ".join(f"{label}: {value}" for label, value in pairs)
    if width_of(text(words), Face.REGULAR, sheet.points()) > sheet.width:
        for label, value in pairs:
            draw_field(sheet, label, value)
        return
    left, middle = sheet.left, sheet.left + sheet.width / 2
    wide = any(
        width_of(text(f"{label}: {value}{gap}"), Face.REGULAR, sheet.points()) > sheet.width / 2
        for (label, value), gap in zip(pairs, ("  ", ""), strict=False)
    )
    if wide or len(pairs) != 2:
        sheet.write(words, after=sheet.points() * 0.12)
        return
    size = sheet.points()
    sheet.need(size * LEADING)
    for x, (name, what) in zip((left, middle), pairs, strict=True):
        sheet.put(plain(f"{name}: {what}"), x, sheet.y - size, sheet.width, size, Align.LEFT)
    sheet.skip(size * (LEADING + 0.12))


def draw_paragraph(sheet: Sheet, *words: Words, face: Face = Face.REGULAR) -> None:
    """Write a paragraph of a letter: both edges even, its first line further in.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
    """
    runs = [word if isinstance(word, Run) else Run(word, face) for word in words]
    after = sheet.points() * 0.5
    sheet.write(*runs, align=Align.JUSTIFY, first=10 * mm, after=after)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, under which words; the name stands below the space for the hand.

    Args:
        office: one line or several ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), parted by line ends.
    """

    office: str
    name: str = ""
    hint: str = SIGN_HERE


def keep_with_signatures(sheet: Sheet, lines: int = 1) -> None:
    """Turn the page unless so many lines and a block of signatures fit: none stands alone."""
    sheet.need((9 + lines * LEADING) * sheet.points())


def draw_signatures(sheet: Sheet, *signatories: Signatory, space: float = 0.0) -> None:
    """Draw signatures side by side; the block stays whole and keeps off a page of its own head."""
    width = sheet.width / len(signatories)
    size = sheet.points()
    space = space or 3.8 * size
    inner = width - 3 * mm
    names = [
        few(break_lines([Run(who.name, Face.BOLD)], size, inner), _MOST_LINES)
        for who in signatories
    ]
    heads = [_office(who.office, size, inner) for who in signatories]
    head_height = (max(map(len, heads)) + 1) * size * LEADING
    height = head_height + space + max(map(len, names)) * size * LEADING
    sheet.skip(size * 0.8)
    sheet.need(height)
    for at, who in enumerate(signatories):
        x = sheet.left + at * width + 1.5 * mm
        used = sheet.block(heads[at], x, sheet.y, inner, size, Align.CENTER)
        hint = [plain(who.hint, Face.ITALIC)]
        sheet.block(hint, x, sheet.y - used, inner, sheet.points(-0.1), Align.CENTER)
        sheet.block(names[at], x, sheet.y - head_height - space, inner, size, Align.CENTER)
    sheet.skip(height)


def draw_letter_foot(
    sheet: Sheet, head: str, recipients: Sequence[str], signatory: Signatory
) -> None:
    """Draw who receives a letter on the left, who signs it on the right; both stay together.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, for type and place.
    """
    size, small, width = sheet.points(-0.08), sheet.points(-0.15), sheet.width / 2 - 3 * mm
    listed = [line for words in recipients for line in break_lines([words], small, width)]
    office = _office(signatory.office, sheet.points(), width)
    height = max(len(listed) + 2, len(office) + 7) * sheet.points() * LEADING
    sheet.need(height)
    top = sheet.y - 0.8 * sheet.points()
    if listed:
        top -= sheet.block(
            [plain(head, Face.BOLD_ITALIC)], sheet.left, top, width, size, Align.LEFT
        )
        top -= sheet.block(listed, sheet.left, top, width, small, Align.LEFT)
    draw_signatures(sheet, Signatory("", "", ""), signatory)
    sheet.y = min(sheet.y, top)


def _office(words: str, size: float, width: float) -> list[Line]:
    lines = [break_lines([Run(line, Face.BOLD)], size, width) for line in words.split("\n")]
    return few([line for broken in lines for line in broken], _MOST_LINES)


class _Side:
    """One column of the letterhead."""

    def __init__(self, sheet: Sheet, x: float, width: float) -> None:
        self.sheet = sheet
        self.x = x
        self.width = width
        self.y = sheet.y
        self._last: tuple[str, Face, float] = ("", Face.REGULAR, 0.0)
        self._widest = 0.0

    @property
    def free(self) -> float:
        """Where the widest line so far begins; to the left of it nothing is written."""
        return self.x + (self.width - self._widest) / 2

    def write(self, words: str, size: float, face: Face = Face.REGULAR) -> None:
        """Write centred lines; an empty text takes no line."""
        if not words.strip():
            return
        x, width = self.x + mm, self.width - 2 * mm
        lines = few(_balanced(Run(words, face), size, width), _MOST_LINES)
        self.y -= self.sheet.block(lines, x, self.y, width, size, Align.CENTER)
        self._widest = max(self._widest, *(line_width(line, size) for line in lines))
        self._last = ("".join(run.words for run in lines[-1]), face, size)

    def underline(self, share: float) -> None:
        """Rule a share of the width of the last line, centred under it."""
        length = width_of(*self._last) * share
        self.sheet.rule(self.x + (self.width - length) / 2, self.y - 2.5, length)
        self.y -= self.sheet.points() * 0.55


def _draw_number(side: _Side, heading: Heading) -> None:
    sheet, size = side.sheet, side.sheet.points(-0.1 if heading.bars else 0.0)
    if heading.bars and can_be_coded(heading.number):
        width, height = min(side.width - 1 * mm, 66 * mm), sheet.points() * 2.1
        side.y -= height + 3
        x = side.x + (side.width - width) / 2
        draw_barcode(sheet.canvas, heading.number, (x, side.y), width, height)
        side.y -= 1.5
    if heading.number:
        side.write(f"{heading.number_label}: {heading.number}", size)
    for words in heading.left_lines:
        side.write(words, sheet.points(-0.12))


def _draw_qr(side: _Side, number: str) -> None:
    edge = side.sheet.points() * 5.4
    if can_be_coded(number):
        side.y -= edge
        draw_qr(side.sheet.canvas, number, (side.x + (side.width - edge) / 2, side.y), edge)


def _fitting_size(sheet: Sheet, width: float) -> float:
    """Give the nation line the size of its column's width, 1.1 of the body at most."""
    natural = width_of(NATION, Face.BOLD, 1.0)
    return min(sheet.points(0.06), (width - 3 * mm) / natural)


def _balanced(run: Run, size: float, width: float) -> list[Line]:
    """Break a name into lines of like length, as a hand would ("… NHÂN DÂN / PHƯỜNG …")."""
    lines = break_lines([run], size, width)
    share = sum(line_width(line, size) for line in lines) / len(lines)
    for wider in (1.04, 1.12, 1.2, 1.3) if len(lines) > 1 else ():
        even = break_lines([run], size, min(width, share * wider))
        if len(even) == len(lines):
            return even
    return lines
