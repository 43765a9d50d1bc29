"""What stands on few dossiers: channel, sets, official code, note, place of the result."""

from typing import Any

from PySide6.QtCore import Signal

from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.text_input import ADDRESS_LIMIT
from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.intake_form import IntakeForm
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.fields import Choice, ChoiceField, LineField, NumberField
from tthc_desk.ui.shared.tokens import Gap

_CODE_LIMIT = 60
_NOTE_LIMIT = 1000
_MOST_SETS = 1_000


class DetailsPart(Card):
    """Seldom changed facts of a dossier.

    Signals:
        edited: a field changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = IntakeForm(columns=2)
        self._build()
        self.form.edited.connect(self.edited)

    @property
    def channel(self) -> Channel:
        """Give how the dossier arrived."""
        return Channel(self.form.text("channel"))

    def request_values(self) -> dict[str, Any]:
        """Give the fields as a request takes them."""
        names = ("channel", "sets", "official_code", "note", "result_place")
        return {name: self.form.text(name) or None for name in names}

    def _build(self) -> None:
        form = self.form
        channels = [Choice(each.value, formats.channel_word(each)) for each in Channel]
        form.add(self.tr("Kênh"), ChoiceField(channels), name="channel")
        sets = NumberField(1, _MOST_SETS)
        sets.set_value(1)
        form.add(self.tr("Số bộ"), sets, name="sets")
        code = LineField(_CODE_LIMIT, hint=self.tr("của tỉnh"))
        form.add(self.tr("Mã chính thức"), code, name="official_code")
        place = LineField(ADDRESS_LIMIT, hint=self.tr("tại Một cửa"))
        form.add(self.tr("Nơi nhận KQ"), place, name="result_place")
        form.add(self.tr("Ghi chú"), LineField(_NOTE_LIMIT), name="note", span=2)
        self.setLayout(column(form, margin=Gap.SMALL))
