"""The firm's own texts on a page: looked at, tried, kept, had back; nothing typed is lost and nothing escapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from html import unescape

import pytest
from flask import Flask

from admin import text_facts
from admin.text_words import fault
from mailbot.core.history import verify
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.line_facts import LineFacts
from mailbot.store import history
from mailbot.tasks import jobs
from mailbot.tasks.wording.own_texts import own_texts
from tests.admin.conftest import Visitor, said
from tests.admin.town import BOSS, told
from tests.firm import ASSISTANT, PARTNER, Firm, body_of

BEFORE = "words/fr/reminder-1/before.txt"
GOOD = "Bonjour,\r\n\r\nNous attendons encore {{ f.total | money }}, sauf erreur."
Enter = Callable[..., Visitor]


@pytest.fixture
def partner(visitor: Enter) -> Visitor:
    return visitor(PARTNER)


def alert(page: str) -> str:
    found = re.findall(r'<(?:p|div) class="said error.*?</(?:p|ul)>\s*(?:<ul>.*?</ul>)?', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", " ".join(found))).replace("\xa0", " ").split())


def test_every_text_is_listed_and_opens(reader: Visitor, shared_town: Firm) -> None:
    texts = own_texts(shared_town.office)
    assert len(texts) > 120
    listed = "".join(
        reader.reads(f"/texts?room={room}&language={language}")
        for room in {one.room for one in texts}
        for language in ("fr", "en")
    )
    assert [one.name for one in texts if f'/texts/edit/{one.name}"' not in listed] == []
    for name in (BEFORE, "mail/_shared/base.html", "letter/letter.css", "words/en/digest/head.txt", "paper/paper.css"):
        assert name in reader.reads(f"/texts/edit/{name}")


@pytest.mark.parametrize("name", ["x", "../config.yaml", "README.md", "fonts/OFL.txt", "..%2f..%2fsecret.key", "words"])
def test_nothing_but_a_shipped_text_is_ever_opened(reader: Visitor, name: str) -> None:
    assert reader.opens(f"/texts/edit/{name}").status_code == 404
    assert reader.opens(f"/texts/preview/{name}").status_code == 404


def test_a_text_is_shown_with_a_reminder_of_the_firm_in_a_frame_where_nothing_acts(looker: Visitor) -> None:
    page = looker.reads(f"/texts/edit/{BEFORE}")
    assert "Vos relances" in page and "Boulangerie Żółkiewski-Łukasz" in page
    key = re.findall(r'<option value="(\d+)"[^>]*>SCI Les Lilas', page)[0]
    shown = looker.posts(f"/texts/preview/{BEFORE}", typed=GOOD, on=key, view="html")
    words = re.sub(r"\s|&nbsp;", " ", unescape(shown.get_data(as_text=True)))
    assert "Nous attendons encore 2 310,00 €" in words, words
    assert shown.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    plain = looker.posts(f"/texts/preview/{BEFORE}", typed=GOOD, on=key, view="text")
    assert plain.mimetype == "text/plain"
    assert plain.get_data(as_text=True).startswith("Objet")
    assert "F-2026-0038" in plain.get_data(as_text=True)


@pytest.mark.parametrize(
    "name",
    [
        BEFORE, "words/fr/reminder-0/before.txt", "words/en/reminder-2/after.txt", "mail/reminder-3/fr/subject.txt",
        "words/fr/quote-1/before.txt", "words/fr/labels.txt", "words/fr/standard/before.txt",
    ],
)  # fmt: skip
def test_one_real_reminder_serves_to_look_at_every_text(reader: Visitor, name: str) -> None:
    shown = reader.opens(f"/texts/preview/{name}?on=1&view=text")
    assert shown.status_code == 200
    assert len(shown.get_data(as_text=True)) > 200


def test_a_good_text_is_kept_used_at_once_and_told(partner: Visitor, town: Firm) -> None:
    words = partner.presses(f"/texts/edit/{BEFORE}", typed=GOOD, why="plus court")
    assert "Texte enregistré" in words
    own = town.folder / "templates" / BEFORE
    assert own.read_text(encoding="utf-8") == GOOD.replace("\r\n", "\n") + "\n"
    assert [line.text for line in told(town, "text_changed")] == [f"texte changé : {BEFORE} (plus court)"]
    with town.office.fresh().books.read() as session:
        assert verify(history.lines(session)) is None
    assert "Nous attendons encore" in partner.reads(f"/texts/preview/{BEFORE}?on=1&view=text")
    facts_in_use = town.office.fresh().texts
    assert facts_in_use is not town.office.texts, "the running program works with the new text"


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ("Bonjour\n\n{{ f.nope }}", 3, "« nope » n'existe pas"),
        ("Bonjour {% if f.only %}", 1, "n'est pas fermé"),
        ("Bonjour\n{{ f.only.number }}", 2, "peut être vide"),
        ("Bonjour\n{{ f.total | monnaie }}", 2, "pas de filtre « monnaie »"),
        ("Bonjour {{ f.total ", 1, "accolades"),
        ("{{ ''.__class__.__mro__ }}", 1, "pas le droit"),
        ("{{ f.client.__init__.__globals__ }}", 1, "pas le droit"),
        ("{{ self.__init__.__globals__['os'] }}", 1, "pas le droit"),
        ("{% include '../../secret.key' %}", 1, "pas de texte"),
        ("{% for i in range(9) %}{% endfor %}", 1, "« range » n'existe pas"),
        ("{{ 'x' * 99999999 }}", 1, "n'est pas permis"),
        ("{{ f.total | day }}", 1, "ne sait pas écrire"),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_typed_is_lost(
    looker: Visitor, shared_town: Firm, typed: str, line: int, words: str
) -> None:
    answer = looker.posts(f"/texts/edit/{BEFORE}", typed=typed, why="essai")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"Ligne {line} :" in alert(page)
    assert words in alert(page).replace("\u2019", "'")
    assert "nothing was sent" not in page
    assert unescape(page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]) == typed
    assert 'value="essai"' in page
    assert not (shared_town.folder / "templates").exists()
    shown = looker.posts(f"/texts/preview/{BEFORE}", typed=typed, on="several invoices").get_data(as_text=True)
    assert words in unescape(shown).replace("\xa0", " ").replace("\u2019", "'")


def test_what_the_check_finds_in_a_case_is_told_by_its_case(town_context: None) -> None:
    said = fault("reminder-2, fr, a consumer: the letter tells a consumer of penalties or fees, which only …").said
    assert said.startswith("Rappel ferme et niveaux suivants, cas")
    assert "un particulier y lirait" in said


def test_two_writers_do_not_undo_each_other(visitor: Enter, town: Firm) -> None:
    first, second = visitor(PARTNER), visitor(BOSS)
    seen = re.findall(r'name="seen" value="(\w+)"', second.reads(f"/texts/edit/{BEFORE}"))[0]
    first.posts(f"/texts/edit/{BEFORE}", typed=GOOD)
    late = second.posts(f"/texts/edit/{BEFORE}", typed="Le mien, {{ f.total | money }}.", seen=seen)
    assert late.status_code == 409
    assert "changé entre-temps" in alert(late.get_data(as_text=True))
    assert "Le mien" in late.get_data(as_text=True)
    assert "Nous attendons" in (town.folder / "templates" / BEFORE).read_text(encoding="utf-8")


def test_versions_say_who_and_when_and_each_can_be_had_back(partner: Visitor, town: Firm) -> None:
    own = town.folder / "templates" / BEFORE
    own.parent.mkdir(parents=True)
    own.write_text("Écrit dans le dossier : {{ f.total | money }}.\n", encoding="utf-8")
    partner.posts(f"/texts/edit/{BEFORE}", typed=GOOD)
    page = partner.reads(f"/texts/edit/{BEFORE}")
    assert "hors de ces pages" in page, "what was there before the pages is a version too"
    keys = re.findall(r'href="/texts/version/(\d+)"', page)
    assert len(keys) == 2
    diff = partner.reads(f"/texts/version/{keys[0]}")
    assert "<ins>" in diff and "<del>" in diff and "Écrit dans le dossier" in diff
    assert "Texte enregistré" in partner.presses(f"/texts/version/{keys[1]}")
    assert own.read_text(encoding="utf-8").startswith("Écrit dans le dossier")
    partner.presses(f"/texts/drop/{BEFORE}")
    assert not own.exists() and len(told(town, "text_changed")) == 3
    assert "texte fourni repris" in partner.reads(f"/texts/edit/{BEFORE}")


def test_a_trial_is_mailed_to_its_writer_and_to_nobody_else(partner: Visitor, town: Firm) -> None:
    before = len(town.inbox_of("compta@dupont.example"))
    answer = partner.posts("/texts/mail/words/fr/reminder-2/before.txt", typed="Essai {{ f.total | money }}", on="1")
    assert "part à" in said(answer.get_data(as_text=True))
    assert "Essai {{" in answer.get_data(as_text=True), "what was typed is still there"
    jobs.do_send(town.office, town.now)
    mail = town.inbox_of(PARTNER)[-1]
    assert str(mail["Subject"]).startswith("[Essai] ") and "Essai 3\u202f120,00" in body_of(mail)
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]
    assert len(town.inbox_of("compta@dupont.example")) == before


def test_the_letter_is_shown_as_the_text_is_typed(looker: Visitor) -> None:
    shown = looker.posts("/texts/letter/words/fr/reminder-3/before.txt", typed="Mise en demeure.", on="1")
    assert shown.mimetype == "application/pdf" and shown.get_data().startswith(b"%PDF")


def test_an_assistant_reads_and_does_not_write(visitor: Enter, app: Flask) -> None:
    assistant = visitor(ASSISTANT)
    assert "readonly" in assistant.reads(f"/texts/edit/{BEFORE}")
    for what in ("edit", "preview", "letter", "mail", "drop"):
        assert assistant.posts(f"/texts/{what}/{BEFORE}", typed=GOOD).status_code == 403


def test_every_fact_is_listed_with_its_meaning() -> None:
    for kind, listed in ((ReminderFacts, text_facts.REMINDER), (LineFacts, text_facts.LINE)):
        made = {name for name, value in vars(kind).items() if isinstance(value, property)}
        assert {one.name for one in fields(kind)} | made == {name.partition(".")[2] for name, _ in listed}
