"""`demo` and `generate`: invented history in a training ward."""

import time
from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths
from tthc_desk.app.clock import SetClock, SystemClock
from tthc_desk.app.options import Data, day
from tthc_desk.app.output import command, emit, say
from tthc_desk.app.wiring import open_desk

_NO_WINDOW = "Cửa sổ không mở được ở đây; dữ liệu và giấy tờ đã đủ trong thư mục trên."


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("demo")(command(demo))
    app.command("generate")(command(generate))


def demo(
    data: Annotated[
        Path | None, typer.Option("--data", help="Thư mục của phường hay quận tập huấn.")
    ] = None,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Không mở cửa sổ khi xong.")
    ] = False,
    district: Annotated[
        bool, typer.Option("--district", help="Dựng cả quận: mười phường, hai năm, vài phút.")
    ] = False,
    sample: Annotated[
        Path | None, typer.Option("--sample", help="Tệp số liệu mẫu của quận (TOML).")
    ] = None,
) -> None:
    """Dựng phường tập huấn, sống trọn một ngày ở quầy, để lại mọi giấy tờ rồi mở cửa sổ."""
    if district:
        _demo_district(data or paths.district_demo_folder(), sample, window=not no_window)
        return
    if sample is not None:
        raise typer.BadParameter("--sample chỉ đi cùng --district.")
    _demo_ward(data or paths.demo_folder(), window=not no_window)


def _demo_ward(folder: Path, *, window: bool) -> None:
    from tthc_desk.app.demo import make_demo

    made = make_demo(folder, SystemClock(), say)
    emit(made)
    say(f"Phường tập huấn: {folder}; giấy tờ: {made['papers_folder']}.")
    if not window:
        return
    from tthc_desk.app.main import open_window

    if open_window(folder):
        say(_NO_WINDOW)


def _demo_district(folder: Path, sample: Path | None, *, window: bool) -> None:
    from tthc_desk.app.demo_district import make_district_demo

    made = make_district_demo(folder, sample or paths.shipped_sample(), SystemClock(), say)
    emit(made)
    say(f"Quận tập huấn: {folder}; báo cáo: {made['pdf']}.")
    if not window:
        return
    from tthc_desk.app.district_window import open_district_window

    if open_district_window(Path(made["district"])):
        say(_NO_WINDOW)


def generate(
    dossiers: Annotated[int, typer.Option("--dossiers", min=1, help="Số hồ sơ.")],
    first: Annotated[str, typer.Option("--from", help="Từ ngày.")],
    last: Annotated[str, typer.Option("--to", help="Đến ngày.")],
    seed: Annotated[int, typer.Option("--seed", help="Hạt giống; cùng hạt thì cùng dữ liệu.")] = 1,
    data: Data = None,
) -> None:
    """Sinh lịch sử giả cho phường tập huấn, qua đúng các quy tắc của chương trình."""
    from tthc_desk.app.generate import History
    from tthc_desk.usecases.upkeep import require_training

    start = time.perf_counter()
    clock = SetClock(SystemClock().now())
    with open_desk(paths.data_folder(data), clock) as desk:
        require_training(desk.store)
        history = History(desk, clock, seed)
        made = history.write(dossiers, day(first, "from"), day(last, "to"), _tell)
    seconds = time.perf_counter() - start
    rate = round(made.dossiers / seconds) if seconds else 0
    emit(
        {
            "dossiers": made.dossiers,
            "turned_away": made.turned_away,
            "events": made.events,
            "seconds": round(seconds),
            "dossiers_per_second": rate,
        }
    )
    say(f"Đã sinh {made.dossiers} hồ sơ, {made.events} sự kiện; {rate} hồ sơ mỗi giây.")


def _tell(done: int, of: int) -> bool:
    say(f"{done}/{of}")
    return True
