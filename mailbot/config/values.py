"""What single values of the configuration may be: addresses, accounts, zones, patterns, databases.

A sentence raised here follows the key in the message: `firm.timezone: is no time zone; write one like Europe/Paris.`
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from stdnum import iban as _iban

from mailbot.core.announcing import TYPES


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is no time zone; write one like Europe/Paris") from error
    return name


def _valid_iban(value: str) -> str:
    if not value:
        return value
    compact = _iban.compact(value)
    if not _iban.is_valid(compact, check_country=False):
        raise ValueError("is not a valid IBAN (its check digits do not fit); copy it from a bank statement")
    return str(compact)


def _regular_expression(pattern: str) -> str:
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise ValueError(f"is no regular expression ({error}); try it in a tester first") from error
    if groups > 1:
        raise ValueError(f"has {groups} groups; keep one around what is to be read, write the others as (?:...)")
    return pattern


def _known_database(url: str) -> str:
    scheme, _, rest = url.partition("://")
    if scheme not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("is no known database; write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME")
    if scheme != "sqlite" and ":" in rest.rpartition("@")[0]:
        raise ValueError("holds a password; take it out and name it in database.password_env or database.password_file")
    return url


_LOCAL = frozenset({"", "localhost", "127.0.0.1", "::1"})


def check_encryption(host: str, security: str) -> None:
    """Refuse a connection in clear to another machine: the password would travel with it (raises ValueError)."""
    if security == "none" and host not in _LOCAL:
        raise ValueError(f"security: none would send the password to {host} in clear; write tls or starttls")


def check_token_url(url: str) -> None:
    """Refuse an address to which secrets would travel in clear (raises ValueError); empty is no address yet."""
    parts = urlsplit(url)
    if url and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise ValueError(f"{url} would send secrets in clear; write an address that begins with https://")


def check_hook_url(url: str, *, private: bool) -> None:
    """Refuse an address to which what happens here would travel in clear, or with a password in it (ValueError)."""
    parts = urlsplit(url)
    if parts.scheme not in (("https", "http") if private else ("https",)) or not parts.hostname:
        raise ValueError(f"{url} is no address for this; write one that begins with https://")
    if parts.username or parts.password or parts.fragment:
        raise ValueError(f"{parts.hostname}: the address holds a password or a #part; leave them out")


def check_events(names: tuple[str, ...]) -> None:
    """Refuse a name that nobody is ever told of (ValueError)."""
    unknown = [name for name in names if name not in TYPES]
    if unknown:
        raise ValueError(f"events: {unknown[0]} is not known; known: {', '.join(TYPES)}")


def _start_or_day(value: object) -> object:
    if isinstance(value, date) or value == "start":
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("is neither start nor a day; write start, or a day like 2026-01-31") from error


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


# The French chart of accounts: three digits at least, then as the firm likes (LPF A47 A-1).
Account = Annotated[str, StringConstraints(pattern="^[1-9][0-9]{2}[0-9A-Z]*$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", to_lower=True, max_length=254)]
Iban = Annotated[str, AfterValidator(_valid_iban)]
StartOrDay = Annotated[Literal["start"] | date, BeforeValidator(_start_or_day)]
Zone = Annotated[str, AfterValidator(_known_zone)]
Language = Literal["fr", "en"]
OptionalFile = Annotated[Path | None, BeforeValidator(_empty_is_none)]
Pattern = Annotated[str, AfterValidator(_regular_expression)]
DatabaseUrl = Annotated[str, AfterValidator(_known_database)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
Colour = Annotated[str, StringConstraints(pattern="^#[0-9a-fA-F]{6}$")]
