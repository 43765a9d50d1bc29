"""A disk that fails at the k-th write or flush, for a program of its own."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_suffix(".c")
WRITES, FLUSHES = 1, 2


def build(folder: Path) -> Path:
    """Build the library that stands between a program and the disk; skip where it cannot be."""
    if sys.platform != "linux" or not shutil.which("gcc"):
        pytest.skip("a failing disk is made with gcc and the loader of Linux")
    library = folder / "disk_faults.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def run(library: Path, script: str, *arguments: str) -> str:
    """Run Python code on the failing disk; give what it printed."""
    found = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"LD_PRELOAD": str(library), "DISK_FAULTS": str(library)},
        cwd=SOURCE.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


def fail(operation: int, at: int, error: int, path: str) -> int:
    """Let operations from the k-th on fail (0: none); give how many there were since the last."""
    library = ctypes.CDLL(os.environ["DISK_FAULTS"])
    # 0 never comes: nothing fails.
    return int(library.fi_set(operation, at or 1 << 30, error, path.encode()))
