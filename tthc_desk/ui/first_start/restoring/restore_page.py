"""What every page of putting a backup back is, and what is put together on the way."""

from dataclasses import dataclass, field
from pathlib import Path

from tthc_desk.ui.first_start.page import BarePage
from tthc_desk.ui.first_start.restoring.services import (
    FoundBackup,
    ReadyBook,
    RestoreServices,
    Source,
)
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.backup_facts import Manifest
from tthc_desk.usecases.restoring import IssuedSince, ReadNumber, Restored, SkippedNumbers


@dataclass(slots=True)
class RestoreDraft:
    """What was chosen so far; forgotten with the window, since nothing was changed.

    Args:
        manifest: proven with the key.
        folder: of the data.
        ready: what was laid ready; None before.
        read: what the typed numbers were read as.
        planned: what would be left out; None before that is known.
        login: of who puts it back.
        done: what stands in the end.
    """

    found: FoundBackup | None = None
    key: Path | None = None
    manifest: Manifest | None = None
    folder: Path | None = None
    ready: ReadyBook | None = None
    issued: IssuedSince = field(default_factory=IssuedSince)
    read: tuple[ReadNumber, ...] = ()
    planned: tuple[SkippedNumbers, ...] | None = None
    login: str = ""
    done: Restored | None = None

    @property
    def source(self) -> Source:
        """Give what is put back, and where; pages behind the choice of all three have it."""
        if self.found is None or self.key is None or self.folder is None:
            raise ValueError("not everything was chosen yet")
        return Source(self.found.path, self.key, self.folder)


class RestorePage(BarePage):
    """One page of putting a backup back."""

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit)
        self.services = services
        self.draft = draft

    def stop(self) -> bool:
        """Stop what the page is doing; False when it does nothing that takes long."""
        return False
