"""Loads Qt and keeps Python's own `import`.

WORKAROUND PySide6 6.11: QtCore puts a function of its own in the place of `import`, which reads
the source of every module imported later, to offer `from __feature__ import …`. The program does
not use that, and pays a fifth of its start for it.
"""

import builtins

_plain = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain
