"""A person places money, takes it back, counts it, or says that it is nobody's debt."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from mailbot.store.tables import AlertRow, AllocationRow, PaymentRow
from mailbot.tasks.money.match_payments import match_payments
from tests.admin.conftest import Visitor
from tests.admin.town import told
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.usefixtures("books_stay_true")


def test_a_proposal_is_accepted_in_one_press_and_can_be_undone(town: Firm, assistant: Visitor) -> None:
    page = assistant.reads("/")
    assert "F-2026-0041" in page
    assert assistant.presses("/payments/2/accept") == "Règlement rapproché."
    assert town.invoice("F-2026-0041").open_minor == 0
    assert town.payments()[1].decision == "person"
    assert 'href="/payments/2"' not in assistant.reads("/inbox")
    with town.office.books.read() as session:
        key = session.scalars(select(AllocationRow.id).where(AllocationRow.payment_id == 2)).first()
        alert = session.scalars(select(AlertRow).where(AlertRow.once_key == "payment_unmatched:2")).one()
    assert alert.done_by == ASSISTANT
    assert "annulé" in assistant.presses(f"/invoices/allocations/{key}/undo", why="ce n'était pas lui")
    assert town.invoice("F-2026-0041").open_minor == 199_999
    assert 'href="/payments/2"' in assistant.reads("/inbox")
    assert "déjà annulé" in assistant.presses(f"/invoices/allocations/{key}/undo")
    assert "ce n'était pas lui" in told(town, "allocation_undone")[0].text


def test_a_payment_is_placed_by_hand_in_part(town: Firm, assistant: Visitor) -> None:
    invoice = town.invoice("F-2026-0041")
    words = assistant.presses("/payments/2/place", why="lu sur le relevé", **{f"amount-{invoice.id}": "1 500,00"})
    assert words == "Règlement rapproché ; le reste est gardé à l’avoir du client."
    assert town.invoice("F-2026-0041").open_minor == 49_999
    assert town.payments()[1].unapplied_minor == 50_000
    assert "lu sur le relevé" in assistant.reads(f"/invoices/{invoice.id}")


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("/payments/2/place", {}, "au moins un montant"),
        ("/payments/2/place", {"amount-1": "deux mille"}, "n’est pas un montant"),
        ("/payments/2/place", {"amount-1": "2000,01"}, "dépasse"),
        ("/payments/2/place", {"amount-999": "10"}, "au moins un montant"),
        ("/payments/2/place", {"amount-9": "800"}, "cannot be put"),
        ("/payments/4/place", {"amount-4": "10"}, "confirmez-le"),
        ("/payments/3/accept", {}, "Rien n’est proposé"),
        ("/payments/3/aside", {"why": ""}, "Dites pourquoi"),
        ("/payments/1/accept", {}, "déjà placé"),
    ],
)
def test_money_is_not_placed_wrongly(
    town: Firm, assistant: Visitor, path: str, form: dict[str, str], words: str
) -> None:
    assert words in assistant.presses(path, **form)
    assert town.payments()[1].unapplied_minor == 200_000


def test_a_payment_that_is_for_no_invoice_leaves_the_queue(town: Firm, assistant: Visitor) -> None:
    assert "écarté" in assistant.presses("/payments/3/aside", why="indemnité d'assurance")
    assert 'href="/payments/3"' not in assistant.reads("/inbox")
    assert "indemnité d'assurance" in told(town, "payment_set_aside")[0].text


def test_an_unproven_notice_counts_once_a_partner_has_seen_the_money(town: Firm, visitor: Enter) -> None:
    partner = visitor(PARTNER)
    assert 'href="/payments/4"' in partner.reads("/")
    assert "compté" in partner.presses("/payments/4/count")
    match_payments(town.office, town.now)
    assert town.invoice("F-2026-0033").open_minor == 0
    assert "déjà compté" in partner.presses("/payments/4/count")


def test_the_same_money_told_twice_does_not_count_twice(town: Firm, visitor: Enter) -> None:
    with town.office.books.write() as session:
        twin = session.get_one(PaymentRow, 2)
        row = session.get_one(PaymentRow, 4)
        row.account, row.received_on, row.amount_minor = twin.account, twin.received_on, twin.amount_minor
        row.unapplied_minor, row.payer, row.label = twin.amount_minor, twin.payer, twin.label
    assert "déjà compté" in visitor(PARTNER).presses("/payments/4/count")
    assert town.payments()[3].status == "unverified"


def test_a_payer_is_always_a_clients_and_that_can_be_taken_back(town: Firm, assistant: Visitor) -> None:
    page = assistant.reads("/payments/3")
    assert 'data-key="t"' in page and 'data-key="n"' in page
    assert "Aucun client n’a le code XX" in assistant.presses("/payments/3/always", client="XX")
    payer = town.payments()[2].payer
    assert payer in assistant.presses("/payments/3/always", client="C7")
    assert town.payments()[2].client_id == town.client("C7").id
    assert payer in assistant.reads("/payments/3").split("Ce que ce règlement a appris")[1]
    assert "Oublié" in assistant.presses("/payments/3/not-always")
    assert town.payments()[2].client_id is None
    assert "déjà oublié" in assistant.presses("/payments/3/not-always")


def test_what_is_no_clients_money_leaves_the_queue_for_good_and_can_be_brought_back(
    town: Firm, assistant: Visitor
) -> None:
    assert "tout ce qui viendra" in assistant.presses("/payments/3/nobody")
    assert town.payments()[2].decision == "aside"
    assert "n’est pas un client" in assistant.reads("/payments/3")
    assert "Règlement repris" in assistant.presses("/payments/3/back", why="c'en est un")
    assert town.payments()[2].decision == "review"


def test_what_resembles_another_payment_is_shown_with_it_and_a_person_says(town: Firm, assistant: Visitor) -> None:
    known = town.payments()[2]
    with town.office.books.write() as session:
        row = PaymentRow(
            entry_key="like-3", status="unverified", decision="doubtful", received_on=known.received_on, currency="EUR",
            amount_minor=known.amount_minor, unapplied_minor=known.amount_minor, payer=known.payer, created_at=town.now,
        )  # fmt: skip
        session.add(row)
        session.flush()
        key = row.id
    assert f'href="/payments/{key}"' in assistant.reads("/inbox").split('id="doutes"')[1]
    page = assistant.reads(f"/payments/{key}")
    assert 'href="/payments/3"' in page and "celui-ci" in page
    assert "Règlement écarté" in assistant.presses(f"/payments/{key}/aside", why="le même")
    assert "Règlement repris" in assistant.presses(f"/payments/{key}/back")
    assert town.payments()[-1].decision == "doubtful"
    assert assistant.posts(f"/payments/{key}/count").status_code == 403
