"""What the readers must know of the firm before they read a message: one frozen value, made from Settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mailbot.config.schema import BankProfile, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BankProfileFacts:
    """A bank or payment provider whose notices are read.

    `domains`: the only From domains that are this bank (subdomains included), lower case. `own_ibans`: the firm's
    accounts there. `patterns`: optional regular expressions, by field, that refine the generic reader.
    """

    name: str
    domains: tuple[str, ...]
    type: str = "bank"
    currency: str = "EUR"
    own_ibans: tuple[str, ...] = ()
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def pattern(self, field: str) -> re.Pattern[str] | None:
        """The pattern that refines `field`, if the profile has one."""
        return dict(self.patterns).get(field)


def _no_number(_written: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmFacts:
    """The firm as the readers see it. Addresses and domains are lower case.

    `known_number` turns a number as written (F20260042) into the ledger's form (F-2026-0042), None when the ledger
    has no such number. `invoice_pattern`: shape of the firm's invoice numbers, where it is known.
    """

    address: str
    own_domains: tuple[str, ...]
    trusted_authserv_ids: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    banks: tuple[BankProfileFacts, ...] = ()
    plus_addresses: bool = True
    zone: str = "Europe/Paris"
    invoice_pattern: re.Pattern[str] | None = None
    known_number: Callable[[str], str | None] = _no_number
    name: str = ""

    def role_of(self, address: str) -> str | None:
        """The role of the member with this address, None for a stranger."""
        return dict(self.people).get(address.lower())

    def is_own_domain(self, domain: str) -> bool:
        """Is this one of the firm's own domains, exactly?"""
        return domain.lower() in self.own_domains


def firm_facts(settings: Settings, known_number: Callable[[str], str | None] = _no_number) -> FirmFacts:
    """The firm's facts from its settings and a look-up into the ledger."""
    return FirmFacts(
        address=settings.mailbox.address.lower(),
        own_domains=settings.mailbox.domains,
        trusted_authserv_ids=tuple(name.lower() for name in settings.mailbox.trusted_authserv_ids),
        people=tuple((person.email.lower(), person.role) for person in settings.people),
        banks=tuple(_profile(bank) for bank in settings.banks),
        plus_addresses=settings.mailbox.plus_addresses,
        zone=settings.firm.timezone,
        known_number=known_number,
        name=settings.firm.name,
    )


def _profile(bank: BankProfile) -> BankProfileFacts:
    return BankProfileFacts(
        name=bank.name,
        domains=tuple(domain.lower().strip(".") for domain in bank.domains),
        type=bank.type,
        currency=bank.currency,
        own_ibans=bank.own_ibans,
        patterns=tuple((field, re.compile(text)) for field, text in bank.patterns.items()),
    )
