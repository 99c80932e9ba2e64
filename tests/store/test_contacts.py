"""Contacts in the books, on both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, insert
from sqlalchemy.exc import IntegrityError

from mailbot.store.debts import contacts
from mailbot.store.debts.contacts import NewContact
from mailbot.store.session import Books
from mailbot.store.tables import ClientRow, ContactRow, InvoiceRow

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture
def client(books: Books) -> ClientRow:
    with books.write() as session:
        row = ClientRow(code="C1", name="Dupont", email="accueil@dupont.example", created_at=NOW)
        session.add(row)
        session.flush()
        invoice = InvoiceRow(
            client_id=row.id, number="F-1", issued_on=date(2026, 10, 1), due_on=date(2026, 11, 1), total_minor=100,
            open_minor=100, next_step_on=date(2027, 1, 1), created_at=NOW,
        )  # fmt: skip
        session.add(invoice)
    return row


def billing(client: ClientRow, **more: object) -> NewContact:
    return NewContact(client_id=client.id, role="billing", email="compta@dupont.example", **more)


def test_put_adds_changes_and_leaves_alone(books: Books, client: ClientRow) -> None:
    with books.write() as session:
        assert contacts.put(session, [billing(client)], NOW) == (1, 0)
        assert contacts.put(session, [billing(client)], NOW) == (0, 0)
        assert contacts.put(session, [billing(client, name="Claire")], NOW) == (0, 1)
    with books.read() as session:
        (known,) = contacts.of_clients(session, [client.id])[client.id]
    assert (known.name, known.email, known.bounced) == ("Claire", "compta@dupont.example", False)


def test_a_contact_that_bounced_is_passed_over_and_wakes_the_plan(books: Books, client: ClientRow) -> None:
    with books.write() as session:
        contacts.put(session, [billing(client)], NOW)
        row = session.get_one(ClientRow, client.id)
        assert contacts.recipient(session, row, []).email == "compta@dupont.example"
        assert contacts.refused(session, row, "compta@dupont.example")
        assert contacts.recipient(session, row, []).email == "accueil@dupont.example"
        assert contacts.refused(session, row, "accueil@dupont.example")
        assert contacts.recipient(session, row, []).email == ""
        assert not contacts.refused(session, row, "stranger@dupont.example")
        assert session.query(InvoiceRow).one().next_step_on is None


def test_the_books_refuse_the_same_contact_twice(books: Books, client: ClientRow) -> None:
    row = {"client_id": client.id, "role": "billing", "email": "a@b.example", "created_at": NOW}
    with pytest.raises(IntegrityError), books.write() as session:
        session.execute(insert(ContactRow), [row, row])


def test_many_contacts_take_few_statements(books: Books, client: ClientRow) -> None:
    new = [NewContact(client_id=client.id, role="contact", email=f"p{n}@dupont.example") for n in range(3000)]
    said = []
    event.listen(books.engine, "before_cursor_execute", lambda *call: said.append(call[2]))
    with books.write() as session:
        assert contacts.put(session, new, NOW) == (3000, 0)
    assert len(said) < 12
