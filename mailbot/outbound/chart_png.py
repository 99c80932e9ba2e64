"""A chart as a picture for mails, which show no SVG: the same bars that a page draws, with the fonts of the letters.

Each bar stands under its words, so that they stay legible when a phone makes the picture smaller. Colour only repeats
what the words say: the last bar is darker red, its label tells why.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from mailbot.config.shipped import shipped
from mailbot.core.figures.chart import Bar, Chart

# In units of a mail's pixels; the picture has `_FINE` times as many, for dense screens.
WIDTH = 560
_FINE = 2
_ROW, _TEXT, _BASE, _BAR_TOP, _BAR_END = 54, 19, 22, 31, 44
_LEAST, _GAP = 2.0, 16
_PAPER, _INK, _SOFT, _TRACK, _BAD = "#ffffff", "#1b1f23", "#59636e", "#eef1f4", "#a40e26"
_ELLIPSIS = "…"


def png(chart: Chart, colour: str) -> bytes:
    """The picture of the chart, its bars in this colour (`#rrggbb`); no row higher for a long name, which is cut."""
    bars = chart.drawn(WIDTH)
    picture = Image.new("RGB", (WIDTH * _FINE, height(chart) * _FINE), _PAPER)
    pen = ImageDraw.Draw(picture)
    for rank, bar in enumerate(bars):
        _draw(pen, bar, rank * _ROW, colour)
    # A few flat colours and the steps between them: a palette holds them in a third of the bytes.
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def png_uri(chart: Chart, colour: str) -> str:
    """The same as a `data:` URI, which becomes an inline part when the mail is composed."""
    return "data:image/png;base64," + base64.b64encode(png(chart, colour)).decode("ascii")


def height(chart: Chart) -> int:
    """How high the picture stands in the mail."""
    return max(1, len(chart.marks)) * _ROW


def _draw(pen: ImageDraw.ImageDraw, bar: Bar, top: int, colour: str) -> None:
    said = _font("SemiBold")
    right = said.getlength(bar.said)
    whole, base = WIDTH * _FINE, (top + _BASE) * _FINE
    pen.text((whole, base), bar.said, font=said, fill=_INK, anchor="rs")
    label = _cut(bar.label, _font("Regular"), whole - right - _GAP * _FINE)
    pen.text((0, base), label, font=_font("Regular"), fill=_BAD if bar.bad else _SOFT, anchor="ls")
    upper, lower = (top + _BAR_TOP) * _FINE, (top + _BAR_END) * _FINE - 1
    pen.rectangle((0, upper, whole - 1, lower), fill=_TRACK)
    if bar.length > 0:
        long = round(max(bar.length, _LEAST) * _FINE)
        pen.rectangle((0, upper, long - 1, lower), fill=_BAD if bar.bad else colour)


def _cut(words: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """The words, or as many of them as the room holds."""
    if font.getlength(words) <= room:
        return words
    while words and font.getlength(words + _ELLIPSIS) > room:
        words = words[:-1]
    return words.rstrip() + _ELLIPSIS


@cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    folder: Path = shipped("templates") / "fonts"
    return ImageFont.truetype(str(folder / f"SourceSerif4-{weight}.ttf"), _TEXT * _FINE)
