"""Start of the window against an empty PySide6 window, and how long its thread ever stops."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.rows import Row

ROUNDS = 7
FOLDER = Path(__file__).parent


def measure(ward: Path, big_ward: Path) -> list[Row]:
    """Time starts by turns, each in a process of its own.

    Args:
        ward: a ward of about 100,000 dossiers.
        big_ward: where the window is worked in to find its longest stop.
    """
    pairs = [(_window(ward), _bare(), _bare("sqlmodel")) for _ in range(ROUNDS + 1)][1:]
    ours = [pair[0] for pair in pairs]
    painted = statistics.median(o["painted"] for o in ours)
    ready = statistics.median(o["ready"] for o in ours)
    resident = max(o["resident_mb"] for o in ours)
    empty = statistics.median(pair[1] for pair in pairs)
    with_orm = statistics.median(pair[2] for pair in pairs)
    stop = max(_window(big_ward, "work")["longest_stop"] for _ in range(3))
    return [
        Row(
            "mở đến khi cửa sổ hiện và nhận phím", painted, empty, painted / empty, f"{ROUNDS} lần"
        ),
        Row(
            "mở đến khi lưu được hồ sơ",
            ready,
            with_orm,
            ready / with_orm,
            f"{ROUNDS} lần; nhiều nhất {resident:.0f} MB bộ nhớ",
        ),
        Row(
            "luồng cửa sổ dừng lâu nhất (so với 50 ms)",
            stop,
            0.05,
            stop / 0.05,
            "3 lần chạy mọi việc",
        ),
    ]


def _window(folder: Path, *more: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(_run("window_child.py", str(folder), *more))
    return found


def _bare(*more: str) -> float:
    return float(_run("bare_window.py", *more))


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(FOLDER / script), *arguments]
    # A machine told to write no byte code would time the compiler.
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=180, env=surroundings
    )
    return done.stdout.strip().splitlines()[-1]
