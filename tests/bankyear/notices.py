"""How banks tell of single lines by mail, each in its own layout; what a mail says less than a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from tests.bankyear.cast import Account
from tests.bankyear.life import PROVIDER, Line
from tests.firm import BOT, MX

PROVIDER_DOMAIN = "stripe-paiements.example"
_FOOT = "Ce courriel est envoyé automatiquement, merci de ne pas y répondre."


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How this mail tells: its layout (letter, table), with its day or without, proved or not; its Message-ID."""

    layout: str
    dated: bool
    proved: bool
    message_id: str


def of_line(line: Line, account: Account, way: Way, when: datetime) -> bytes:
    """A notice about one line: money came, left, came back, or is on its way from the provider."""
    if line.kind == "rejection":
        return _mail(account.domain, account.bank, "Avis de rejet de prélèvement", _rejected(line, account), way, when)
    if line.kind == "debit":
        return _mail(account.domain, account.bank, "Avis de débit", _debited(line, account), way, when)
    rows = _rows(line, account, way)
    if way.layout == "table":
        page = "".join(f"<tr><td>{escape(name)}</td><td><b>{escape(value)}</b></td></tr>" for name, value in rows)
        html = f"<html><body><p>Votre compte a été crédité.</p><table>{page}</table><p>{_FOOT}</p></body></html>"
        return _mail(account.domain, account.bank, "Vous avez reçu un virement", html, way, when)
    text = "\n".join(f"{name:18}: {value}" for name, value in rows)
    said = f"Madame, Monsieur,\n\nVotre compte a été crédité.\n\n{text}\n\n{account.bank}\n{_FOOT}\n"
    return _mail(account.domain, account.bank, "Avis de crédit sur votre compte", said, way, when)


def online(line: Line, way: Way, when: datetime) -> bytes:
    """The provider tells of a client's payment, gross, under its own id."""
    text = (
        f"Bonjour,\n\nVous avez reçu un paiement de {line.payer}.\n\nMontant : {euros(line.minor)}\n"
        f"Payeur : {line.payer}\nMotif : {line.label}\nDate : {line.on:%d/%m/%Y}\n"
        f"Identifiant de transaction : {line.bank_id}\n\nStripe\n"
    )
    return _mail(PROVIDER_DOMAIN, PROVIDER.title(), "Paiement reçu", text, way, when)


def payout(line: Line, way: Way, when: datetime) -> bytes:
    """The provider tells that it pays out: the firm's own money moves."""
    text = (
        f"Bonjour,\n\nNous avons envoyé un versement de {euros(line.minor)} vers votre compte bancaire. "
        f"Il arrivera le {line.on:%d/%m/%Y}.\n\nStripe\n"
    )
    return _mail(PROVIDER_DOMAIN, PROVIDER.title(), "Votre versement est en route", text, way, when)


def with_statement(account: Account, files: Sequence[tuple[str, bytes]], way: Way, when: datetime) -> bytes:
    """The bank sends a statement by mail."""
    mail = _written(account.domain, account.bank, "Votre relevé de compte", way, when)
    mail.set_content(f"Bonjour,\n\nVeuillez trouver ci-joint votre relevé de compte.\n\n{account.bank}\n")
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def euros(minor: int) -> str:
    """`1 200,00 EUR`"""
    return f"{abs(minor) / 100:,.2f} EUR".replace(",", " ").replace(".", ",")


def _rows(line: Line, account: Account, way: Way) -> list[tuple[str, str]]:
    rows = [("Compte crédité", _shown(account)), ("Montant", euros(line.minor))]
    rows += [("Donneur d'ordre", line.payer)] if line.payer else []
    rows += [("IBAN émetteur", line.payer_iban)] if account.tells_iban and line.payer_iban else []
    rows += [("Motif", line.label)]
    return rows + ([("Date de valeur", f"{line.value_on:%d/%m/%Y}")] if way.dated else [])


def _debited(line: Line, account: Account) -> str:
    return (
        f"Madame, Monsieur,\n\nVotre compte {_shown(account)} a été débité.\n\nDate d'opération : {line.on:%d/%m/%Y}\n"
        f"Montant : -{euros(line.minor)}\nBénéficiaire : {line.payer}\nNature : {line.label}\n\n{account.bank}\n"
    )


def _rejected(line: Line, account: Account) -> str:
    return (
        f"Bonjour,\n\nUn prélèvement a été rejeté et débité de votre compte {_shown(account)}.\n\n"
        f"Montant : {euros(line.minor)}\nDébiteur : {line.payer}\nMotif : {line.label}\n"
        f"Date de valeur : {line.value_on:%d/%m/%Y}\n\n{account.bank}\n"
    )


def _shown(account: Account) -> str:
    return f"{account.iban[:4]} XXXX XXXX {account.iban[-11:]}"


def _mail(domain: str, name: str, subject: str, text: str, way: Way, when: datetime) -> bytes:
    mail = _written(domain, name, subject, way, when)
    mail.set_content(text, subtype="html" if text.startswith("<html>") else "plain")
    return mail.as_bytes()


def _written(domain: str, name: str, subject: str, way: Way, when: datetime) -> EmailMessage:
    mail = EmailMessage()
    proof = f"dkim=pass header.d={domain}; dmarc=pass" if way.proved else "dkim=none; dmarc=none"
    mail["Authentication-Results"] = f"{MX}; {proof} header.from={domain}"
    mail["From"], mail["To"], mail["Subject"] = f"{name} <avis@{domain}>", BOT, subject
    mail["Date"], mail["Message-ID"] = format_datetime(when), f"<{way.message_id}@{domain}>"
    return mail
