"""Long work in a real Chromium: a text written with its picture beside it, five hundred reminders followed, stopped."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from mailbot.tasks.deciding.run_reminders import work_on, work_on_runs
from tests.admin.test_browser import enter, is_sound
from tests.admin.town import BOSS
from tests.firm import PARTNER, Firm


def test_a_text_is_written_looked_at_and_kept(page: Page, site: str, town: Firm) -> None:
    enter(page, site, town, BOSS)
    page.goto(site + "/texts")
    page.get_by_role("row", name="Au-dessus des factures").nth(1).get_by_role("link").click()
    page.get_by_role("heading", name="Rappel courtois, au-dessus des factures").wait_for()
    steps = page.evaluate("history.length")
    field = page.get_by_label("Le texte", exact=True)
    for words in ("Encore {{ f.total | money }} à régler.", "Il reste {{ f.total | money }}, sauf erreur."):
        field.fill(words)
        shown = page.frame_locator(".look iframe:not(.coming)").locator("body")
        expect(shown).to_contain_text(words.partition(" ")[0])
    assert page.evaluate("history.length") == steps, "the way back leads to the page before"
    page.get_by_label("largeur d’un téléphone").check()
    assert page.locator(".look iframe").bounding_box()["width"] <= 376
    field.fill("Bonjour {{ f.rien }}")
    expect(page.frame_locator(".look iframe:not(.coming)").locator("body")).to_contain_text("« rien »")
    page.get_by_text("Ce qu’un texte peut dire").click()
    field.fill("Il reste ")
    page.get_by_role("button", name="insérer f.total", exact=True).click()
    assert field.input_value() == "Il reste {{ f.total }}"
    field.fill("Il reste {{ f.total | money }}, sauf erreur.")
    page.get_by_role("button", name="Enregistrer ce texte").click()
    page.get_by_text("Texte enregistré").wait_for()
    is_sound(page, "saved")
    kept = town.folder / "templates" / "words" / "fr" / "reminder-1" / "before.txt"
    assert kept.read_text(encoding="utf-8") == "Il reste {{ f.total | money }}, sauf erreur.\n"


def test_five_hundred_reminders_are_followed_and_stopped(page: Page, site: str, town: Firm) -> None:
    clients = "".join(f"M{n:03};Client {n:03};c{n:03}@beaucoup.example\n" for n in range(500))
    invoices = "".join(f"G-{n:03};M{n:03};2026-10-01;2026-11-09;90,00;{PARTNER}\n" for n in range(500))
    town.takes_in("c.csv", f"code;name;email\n{clients}")
    town.takes_in("i.csv", f"number;client;issued_on;due_on;total;partner\n{invoices}")
    enter(page, site, town, BOSS)
    page.goto(site + "/mass?overdue_max=9&minimum=89")
    page.get_by_role("button", name="Envoyer les relances").first.click()
    page.get_by_text("0 clients sur 500").or_(page.get_by_text("0 client sur 500")).first.wait_for()
    run = int(page.url.rpartition("/")[2])
    work_on(town.office, run, town.now, limit=20)
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "20")  # the page shows itself anew
    expect(bar).to_have_attribute("max", "500")
    page.get_by_role("button", name="Arrêter l’envoi").click()
    page.get_by_text("s’arrête au prochain client").first.wait_for()
    work_on_runs(town.office, town.now)
    page.goto(f"{site}/mass/runs/{run}")
    page.get_by_text("20 clients sur 500").wait_for()
    page.get_by_role("heading", name="20 relances envoyées").wait_for()
    assert len([row for row in town.reminders() if row.run_id == run]) == 20
    is_sound(page, "stopped")
