"""The history: append-only, each line hashed with the one before it."""

from datetime import UTC, datetime

from sqlalchemy import text

from mailbot.core.history import verify
from mailbot.store import history
from mailbot.store.history import Entry
from mailbot.store.session import Books

NOW = datetime(2026, 11, 16, 8, 30, 15, 123456, tzinfo=UTC)


def write_three(books: Books) -> None:
    with books.write() as session:
        history.append(
            session,
            *(
                Entry(at=NOW, actor="é", kind="k", text=f"ligne {n}", client_id=n, data={"n": n, "ü": [1.5]})
                for n in range(3)
            ),
        )


def broken(books: Books) -> int | None:
    with books.read() as session:
        return verify(history.lines(session))


def test_the_chain_verifies_as_it_is_read_back(books: Books) -> None:
    write_three(books)
    write_three(books)
    assert broken(books) is None


def test_a_changed_line_is_found(books: Books) -> None:
    write_three(books)
    with books.write() as session:
        session.execute(text("UPDATE events SET text = 'autre' WHERE client_id = 1"))
    assert broken(books) == 1


def test_a_removed_line_is_found(books: Books) -> None:
    write_three(books)
    with books.write() as session:
        session.execute(text("DELETE FROM events WHERE client_id = 1"))
    assert broken(books) == 1


def test_newest_first_for_a_client(books: Books) -> None:
    write_three(books)
    write_three(books)
    with books.read() as session:
        rows = history.of_client(session, 2)
    assert [row.text for row in rows] == ["ligne 2", "ligne 2"] and rows[0].id > rows[1].id
