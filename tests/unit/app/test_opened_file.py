"""What the program is started with: a window, a window on a file, or a command."""

from pathlib import Path

import pytest

from tthc_desk.app.opened_file import FileKind, WindowStart, kind_of, window_start
from tthc_desk.exchange.ward_pack import PACK_SUFFIX, pack_file_name


def test_packs_and_totals_are_known_by_their_names() -> None:
    assert kind_of(Path(pack_file_name("00625"))) is FileKind.PACK
    assert kind_of(Path(f"gói mới (2){PACK_SUFFIX.upper()}")) is FileKind.PACK
    assert kind_of(Path("TOTALS_00625_2026-10-01_2026-10-31_3.json")) is FileKind.TOTALS
    for name in ("KHOA_00625.json", "TOTALS_00625.pdf", "phuong.toml", "tthcpack", "TOTALS_.json"):
        assert kind_of(Path(name)) is None, name


def test_a_file_with_blanks_and_vietnamese_letters_is_taken_as_an_absolute_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "Gói phường Mỹ Đình 1.tthcpack"
    assert window_start([name]) == WindowStart(None, tmp_path / name)
    assert window_start(["--data", "sổ", name]) == WindowStart(Path("sổ"), tmp_path / name)
    assert window_start(["--data=sổ", name]) == WindowStart(Path("sổ"), tmp_path / name)


@pytest.mark.parametrize("arguments", [[], ["--data", "x"], ["--data=x"]])
def test_without_a_file_the_window_opens(arguments: list[str]) -> None:
    start = window_start(arguments)
    assert start is not None
    assert start.file is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify"],
        ["ward-pack", "show", "a.tthcpack"],
        ["a.txt"],
        ["khong-co-lenh"],
        ["a.tthcpack", "b.tthcpack"],
        ["-x.tthcpack"],
        ["--data"],
        ["--data", "x", "a.json"],
        ["--help"],
        [""],
    ],
)
def test_everything_else_belongs_to_the_commands(arguments: list[str]) -> None:
    assert window_start(arguments) is None
