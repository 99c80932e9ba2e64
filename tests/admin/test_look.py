"""The firm's colour stays readable whatever it is; what browsers keep for good carries its version."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.colours import at_night, contrast, on_paper
from tests.admin.conftest import Visitor

Enter = Callable[..., Visitor]
COLOURS = st.from_regex("#[0-9a-f]{6}", fullmatch=True)


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@given(COLOURS)
def test_any_accent_can_be_read_by_day_and_by_night(colour: str) -> None:
    assert contrast(rgb(on_paper(colour)), (238, 243, 245)) >= 4.5
    assert contrast(rgb(at_night(colour)), (32, 39, 44)) >= 4.5


def test_a_colour_that_can_be_read_is_kept() -> None:
    assert on_paper("#1f4e5f") == "#1f4e5f"
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_style_script_and_typeface_are_kept_by_version(visitor: Enter) -> None:
    stranger = visitor("")
    page = stranger.reads("/login")
    files = re.findall(r'(?:href|src)="(/(?:static|accent|fonts)[^"]+)"', page)
    assert len(files) == 5
    for path in files:
        answer = stranger.opens(path.replace("&amp;", "&"))
        assert answer.status_code == 200, path
        kept = answer.headers["Cache-Control"]
        assert "max-age=31536000" in kept, path
        assert "immutable" in kept, path


def test_the_sheet_names_nothing_from_outside(visitor: Enter) -> None:
    sheet = visitor("").opens("/static/mailbot.css").get_data(as_text=True)
    assert re.findall(r"url\((?!\"/fonts/)", sheet) == []
    assert "@import" not in sheet
