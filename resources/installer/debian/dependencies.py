"""Finds which packages of the system a built folder needs for its libraries, and how new."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"\x7fELF"
_CONTROL = "Source: tthc-desk\n\nPackage: tthc-desk\nArchitecture: any\n"


def dependencies(folder: Path) -> list[str]:
    """Give the package's dependencies, as "libegl1" or "libc6 (>= 2.35)".

    Raises:
        SystemExit: a library is neither in the folder nor installed.
    """
    binaries = [path for path in sorted(folder.rglob("*")) if _is_binary(path)]
    homes = sorted({path.parent for path in binaries})
    # Libraries in the folder are found there; those packages are not asked for.
    options = [*(f"-l{home}" for home in homes), *(f"-x{name}" for name in _brought(binaries))]
    with tempfile.TemporaryDirectory(prefix="tthc-desk-needs-") as name:
        (Path(name) / "debian").mkdir()
        (Path(name) / "debian" / "control").write_text(_CONTROL)
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *options, *map(str, binaries)]
        told = subprocess.run(  # noqa: S603 — a fixed command
            command, cwd=name, check=False, capture_output=True, text=True
        )
    if told.returncode:
        raise SystemExit(f"dpkg-shlibdeps: {told.stderr[-2000:]}")
    line = next(line for line in told.stdout.splitlines() if line.startswith("shlibs:Depends="))
    return sorted(line.removeprefix("shlibs:Depends=").split(", "))


def _brought(binaries: list[Path]) -> Iterator[str]:
    """Give the packages of the system whose libraries lie in the folder itself."""
    # PyInstaller puts them at the top; deeper ones came with a distribution of Python.
    for name in sorted({path.name for path in binaries if path.parent.name == "_internal"}):
        found = subprocess.run(  # noqa: S603 — a fixed command
            ["dpkg", "-S", f"/usr/lib/*/{name}"],  # noqa: S607
            check=False,
            capture_output=True,
            text=True,
        )
        if found.returncode == 0:
            yield found.stdout.split(":")[0]


def _is_binary(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == _MAGIC
