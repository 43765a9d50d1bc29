"""Danh sách bàn giao hồ sơ (to officers) and Phiếu bàn giao kết quả (to the counter)."""

from collections.abc import Iterator

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords, form_words
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_heading,
    draw_signatures,
    draw_title,
    keep_with_signatures,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.list_paper import draw_table
from tthc_desk.documents.press import Job, print_job, watermark_of
from tthc_desk.documents.sheet import A4_LANDSCAPE, LEADING, Sheet
from tthc_desk.documents.table import Column, Kind, Listing, Row, Signer, Table, day_of
from tthc_desk.documents.wording import local, long_moment, two_digits
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import (
    HandoverLine,
    HandoverListFacts,
    PaperKind,
    PrintStyle,
    Reprint,
)

_DAYS = ("Ngày, tháng, năm",)
DOSSIER_COLUMNS = (
    Column("STT", 9, Kind.SERIAL),
    Column("Mã hồ sơ", 46),
    Column("Nội dung hồ sơ", 40),
    Column("Số lượng (bộ)", 13, Kind.SETS),
    Column("Họ tên chủ hồ sơ", 35),
    Column("Địa chỉ chủ hồ sơ", 60),
    Column("Số điện thoại", 22, Kind.CODE),
    Column("Nhận hồ sơ", 20, Kind.DAY, _DAYS),
    Column("Hẹn trả kết quả", 20, Kind.DAY, _DAYS),
    Column("Ghi chú", 20),
)
RESULT_COLUMNS = (
    Column("TT", 9, Kind.SERIAL),
    Column("Mã hồ sơ", 48),
    Column("Nội dung giải quyết TTHC", 52),
    Column("Kết quả giải quyết TTHC", 46),
    Column("Họ tên chủ hồ sơ", 40),
    Column("Địa chỉ chủ hồ sơ", 50),
    Column("Phí, lệ phí (X là có)", 18, Kind.CODE),
    Column("Đăng ký trả kết quả qua bưu điện (X là có)", 26, Kind.CODE),
)
_SMALLER = -0.17


def draw_handover(facts: HandoverListFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the list that both sides sign, as often as the style says."""
    listing = handover_listing(facts)
    job = Job(
        title=listing.name,
        author=facts.letterhead.unit,
        number=facts.batch_number,
        made_at=facts.made_at,
        frame=A4_LANDSCAPE,
        labels=("",) * max(1, style.copies),
        watermark=watermark_of(facts.letterhead, style),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts, listing))


def handover_listing(facts: HandoverListFacts) -> Listing:
    """Lay out the list; of results or of dossiers, as the facts say."""
    words = _words(facts)
    columns = RESULT_COLUMNS if facts.of_results else DOSSIER_COLUMNS
    table = Table(words["name"], columns, lambda: _rows(facts), len(facts.lines))
    return Listing(
        letterhead=facts.letterhead,
        as_of=facts.made_at,
        name=words["name"],
        title=words["title"],
        under_title=tuple(filter(None, (words["form"], f"Số: {facts.batch_number}"))),
        fields=_fields(facts, words),
        tables=(table,),
        after=(*_refused(facts, words), *_closing(facts, words)),
        signers=_signers(facts, words),
        mark=facts.batch_number,
        table_size=_SMALLER,
        sign_here=words["sign_here"],
    )


def _words(facts: HandoverListFacts) -> FormWords:
    kind = PaperKind.RESULT_HANDOVER if facts.of_results else PaperKind.HANDOVER_LIST
    return form_words(kind, facts.letterhead)


def _fields(facts: HandoverListFacts, words: FormWords) -> tuple[tuple[str, str], ...]:
    agency = (words["agency"], facts.agency)
    if facts.of_results:
        return (agency,)
    total = (words["total"], two_digits(len(facts.lines)))
    return (agency, (words["moment"], long_moment(facts.made_at)), total)


def _refused(facts: HandoverListFacts, words: FormWords) -> tuple[str, ...]:
    """Name the items that were not taken."""
    items = tuple(f"- {number}: {reason}" for number, reason in facts.refused)
    return (words["refused"], *items) if items else ()


def _closing(facts: HandoverListFacts, words: FormWords) -> tuple[str, ...]:
    """Give the sentences that stand right above the signatures."""
    if not facts.of_results:
        return (words["note"], *words.lines("extra_lines"))
    count, moment = two_digits(len(facts.lines)), long_moment(facts.made_at)
    return (words.fill("moment", count=count, moment=moment), *words.lines("extra_lines"))


def _signers(facts: HandoverListFacts, words: FormWords) -> tuple[Signer, ...]:
    giver = Signer(words["signer_left"], facts.giver)
    if facts.of_results:
        return (giver, Signer(words["signer_right"], facts.taker))
    return (giver, Signer(words["signer_middle"], facts.taker), Signer(words["signer_right"]))


def _rows(facts: HandoverListFacts) -> Iterator[Row]:
    make = _result_row if facts.of_results else _dossier_row
    return (make(number, line) for number, line in enumerate(facts.lines, 1))


def _dossier_row(number: int, line: HandoverLine) -> Row:
    return Row(
        (
            number,
            line.number,
            line.procedure_name,
            line.sets,
            line.owner_name,
            line.owner_address,
            line.phone,
            day_of(line.received_at),
            day_of(line.due_at),
            line.note,
        )
    )


def _result_row(number: int, line: HandoverLine) -> Row:
    return Row(
        (
            number,
            line.number,
            line.procedure_name,
            line.result_text,
            line.owner_name,
            line.owner_address,
            "X" if line.has_dues else "",
            "X" if line.by_post else "",
        )
    )


def _compose(sheet: Sheet, facts: HandoverListFacts, listing: Listing) -> None:
    words = _words(facts)
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.made_at).date()),
        number=facts.batch_number,
        number_label="Số",
    )
    draw_heading(sheet, heading)
    draw_title(sheet, listing.title, form=words["form"])
    for label, value in listing.fields:
        plain = label == words["moment"]
        draw_field(sheet, label, value, face=Face.REGULAR if plain else Face.BOLD)
    draw_table(sheet, listing.tables[0], listing.table_size)
    sheet.skip(sheet.points() * 0.5)
    _write_refused(sheet, _refused(facts, words))
    closing = _closing(facts, words)
    keep_with_signatures(sheet, len(closing))
    for sentence in closing:
        face = Face.REGULAR if facts.of_results else Face.ITALIC
        sheet.write(Run(sentence, face))
    signers = [Signatory(who.office, who.name, listing.sign_here) for who in listing.signers]
    draw_signatures(sheet, *signers)


def _write_refused(sheet: Sheet, sentences: tuple[str, ...]) -> None:
    if not sentences:
        return
    heading, *items = sentences
    sheet.need(2 * sheet.points() * LEADING)
    sheet.write(Run(heading, Face.BOLD))
    for item in items:
        sheet.write(item, indent=sheet.points())
    sheet.skip(sheet.points() * 0.3)
