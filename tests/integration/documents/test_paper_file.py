"""A paper stands whole under its name, or not at all."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from tthc_desk.documents import paper_file
from tthc_desk.documents.paper_file import write_paper
from tthc_desk.domain.errors import Code, DeskError

PDF = b"%PDF-1.4 thu"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_file, "_WAITS_S", (0.0, 0.0, 0.0))


def _refusal(path: Path) -> DeskError:
    with pytest.raises(DeskError) as refused:
        write_paper(PDF, path)
    return refused.value


def test_a_paper_is_written_and_replaces_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "Giấy tiếp nhận.pdf"
    path.write_bytes(b"older")
    write_paper(PDF, path)
    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none" / "a.pdf").code is Code.FOLDER


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert _refusal(tmp_path / "file" / "a.pdf").code is Code.FOLDER


def test_a_folder_under_the_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert _refusal(tmp_path / "a.pdf").code is Code.FOLDER
    assert list(tmp_path.iterdir()) == [tmp_path / "a.pdf"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EROFS, Code.READONLY),
        (errno.EIO, Code.IO),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: Code
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a.pdf"
    path.write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", fail)
    assert _refusal(path).code is code
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_held_by_a_viewer_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = iter([True, True])
    real = Path.replace

    def replace(self: Path, target: Any) -> Path:
        if next(held, False):
            raise PermissionError(errno.EACCES, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    write_paper(PDF, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == PDF


def test_a_file_held_for_good_is_refused_and_cleaned_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(self: Path, target: Any) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", replace)
    assert _refusal(tmp_path / "a.pdf").code is Code.READONLY
    assert list(tmp_path.iterdir()) == []
