"""Setups of Windows run for real under Debian's wine, without a window."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WINE = Path("/usr/lib/wine/wine64")
SERVER = Path("/usr/lib/wine/wineserver64")
HAS_WINE = WINE.is_file() and shutil.which("makensis") is not None
_PATIENCE_S = 120
_WITHOUT = "mscoree,mshtml,winemenubuilder.exe="
"""What asks for downloads, and what would put shortcuts on the desktop of this machine."""

_QUIET = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": _WITHOUT, "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class WindowsPc:
    """A Windows of its own, in one folder."""

    home: Path

    @classmethod
    def make(cls, home: Path) -> "WindowsPc":
        """Make a Windows 10."""
        made = cls(home)
        made.run("wineboot", "--init")
        made.say_version("win10")
        return made

    @property
    def drive(self) -> Path:
        return self.home / "drive_c"

    @property
    def program(self) -> Path:
        return self.drive / "Program Files" / "tthc-desk"

    @property
    def data(self) -> Path:
        return self.drive / "ProgramData" / "tthc-desk"

    @property
    def desktop(self) -> Path:
        return self.drive / "users" / "Public" / "Desktop"

    @property
    def start_menu(self) -> Path:
        return self.drive / "ProgramData" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    def say_version(self, name: str) -> None:
        """Let it call itself another Windows, as "win7"."""
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", name, "/f")

    def run(self, program: str | Path, *words: str, **more: str) -> int:
        """Run a program to its end; give the exit code.

        A word with a space would be quoted on the way, which NSIS does not take for `/D=`: words
        are cut at spaces and stand side by side again.
        """
        return subprocess.run(
            self._command(program, words), env=self._env(more), check=False, timeout=_PATIENCE_S
        ).returncode

    def type(self, line: str) -> int:
        """Have a line run as it was typed into a console; give the exit code."""
        script = f"@echo off\r\nchcp 65001 >nul\r\n{line}\r\nexit /b %errorlevel%\r\n"
        (self.drive / "typed.bat").write_bytes(script.encode())
        return self.run("cmd", "/d", "/c", r"C:\typed.bat")

    @contextmanager
    def running(self, program: Path, started: Path, stop: Path) -> Iterator[None]:
        """Keep a program running that makes one file when it has begun and waits for another."""
        with subprocess.Popen(self._command(program, ()), env=self._env({})) as process:
            while not started.exists():
                assert process.poll() is None
            try:
                yield
            finally:
                stop.touch()
                process.wait(_PATIENCE_S)

    def wait(self) -> None:
        """Wait until nothing runs any more."""
        subprocess.run((str(SERVER), "-w"), env=self._env({}), check=True, timeout=_PATIENCE_S)

    def registry(self, key: str) -> dict[str, str]:
        """Read the values of a key; empty when there is none."""
        target = self.drive / "exported.reg"
        target.unlink(missing_ok=True)
        self.run("reg", "export", key, r"C:\exported.reg", "/y")
        text = target.read_text(encoding="utf-16") if target.exists() else ""
        own = text.split("\n[")[1] if "\n[" in text else ""
        pairs = (line.split("=", 1) for line in own.splitlines() if "=" in line)
        return {name.strip('"'): _value(text) for name, text in pairs}

    def clear(self, *keys: str) -> None:
        """Take away what a setup may have left."""
        self.say_version("win10")
        for key in keys:
            self.run("reg", "delete", key, "/f")
        shutil.rmtree(self.program, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        for place in (self.desktop, self.start_menu):
            for link in place.glob("*.lnk"):
                link.unlink()

    def _command(self, program: str | Path, words: tuple[str, ...]) -> tuple[str, ...]:
        return (str(WINE), str(program), *" ".join(words).split())

    def _env(self, more: dict[str, str]) -> dict[str, str]:
        inherited = {name: text for name, text in os.environ.items() if name != "DISPLAY"}
        return {**inherited, **_QUIET, "WINEPREFIX": str(self.home), **more}


def _value(text: str) -> str:
    bare = text.strip()
    if not bare.startswith('"'):
        return bare
    return bare[1:-1].replace('\\"', '"').replace("\\\\", "\\")
