"""A whole firm whose shared mailbox lies on the tests' Dovecot: real tasks, real server, people in the same mailbox."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

from mailbot.tasks import jobs
from tests.edges.making import a_mail, opened, subjects
from tests.firm import CONFIG, MX, PARTNER, Firm
from tests.servers.dovecot import PASSWORD, Dovecot

CLIENT = "compta@dupont.example"
DONE, REVIEW, BANK, REJECTED = "Mailbot/Traité", "Mailbot/À voir", "Mailbot/Banque", "Mailbot/Rejeté"
QUARANTINE, PRESENCE = "Mailbot/Quarantaine", "Mailbot/Présence"
PROMISE = "Bonjour,\n\nNous réglerons la facture F-2026-0042 le 5 décembre 2026.\n"
_ids = itertools.count(1)


class FirmOnImap(Firm):
    """`comes` brings mail by LMTP; `polls` is one turn of the poller; `lies_in` is what people see."""

    def __init__(self, folder: Path, server: Dovecot, user: str, **mailbox: object) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "password").write_text(PASSWORD)
        where = f"host: localhost, port: {server.imaps_port}, ca_file: {server.authority.pem}"
        imap = f"{{{where}, password_file: password}}"
        more = "".join(f", {key}: {value}" for key, value in mailbox.items())
        config = CONFIG.replace("address: recouvrement@etude.example", f"address: {user}")
        config = config.replace("kind: maildir", f"kind: imap, imap: {imap}{more}, own_domains: [etude.example]")
        super().__init__(folder, config)
        self.server, self.user = server, user
        if not (folder / "clients.csv").exists():
            self.has_client()
            self.has_invoice()

    def comes(self, subject: str, body: str = PROMISE, sender: str = CLIENT,
              headers: Mapping[str, str] | None = None) -> bytes:  # fmt: skip
        """A mail arrives, with what the firm's server found out about its sender."""
        domain = sender.rpartition("@")[2]
        proof = {"Authentication-Results": f"{MX}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"}
        raw = a_mail(
            subject, sender=sender, to=self.user, message_id=f"<m{next(_ids)}@{domain}>", body=body,
            date=self.now, headers={**proof, **(headers or {})},
        )  # fmt: skip
        self.server.deliver(self.user, raw, sender)
        return raw

    def polls(self) -> str:
        """Fetch, read, put away."""
        return jobs.do_poll(self.office, self.now)

    def lies_in(self, folder: str) -> list[str]:
        """Subjects of the messages in a folder."""
        box = opened(self.server, self.user)
        try:
            return subjects(box, folder)
        finally:
            box.close()

    def read_as(self) -> list[tuple[str, str]]:
        """Subject and state of every message that the books know, in order."""
        return [(row.subject, row.state) for row in self.messages()]

    def flags(self, folder: str) -> str:
        """Flags of the messages in a folder, as the server tells them."""
        return self.server.doveadm("-f", "flow", "fetch", "-u", self.user, "flags", "mailbox", folder)


__all__ = ["BANK", "CLIENT", "DONE", "PARTNER", "PRESENCE", "QUARANTINE", "REJECTED", "REVIEW", "FirmOnImap"]
