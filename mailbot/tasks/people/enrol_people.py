"""The people of the configuration, as rows that may sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.config.schema import Person
from mailbot.store import history
from mailbot.store.people import people
from mailbot.store.tables import PersonRow
from mailbot.tasks.desk.office import Office

# The role of somebody who is no longer in the configuration: it allows nothing.
NOBODY = "none"


def enrol(office: Office, now: datetime) -> None:
    """Bring the people table to what the configuration says. Who left it keeps a row and may do nothing."""
    with office.books.write() as session:
        known = {row.email: row for row in people.everybody(session)}
        for person in office.settings.people:
            _enrol(session, office, person, known.pop(person.email, None), now)
        for row in known.values():
            if row.role != NOBODY:
                row.role, row.session_salt = NOBODY, office.nonce()
                _tell(session, row, "person_left", now)


def _enrol(session: Session, office: Office, person: Person, row: PersonRow | None, now: datetime) -> None:
    if row is None:
        row = people.add(session, person.email, person.name, person.role, now, person.deputy)
        row.session_salt = office.nonce()
        _tell(session, row, "person_enrolled", now)
        return
    if row.role != person.role:
        row.role, row.session_salt = person.role, office.nonce()
        _tell(session, row, "person_enrolled", now)
    row.name, row.deputy = person.name, person.deputy


def _tell(session: Session, row: PersonRow, kind: str, now: datetime) -> None:
    said = f"{row.name} ({row.email}) : {row.role}"
    history.append(session, history.Entry(at=now, actor="mailbot", kind=kind, text=said, data={"role": row.role}))
