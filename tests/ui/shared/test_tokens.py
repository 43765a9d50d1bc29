"""The looks keep their promises: contrast, rhythm, and one place for them."""

import re
from pathlib import Path

import pytest

import tthc_desk.ui
from tthc_desk.documents.charts import WARN
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.icons import IconName, Icons
from tthc_desk.ui.shared.style_sheet import style_sheet
from tthc_desk.ui.shared.tokens import Colour, Gap, TypeScale, contrast

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
UI = Path(tthc_desk.ui.__file__).parent
LIGHT = ("GROUND", "SURFACE", "STRIPE")
INKS = ("INK", "MUTED", "ACCENT", "ACCENT_DARK", "BLUE", "GREEN", "AMBER", "RED", "TRAINING")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in LIGHT),
    *((ink, "ACCENT_SOFT") for ink in INKS),
    ("BLUE", "BLUE_SOFT"),
    ("GREEN", "GREEN_SOFT"),
    ("AMBER", "AMBER_SOFT"),
    ("RED", "RED_SOFT"),
    ("INK", "RED_SOFT"),
    ("MUTED", "RED_SOFT"),
    *(("INK", soft) for soft in ("BLUE_SOFT", "GREEN_SOFT", "AMBER_SOFT")),
    *(("ON_ACCENT", ground) for ground in ("ACCENT", "ACCENT_DARK", "TRAINING")),
    *((ink, ground) for ink in ("ON_RAIL", "RAIL_MUTED") for ground in ("RAIL", "RAIL_CURRENT")),
    ("MUTED", "LINE"),
    ("INK", "LINE"),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_letters_stand_out_from_their_ground(ink: str, ground: str) -> None:
    assert contrast(Colour[ink], Colour[ground]) >= 4.5


@pytest.mark.parametrize("ground", LIGHT)
def test_edges_of_fields_stand_out(ground: str) -> None:
    assert contrast(Colour.EDGE, Colour[ground]) >= 3


def test_contrast_of_black_and_white_is_the_greatest() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_what_is_late_has_one_colour_on_the_screen_and_in_charts() -> None:
    assert WARN.hexval().removeprefix("0x") == Colour.RED.removeprefix("#")
    assert contrast(Colour.RED, "#ffffff") >= 4.5


def test_spaces_keep_the_rhythm() -> None:
    assert all(gap % 4 == 0 for gap in Gap)
    assert all(TypeScale(size).row_px % 4 == 0 for size in (9, 10, 11, 12.5, 16))


def test_sizes_grow_with_the_base() -> None:
    small, large = TypeScale(9), TypeScale(16)
    assert small.row_px < large.row_px
    assert small.field_px < large.field_px
    assert small.chars_px(10) < large.chars_px(10)


def test_every_place_in_the_style_sheet_is_filled() -> None:
    assert "$" not in style_sheet(TypeScale())


def test_no_colour_and_no_style_sheet_stands_outside_the_tokens() -> None:
    allowed = {"tokens.py", "style_sheet.py", "icons.py"}
    for file in UI.rglob("*.py"):
        if file.name not in allowed:
            text = file.read_text(encoding="utf-8")
            assert not re.search(
                r"#[0-9a-fA-F]{6}\b|setStyleSheet|setContentsMargins\([1-9]", text
            ), file.name


def test_every_icon_is_drawn_in_the_colour_asked_for(styled: object) -> None:
    icons = Icons(RESOURCES / "icons")
    for name in IconName:
        image = icons.pixmap(name, Colour.RED, 80).toImage()
        inks = {
            image.pixelColor(x, y).name()
            for x in range(80)
            for y in range(80)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert inks == {Colour.RED.value}, name


def test_no_icon_file_is_left_without_a_name() -> None:
    files = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    # "app" is the program's own, for menus and installers.
    assert files - {"app"} == {name.value for name in IconName}


def test_no_key_is_given_twice_and_none_is_a_plain_letter() -> None:
    keys = [act.key for act in Act]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"F\d+|Ctrl\+(Shift\+)?\w+|Esc", key) for key in keys)
