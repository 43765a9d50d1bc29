"""Finds the packages of the system whose libraries a built folder needs, and how new they must be."""

import os
import subprocess
import tempfile
from pathlib import Path

_MAGIC = b"\x7fELF"


def dependencies(folder: Path) -> list[str]:
    """Give the package's dependencies, as "libegl1" or "libc6 (>= 2.35)".

    Raises:
        subprocess.CalledProcessError: a library is neither in the folder nor installed.
    """
    binaries = [path for path in sorted(folder.rglob("*")) if _is_binary(path)]
    homes = sorted({path.parent for path in binaries})
    with tempfile.TemporaryDirectory(prefix="tthc-desk-needs-") as name:
        work = Path(name)
        (work / "debian").mkdir()
        (work / "debian" / "control").write_text("Source: tthc-desk\n\nPackage: tthc-desk\n")
        # What lies in the folder belongs to no package and is not to be looked for.
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", f"-S{work}"]
        options = [f"-l{home}" for home in homes]
        told = subprocess.run(  # noqa: S603 — a fixed command
            [*command, *options, *map(str, binaries)],
            cwd=work,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    line = next(line for line in told.stdout.splitlines() if line.startswith("shlibs:Depends="))
    return sorted(line.removeprefix("shlibs:Depends=").split(", "))


def _is_binary(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == _MAGIC
