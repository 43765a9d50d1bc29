"""A paper stands whole under its name, or not at all."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tthc_desk.documents import paper_file
from tthc_desk.documents.paper_file import check_target, make_folder, write_paper
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.messages import error_text

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
    path.write_bytes(b"%PDF-1.3 older")
    write_paper(PDF, path)
    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]


def _sentence(error: DeskError) -> str:
    text = error_text(error)
    assert "–" not in text
    assert text.index("Chưa ghi được tệp") < text.index("Hãy ")
    return text


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    refused = _refusal(tmp_path / "none" / "a.pdf")
    assert refused.code is Code.FOLDER
    assert _sentence(refused).startswith(f"Không có thư mục {tmp_path / 'none'}.")


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    refused = _refusal(tmp_path / "file" / "a.pdf")
    assert refused.code is Code.FOLDER
    assert f"{tmp_path / 'file'} là một tệp" in _sentence(refused)


def test_a_folder_under_the_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.mkdir()
    refused = _refusal(path)
    assert refused.code is Code.FOLDER
    assert f"{path} là một thư mục" in _sentence(refused)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_may_only_be_read_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"signed")
    path.chmod(0o444)
    refused = _refusal(path)
    assert refused.code is Code.READONLY
    assert f"Tệp {path} chỉ cho đọc" in _sentence(refused)
    assert path.read_bytes() == b"signed"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_too_long_is_told_as_such(tmp_path: Path) -> None:
    refused = _refusal(tmp_path / ("a" * 300 + ".pdf"))
    assert refused.code is Code.FOLDER
    assert "dài quá" in _sentence(refused)


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have no such places")
@pytest.mark.parametrize(
    ("place", "said"),
    [("/proc/a.pdf", "Thư mục /proc không nhận tệp"), ("/dev/null", "/dev/null không phải tệp")],
)
def test_a_place_of_the_system_takes_no_file(place: str, said: str) -> None:
    refused = _refusal(Path(place))
    assert refused.code is Code.READONLY
    assert said in _sentence(refused)


def test_a_place_is_checked_without_leaving_anything(tmp_path: Path) -> None:
    check_target(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DeskError) as refused:
        check_target(tmp_path / "none" / "a.pdf")
    assert refused.value.code is Code.FOLDER


def test_a_folder_for_papers_is_made_or_refused_by_its_name(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "b"):
        with pytest.raises(DeskError) as refused:
            make_folder(folder)
        assert refused.value.code is Code.FOLDER
        assert str(tmp_path / "file") in error_text(refused.value)
        assert "Chưa lưu gì." in error_text(refused.value)


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
    path.write_bytes(b"%PDF-older")
    monkeypatch.setattr(os, "fsync", fail)
    assert _refusal(path).code is code
    assert path.read_bytes() == b"%PDF-older"
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


PACK = b'{"payload":"","payloadType":"application/vnd.tthc-desk.ward-pack+json","signatures":[]}'
KINDS = {
    "a.pdf": PDF,
    "a.xlsx": b"PK\x03\x04 workbook",
    "a.tthcpack": PACK,
    "a.tthctotals": PACK.replace(b"ward-pack", b"totals"),
    "it.key": b"tthc-desk-pack-key-1\n00\n00\n",
    "thu-tuc.csv": b"code,name\n1,a\n",
    "lich-2026.csv": b"\xef\xbb\xbfday,kind\n",
    "phuong.toml": b"[ward]\n",
    "desk.db": b"SQLite format 3\0\xff",
}


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_replaced_by_its_own_kind_alone(tmp_path: Path, name: str) -> None:
    path, own = tmp_path / name, KINDS[name]
    for other in KINDS.values():
        path.write_bytes(own)
        if other == own:
            write_paper(other, path)
            continue
        with pytest.raises(DeskError) as refused:
            write_paper(other, path)
        assert (refused.value.code, refused.value.facts["reason"]) == (Code.READONLY, "other_kind")
        assert "không ghi đè" in _sentence(refused.value)
        assert path.read_bytes() == own
    path.write_bytes(b"")
    write_paper(PDF, path)


def test_a_newer_file_of_a_kind_replaces_the_older_one(tmp_path: Path) -> None:
    for name, older, newer in (
        ("a.tthcpack", PACK, PACK.replace(b'"payload":""', b'"payload":"aa"')),
        ("a.csv", b"\xef\xbb\xbfcode,name\r\n1,a\r\n", b"code,name\n2,b\n"),
        ("a.txt", b"one", b"two"),
    ):
        (tmp_path / name).write_bytes(older)
        write_paper(newer, tmp_path / name)
        assert (tmp_path / name).read_bytes() == newer
