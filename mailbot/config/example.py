"""The example configuration: `python -m mailbot.config.example > config.example.yaml`.

A law firm in Lyon with three banks, a payment provider and three people. What is not said here has its default.
"""

from __future__ import annotations

import sys
from typing import Any

from mailbot.config.commented import commented

HEADING = """\
Mailbot's configuration, with every key, its default and what it is for.
`mailbot init` writes such a file; `mailbot check` says what is wrong in one.
Paths are relative to this file. A key without a value keeps its default.
Secrets never stand here: name the environment variable (..._env) or the file (..._file) that holds them."""

EXAMPLE: dict[str, Any] = {
    "firm": {
        "name": "Martin & Associés",
        "profession": "lawyer",
        "address": "12 rue de la République",
        "postcode": "69002",
        "city": "Lyon",
        "siren": "123456782",
        "vat_number": "FR11123456782",
        "phone": "04 00 00 00 00",
        "email": "comptabilite@martin-associes.example",
        "website": "www.martin-associes.example",
        "legal_line": "SELARL au capital de 50 000 € - Barreau de Lyon",
        "bank": {"iban": "FR7630006000011234567890189", "bic": "AGRIFRPP", "bank": "Crédit Agricole"},
        "signature": {"name": "Claire Martin", "title": "Avocate associée"},
    },
    "mailbox": {
        "address": "recouvrement@martin-associes.example",
        "imap": {"host": "imap.martin-associes.example", "password_env": "MAILBOT_MAIL_PASSWORD"},
        "smtp": {"host": "smtp.martin-associes.example", "password_env": "MAILBOT_MAIL_PASSWORD"},
        "trusted_authserv_ids": ["mx.martin-associes.example"],
    },
    "people": [
        {
            "email": "c.martin@martin-associes.example",
            "name": "Claire Martin",
            "deputy": "p.nguyen@martin-associes.example",
        },
        {"email": "p.nguyen@martin-associes.example", "name": "Paul Nguyen"},
        {"email": "s.leroy@martin-associes.example", "name": "Sophie Leroy", "role": "assistant"},
    ],
    "banks": [
        {
            "name": "Crédit Agricole",
            "domains": ["credit-agricole.fr"],
            "own_ibans": ["FR7630006000011234567890189"],
        },
        {"name": "BNP Paribas", "domains": ["bnpparibas.com", "bnpparibas.net"]},
        {"name": "Société Générale", "domains": ["societegenerale.fr", "socgen.com"]},
        {"name": "Stripe", "type": "psp", "domains": ["stripe.com"], "silent_after_days": 10},
    ],
    "approval": {"default_partner": "c.martin@martin-associes.example"},
    "admin": {"base_url": "https://relances.martin-associes.example"},
    "webhooks": [
        {
            "name": "Facturation",
            "url": "https://facturation.martin-associes.example/mailbot",
            "secret_env": "MAILBOT_WEBHOOK_SECRET",
            "events": ["payment.recorded", "payment.placed", "dispute.opened"],
        },
    ],
}


def example() -> str:
    """The text of config.example.yaml."""
    return commented(HEADING, EXAMPLE)


if __name__ == "__main__":
    sys.stdout.write(example())
