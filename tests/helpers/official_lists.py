"""Lists as official systems export them, made for a test."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tthc_desk.app.official_desk import shipped_columns
from tthc_desk.usecases.official_screen import OfficialScreen, read_screen

HEADINGS = (
    "STT",
    "Số hồ sơ",
    "Tên thủ tục hành chính",
    "Tên lĩnh vực",
    "Chủ hồ sơ",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái hồ sơ",
    "Mã tham chiếu",
)
BLANK = dict.fromkeys(HEADINGS)


def screen() -> OfficialScreen:
    """Read the columns the program comes with."""
    return read_screen(shipped_columns())


def code(number: int, day: str = "260302") -> str:
    """Write an official code."""
    return f"000.00.01.H26-{day}-{number:04}"


def official_row(number: int, **changes: Any) -> dict[str, Any]:
    """Make a row; `changes` name its cells by the words without spaces below."""
    names = {
        "code": "Số hồ sơ",
        "procedure": "Tên thủ tục hành chính",
        "owner": "Chủ hồ sơ",
        "received": "Ngày tiếp nhận",
        "due": "Ngày hẹn trả",
        "finished": "Ngày kết thúc xử lý",
        "status": "Trạng thái hồ sơ",
        "own": "Mã tham chiếu",
    }
    usual = {"code": code(number), "received": "02/03/2026 08:00"}
    return {
        **BLANK,
        "STT": number,
        **{names[name]: value for name, value in {**usual, **changes}.items()},
    }


def save_list(
    path: Path,
    rows: Iterable[Mapping[str, Any]],
    *,
    above: Sequence[Sequence[Any]] = (("DANH SÁCH HỒ SƠ",), ("Từ ngày 01/03/2026",), ()),
    below: Sequence[Sequence[Any]] = (),
    headings: Sequence[str] = HEADINGS,
) -> Path:
    """Write a list with what stands above and below it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in above:
        sheet.append(list(line))
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(name) for name in headings])
    for line in below:
        sheet.append(list(line))
    book.save(path)
    return path
