"""The HTML of mails: nothing from outside, no tracking, escaped, legible on a phone and in the dark."""

import re
from dataclasses import replace

import pytest

from mailbot.outbound.alerts import AlertFacts, AlertItem
from mailbot.outbound.answers import AnswerFacts, AnswerLine
from tests.outbound.samples import SIGNATORY, TODAY, a_credit, a_digest, a_firm, a_line, a_row, eur, some_facts

HOSTILE = "<script>alert(1)</script><img src=http://x.example/p.gif>"


def _all(texts, name):
    """One of each kind of mail, with `name` wherever a name from outside can stand."""
    facts = some_facts(3, a_line(1, number=name[:60]), a_line(2, open="34.56"), a_credit(), name=name, contact=name)
    rows = (a_row(1, client=name, subject=name, text=f"{name}\n", returned=name), a_row(2))
    item = AlertItem(kind="bounce", title=name, advice=name, client=name, amount=eur(10), urgent=True)
    line = AnswerLine(number=1, client=name, done="rejected", detail=name)
    return {
        "reminder": texts.reminder(facts),
        "digest": texts.digest(a_digest(*rows)),
        "alert": texts.alert(
            AlertFacts(
                firm=a_firm(), language="fr", to=SIGNATORY, today=TODAY, items=(item, replace(item, urgent=False))
            )
        ),
        "answer": texts.answer(
            AnswerFacts(
                firm=a_firm(),
                language="fr",
                to=SIGNATORY,
                about=name,
                lines=(line,),
                not_understood=(name,),
                report=(name,),
            )
        ),
    }


def test_what_comes_from_outside_is_escaped_everywhere(texts):
    for kind, draft in _all(texts, HOSTILE).items():
        assert "<script" not in draft.html, kind
        assert "<img src=http" not in draft.html, kind
    assert "<script" not in texts.letter(some_facts(2, name=HOSTILE, contact=HOSTILE, language="en"))


def test_template_signs_in_data_stay_data(texts):
    draft = texts.reminder(some_facts(1, a_line(number="{{ 7 * 7 }}")))
    assert "{{ 7 * 7 }}" in draft.subject
    assert "49" not in draft.subject


def test_nothing_is_fetched_from_outside(texts):
    for kind, draft in _all(texts, "Dupont").items():
        addresses = re.findall(r'(?:src|href|background)="([^"]*)"', draft.html)
        addresses += re.findall(r"url\(([^)]*)\)|@import\s+(\S+)", draft.html)
        allowed = [
            a for a in addresses if str(a).startswith("data:image/png;base64,") or a == "https://etude.example/a/jeton"
        ]
        assert addresses == allowed, kind


def test_layout_is_by_tables_with_styles_written_into_the_elements(texts):
    html = texts.reminder(some_facts(2)).html
    assert '<table role="presentation"' in html
    assert "max-width: 600px" in html
    assert html.count("<style") == 1
    assert "prefers-color-scheme: dark" in html


def test_each_mail_stays_small_enough_not_to_be_clipped(texts):
    """Gmail cuts a message's HTML at 102 kB."""
    facts = some_facts(2, *(a_line(n) for n in range(1, 31)))
    assert len(texts.reminder(facts).html.encode()) < 60_000


@pytest.mark.parametrize("kind", ["reminder", "digest", "alert", "answer"])
def test_nothing_is_wider_than_a_phone(texts, phone_page, kind):
    name = "Société d'exploitation des établissements Lemercier & Fils"
    phone_page.set_content(_all(texts, name)[kind].html)
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["reminder", "digest", "alert", "answer"])
def test_every_text_has_contrast_in_the_light_and_in_the_dark(texts, page, kind, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_content(_all(texts, "Dupont")[kind].html)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate(_FAINT) == []


# Texts whose contrast with the nearest background is under 4.5 (WCAG 2.2, 1.4.3).
_FAINT = """() => {
  const channel = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 };
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = s => s.match(/[\\d.]+/g).map(Number);
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    let element = walker.currentNode.parentElement, back = null;
    const fore = parse(getComputedStyle(element).color);
    for (; element && !back; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) back = colour;
    }
    const pair = [light(fore), light(back || [255, 255, 255])].sort((a, b) => b - a);
    if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) faint.push(walker.currentNode.data.trim().slice(0, 40));
  }
  return faint;
}"""
