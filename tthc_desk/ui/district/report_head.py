"""What stands above a report: of how many wards it is made, its figures, what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tthc_desk.ui.district.words import period_word, titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel, row
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.totals_facts import ConsolidatedFacts, WardRow
from tthc_desk.usecases.totals_words import CHAIN_WORDS

_MOST_NAMED = 3
_C3, _C7, _C10, _C12, _C13 = 0, 4, 7, 9, 10


class ReportHead(QWidget):
    """Shows a `ConsolidatedFacts` in a sentence and a few large figures."""

    def __init__(self) -> None:
        super().__init__()
        self._claim = label("", Role.TITLE)
        self._period = label("", Role.NOTE)
        self._notice = label("", wraps=True)
        self._notes = label("", Role.NOTE, wraps=True)
        self._figures: list[QLabel] = []
        self._wants_cards = True
        self._has_facts = False
        cards = row(*(self._card(title) for title in self._titles()), gap=Gap.SMALL)
        self._cards = QWidget()
        self._cards.setLayout(cards)
        line = row(self._claim, None, self._period)
        line.setAlignment(self._period, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(line, self._cards, self._notice, self._notes, gap=Gap.SMALL))
        self.show_facts(None)

    @property
    def claim(self) -> str:
        """Give the sentence on how many wards it is made of."""
        return self._claim.text()

    @property
    def notice(self) -> str:
        """Give the sentence on what is wrong, empty if nothing is."""
        return self._notice.text()

    @property
    def notes(self) -> str:
        """Give the sentences on what stands in no column, empty if there are none."""
        return self._notes.text()

    @property
    def figures(self) -> dict[str, str]:
        """Give the large figures by their titles."""
        texts = (figure.text() for figure in self._figures)
        return dict(zip(self._titles(), texts, strict=True))

    def show_cards(self, wanted: bool) -> None:
        """Show the large figures, or leave their room to what is below."""
        self._wants_cards = wanted
        self._cards.setVisible(wanted and self._has_facts)

    def show_facts(self, facts: ConsolidatedFacts | None) -> None:
        """Show another report; None while there is none."""
        self._has_facts = facts is not None
        self._cards.setVisible(self._wants_cards and self._has_facts)
        self._claim.setVisible(facts is not None)
        self._notice.setText(self._notice_of(facts) if facts else "")
        self._notes.setText(_plain_notes(facts) if facts else "")
        for one in (self._notice, self._notes):
            one.setVisible(bool(one.text()))
        self._period.setText(self._period_of(facts) if facts else "")
        if facts is None:
            return
        text = self.tr("Số liệu của {done} trên {expected} phường")
        self._claim.setText(
            text.format(
                done=formats.count(len(facts.wards)), expected=formats.count(facts.expected)
            )
        )
        whole = len(facts.wards) == facts.expected > 0 and not facts.disputes
        dress(self._claim, tone=(Tone.DONE if whole else Tone.WARNING).value)
        dress(self._notice, tone=(Tone.ERROR if facts.head.broken else Tone.WARNING).value)
        self._show_figures(facts)

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Tổng tiếp nhận"),
            self.tr("Đã giải quyết"),
            self.tr("Tỷ lệ giải quyết"),
            self.tr("Giải quyết quá hạn"),
            self.tr("Đang làm, trong hạn"),
            self.tr("Đang làm, quá hạn"),
        )

    def _show_figures(self, facts: ConsolidatedFacts) -> None:
        columns = facts.total.columns
        texts = (
            formats.count(columns[_C3]),
            formats.count(columns[_C7]),
            facts.percent,
            formats.count(columns[_C10]),
            formats.count(columns[_C12]),
            formats.count(columns[_C13]),
        )
        late = {3: columns[_C10], 5: columns[_C13]}
        for at, (figure, text) in enumerate(zip(self._figures, texts, strict=True)):
            figure.setText(text)
            dress(figure, tone=Tone.ERROR.value if late.get(at) else "")

    def _period_of(self, facts: ConsolidatedFacts) -> str:
        days = f"{formats.day(facts.head.first)} – {formats.day(facts.head.last)}"
        named = f"{facts.period_text} ({days})" if facts.period_text else days
        return self.tr("{period}, từ tệp {chain}").format(
            period=named, chain=CHAIN_WORDS[facts.chain]
        )

    def _notice_of(self, facts: ConsolidatedFacts) -> str:
        """Say the worst thing first and the disputes always; all stands in the report itself."""
        disputes = self._some(tuple(map(titled, facts.disputes)))
        return "\n".join(filter(None, (self._worst(facts), disputes)))

    def _some(self, sentences: tuple[str, ...]) -> str:
        more = len(sentences) - _MOST_NAMED
        others = self.tr("Còn {count} phường khác có tệp không tính.").format(count=more)
        return " ".join((*sentences[:_MOST_NAMED], *([others] if more > 0 else [])))

    def _worst(self, facts: ConsolidatedFacts) -> str:
        if facts.head.broken:
            text = self.tr("BẢN NHÁP, số liệu không khớp: ")
            return text + " ".join(facts.head.broken[:_MOST_NAMED])
        if facts.incomplete:
            lacking = [_lacking(facts, ward) for ward in facts.incomplete[:_MOST_NAMED]]
            more = len(facts.incomplete) - _MOST_NAMED
            others = self.tr("; và {count} phường khác").format(count=more) if more > 0 else ""
            text = self.tr("Chưa đủ tệp, không cộng vào tổng: {wards}{others}.")
            return text.format(wards="; ".join(lacking), others=others)
        return " ".join(map(titled, facts.gaps[:_MOST_NAMED]))

    def _card(self, title: str) -> QWidget:
        figure = label("", Role.TITLE)
        self._figures.append(figure)
        card = panel()
        inside = column(label(title, Role.NOTE), figure, gap=Gap.NONE)
        inside.setContentsMargins(Gap.SMALL, Gap.TIGHT, Gap.SMALL, Gap.TIGHT)
        card.setLayout(inside)
        return card


def _plain_notes(facts: ConsolidatedFacts) -> str:
    return " ".join(note for note in facts.notes if note not in facts.disputes)


def _lacking(facts: ConsolidatedFacts, ward: WardRow) -> str:
    periods = [period_word(facts.chain, span) for span in ward.missing]
    more = f", +{len(periods) - _MOST_NAMED}" if len(periods) > _MOST_NAMED else ""
    return f"{ward.row.name} ({', '.join(periods[:_MOST_NAMED])}{more})"
