"""Phiếu kiểm soát quá trình giải quyết hồ sơ: filled in so far, with blocks left to sign."""

from dataclasses import dataclass

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.layout import Heading, draw_field, draw_heading, draw_title
from tthc_desk.documents.lettering import Line, Run, break_lines
from tthc_desk.documents.press import TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4_TABLE, HAIRLINE, LEADING, Align, Sheet, plain
from tthc_desk.documents.wording import local, long_moment
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import (
    ControlSlipFacts,
    ControlStep,
    FormSet,
    PrintStyle,
    Reprint,
)

TITLE = "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
BLOCKS = 5
# The layout of the forms of Thông tư 03/2025 is not known here: that set prints no form number.
_FORM = {
    FormSet.TT01_2018: "(Theo Mẫu số 05 ban hành kèm theo Thông tư số 01/2018/TT-VPCP)",
    FormSet.TT03_2025: "",
}
_HEADS = (
    "TÊN CƠ QUAN",
    "THỜI GIAN GIAO, NHẬN HỒ SƠ",
    "KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
    "GHI CHÚ",
)
_HINT = "(Trước hạn/đúng hạn/quá hạn)"
_SHARES = (0.26, 0.41, 0.19, 0.14)
_EMPTY = ControlStep("", "", None, "", "")
_DOTS = "………………………"
_SHORT_DOTS = "…………………"
_PAD = 4.0
_MOST_LINES = (24, 4, 50, 50)


def draw_control_slip(facts: ControlSlipFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the slip that travels with the dossier; there is one, whatever the style says."""
    del style
    job = Job(
        title="Phiếu kiểm soát quá trình giải quyết hồ sơ",
        author=facts.letterhead.unit,
        number=facts.number,
        made_at=facts.received_at,
        frame=A4_TABLE,
        watermark=TRAINING if facts.letterhead.training else "",
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: ControlSlipFacts) -> None:
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.received_at).date()),
        number=facts.number,
        right_lines=(f"Quyển số: {facts.book}, Số thứ tự: {facts.serial}",),
    )
    draw_heading(sheet, heading)
    draw_title(sheet, TITLE, form=_FORM[facts.letterhead.form_set])
    _fields(sheet, facts)
    table = _Table(sheet)
    for step in (*facts.steps, *[_EMPTY] * (BLOCKS - len(facts.steps))):
        table.block(step)
    sheet.skip(sheet.points() * 0.5)
    sheet.write(Run("Người lập phiếu: ", Face.ITALIC), Run(facts.officer_name), align=Align.RIGHT)


def _fields(sheet: Sheet, facts: ControlSlipFacts) -> None:
    draw_field(sheet, "Kèm theo hồ sơ của", facts.owner_name, face=Face.BOLD)
    draw_field(sheet, "Thủ tục", facts.procedure_name)
    code = f" (mã hệ thống: {facts.official_code})" if facts.official_code else ""
    draw_field(sheet, "Mã hồ sơ", facts.number + code)
    draw_field(sheet, "Ngày nhận", long_moment(facts.received_at))
    due = long_moment(facts.due_at) if facts.due_at else "không quy định"
    draw_field(sheet, "Ngày, giờ hẹn trả kết quả", due, face=Face.BOLD)
    draw_field(sheet, "Cơ quan (bộ phận) giải quyết hồ sơ", facts.agency)
    draw_field(sheet, "Cơ quan phối hợp giải quyết hồ sơ", facts.coordinating or _DOTS)
    sheet.skip(sheet.points() * 0.3)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The broken lines of one block."""

    parties: list[Line]
    moment: list[Line]
    outcome: list[Line]
    note: list[Line]


class _Table:
    """Draws hand-over blocks; a block is never split and the heading stands on every page."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._size = sheet.points(-0.09)
        self._edges = [sheet.left]
        for share in _SHARES:
            self._edges.append(self._edges[-1] + share * sheet.width)
        self._heading()

    def block(self, step: ControlStep) -> None:
        """Draw who gave and who took, when, and two places to sign."""
        cells = self._cells(step)
        head = self._height(cells.moment) + 2 * _PAD
        hand = 5.8 * self._size
        beside = max(map(self._height, (cells.parties, cells.outcome, cells.note))) + 2 * _PAD
        height = max(head + hand, beside)
        if self._sheet.need(height):
            self._heading()
        top = self._sheet.y
        for at, lines in enumerate((cells.parties, cells.moment, cells.outcome, cells.note)):
            self._text(lines, at, top - _PAD, Align.CENTER if at == 1 else Align.LEFT)
        self._hands(top - head, top - height)
        self._frame(height)

    def _cells(self, step: ControlStep) -> _Cells:
        parties = self._broken(f"1. Giao: {step.giver or _SHORT_DOTS}", 0)
        parties += [[], *self._broken(f"2. Nhận: {step.taker or _SHORT_DOTS}", 0)]
        return _Cells(
            parties,
            self._broken(long_moment(step.at), 1),
            self._broken(step.outcome, 2),
            self._broken(step.note, 3),
        )

    def _heading(self) -> None:
        titles = [self._broken(words, at, Face.BOLD) for at, words in enumerate(_HEADS)]
        titles[2] += self._broken(_HINT, 2, Face.ITALIC)
        height = max(map(self._height, titles)) + 2 * _PAD
        self._sheet.rule(self._edges[0], self._sheet.y, self._sheet.width)
        for at, lines in enumerate(titles):
            slack = height - self._height(lines)
            self._text(lines, at, self._sheet.y - slack / 2, Align.CENTER)
        self._frame(height)

    def _hands(self, top: float, foot: float) -> None:
        """Part the second column into the places of giver and taker."""
        left, right = self._edges[1], self._edges[2]
        middle = (left + right) / 2
        self._sheet.rule(left, top, right - left)
        self._sheet.canvas.line(middle, top, middle, foot)
        for x, who in ((left, "Người giao"), (middle, "Người nhận")):
            lines = [plain(who, Face.BOLD), plain("(Ký)", Face.ITALIC)]
            width = middle - left
            self._sheet.block(lines, x, top - 1, width, self._size * 0.95, Align.CENTER)

    def _frame(self, height: float) -> None:
        top, foot = self._sheet.y, self._sheet.y - height
        canvas = self._sheet.canvas
        canvas.setLineWidth(HAIRLINE)
        canvas.lines([(x, top, x, foot) for x in self._edges])
        self._sheet.rule(self._edges[0], foot, self._sheet.width)
        self._sheet.y = foot

    def _broken(self, words: str, at: int, face: Face = Face.REGULAR) -> list[Line]:
        width = self._edges[at + 1] - self._edges[at] - 2 * _PAD
        lines = break_lines([Run(words, face)], self._size, width)
        # A block stands on one page; what no page could hold is cut where it can be seen.
        most = _MOST_LINES[at]
        return lines if len(lines) <= most else [*lines[: most - 1], [Run("…")]]

    def _height(self, lines: list[Line]) -> float:
        return len(lines) * self._size * LEADING

    def _text(self, lines: list[Line], at: int, top: float, align: Align) -> None:
        x, width = self._edges[at] + _PAD, self._edges[at + 1] - self._edges[at] - 2 * _PAD
        self._sheet.block(lines, x, top, width, self._size, align)
