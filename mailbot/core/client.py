"""The client: who owes, how to reach them, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClientKind(StrEnum):
    """What the law makes of the client; it chooses the ladder and the penalties."""

    PROFESSIONAL = "professional"
    CONSUMER = "consumer"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One debtor. Empty text means unknown; `language` is a two-letter code. `waives_penalties`: the firm makes the
    gesture of claiming none from this client."""

    id: int
    code: str
    name: str
    kind: ClientKind = ClientKind.PROFESSIONAL
    email: str = ""
    cc: tuple[str, ...] = ()
    contact: str = ""
    language: str = "fr"
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    siren: str = ""
    vat_number: str = ""
    iban: str = ""
    payment_mode: str = ""
    ladder: str = ""
    partner: str = ""
    waives_penalties: bool = False
