"""Makes the environment the program is built in: every distribution by its digest, nothing else."""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = Path(__file__).resolve().parent / "requirements.lock"
"""Made, and after a change of pyproject.toml made anew, by:

    uv pip compile --universal --extra build --generate-hashes --no-annotate --no-header \\
        --constraints requirements.lock -o resources/installer/requirements.lock pyproject.toml
"""

_STAMP = "requirements.lock"


def python_of(folder: Path) -> Path:
    """Give the environment's interpreter."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make_environment(folder: Path) -> Path:
    """Make or renew the environment; give its interpreter."""
    python, stamp = python_of(folder), folder / _STAMP
    wanted = REQUIREMENTS.read_bytes()
    if not stamp.is_file() or stamp.read_bytes() != wanted:
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*command, "-r", str(REQUIREMENTS)], check=True)  # noqa: S603
        stamp.write_bytes(wanted)
    return python


def resolve_windows(folder: Path) -> list[Path]:
    """Fetch every wheel of a build on Windows, by digest; give the files.

    Raises:
        subprocess.CalledProcessError: one has no wheel for 64-bit Windows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # pip weighs markers by the interpreter it runs on: what is for Windows alone is named here.
    wanted = folder / "requirements-win_amd64.txt"
    wanted.write_text(windows_requirements(REQUIREMENTS.read_text(encoding="utf-8")))
    where = ("--platform", "win_amd64", "--python-version", "311", "--implementation", "cp")
    how = ("--only-binary=:all:", "--no-deps", "--require-hashes", "--quiet", "--dest", str(folder))
    command = [sys.executable, "-m", "pip", "download", *where, *how, "-r", str(wanted)]
    subprocess.run(command, check=True)  # noqa: S603
    return sorted(folder.glob("*.whl"))


def windows_requirements(locked: str) -> str:
    """Give the requirements that hold on 64-bit Windows, without their markers."""
    from packaging.requirements import Requirement

    windows = {
        "sys_platform": "win32",
        "os_name": "nt",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": "3.11",
        "python_full_version": "3.11.9",
    }
    kept = []
    for entry in locked.replace("\\\n", " ").splitlines():
        text, *digests = entry.split(" --hash=")
        wanted = Requirement(text.strip())
        if wanted.marker is None or wanted.marker.evaluate(windows):
            hashes = " ".join(f"--hash={digest.strip()}" for digest in digests)
            kept.append(f"{wanted.name}{wanted.specifier} {hashes}")
    return "\n".join(kept) + "\n"
