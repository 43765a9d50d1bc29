"""Saving what stands in the form, once, however often the key is pressed."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.intake.attempts import Attempt, Attempts
from tthc_desk.ui.intake.services import IntakeServices
from tthc_desk.ui.intake.type_ahead import TypeAhead
from tthc_desk.ui.shared.kit import Kit

if TYPE_CHECKING:
    from tthc_desk.usecases.intake import IntakeAnswer

_UNCLEAR = frozenset({Code.IO, Code.DISK_FULL, Code.UNKNOWN_OUTCOME, Code.LOCKED})
"""Refusals after which it is not certain that nothing was saved."""


class Saver(QObject):
    """Sends the form to the use case.

    Args:
        area: where typing is held back while a save runs.

    Signals:
        saved: the `IntakeAnswer`.
        refused: the exception; everything typed still stands.
    """

    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, kit: Kit, area: QWidget) -> None:
        super().__init__(area)
        self._kit = kit
        self._attempts = Attempts()
        self._type_ahead = TypeAhead(area)
        self._is_saving = False

    @property
    def is_saving(self) -> bool:
        """Tell whether a save is on its way."""
        return self._is_saving

    @property
    def last(self) -> Attempt | None:
        """Give the save tried last for what stands in the form."""
        return self._attempts.last

    def begin(self, values: Mapping[str, Any]) -> Attempt:
        """Give the attempt under which these values will be saved."""
        return self._attempts.begin(json.dumps(values, ensure_ascii=False, sort_keys=True))

    def save(
        self, services: IntakeServices, values: Mapping[str, Any], attempt: Attempt, draft: str
    ) -> None:
        """Save in the database lane.

        Args:
            draft: the form's draft with the attempt in it.
        """
        from tthc_desk.usecases.intake_request import intake_request

        self._is_saving = True
        self._type_ahead.hold()
        actor = self._kit.session.present_actor
        line = {**values, "request_id": attempt.request_id}

        def work() -> "IntakeAnswer":
            # First the draft with the id: after a crash a retry still means this dossier.
            services.drafts.save(actor.desk, draft)
            return services.intake.take_in(intake_request(line), actor)

        self._kit.tasks.run(work, self._on_saved, self._on_refused)

    def restore(self, attempt: Attempt | None) -> None:
        """Take up the attempt of a draft."""
        self._attempts.restore(attempt)

    def forget(self) -> None:
        """Begin with a new dossier."""
        self._attempts.forget()

    def _on_saved(self, answer: "IntakeAnswer") -> None:
        self._is_saving = False
        self._attempts.forget()
        self.saved.emit(answer)
        # A repeated answer opens the paper's preview: no keys into that.
        self._type_ahead.let_go(replay=not answer.repeated)

    def _on_refused(self, error: Exception) -> None:
        self._is_saving = False
        # What was typed on was meant for the next citizen, not for the field that is wrong.
        self._type_ahead.let_go(replay=False)
        if isinstance(error, DeskError) and error.code not in _UNCLEAR:
            self._attempts.refused()
        self.refused.emit(error)
