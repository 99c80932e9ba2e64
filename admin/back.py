"""Where a page sends people on to: only ever to another page of ours."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import redirect, request, url_for
from werkzeug.wrappers import Response


def own_path(wanted: str | None) -> str | None:
    """The path when it leads to a page of ours, else None: no other host, no other scheme, no trick with slashes."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return None
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or "\\" in wanted or any(ord(sign) < 0x20 for sign in wanted):
        return None
    return wanted


def came_from() -> str:
    """The page of ours on which a button was pressed; the first page when that is not known."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc == request.host:
        path = own_path(parts.path + (f"?{parts.query}" if parts.query else ""))
        if path:
            return path
    return url_for("dashboard.home")


def go_back(anchor: str = "") -> Response:
    """To the page on which the button was pressed, at that place."""
    return redirect(came_from() + (f"#{anchor}" if anchor else ""), 303)
