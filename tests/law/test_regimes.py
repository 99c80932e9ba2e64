"""Names of regimes, and which one a client falls under."""

from datetime import date
from decimal import Decimal

import pytest

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.interest.regime import Start
from mailbot.core.interest.regimes import REGIMES, NotOurs, agreed, names, regime, usual
from mailbot.core.interest.wording import LABELS, NOTICES, notice, title


@pytest.mark.parametrize(
    ("country", "kind", "name"),
    [
        ("FR", "professional", "fr_b2b"), ("FR", "consumer", "fr_b2c"), ("FR", "public", "fr_public"),
        ("DE", "professional", "de_b2b"), ("DE", "consumer", "de_b2c"), ("BE", "public", "be_b2b"),
        ("ES", "professional", "es_b2b"), ("IT", "public", "it_b2b"), ("GB", "professional", "uk_b2b"),
    ],
)  # fmt: skip
def test_the_creditors_country_and_the_kind_of_client_choose_the_regime(country, kind, name):
    assert usual(country, ClientKind(kind)).name == name


@pytest.mark.parametrize(("country", "kind"), [("BE", "consumer"), ("GB", "consumer"), ("US", "professional")])
def test_where_no_rule_is_known_nothing_is_claimed(country, kind):
    with pytest.raises(Refused, match=f"No late-payment interest is known for {kind} clients of a creditor in"):
        usual(country, ClientKind(kind))


@pytest.mark.parametrize(
    "name", ["", "fr", "fr_b2b_contract_", "fr_b2b_contract_x", "uk_late_-1", "fr_b2b_contract_1e3"]
)
def test_an_unknown_name_is_refused_with_those_there_are(name):
    with pytest.raises(Refused, match="known: fr_b2b, "):
        regime(name)


@pytest.mark.parametrize(("name", "percent"), [("fr_b2b_contract_14.5", "14.5"), ("uk_late_5.25", "13.25")])
def test_a_name_may_carry_its_rate(name, percent):
    assert regime(name).agreed == Decimal(percent)
    assert regime(name).name == name


def test_a_notice_writes_days_and_rates_as_its_reader_does():
    values = {"day": date(2026, 5, 1)}
    assert "ouverte le 01/05/2026 :" in notice("proceedings", values, "fr")
    assert "opened on 2026-05-01:" in notice("proceedings", values, "de")
    assert "(15,21 %)" in notice(
        "floor_above_default", {"semester": "x", "floor": Decimal("15.21"), "rate": Decimal(1)}, "fr"
    )


def test_a_consumer_cannot_be_held_to_an_agreed_rate():
    with pytest.raises(Refused, match="A consumer owes the legal rate"):
        agreed(REGIMES["fr_b2c"], Decimal(12))
    with pytest.raises(Refused, match="between 0 and 100"):
        agreed(REGIMES["fr_b2b"], Decimal(101))


def test_no_fixed_sum_is_written_for_those_who_must_be_put_on_notice():
    assert [one.name for one in REGIMES.values() if one.start is Start.NOTICE and one.tiers] == []


def test_every_regime_says_its_name_its_text_and_its_beginning_in_both_languages():
    assert len(names()) == len(set(names()))
    for one in REGIMES.values():
        assert title(one, "fr") != title(one, "en")
        assert one.article
        assert set(one.remarks) <= set(NOTICES["fr"])
    assert set(NOTICES["fr"]) == set(NOTICES["en"])
    assert set(LABELS["fr"]) == set(LABELS["en"])


@pytest.mark.parametrize("name", REGIMES)
def test_every_regime_says_from_when_it_holds_where_it_was_read_and_when(name):
    one = REGIMES[name]
    assert date(2013, 1, 1) <= one.since <= date(2015, 1, 1)
    assert one.source
    assert one.article
    assert one.checked in ("official", "secondary")
    assert one.verified_on is not None


@pytest.mark.parametrize(
    ("kind", "abroad", "name"),
    [
        ("professional", "BE", "fr_b2b"), ("professional", "US", "fr_b2b"), ("consumer", "FR", "fr_b2c"),
        ("consumer", "BE", None), ("public", "DE", None), ("public", "FR", "fr_public"),
    ],
)  # fmt: skip
def test_over_the_border_the_creditors_law_reaches_professionals_alone(kind, abroad, name):
    if name is None:
        with pytest.raises(NotOurs, match=f"A {kind} client in {abroad} is not under the law of FR"):
            usual("FR", ClientKind(kind), abroad)
    else:
        assert usual("FR", ClientKind(kind), abroad).name == name
