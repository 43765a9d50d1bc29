"""The folder of the demo of a district: made anew each time, never in place of anything else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tthc_desk.app.district_wiring import open_district
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.district.store import holds_district
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.usecases.upkeep import require_training

WARDS, SENT, DISTRICT, REPORTS = "phuong", "gui-len", "quan", "bao-cao"
_MARK = "DOC-TRUOC.txt"
_MARK_TEXT = """\
Thư mục TẬP HUẤN do lệnh tthc-desk demo --district dựng.
Mọi hồ sơ, công dân, cán bộ đều không có thật.
Chạy lại lệnh ấy thì cả thư mục được dựng lại từ đầu: đừng cất gì ở đây.

phuong    sổ của từng phường; mở bằng: tthc-desk --data phuong/MÃ_PHƯỜNG
gui-len   tệp số liệu các phường đã gửi, tệp khóa, và vài tệp lạ lẫn vào
quan      sổ tổng hợp của quận; các lệnh tthc-desk district … --data quan
bao-cao   báo cáo tổng hợp của quận
"""


def make_anew(folder: Path) -> None:
    """Empty the folder of an earlier demo, or begin one.

    Raises:
        DeskError: FOLDER_NOT_EMPTY when it holds anything else, TRAINING_ONLY when a book in it
            is a real one, LOCKED when a window runs on one, FOLDER, READONLY.
    """
    if folder.exists() and not folder.is_dir():
        raise DeskError(Code.FOLDER, folder=str(folder), reason="file_for_folder")
    try:
        if folder.exists():
            _refuse_strangers(folder)
            for book in _books(folder):
                _check_book(book)
            for name in (WARDS, SENT, DISTRICT, REPORTS):
                if (folder / name).exists():
                    shutil.rmtree(folder / name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARK).write_bytes(_MARK_TEXT.encode())
        for name in (WARDS, SENT, REPORTS):
            (folder / name).mkdir()
    except OSError as error:
        raise DeskError(Code.READONLY, folder=str(folder)) from error


def _refuse_strangers(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    if not names:
        return
    # Other people's folders have such names too; the mark is what tells ours.
    marked = _MARK in names and (folder / _MARK).read_bytes() == _MARK_TEXT.encode()
    if not marked or names - {_MARK, WARDS, SENT, DISTRICT, REPORTS}:
        raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))


def _books(folder: Path) -> Iterator[Path]:
    if (folder / WARDS).is_dir():
        yield from (path.parent for path in sorted((folder / WARDS).glob("*/ward.db")))
    if holds_district(folder / DISTRICT):
        yield folder / DISTRICT


def _check_book(book: Path) -> None:
    with WindowLock(book):
        if not holds_district(book):
            with open_desk(book) as desk:
                require_training(desk.store)
            return
        with open_district(book) as district:
            if not district.store.queries.district().training:
                raise DeskError(Code.TRAINING_ONLY)
