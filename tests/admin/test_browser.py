"""The pages in a real Chromium: readable by everybody, wide or on a phone, and approved on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from mailbot.core.deciding.mass import MassOrder
from mailbot.tasks.deciding.queue_run import queue_run
from mailbot.tasks.deciding.run_reminders import work_on, work_on_runs
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.people.sign_in import sign_in_link
from tests.admin.town import BOSS
from tests.firm import PARTNER, Firm, body_of
from tests.servers.browser import accessibility_faults

PAGES = (
    "/", "/invoices", "/invoices/1", "/invoices/5", "/clients", "/clients/1", "/clients/5", "/batches", "/batches/3",
    "/batches/sent", "/mass", "/mass/clients/1", "/mass/runs", "/reminders/9", "/inbox", "/inbox/all", "/inbox/3",
    "/inbox/5", "/payments", "/payments/2", "/payments/4", "/reports/aged",
    "/account", "/account/second-factor", "/people", "/history", "/invoices/2/remind", "/clients/1/pursuit",
    "/coming", "/ladders", "/ladders/trial?days=10", "/ladders/edit/professional", "/texts", "/texts?room=layout",
    "/texts/edit/words/fr/reminder-1/before.txt", "/reminders/9/words", "/post",
    "/programs", "/clients/3/privacy",
    "/reports/levels", "/reports/months", "/reports/forecast", "/reports/promises",
)  # fmt: skip


def enter(page: Page, site: str, town: Firm, email: str) -> None:
    """Sign in by a link."""
    path = sign_in_link(town.office, email, town.now).partition("8080")[2]
    page.goto(site + path, wait_until="networkidle")  # the icon is loaded before the page is left
    page.click("button.first")
    page.wait_for_url(site + "/")


def is_sound(page: Page, path: str) -> None:
    """Nothing to find for axe, nothing that leaves the screen sideways."""
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path
    assert accessibility_faults(page) == [], path


def test_every_page_is_accessible(page: Page, site: str, town: Firm) -> None:
    page.goto(site + "/login", wait_until="networkidle")
    is_sound(page, "/login")
    enter(page, site, town, BOSS)
    for path in PAGES:
        page.goto(site + path)
        is_sound(page, path)


def test_every_page_holds_on_a_phone(phone_page: Page, site: str, town: Firm) -> None:
    enter(phone_page, site, town, BOSS)
    for path in PAGES:
        phone_page.goto(site + path)
        is_sound(phone_page, path)


def test_pages_hold_in_the_dark(page: Page, site: str, town: Firm) -> None:
    page.emulate_media(color_scheme="dark")
    enter(page, site, town, BOSS)
    for path in ("/", "/invoices", "/clients/5", "/batches/3", "/inbox/3", "/reports/aged"):
        page.goto(site + path)
        is_sound(page, path)


def test_a_partner_decides_on_a_phone_by_the_link_of_the_digest(phone_page: Page, site: str, town: Firm) -> None:
    links = [re.search(r"http\S+?(/a/\S+)", body_of(mail)) for mail in town.inbox_of(PARTNER)]
    phone_page.goto(site + [one for one in links if one][-1][1], wait_until="networkidle")
    is_sound(phone_page, "/a/")
    first = phone_page.locator("article").first
    first.get_by_text("Lire le message").click()
    first.locator(".letter").wait_for(state="visible")
    first.get_by_text("Voir la mise en page").click()
    shown = first.frame_locator("iframe").first.locator("body")
    assert "F-2026-0037" in shown.inner_text()
    assert not first.get_by_label("Motif").is_visible()
    first.get_by_label("refuser").check()
    first.get_by_label("Motif").fill("appelé hier")
    button = phone_page.locator(".decide button.first")
    assert button.inner_text() == "Approuver 3 relances"
    button.click()
    phone_page.get_by_role("heading", name="C’est noté").wait_for()
    is_sound(phone_page, "done")
    assert [row.status for row in town.reminders()[-4:]].count("approved") == 3
    assert "appelé hier" in [row.status_why for row in town.reminders()]


def test_reminders_in_number_are_chosen_by_keyboard_and_followed(page: Page, site: str, town: Firm) -> None:
    more = f"number;client;issued_on;due_on;total;partner\nF-1;D1;2026-10-01;2026-11-09;90,00;{PARTNER}\n"
    town.takes_in("c.csv", "code;name;email\nD1;Atelier Boréal;contact@boreal.example\n")
    town.takes_in("i.csv", more + f"F-2;D1;2026-10-01;2026-11-09;10,00;{PARTNER}\n")
    enter(page, site, town, BOSS)
    page.goto(site + "/mass?client=D1")
    page.get_by_label("Relancer F-2").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Recompter").press("Enter")
    page.get_by_text("sauf 1 écartée à la main").wait_for()
    assert not page.get_by_label("Relancer F-2").is_checked()
    page.get_by_role("button", name="Envoyer les relances cochées").press("Enter")
    page.get_by_role("button", name="Arrêter l’envoi").wait_for()
    is_sound(page, "queued")
    work_on_runs(town.office, town.now)
    page.get_by_role("heading", name="1 relance envoyée · 90,00").wait_for()  # the page shows itself anew
    is_sound(page, "done")
    assert "F-2" not in body_of(town.inbox_of("contact@boreal.example")[0])


def test_a_run_and_its_report_hold_on_a_phone(phone_page: Page, site: str, town: Firm) -> None:
    run = queue_run(town.office, MassOrder(), Decider(email=PARTNER, via="admin"), town.now).run_id
    work_on(town.office, run, town.now, limit=3)
    enter(phone_page, site, town, BOSS)
    phone_page.goto(f"{site}/mass/runs/{run}")
    is_sound(phone_page, "running")
    work_on_runs(town.office, town.now)
    for path in (f"/mass/runs/{run}", "/mass/runs"):
        phone_page.goto(site + path)
        is_sound(phone_page, path)


def test_the_letter_opens_in_the_browsers_own_reader(page: Page, site: str, town: Firm) -> None:
    enter(page, site, town, BOSS)
    answer = page.request.get(site + "/reminders/9/letter.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_a_payment_is_matched_by_keyboard(page: Page, site: str, town: Firm) -> None:
    enter(page, site, town, BOSS)
    page.get_by_role("button", name="Rapprocher").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Règlement rapproché.").wait_for()
    assert town.invoice("F-2026-0041").open_minor == 0


def test_a_message_is_decided_and_undone_by_one_key_each(page: Page, site: str, town: Firm) -> None:
    enter(page, site, town, BOSS)
    page.goto(site + "/inbox/3", wait_until="networkidle")
    page.keyboard.press("q")
    page.wait_for_url("**/inbox/*?after=3")
    is_sound(page, "next message")
    page.keyboard.press("z")
    page.get_by_text("Décision annulée").wait_for()
    assert page.url.endswith("/inbox/3")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "client"
    page.keyboard.type("qz")  # typed into the field, no decision
    page.get_by_role("button", name="Désactiver les touches").click()
    page.keyboard.press("q")
    page.get_by_role("button", name="Activer les touches").click()
    assert page.url.endswith("/inbox/3")
    page.keyboard.press("j")
    page.wait_for_url("**/inbox/5")


def test_the_slash_key_leads_to_the_search(page: Page, site: str, town: Firm) -> None:
    enter(page, site, town, BOSS)
    page.keyboard.press("/")
    page.keyboard.type("dupont")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Dupont Bâtiment").click()
    page.get_by_role("heading", name="Dupont Bâtiment").wait_for()
