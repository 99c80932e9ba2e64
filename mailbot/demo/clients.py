"""The invented clients: companies, people, public bodies, a few abroad, each with a habit and a mail program."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from random import Random

from mailbot.demo import names
from mailbot.demo.firm import BANKS, PARTNERS, Bank
from mailbot.demo.habits import FATES, WEIGHTS, Habit
from mailbot.demo.numbers import client_account, siren, vat_number

_PROGRAMS = ("outlook", "gmail", "thunderbird", "iphone", "webmail", "outlook", "gmail")
# Where people without a domain of their own have their mail; no such provider exists.
_PROVIDERS = ("courrielo.example", "boite-libre.example", "messagerie-ouest.example")
# Kinds by position, so that a small demo has some of each: c companies, p people, b public bodies, e abroad.
_KINDS = "ccpcecccbcpcccec"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoClient:
    """A client of the firm, and what only the demo knows: habit, mail program, where they bank and pay."""

    code: str
    name: str
    kind: str
    email: str
    contact: str
    writer: str
    language: str
    phone: str
    address: str
    postcode: str
    city: str
    country: str
    siren: str
    vat_number: str
    iban: str
    partner: str
    habit: Habit
    program: str
    pays_to: Bank
    iban_known: bool


def make_clients(count: int, rng: Random) -> tuple[DemoClient, ...]:
    """`count` clients; the first show every habit once."""
    pools = _Pools(rng)
    habits = list(Habit)[:count]
    drawn = rng.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=max(0, count - len(habits)))
    return tuple(_client(index, habit, pools, rng) for index, habit in enumerate([*habits, *drawn]))


class _Pools:
    """Names that are used up one by one, then again with a town or a number added."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._rest: dict[str, list[int]] = {}
        self._rounds: dict[str, int] = {}

    def next(self, kind: str, size: int) -> tuple[int, int]:
        """(an index not given out in this round, the round)."""
        if not self._rest.get(kind):
            self._rest[kind] = self._rng.sample(range(size), size)
            self._rounds[kind] = self._rounds.get(kind, -1) + 1
        return self._rest[kind].pop(), self._rounds[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identity:
    name: str
    kind: str
    writer: str
    contact: str
    email: str
    country: str = "FR"
    language: str = "fr"
    postcode: str = ""
    city: str = ""


def _client(index: int, habit: Habit, pools: _Pools, rng: Random) -> DemoClient:
    who = _MAKERS[FATES.get(habit, _KINDS[index % len(_KINDS)])](pools, rng)
    postcode, city = (who.postcode, who.city) if who.city else rng.choice(names.TOWNS)
    number = siren(rng) if who.kind != "consumer" and who.country == "FR" else ""
    return DemoClient(
        code=f"C{index + 1:04d}", name=who.name, kind=who.kind,
        email="" if habit is Habit.NO_MAIL else who.email, contact=who.contact, writer=who.writer,
        language=who.language, phone=f"02 00 00 {rng.randrange(100):02d} {rng.randrange(100):02d}",
        address=f"{rng.randrange(1, 90)} {rng.choice(names.STREETS) if who.country == 'FR' else 'Wharf Road'}",
        postcode=postcode, city=city, country=who.country, siren=number,
        vat_number=vat_number(number) if number else "",
        iban=client_account(who.country, rng), partner=PARTNERS[index % len(PARTNERS)].email, habit=habit,
        program="gmail" if who.language == "en" and rng.random() < 0.5 else rng.choice(_PROGRAMS),
        pays_to=rng.choices(BANKS, weights=(6, 2, 2))[0], iban_known=rng.random() < 0.4,
    )  # fmt: skip


def _company(pools: _Pools, rng: Random) -> _Identity:
    trade, _ = pools.next("trade", len(names.TRADES))
    surname, again = pools.next("surname", len(names.SURNAMES))
    title, first = rng.choice(names.FIRST_NAMES)
    name = names.TRADES[trade].format(names.SURNAMES[surname])
    if again:
        name = f"{name} {names.BRANCHES[(again - 1) % len(names.BRANCHES)]}"
    last = rng.choice(names.SURNAMES)
    domain = f"{slug(name)}{again // len(names.BRANCHES) or ''}.example"
    local = rng.choice(("comptabilite", "contact", f"{slug(first)[0]}.{slug(last)}", "compta"))
    return _Identity(
        name=f"{name} {rng.choice(names.FORMS)}", kind="professional", writer=f"{first} {last}",
        contact=f"{title} {first} {last}", email=f"{local}@{domain}",
    )  # fmt: skip


def _person(pools: _Pools, rng: Random) -> _Identity:
    surname, again = pools.next("person", len(names.SURNAMES))
    title, first = rng.choice(names.FIRST_NAMES)
    last = names.SURNAMES[surname]
    return _Identity(
        name=f"{title} {first} {last}", kind="consumer", writer=f"{first} {last}", contact=f"{title} {first} {last}",
        email=f"{slug(first)}.{slug(last)}{again or ''}@{rng.choice(_PROVIDERS)}",
    )  # fmt: skip


def _public(pools: _Pools, rng: Random) -> _Identity:
    index, again = pools.next("public", len(names.PUBLIC_BODIES))
    name = names.PUBLIC_BODIES[index]
    title, first = rng.choice(names.FIRST_NAMES)
    last = rng.choice(names.SURNAMES)
    short = slug(name.replace("Communauté de communes", "cc").replace("Mairie", "ville"))[:30].strip("-")
    return _Identity(
        name=f"{name} {again + 1}" if again else name, kind="public", writer=f"{first} {last}",
        contact=f"{title} {first} {last}", email=f"finances@{short}{again or ''}.example",
    )  # fmt: skip


def _abroad(pools: _Pools, rng: Random) -> _Identity:
    index, again = pools.next("abroad", len(names.ABROAD))
    name, country, postcode, city = names.ABROAD[index]
    title, writer = rng.choice(names.ENGLISH_NAMES)
    domain = f"{slug(name.rsplit(' ', 1)[0])}{again or ''}.example"
    return _Identity(
        name=f"{name} ({again + 1})" if again else name, kind="professional", writer=writer,
        contact=f"{title} {writer}", email=f"accounts@{domain}", country=country, language="en", postcode=postcode,
        city=city,
    )  # fmt: skip


_MAKERS = {"c": _company, "p": _person, "b": _public, "e": _abroad}


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens: what may stand in a domain."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe")).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
