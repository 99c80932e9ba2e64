"""The product as its operator runs it: `mailbot … tick` on a real Dovecot and a real Postfix, with OpenDKIM vouching
for senders, a client at a real mail program, a partner and a bank whose mails are signed."""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.edges.test_world import wait_for_mail
from tests.firm import IBAN, body_of, paris
from tests.servers.certificates import Authority
from tests.servers.dkim_signing import KeyDirectory, OpenDkim, signed
from tests.servers.dovecot import Dovecot
from tests.servers.mail_programs import Mutt
from tests.servers.postfix import HOSTNAME, Postfix, Roads

BANK = "banque-lugdunienne.example"


@dataclass
class Town:
    """The servers, the keys that senders sign with, and the firm's folder."""

    dovecot: Dovecot
    postfix: Postfix
    keys: dict[str, bytes]
    folder: Path
    bot: str
    partner: str
    client: str

    def mailbot(self, *arguments: str, now: str = "") -> str:
        """One call of the program, as from cron."""
        clock = ["--now", now] if now else []
        command = [sys.executable, "-m", "mailbot", "--config", str(self.folder / "config.yaml"), *clock, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sends(self, mail: EmailMessage) -> None:
        """Somebody outside sends a signed mail through the firm's mail server."""
        sender = str(mail["From"])
        raw = signed(mail.as_bytes(policy=SMTP), sender.rpartition("@")[2], self.keys[sender.rpartition("@")[2]])
        with smtplib.SMTP("127.0.0.1", self.postfix.mx_port, timeout=10) as line:
            line.sendmail(sender, [str(mail["To"])], raw)

    def until(self, wanted: str, *arguments: str, now: str) -> str:
        """Call until the output says so: mail needs a moment to arrive."""
        said = ""
        for _ in range(40):
            said = self.mailbot(*arguments, now=now)
            if wanted in said:
                return said
        raise AssertionError(f"{wanted!r} never came: {said}")


@pytest.fixture(scope="module")
def town(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    directory = KeyDirectory()
    keys = {domain: directory.new_key(domain) for domain in ("test.example", BANK)}
    folder = tmp_path_factory.mktemp("firm")
    with (
        Dovecot(authority) as dovecot,
        OpenDkim(directory) as checker,
        Postfix(dovecot, Roads(milter=checker.milter)) as postfix,
    ):
        people = [
            dovecot.new_user(stem, domain)
            for stem, domain in (
                ("relances", "test.example"),
                ("associee", "test.example"),
                ("client", "client.example"),
            )
        ]
        made = Town(dovecot, postfix, keys, folder, *people)
        write_files(made, authority)
        yield made


def write_files(town: Town, authority: Authority) -> None:
    town.folder.joinpath("secret.key").write_text("s" * 48)
    town.folder.joinpath("password").write_text(town.dovecot.password(town.bot))
    server = f"host: localhost, ca_file: {authority.pem}, password_file: password"
    town.folder.joinpath("config.yaml").write_text(f"""
firm: {{name: Étude Vallier, profession: lawyer, bank: {{iban: {IBAN}}}}}
mailbox:
  address: {town.bot}
  imap: {{{server}, port: {town.dovecot.imaps_port}}}
  smtp: {{{server}, port: {town.postfix.port}}}
  trusted_authserv_ids: [{HOSTNAME}]
people: [{{email: {town.partner}, name: Hélène Vallier}}]
banks: [{{name: Banque Lugdunienne, domains: [{BANK}], own_ibans: [{IBAN}]}}]
""")
    town.folder.joinpath("clients.csv").write_text(
        f"code,name,email,contact\nC1,Dupont Bâtiment,{town.client},Claire Dupont\n"
    )
    town.folder.joinpath("F-2026-0042.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    town.folder.joinpath("invoices.csv").write_text(
        "number,client,issued_on,due_on,total,currency,file\nF-2026-0042,C1,2026-10-01,2026-11-10,1200.00,EUR,F-2026-0042.pdf\n"
        "F-2026-0043,C1,2026-10-01,2026-11-11,300.00,EUR,\n"
    )


def a_mail(sender: str, to: str, subject: str, text: str, now: str, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"], mail["Message-ID"] = (
        format_datetime(paris(now)),
        f"<{abs(hash((subject, now)))}@{sender.rpartition('@')[2]}>",
    )
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def test_from_an_unpaid_invoice_to_a_payment_linked_to_its_reminder(town: Town) -> None:
    for name in ("clients.csv", "invoices.csv"):
        assert "0 rejected" in town.mailbot("import", str(town.folder / name), now="2026-11-02T09:00")
    assert "fail" not in town.mailbot("check", now="2026-11-02T09:00")

    # The reminder is proposed and the partner is asked.
    assert "plan: 1 proposed, 1 drafted" in town.mailbot("tick", now="2026-11-17T08:00")
    digest = wait_for_mail(town.dovecot, town.partner)[-1]
    assert "Dupont Bâtiment" in body_of(digest)

    # She answers OK from her own, signed address.
    reply = a_mail(
        town.partner, str(digest["Reply-To"]), f"Re: {digest['Subject']}", "OK\n", "2026-11-17T08:30",
        In_Reply_To=str(digest["Message-ID"]), References=str(digest["Message-ID"]),
    )  # fmt: skip
    town.sends(reply)
    assert "1 released" in town.until("1 released", "tick", now="2026-11-17T09:00")

    # The client receives exactly that, with the invoice, and answers in neomutt.
    (reminder,) = wait_for_mail(town.dovecot, town.client)
    assert [part.get_filename() for part in reminder.iter_attachments()] == ["F-2026-0042.pdf"]
    assert "F-2026-0042" in body_of(reminder) and "F-2026-0043" in body_of(reminder)
    Mutt(town.dovecot, town.postfix.mx_port, town.client).reply(
        "~A", "Bonjour,\n\nNous réglerons la facture F-2026-0042 le 1er décembre.\n\nClaire Dupont"
    )
    town.until("poll: 1 new, 1 read", "tick", now="2026-11-17T11:00")
    said = town.mailbot("plan", "--dry-run", "--format", "json", now="2026-11-25T10:00")
    (verdict,) = [one for one in map(json.loads, said.splitlines()) if one["invoice"] == "F-2026-0042"]
    assert verdict["verdict"] == "promised" and "1er" in verdict["why"]

    # The bank's signed notice becomes a payment on that invoice, linked to the reminder.
    notice = a_mail(
        f"avis@{BANK}", town.bot, "Avis de virement reçu",
        f"Vous avez reçu un virement sur votre compte {IBAN}.\nMontant : 1 200,00 EUR\n"
        "Donneur d'ordre : DUPONT BATIMENT\nMotif : FACT F-2026-0042\nDate de valeur : 27/11/2026\n",
        "2026-11-27T10:00",
    )  # fmt: skip
    town.sends(notice)
    assert "1 matched" in town.until("1 matched", "tick", now="2026-11-27T10:30")
    rows = [json.loads(line) for line in town.mailbot("report", "effectiveness", "--format", "json").splitlines()]
    assert [(row["level"], row["sent"], row["paid_soon"], row["median_days"]) for row in rows] == [(1, 2, 1, 10.0)]


def test_unsigned_orders_move_nothing(town: Town) -> None:
    """The same answer without a signature, and a notice signed by another domain, are shown and not obeyed."""
    before = town.mailbot("report", "aging", "--format", "json")
    text = (
        f"Virement reçu sur votre compte {IBAN}.\nMontant : 300,00 EUR\nDonneur d'ordre : DUPONT\nMotif : F-2026-0043\n"
    )
    forged = a_mail(f"avis@{BANK}", town.bot, "Avis de virement", text, "2026-11-30T10:00")
    forged["Authentication-Results"] = f"{HOSTNAME}; dkim=pass header.d={BANK}"
    with smtplib.SMTP("127.0.0.1", town.postfix.mx_port, timeout=10) as line:
        line.sendmail("avis@ailleurs.example", [town.bot], forged.as_bytes(policy=SMTP))
    town.until("1 for a person", "tick", now="2026-11-30T10:30")
    assert town.mailbot("report", "aging", "--format", "json") == before
