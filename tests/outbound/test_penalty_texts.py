"""Penalties in mails and letters: sums beside the principal, and an annex from which anybody can compute them again."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from mailbot.core.client import ClientKind
from mailbot.core.interest.debt import Imputation
from mailbot.core.money import Money
from mailbot.core.reminder import Channel
from tests.outbound.samples import a_consumer, a_line, eur, some_facts, some_penalties

TWO = some_penalties(("3600.00", "2025-12-15"), ("1234.56", "2026-03-31"))
LEGAL = some_penalties(("1800", "2026-06-10"), regime_name="fr_b2c", notice_on=date(2026, 9, 10))


def plain(text):
    return " ".join(re.sub(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", " ", text, flags=re.DOTALL).split())


def mail(texts, level=3, **changes):
    return plain(texts.reminder(some_facts(level, **changes)).text)


CLAIMED = {
    "fr": (
        "À cette somme s’ajoutent de plein droit, sans qu’un rappel soit nécessaire, des intérêts de retard de"
        " 513,26 €, arrêtés au 23 novembre 2026, et une indemnité forfaitaire pour frais de recouvrement de"
        " 80,00 € (2 factures), soit 593,26 € (C. com. art. L441-10 II, D441-5). Ces montants ne sont pas compris"
        " dans la somme ci-dessus ; les intérêts continuent de courir jusqu’au paiement."
    ),
    "en": (
        "In addition to this sum, late-payment interest of €513.26 as of 23 November 2026 and a fixed sum for"
        " recovery costs of €80.00 (2 invoices), €593.26 in all, are due as of right, without any reminder being"
        " necessary (C. com. art. L441-10 II, D441-5). These amounts are not included in the sum above; interest"
        " goes on running until payment."
    ),
}


@pytest.mark.parametrize(("language", "said"), CLAIMED.items())
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_professional_reads_the_sums_to_the_day_apart_from_the_principal(texts, level, language, said):
    text = mail(texts, level, language=language, penalties=TWO)
    assert plain(said) in text
    principal = {"fr": "1 234,56 €", "en": "€1,234.56"}[language]
    assert principal in text
    assert texts.reminder(some_facts(level, language=language, penalties=TWO)).html.count("513") >= 2


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (Channel.MAIL, "Le détail du calcul est joint."),
        (Channel.MAIL_AND_LETTER, "Le détail du calcul figure en annexe du courrier joint."),
    ],
)
def test_the_mail_says_where_the_computation_stands(texts, channel, said):
    assert said in mail(texts, channel=channel, penalties=TWO)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_consumer_reads_of_legal_interest_since_the_notice_and_of_no_fee(texts, language):
    text = mail(texts, **a_consumer(language=language), penalties=LEGAL)
    amount = {"fr": "10,04 €", "en": "€10.04"}[language]
    assert f"{plain(amount)} (C. civ. art. 1231-6, 1344-1, CMF art. L313-2)" in text
    assert "40" not in re.sub(r"4000|40 12|440", "", text)
    assert {"fr": "aucuns frais ne vous sont demandés", "en": "no fee is asked of you"}[language] in text


def test_a_public_buyer_reads_when_they_are_payable(texts):
    claimed = some_penalties(("1800", "2026-06-10"), regime_name="fr_public")
    text = mail(texts, kind=ClientKind.PUBLIC, penalties=claimed)
    assert "quarante-cinq jours suivant la mise en paiement du principal" in text
    assert "(CCP art. R2192-31, D2192-35)" in text


def test_interest_or_a_fixed_sum_alone_is_said_alone(texts):
    no_fixed = mail(texts, penalties=some_penalties(fixed_done="40"))
    assert "indemnité" not in no_fixed
    only_fixed = mail(texts, penalties=some_penalties(interest_done="5000"))
    assert "s’ajoutent de plein droit, sans qu’un rappel soit nécessaire, une indemnité forfaitaire" in only_fixed
    assert "courir" not in only_fixed


def test_two_currencies_are_not_added(texts):
    facts = some_facts(3, penalties=some_penalties(regime_name="uk_b2b"))
    assert facts.claimed.totals == (facts.claimed.interest, Money.of(70, "GBP"))
    assert ", soit" not in plain(texts.reminder(facts).text).split("s’ajoutent")[1].split("Ces montants")[0]


def test_without_a_claim_the_law_is_only_recalled(texts):
    text = mail(texts)
    assert "les pénalités de retard et l’indemnité forfaitaire de 40 €" in text
    assert "En sus" not in text
    assert some_facts(3).claimed is None


def french(amount):
    return f"{amount.amount:,.2f} €".replace(",", " ").replace(".", ",")


def pages(press, html):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(press.pdf(html))).pages]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_ordinary_notice_is_one_page_and_its_annex_another(texts, press, language):
    lines = (a_line(1), a_line(2))
    letter, annex = pages(press, texts.letter(some_facts(3, *lines, language=language, penalties=TWO)))
    assert {"fr": "Annexe : décompte des pénalités", "en": "Annex: statement of penalties"}[language] in annex
    assert "Hélène Vallier" in letter


def test_every_figure_needed_to_compute_again_is_in_the_annex(texts, press):
    paid = (("2025-12-01", "100"), ("2026-05-15", "500"))
    claimed = some_penalties(("3600.00", "2025-12-15"), paid=paid, fixed_done="40")
    _, annex = pages(press, texts.letter(some_facts(3, penalties=claimed)))
    facts = some_facts(3, penalties=claimed).claimed
    assert "dont 100,00 € réglés ou déduits avant le premier jour de retard" in annex
    assert "Règlement ou avoir du 15 mai 2026 −500,00 €" in annex
    for piece in facts.invoices[0].pieces:
        if piece.paid is None:
            row = (str(piece.days), french(piece.base), plain(piece.percent), f"({piece.note})", french(piece.amount))
            assert " ".join(row) in annex
    assert [f"({n}) {source}" in annex for n, source in enumerate(facts.sources, start=1)] == [True, True]
    assert "Déjà réglé ou remis −40,00 €" in annex
    assert "somme due × taux × jours / 365" in annex
    assert "imputés sur le principal, au profit du débiteur" in annex
    assert "Textes : C. com. art. L441-10 II, D441-5." in annex


def test_the_annex_says_how_payments_were_put_on_interest_first(texts, press):
    claimed = some_penalties(("3600", "2025-12-15"), paid=(("2026-05-15", "500"),), imputation=Imputation.INTEREST)
    _, annex = pages(press, texts.letter(some_facts(3, penalties=claimed)))
    assert "Règlement ou avoir du 15 mai 2026, dont 180,95 € sur les intérêts −500,00 €" in annex
    assert "imputés d'abord sur les intérêts courus, puis sur le principal (C. civ. 1343-1)" in annex


def test_a_long_annex_goes_on_over_pages_with_its_head_repeated_and_no_invoice_lost(texts, press):
    claimed = some_penalties(*[(f"{1000 + n}.10", "2024-02-15") for n in range(40)])
    found = pages(press, texts.annex(some_facts(2, channel=Channel.MAIL, penalties=claimed)))
    assert len(found) > 4
    table = [text for text in found if "Facture F-" in text]
    assert all("Du Au (inclus) Jours Somme due Taux annuel Intérêts" in text for text in table)
    assert all(sum(f"F-2026-{40 + n:04d}," in text for text in found) == 1 for n in range(1, 41))
    assert "Total des pénalités" in found[-1] or "Total des pénalités" in found[-2]


def test_the_claim_is_what_ran_less_what_was_paid_or_waived_of_it(texts):
    claimed = some_facts(3, penalties=some_penalties(interest_done="10", fixed_done="0")).claimed
    (one,) = claimed.invoices
    assert (one.interest, claimed.interest) == (one.run - eur(10),) * 2
    assert claimed.done
    assert some_facts(3, penalties=some_penalties(interest_done="5000")).claimed.interest == eur(0)
