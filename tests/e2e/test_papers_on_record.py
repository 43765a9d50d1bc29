"""A paper never lies in a folder without its print standing in the book."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.ward_commands import accept
from tthc_desk.app.clock import SystemClock
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.papers import Papers


def prints(ward: Path, number: str) -> int:
    """Read how often a receipt was printed."""
    with open_desk(ward) as desk:
        receipt = desk.papers.newest(PaperKind.RECEIPT, number)
        assert receipt is not None
        return receipt.prints


def test_a_print_refused_for_the_clock_leaves_no_file(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, folder = accept(ward), tmp_path / "out"
    folder.mkdir()
    earlier = SystemClock().now() - timedelta(hours=1)
    monkeypatch.setattr(SystemClock, "now", lambda _: earlier)
    refused = run("paper", "receipt", number, "--out", folder / "r.pdf", data=ward)
    assert (refused.code, "Chưa lưu gì" in refused.err) == (1, True)
    assert list(folder.iterdir()) == []
    assert prints(ward, number) == 0


def test_a_refused_print_leaves_the_file_that_stood_there(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, out = accept(ward), tmp_path / "r.pdf"
    assert run("paper", "receipt", number, "--out", out, data=ward).code == 0
    before = out.read_bytes()

    def refuse(*_: object) -> None:
        raise DeskError(Code.DISK_FULL, path="x", folder="y", reason="")

    monkeypatch.setattr(Papers, "note", refuse)
    assert run("paper", "receipt", number, "--out", out, data=ward).code == 1
    assert out.read_bytes() == before
    assert [one.name for one in tmp_path.glob(".paper-*")] == []


def test_a_print_stands_in_the_book_before_its_file_has_its_name(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, out = accept(ward), tmp_path / "r.pdf"
    there: list[bool] = []
    note = Papers.note

    def watched(self: Papers, *given: object) -> None:
        there.append(out.exists())
        note(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Papers, "note", watched)
    assert run("paper", "receipt", number, "--out", out, data=ward).code == 0
    assert (there, out.exists(), prints(ward, number)) == ([False], True, 1)
