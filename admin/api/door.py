"""The door of the API: a token for each program, never a cookie; so many requests a minute; what else is refused.

A browser's session counts for nothing here, so that no other site can use it; a token counts for nothing on the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, Request, abort, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from admin.api import problems
from admin.api.problems import Problem
from admin.desk import now, reading, writing
from admin.member import Member
from mailbot.core.errors import TryLater, UserError
from mailbot.store.people import api_tokens
from mailbot.tasks.people.api_access import by_bearer

PREFIX = "/api/v1"
blueprint = Blueprint("api", __name__, url_prefix=PREFIX)

# A request may bring more than a form does.
_MOST_BYTES = 8_000_000
_LATE = timedelta(minutes=5)
_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Program(Member):
    """A program that acts for a member of the firm. `token_key`: of its token; `reads_only`: it changes nothing."""

    token_key: int = 0
    token_name: str = ""
    reads_only: bool = False


class _Sessions(SecureCookieSessionInterface):
    """Sessions for the pages only."""

    def open_session(self, app: Flask, request: Request) -> Any:
        """None of the API's requests has one."""
        return self.session_class() if is_ours(request.path) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """Nothing is kept in a program."""
        if not is_ours(request.path):
            super().save_session(app, session, response)


def is_ours(path: str) -> bool:
    """Is it an address of the API?"""
    return path.startswith("/api/")


def load(asked: Request) -> Program | None:
    """The program that a request comes from, looked up anew for each; None for a page, or without a good token."""
    if not is_ours(asked.path):
        return None
    found = by_bearer(reading(), asked.headers.get("Authorization"))
    if found is None:
        return None
    row, person = found
    if row.used_at is None or now() - row.used_at > _LATE:
        with writing() as books:
            api_tokens.used(books, row.id, now())
    return Program(
        person.id, person.email, person.name, person.role, person.session_salt, 0, now(), "",
        token_key=row.id, token_name=row.name, reads_only=row.reads_only,
    )  # fmt: skip


def program() -> Program:
    """Who asks."""
    found = current_user._get_current_object()
    if not isinstance(found, Program):
        abort(401)
    return found


def counted_by() -> str:
    """Whose requests are counted together: those of one token, or of one address without a good one."""
    return f"token {program().token_key}" if current_user.is_authenticated else request.remote_addr or ""


@blueprint.before_request
def prepare() -> None:
    """A token that only reads changes nothing; a list of invoices is longer than a form."""
    request.max_content_length = _MOST_BYTES
    if request.method not in _LOOKING and program().reads_only:
        abort(403)


blueprint.register_error_handler(Problem, problems.answer)
blueprint.register_error_handler(UserError, problems.refused)
blueprint.register_error_handler(TryLater, problems.later)
blueprint.register_error_handler(HTTPException, problems.failed)


def furnish(app: Flask) -> None:
    """Let this application know programs by their tokens."""
    app.session_interface = _Sessions()
    app.login_manager.request_loader(load)  # type: ignore[attr-defined]  # Flask-Login puts it there
