"""A small firm for tests: real books, real Maildirs, the real tasks, and people who write mails."""

from __future__ import annotations

import email.policy
import itertools
import mailbox
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Self, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mailbot.config.load import load
from mailbot.store.tables import ClientRow, InboxRow, InvoiceRow, PaymentRow, ReminderRow
from mailbot.tasks import jobs
from mailbot.tasks.importing.import_file import import_file
from mailbot.tasks.importing.import_report import ImportReport
from mailbot.wiring import build

PARIS = ZoneInfo("Europe/Paris")
PARTNER, DEPUTY, ASSISTANT = "h.vallier@etude.example", "j.moreau@etude.example", "c.lenoir@etude.example"
BOT, MX = "recouvrement@etude.example", "mx.etude.example"
IBAN = "FR7630006000011234567890189"

CONFIG = f"""
firm: {{name: Étude Vallier, profession: lawyer, bank: {{iban: {IBAN}}}}}
mailbox: {{address: {BOT}, kind: maildir, transport: maildir, trusted_authserv_ids: [{MX}]}}
people:
  - {{email: {PARTNER}, name: Hélène Vallier, deputy: {DEPUTY}}}
  - {{email: {DEPUTY}, name: Julien Moreau}}
  - {{email: {ASSISTANT}, name: Claire Lenoir, role: assistant}}
banks:
  - {{name: Banque Lugdunienne, domains: [banque-lugdunienne.example], own_ibans: [{IBAN}]}}
"""


def paris(text: str) -> datetime:
    """`2026-11-16T09:00` in Paris, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


class Firm:
    """An office in a folder. `at` moves its clock; the others are what people do."""

    def __init__(self, folder: Path, config: str = CONFIG, url: str = "") -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        (folder / "secret.key").write_text("k" * 48)
        extra = f"database: {{url: '{url}'}}\n" if url else ""
        (folder / "config.yaml").write_text(config + extra)
        counter = itertools.count()
        self.office = build(load(folder / "config.yaml"), nonce=lambda: f"n{next(counter)}")
        self.mails = itertools.count(1)
        self.now = paris("2026-11-02T09:00")

    def at(self, text: str) -> Self:
        """Move the clock."""
        self.now = paris(text)
        return self

    def tick(self) -> dict[str, str]:
        """Do what is due."""
        return jobs.tick(self.office, self.now)

    def takes_in(self, name: str, text: str) -> ImportReport:
        """Import a file."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return import_file(self.office, path, "auto", self.now)

    def has_client(
        self, code: str = "C1", name: str = "Dupont Bâtiment", email: str = "compta@dupont.example", **more: str
    ) -> None:
        """Know a client."""
        row = {"code": code, "name": name, "email": email, **more}
        report = self.takes_in("clients.csv", ";".join(row) + "\n" + ";".join(row.values()) + "\n")
        assert not report.errors

    def has_invoice(
        self, number: str = "F-2026-0042", total: str = "1200.00", due: str = "2026-11-10", **more: str
    ) -> None:
        """Know an invoice of client C1."""
        row = {"number": number, "client": "C1", "issued_on": "2026-10-01", "due_on": due, "total": total, **more}
        report = self.takes_in("invoices.csv", ";".join(row) + "\n" + ";".join(row.values()) + "\n")
        assert not report.errors

    def writes(self, sender: str, subject: str, text: str, *, proven: bool = True, **headers: str) -> bytes:
        """A mail arrives in the shared mailbox, with what the firm's own server found out about its sender."""
        mail = EmailMessage()
        number = next(self.mails)
        domain = sender.rpartition("@")[2]
        verdict = "dkim=pass" if proven else "dkim=none"
        mail["Authentication-Results"] = (
            f"{MX}; {verdict} header.d={domain}; dmarc={'pass' if proven else 'none'} header.from={domain}"
        )
        mail["From"], mail["To"], mail["Subject"] = sender, headers.pop("to", BOT), subject
        mail["Date"], mail["Message-ID"] = self.now.astimezone(PARIS), f"<m{number}@{domain}>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        self.drops(mail.as_bytes())
        return mail.as_bytes()

    def drops(self, raw: bytes) -> None:
        """Bytes arrive in the shared mailbox."""
        (self.folder / "mail").mkdir(exist_ok=True)
        box = mailbox.Maildir(self.folder / "mail" / BOT)
        box.add(raw)

    def bank_writes(self, amount: str, payer: str, label: str, day: str = "") -> None:
        """The bank tells of a transfer received."""
        on = day or f"{self.now.astimezone(PARIS):%d/%m/%Y}"
        text = (
            f"Bonjour,\n\nVous avez reçu un virement sur votre compte {IBAN[:4]}...{IBAN[-4:]}.\n\n"
            f"Montant : {amount} EUR\nDonneur d'ordre : {payer}\nMotif : {label}\nDate de valeur : {on}\n\n"
            "Votre Banque Lugdunienne\n"
        )
        self.writes("avis@banque-lugdunienne.example", "Avis de virement reçu", text)

    def answers(self, sender: str, to_mail: EmailMessage, text: str, **headers: str) -> None:
        """Somebody answers a mail that they received, as a mail program does."""
        quoted = "\n".join(f"> {line}" for line in body_of(to_mail).splitlines())
        reply_to = str(to_mail["Reply-To"] or to_mail["From"])
        full = f"{text}\n\nLe 16 nov. 2026 à 09:00, Étude Vallier <{BOT}> a écrit :\n\n{quoted}\n"
        headers = {
            "In_Reply_To": str(to_mail["Message-ID"]),
            "References": str(to_mail["Message-ID"]),
            "to": reply_to,
            **headers,
        }
        self.writes(sender, f"Re: {to_mail['Subject']}", full, **headers)

    def inbox_of(self, address: str) -> list[EmailMessage]:
        """What an address received, oldest first."""
        folder = self.folder / "mail" / address
        if not folder.exists():
            return []
        parser = BytesParser(policy=email.policy.default)
        box = mailbox.Maildir(folder)
        return [cast(EmailMessage, parser.parsebytes(box.get_bytes(key))) for key in sorted(box.keys(), key=_arrival)]

    def invoice(self, number: str = "F-2026-0042") -> InvoiceRow:
        """An invoice as the books have it."""
        with self.office.books.read() as session:
            return session.scalars(select(InvoiceRow).where(InvoiceRow.number == number)).one()

    def client(self, code: str = "C1") -> ClientRow:
        """A client as the books have it."""
        with self.office.books.read() as session:
            return session.scalars(select(ClientRow).where(ClientRow.code == code)).one()

    def reminders(self) -> list[ReminderRow]:
        """Every reminder."""
        with self.office.books.read() as session:
            return list(session.scalars(select(ReminderRow).order_by(ReminderRow.id)))

    def payments(self) -> list[PaymentRow]:
        """Every payment."""
        with self.office.books.read() as session:
            return list(session.scalars(select(PaymentRow).order_by(PaymentRow.id)))

    def messages(self) -> list[InboxRow]:
        """Every message received."""
        with self.office.books.read() as session:
            return list(session.scalars(select(InboxRow).order_by(InboxRow.id)))


def _arrival(key: str) -> tuple[int, ...]:
    """A Maildir's names in the order of arrival: their numbers count, not their letters (M99 is before M100)."""
    return tuple(int(number) for number in re.findall(r"\d+", key))


def body_of(mail: EmailMessage) -> str:
    """The text part of a mail."""
    part = mail.get_body(("plain",))
    return str(part.get_content()) if part else ""
