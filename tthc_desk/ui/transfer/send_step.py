"""What can be done with a period, and by whom: export, amend, send again, or nothing yet."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.transfer.period_facts import PeriodFacts
from tthc_desk.usecases.signing_keys import KeyCondition
from tthc_desk.usecases.totals_export import PeriodState

_SUPERVISOR_ONLY = QT_TRANSLATE_NOOP(
    "transfer", "Chỉ người phụ trách được xuất tệp số liệu và lập khóa ký."
)
_NOT_OVER = QT_TRANSLATE_NOOP(
    "transfer", "Kỳ chưa xong: xuất được sau khi chốt sổ ngày {last}, hoặc từ ngày {after}."
)
_BROKEN = QT_TRANSLATE_NOOP(
    "transfer", "Số liệu không khớp nên chưa xuất được: hãy chạy Kiểm tra sổ (F6, Ctrl+4)."
)
_DAMAGED = QT_TRANSLATE_NOOP(
    "transfer", "Tệp khóa ký trên máy này không dùng được: hãy lập khóa mới trước (Ctrl+2)."
)


class Step(Enum):
    """What the main key does for a period."""

    NOTHING = auto()
    EXPORT = auto()
    AMEND = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """The next step of a period.

    Args:
        hindrance: why it cannot be done, empty when it can.
    """

    step: Step
    hindrance: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it can be done now."""
        return self.step is not Step.NOTHING and not self.hindrance

    @property
    def verb(self) -> str:
        """Give what the button says."""
        tr = QCoreApplication.translate
        return {
            Step.NOTHING: tr("transfer", "Xuất tệp"),
            Step.EXPORT: tr("transfer", "Xuất tệp"),
            Step.AMEND: tr("transfer", "Xuất tệp sửa đổi"),
            Step.AGAIN: tr("transfer", "Gửi lại"),
        }[self.step]


_STEPS = {
    PeriodState.NOT_OVER: Step.NOTHING,
    PeriodState.MISSING: Step.EXPORT,
    PeriodState.CHANGED: Step.AMEND,
    PeriodState.SENT: Step.AGAIN,
    PeriodState.AMENDED: Step.AGAIN,
}


def offer_of(facts: PeriodFacts | None, actor: Actor | None, key: KeyCondition | None) -> Offer:
    """Say what the main key does; nothing while no period was counted."""
    if facts is None or actor is None or key is None:
        return Offer(Step.NOTHING)
    step = _STEPS[facts.state]
    return Offer(step, _hindrance(step, facts, actor, key))


def supervisor_only() -> str:
    """Say who may export and make keys."""
    return QCoreApplication.translate("transfer", _SUPERVISOR_ONLY)


def _hindrance(step: Step, facts: PeriodFacts, actor: Actor, key: KeyCondition) -> str:
    tr = QCoreApplication.translate
    last = facts.preview.line.span.last
    if step is Step.NOTHING:
        after = formats.day(last + timedelta(1))
        return tr("transfer", _NOT_OVER).format(last=formats.day(last), after=after)
    if step is Step.AGAIN:
        return ""
    if not actor.is_supervisor:
        return supervisor_only()
    if key is KeyCondition.DAMAGED:
        return tr("transfer", _DAMAGED)
    return tr("transfer", _BROKEN) if facts.preview.broken else ""
