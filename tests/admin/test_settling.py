"""Invoice and client pages to the end: reminded now, given up, doubtful, quotes, penalties, pursuit, refunds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mailbot.core.interest.claim import PenaltyKind
from mailbot.store.settling_tables import PaymentUseRow, PenaltyRow
from mailbot.store.tables import InvoiceRow, PaymentRow
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, VIEWER, told
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]

pytestmark = pytest.mark.usefixtures("books_stay_true")


@pytest.fixture
def key(town: Firm) -> Callable[[str], int]:
    """The key of an invoice by number."""
    return lambda number: town.invoice(number).id


def test_an_invoice_is_reminded_now_after_its_exact_message_was_read(
    town: Firm, visitor: Enter, key: Callable[[str], int]
) -> None:
    """The client of F-1 has nothing waiting; who presses the button has approved it, and it left."""
    town.takes_in("c.csv", "code;name;email\nD1;Atelier Boréal;contact@boreal.example\n")
    head = "number;client;issued_on;due_on;total;partner\n"
    town.takes_in("i.csv", f"{head}F-1;D1;2026-10-01;2026-11-09;90,00;{PARTNER}\n")
    before = len(town.reminders())
    page = visitor(ASSISTANT).reads(f"/invoices/{key('F-1')}/remind")
    assert "F-1" in page
    assert "contact@boreal.example" in page
    assert "Envoyer cette relance" not in page, "an assistant prepares"
    assert len(town.reminders()) == before, "looking writes nothing"
    said = visitor(PARTNER).presses(f"/invoices/{key('F-1')}/remind")
    assert said == "Relance envoyée."
    assert town.inbox_of("contact@boreal.example")


def test_an_invoice_that_may_not_be_reminded_says_why(visitor: Enter, key: Callable[[str], int]) -> None:
    boss = visitor(BOSS)
    page = boss.reads(f"/invoices/{key('F-2026-0038')}/remind")
    assert "Rien ne partirait" in page
    assert "litige" in page
    assert "litige" in boss.presses(f"/invoices/{key('F-2026-0038')}/remind")


def test_a_rest_is_given_up_with_a_reason_and_owed_again(town: Firm, visitor: Enter, key: Callable[[str], int]) -> None:
    invoice, boss = key("F-2026-0044"), visitor(BOSS)
    assert "pourquoi" in boss.presses(f"/invoices/{invoice}/write-off", why=" ").lower()
    assert "250,00" in boss.presses(f"/invoices/{invoice}/write-off", why="geste commercial")
    assert town.invoice("F-2026-0044").open_minor == 0
    allocation = told(town, "written_off")[0]
    assert (allocation.actor, "geste commercial" in allocation.text) == (BOSS, True)
    page = boss.reads(f"/invoices/{invoice}")
    assert "passé en perte" in page
    undo = page.partition("/invoices/allocations/")[2].partition("/")[0]
    boss.presses(f"/invoices/allocations/{undo}/undo")
    assert town.invoice("F-2026-0044").open_minor == 25000


def test_above_the_tolerance_only_a_partner_gives_up(town: Firm, visitor: Enter, key: Callable[[str], int]) -> None:
    said = visitor(ASSISTANT).presses(f"/invoices/{key('F-2026-0037')}/write-off", why="vieux")
    assert "associé" in said
    assert town.invoice("F-2026-0037").open_minor == 1275000


def test_a_debt_becomes_doubtful_and_is_not_any_more(town: Firm, visitor: Enter, key: Callable[[str], int]) -> None:
    invoice, person = key("F-2026-0031"), visitor(ASSISTANT)
    assert "client douteux" in person.presses(f"/invoices/{invoice}/doubtful", why="liquidation probable")
    assert town.invoice("F-2026-0031").doubtful_on == date(2026, 11, 18)
    assert "En client douteux depuis" in person.reads(f"/invoices/{invoice}")
    assert "plus douteuse" in person.presses(f"/invoices/{invoice}/doubtful/undo", why="il a payé ailleurs")
    assert town.invoice("F-2026-0031").doubtful_on is None


def test_a_quote_is_accepted_and_waits_again(town: Firm, visitor: Enter, key: Callable[[str], int]) -> None:
    town.takes_in("q.csv", "number;client;kind;issued_on;due_on;total\nD-7;C1;quote;2026-10-01;2026-11-01;500,00\n")
    quote, person = key("D-7"), visitor(ASSISTANT)
    assert "Ce que le devis est devenu" in person.reads(f"/invoices/{quote}")
    assert person.presses(f"/quotes/{quote}/accepted", why="signé ce matin") == "Devis accepté."
    assert town.invoice("D-7").open_minor == 0
    assert "attend de nouveau" in person.presses(f"/quotes/{quote}/reopen", why="erreur de client")
    assert "sans suite" in person.presses(f"/quotes/{quote}/lost", why="trop cher")
    assert "devis" in person.presses(f"/quotes/{key('F-2026-0031')}/lost", why="x").lower(), "an invoice is no quote"


def test_limitation_is_shown_and_counted_from_the_end_of_the_mission(
    town: Firm, visitor: Enter, key: Callable[[str], int]
) -> None:
    invoice, person = key("F-2026-0031"), visitor(ASSISTANT)
    assert "L110-4" in person.reads(f"/invoices/{invoice}")
    assert "recomptée" in person.presses(f"/invoices/{invoice}/mission", ended_on="2026-09-30", why="dossier clos")
    assert town.invoice("F-2026-0031").mission_ended_on == date(2026, 9, 30)
    assert "pas encore venu" in person.presses(f"/invoices/{invoice}/mission", ended_on="2027-01-01", why="x")


@pytest.fixture
def penalty(town: Firm, key: Callable[[str], int]) -> int:
    """The key of interest claimed on F-2026-0031."""
    with town.office.books.write() as session:
        row = PenaltyRow(
            client_id=1, invoice_id=key("F-2026-0031"), kind=PenaltyKind.INTEREST, until=date(2026, 11, 10),
            currency="EUR", amount_minor=1234, author="mailbot", created_at=town.now,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def test_penalties_are_waived_with_a_reason_and_owed_again(
    town: Firm, visitor: Enter, key: Callable[[str], int], penalty: int
) -> None:
    invoice, person = key("F-2026-0031"), visitor(ASSISTANT)
    page = person.reads(f"/invoices/{invoice}")
    assert "intérêts de retard" in page
    assert "12,34" in page
    assert "pourquoi" in person.presses(f"/invoices/{invoice}/penalties/waive", why="").lower()
    assert person.presses(f"/invoices/{invoice}/penalties/waive", why="bon client") == "Pénalités remises."
    assert "bon client" in person.reads("/clients/1")
    assert person.presses(f"/penalties/{penalty}/undo", why="finalement non") == "Pénalités de nouveau dues."
    assert person.presses(f"/invoices/{invoice}/penalties/elsewhere", why="chèque") == "Pénalités réglées."


def test_no_more_penalties_for_a_client_is_a_partners_gesture(town: Firm, visitor: Enter, penalty: int) -> None:
    assert visitor(ASSISTANT).posts("/clients/1/gesture/on", why="x").status_code == 403
    partner = visitor(PARTNER)
    assert "Plus de pénalités" in partner.presses("/clients/1/gesture/on", why="accord de 2024")
    assert town.client("C1").waives_penalties is True
    assert "geste du cabinet" in partner.reads("/clients/1")
    assert "de nouveau réclamées" in partner.presses("/clients/1/gesture/off", why="fin de l'accord")


def test_the_ways_after_the_last_notice_are_proposed_prepared_filed_and_closed(town: Firm, visitor: Enter) -> None:
    with town.office.books.write() as session:
        for row in session.query(InvoiceRow).where(InvoiceRow.client_id == 1, InvoiceRow.number == "F-2026-0031"):
            row.level, row.level_sent_on, row.deadline_on = 3, date(2026, 10, 20), date(2026, 10, 28)
    person = visitor(ASSISTANT)
    page = person.reads("/clients/1/pursuit")
    assert "bâtonnier" in page.lower()
    assert "Voies ouvertes" in person.presses("/clients/1/pursuit")
    assert "proposée" in person.reads("/clients/1")
    assert "Demande écrite" in person.presses("/clients/1/pursuit/prepare", way="batonnier")
    row = person.reads("/clients/1/pursuit").partition("/pursuit/")[2].partition("/request")[0][-1]
    found = person.opens(f"/pursuit/{row}/request")
    assert found.data.startswith(b"PK")
    assert "attachment" in found.headers["Content-Disposition"]
    assert person.presses("/clients/1/pursuit/filed", way="batonnier", reference="26/0123") == "Dépôt noté."
    assert "26/0123" in person.reads("/clients/1/pursuit")
    assert "pourquoi" in person.presses("/clients/1/pursuit/close", way="batonnier").lower()
    assert person.presses("/clients/1/pursuit/close", way="batonnier", why="payé") == "Voie close."
    assert "Choisissez" in person.presses("/clients/1/pursuit/close", way="nope", why="x")


def test_a_client_without_any_way_says_when_one_appears(reader: Visitor) -> None:
    assert "Aucune voie ne se présente" in reader.reads("/clients/6/pursuit")


def test_money_is_given_back_and_is_in_hand_again(town: Firm, visitor: Enter) -> None:
    person = visitor(ASSISTANT)
    assert "50,00" in person.presses("/payments/2/refund", amount="50", why="trop-perçu", on="2026-11-18")
    with town.office.books.read() as session:
        assert session.get_one(PaymentRow, 2).unapplied_minor == 195000
        assert session.query(PaymentUseRow).one().why == "trop-perçu"
    assert "rendu au client" in person.reads("/payments/2")
    assert "de nouveau à placer" in person.presses("/payments/2/uses/refund/undo", why="erreur")
    assert "placez" in person.presses("/payments/2/keep", why="petit reste").lower()


def test_the_bank_takes_a_payment_back_and_gives_it_again(town: Firm, visitor: Enter) -> None:
    boss = visitor(BOSS)
    assert "F-2026-0036" in boss.presses("/payments/1/reverse", why="rejet SEPA", on="2026-11-17")
    assert town.invoice("F-2026-0036").open_minor == 45678
    assert "compte de nouveau" in boss.presses("/payments/1/restore", why="erreur de la banque")
    assert town.invoice("F-2026-0036").open_minor == 0


def test_the_level_is_changed_on_the_clients_page(town: Firm, visitor: Enter, key: Callable[[str], int]) -> None:
    person = visitor(ASSISTANT)
    page = person.reads("/clients/1")
    assert f"/invoices/{key('F-2026-0042')}/level" in page
    assert "pourquoi" in person.presses(f"/invoices/{key('F-2026-0042')}/level", following="2").lower()


def test_a_viewer_sees_all_of_it_and_no_form(visitor: Enter, key: Callable[[str], int], penalty: int) -> None:
    person = visitor(VIEWER)
    for path in (f"/invoices/{key('F-2026-0031')}", "/clients/1", "/clients/1/pursuit", "/payments/2"):
        assert person.reads(path).count('method="post"') == 1, path
