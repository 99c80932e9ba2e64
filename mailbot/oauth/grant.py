"""Asking a provider for tokens: by the consent of a person, by the refresh token that came of it (RFC 6749, 7636)."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from mailbot.core.errors import MailbotError, TryLater, UserError
from mailbot.oauth.provider import REDIRECT, Provider
from mailbot.oauth.wire import post

try:
    from oauthlib.oauth2 import OAuth2Error, WebApplicationClient
except ImportError:  # the program was updated and its libraries were not: everything else still works
    OAuth2Error, WebApplicationClient = MailbotError, None

_LIFETIME = 3600
_CONSENT = frozenset({"invalid_grant", "interaction_required", "consent_required", "login_required"})
_APPLICATION = frozenset({"invalid_client", "unauthorized_client"})
_LATER = frozenset({"temporarily_unavailable", "server_error", "slow_down"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The application that the firm registered; `secret` is empty where it has none."""

    client_id: str
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What was granted: `access` for `seconds`; `refresh` is empty when the old one stays good."""

    access: str
    seconds: int
    refresh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent asked for: the page to open, and what proves later that the answer belongs to it."""

    page: str
    state: str
    verifier: str


def renewed(who: Provider, application: Application, refresh_token: str) -> Tokens:
    """An access token for the refresh token.

    Raises UserError when a person must consent again or mend the registration, TryLater when the service is silent.
    """
    client = _client(application)
    form = client.prepare_refresh_body(
        refresh_token=refresh_token,
        scope=list(who.scopes) or None,
        client_id=application.client_id,
        **_proof(application),
    )
    return _tokens(who, client, form)


def asked(who: Provider, application: Application) -> Consent:
    """The page on which a person, signed in as the mailbox, consents. Raises UserError when none is known."""
    if not who.authorize_url:
        raise UserError("mailbox.oauth2.authorize_url is missing: write where a person consents.")
    client = _client(application)
    verifier, state = client.create_code_verifier(64), secrets.token_urlsafe(24)
    page = client.prepare_request_uri(
        who.authorize_url,
        redirect_uri=REDIRECT,
        scope=list(who.scopes),
        state=state,
        code_challenge=client.create_code_challenge(verifier, "S256"),
        code_challenge_method="S256",
        **dict(who.asks),
    )
    return Consent(page=str(page), state=state, verifier=verifier)


def granted(who: Provider, application: Application, consent: Consent, landed: str) -> Tokens:
    """The tokens for a consent; `landed` is the address at which the browser ended.

    Raises UserError when it is not the answer to this consent, or the person refused.
    """
    client = _client(application)
    try:
        # The library wants the address of a safe server; this one is only read.
        address = landed.strip().replace("http://", "https://", 1)
        found = client.parse_request_uri_response(address, state=consent.state)
    except (OAuth2Error, ValueError) as error:
        said = _said(error)
        raise UserError(f"This is not the answer to the consent just asked for ({said}): begin again.") from error
    form = client.prepare_request_body(
        code=found.get("code"), redirect_uri=REDIRECT, code_verifier=consent.verifier, **_proof(application)
    )
    return _tokens(who, client, form)


def _client(application: Application) -> Any:
    if WebApplicationClient is None:
        raise UserError("The library oauthlib is not installed: run `make install`, then start again.")
    return WebApplicationClient(application.client_id)


def _proof(application: Application) -> dict[str, str]:
    return {"client_secret": application.secret} if application.secret else {}


def _tokens(who: Provider, client: Any, form: str) -> Tokens:
    status, text = post(who.token_url, form)
    if status == 429 or status >= 500:
        raise TryLater(f"{who.name} gives no tokens for now (HTTP {status}).")
    try:
        json.loads(text)
        token = client.parse_request_body_response(text)
    except OAuth2Error as error:
        raise _refused(who, error) from error
    except ValueError as error:
        raise UserError(f"{who.token_url} does not answer like a token service (HTTP {status}): check it.") from error
    return Tokens(
        access=str(token["access_token"]),
        seconds=int(token.get("expires_in") or _LIFETIME),
        refresh=str(token.get("refresh_token") or ""),
    )


def _refused(who: Provider, error: Any) -> MailbotError:
    code = str(getattr(error, "error", "") or type(error).__name__)
    why = f"{code}: {_said(error)}" if _said(error) else code
    if code in _LATER:
        return TryLater(f"{who.name} gives no tokens for now ({why}).")
    if code in _CONSENT:
        return UserError(
            f"{who.name} does not accept the consent for this mailbox any more ({why}): run `mailbot authorize` and "
            "sign in as the mailbox."
        )
    if code in _APPLICATION:
        return UserError(
            f"{who.name} refuses the application ({why}): check mailbox.oauth2.client_id and its secret, which may "
            "have expired."
        )
    return UserError(f"{who.name} refuses to renew the token ({why}): check mailbox.oauth2.")


def _said(error: Exception) -> str:
    """The provider's own words, without the numbers that follow them for its own use."""
    words = str(getattr(error, "description", "") or error).partition("Trace ID")[0]
    return " ".join(words.split())[:200].rstrip(". ")
