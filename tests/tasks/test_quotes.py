"""Quotes in the loop: asked about by themselves, ended by a word, and in no sum of what is owed."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.core.errors import Refused
from mailbot.core.invoice import AllocationKind
from mailbot.store.debts import open_rows
from mailbot.store.lists import invoice_list, reports
from mailbot.store.lists.invoice_list import InvoiceFilter, InvoiceState
from mailbot.store.tables import EventRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.quotes import QuoteOrder, end_quote, reopen_quote
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from tests.firm import CONFIG, PARTNER, Firm, body_of

CLIENT = "compta@dupont.example"
BY = Decider(email=PARTNER, via="shell")
HEAD = "number,client,kind,issued_on,due_on,total,sent_on\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    """A quote sent on 3 November, and no debt."""
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Firm(tmp_path / "firm", url=url).at("2026-11-03T09:00")
    made.has_client()
    report = made.takes_in("quotes.csv", HEAD + "D-2026-0107,C1,devis,2026-11-02,2026-12-02,4800.00,2026-11-03\n")
    assert not report.errors
    yield made
    made.office.books.close()


@pytest.fixture
def asked(firm: Firm) -> Firm:
    """Fifteen days after it was sent the partner has the digest."""
    return _ticks(firm, "2026-11-18T08:00")


def _ticks(firm: Firm, *moments: str) -> Firm:
    for moment in moments:
        firm.at(moment).tick()
    return firm


def _says_ok(firm: Firm) -> None:
    digest = [mail for mail in firm.inbox_of(PARTNER) if "à valider" in str(mail["Subject"])][-1]
    firm.answers(PARTNER, digest, "OK")


def _ends(firm: Firm, ended: AllocationKind, why: str = "signé ce matin") -> None:
    with firm.office.books.write() as session:
        end_quote(session, QuoteOrder("D-2026-0107", why), ended, BY, firm.now)


def test_it_is_asked_about_fifteen_days_after_it_was_sent(firm: Firm) -> None:
    assert _ticks(firm, "2026-11-17T08:00").reminders() == []
    (row,) = _ticks(firm, "2026-11-18T08:00").reminders()
    assert (row.quotes, row.level, row.level_name, row.formal) == (True, 1, "relance de devis", False)
    assert (row.deadline_on, row.letter_sha, row.channel) == (None, "", "mail")


def test_the_digest_says_that_it_is_a_quote_and_asks_for_no_money(asked: Firm) -> None:
    text = body_of(asked.inbox_of(PARTNER)[-1]).replace("\u202f", " ").replace("\xa0", " ")
    assert "1 relance à valider  (lot" in text
    assert "1 devis · relance de devis" in text


def test_the_client_is_asked_courteously_and_once(asked: Firm) -> None:
    _says_ok(asked)
    _ticks(asked, "2026-11-18T09:00", "2026-11-26T08:00", "2026-12-10T08:00", "2027-01-20T08:00")
    (mail,) = asked.inbox_of(CLIENT)
    text = body_of(mail)
    assert str(mail["Subject"]).startswith("Devis D-2026-0107 du 2\xa0novembre\xa02026")
    assert "Avez-vous pu l’examiner" in text
    assert not any(word in text for word in ("IBAN", "règlement", "échue", "retard", "mise en demeure"))
    assert [part.get_content_type() for part in mail.walk() if part.get_content_maintype() == "image"] == []
    assert [row.status for row in asked.reminders()] == ["sent"]


@pytest.mark.parametrize("ended", [AllocationKind.ACCEPTED, AllocationKind.LOST])
def test_accepted_or_lost_ends_it_and_says_so_in_the_history(firm: Firm, ended: AllocationKind) -> None:
    _ends(firm, ended)
    assert firm.invoice("D-2026-0107").open_minor == 0
    assert _ticks(firm, "2026-11-18T08:00", "2026-12-18T08:00").reminders() == []
    with firm.office.books.read() as session:
        said = session.scalars(select(EventRow).where(EventRow.kind == f"quote_{ended}")).one()
    assert verify(firm.office) == []
    assert (said.actor, "signé ce matin" in said.text) == (PARTNER, True)


def test_what_was_approved_falls_out_when_the_quote_is_accepted(asked: Firm) -> None:
    _says_ok(asked)
    _ticks(asked, "2026-11-18T07:00")
    _ends(asked, AllocationKind.ACCEPTED)
    _ticks(asked, "2026-11-18T09:00")
    assert asked.inbox_of(CLIENT) == []
    (row,) = asked.reminders()
    assert (row.status, "D-2026-0107 : le devis est clos" in row.status_why) == ("fell_out", True)


def test_an_end_can_be_taken_back_and_the_reminder_comes_after_all(firm: Firm) -> None:
    _ends(firm, AllocationKind.LOST)
    with firm.office.books.write() as session:
        reopen_quote(session, QuoteOrder("D-2026-0107", "ils ont rappelé"), BY, firm.now)
    assert verify(firm.office) == []
    assert firm.invoice("D-2026-0107").open_minor == 480000
    assert len(_ticks(firm, "2026-11-18T08:00").reminders()) == 1


@pytest.mark.parametrize(
    ("number", "why", "match"),
    [
        ("D-2026-0107", "  ", "Dites pourquoi"),
        ("D-9999", "signé", "Aucun devis ne porte le numéro D-9999"),
        ("F-2026-0042", "signé", "F-2026-0042 n'est pas un devis"),
    ],
)
def test_what_is_no_pending_quote_cannot_be_ended(firm: Firm, number: str, why: str, match: str) -> None:
    firm.has_invoice()
    with firm.office.books.rehearse() as session, pytest.raises(Refused, match=match):
        end_quote(session, QuoteOrder(number, why), AllocationKind.ACCEPTED, BY, firm.now)


def test_a_closed_quote_is_not_closed_again_and_an_open_one_not_reopened(firm: Firm) -> None:
    with firm.office.books.rehearse() as session, pytest.raises(Refused, match="n'est pas clos"):
        reopen_quote(session, QuoteOrder("D-2026-0107", "ils ont rappelé"), BY, firm.now)
    _ends(firm, AllocationKind.ACCEPTED)
    with firm.office.books.rehearse() as session, pytest.raises(Refused, match="est déjà clos"):
        end_quote(session, QuoteOrder("D-2026-0107", "perdu"), AllocationKind.LOST, BY, firm.now)


def test_nobody_can_pay_a_quote(firm: Firm) -> None:
    today = firm.office.day(firm.now)
    order = PaymentOrder(numbers=("D-2026-0107",), amount=Decimal(4800), received_on=today, why="chèque")
    with firm.office.books.rehearse() as session, pytest.raises(Refused, match="est un devis"):
        record_by_hand(session, firm.office, order, BY, firm.now)


def test_quotes_are_in_no_sum_of_what_is_owed(firm: Firm) -> None:
    firm.has_invoice(total="1200.00", due="2026-11-30")
    client, today = firm.client().id, firm.office.day(firm.now)
    with firm.office.books.read() as session:
        assert [row.open.minor for row in reports.open_rows(session, firm.office.day(firm.now))] == [120000]
        nets = open_rows.nets(session, [client], {})
        assert {key: net.minor for key, net in nets.items()} == {(client, "EUR"): 120000}
        wanted = InvoiceFilter(today=today, state=InvoiceState.OPEN)
        assert [one.open_minor for one in invoice_list.sums(session, wanted)] == [120000]


def test_a_transfer_of_the_same_amount_is_not_taken_for_the_quote(firm: Firm) -> None:
    _ticks(firm, "2026-11-10T09:00").at("2026-11-10T10:00").bank_writes("4 800,00", "DUPONT BATIMENT", "D-2026-0107")
    firm.tick()
    assert firm.invoice("D-2026-0107").open_minor == 480000
    assert [row.unapplied_minor for row in firm.payments()] == [480000]


def test_money_in_hand_and_a_silent_bank_do_not_hold_a_quote_back(firm: Firm) -> None:
    _ticks(firm, "2026-11-04T09:00").at("2026-11-04T10:00").bank_writes("50,00", "DUPONT BATIMENT", "avance")
    _ticks(firm, "2026-11-04T10:05", "2026-11-18T08:00")
    _says_ok(firm)
    _ticks(firm, "2026-11-18T09:00")
    assert len(firm.inbox_of(CLIENT)) == 1


def test_a_debt_goes_before_a_quote_and_never_beside_it(firm: Firm) -> None:
    firm.has_invoice(due="2026-11-10")
    (row,) = _ticks(firm, "2026-11-18T08:00").reminders()
    assert not row.quotes
    _says_ok(firm)
    _ticks(firm, "2026-11-18T09:00", "2026-11-24T08:00")
    assert len(firm.reminders()) == 1, "the client was written to lately"
    assert [row.quotes for row in _ticks(firm, "2026-11-25T08:00").reminders()] == [False, True]


def test_several_quotes_of_a_client_share_one_message(firm: Firm) -> None:
    firm.takes_in("more.csv", HEAD + "D-2026-0108,C1,devis,2026-11-03,,900.00,\n")
    (row,) = _ticks(firm, "2026-11-19T08:00").reminders()
    assert row.total_minor == 570000
    assert "2 devis" in row.subject


def test_old_quotes_wait_until_a_person_says_how(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm").at("2026-11-03T09:00")
    firm.has_client()
    firm.takes_in("q.csv", HEAD + "D-OLD,C1,devis,2026-06-01,,900.00,\nD-NEW,C1,devis,2026-10-25,,800.00,\n")
    (row,) = _ticks(firm, "2026-11-10T08:00").reminders()
    assert row.total_minor == 80000


def test_a_firm_without_a_ladder_for_quotes_asks_about_none(tmp_path: Path) -> None:
    ladders = "ladders: {professional: {levels: [{number: 1, name: rappel, offset: 5}]}}\n"
    firm = Firm(tmp_path / "firm", CONFIG + ladders).at("2026-11-03T09:00")
    firm.has_client()
    firm.takes_in("q.csv", HEAD + "D-1,C1,devis,2026-11-02,,900.00,\n")
    assert _ticks(firm, "2026-12-18T08:00").reminders() == []


def test_a_firm_may_ask_twice(tmp_path: Path) -> None:
    levels = "[{number: 1, name: relance, offset: 7}, {number: 2, name: seconde, offset: 21, gap: 10}]"
    debts = "professional: {levels: [{number: 1, name: rappel, offset: 5}]}"
    ladders = f"ladders: {{{debts}, quote: {{base: sent, levels: {levels}}}}}\n"
    firm = Firm(tmp_path / "firm", CONFIG + ladders).at("2026-11-03T09:00")
    firm.has_client()
    firm.takes_in("q.csv", HEAD + "D-1,C1,devis,2026-11-02,2026-11-20,900.00,2026-11-03\n")
    for morning in ("2026-11-10", "2026-11-24"):
        _ticks(firm, f"{morning}T08:00")
        _says_ok(firm)
        _ticks(firm, f"{morning}T09:00")
    first, second = firm.inbox_of(CLIENT)
    assert "Avez-vous pu l’examiner" in body_of(first)
    assert "à la suite de notre message du 10 novembre 2026" in body_of(second).replace("\xa0", " ")
    assert "s’est terminée le 20 novembre 2026" in body_of(second).replace("\xa0", " ")
    assert second["In-Reply-To"] == first["Message-ID"]
