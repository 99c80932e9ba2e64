"""Books that somebody broke by hand: verify finds each, in a sentence."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import text

from mailbot.core.errors import Refused
from mailbot.store.debts import invoices
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.money.write_off import WriteOffOrder, write_off
from tests.firm import PARTNER
from tests.settling.books import entries

_FIRST = "(SELECT min(id) FROM entry_lines)"
# What is done to the books, and what verify says then.
BREAKS = {
    "an entry that does not balance": (
        f"UPDATE entry_lines SET debit_minor = debit_minor + 1 WHERE id = {_FIRST}",
        "entry 1 of the year to 2026-12-31 does not balance",
    ),
    "an entry of other amounts": (
        "UPDATE entry_lines SET debit_minor = 2 * debit_minor, credit_minor = 2 * credit_minor WHERE entry_id = 1",
        "entry 1 of the year to 2026-12-31 has another amount than what it books",
    ),
    "an entry without lines": (
        "DELETE FROM entry_lines WHERE entry_id = 4",
        "entry 4 of the year to 2026-12-31 does not balance",
    ),
    "a number left out": (
        "UPDATE entries SET number = 99 WHERE id = 6",
        "not numbered without a gap: 6 up to 99",
    ),
    "a write-off without its entry": (
        "UPDATE entries SET allocation_id = NULL WHERE id = 1",
        "(write_off) has 0 standing entries",
    ),
    "a write-off with two": (
        "UPDATE entries SET allocation_id = (SELECT allocation_id FROM entries WHERE id = 1) WHERE id = 2",
        "(write_off) has 2 standing entries",
    ),
    "a write-off undone behind the entry's back": (
        "UPDATE allocations SET undone_at = created_at WHERE kind = 'write_off' AND undone_at IS NULL",
        "(write_off) has 1 standing entries",
    ),
    "a reversal of other amounts": (
        "UPDATE entry_lines SET debit_minor = credit_minor, credit_minor = 0 WHERE entry_id = 5 AND credit_minor > 0",
        "entry 5 of the year to 2026-12-31",
    ),
    "a reversal of another entry": (
        "UPDATE entries SET reverses_id = 2 WHERE kind = 'reversal'",
        "entry 2 of the year to 2026-12-31 is not undone by its reversal",
    ),
    "a gain without its entry": (
        "DELETE FROM entry_lines WHERE entry_id = 6",
        "entry 6 of the year to 2026-12-31 does not balance",
    ),
    "a gain undone behind the entry's back": (
        "UPDATE payment_uses SET undone_at = created_at",
        "of a payment has 1 standing entries",
    ),
    "a flag without a transfer": (
        "UPDATE invoices SET doubtful_on = '2026-11-01' WHERE number = 'F-1'",
        "F-1 is with the doubtful customers: their account holds 0.00 of it",
    ),
    "a transfer without a flag": (
        "UPDATE invoices SET doubtful_on = NULL",
        "F-2 is not with the doubtful customers",
    ),
    "a use that the payment does not know": (
        "UPDATE payment_uses SET amount_minor = amount_minor + 1",
        "its allocations and uses say",
    ),
    "a payment taken back that still lies there": (
        "UPDATE payments SET status = 'reversed' WHERE id = 1",
        "is reversed and lies on an invoice all the same",
    ),
    "a payment taken back that was used": (
        "UPDATE payments SET status = 'reversed' WHERE id = 3",
        "is reversed and was used all the same",
    ),
}


@pytest.fixture
def settled(shell, url):
    """A firm with a write-off (entry 1), a doubtful debt partly paid (2, 3), a bad debt undone (4, 5), a gain (6)."""
    firm, run = shell(url=url)
    firm.has_client("C2", "Martin SA", "martin@martin.example")
    firm.has_invoice("G-1", client="C2", total="100.00")
    for words in (
        ("pay", "--invoice", "F-1", "--amount", "1199"),
        ("writeoff", "--invoice", "F-1"),
        ("doubtful", "--invoice", "F-2"),
        ("pay", "--invoice", "F-2", "--amount", "100"),
        ("writeoff", "--invoice", "F-2", "--bad-debt"),
        ("writeoff", "--invoice", "F-2", "--undo"),
        ("pay", "--invoice", "G-1", "--amount", "101"),
        ("writeoff", "--payment", "3"),
    ):
        assert run(*words, "--why", "x").exit_code == 0
    return firm


@pytest.mark.parametrize("what", list(BREAKS))
def test_verify_finds_what_was_broken_by_hand(what, settled):
    statement, said = BREAKS[what]
    assert verify(settled.office) == []
    with settled.office.books.write() as session:
        assert session.execute(text(statement)).rowcount > 0, "the test broke nothing"
    found = verify(settled.office)
    assert any(said in problem for problem in found), found


def test_numbers_have_no_gap_although_an_order_is_refused_half_way(shell, url):
    firm, run = shell(url=url)
    run("doubtful", "--invoice", "F-2", "--why", "x")
    refused = run("doubtful", "--invoice", "F-1", "--invoice", "F-2", "--why", "x")  # F-1 was booked, and is not
    assert (refused.exit_code, [kind for kind, *_ in entries(firm)]) == (1, ["doubtful"])
    run("doubtful", "--invoice", "F-1", "--why", "x")
    assert numbers(firm) == [1, 2] and verify(firm.office) == []


def test_numbers_have_no_gap_when_several_people_book_at_once(a_firm, url):
    firm = a_firm(url=url)
    for number in range(20):
        firm.has_invoice(f"N-{number}", total="100.00")

    def books(some):
        for number in some:
            with suppress(Refused), firm.office.books.write() as session:
                key = invoices.by_numbers(session, [f"N-{number}"])[f"N-{number}"].id
                order = WriteOffOrder(invoice_ids=(key,), why="x", bad_debt=True)
                write_off(session, firm.office, order, Decider(email=PARTNER, via="shell"), firm.now)
                if number % 5 == 0:
                    raise Refused("at the last moment")

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(books, (range(0, 20, 2), range(1, 20, 2), range(0, 20, 3))))
    assert numbers(firm) == list(range(1, 17)) and verify(firm.office) == []


def numbers(firm):
    with firm.office.books.read() as session:
        return list(session.scalars(text("SELECT number FROM entries ORDER BY number")))
