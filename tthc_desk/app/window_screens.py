"""The screens of the window, one line each, imported when they are needed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.screen import Screen, ScreenEntry

Heard = Callable[[Screen[Any]], Screen[Any]]
"""Listens to a new screen and gives it back."""


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """Where a screen stands on the rail, and in the code.

    Args:
        module: inside `tthc_desk.ui`; a name, so that the window paints without reading it.
    """

    act: Act
    title: str
    icon: IconName
    module: str
    class_name: str

    def load(self) -> Callable[[Kit], Screen[Any]]:
        """Import the screen's class."""
        found: Callable[[Kit], Screen[Any]] = getattr(
            import_module(f"tthc_desk.ui.{self.module}"), self.class_name
        )
        return found

    def create(self, heard: Heard, kit: Kit) -> Screen[Any]:
        """Build the screen."""
        return heard(self.load()(kit))


SCREENS = (
    ScreenPlace(Act.INTAKE, "Tiếp nhận", IconName.INTAKE, "intake.screen", "IntakeScreen"),
    ScreenPlace(
        Act.TRACKING, "Theo dõi", IconName.TRACKING, "tracking.tracking_screen", "TrackingScreen"
    ),
    ScreenPlace(
        Act.HANDOVER, "Bàn giao", IconName.HANDOVER, "handover.handover_screen", "HandoverScreen"
    ),
    ScreenPlace(
        Act.CLOSING, "Sổ, báo cáo", IconName.CLOSING, "closing.closing_screen", "ClosingScreen"
    ),
    ScreenPlace(
        Act.TRANSFER,
        "Gửi số liệu",
        IconName.TRANSFER,
        "transfer.transfer_screen",
        "TransferScreen",
    ),
    ScreenPlace(Act.ADMIN, "Quản trị", IconName.ADMIN, "admin.admin_screen", "AdminScreen"),
)
"""In the order of the rail; the first one comes first. What each works with is named by the same
act in `window_services.open_for_window`."""


def screen_entries(heard: Heard) -> tuple[ScreenEntry, ...]:
    """Give the screens as the window takes them."""
    return tuple(
        ScreenEntry(place.act, place.title, place.icon, partial(place.create, heard))
        for place in SCREENS
    )


def load_first_screen() -> None:
    """Import what the first screen is made of."""
    SCREENS[0].load()


def load_other_screens() -> None:
    """Import what the screens behind the first one are made of."""
    for place in SCREENS[1:]:
        place.load()
