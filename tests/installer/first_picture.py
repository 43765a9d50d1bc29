"""Times the start of a program, from outside, until its window shows on an X display.

The same for a program in a folder and one run by Python: nothing of the program takes part.
Usage: first_picture.py ROUNDS [--cold] -- COMMAND …
"""

import argparse
import ctypes
import json
import os
import statistics
import subprocess
import sys
import time
from ctypes import byref, c_int, c_long, c_uint, c_ulong, c_void_p
from pathlib import Path

LEAST_WIDTH = 600
PATIENCE = 60.0
_SUBSTRUCTURE_NOTIFY = 1 << 19
_MAP_NOTIFY = 19
_WINDOW_AT = 5  # in longs, where an XMapEvent names the window that appeared
_Z_PIXMAP = 2
_DROP = Path("/proc/sys/vm/drop_caches")


class Display:
    """An X display, watched for new windows.

    Args:
        name: None: that of DISPLAY.
    """

    def __init__(self, name: str | None = None) -> None:
        self._x = x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = c_void_p
        x.XDefaultRootWindow.restype = c_ulong
        x.XGetImage.restype = c_void_p
        x.XGetPixel.restype = c_ulong
        self._handler = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda *_: 0)
        x.XSetErrorHandler(self._handler)  # a window may be gone when it is asked about
        self._display = c_void_p(x.XOpenDisplay(name.encode() if name else None))
        self._root = c_ulong(x.XDefaultRootWindow(self._display))
        x.XSelectInput(self._display, self._root, c_long(_SUBSTRUCTURE_NOTIFY))

    def wait_for_picture(self, patience: float = PATIENCE) -> None:
        """Return when a window of some width appeared and its middle is not black."""
        end = time.monotonic() + patience
        window = None
        while window is None or not self._is_painted(*window):
            if time.monotonic() > end:
                raise TimeoutError("no window")
            window = window or self._new_window()
            time.sleep(0.002)

    def _new_window(self) -> tuple[int, int, int] | None:
        event = (c_long * 24)()
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, byref(event))
            if event[0] & 0xFFFFFFFF == _MAP_NOTIFY:
                found = self._size(event[_WINDOW_AT])
                if found[1] >= LEAST_WIDTH:
                    return found
        return None

    def _size(self, window: int) -> tuple[int, int, int]:
        root, left, top = c_ulong(), c_int(), c_int()
        size = [c_uint() for _ in range(4)]
        self._x.XGetGeometry(
            self._display, c_ulong(window), byref(root), byref(left), byref(top), *map(byref, size)
        )
        return window, size[0].value, size[1].value

    def _is_painted(self, window: int, width: int, height: int) -> bool:
        at = (c_int(width // 2), c_int(height // 2), c_uint(1), c_uint(1))
        taken = self._x.XGetImage(
            self._display, c_ulong(window), *at, c_ulong(0xFFFFFFFF), c_int(_Z_PIXMAP)
        )
        if not taken:
            return False
        image = c_void_p(taken)
        pixel = int(self._x.XGetPixel(image, 0, 0))
        self._x.XDestroyImage(image)
        return pixel & 0xFFFFFF != 0


def time_start(command: list[str], display: Display, *, cold: bool) -> float:
    """Start a program, end it when it shows, and give the seconds between."""
    if cold:
        os.sync()
        _DROP.write_text("3")
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            display.wait_for_picture()
            return time.monotonic() - begun
        finally:
            child.terminate()


def main() -> None:
    """Print the median and all rounds as one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", type=int)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    display = Display()
    found = [time_start(asked.command, display, cold=asked.cold) for _ in range(asked.rounds)]
    sys.stdout.write(
        json.dumps({"median": statistics.median(found), "all": [round(s, 3) for s in found]}) + "\n"
    )


if __name__ == "__main__":
    main()
