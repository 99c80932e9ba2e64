"""The mails of three invented French banks: each lays out its notices in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape
from random import Random

from mailbot.core.money import Money
from mailbot.demo.firm import ADDRESS, NAME, Bank
from mailbot.demo.transfers import Transfer, bank_name

_FOOT = "Ce courriel est envoyé automatiquement, merci de ne pas y répondre."


def credit_notices(bank: Bank, transfers: Sequence[Transfer], when: datetime, rng: Random) -> list[bytes]:
    """The notices of one morning: a mail per credit, or one for all of them, as this bank does it."""
    if bank.style == "letter":
        return [_credit_letter(bank, one, when, rng) for one in transfers]
    if bank.style == "table":
        return [_credit_table(bank, one, when, rng) for one in transfers]
    return [_summary(bank, transfers, (), when, rng)] if transfers else []


def debit_notice(bank: Bank, payee: str, amount: Money, when: datetime, rng: Random) -> bytes:
    """Money that left the firm's account: no payment of anybody."""
    if bank.style == "summary":
        return _summary(bank, (), ((payee, amount),), when, rng)
    text = (
        f"Madame, Monsieur,\n\nVotre compte {_account(bank)} a été débité.\n\n"
        f"Date d'opération : {when:%d/%m/%Y}\nMontant          : -{_euros(amount)}\n"
        f"Bénéficiaire     : {payee}\nNature           : PRELEVEMENT SEPA\n\n{bank.name}\n{_FOOT}\n"
    )
    return _mail(bank, "Avis de débit", text, "", when, rng)


def unpaid_cheque(bank: Bank, drawer: str, number: str, amount: Money, when: datetime, rng: Random) -> bytes:
    """A cheque that was cashed for this invoice comes back."""
    text = (
        f"Madame, Monsieur,\n\nLe chèque suivant, remis sur votre compte {_account(bank)}, est revenu impayé : nous "
        f"débitons votre compte.\n\nDate d'opération : {when:%d/%m/%Y}\nMontant          : -{_euros(amount)}\n"
        f"Tireur           : {bank_name(drawer)}\nMotif            : CHEQUE IMPAYE {number}\n\n{bank.name}\n{_FOOT}\n"
    )
    return _mail(bank, "Avis de chèque impayé", text, "", when, rng)


def balance_notice(bank: Bank, balance: Money, when: datetime, rng: Random) -> bytes:
    """The weekly word about the balance."""
    text = (
        f"Bonjour,\n\nAu {when:%d/%m/%Y}, le solde de votre compte {_account(bank)} est de {_euros(balance)}.\n"
        f"Retrouvez le détail de vos opérations dans votre espace client.\n\n{bank.name}\n{_FOOT}\n"
    )
    return _mail(bank, "Solde de votre compte", text, "", when, rng)


def _credit_letter(bank: Bank, one: Transfer, when: datetime, rng: Random) -> bytes:
    text = (
        f"Madame, Monsieur,\n\nNous vous informons que votre compte {_account(bank)} {NAME.upper()} a été crédité.\n\n"
        f"Date d'opération  : {_day(one.value_on)}\nDate de valeur    : {_day(one.value_on)}\n"
        f"Montant           : {_euros(one.amount)}\nDonneur d'ordre   : {one.payer}\n"
        + (f"IBAN émetteur     : {one.payer_iban}\n" if one.payer_iban else "")
        + f"Motif             : {one.label}\nRéférence banque  : {_reference(rng)}\n\n"
        f"{bank.name} - Service Opérations\n{_FOOT}\n"
    )
    return _mail(bank, "Avis de crédit sur votre compte", text, "", when, rng)


def _credit_table(bank: Bank, one: Transfer, when: datetime, rng: Random) -> bytes:
    rows = (
        ("Compte crédité", _account(bank)), ("Opération", "VIREMENT SEPA RECU"), ("Montant", _euros(one.amount)),
        ("Émetteur", one.payer), ("Libellé", one.label), ("Date de valeur", _day(one.value_on)),
        ("Référence de l'opération", _reference(rng)),
    )  # fmt: skip
    cells = "".join(
        f'<tr><td style="padding:4px 12px;color:#555">{escape(name)}</td>'
        f'<td style="padding:4px 12px"><b>{escape(value)}</b></td></tr>'
        for name, value in rows
    )
    html = (
        '<html><body style="margin:0;background:#eef2f5;font-family:Arial,sans-serif;font-size:14px">'
        '<table width="600" align="center" cellpadding="0" cellspacing="0" bgcolor="#ffffff">'
        f'<tr><td bgcolor="#0b5d4b" style="color:#fff;font-size:18px;padding:14px">{escape(bank.name)}</td></tr>'
        '<tr><td style="padding:16px">Bonjour,<br>Un virement vient d\'être porté au crédit de votre compte.</td></tr>'
        f'<tr><td><table cellpadding="0" cellspacing="0">{cells}</table></td></tr>'
        f'<tr><td style="padding:16px;color:#888;font-size:11px">{_FOOT}</td></tr></table></body></html>\n'
    )
    return _mail(bank, "Vous avez reçu un virement", "", html, when, rng)


def _summary(
    bank: Bank, credits: Sequence[Transfer], debits: Sequence[tuple[str, Money]], when: datetime, rng: Random
) -> bytes:
    lines = [f"{_day(c.value_on)}  VIR RECU DE: {c.payer} MOTIF: {c.label}  +{_euros(c.amount)}" for c in credits]
    lines += [f"{_day(when.date())}  PRLV SEPA {payee}  -{_euros(amount)}" for payee, amount in debits]
    text = f"Bonjour,\n\nVoici les dernières opérations de votre compte {_account(bank)} :\n\n" + "\n".join(lines)
    return _mail(bank, "Dernières opérations de votre compte", f"{text}\n\n{bank.name}\n{_FOOT}\n", "", when, rng)


def _mail(bank: Bank, subject: str, text: str, html: str, when: datetime, rng: Random) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((bank.name, bank.sender))
    message["To"] = ADDRESS
    message["Subject"] = subject
    message["Date"] = format_datetime(when)
    message["Message-ID"] = f"<{rng.getrandbits(64):016x}.{int(when.timestamp())}@{bank.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(html or text, subtype="html" if html else "plain", cte="quoted-printable")
    return message.as_bytes()


def _account(bank: Bank) -> str:
    return " ".join(bank.iban[start : start + 4] for start in range(0, len(bank.iban), 4))


def _reference(rng: Random) -> str:
    return f"{rng.randrange(10**12):012d}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _euros(amount: Money) -> str:
    return f"{amount.amount:,.2f} EUR".replace(",", " ").replace(".", ",")
