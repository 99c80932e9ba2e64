"""The tables of reference rates: those shipped are whole, and a firm's own rows add to them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from mailbot.config.rates import load_rates
from mailbot.core.errors import ConfigError, Refused
from mailbot.core.interest import semesters
from mailbot.core.interest.rates import RateRow, Rates
from mailbot.core.interest.regime import applied
from mailbot.core.interest.regimes import REGIMES, indexes, regime
from mailbot.core.interest.wording import source
from tests.law.claims import RATES

FIRST_KNOWN = {
    "ecb_mro": "2016-07-01", "fr_legal_professional": "2015-01-01", "fr_legal_private": "2015-01-01",
    "de_basiszins": "2019-01-01", "uk_bank_rate": "2023-01-01",
}  # fmt: skip
HEADER = "from,until,percent,source\n"


@pytest.mark.parametrize(("index", "first"), FIRST_KNOWN.items())
def test_a_shipped_table_has_every_half_year_since_its_first(index, first):
    last = date(2026, 6, 30) if index == "fr_legal_private" else date(2026, 12, 31)
    halves = semesters.between(date.fromisoformat(first), last)
    assert [day for day in halves if RATES.find(index, day) is None] == []
    assert all(RATES.on(index, day).until == semesters.last_day(day) for day in halves)
    assert RATES.find(index, date.fromisoformat(first) - timedelta(1)) is None
    assert RATES.find(index, last + timedelta(1)) is None


def test_every_regime_uses_a_table_that_is_shipped():
    used = {one.index for one in REGIMES.values()} | {one.floor.index for one in REGIMES.values() if one.floor}
    assert used == set(FIRST_KNOWN)


@pytest.mark.parametrize(
    ("semester", "mro", "floor"),
    [
        ("2022-07-01", "0.00", "2.31"), ("2023-01-01", "2.50", "6.18"), ("2024-01-01", "4.50", "15.21"),
        ("2025-01-01", "3.15", "11.13"), ("2026-01-01", "2.15", "7.86"), ("2026-07-01", "2.40", "8.25"),
    ],
)  # fmt: skip
def test_a_half_year_bears_the_rate_of_its_first_day(semester, mro, floor):
    day = date.fromisoformat(semester)
    for asked in (day, semesters.last_day(day)):
        assert RATES.on("ecb_mro", asked).percent == Decimal(mro)
        assert RATES.on("fr_legal_professional", asked).percent * 3 == Decimal(floor)


def test_the_german_base_rate_is_the_ecb_rate_less_its_constant():
    for day in semesters.between(date(2019, 1, 1), date(2026, 12, 31)):
        assert RATES.on("de_basiszins", day).percent == RATES.on("ecb_mro", day).percent - Decimal("0.88")


@pytest.mark.parametrize(("country", "needed"), [("FR", ("ecb_mro", "fr_legal_professional")), ("US", ())])
def test_a_country_needs_the_tables_of_its_regimes(country, needed):
    assert indexes(country) == needed


ECB = "taux BCE des opérations principales de refinancement 2,40 % (BCE/ECB 2026-06-17)"
ECB_EN = "ECB rate for main refinancing operations 2.40 % (BCE/ECB 2026-06-17)"
LEGAL = "2,75 % (arrêté du 26/06/2026 (JORF 30/06/2026))"
LEGAL_EN = "2.75 % (arrêté du 26/06/2026 (JORF 30/06/2026))"
B2B, BE = "C. com. art. L441-10 II, D441-5", "Loi du 2 août 2002, art. 5 et 6"
UP, UP_EN = "(arrondi au multiple supérieur de 0,50)", "(rounded up to a multiple of 0.50)"


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("fr_b2b", f"{ECB} + 10 points ; {B2B}", f"{ECB_EN} + 10 points; {B2B}"),
        (
            "fr_b2b_floor",
            f"taux de l'intérêt légal (autres cas) {LEGAL} × 3 ; {B2B}",
            f"French legal interest rate (other cases) {LEGAL_EN} × 3; {B2B}",
        ),
        ("be_b2b", f"{ECB} + 8 points {UP} ; {BE}", f"{ECB_EN} + 8 points {UP_EN}; {BE}"),
        ("fr_b2b_contract_4.125", f"taux convenu 4,125 % ; {B2B}", f"agreed rate 4.125 %; {B2B}"),
    ],
)
def test_a_source_lets_the_rate_be_made_again(name, french, english):
    rate = applied(regime(name), RATES, date(2026, 7, 1))
    assert (source(rate, "fr"), source(rate, "en")) == (french, english)


def own(tmp_path, text, name="ecb_mro.csv"):
    folder = tmp_path / "rates"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "text",
    [HEADER + "2027-01-01,2027-06-30,2.65,BCE\n", "\ufeffsource;until;from;percent\nBCE;2027-06-30;2027-01-01;2,65\n"],
)
def test_a_row_of_the_firm_makes_the_next_half_year_known(tmp_path, text):
    row = load_rates(own(tmp_path, text)).on("ecb_mro", date(2027, 3, 1))
    assert (row.percent, row.source, row.checked) == (Decimal("2.65"), "BCE", "own")


def test_a_row_of_the_firm_takes_the_place_of_the_shipped_one(tmp_path):
    rates = load_rates(own(tmp_path, HEADER + "2026-07-01,2026-12-31,2.41,lu au JO\n"))
    assert rates.on("ecb_mro", date(2026, 8, 1)).percent == Decimal("2.41")
    assert rates.on("ecb_mro", date(2026, 1, 1)).percent == Decimal("2.15")


def test_without_the_folder_the_shipped_ones_stand(tmp_path):
    assert load_rates(tmp_path / "rates").find("ecb_mro", date(2026, 8, 1)) is not None


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (HEADER, "ecb.csv", "rates/ecb.csv: no rate is called so. Name the file after one of: "),
        ("from,until\n", "ecb_mro.csv", "rates/ecb_mro.csv:1: column percent, source is missing;"),
        (HEADER + "1/1/27,2027-06-30,2.65,BCE\n", "ecb_mro.csv", "rates/ecb_mro.csv:2: from: '1/1/27' is no date;"),
        (HEADER + "2027-01-01,2027-06-30,NaN,BCE\n", "ecb_mro.csv", "rates/ecb_mro.csv:2: percent: 'NaN' is no"),
        (HEADER + "2027-01-01,2027-06-30,,BCE\n", "ecb_mro.csv", "rates/ecb_mro.csv:2: percent: '' is no number"),
        (HEADER + "2027-01-01,2027-06-30,2.65,\n", "ecb_mro.csv", "rates/ecb_mro.csv:2: source: is empty;"),
        (HEADER + "2026-08-01,2027-06-30,2.65,BCE\n", "ecb_mro.csv", "rates: ecb_mro: two rows hold on 2026-08-01;"),
        (HEADER + "2027-06-30,2027-01-01,2.65,BCE\n", "ecb_mro.csv", "rates: ecb_mro: the row from 2027-06-30 ends"),
    ],
)
def test_a_wrong_row_is_named_with_its_file_line_and_mend(tmp_path, text, name, said):
    with pytest.raises(ConfigError) as refused:
        load_rates(own(tmp_path, text, name))
    assert str(refused.value).startswith(said)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    folder = own(tmp_path, "")
    (folder / "ecb_mro.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"rates/ecb_mro\.csv: cannot be read"):
        load_rates(folder)


def test_an_unknown_table_knows_nothing():
    row = RateRow(since=date(2026, 7, 1), until=date(2026, 12, 31), percent=Decimal(1), source="x")
    with pytest.raises(Refused):
        Rates({"a": [row]}).on("b", date(2026, 8, 1))
