"""Search as you type over a long history, against the bare full-text query."""

from contextlib import closing
from functools import partial

import pytest

from tests.bench.bare_queries import search
from tests.bench.bare_save import open_by_hand
from tests.bench.big_ward import big_ward, goal
from tests.bench.rows import Row, in_turn, row
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key

TYPED = {
    "n": '"n"*',
    "ng": '"ng"*',
    "nguyen": '"nguyen"*',
    "nguyen v": '"nguyen"* AND "v"*',
    "nguyen van xuyen": '"nguyen"* AND "van"* AND "xuyen"*',
    "thi an 12": '"thi"* AND "an"* AND ("12"* OR "t12")',
    "dang duc lin": '"dang"* AND "duc"* AND "lin"*',
    "zzz": '"zzz"*',
}
ROUNDS = 40
FRAME_SECONDS = 0.016


def measure() -> list[Row]:
    """Time each state of a search box by turns on one file."""
    rows, all_ours, all_bare = [], [], []
    with big_ward() as store:
        key = read_key(store.folder / KEY).pragma
        size = store.queries.chain_head()[1]
        with closing(open_by_hand(store.folder / DATABASE, key)) as connection:
            for typed, match in TYPED.items():
                ours, bare = in_turn(
                    partial(store.queries.find, typed),
                    partial(search, connection, match),
                    ROUNDS,
                )
                all_ours += ours
                all_bare += bare
                rows.append(row(f"tìm “{typed}”", ours, bare, f"{size} sự kiện"))
    return [*rows, row("tìm, mọi lần gõ", all_ours, all_bare, f"{size} sự kiện")]


@pytest.mark.bench
def test_search_keeps_up_with_typing() -> None:
    rows = measure()
    for line in rows:
        print(line)  # noqa: T201
    assert rows[-1].ratio <= goal(), rows[-1]
    assert all(line.ours_seconds < FRAME_SECONDS for line in rows)
