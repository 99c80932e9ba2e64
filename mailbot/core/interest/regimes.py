"""The regimes, one table: France complete, and professional debts in five neighbouring countries.

Names with a rate behind them (`fr_b2b_contract_12.5`, `uk_late_5.25`) are made on the spot: an agreed rate, and a Bank
Rate given by hand. Texts: C. com. L441-10 and D441-5; C. civ. 1231-6 and 1344-1; CCP R2192-31 and D2192-35; CMF
L313-2 and L313-3; BGB §§ 247, 286, 288; loi belge du 2 août 2002; Ley 3/2004; D.Lgs. 231/2002; Late Payment of
Commercial Debts (Interest) Act 1998 with SI 2002/1675. All but the French ones follow Directive 2011/7/EU.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.interest.regime import Fixing, Floor, Regime, Start, Tier

_FORTY = (Tier(None, Decimal(40)),)
_BRITISH = (Tier(Decimal(1000), Decimal(40)), Tier(Decimal(10000), Decimal(70)), Tier(None, Decimal(100)))
_HALF_POINT = Decimal("0.5")
_DIRECTIVE = date(2013, 3, 16)

_FR_B2B = Regime(
    name="fr_b2b", index="ecb_mro", points=Decimal(10), tiers=_FORTY, since=date(2013, 1, 1),
    floor=Floor("fr_legal_professional", Decimal(3)), article="C. com. art. L441-10 II, D441-5",
    title={"fr": "Pénalités de retard entre professionnels", "en": "Late-payment penalties between professionals"},
)  # fmt: skip
_FR_LEGAL = Regime(
    name="fr_legal_simple_professionnel", index="fr_legal_professional", since=date(2015, 1, 1),
    article="CMF art. L313-2", title={"fr": "Intérêt au taux légal", "en": "Interest at the legal rate"},
)  # fmt: skip
_FR_JUDGMENT = replace(
    _FR_LEGAL, name="fr_legal_majore_professionnel", points=Decimal(5), article="CMF art. L313-3",
    title={"fr": "Intérêt au taux légal majoré", "en": "Interest at the increased legal rate"},
    remarks=("after_judgment",),
)  # fmt: skip
_UK_B2B = Regime(
    name="uk_b2b", index="uk_bank_rate", points=Decimal(8), fixing=Fixing.FIRST_SEMESTER, tiers=_BRITISH,
    currency="GBP", since=_DIRECTIVE, article="Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675",
    title={"fr": "Intérêts de retard, Royaume-Uni", "en": "Statutory interest on late commercial payments (UK)"},
)  # fmt: skip

_ALL = (
    _FR_B2B,
    replace(_FR_B2B, name="fr_b2b_floor", index="fr_legal_professional", points=Decimal(0), times=Decimal(3)),
    replace(_FR_B2B, name="fr_term_45fm_A", start=Start.TERM_45_AFTER_MONTH_END),
    replace(_FR_B2B, name="fr_term_45fm_B", start=Start.TERM_45_THEN_MONTH_END),
    replace(
        _FR_LEGAL, name="fr_b2c", start=Start.NOTICE, article="C. civ. art. 1231-6, 1344-1; CMF art. L313-2",
    ),
    Regime(
        name="fr_public", index="ecb_mro", points=Decimal(8), fixing=Fixing.FIRST_SEMESTER, tiers=_FORTY,
        since=_DIRECTIVE, article="CCP art. R2192-31, D2192-35", remarks=("paid_within_45_days",),
        title={"fr": "Intérêts moratoires (acheteur public)", "en": "Interest owed by a public buyer"},
    ),
    _FR_LEGAL,
    _FR_JUDGMENT,
    replace(_FR_LEGAL, name="fr_legal_simple_particulier", index="fr_legal_private"),
    replace(_FR_JUDGMENT, name="fr_legal_majore_particulier", index="fr_legal_private"),
    replace(
        _FR_JUDGMENT, name="fr_legal_capitalised", index="fr_legal_private", remarks=("after_judgment", "capitalised")
    ),
    Regime(
        name="de_b2b", index="de_basiszins", points=Decimal(9), tiers=_FORTY, since=date(2014, 7, 29),
        article="BGB §§ 247, 288 Abs. 2, 5",
        title={"fr": "Intérêts de retard, Allemagne", "en": "Default interest between businesses (Germany)"},
    ),
    Regime(
        name="de_b2c", index="de_basiszins", points=Decimal(5), start=Start.NOTICE, since=date(2014, 7, 29),
        article="BGB §§ 247, 286, 288 Abs. 1",
        title={"fr": "Intérêts de retard, consommateurs, Allemagne", "en": "Default interest, consumers (Germany)"},
    ),
    Regime(
        name="be_b2b", index="ecb_mro", points=Decimal(8), step=_HALF_POINT, tiers=_FORTY, since=_DIRECTIVE,
        article="Loi du 2 août 2002, art. 5 et 6",
        title={"fr": "Intérêts de retard, Belgique", "en": "Late-payment interest between businesses (Belgium)"},
    ),
    Regime(
        name="es_b2b", index="ecb_mro", points=Decimal(8), tiers=_FORTY, since=date(2013, 2, 24),
        article="Ley 3/2004, art. 7 y 8",
        title={"fr": "Intérêts de retard, Espagne", "en": "Late-payment interest between businesses (Spain)"},
    ),
    Regime(
        name="it_b2b", index="ecb_mro", points=Decimal(8), tiers=_FORTY, since=date(2013, 1, 1),
        article="D.Lgs. 231/2002, art. 5 e 6",
        title={"fr": "Intérêts de retard, Italie", "en": "Late-payment interest between businesses (Italy)"},
    ),
    _UK_B2B,
)  # fmt: skip
REGIMES: dict[str, Regime] = {one.name: one for one in _ALL}

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
        return agreed(_FR_B2B, percent)
    return replace(agreed(_UK_B2B, percent + _UK_B2B.points), name=name)


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


def usual(country: str, kind: ClientKind) -> Regime:
    """The regime of a creditor's country (two letters) for this kind of client. Raises Refused when none is known."""
    name = _USUAL.get(country, {}).get(kind)
    if name is None:
        raise Refused(f"No late-payment interest is known for {kind.value} clients of a creditor in {country}.")
    return REGIMES[name]


def indexes(country: str) -> tuple[str, ...]:
    """The rate tables that a creditor in this country needs, in order."""
    needed = [REGIMES[name] for name in _USUAL.get(country, {}).values()]
    return tuple(dict.fromkeys(one.index for one in needed))
