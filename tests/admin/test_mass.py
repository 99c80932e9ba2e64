"""Reminders in number on pages: what is shown is what is sent, and nothing that was left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from mailbot.core.deciding.mass import MassOrder
from mailbot.store.tables import ReminderRow
from mailbot.tasks.deciding.queue_run import queue_run
from mailbot.tasks.deciding.run_reminders import work_on, work_on_runs
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.keeping.verify import verify
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, VIEWER, told
from tests.firm import ASSISTANT, DEPUTY, PARTNER, Firm, body_of

Enter = Callable[..., Visitor]
MORE = f"""number;client;issued_on;due_on;total;partner
F-2026-0101;D1;2026-10-01;2026-11-09;4200,00;{PARTNER}
F-2026-0102;D1;2026-10-05;2026-11-12;315,50;{PARTNER}
F-2026-0103;D2;2026-10-01;2026-11-10;860,00;{PARTNER}
"""


@pytest.fixture
def town(town: Firm) -> Firm:
    """Two more clients, of whom nothing is proposed yet."""
    town.takes_in(
        "c.csv",
        "code;name;email;cc;partner\n"
        f"D1;Atelier Boréal;contact@boreal.example;dg@boreal.example;{PARTNER}\n"
        f"D2;Cave des Coteaux;cave@coteaux.example;;{PARTNER}\n",
    )
    town.takes_in("k.csv", "client;role;email;name\nD1;billing;compta@boreal.example;Jeanne Roux\n")
    assert not town.takes_in("i.csv", MORE).errors
    return town


def words(page: str) -> str:
    """What a page says, without its marks."""
    text = unescape(re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ").replace("\u202f", " ").replace("\u2019", "'")
    return " ".join(text.split())


def received(town: Firm) -> tuple[int, int]:
    return len(town.inbox_of("compta@boreal.example")), len(town.inbox_of("cave@coteaux.example"))


def asked_of_dupont(town: Firm) -> ReminderRow:
    """The proposed reminder to C1."""
    owner = town.client("C1").id
    return next(row for row in town.reminders() if row.status == "proposed" and row.client_id == owner)


def test_the_selection_says_who_goes_to_whom_and_who_is_left_out_and_why(visitor: Enter) -> None:
    said = words(visitor(PARTNER).reads("/mass"))
    assert "12 factures" in said
    assert "2 relances partiraient · 5 375,50 €" in said
    assert "compta@boreal.example (contact de facturation) · copie à dg@boreal.example" in said
    assert "cave@coteaux.example (adresse du client)" in said
    assert "en litige : le client conteste" in said
    assert "aucune adresse où écrire (1)" in said


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("client=D2", "F-2026-0103", "F-2026-0101"),
        ("minimum=4000&overdue_max=20", "F-2026-0101", "F-2026-0102"),
        ("sent_at_least=1", "F-2026-0031", "F-2026-0101"),
        ("sent_at_most=0", "F-2026-0101", "F-2026-0031"),
        ("client_kind=public", "F-2026-0039", "F-2026-0101"),
        ("next_level=2", "F-2026-0031", "F-2026-0101"),
        ("last_before=2026-10-01", "F-2026-0101", "F-2026-0031"),
        ("overdue_min=-20", "F-2026-0057", "F-2025"),
    ],
)
def test_the_filters_of_the_address_select(visitor: Enter, query: str, shown: str, hidden: str) -> None:
    page = visitor(PARTNER).reads(f"/mass?{query}")
    assert shown in page
    assert hidden not in page


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("minimum=beaucoup", "pas un montant"),
        ("last_before=demain", "pas un jour"),
        ("overdue_min=dix", "pas un nombre de jours"),
        ("overdue_min=40&overdue_max=10", "se contredit"),
        ("ladder=nulle-part", "nulle-part"),
        ("level=99", "niveau 99"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_selects_nothing(visitor: Enter, query: str, says: str) -> None:
    said = words(visitor(PARTNER).reads(f"/mass?{query}"))
    assert says in said
    assert "Envoyer les relances" not in said


def test_nothing_to_show_says_how_to_see_something(visitor: Enter) -> None:
    assert "Aucune facture ouverte ne répond" in words(visitor(PARTNER).reads("/mass?minimum=99999999"))


def test_the_preview_shows_the_message_itself_and_writes_nothing(visitor: Enter, town: Firm) -> None:
    before = len(town.reminders())
    said = words(visitor(VIEWER).reads(f"/mass/clients/{town.client('D1').id}"))
    assert "À compta@boreal.example (contact de facturation) Copie dg@boreal.example Objet" in said
    assert "Facture F-2026-0101" in said and "Bien cordialement" in said
    assert len(town.reminders()) == before


def test_the_preview_leaves_out_what_was_unticked(visitor: Enter, town: Firm) -> None:
    partner = visitor(PARTNER)
    page = partner.reads("/mass?client=D1&without=F-2026-0102")
    found = re.search(r'href="(/mass/clients/[^"]+)"', page)
    assert found
    said = words(partner.reads(unescape(found[1])))
    assert "F-2026-0101" in said and "F-2026-0102" not in said


def test_a_client_s_page_leads_to_their_invoices_to_tick(visitor: Enter, town: Firm) -> None:
    partner = visitor(PARTNER)
    assert 'href="/mass?client=D1"' in partner.reads(f"/clients/{town.client('D1').id}")
    page = partner.reads("/mass?client=D1")
    assert page.count('name="keep"') == 2


def test_a_client_of_whom_nothing_would_leave_says_why(visitor: Enter, town: Firm) -> None:
    said = words(visitor(PARTNER).reads(f"/mass/clients/{town.client('C5').id}"))
    assert "Rien ne partirait" in said and "en litige" in said


@pytest.mark.usefixtures("books_stay_true")
def test_what_is_ticked_is_sent_and_what_is_not_is_left(visitor: Enter, town: Firm) -> None:
    partner = visitor(PARTNER)
    answer = partner.browser.post(
        "/mass/launch",
        data={
            "csrf_token": partner.token(), "overdue_min": "1", "shown": ["F-2026-0101", "F-2026-0102", "F-2026-0103"],
            "keep": ["F-2026-0101", "F-2026-0103"],
        },
    )  # fmt: skip
    assert answer.status_code == 303
    page = answer.headers["Location"]
    assert "dans la demi-minute" in words(partner.reads(page))
    work_on_runs(town.office, town.now)
    assert received(town) == (1, 1)
    assert "F-2026-0102" not in body_of(town.inbox_of("compta@boreal.example")[0])
    said = words(partner.reads(page))
    assert "2 relances envoyées · 5 060,00 €" in said
    assert "compte rendu envoyé par mail" in said
    assert "sauf 1 écartée à la main" in said
    assert verify(town.office) == []


def test_ticks_and_filters_are_kept_in_the_address(visitor: Enter) -> None:
    somebody = visitor(ASSISTANT)
    answer = somebody.browser.post(
        "/mass/pick",
        data={
            "csrf_token": somebody.token(), "client": "D1", "level": "2", "without": ["F-2026-0999"],
            "shown": ["F-2026-0101", "F-2026-0102"], "keep": ["F-2026-0101"], "start": "50",
        },
    )  # fmt: skip
    address = answer.headers["Location"]
    assert {"client=D1", "level=2", "without=F-2026-0999", "without=F-2026-0102", "start=50"} <= set(
        re.split("[?&]", address)
    )
    page = somebody.reads(address.replace("start=50", "start=0"))
    assert re.search(r'value="F-2026-0101" checked', page)
    assert re.search(r'name="keep" value="F-2026-0102">', page)


def test_an_assistant_prepares_and_does_not_launch(visitor: Enter, town: Firm) -> None:
    assistant = visitor(ASSISTANT)
    said = words(assistant.reads("/mass"))
    assert "Envoyer les relances cochées" not in said and "un associé ou un administrateur" in said
    assert assistant.posts("/mass/launch", overdue_min="1").status_code == 403
    assert received(town) == (0, 0)


def test_matters_of_another_partner_are_said_to_be_theirs(visitor: Enter) -> None:
    assert f"c'est {PARTNER} qui en décide" in words(visitor(DEPUTY).reads("/mass?client=D1"))


@pytest.mark.usefixtures("books_stay_true")
def test_a_run_is_followed_and_called_off(visitor: Enter, town: Firm) -> None:
    run = queue_run(town.office, MassOrder(), Decider(email=PARTNER, via="admin"), town.now).run_id
    work_on(town.office, run, town.now, limit=2)
    partner = visitor(PARTNER)
    page = partner.reads(f"/mass/runs/{run}")
    assert 'http-equiv="refresh"' in page and 'data-again="3"' in page
    assert "2 clients sur 9" in words(page)
    assert "s’arrête au prochain client" in partner.presses(f"/mass/runs/{run}/cancel")
    assert "L'arrêt est demandé" in words(partner.reads(f"/mass/runs/{run}"))
    work_on_runs(town.office, town.now)
    page = partner.reads(f"/mass/runs/{run}")
    assert 'http-equiv="refresh"' not in page and "arrêté" in words(page)
    assert "est terminé" in partner.presses(f"/mass/runs/{run}/cancel")


def test_the_list_of_runs_and_a_run_that_is_not_there(visitor: Enter, town: Firm) -> None:
    partner = visitor(PARTNER)
    assert "Aucun envoi en nombre encore" in words(partner.reads("/mass/runs"))
    queue_run(town.office, MassOrder(), Decider(email=PARTNER, via="admin"), town.now)
    assert "en attente 0 / 9 Hélène Vallier factures en retard" in words(partner.reads("/mass/runs"))
    assert partner.opens("/mass/runs/99").status_code == 404
    assert partner.opens("/mass/clients/9999").status_code == 404


# ---- taking one invoice out ----


@pytest.mark.usefixtures("books_stay_true")
def test_an_invoice_is_taken_out_on_the_page_of_its_reminder(visitor: Enter, town: Firm) -> None:
    partner = visitor(PARTNER)
    reminder = asked_of_dupont(town)
    partner.posts(f"/reminders/{reminder.id}/decide", choice="approve", hash=reminder.content_hash)
    assert "Retirer F-2026-0042" in words(partner.reads(f"/reminders/{reminder.id}"))
    said = partner.presses(f"/reminders/{reminder.id}/take-out", invoice="F-2026-0042", why="vue avec le client")
    assert "voici la relance refaite, à approuver" in said and "L’approbation est tombée" in said
    new = town.reminders()[-1]
    assert (new.status, new.total_minor) == ("proposed", 312000)
    assert "F-2026-0042" not in partner.reads(f"/reminders/{new.id}")
    assert told(town, "reminder_taken_out")[0].actor == PARTNER


@pytest.mark.parametrize(("who", "code"), [(ASSISTANT, 403), (VIEWER, 403), (DEPUTY, 303)])
def test_nobody_else_takes_it_out(visitor: Enter, town: Firm, who: str, code: int) -> None:
    reminder = asked_of_dupont(town)
    answer = visitor(who).posts(f"/reminders/{reminder.id}/take-out", invoice="F-2026-0042", why="x")
    assert answer.status_code == code
    assert asked_of_dupont(town).id == reminder.id
    assert told(town, "reminder_taken_out") == []


def test_a_reason_is_asked_for(visitor: Enter, town: Firm) -> None:
    reminder = asked_of_dupont(town)
    said = visitor(BOSS).presses(f"/reminders/{reminder.id}/take-out", invoice="F-2026-0042", why=" ")
    assert "Dites pourquoi" in said


def test_the_batch_shows_whom_each_reminder_is_written_to_and_as_what(visitor: Enter) -> None:
    assert "compta@dupont.example (adresse du client)" in words(visitor(PARTNER).reads("/batches/3"))
