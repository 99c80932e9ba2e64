"""The regimes as data: France complete, and five neighbouring countries, each with where and when its rules were read.

Texts: C. com. L441-10 and D441-5; C. civ. 1231-6 and 1344-1; CCP R2192-31 and D2192-35; CMF L313-2 and L313-3; BGB
§§ 247, 286, 288; loi belge du 2 août 2002; Ley 3/2004; D.Lgs. 231/2002; Late Payment of Commercial Debts (Interest) Act
1998 with SI 2002/1675. All but the French ones follow Directive 2011/7/EU.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mailbot.core.interest.regime import Fixing, Floor, Regime, Start, Tier

_READ = date(2026, 11, 22)
_FORTY = (Tier(None, Decimal(40)),)
_BRITISH = (Tier(Decimal(1000), Decimal(40)), Tier(Decimal(10000), Decimal(70)), Tier(None, Decimal(100)))
_HALF_POINT = Decimal("0.5")
_DIRECTIVE = date(2013, 3, 16)

FR_B2B = Regime(
    name="fr_b2b", index="ecb_mro", points=Decimal(10), tiers=_FORTY, since=date(2013, 1, 1),
    floor=Floor("fr_legal_professional", Decimal(3)), article="C. com. art. L441-10 II, D441-5",
    title={"fr": "Pénalités de retard entre professionnels", "en": "Late-payment penalties between professionals"},
    source="L441-10, version of 2019-04-26 (lexbase.fr, doctrine.fr); service-public F23211", checked="official",
    verified_on=_READ,
)  # fmt: skip
_FR_LEGAL = Regime(
    name="fr_legal_simple_professionnel", index="fr_legal_professional", since=date(2015, 1, 1),
    article="CMF art. L313-2", title={"fr": "Intérêt au taux légal", "en": "Interest at the legal rate"},
    source="CMF L313-2 (etalab/codes-juridiques-francais); service-public F783", checked="official", verified_on=_READ,
)  # fmt: skip
_FR_JUDGMENT = replace(
    _FR_LEGAL, name="fr_legal_majore_professionnel", points=Decimal(5), article="CMF art. L313-3",
    title={"fr": "Intérêt au taux légal majoré", "en": "Interest at the increased legal rate"},
    remarks=("after_judgment",),
)  # fmt: skip
UK_B2B = Regime(
    name="uk_b2b", index="uk_bank_rate", points=Decimal(8), fixing=Fixing.FIRST_SEMESTER, tiers=_BRITISH,
    currency="GBP", since=_DIRECTIVE, article="Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675",
    source="Act 1998, SI 2002/1675, as quoted by calculators of statutory interest", verified_on=_READ,
    title={"fr": "Intérêts de retard, Royaume-Uni", "en": "Statutory interest on late commercial payments (UK)"},
)  # fmt: skip

ALL = (
    FR_B2B,
    replace(FR_B2B, name="fr_b2b_floor", index="fr_legal_professional", points=Decimal(0), times=Decimal(3)),
    replace(FR_B2B, name="fr_term_45fm_A", start=Start.TERM_45_AFTER_MONTH_END),
    replace(FR_B2B, name="fr_term_45fm_B", start=Start.TERM_45_THEN_MONTH_END),
    replace(
        _FR_LEGAL, name="fr_b2c", start=Start.NOTICE, article="C. civ. art. 1231-6, 1344-1, CMF art. L313-2",
        source="C. civ. 1231-6 (rfsocial.grouperf.com), 1344-1 (legifrance.gouv.fr, doctrine.fr)",
    ),
    Regime(
        name="fr_public", index="ecb_mro", points=Decimal(8), fixing=Fixing.FIRST_SEMESTER, tiers=_FORTY,
        since=_DIRECTIVE, article="CCP art. R2192-31, D2192-35", remarks=("paid_within_45_days",),
        title={"fr": "Intérêts moratoires (acheteur public)", "en": "Interest owed by a public buyer"},
        source="CCP R2192-31 and D2192-35 as quoted (legal.tricoteuses.fr, code-commande-publique.com)",
        verified_on=_READ,
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
        source="BGB 286, 288 as quoted; rates by github.com/ameax/bgb-interest", verified_on=_READ,
    ),
    Regime(
        name="de_b2c", index="de_basiszins", points=Decimal(5), start=Start.NOTICE, since=date(2014, 7, 29),
        article="BGB §§ 247, 286, 288 Abs. 1",
        title={"fr": "Intérêts de retard, consommateurs, Allemagne", "en": "Default interest, consumers (Germany)"},
        source="BGB 286, 288 as quoted; rates by github.com/ameax/bgb-interest", verified_on=_READ,
    ),
    Regime(
        name="be_b2b", index="ecb_mro", points=Decimal(8), step=_HALF_POINT, tiers=_FORTY, since=_DIRECTIVE,
        article="Loi du 2 août 2002, art. 5 et 6",
        title={"fr": "Intérêts de retard, Belgique", "en": "Late-payment interest between businesses (Belgium)"},
        source="Loi du 2 août 2002 as quoted; rates by embuild.be, medenam.be", verified_on=_READ,
    ),
    Regime(
        name="es_b2b", index="ecb_mro", points=Decimal(8), tiers=_FORTY, since=date(2013, 2, 24),
        article="Ley 3/2004, art. 7 y 8",
        title={"fr": "Intérêts de retard, Espagne", "en": "Late-payment interest between businesses (Spain)"},
        source="Ley 3/2004 as quoted; BOE-A-2025-27201", verified_on=_READ,
    ),
    Regime(
        name="it_b2b", index="ecb_mro", points=Decimal(8), tiers=_FORTY, since=date(2013, 1, 1),
        article="D.Lgs. 231/2002, art. 5 e 6",
        title={"fr": "Intérêts de retard, Italie", "en": "Late-payment interest between businesses (Italy)"},
        source="D.Lgs. 231/2002 as quoted; Gazzetta Ufficiale 20 Jan 2026 n. 15", verified_on=_READ,
    ),
    UK_B2B,
)  # fmt: skip
