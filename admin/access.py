"""Who may see what: everything is behind the sign-in, except the pages written out here.

Looking asks for the role of viewer; doing asks for the role that the view names, and for administrator where it names
none: a view that forgets is closed, not open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])

# Endpoints that nobody signs in for. Each guards itself: by a password, by a signed link, or by having nothing to hide.
OPEN = frozenset(
    {
        "static",
        "auth.sign_in",
        "auth.ask_link",
        "auth.use_link",
        "auth.code",
        "links.batch",
        "links.html",
        "links.file",
        "links.letter",
        "look.font",
        "look.accent",
        "health.healthz",
        "health.readyz",
        "health.metrics",
        "api.spec",
    }
)
_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
_ROLE = "needed_role"


def needs(role: str) -> Callable[[View], View]:
    """Only people with this role (or a higher one) may use the view."""

    def mark(view: View) -> View:
        setattr(view, _ROLE, role)
        return view

    return mark


def needed(endpoint: str, method: str) -> str:
    """The role that an endpoint asks for."""
    usual = "viewer" if method in _LOOKING else "admin"
    return str(getattr(current_app.view_functions[endpoint], _ROLE, usual))


def sees(endpoint: str) -> bool:
    """May the person who is signed in open this page?"""
    return bool(current_user.is_authenticated and current_user.may(needed(endpoint, "GET")))


def guard() -> ResponseReturnValue | None:
    """Stops whoever may not go on; runs before every view."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in OPEN:
        return None
    if not current_user.is_authenticated:
        if request.blueprint == "api":
            abort(401)  # a program cannot sign in
        following = request.full_path.rstrip("?") if request.method in _LOOKING else None
        return redirect(url_for("auth.sign_in", next=following))
    if not current_user.may(needed(endpoint, request.method)):
        abort(403)
    return None


def furnish(app: Flask) -> None:
    """Guard this application."""
    app.before_request(guard)
