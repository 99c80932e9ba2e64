"""Programs that act for a person: a token each, shown once, kept as its digest, revoked by whoever owns it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.people import api_tokens, people
from mailbot.store.people.sessions import digest
from mailbot.store.program_tables import ApiTokenRow
from mailbot.store.tables import PersonRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.sign_in import may_enter

# What a token begins with, so that whoever finds one in a log knows what it is.
MARK = "mailbot_"
MOST = 20


def give_token(
    session: Session, office: Office, email: str, name: str, now: datetime, *, reads_only: bool = False
) -> tuple[str, ApiTokenRow]:  # fmt: skip
    """A new token for this person: it is said here and nowhere else. Raises Refused when they may not enter, without a
    name for it, and beyond a number that nobody oversees."""
    person = people.by_email(session, email.strip().lower())
    if person is None or not may_enter(person):
        raise Refused(f"Personne n'entre avec l'adresse {email} : voyez people dans la configuration.")
    if not name.strip():
        raise Refused("Donnez un nom au jeton : celui du programme qui s'en servira.")
    if len(api_tokens.standing(session, person.id)) >= MOST:
        raise Refused("Vous avez déjà vingt jetons : révoquez ceux qui ne servent plus.")
    token = f"{MARK}{office.nonce()}{office.nonce()}"
    row = api_tokens.add(
        session,
        ApiTokenRow(
            person_id=person.id, name=name.strip()[:60], digest=digest(token), hint=token[-4:], reads_only=reads_only,
            created_at=now,
        ),
    )  # fmt: skip
    _tell(session, row, person, person.email, "token_given", now)
    return token, row


def revoke_token(session: Session, key: int, by: str, now: datetime, *, owner: int | None = None) -> None:
    """The token works no more. `owner`: it must be this person's. Raises Refused when there is none to revoke."""
    row = session.get(ApiTokenRow, key)
    if row is None or row.revoked_at is not None or owner not in (None, row.person_id):
        raise Refused("Ce jeton est déjà révoqué.")
    row.revoked_at, row.revoked_by = now, by
    _tell(session, row, session.get_one(PersonRow, row.person_id), by, "token_revoked", now)


def by_bearer(session: Session, header: str | None) -> tuple[ApiTokenRow, PersonRow] | None:
    """Whose token an `Authorization: Bearer …` names; None when it is none, revoked, or they may not enter."""
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip().startswith(MARK):
        return None
    found = api_tokens.by_token(session, token.strip())
    return found if found is not None and may_enter(found[1]) else None


def _tell(session: Session, row: ApiTokenRow, person: PersonRow, by: str, kind: str, now: datetime) -> None:
    data = {"token": row.id, "name": row.name, "whose": person.email}
    history.append(session, history.Entry(at=now, actor=by, kind=kind, text=row.name, data=data))
