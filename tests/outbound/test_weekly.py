"""The report of the week: its words in both languages, its drawings as pictures that show what the table says."""

import base64
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from mailbot.core.figures.chart import Chart, Mark
from mailbot.outbound import chart_png
from mailbot.outbound.weekly import Kept, Waits
from tests.outbound.week_mail import a_week

GOLDEN = Path(__file__).parent / "golden"
ACCENT, BAD, PAPER = (0x1F, 0x4E, 0x5F), (0xA4, 0x0E, 0x26), (255, 255, 255)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_is_as_agreed(texts, language):
    draft = texts.weekly(a_week(language))
    expected = (GOLDEN / f"weekly.{language}.txt").read_text(encoding="utf-8")
    assert f"{draft.subject}\n\n{draft.text}" == expected


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_figure_of_a_drawing_stands_in_both_parts_and_each_picture_says_what_it_shows(texts, language):
    facts = a_week(language)
    draft = texts.weekly(facts)
    html = unescape(draft.html)
    for chart in facts.charts:
        assert f'alt="{chart.title}. ' in html
        for mark in chart.marks:
            assert f">{mark.label}</th>" in html and f">{mark.said}</td>" in html
            assert f"- {mark.label}{' :' if language == 'fr' else ':'} {mark.said}" in draft.text.replace("\xa0:", " :")
    assert len(re.findall(r'<img [^>]*src="data:image/png;base64,', draft.html)) == len(facts.charts)
    assert "None" not in draft.text + draft.subject


def test_a_quiet_week_says_so(texts):
    empty = Chart(title="Encaissé", marks=[Mark("nov.", 0, "0,00 €")])
    quiet = a_week(balances=(), came=(), sent=0, formal=0, promises=Kept(), waits=(), charts=(empty,), own=True)
    draft = texts.weekly(quiet)
    for words in ("Vos dossiers", "Dû au 23 nov. 2026 : rien", "Rien n’attend", "aucune échue", "sur vos factures"):
        assert words in draft.text.replace("\xa0", " "), words
    assert draft.subject == "La semaine du 16\xa0nov. au 22\xa0nov."
    assert "Aucun montant" in draft.html


@pytest.mark.parametrize("name", ["reminders", "payments", "messages", "doubtful", "calls", "alerts"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_waits_has_its_words(texts, name, language):
    one, two = (texts.weekly(a_week(language, waits=(Waits(name, count),))).text for count in (1, 2))
    assert "- 1\xa0" in one and "- 2\xa0" in two


def picture(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(chart_png.png(chart, "#1f4e5f"))).convert("RGB")


def colours(found: Image.Image) -> dict[tuple[int, ...], int]:
    return {colour: count for count, colour in found.getcolors(maxcolors=found.width * found.height)}


def test_a_picture_shows_bars_as_long_as_the_figures_in_the_colours_of_the_firm():
    chart = a_week().charts[0]
    found = picture(chart)
    assert found.size == (2 * chart_png.WIDTH, 2 * chart_png.height(chart))
    seen = colours(found)
    assert {ACCENT, BAD, PAPER} <= set(seen)
    assert 0.01 < 1 - seen[PAPER] / (found.width * found.height) < 0.9
    long = [_length(found, row) / found.width for row in range(len(chart.marks))]
    sizes = [mark.size / chart.marks[0].size for mark in chart.marks]
    assert long == pytest.approx(sizes, abs=0.005)


def _length(found: Image.Image, row: int) -> int:
    y = 2 * (row * chart_png.height(Chart(title="", marks=[Mark("", 0, "")])) + 35)
    return sum(found.getpixel((x, y)) in (ACCENT, BAD) for x in range(found.width))


def test_the_words_are_drawn_and_a_long_name_leaves_the_figure_alone():
    charts = [Chart(title="x", marks=[Mark(name, 1, "4 320,00 €")]) for name in ("Petit", "Très long " * 20)]
    short, long = map(picture, charts)
    figure, name = (short.width - 160, 0, short.width, 54), (200, 0, 600, 54)
    # The palette of each picture is its own, so that a shade may differ a little.
    apart = ImageChops.difference(short.crop(figure), long.crop(figure)).getextrema()
    assert max(most for _, most in apart) < 32
    assert short.crop(figure).convert("L").getextrema()[0] < 60, "the figure is drawn"
    assert short.crop(name).getcolors() == [(400 * 54, PAPER)]
    assert long.crop(name).convert("L").getextrema()[0] < 120, "the long name is drawn, and stops before the figure"


@pytest.mark.parametrize("size", [0.0, -5.0])
def test_what_is_nothing_or_negative_has_no_bar(size):
    chart = Chart(title="x", marks=[Mark("avoir", size, "−5,00 €", True)])
    assert chart.largest is None
    assert _length(picture(chart), 0) == 0


def test_the_same_figures_make_the_same_bytes(texts):
    facts = a_week()
    assert texts.weekly(facts) == texts.weekly(replace(facts))
    for uri in re.findall(r'src="data:image/png;base64,([^"]+)"', texts.weekly(facts).html):
        assert len(base64.b64decode(uri)) < 40_000
