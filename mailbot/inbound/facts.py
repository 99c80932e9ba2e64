"""Everything about one message that the detectors ask, gathered once and lazily."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from mailbot.core.reading.understood import Absence, Bounce, Command
from mailbot.inbound import robots
from mailbot.inbound.absence import read_absence
from mailbot.inbound.addresses import domain_of
from mailbot.inbound.authenticity import Checked, Proof, prove
from mailbot.inbound.bounces import read_bounce
from mailbot.inbound.commands import read_command
from mailbot.inbound.firm import BankProfileFacts, FirmFacts
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.intents import Reading, read_intents
from mailbot.inbound.reply.new_text import NewText, new_text
from mailbot.inbound.reply.references import references
from mailbot.inbound.thread import Links, links


@dataclass(frozen=True)
class Facts:
    """One message and the firm; each derived fact is worked out when it is first asked."""

    mail: Mail
    firm: FirmFacts
    checked: Checked | None = None  # what the edge found out about its signatures

    @cached_property
    def today(self) -> date | None:
        """The day it was written, in the firm's zone; None without a date."""
        return self.mail.date.astimezone(ZoneInfo(self.firm.zone)).date() if self.mail.date else None

    @cached_property
    def links(self) -> Links:
        """What it points to of ours."""
        return links(self.mail, self.firm)

    @cached_property
    def robot(self) -> str:
        """Why it is a machine's, empty when nothing says so."""
        return robots.robot(self.mail, self.firm)

    @cached_property
    def proof(self) -> Proof:
        """Whether its From domain is proved."""
        return prove(self.mail, self.firm, self.checked)

    @cached_property
    def new(self) -> NewText:
        """What is newly written in it."""
        return new_text(self.mail)

    @cached_property
    def bounce(self) -> Bounce | None:
        """The bounce that it is, if it is one."""
        return read_bounce(self.mail, (self.firm.address, *(email for email, _ in self.firm.people)))

    @cached_property
    def absence(self) -> Absence | None:
        """The automatic absence note that it is, if it is one."""
        return read_absence(self.mail, self.new.text, self.today)

    @cached_property
    def bank(self) -> BankProfileFacts | None:
        """The bank whose domain stands in From, proved or not."""
        domain = domain_of(self.mail.from_address)
        for bank in self.firm.banks:
            if any(domain == known or domain.endswith("." + known) for known in bank.domains):
                return bank
        return None

    @cached_property
    def role(self) -> str | None:
        """The sender's role in the firm, by address alone."""
        return self.firm.role_of(self.mail.from_address)

    @cached_property
    def from_inside(self) -> bool:
        """Does From show one of the firm's own domains?"""
        return self.firm.is_own_domain(domain_of(self.mail.from_address))

    @cached_property
    def thread_text(self) -> str:
        """Subject and quoted text: what it answers."""
        return self.mail.subject + "\n" + self.new.quoted

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Invoice numbers that the writer names, else those of the subject."""
        named = references(self.new.text, self.firm, self.thread_text)
        return named or references(self.mail.subject, self.firm)

    @cached_property
    def reading(self) -> Reading:
        """What the writer wants."""
        return read_intents(self.new, self.today)

    @cached_property
    def command(self) -> Command | None:
        """The order that its first new line gives, whoever wrote it."""
        return read_command(self.new.text, self.mail)
