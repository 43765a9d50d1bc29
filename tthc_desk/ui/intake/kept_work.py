"""The draft found at the start: filled back, offered, or dropped."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tthc_desk.ui.intake.form_body import FormBody
from tthc_desk.ui.intake.reception import KeptWork
from tthc_desk.ui.intake.strips import Offer, OfferStrip
from tthc_desk.ui.shared import formats


class KeptWorkDesk(QObject):
    """Gives half-typed work back, never over what is being typed now.

    Args:
        discard: empties form and draft.

    Signals:
        restored: the `KeptWork` that stands in the form now.
    """

    restored = Signal(object)

    def __init__(
        self,
        body: FormBody,
        offers: OfferStrip,
        discard: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._body = body
        self._offers = offers
        self._discard = discard
        self._waiting: KeptWork | None = None

    @property
    def waiting_text(self) -> str:
        """Give the draft that was found and not taken yet, empty if none."""
        return self._waiting.kept.text if self._waiting else ""

    def take_up(self, work: KeptWork) -> None:
        """Fill a draft back, or offer it where something was typed already."""
        if self._body.is_empty:
            self._restore(work)
            self._say_restored(work)
        else:
            self._waiting = work
            self._offer(work)

    def drop(self) -> None:
        """Forget the draft that was offered."""
        self._waiting = None

    def _restore(self, work: KeptWork) -> None:
        self._waiting = None
        self._body.restore(work.form, work.procedure)
        self.restored.emit(work)

    def _say_restored(self, work: KeptWork) -> None:
        self._offers.show_offer(
            Offer(
                text=self.tr("Khôi phục bản nháp lúc {}.").format(_moment(work)),
                verb=self.tr("Làm tiếp"),
                take=self._go_on,
                other=self.tr("Bỏ bản nháp"),
                take_other=self._discard,
            )
        )

    def _offer(self, work: KeptWork) -> None:
        self._offers.show_offer(
            Offer(
                text=self.tr("Có bản nháp lúc {}, chưa dùng.").format(_moment(work)),
                verb=self.tr("Lấy bản nháp"),
                take=self._take_waiting,
                other=self.tr("Không dùng"),
                take_other=self.drop,
            )
        )

    def _take_waiting(self) -> None:
        if self._waiting:
            self._restore(self._waiting)

    def _go_on(self) -> None:
        """Leave everything as it was filled back, the cursor too."""


def _moment(work: KeptWork) -> str:
    return formats.moment(work.kept.saved_at)
