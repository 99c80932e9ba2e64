"""Which regime applies: by its name, or by the creditor's country and the kind and country of the client.

Names with a rate behind them (`fr_b2b_contract_12.5`, `uk_late_5.25`) are made on the spot: an agreed rate, and a Bank
Rate given by hand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.interest.regime import Fixing, Regime, Start
from mailbot.core.interest.regime_table import ALL, FR_B2B, UK_B2B

REGIMES: dict[str, Regime] = {one.name: one for one in ALL}

_OTHER_NAMES = {"fr_b2b_default": "fr_b2b"}
_WITH_A_RATE = re.compile(r"(fr_b2b_contract|uk_late)_(\d{1,2}(?:\.\d{1,4})?)")

# Creditor's country and kind of client → regime. Outside France the law for firms covers public buyers too.
_USUAL: dict[str, dict[ClientKind, str]] = {
    "FR": {ClientKind.PROFESSIONAL: "fr_b2b", ClientKind.CONSUMER: "fr_b2c", ClientKind.PUBLIC: "fr_public"},
    "DE": {ClientKind.PROFESSIONAL: "de_b2b", ClientKind.CONSUMER: "de_b2c", ClientKind.PUBLIC: "de_b2b"},
    "BE": {ClientKind.PROFESSIONAL: "be_b2b", ClientKind.PUBLIC: "be_b2b"},
    "ES": {ClientKind.PROFESSIONAL: "es_b2b", ClientKind.PUBLIC: "es_b2b"},
    "IT": {ClientKind.PROFESSIONAL: "it_b2b", ClientKind.PUBLIC: "it_b2b"},
    "GB": {ClientKind.PROFESSIONAL: "uk_b2b", ClientKind.PUBLIC: "uk_b2b"},
}


def regime(name: str) -> Regime:
    """The regime of that name. Raises Refused, with the names there are, when there is none."""
    name = _OTHER_NAMES.get(name, name)
    if name in REGIMES:
        return REGIMES[name]
    found = _WITH_A_RATE.fullmatch(name)
    if found is None:
        raise Refused(f"There is no regime {name!r}; known: {', '.join(names())}.")
    percent = Decimal(found[2])
    if found[1] == "fr_b2b_contract":
        return agreed(FR_B2B, percent)
    return replace(agreed(UK_B2B, percent + UK_B2B.points), name=name)


def names() -> tuple[str, ...]:
    """Every name that `regime` takes; RATE stands for a number such as 12.5."""
    return (*REGIMES, *_OTHER_NAMES, "fr_b2b_contract_RATE", "uk_late_RATE")


def agreed(base: Regime, percent: Decimal) -> Regime:
    """The same regime with the contract's own rate, in percent a year. Raises Refused for consumers: theirs is the
    law's, and for a rate outside 0-100."""
    if base.start is Start.NOTICE:
        raise Refused("A consumer owes the legal rate from the formal notice, not an agreed one.")
    if not 0 <= percent <= 100:
        raise Refused(f"An agreed rate lies between 0 and 100 %; {percent} does not.")
    return replace(base, name=f"{base.name}_contract_{percent}", agreed=percent, fixing=Fixing.AGREED)


class NotOurs(Refused):
    """No rule is known here for this client; `kind` and `country` are the client's."""

    def __init__(self, said: str, kind: ClientKind, country: str) -> None:
        self.kind, self.country = kind, country
        super().__init__(said)


def usual(country: str, kind: ClientKind, debtor_country: str = "") -> Regime:
    """The regime of a creditor's country (two letters) for this kind of client. Raises NotOurs when none is known.

    A seller's or a service provider's own law governs the contract when nothing else was agreed (Rome I, art. 4(1)), so
    the creditor's country decides. It does not reach over the border for consumers, who keep the law of theirs
    (art. 6), nor for public buyers, bound by their own procurement law: abroad, theirs is for a person to say.
    """
    name = _USUAL.get(country, {}).get(kind)
    if name is None:
        said = f"No late-payment interest is known for {kind.value} clients of a creditor in {country}."
        raise NotOurs(said, kind, country)
    if debtor_country not in ("", country) and kind is not ClientKind.PROFESSIONAL:
        said = f"A {kind.value} client in {debtor_country} is not under the law of {country}; name the regime that is."
        raise NotOurs(said, kind, debtor_country)
    return REGIMES[name]


def indexes(country: str) -> tuple[str, ...]:
    """The rate tables that a creditor in this country needs, in order."""
    needed = [REGIMES[name] for name in _USUAL.get(country, {}).values()]
    return tuple(dict.fromkeys(one.index for one in needed))
