"""The invented firm: its people, its banks, and the configuration that a demo writes for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mailbot.config.commented import commented
from mailbot.demo.numbers import french_account, vat_number

DOMAIN = "aubrac-lindon.example"
ADDRESS = f"recouvrement@{DOMAIN}"
MX = f"mx.{DOMAIN}"
NAME = "Aubrac & Lindon"
ZONE = "Europe/Paris"
ASSISTANT = f"i.morvan@{DOMAIN}"

HEADING = """\
Configuration of the demo: an invented law firm whose mail lies in folders below this one.
Every command works on it, for example
  mailbot --config config.yaml check
  mailbot --config config.yaml plan --dry-run
  mailbot --config config.yaml report aging
The folder mail/ holds one Maildir per address, as any mail program opens them. A new `mailbot demo` replaces it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """One of the firm's banks: where its notices come from, how they are laid out, the firm's account there."""

    name: str
    sender: str
    domain: str
    style: str
    iban: str
    bic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A partner or employee of the firm, and the mail program they write with."""

    email: str
    name: str
    role: str
    program: str
    deputy: str = ""


BANKS: tuple[Bank, ...] = (
    Bank(
        name="Banque Armoricaine", sender="avis@banque-armoricaine.example", domain="banque-armoricaine.example",
        style="letter", iban=french_account("99201", "00417", "00020684331"), bic="XARMFR2NXXX",
    ),
    Bank(
        name="Crédit Ligérien", sender="ne-pas-repondre@alertes.credit-ligerien.example",
        domain="credit-ligerien.example", style="table", iban=french_account("99202", "01102", "00000718845"),
        bic="XLIGFR2NXXX",
    ),
    Bank(
        name="Caisse d'Outre-Loire", sender="notification@caisse-outre-loire.example",
        domain="caisse-outre-loire.example", style="summary", iban=french_account("99203", "00009", "00031415926"),
        bic="XCOLFR2NXXX",
    ),
)  # fmt: skip

HELENE = Member(
    email=f"h.aubrac@{DOMAIN}", name="Hélène Aubrac", role="admin", program="thunderbird", deputy=f"m.lindon@{DOMAIN}"
)
MARC = Member(
    email=f"m.lindon@{DOMAIN}", name="Marc Lindon", role="partner", program="outlook", deputy=f"s.belkacem@{DOMAIN}"
)
SONIA = Member(
    email=f"s.belkacem@{DOMAIN}", name="Sonia Belkacem", role="partner", program="iphone", deputy=f"h.aubrac@{DOMAIN}"
)
INES = Member(email=ASSISTANT, name="Inès Morvan", role="assistant", program="outlook")
PARTNERS: tuple[Member, ...] = (HELENE, MARC, SONIA)

_SIREN = "948213376"


def settings_values(started_on: date, port: int) -> Mapping[str, Any]:
    """What config.yaml says; everything else keeps its default."""
    bank = BANKS[0]
    people = [
        {"email": m.email, "name": m.name, "role": m.role, "deputy": m.deputy} for m in (*PARTNERS, INES)
    ]  # fmt: skip
    banks = [{"name": b.name, "type": "bank", "domains": [b.domain], "own_ibans": [b.iban]} for b in BANKS]
    return {
        "firm": {
            "name": NAME, "profession": "lawyer", "address": "8 quai de la Fosse", "postcode": "44000",
            "city": "Nantes",
            "siren": _SIREN, "vat_number": vat_number(_SIREN), "phone": "02 00 00 44 00", "website": f"www.{DOMAIN}",
            "legal_line": "SELARL d'avocats au capital de 80 000 € · Barreau de Nantes · cabinet imaginaire",
            "bank": {"iban": bank.iban, "bic": bank.bic, "bank": bank.name},
            "signature": {"name": HELENE.name, "title": "Avocate associée"},
        },
        "mailbox": {
            "address": ADDRESS, "kind": "maildir", "transport": "maildir", "maildir": "mail",
            "trusted_authserv_ids": [MX],
        },
        "people": people,
        "banks": banks,
        "import": {"started_on": started_on, "files_folder": "accounting"},
        "admin": {"port": port, "base_url": f"http://127.0.0.1:{port}"},
    }  # fmt: skip


def write_configuration(folder: Path, values: Mapping[str, Any], key: str) -> Path:
    """Write config.yaml and the signing key; returns the path of the configuration."""
    path = folder / "config.yaml"
    path.write_text(commented(HEADING, values), encoding="utf-8")
    key_file = folder / "secret.key"
    key_file.touch(mode=0o600)
    key_file.write_text(f"{key}\n", encoding="ascii")
    return path
