"""Phiếu kiểm soát quá trình giải quyết hồ sơ: filled in so far, with blocks left to sign."""

from dataclasses import dataclass

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords, form_words
from tthc_desk.documents.layout import Heading, draw_field, draw_heading, draw_title
from tthc_desk.documents.lettering import Line, Run, break_lines, few
from tthc_desk.documents.press import Job, print_job, watermark_of
from tthc_desk.documents.receipt_parts import draw_extra_lines
from tthc_desk.documents.sheet import A4_TABLE, HAIRLINE, LEADING, Align, Sheet, plain
from tthc_desk.documents.wording import local, long_moment
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import (
    ControlSlipFacts,
    ControlStep,
    PaperKind,
    PrintStyle,
    Reprint,
)

BLOCKS = 5
_SHARES = (0.26, 0.41, 0.19, 0.14)
_EMPTY = ControlStep("", "", None, "", "")
_DOTS = "………………………"
_SHORT_DOTS = "…………………"
_PAD = 4.0
_MOST_LINES = (24, 4, 50, 50)
_TITLE_LINES = 6
_WORKFLOW_LINES = 3.6  # of the body size
_WORKFLOW_SIZES = (0.0, -0.12, -0.25)


def draw_control_slip(facts: ControlSlipFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the slip that travels with the dossier, a block to sign always left on it.

    There is one copy. A full sheet is followed by another that says so; with
    `style.continuation` the last such sheet alone is made, beginning with the block after the
    full sheets.
    """
    words = form_words(PaperKind.CONTROL_SLIP, facts.letterhead)
    job = Job(
        title=words["name"],
        author=facts.letterhead.unit,
        number=facts.number,
        made_at=facts.received_at,
        frame=A4_TABLE,
        watermark=watermark_of(facts.letterhead, style),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts, words, style.continuation))


def _compose(
    sheet: Sheet, facts: ControlSlipFacts, words: FormWords, only_continuation: bool
) -> None:
    last = len(facts.steps) // BLOCKS
    first = max(1, last) if only_continuation else 0
    for at in range(first, max(first, last) + 1):
        if at > first:
            sheet.turn()
        _compose_sheet(sheet, facts, words, at)


def _compose_sheet(sheet: Sheet, facts: ControlSlipFacts, words: FormWords, at: int) -> None:
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.received_at).date()),
        number=facts.number,
        number_label=words["code"],
        right_lines=(words.fill("book", book=facts.book, serial=str(facts.serial)),),
    )
    draw_heading(sheet, heading)
    continued = words.fill("continued", sheet=str(at + 1)) if at else ""
    draw_title(sheet, words["title"], subtitle=continued, form=words["form"])
    _fields(sheet, facts, words)
    # The places to sign give what the workflow takes: the sheet stays one page.
    table = _Table(sheet, words, spared=_workflow(sheet, facts, words) / BLOCKS)
    steps = facts.steps[at * BLOCKS : (at + 1) * BLOCKS]
    for step in (*steps, *[_EMPTY] * (BLOCKS - len(steps))):
        table.block(step)
    sheet.skip(sheet.points() * 0.5)
    draw_extra_lines(sheet, words)
    officer = Run(words["officer"], Face.ITALIC)
    sheet.write(officer, Run(facts.officer_name), align=Align.RIGHT)


def _fields(sheet: Sheet, facts: ControlSlipFacts, words: FormWords) -> None:
    draw_field(sheet, words["owner"], facts.owner_name, face=Face.BOLD)
    draw_field(sheet, words["procedure"], facts.procedure_name)
    code = words.fill("system_code", code=facts.official_code) if facts.official_code else ""
    draw_field(sheet, words["code"], facts.number + code)
    draw_field(sheet, words["received"], long_moment(facts.received_at))
    due = long_moment(facts.due_at) if facts.due_at else words["no_due"]
    draw_field(sheet, words["due"], due, face=Face.BOLD)
    draw_field(sheet, words["agency"], facts.agency)
    draw_field(sheet, words["coordinating"], facts.coordinating or _DOTS)
    sheet.skip(sheet.points() * 0.3)


def _workflow(sheet: Sheet, facts: ControlSlipFacts, words: FormWords) -> float:
    """Write the internal workflow, a long one in smaller type; return the height it takes."""
    if not facts.workflow:
        return 0.0
    most, top = _WORKFLOW_LINES * sheet.points() * LEADING, sheet.y
    said = f"{words['workflow']}: {facts.workflow}"
    for share in _WORKFLOW_SIZES:
        size = sheet.points(share)
        lines = break_lines([said], size, sheet.width)
        if len(lines) * size * LEADING <= most:
            break
    lines = few(lines, int(most / (size * LEADING)))
    sheet.skip(-0.12 * sheet.points())
    sheet.skip(sheet.block(lines, sheet.left, sheet.y, sheet.width, size, Align.LEFT))
    sheet.skip(0.3 * sheet.points())
    return top - sheet.y


@dataclass(frozen=True, slots=True)
class _Cells:
    """The broken lines of one block."""

    parties: list[Line]
    moment: list[Line]
    outcome: list[Line]
    note: list[Line]


class _Table:
    """Draws hand-over blocks; a block is never split and the heading stands on every page.

    Args:
        spared: height each block does without.
    """

    def __init__(self, sheet: Sheet, words: FormWords, spared: float) -> None:
        self._sheet = sheet
        self._words = words
        self._size = sheet.points(-0.09)
        self._hand = 5.8 * self._size - spared
        self._edges = [sheet.left]
        for share in _SHARES:
            self._edges.append(self._edges[-1] + share * sheet.width)
        self._heading()

    def block(self, step: ControlStep) -> None:
        """Draw who gave and who took, when, and two places to sign."""
        cells = self._cells(step)
        head = self._height(cells.moment) + 2 * _PAD
        beside = max(map(self._height, (cells.parties, cells.outcome, cells.note))) + 2 * _PAD
        height = max(head + self._hand, beside)
        if self._sheet.need(height):
            self._heading()
        top = self._sheet.y
        for at, lines in enumerate((cells.parties, cells.moment, cells.outcome, cells.note)):
            self._text(lines, at, top - _PAD, Align.CENTER if at == 1 else Align.LEFT)
        self._hands(top - head, top - height)
        self._frame(height)

    def _cells(self, step: ControlStep) -> _Cells:
        giver = self._words.fill("giver", unit_name=step.giver or _SHORT_DOTS)
        taker = self._words.fill("taker", unit_name=step.taker or _SHORT_DOTS)
        parties = [*self._broken(giver, 0), [], *self._broken(taker, 0)]
        return _Cells(
            parties,
            self._broken(long_moment(step.at), 1),
            self._broken(step.outcome, 2),
            self._broken(step.note, 3),
        )

    def _heading(self) -> None:
        keys = ("column_parties", "column_moment", "column_outcome", "column_note")
        titles = [
            few(self._broken(self._words[key], at, Face.BOLD), _TITLE_LINES)
            for at, key in enumerate(keys)
        ]
        titles[2] += few(self._broken(self._words["outcome_hint"], 2, Face.ITALIC), _TITLE_LINES)
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
        hint = plain(self._words["sign_here"], Face.ITALIC)
        for x, who in ((left, "signer_left"), (middle, "signer_right")):
            lines = [plain(self._words[who], Face.BOLD), hint]
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
        return few(lines, _MOST_LINES[at])

    def _height(self, lines: list[Line]) -> float:
        return len(lines) * self._size * LEADING

    def _text(self, lines: list[Line], at: int, top: float, align: Align) -> None:
        x, width = self._edges[at] + _PAD, self._edges[at + 1] - self._edges[at] - 2 * _PAD
        self._sheet.block(lines, x, top, width, self._size, align)
