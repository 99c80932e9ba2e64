"""Who comes in: by password, or by a link that works once and not for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.tokens import read_link, sign_link
from mailbot.store import history, people
from mailbot.store.tables import PersonRow
from mailbot.tasks.enrol_people import NOBODY
from mailbot.tasks.office import Office

SHORTEST_PASSWORD = 10
LINK_MINUTES = 30
_PURPOSE = "login:"
_hasher = PasswordHasher()
# Looked at when the address is unknown, so that an unknown address takes as long as a wrong password.
_NO_ONE = "$argon2id$v=19$m=65536,t=3,p=4$sz8ZQNBiFBPjTrxhjoYcPA$HY91geN3Q05TIICKnpuqsz/GypynytoPqYv3YSSj4fs"


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
    _tell(session, row, "password_set", now)


def by_password(session: Session, email: str, password: str) -> PersonRow | None:
    """The person with this address and password; None for any reason, in the same time. Reads only: checking takes
    long enough to be in everybody's way inside a transaction that writes."""
    row = people.by_email(session, email.strip())
    usable = row is not None and may_enter(row) and bool(row.password_hash)
    right = False
    try:
        right = _hasher.verify(row.password_hash if row is not None and usable else _NO_ONE, password)
    except (Argon2Error, InvalidHashError):
        right = False  # a wrong password, or a hash that is none
    return row if usable and right else None


def came_in(session: Session, row: PersonRow, now: datetime) -> None:
    """Write down that this person signed in."""
    _tell(session, row, "signed_in", now)


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
    came_in(session, row, now)
    return row


def end_sessions(session: Session, office: Office, email: str, now: datetime) -> None:
    """Sign this person out everywhere."""
    row = people.by_email(session, email)
    if row is not None:
        row.session_salt = office.nonce()
        _tell(session, row, "sessions_ended", now)


def _tell(session: Session, row: PersonRow, kind: str, now: datetime) -> None:
    history.append(session, history.Entry(at=now, actor=row.email, kind=kind, text=row.name))
