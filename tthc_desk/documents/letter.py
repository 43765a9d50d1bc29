"""What letters and slips about one dossier share: frame, heading, addressee, closing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords, form_words
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_fields,
    draw_heading,
    draw_known,
    draw_letter_foot,
    draw_paragraph,
    draw_title,
    keep_with_signatures,
)
from tthc_desk.documents.lettering import Run, Words, break_lines
from tthc_desk.documents.press import Job, print_job, watermark_of
from tthc_desk.documents.receipt_parts import Request, draw_request
from tthc_desk.documents.sheet import A4, Align, Frame, Sheet
from tthc_desk.documents.wording import local, long_moment
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.letter_facts import Addressee
from tthc_desk.usecases.paper_facts import Letterhead, PaperKind, PrintStyle, Reprint

SLIP = replace(A4, size=12.0)
LETTER = replace(A4, size=13.0)
"""Frame of what the head signs, in the type of an administrative document.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""


Part = Callable[[Sheet, FormWords, Addressee], None]


class HeadFacts(Protocol):
    """What the head of a letter is drawn from, of the facts of any."""

    @property
    def letterhead(self) -> Letterhead:
        """Give the ward's header lines."""

    @property
    def slip_number(self) -> str:
        """Give its number in the series of its kind."""

    @property
    def issued_at(self) -> datetime:
        """Give the moment it is dated with."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What every letter and slip carries on its head and in its file."""

    letterhead: Letterhead
    slip_number: str
    issued_at: datetime
    words: FormWords
    frame: Frame = SLIP


def letter_of(kind: PaperKind, facts: HeadFacts, frame: Frame = SLIP) -> Letter:
    """Begin a letter with the words of its form."""
    words = form_words(kind, facts.letterhead)
    return Letter(facts.letterhead, facts.slip_number, facts.issued_at, words, frame)


def print_letter(
    letter: Letter, style: PrintStyle, reprint: Reprint | None, compose: Callable[[Sheet], None]
) -> bytes:
    """Print a letter as often as the style says; its copies are alike."""
    job = Job(
        title=letter.words["name"],
        author=letter.letterhead.unit,
        number=letter.slip_number,
        made_at=letter.issued_at,
        frame=letter.frame,
        labels=("",) * max(1, style.copies),
        watermark=watermark_of(letter.letterhead, style),
        reprint=reprint,
    )
    return print_job(job, compose)


def draw_letter_head(sheet: Sheet, letter: Letter, *, code: str = "") -> None:
    """Draw letterhead and title.

    Args:
        code: number of a dossier whose paper the letter travels with, as a QR code.
    """
    words = letter.words
    heading = Heading(
        letter.letterhead,
        dated=long_date(local(letter.issued_at).date()),
        number=letter.slip_number,
        number_label=words["slip_number"],
        bars=False,
        code=code,
    )
    draw_heading(sheet, heading)
    draw_title(sheet, words["title"], form=words["form"])


def draw_slip_head(sheet: Sheet, letter: Letter, to: Addressee, *parts: Part) -> None:
    """Draw the head of a slip of the counter: whose dossier it is, then parts as its form says."""
    draw_letter_head(sheet, letter)
    sheet.write(letter.words["head"], after=sheet.points() * 0.12)
    for part in (draw_owner, *parts):
        part(sheet, letter.words, to)


def draw_salutation(sheet: Sheet, words: FormWords, to: Addressee) -> None:
    """Write whom a letter is for, address and telephone under the name."""
    name = Run(to.submitter_name or to.owner_name, Face.BOLD)
    sheet.write(Run(f"{words['salutation']}: "), name, align=Align.CENTER)
    for key, value in (("address", to.address), ("phone", to.phone)):
        if value:
            line = Run(f"{words[key]}: {value}", Face.ITALIC)
            sheet.write(line, size=sheet.points(-0.06), align=Align.CENTER)
    sheet.skip(sheet.points() * 0.8)


def draw_owner(sheet: Sheet, words: FormWords, to: Addressee) -> None:
    """Write whose dossier it is, who brought it when another did, and its numbers."""
    draw_field(sheet, words["owner"], to.owner_name or to.submitter_name, face=Face.BOLD)
    if to.submitter_name not in ("", to.owner_name):
        draw_known(sheet, words["submitter"], to.submitter_name if to.owner_name else "")
    draw_known(sheet, words["code"], numbers(words, to))


def draw_contact(sheet: Sheet, words: FormWords, to: Addressee) -> None:
    """Write address, telephone and mail."""
    draw_field(sheet, words["address"], to.address)
    draw_fields(sheet, (words["phone"], to.phone), (words["email"], to.email))


def draw_matter(sheet: Sheet, words: FormWords, to: Addressee) -> None:
    """Write what was asked for."""
    request = Request(to.procedure_name, to.procedure_code, to.request_text)
    draw_request(sheet, words, request)


def draw_reason(sheet: Sheet, label: str, reason: str) -> None:
    """Write a field of several typed lines, each on a line of its own."""
    head, *rest = reason.split("\n")
    draw_field(sheet, label, head)
    for line in rest:
        sheet.write(line, after=sheet.points() * 0.12)


def draw_statement(sheet: Sheet, label: str, words: str) -> None:
    """Write a reason as paragraphs of a letter, one for each typed line."""
    head, *rest = words.split("\n")
    draw_paragraph(sheet, f"{label.removesuffix(':')}: {head}")
    for line in rest:
        draw_paragraph(sheet, line)


def numbers(words: FormWords, to: Addressee) -> str:
    """Write the dossier's own number with the official one behind it."""
    if not to.official_code:
        return to.number
    return to.number + words.fill("system_code", code=to.official_code)


def accepted(words: FormWords, key: str, to: Addressee, received_at: datetime) -> list[Run]:
    """Say which dossier a letter is about, its number in bold."""
    number = to.number + (f" ({to.official_code})" if to.official_code else "")
    day = long_date(local(received_at).date())
    return words.runs(
        key,
        day_received=day[:1].upper() + day[1:],
        owner=Run(to.owner_name or to.submitter_name, Face.BOLD),
        procedure=matter_text(to),
        number=Run(number, Face.BOLD),
    )


def matter_text(to: Addressee) -> str:
    """Write the procedure with its code and the words of its own on one line."""
    code = f" ({to.procedure_code})" if to.procedure_code else ""
    text = f" – {to.request_text}" if to.request_text else ""
    return f"{to.procedure_name}{code}{text}"


def guidance(words: FormWords, letterhead: Letterhead, officer: str, phone: str) -> str:
    """Say whom to ask, and where to look when the ward has a page."""
    return words.fill(
        "guidance",
        look_up=words["look_up"] if letterhead.website else "",
        officer=officer,
        officer_phone=words.fill("officer_phone", number=phone) if phone else "",
    )


def draw_closing(sheet: Sheet, *words: Words) -> None:
    """Write the last paragraph, on the page of the signatures."""
    lines = break_lines(words, sheet.points(), sheet.width)
    keep_with_signatures(sheet, len(lines))
    draw_paragraph(sheet, *words)


def draw_signer(sheet: Sheet, letter: Letter, office: str, name: str) -> None:
    """Draw who receives the letter and who signs it; the form's office unless one is given."""
    words = letter.words
    signatory = Signatory(office or words["signer"], name, words["sign_here"])
    draw_letter_foot(sheet, words["recipients_head"], words.lines("recipients"), signatory)


def bold_moment(moment: datetime) -> Run:
    """Write a moment that a citizen has to find at a glance."""
    return Run(long_moment(moment), Face.BOLD)
