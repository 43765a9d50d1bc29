"""Files for a stick: whole under their name or not there, whatever breaks on the way."""

import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.outbox import check_folder, place
from tthc_desk.usecases.messages import error_text

NAMES = ("A.json", "A.pdf", "A.xlsx", "A_PHIEU_GUI.pdf")
FILES = {name: name.encode() * 4000 for name in NAMES}

KILLED = """
import sys
from pathlib import Path
from tthc_desk.exchange.outbox import place

folder, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    names = (f"{number}.json", f"{number}.pdf", f"{number}.xlsx")
    place({name: name.encode() * 40_000 for name in names}, folder)
    number += 1
"""
LIMITED = """
import resource, sys
from pathlib import Path
from tests.integration.exchange.test_outbox import FILES
from tthc_desk.domain.errors import DeskError
from tthc_desk.exchange.outbox import place

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    place(FILES, Path(sys.argv[1]))
except DeskError as error:
    print(error.code.value)
"""
FULL = """
mount -t tmpfs -o size=64k tmpfs "$1" && "$2" -c "$3" "$1" 1000000 && ls -A "$1" && rm "$1"/* 2>&1
"""


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(folder: Path) -> DeskError:
    with pytest.raises(DeskError) as caught:
        place(FILES, folder)
    assert "Traceback" not in error_text(caught.value)
    return caught.value


def test_all_files_stand_in_the_folder_the_data_named_last(tmp_path: Path) -> None:
    placed = place(FILES, tmp_path)
    assert left(tmp_path) == FILES
    assert [path.name for path in placed] == [*sorted(NAMES[1:]), "A.json"]


def test_placing_again_changes_nothing(tmp_path: Path) -> None:
    first = place(FILES, tmp_path)
    marks = [path.stat().st_mtime_ns for path in first]
    assert place(FILES, tmp_path) == first
    assert [path.stat().st_mtime_ns for path in first] == marks


@pytest.mark.parametrize("name", NAMES)
def test_another_file_of_the_same_name_is_never_touched(tmp_path: Path, name: str) -> None:
    other = FILES[name][:-1] + b"?"
    (tmp_path / name).write_bytes(other)
    error = refused(tmp_path)
    assert (error.code, error.facts["reason"]) == (Code.FOLDER, "other_file")
    assert left(tmp_path) == {name: other}


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place_, reason in (("missing", "no_folder"), ("file", "file_for_folder")):
        with pytest.raises(DeskError) as caught:
            check_folder(tmp_path / place_)
        assert (caught.value.code, caught.value.facts["reason"]) == (Code.FOLDER, reason)
    assert not (tmp_path / "missing").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert refused(tmp_path).code is Code.READONLY
    finally:
        tmp_path.chmod(0o700)


def _steps() -> list[tuple[Any, str]]:
    return [
        (os, "fsync"),
        (tempfile, "mkstemp"),
        (Path, "replace"),
        (Path, "read_bytes"),
    ]


@pytest.mark.parametrize("step", _steps(), ids=lambda step: step[1])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.ENODEV])
def test_whichever_step_fails_no_wrong_file_bears_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[Any, str], number: int
) -> None:
    holder, name = step
    real = getattr(holder, name)
    for failing in range(20):
        folder = tmp_path / str(failing)
        folder.mkdir()
        with monkeypatch.context() as patched:
            patched.setattr(holder, name, failing_at(real, failing, number))
            code = outcome(folder)
        if code is None:
            assert failing > 3
            return
        assert code in (Code.IO, Code.DISK_FULL, Code.READONLY, Code.READ_BACK)
        found = left(folder)
        assert found == {name: FILES[name] for name in found}
        assert "A.json" not in found or len(found) == len(FILES)
        place(FILES, folder)
        assert left(folder) == FILES
    pytest.fail("every call failed")


def outcome(folder: Path) -> Code | None:
    try:
        place(FILES, folder)
    except DeskError as error:
        return error.code
    return None


def failing_at(real: Callable[..., Any], at: int, number: int) -> Callable[..., Any]:
    calls = iter(range(at + 1))

    def step(*args: Any, **kwargs: Any) -> Any:
        # Once it has failed the stick is gone for good.
        if next(calls, at) == at:
            raise OSError(number, os.strerror(number))
        return real(*args, **kwargs)

    return step


def test_what_reads_back_otherwise_gets_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: real(path)[:-1] + b"?")
    error = refused(tmp_path)
    assert error.code is Code.READ_BACK
    monkeypatch.undo()
    assert left(tmp_path) == {}


def test_a_killed_program_leaves_only_whole_files(tmp_path: Path) -> None:
    chance = random.Random(4)
    for _ in range(8):
        folder = tmp_path / "stick"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.readline()
            _wait_for_files(folder, chance.randint(0, 9))
            process.kill()
        whole = {name: data for name, data in left(folder).items() if not name.endswith(".part")}
        assert all(data == name.encode() * 40_000 for name, data in whole.items())
        for name in whole:
            stem, _, ending = name.partition(".")
            assert ending != "json" or {f"{stem}.pdf", f"{stem}.xlsx"} <= set(whole)


def test_what_a_killed_program_left_is_cleared_by_the_next_one(tmp_path: Path) -> None:
    kept = {".totals-notes.part": b"n", "x.part": b"x", ".totals-abcdefgh.part.json": b"j"}
    stale = {".totals-ab_d3fgh.part": b"half", ".totals-zzzzzzzz.part": b""}
    for name, content in {**kept, **stale}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / ".totals-aaaaaaaa.part").mkdir()
    place(FILES, tmp_path)
    (tmp_path / ".totals-aaaaaaaa.part").rmdir()
    assert left(tmp_path) == {**FILES, **kept}


def test_a_leftover_that_cannot_be_removed_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".totals-abcdefgh.part").write_bytes(b"half")
    monkeypatch.setattr(Path, "unlink", failing_at(Path.unlink, 0, errno.EPERM))
    place(FILES, tmp_path)
    assert left(tmp_path) == {**FILES, ".totals-abcdefgh.part": b"half"}


def _wait_for_files(folder: Path, count: int) -> None:
    while len(list(folder.iterdir())) < count:
        pass


@pytest.mark.parametrize("limit", [0, 1, 10_000, 27_999])
def test_a_file_that_cannot_be_written_whole_is_not_there(tmp_path: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), str(limit)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [Code.DISK_FULL.value]
    assert left(tmp_path) == {}


def _may_mount() -> bool:
    tried = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.skipif(not _may_mount(), reason="needs a file system of its own")
def test_on_a_full_stick_nothing_is_left(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", FULL, "sh", str(tmp_path), sys.executable, LIMITED],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split()[:1] == [Code.DISK_FULL.value], done.stderr
    assert not any(name in done.stdout for name in NAMES)
