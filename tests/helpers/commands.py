"""Running the commands: in this process for most tests, as a process of its own for some."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tthc_desk.app.cli import app

PROGRAM = (sys.executable, "-m", "tthc_desk")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Read standard output, which holds JSON objects and nothing else."""
        found = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(line, dict) for line in found)
        return found

    @property
    def one(self) -> dict[str, Any]:
        """Read the one object a command printed."""
        (line,) = self.lines
        return line

    @property
    def error(self) -> tuple[str, str | None]:
        """Give code and field of the refusal a command ended with."""
        assert (self.code, "Traceback" in self.err) == (1, False)
        found = self.lines[-1]["error"]
        assert found["message"]
        return found["code"], found.get("field")


def run(*arguments: object, data: Path | None = None) -> Outcome:
    """Run a command inside this process."""
    asked = [*map(str, arguments), *(("--data", str(data)) if data else ())]
    result = CliRunner().invoke(app, asked)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


def start(*arguments: object, data: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own; its streams are pipes."""
    asked = [*map(str, arguments), *(("--data", str(data)) if data else ())]
    pipe = subprocess.PIPE
    return subprocess.Popen([*PROGRAM, *asked], stdin=pipe, stdout=pipe, stderr=pipe, env=_env())


def run_process(*arguments: object, data: Path | None = None, stdin: bytes = b"") -> Outcome:
    """Run a command as a process of its own to its end."""
    process = start(*arguments, data=data)
    out, err = process.communicate(stdin, timeout=300)
    return Outcome(process.returncode, out.decode(), err.decode())


def json_lines(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Write objects as `receive` reads them."""
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def _env() -> dict[str, str]:
    # Without a home of its own a command must not find this machine's data.
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.fspath(Path.cwd())}
