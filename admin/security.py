"""What protects every page: headers, cookies, CSRF tokens, rate limits."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from admin import api
from admin.api.door import counted_by
from mailbot.config.schema import Settings

# Everything comes from here and nothing is inline: no script, no style, no frame of a stranger.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A mail as its reader sees it: its own styles and pictures, no script, no link that leads out, a frame of ours only.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
# A document that the browser's own reader shows; Chromium's needs these two.
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_SESSION = timedelta(hours=12)
# endpoint → how often one address may post to it
LIMITS = {
    "auth.sign_in": "10 per minute; 60 per hour",
    "auth.ask_link": "5 per minute; 20 per hour",
    "auth.use_link": "20 per minute",
    "auth.code": "10 per minute; 60 per hour",
    "account.password": "5 per minute",
    "account.remove": "10 per minute",
    "links.batch": "20 per minute",
    "programs.give": "10 per minute",
}


def own_policy(response: Response, policy: str) -> Response:
    """Let this one answer have another policy than pages have."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def configure(app: Flask, settings: Settings, key: bytes) -> None:
    """Cookies and keys of this application."""
    secure = settings.admin.base_url.startswith("https://")
    app.config.update(
        SECRET_KEY=hmac.new(key, b"admin sessions", hashlib.sha256).hexdigest(),
        SESSION_COOKIE_NAME="__Host-mailbot" if secure else "mailbot",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=_SESSION,
        REMEMBER_COOKIE_DURATION=_SESSION,
        WTF_CSRF_TIME_LIMIT=None,  # the token lasts as long as the session it is bound to
        MAX_CONTENT_LENGTH=1_000_000,
    )
    if secure and settings.admin.host in _LOCAL:
        # TLS ends at a proxy on this machine: it says who asks.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # as Flask documents


def furnish(app: Flask, settings: Settings) -> None:
    """Headers on every answer, a CSRF token on every POST, limits on what strangers may try."""
    CSRFProtect(app).exempt(api.blueprint)  # it knows no cookie that a browser could send along
    secure = urlsplit(settings.admin.base_url).scheme == "https"
    app.after_request(lambda response: _headers(response, secure))
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=False)
    for endpoint, often in LIMITS.items():
        view = app.view_functions[endpoint]
        limited = limiter.limit(often, methods=["POST"])(view)
        app.view_functions[endpoint] = cast(Callable[..., ResponseReturnValue], limited)
    limiter.limit(f"{settings.admin.api_per_minute} per minute", key_func=counted_by)(api.blueprint)


def _headers(response: Response, secure: bool) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    # Links carry tokens: no other site is told where a visitor came from.
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
    if request.endpoint == "static" or g.get("public", False):
        response.cache_control.immutable = True  # its address names its version
    else:
        headers["Cache-Control"] = "no-store"
    if secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
