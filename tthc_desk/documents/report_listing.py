"""What all lists of a period share: letterhead, period, signatures, draft sentences."""

from collections.abc import Callable, Iterable

from tthc_desk.documents.form_words import FormWords, form_words
from tthc_desk.documents.table import Column, Listing, Row, Signer, Table
from tthc_desk.documents.wording import short_moment
from tthc_desk.domain.vietnamese import day_text, long_date
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import ReportHead


class ReportForm:
    """Lays out one kind of list in the words of its form."""

    def __init__(self, kind: PaperKind, head: ReportHead) -> None:
        self.words: FormWords = form_words(kind, head.letterhead)
        self._head = head

    def table(
        self, columns: tuple[Column, ...], rows: Callable[[], Iterable[Row]], count: int
    ) -> Table:
        """Make the list's first table, flat."""
        return Table(self.words["name"], columns, rows, count, empty=self.words["empty"])

    def listing(self, *tables: Table, after: tuple[str, ...] = ()) -> Listing:
        """Put tables and sentences between head and signatures."""
        words, head = self.words, self._head
        form = (words["form"],) if words["form"] else ()
        return Listing(
            letterhead=head.letterhead,
            as_of=head.as_of,
            name=words["name"],
            title=words["title"],
            under_title=(*form, f"{period_words(head)} {as_of_words(head)}"),
            tables=tables,
            signers=(
                Signer(words["signer_left"], head.officer_name),
                Signer(words["signer_right"]),
            ),
            broken=head.broken,
            after=(*after, *words.lines("extra_lines")),
            mark=period_mark(head),
            chain_head=head.chain_head,
            sign_here=words["sign_here"],
        )


def period_words(head: ReportHead) -> str:
    """Write "Từ ngày 01/11/2026 đến ngày 22/11/2026", or the one day."""
    if head.first == head.last:
        words = long_date(head.first)
        return f"{words[:1].upper()}{words[1:]}"
    return f"Từ ngày {day_text(head.first)} đến ngày {day_text(head.last)}"


def as_of_words(head: ReportHead) -> str:
    """Write "(số liệu tính đến 17:05 22/11/2026)"."""
    return f"(số liệu tính đến {short_moment(head.as_of)})"


def period_mark(head: ReportHead) -> str:
    """Write the period as briefly as it stands beside a page number."""
    if head.first == head.last:
        return day_text(head.first)
    return f"{day_text(head.first)}–{day_text(head.last)}"
