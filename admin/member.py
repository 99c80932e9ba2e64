"""The person who is signed in, and the session that proves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask, request
from flask_login import LoginManager, UserMixin, current_user

from admin.desk import now, reading, writing
from mailbot.store.access_tables import SessionRow
from mailbot.store.people import sessions
from mailbot.store.tables import PersonRow
from mailbot.tasks.people.sign_in import SESSION, may_enter

ROLES = ("viewer", "assistant", "partner", "admin")
# How late the books may know that a session is in use: a page that is read writes seldom.
_LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Member(UserMixin):
    """A member of the firm in one browser. `salt` changes when all their sessions are ended; `seen_at`: as the books
    know it."""

    key: int
    email: str
    name: str
    role: str
    salt: str
    session_key: int
    seen_at: datetime
    token: str = field(repr=False)

    def get_id(self) -> str:
        """What the browser keeps, signed; it says nothing to whoever ends sessions."""
        return f"{self.key}.{self.salt}.{self.token}"

    def may(self, role: str) -> bool:
        """Is this role theirs, or a lower one?"""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


def member(row: PersonRow, one: SessionRow, token: str) -> Member:
    """The rows as who is signed in."""
    return Member(row.id, row.email, row.name, row.role, row.session_salt, one.id, one.seen_at, token)


def load(kept: str) -> Member | None:
    """Who a session belongs to, looked up anew for each request; None when it was ended or they may not enter."""
    key, _, rest = kept.partition(".")
    salt, _, token = rest.rpartition(".")
    found = sessions.by_token(reading(), token, now() - SESSION) if token else None
    if found is None:
        return None
    one, row = found
    if str(row.id) != key or row.session_salt != salt or not may_enter(row):
        return None
    return member(row, one, token)


def _note() -> None:
    """Keep when a session was last in use."""
    if request.endpoint == "static" or request.blueprint == "api" or not current_user.is_authenticated:
        return
    if now() - current_user.seen_at > _LATE:
        with writing() as books:
            sessions.seen(books, current_user.session_key, now())


def furnish(app: Flask) -> None:
    """Let this application know who is signed in."""
    manager = LoginManager()
    manager.session_protection = "basic"
    manager.user_loader(load)
    manager.init_app(app)
    app.before_request(_note)
