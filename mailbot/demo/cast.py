"""Everybody who plays: made from the seed, given their mail, told of their invoices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from mailbot.demo.accounting import Accounting
from mailbot.demo.bankers import Bankers
from mailbot.demo.bills import Bill, make_bills
from mailbot.demo.clients import make_clients
from mailbot.demo.debtors import Debtor
from mailbot.demo.firm import ADDRESS, PARTNERS
from mailbot.demo.letter import read_letter
from mailbot.demo.office_staff import Assistant
from mailbot.demo.options import DemoOptions
from mailbot.demo.partners import Partner
from mailbot.demo.reactions import react
from mailbot.demo.robots import undeliverable
from mailbot.demo.set_bills import quotes, set_bills
from mailbot.demo.strangers import Strangers
from mailbot.demo.world import World


class Cast:
    """The clients, partners, assistant, banks and strangers of one demo."""

    def __init__(self, world: World, options: DemoOptions, accounting: Path) -> None:
        self._world = world
        rng = Random(f"{options.seed}:people")
        clients = make_clients(options.clients, rng)
        span = (world.first, world.last)
        bills = make_bills(clients, options.clients * options.invoices_per_client, span, rng, set_bills(clients, span))
        self.accounting = Accounting(world.office, accounting)
        self.assistant = Assistant(world, self.accounting)
        self._debtors = {client.code: Debtor(world, client, react, self.assistant) for client in clients}
        self._quotes = quotes(clients, span)
        self._partners = {member.email: Partner(world, member) for member in PARTNERS}
        self._bills = _by_day((*bills, *(bill for bill, _ in self._quotes.values())), world.first)
        Bankers(world)
        Strangers(world, bills)

    @property
    def debtors(self) -> Sequence[Debtor]:
        """The clients, in the order of their codes."""
        return tuple(self._debtors.values())

    def open_day(self, day: date) -> None:
        """Before breakfast the accounting exports what was invoiced; on the first day also all clients."""
        now = self._world.instant(day, 6, 45)
        if day == self._world.first:
            self.accounting.export_clients([debtor.client for debtor in self.debtors], {}, now)
        bills = self._bills.get(day, [])
        if bills:
            self.accounting.export_bills(bills, now)
        for bill in bills:
            debtor = self._debtors[bill.client.code]
            if bill.number in self._quotes:
                debtor.quotes[bill.number] = self._quotes[bill.number][1].fate
            else:
                debtor.billed(bill, now)

    def read_mail(self, now: datetime) -> None:
        """Everybody looks into their mailbox."""
        for email, partner in self._partners.items():
            for raw in self._world.post.collect(email):
                partner.read(read_letter(raw), now)
        for debtor in self.debtors:
            if not debtor.address:
                continue
            if debtor.gone and debtor.address == debtor.client.email:
                self._refuse(debtor, now)
                continue
            for raw in self._world.post.collect(debtor.address):
                debtor.read(read_letter(raw), now)

    def _refuse(self, debtor: Debtor, now: datetime) -> None:
        """Nobody has this address: the firm's server says so, a minute later."""
        for raw in self._world.post.refuse(debtor.address):
            when = now + timedelta(minutes=1)
            zone = self._world.office.zone
            report = undeliverable(read_letter(raw), debtor.address, ADDRESS, when.astimezone(zone), self._world.rng)
            self._world.agenda.note(when, partial(self._world.send, report, ""))
            self.assistant.address_failed(debtor, now)


def _by_day(bills: tuple[Bill, ...], first: date) -> Mapping[date, list[Bill]]:
    """Bills by the day on which the accounting exports them: all older ones on the first."""
    days: dict[date, list[Bill]] = defaultdict(list)
    for bill in bills:
        days[max(bill.issued_on, first)].append(bill)
    return days
