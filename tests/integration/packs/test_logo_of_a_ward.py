"""The logo of a pack becomes the ward's, is printed, kept for reprints, and looked after."""

import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import pdf as reading
from tests.helpers.factories import make_line
from tests.helpers.logos import BLACK, WHITE, broken_logo, make_logo
from tests.helpers.packs import (
    BIRTH,
    MADE_AT,
    MORNING,
    changed,
    findings_of,
    opened_pack,
    small_files,
    write_files,
)
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_start import make_ward_from_pack
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.database import connect
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.usecases.intake_request import intake_request
from tthc_desk.usecases.messages import lost_logo_text
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.ward_logo import LOGO_SETTINGS, kept_logo, logo_name

RED, BLUE, GREY = make_logo(), make_logo(200, 280, (0, 0, 160, 255)), make_logo(180, 180, BLACK)
DAY = timedelta(days=1)


@contextmanager
def a_ward(folder: Path, logo: bytes) -> Iterator[tuple[Desk, SetClock]]:
    clock = SetClock(MORNING)
    make_ward_from_pack(folder / "ward", opened_pack(logo=logo), clock)
    with open_desk(folder / "ward", clock) as desk:
        yield desk, clock


def apply(desk: Desk, pack: OpenedPack) -> list[str]:
    """Take a pack over; gives which fields of the profile it said it would change."""
    change = desk.packs.difference(pack)
    desk.packs.apply(pack, change, desk.actor("lanhdao"))
    return [one.name for one in change.profile]


def receipt(desk: Desk) -> int:
    request = intake_request(make_line(procedure=BIRTH))
    return desk.intake.take_in(request, desk.actor("quay1")).papers[0]


def shown(desk: Desk, paper: int) -> list[bytes]:
    """Give the dots of every picture in the file of a paper."""
    pdf = desk.papers.pdf(paper).pdf
    return [t.get_data() for t in reading.objects(pdf) if t.get("/Subtype") == "/Image"]


def findings(desk: Desk) -> set[tuple[str, str, str]]:
    return {(one.check, one.subject, one.detail) for one in desk.upkeep.verify()}


def tamper(ward: Path, statement: str, *values: str) -> None:
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as raw:
        raw.execute(statement, values)


def test_a_ward_made_from_a_pack_prints_its_logo(tmp_path: Path) -> None:
    with a_ward(tmp_path, RED) as (desk, _):
        assert desk.rules.book().ward.logo == logo_name(RED)
        assert kept_logo(desk.store.queries, logo_name(RED)) == RED
        (event,) = desk.store.queries.timeline("00625")
        assert (event.kind, event.data["logo"]) == (EventKind.WARD_OPENED, logo_name(RED))
        paper = receipt(desk)
        assert len(shown(desk, paper)) == 1
        assert desk.papers.pdf(paper).lacks_logo is False
        assert findings(desk) == set()


def test_a_paper_names_its_logo_and_holds_no_picture(tmp_path: Path) -> None:
    with a_ward(tmp_path, RED) as (desk, _):
        stored = desk.store.queries.paper(receipt(desk))
        assert stored is not None
        assert f'"logo":"{logo_name(RED)}"' in stored.facts_text
        assert len(stored.facts_text) < 10_000
        assert "picture" not in stored.facts_text


def test_a_ward_without_logo_keeps_its_papers_and_events_as_ever(tmp_path: Path) -> None:
    with a_ward(tmp_path, b"") as (desk, _):
        paper = receipt(desk)
        stored = desk.store.queries.paper(paper)
        assert stored is not None
        assert "logo" not in stored.facts_text
        assert "picture" not in stored.facts_text
        assert "logo" not in desk.store.queries.timeline("00625")[0].data
        assert shown(desk, paper) == []


def test_a_new_a_changed_and_a_removed_logo_stand_in_the_difference(tmp_path: Path) -> None:
    with a_ward(tmp_path, b"") as (desk, _):
        head = desk.store.queries.chain_head()
        for at, logo, before in ((1, RED, b""), (2, BLUE, RED), (3, b"", BLUE)):
            pack = opened_pack(made_at=MADE_AT + at * DAY / 2, logo=logo)
            change = desk.packs.difference(pack)
            (one,) = change.profile
            assert (one.name, one.old, one.new) == ("logo", logo_name(before), logo_name(logo))
            assert change.changes_rules
            assert desk.store.queries.chain_head() == head
            assert apply(desk, pack) == ["logo"]
            head = desk.store.queries.chain_head()
            assert desk.rules.book().ward.logo == logo_name(logo)
            assert desk.packs.difference(pack).changes_rules is False
        assert desk.store.queries.timeline("00625")[-1].data["profile"] == ["logo"]


def test_a_logo_comes_with_the_rest_of_a_pack_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = changed("phuong.toml", '"Quầy 2"]', '"Quầy 2", "Quầy 3"]')
    pack = opened_pack(files, made_at=MADE_AT + DAY, logo=RED)
    with a_ward(tmp_path, b"") as (desk, _):
        before = desk.rules.book().ward
        with monkeypatch.context() as patched:
            patched.setattr("tthc_desk.storage.unit.Unit.append", _break)
            with pytest.raises(RuntimeError):
                apply(desk, pack)
        assert desk.rules.book().ward == before
        assert kept_logo(desk.store.queries, logo_name(RED)) == b""
        assert apply(desk, pack) == ["desks", "logo"]
        assert kept_logo(desk.store.queries, logo_name(RED)) == RED


def _break(*_: object) -> None:
    raise RuntimeError


LOGOS = st.sampled_from([b"", RED, BLUE, GREY])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=LOGOS, then=st.lists(LOGOS, min_size=1, max_size=4))
def test_a_paper_is_printed_again_with_the_logo_it_first_had(
    first: bytes, then: list[bytes]
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_ward(Path(folder), first) as (desk, clock):
        old = receipt(desk)
        printed = {old: (first, shown(desk, old))}
        for at, logo in enumerate(then, 1):
            clock.moment = MORNING + at * DAY
            apply(desk, opened_pack(made_at=MADE_AT + at * DAY / 2, logo=logo))
            paper = receipt(desk)
            printed[paper] = (logo, shown(desk, paper))
        desk.papers.note(list(printed), "sent", desk.actor("quay1"))
        assert {paper: shown(desk, paper) for paper in printed} == {
            paper: dots for paper, (_, dots) in printed.items()
        }
        dots_of = dict(printed.values())
        assert all(dots == dots_of[logo] for logo, dots in printed.values())
        assert len({str(dots) for dots in dots_of.values()}) == len(dots_of)
        assert findings(desk) == set()


SPOILT = {
    "gone": ("DELETE FROM setting WHERE name = ?", ()),
    "other": ("UPDATE setting SET value = 'aGVsbG8=' WHERE name = ?", ("differs from its hash",)),
    "no-text": ("UPDATE setting SET value = 'ô' WHERE name = ?", ("differs from its hash",)),
    "cut": (
        "UPDATE setting SET value = substr(value, 1, 400) WHERE name = ?",
        ("differs from its hash",),
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_lost_logo_is_found_stops_no_paper_and_comes_back_with_its_pack(
    tmp_path: Path, name: str
) -> None:
    statement, said = SPOILT[name]
    logo = logo_name(RED)
    with a_ward(tmp_path, RED) as (desk, _):
        paper = receipt(desk)
        tamper(tmp_path / "ward", statement, LOGO_SETTINGS + logo)
        papers = {("papers", f"paper {at}", "logo") for at in (paper, paper + 1)}
        at_ward = said or ("the ward's logo is not there",)
        assert findings(desk) == {*papers, *(("logos", logo, detail) for detail in at_ward)}
        printed = desk.papers.pdf(paper)
        assert printed.lacks_logo
        assert "GIẤY TIẾP NHẬN HỒ SƠ" in reading.all_text(printed.pdf)
        assert shown(desk, paper) == []
        assert printed.line.subject in lost_logo_text(printed.line.subject)
        head = desk.store.queries.chain_head()
        assert apply(desk, opened_pack(logo=RED)) == []
        assert desk.store.queries.chain_head() == head
        assert findings(desk) == set()
        assert len(shown(desk, paper)) == 1


def test_a_ward_of_an_older_program_takes_the_logo_of_its_own_pack(tmp_path: Path) -> None:
    pack = opened_pack(logo=RED)
    with a_ward(tmp_path, RED) as (desk, _):
        with desk.store.write() as unit:
            unit.save_ward(replace(desk.rules.book().ward, logo=""))
            unit.commit()
        tamper(tmp_path / "ward", "DELETE FROM setting WHERE name GLOB ?", f"{LOGO_SETTINGS}*")
        assert apply(desk, pack) == ["logo"]
        assert desk.rules.book().ward == pack.content.ward
        assert kept_logo(desk.store.queries, logo_name(RED)) == RED
        last = desk.store.queries.timeline("00625")[-1]
        assert (last.kind, last.data["profile"]) == (EventKind.WARD_PACK_APPLIED, ["logo"])
        assert findings(desk) == set()


@pytest.mark.parametrize(
    ("logo", "what"),
    [
        (make_logo(141, 141), [("warning", "logo_coarse")]),
        (make_logo(600, 150), [("warning", "logo_long")]),
        (make_logo(200, 200, (230, 230, 230, 255)), [("warning", "logo_pale")]),
        (make_logo(200, 200, WHITE), [("error", "logo_blank")]),
        (make_logo(200, 200, (9,), "I;16"), [("error", "logo_depth")]),
        (broken_logo(), [("error", "logo_damaged")]),
        (make_logo(1200, 1200), []),
    ],
)
def test_the_check_of_a_folder_says_what_of_a_logo_prints_badly(
    tmp_path: Path, logo: bytes, what: list[tuple[str, str]]
) -> None:
    folder = write_files(tmp_path / "goi", {**small_files(), "logo.png": logo})
    found = [one for one in findings_of(folder) if one.file == "logo.png"]
    assert [(one.level, one.error.facts["reason"]) for one in found] == what


def drawn(
    depth: int, colour: int, rows: bytes, interlaced: int = 0, palette: bool = False
) -> bytes:
    """Give a PNG of 200 by 200 dots whose parts are whole, whatever they hold."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = struct.pack(">IIBBBBB", 200, 200, depth, colour, 0, 0, interlaced)
    colours = chunk(b"PLTE", b"\0\0\0" * 256) if palette else b""
    parts = (chunk(b"IHDR", head), colours, chunk(b"IDAT", zlib.compress(rows)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


WHOLE = b"\0" * 201 * 200


@pytest.mark.parametrize(
    ("logo", "what"),
    [
        (b"", "logo_type"),
        (drawn(8, 0, WHOLE[:-201]), "logo_damaged"),
        (drawn(8, 0, WHOLE[:-1]), "logo_damaged"),
        (drawn(8, 0, WHOLE + b"\0"), "logo_damaged"),
        (drawn(8, 0, b"\0" * 40_000_000), "logo_damaged"),
        (drawn(8, 0, b"\7" * 201 * 200), "logo_damaged"),
        (drawn(8, 9, WHOLE), "logo_damaged"),
        (drawn(3, 0, WHOLE), "logo_damaged"),
        (drawn(8, 3, WHOLE), "logo_damaged"),
        (drawn(8, 0, WHOLE, interlaced=1), "logo_damaged"),
        (drawn(8, 0, WHOLE, interlaced=2), "logo_damaged"),
        (drawn(8, 3, WHOLE, palette=True), None),
        (drawn(1, 0, b"\0" * 26 * 200), None),
        (drawn(8, 0, b"\0" * 40_375, interlaced=1), None),
    ],
)
def test_a_file_with_no_whole_picture_is_no_logo(
    tmp_path: Path, logo: bytes, what: str | None
) -> None:
    folder = write_files(tmp_path / "goi", {**small_files(), "logo.png": logo})
    found = [one for one in findings_of(folder) if one.file == "logo.png"]
    assert [one.error.facts["reason"] for one in found] == ([what] if what else [])
