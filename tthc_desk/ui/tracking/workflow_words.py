"""The internal workflow of a dossier in words, and until when the present unit has it."""

from PySide6.QtCore import QCoreApplication

from tthc_desk.ui.shared import formats
from tthc_desk.usecases.workflow import Workflow, plan_text


def workflow_words(workflow: Workflow) -> str:
    """Word a workflow; the present unit on a line of its own, where that can be said."""
    plan = _tr("Quy trình nội bộ: {plan}.").format(plan=plan_text(workflow.steps, workflow.unit))
    present = workflow.present
    if present is None:
        return plan
    now = _tr("{unit} nhận {since}, theo quy trình giữ đến {until}.").format(
        unit=present.step.unit,
        since=formats.moment(present.handed_over),
        until=formats.moment(present.until),
    )
    return f"{plan}\n{now}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("workflow_words", text)
