"""The firm whose mailbox the corpus is, as the readers want it."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from mailbot.inbound.firm import BankProfileFacts, FirmFacts

OWN = Path(__file__).parent / "own"


def the_firm() -> FirmFacts:
    """Étude Vallier & Associés, with its people and its banks: profiles alone, no patterns, an empty ledger."""
    reader = YAML(typ="safe")
    firm = reader.load(OWN / "firm.yaml")
    banks = reader.load(OWN / "banks" / "banks.yaml")["banks"]
    return FirmFacts(
        address=firm["mailbox"]["address"],
        own_domains=tuple(firm["own_domains"]),
        trusted_authserv_ids=tuple(firm["mailbox"]["trusted_authserv_ids"]),
        people=tuple((person["email"], person["role"]) for person in firm["people"]),
        name=firm["firm"],
        banks=tuple(
            BankProfileFacts(
                name=bank["name"],
                domains=tuple(bank["domains"]),
                own_ibans=(bank["account"],) if "account" in bank else (),
            )
            for bank in banks
        ),
    )
