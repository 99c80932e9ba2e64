"""The three banks: each working morning they tell of the money that came, once a week of the balance."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from random import Random

from mailbot.core.money import Money
from mailbot.demo.firm import BANKS, Bank
from mailbot.demo.notices import balance_notice, credit_notices, debit_notice
from mailbot.demo.transfers import Transfer
from mailbot.demo.world import World

_PAYEES = (
    "LOYER QUAI DE LA FOSSE",
    "URSSAF PAYS DE LA LOIRE",
    "TELECOM OUEST",
    "CAISSE DES AVOCATS",
    "ELECTRICITE ARMOR",
)


class Bankers:
    """All banks of the firm."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = Random(world.rng.getrandbits(64))
        self._balances = {bank.name: Money.of(self._rng.randrange(20_000, 90_000)) for bank in BANKS}
        for day in world.days():
            if world.calendar.is_working_day(day):
                world.agenda.note(world.instant(day, 7, 5), self._morning)

    def _morning(self, now: datetime) -> None:
        today = self._world.day(now)
        due = [one for one in self._world.coming if self._is_told(one, today)]
        self._world.coming = [one for one in self._world.coming if not self._is_told(one, today)]
        self._world.arrived += due
        for bank in BANKS:
            if self._world.is_silent(bank, today):
                continue
            mine = [one for one in due if one.bank is bank]
            for one in mine:
                self._balances[bank.name] += one.amount
            self._post(bank, credit_notices(bank, mine, now, self._rng), now)
            self._others(bank, today, now)

    def _is_told(self, one: Transfer, today: date) -> bool:
        return one.value_on <= today and not self._world.is_silent(one.bank, today)

    def _others(self, bank: Bank, today: date, now: datetime) -> None:
        """The balance on Mondays (or the first working day after), and a debit now and then."""
        if today.weekday() == 0 or today == self._world.calendar.forward(self._world.first):
            self._post(bank, [balance_notice(bank, self._balances[bank.name], now, self._rng)], now)
        if self._rng.random() < 0.06:
            amount = Money.of(Decimal(self._rng.randrange(4_000, 290_000)) / 100)
            self._balances[bank.name] -= amount
            self._post(bank, [debit_notice(bank, self._rng.choice(_PAYEES), amount, now, self._rng)], now)

    def _post(self, bank: Bank, mails: list[bytes], now: datetime) -> None:
        for raw in mails:
            self._world.send(raw, f"retour@{bank.domain}", now)
