"""How often one address and one client are written to, over all clients and for whatever reason."""

from datetime import date
from pathlib import Path

import pytest

from mailbot.core.deciding.verdicts import sentence
from mailbot.store.debts import clients
from mailbot.store.tables import ClientRow
from mailbot.tasks.planning.plan_reminders import dry_run
from tests.firm import CONFIG, PARTNER, Firm
from tests.tasks.looking import CLIENT, holds

SHARED = "factures@groupe.example"
TWO_A_DAY = "schedule: {max_per_address_per_day: 2}\n"


def _decides(firm: Firm, moment: str) -> None:
    """The partner says OK to the newest digest, and what is approved leaves within the hour."""
    digest = [mail for mail in firm.inbox_of(PARTNER) if "à valider" in str(mail["Subject"])][-1]
    firm.answers(PARTNER, digest, "OK")
    firm.at(moment).tick()


@pytest.fixture
def group(tmp_path: Path) -> Firm:
    """Three companies of one group, all reached at one address, each six days late; and one that is not of it."""
    firm = Firm(tmp_path / "firm", CONFIG + TWO_A_DAY).at("2026-11-02T09:00")
    for number in (1, 2, 3, 4):
        firm.has_client(f"C{number}", f"Société {number}", SHARED if number < 4 else "seule@ailleurs.example")
        firm.has_invoice(f"F-{number}", client=f"C{number}")
    return firm


def test_one_address_gets_no_more_than_its_share_of_a_day_whichever_clients_use_it(group: Firm) -> None:
    group.at("2026-11-16T08:00").tick()
    _decides(group, "2026-11-16T09:00")
    assert len(group.inbox_of(SHARED)) == 2
    assert len(group.inbox_of("seule@ailleurs.example")) == 1
    (waits,) = [row for row in group.reminders() if row.status == "approved"]
    assert waits.status_why == f"{SHARED} a déjà reçu 2 relances aujourd'hui : la suite demain"
    group.at("2026-11-16T16:00").tick()
    assert len(group.inbox_of(SHARED)) == 2
    group.at("2026-11-17T09:00").tick()
    assert len(group.inbox_of(SHARED)) == 3
    assert {row.status for row in group.reminders()} == {"sent"}


@pytest.fixture
def two_currencies(tmp_path: Path) -> Firm:
    """One client who owes euros and francs, both six days late."""
    firm = Firm(tmp_path / "firm").at("2026-11-02T09:00")
    firm.has_client()
    firm.has_invoice("F-EUR", total="1300.00")
    firm.has_invoice("F-CHF", currency="CHF")
    firm.at("2026-11-16T08:00").tick()
    return firm


def test_one_reminder_at_a_time_the_next_is_proposed_after_the_pause(two_currencies: Firm) -> None:
    firm = two_currencies
    firm.at("2026-11-17T08:00").tick()
    assert [row.currency for row in firm.reminders()] == ["EUR"]
    (waits,) = [v for v in dry_run(firm.office, firm.now) if v.standing.invoice.number == "F-CHF"]
    assert sentence(waits, "fr") == "une autre relance de ce client attend d'être validée ou envoyée"
    _decides(firm, "2026-11-17T09:00")
    firm.at("2026-11-23T08:00").tick()
    assert [row.currency for row in firm.reminders()] == ["EUR"]
    firm.at("2026-11-24T08:00").tick()
    assert [row.currency for row in firm.reminders()] == ["EUR", "CHF"]


def test_what_was_approved_waits_when_the_client_was_written_to_meanwhile(two_currencies: Firm) -> None:
    firm = two_currencies
    with firm.office.books.write() as session:
        clients.contacted(session.get_one(ClientRow, firm.client().id), date(2026, 11, 14))
    _decides(firm, "2026-11-17T09:00")
    (row,) = firm.reminders()
    assert (row.status, firm.inbox_of(CLIENT)) == ("approved", [])
    assert row.status_why == "le client a reçu un message il y a peu : pas avant le 21 nov. 2026"


@pytest.mark.parametrize(
    ("sender", "headers"),
    [(PARTNER, {}), ("recouvrement@etude.example", {})],
    ids=["from their own address", "in the name of the shared mailbox"],
)
def test_what_a_colleague_wrote_counts_as_contact_and_pauses_the_ladder(
    reminded: Firm, sender: str, headers: dict[str, str]
) -> None:
    mail = reminded.inbox_of(CLIENT)[0]
    thread = {"In_Reply_To": str(mail["Message-ID"]), "References": str(mail["Message-ID"]), "to": CLIENT, **headers}
    reminded.at("2026-11-27T10:00").writes(sender, "Re: votre facture", "Bonjour, je vous rappelle lundi.", **thread)
    reminded.tick()
    assert reminded.client().last_contact_on.isoformat() == "2026-11-27"
    assert holds(reminded)[-1].reason == "un collègue a répondu lui-même"


def test_a_colleague_s_mail_outside_of_any_thread_counts_by_its_addressee(reminded: Firm) -> None:
    reminded.at("2026-11-27T10:00").writes(PARTNER, "Bonjour", "Pouvons-nous nous parler ?", to=CLIENT)
    reminded.tick()
    assert reminded.client().last_contact_on.isoformat() == "2026-11-27"


def test_a_copy_of_what_the_bot_sent_is_no_new_contact(reminded: Firm) -> None:
    mail = reminded.inbox_of(CLIENT)[0]
    reminded.at("2026-11-20T10:00").drops(mail.as_bytes())
    reminded.tick()
    assert reminded.client().last_contact_on.isoformat() == "2026-11-16"
    assert holds(reminded) == []
