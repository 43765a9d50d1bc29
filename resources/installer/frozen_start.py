"""Runs first in the built program: other programs it starts get the libraries of the system.

PyInstaller's start program names its own folder in LD_LIBRARY_PATH; a file manager opened from the
window would load our libraries. This process has read the variable already.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
