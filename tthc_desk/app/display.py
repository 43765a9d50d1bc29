"""Whether a window can be shown here, said in one sentence instead of a crash."""

import ctypes
import os
import sys

from tthc_desk.domain.errors import Code, DeskError

# What Qt and its xcb plugin load; without one of them Qt ends the process.
_X11_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libcups.so.2": "libcups2",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def check_display() -> None:
    """Refuse to start Qt where it would end the process.

    Raises:
        DeskError: DISPLAY with `packages`, the Debian packages that are missing; empty when
            there is no screen at all.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise DeskError(Code.DISPLAY, packages="")
    missing = [package for library, package in _X11_LIBRARIES.items() if not _loads(library)]
    if missing:
        raise DeskError(Code.DISPLAY, packages=" ".join(missing))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
