"""Mail that nobody asked for: forged bank notices, a forged approval, advertising."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from mailbot.core.money import Money
from mailbot.demo.bills import Bill
from mailbot.demo.firm import ADDRESS, BANKS, HELENE
from mailbot.demo.notices import credit_notices
from mailbot.demo.programs import Writer, new_mail
from mailbot.demo.transfers import Transfer, bank_name
from mailbot.demo.world import World

# Days of the demo, counted from its first.
_FORGED_NOTICES = (8, 31)
_FORGED_APPROVALS = (11, 40)
_ADVERTISING = (3, 16, 37, 52)

_ADVERT = (
    "Bonjour,\n\nAugmentez votre trésorerie de 20 % grâce à notre solution d'affacturage. Un échange de 15 min ?\n"
    "Se désinscrire : https://www.treso-express.example/stop\n"
)


class Strangers:
    """Everybody who has no business here."""

    def __init__(self, world: World, bills: tuple[Bill, ...]) -> None:
        self._world = world
        self._bills = bills
        self._rng = Random(world.rng.getrandbits(64))
        for days, act in (
            (_FORGED_NOTICES, self._forge_notice),
            (_FORGED_APPROVALS, self._forge_approval),
            (_ADVERTISING, self._advertise),
        ):
            for offset in days:
                day = world.first + timedelta(days=offset)
                if day <= world.last:
                    world.agenda.note(world.instant(day, 11, 20), act)

    def _forge_notice(self, now: datetime) -> None:
        """It looks like the bank's own, about a real invoice; only the server's check gives it away."""
        bill = self._rng.choice([b for b in self._bills if b.issued_on < self._world.day(now)])
        lie = Transfer(
            bank=BANKS[0], payer=bank_name(bill.client.name), payer_iban="", amount=Money.of(bill.total.amount),
            label=f"FACTURE {bill.number}", value_on=self._world.day(now),
        )  # fmt: skip
        for raw in credit_notices(BANKS[0], [lie], now.astimezone(self._world.office.zone), self._rng):
            self._world.send(raw, "serveur@envoi-gratuit.example", now, proved=False)

    def _forge_approval(self, now: datetime) -> None:
        writer = Writer(name=HELENE.name, address=HELENE.email, language="fr", program="gmail")
        raw = new_mail(
            writer,
            ADDRESS,
            "Re: relances à valider",
            "OK pour tout",
            now.astimezone(self._world.office.zone),
            self._rng,
        )
        self._world.send(raw, "helene@envoi-gratuit.example", now, proved=False)

    def _advertise(self, now: datetime) -> None:
        writer = Writer(name="Tréso Express", address="offres@treso-express.example", language="fr", program="gmail")
        raw = new_mail(
            writer,
            ADDRESS,
            "Votre poste clients, en mieux",
            _ADVERT,
            now.astimezone(self._world.office.zone),
            self._rng,
        )
        self._world.send(raw, writer.address, now)
