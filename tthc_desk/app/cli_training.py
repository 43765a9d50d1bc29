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


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("demo")(command(demo))
    app.command("generate")(command(generate))


def demo(
    data: Annotated[
        Path | None, typer.Option("--data", help="Thư mục của phường tập huấn.")
    ] = None,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Không mở cửa sổ khi xong.")
    ] = False,
) -> None:
    """Dựng phường tập huấn, sống trọn một ngày ở quầy, để lại mọi giấy tờ rồi mở cửa sổ."""
    from tthc_desk.app.demo import make_demo

    folder = data or paths.demo_folder()
    made = make_demo(folder, SystemClock(), say)
    emit(made)
    say(f"Phường tập huấn: {folder}; giấy tờ: {made['papers_folder']}.")
    if no_window:
        return
    from tthc_desk.app.main import open_window

    if open_window(folder):
        say("Cửa sổ không mở được ở đây; dữ liệu và giấy tờ đã đủ trong thư mục trên.")


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
