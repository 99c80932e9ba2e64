"""Who comes in: by password, or by a link that works once and not for long; with a code of an app where they have one.

Somebody who fails too often with an address is refused for a while, the right password included, in the same words:
nobody learns whether the address is known or locked. The mailed link goes on working.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.tokens import read_link, sign_link
from mailbot.store import history
from mailbot.store.access_tables import SessionRow
from mailbot.store.people import people, sessions
from mailbot.store.tables import PersonRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.enrol_people import NOBODY

SHORTEST_PASSWORD = 10
LINK_MINUTES = 30
SESSION = timedelta(hours=12)
# So many failures within this time close the door for the rest of it.
FAILURES, LOCKED = 8, timedelta(minutes=15)
_PURPOSE = "login:"
_hasher = PasswordHasher()
# Looked at when the address is unknown, so that an unknown address takes as long as a wrong password.
_NO_ONE = "$argon2id$v=19$m=65536,t=3,p=4$sz8ZQNBiFBPjTrxhjoYcPA$HY91geN3Q05TIICKnpuqsz/GypynytoPqYv3YSSj4fs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Where somebody comes in: the network address, what the browser says it is, and by which way (password, link)."""

    address: str = ""
    name: str = ""
    way: str = "link"


def may_enter(row: PersonRow | None) -> bool:
    """Is it somebody who may sign in now?"""
    return row is not None and row.active and row.role != NOBODY


def set_password(session: Session, office: Office, email: str, password: str, now: datetime) -> None:
    """Give a person a password; their sessions end. Raises Refused when it is too short or nobody has that address."""
    row = people.by_email(session, email)
    if row is None:
        raise Refused(f"Personne n'a l'adresse {email} : ajoutez-la sous people dans la configuration.")
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(f"Le mot de passe est trop court : au moins {SHORTEST_PASSWORD} caractères.")
    row.password_hash, row.session_salt = _hasher.hash(password), office.nonce()
    sessions.end(session, now, person_id=row.id)
    _tell(session, row, "password_set", now)


def proves_password(row: PersonRow, current: str) -> bool:
    """Is it this person's password? Who has none proves nothing by it. Takes long: never inside a transaction."""
    return not row.password_hash or _verifies(row.password_hash, current)


def by_password(session: Session, email: str, password: str, now: datetime) -> PersonRow | None:
    """The person with this address and password; None for any reason, in the same time. Reads only: checking takes
    long enough to be in everybody's way inside a transaction that writes."""
    address = email.strip().lower()
    row = people.by_email(session, address)
    usable = row is not None and may_enter(row) and bool(row.password_hash)
    right = _verifies(row.password_hash if row is not None and usable else _NO_ONE, password)
    locked = sessions.failures(session, address, now - LOCKED) >= FAILURES
    return row if usable and right and not locked else None


def failed(session: Session, email: str, now: datetime) -> None:
    """Somebody failed with this address; the history tells when that closes the door."""
    address = email.strip().lower()
    count = sessions.failed(session, address, now - LOCKED, now)
    row = people.by_email(session, address)
    if count == FAILURES and row is not None:
        _tell(session, row, "sign_in_locked", now)


def came_in(
    session: Session, office: Office, row: PersonRow, browser: Browser, now: datetime
) -> tuple[str, SessionRow]:  # fmt: skip
    """Begin a session; gives the token that the browser keeps, and the session."""
    token = f"{office.nonce()}{office.nonce()}"
    began = SessionRow(
        person_id=row.id, digest=sessions.digest(token), way=browser.way, address=browser.address[:100],
        browser=browser.name[:300], began_at=now, seen_at=now,
    )  # fmt: skip
    sessions.begin(session, began)
    sessions.succeeded(session, row.email)
    sessions.forget_before(session, now - timedelta(days=90))
    _tell(session, row, "signed_in", now, way=browser.way, address=browser.address[:100])
    return token, began


def sign_in_link(office: Office, email: str, now: datetime) -> str:
    """A link that signs this person in, once, within half an hour. Raises Refused when nobody has that address."""
    with office.books.read() as session:
        if not may_enter(people.by_email(session, email)):
            raise Refused(f"Personne n'entre avec l'adresse {email} : voyez people dans la configuration.")
    # The nonce keeps two links of one second apart: each works once.
    payload = f"{_PURPOSE}{office.nonce()}:{email.strip().lower()}"
    token = sign_link(payload, now + timedelta(minutes=LINK_MINUTES), office.key)
    return f"{office.settings.admin.base_url}/login/{token}"


def link_owner(session: Session, office: Office, token: str, now: datetime) -> PersonRow | None:
    """Whose link it is; None when it is forged, over, used, or its owner may not enter any more."""
    payload = read_link(token, now, office.key)
    if payload is None or not payload.startswith(_PURPOSE) or people.is_spent(session, token):
        return None
    row = people.by_email(session, payload.removeprefix(_PURPOSE).partition(":")[2])
    return row if may_enter(row) else None


def by_link(session: Session, office: Office, token: str, now: datetime) -> PersonRow | None:
    """The person whose link it is, and the link is used up; None when it does not work (any more)."""
    row = link_owner(session, office, token, now)
    if row is None or not people.spend(session, token, row.email, now):
        return None
    return row


def end_sessions(session: Session, office: Office, email: str, now: datetime, *, by: str = "") -> None:
    """Sign this person out everywhere. `by`: who does it, empty for the person."""
    row = people.by_email(session, email)
    if row is not None:
        row.session_salt = office.nonce()
        sessions.end(session, now, person_id=row.id)
        _tell(session, row, "sessions_ended", now, by=by)


def end_session(session: Session, row: PersonRow, key: int, by: str, now: datetime) -> None:
    """Sign this person out in one browser. Raises Refused when it is not theirs, or over already."""
    found = session.get(SessionRow, key)
    if found is None or found.person_id != row.id or found.ended_at is not None:
        raise Refused("Cette session est déjà finie.")
    found.ended_at = now
    entry = history.Entry(at=now, actor=by, kind="session_ended", text=row.name, data={"browser": found.browser})
    history.append(session, entry)


def _verifies(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return False  # a wrong password, or a hash that is none


def _tell(session: Session, row: PersonRow, kind: str, now: datetime, *, by: str = "", **data: str) -> None:
    history.append(session, history.Entry(at=now, actor=by or row.email, kind=kind, text=row.name, data=data))
