"""Runs first in the built program: what its surroundings must be for it and for what it starts.

PyInstaller's start program names its own folder in LD_LIBRARY_PATH; a file manager opened from the
window would load our libraries. This process has read the variable already.

Of Qt's ways to a screen, that of X11 is inside; on Wayland it works too, through its X server.
"""

import os
import sys

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

if sys.platform == "linux" and "QT_QPA_PLATFORM" not in os.environ:
    if os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    else:  # so that the program says there is no screen, before Qt ends it without a word
        os.environ.pop("WAYLAND_DISPLAY", None)
