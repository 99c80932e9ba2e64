"""Where Microsoft, Google or another provider gives tokens, and which rights are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.config.schema import OAuth2

REDIRECT = "http://localhost"
"""Where the browser lands after the consent. Nothing listens there: the address it shows is pasted (RFC 8252, 7.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """`name` as people know it; `asks` are the provider's own parameters of the consent page."""

    name: str
    token_url: str
    authorize_url: str
    scopes: tuple[str, ...]
    asks: tuple[tuple[str, str], ...] = ()


def provider(settings: OAuth2) -> Provider:
    """The provider that the configuration names, with its scopes unless others are written."""
    made = _MAKERS[settings.provider](settings)
    return made if not settings.scopes else _with_scopes(made, settings.scopes)


def _microsoft(settings: OAuth2) -> Provider:
    """https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth"""
    base = f"https://login.microsoftonline.com/{settings.tenant}/oauth2/v2.0"
    rights = ("IMAP.AccessAsUser.All", "SMTP.Send")
    return Provider(
        name="Microsoft",
        token_url=f"{base}/token",
        authorize_url=f"{base}/authorize",
        scopes=(*(f"https://outlook.office.com/{right}" for right in rights), "offline_access"),
    )


def _google(settings: OAuth2) -> Provider:
    """https://developers.google.com/workspace/gmail/imap/xoauth2-protocol; only `prompt=consent` gives a refresh token
    a second time."""
    return Provider(
        name="Google",
        token_url="https://oauth2.googleapis.com/token",  # noqa: S106 - an address, no password
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        scopes=("https://mail.google.com/",),
        asks=(("access_type", "offline"), ("prompt", "consent")),
    )


def _custom(settings: OAuth2) -> Provider:
    return Provider(
        name="The token service", token_url=settings.token_url, authorize_url=settings.authorize_url, scopes=()
    )


_MAKERS = {"microsoft": _microsoft, "google": _google, "custom": _custom}


def _with_scopes(made: Provider, scopes: tuple[str, ...]) -> Provider:
    return Provider(
        name=made.name, token_url=made.token_url, authorize_url=made.authorize_url, scopes=scopes, asks=made.asks
    )
