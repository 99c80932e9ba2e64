"""The person who is signed in, and the session that proves it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from flask_login import LoginManager, UserMixin

from admin.desk import reading
from mailbot.store.tables import PersonRow
from mailbot.tasks.sign_in import may_enter

ROLES = ("viewer", "assistant", "partner", "admin")


@dataclass(frozen=True, slots=True)
class Member(UserMixin):
    """A member of the firm. `salt` changes when their sessions are ended."""

    key: int
    email: str
    name: str
    role: str
    salt: str

    def get_id(self) -> str:
        """What the session keeps; it says nothing to whoever ends sessions."""
        return f"{self.key}.{self.salt}"

    def may(self, role: str) -> bool:
        """Is this role theirs, or a lower one?"""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


def member(row: PersonRow) -> Member:
    """The row as who is signed in."""
    return Member(row.id, row.email, row.name, row.role, row.session_salt)


def load(session_id: str) -> Member | None:
    """Who a session belongs to, looked up anew for each request; None when it was ended or they may not enter."""
    key, _, salt = session_id.partition(".")
    row = reading().get(PersonRow, int(key)) if key.isdigit() else None
    if row is None or not may_enter(row) or row.session_salt != salt:
        return None
    return member(row)


def furnish(app: Flask) -> None:
    """Let this application know who is signed in."""
    manager = LoginManager()
    manager.session_protection = "basic"
    manager.user_loader(load)
    manager.init_app(app)
