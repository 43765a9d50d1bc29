"""What a draft of the intake form holds, and its text."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from tthc_desk.ui.intake.attempts import Attempt


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """One line of the papers list as it stood.

    Args:
        counts: originals, certified, copies.
    """

    name: str
    checked: bool
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The intake form as typed.

    Args:
        procedure: code of the chosen procedure, empty while none is chosen.
        box: what stands in the procedure box.
        fields: field name → text as typed; fields that are empty may be missing.
        papers: None while no procedure is chosen.
        has_owner: the owner's part is open.
        turns_away: the part for a refusal or guidance is open.
        focus: name of the field with the cursor.
        attempt: the save tried last.
    """

    procedure: str = ""
    box: str = ""
    fields: dict[str, str] = field(default_factory=dict, hash=False)
    papers: tuple[DraftPaper, ...] | None = None
    has_owner: bool = False
    turns_away: bool = False
    focus: str = ""
    cursor: int = 0
    attempt: Attempt | None = None

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_draft(text: str) -> FormDraft | None:
    """Read a draft's text; None for one this version cannot read, which is then left alone."""
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _read(plain: dict[str, Any]) -> FormDraft:
    papers, attempt = plain["papers"], plain["attempt"]
    return FormDraft(
        procedure=str(plain["procedure"]),
        box=str(plain["box"]),
        fields={str(name): str(value) for name, value in plain["fields"].items()},
        papers=None if papers is None else tuple(map(_paper, papers)),
        has_owner=bool(plain["has_owner"]),
        turns_away=bool(plain["turns_away"]),
        focus=str(plain["focus"]),
        cursor=int(plain["cursor"]),
        attempt=None if attempt is None else Attempt(**attempt),
    )


def _paper(plain: dict[str, Any]) -> DraftPaper:
    counts = tuple(int(count) for count in plain["counts"])
    return DraftPaper(str(plain["name"]), bool(plain["checked"]), counts)
