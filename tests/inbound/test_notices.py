"""Notices of banks that nobody described to us: the profile alone, no patterns."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from mailbot.inbound.banks.notice import read_bank_mail, read_notice
from mailbot.inbound.parse import Mail
from tests.inbound.letters import BANK, a_mail

PSP = replace(BANK, name="Encaisse", type="psp", own_ibans=())


def a_notice(subject: str, text: str) -> Mail:
    kind = "text/html; charset=utf-8" if text.startswith("<") else "text/plain; charset=utf-8"
    return a_mail(text, From="avis@banque-rhone.example", Subject=subject, Content_Type=kind)


# subject, text, amount, payer, label, value date
CREDITS = (
    (
        "Virement reçu",
        ("Vous avez reçu un virement de 1 250,00 € de la part de DUPONT SARL le 02/10/2026.\nMotif : F-2026-0042"),
        "1250.00",
        "DUPONT SARL",
        "F-2026-0042",
        "2026-10-02",
    ),
    (
        "Virement SEPA reçu",
        (
            "La somme de 980,50 EUR a été portée au crédit de votre compte (valeur 05/10/2026).\n\nOrdre de : SCI "
            "DU LAC\nCommunication : Solde facture 0042\n\nSolde : 12 000,00 EUR"
        ),
        "980.50",
        "SCI DU LAC",
        "Solde facture 0042",
        "2026-10-05",
    ),
    (
        "Avis d'opéré",
        (
            "Type d'opération ...... Virement reçu\nMontant ............... 2.400,00 EUR\nDate de valeur ........ "
            "02.10.2026\nEmetteur .............. MAIRIE DE BRON\nLibellé ............... MANDAT 4412"
        ),
        "2400.00",
        "MAIRIE DE BRON",
        "MANDAT 4412",
        "2026-10-02",
    ),
    (
        "Vous avez reçu 75,00 €",
        ("Paul Martin vous a envoyé 75,00 €\n\n« pour la consultation »"),
        "75.00",
        "Paul Martin",
        "pour la consultation",
        None,
    ),
    (
        "Nouveau paiement",
        (
            "Paiement de 320,00 € par Julie Roche\nDescription : Facture F-2026-0061\nFrais : 4,80 €\nMontant net "
            ": 315,20 €"
        ),
        "320.00",
        "Julie Roche",
        "Facture F-2026-0061",
        None,
    ),
    (
        "You've been paid",
        ("ACME LTD has paid you €1,200.50.\n\nReference: INV 0042\nPayment date: 2 October 2026"),
        "1200.50",
        "ACME LTD",
        "INV 0042",
        "2026-10-02",
    ),
    (
        "Payment received",
        (
            "We have credited your account with EUR 3,400.00\nOrdering customer: GLOBEX GMBH\nRemittance "
            "information: F-2026-0077\nValue date: 02/10/2026\nCharges: EUR 5.00\nBalance: EUR 15,000.00"
        ),
        "3400.00",
        "GLOBEX GMBH",
        "F-2026-0077",
        "2026-10-02",
    ),
    (
        "Remise de chèques",
        ("Votre remise de chèques n° 445 du 02/10/2026 d'un montant total de 1 380,00 € (3 chèques) a été créditée."),
        "1380.00",
        None,
        None,
        "2026-10-02",
    ),
    (
        "Virement international",
        (
            "Contre-valeur créditée : 925,40 EUR\nMontant d'origine : 1.000,00 USD\nFrais : 12,00 EUR\nDonneur "
            "d'ordre : SMITH & CO\nMotif : LEGAL FEES\nDate de valeur : 02/10/2026"
        ),
        "925.40",
        "SMITH & CO",
        "LEGAL FEES",
        "2026-10-02",
    ),
    (
        "Alerte",
        ("Crédit 1540.20EUR le 02/10 - VIR SEPA ASSOC LES LILAS REF F-2026-0031 - Solde 2140.33EUR"),
        "1540.20",
        "ASSOC LES LILAS",
        "VIR SEPA ASSOC LES LILAS REF F-2026-0031",
        "2026-10-02",
    ),
    (
        "Zahlungseingang",
        (
            "Sie haben eine Zahlung über 450,00 EUR von Müller GmbH erhalten.\nVerwendungszweck: RG "
            "F-2026-0088\nBuchungsdatum: 02.10.2026"
        ),
        "450.00",
        "Müller GmbH",
        "RG F-2026-0088",
        "2026-10-02",
    ),
    (
        "Virement reçu",
        (
            "Un virement vient d'arriver.\nMontant\n1 830,00 €\nÉmetteur\nTRANSPORTS "
            "LEGRAND\nRéférence\nF-2026-0120\nDate\n02/10/2026"
        ),
        "1830.00",
        "TRANSPORTS LEGRAND",
        "F-2026-0120",
        "2026-10-02",
    ),
    (
        "Virement reçu",
        (
            "<table><tr><td>Émetteur</td><td>SARL ROUX</td></tr><tr><td>Montant</td><td>+ 60,00 "
            "€</td></tr><tr><td>Libellé</td><td>note 12</td></tr><tr><td>Solde</td><td>900,00 €</td></tr></table>"
        ),
        "60.00",
        "SARL ROUX",
        "note 12",
        None,
    ),
    (
        "Télécollecte TPE",
        ("Télécollecte du 02/10/2026\nMontant brut : 412,00 €\nCommissions : 3,20 €\nMontant net crédité : 408,80 €"),
        "408.80",
        None,
        None,
        "2026-10-02",
    ),
)


@pytest.mark.parametrize(
    ("subject", "text", "amount", "payer", "label", "day"), CREDITS, ids=[f"{c[0]} {c[2]}" for c in CREDITS]
)
def test_an_ordinary_credit_is_read(subject, text, amount, payer, label, day):
    (found,) = read_notice(a_notice(subject, text), BANK)
    assert (found.direction, found.amount) == ("credit", Decimal(amount))
    assert (found.payer, found.label) == (payer, label)
    assert (found.value_date.isoformat() if found.value_date else None) == day


NOTHING = (
    ("Solde", "Le solde de votre compte au 02/10/2026 est de 12 450,00 €."),
    ("Virement en attente", "Un virement de 800,00 € de PAUL est en attente de validation."),
    ("Virement à recevoir", "La banque de PAUL nous annonce un virement de 1 980,00 EUR, prévu le 25/11/2026."),
    ("482 913 est votre code de connexion", "Votre code de connexion : 482 913."),
    ("Recevez 80 €", "80 € offerts pour l'ouverture d'un compte. Se désabonner."),
    ("Un versement est en route", "Nous avons envoyé un versement de 1 862,40 € vers votre compte bancaire."),
    ("Relevé disponible", "Votre relevé est disponible. Vous y retrouverez vos virements reçus."),
)


@pytest.mark.parametrize(("subject", "text"), NOTHING, ids=[subject for subject, _ in NOTHING])
def test_what_is_not_booked_is_no_movement(subject, text):
    assert read_notice(a_notice(subject, text), PSP) == ()


DEBITS = (
    ("Virement émis", "Vous avez envoyé 300,00 € à FOURNISSEUR."),
    ("Prélèvement impayé", "Le prélèvement de 120,00 € au nom de M. Paul a été rejeté."),
    ("Chèque impayé", "Le chèque de 200,00 € crédité le 02/10 nous est revenu impayé."),
    ("Paiement contesté", "Un client conteste un paiement de 90,00 € reçu le 12/09."),
    ("Carte", "−86,20 €\nBRASSERIE DES JACOBINS"),
)


@pytest.mark.parametrize(("subject", "text"), DEBITS, ids=[subject for subject, _ in DEBITS])
def test_money_that_leaves_is_never_a_credit(subject, text):
    assert {movement.direction for movement in read_notice(a_notice(subject, text), BANK)} <= {"debit"}


def test_a_list_tells_each_movement_and_not_its_total():
    text = (
        "3 virements reçus, 1 350,00 €\n\nMARTIN - F-2026-0001 : +1 000,00 €\nBLANC - F-2026-0002 : +250,00 €\n"
        "ROUX - acompte : +100,00 €\n\nTotal du jour : 1 350,00 €"
    )
    found = read_notice(a_notice("Votre récap du jour", text), BANK)
    assert [(one.amount, one.payer) for one in found] == [
        (Decimal("1000.00"), "MARTIN"),
        (Decimal("250.00"), "BLANC"),
        (Decimal("100.00"), "ROUX"),
    ]


def test_a_table_tells_debit_and_credit_by_its_columns():
    text = (
        "<table><tr><th>Date</th><th>Libellé</th><th>Débit</th><th>Crédit</th></tr>"
        "<tr><td>02/10/2026</td><td>VIR SEPA ROUX</td><td></td><td>100,00</td></tr>"
        "<tr><td>02/10/2026</td><td>PRLV EDF</td><td>45,00</td><td></td></tr>"
        "<tr><td></td><td>Total</td><td>45,00</td><td>100,00</td></tr></table>"
    )
    found = read_notice(a_notice("Vos opérations", text), BANK)
    assert [(one.direction, one.amount) for one in found] == [("credit", Decimal(100)), ("debit", Decimal(45))]


def test_amounts_in_the_payers_own_message_are_not_paid():
    text = "Paul vous a envoyé 240,00 €\nMessage de Paul :\nil reste 1 000,00 € non ?"
    (found,) = read_notice(a_notice("Vous avez reçu de l'argent", text), PSP)
    assert found.amount == Decimal("240.00")


def test_a_notice_about_somebody_elses_account_is_not_ours():
    text = "Virement reçu sur votre compte n° 99999999999 : 500,00 €"
    reading = read_bank_mail(a_notice("Virement reçu", text), BANK)
    assert reading.movements == ()
    assert "not ours" in reading.doubts[0]


def test_patterns_of_the_profile_go_before_the_generic_reader():
    refined = replace(BANK, patterns=(("payer", re.compile(r"chez (\w+)")), ("label", re.compile(r"code (\w+)"))))
    (found,) = read_notice(a_notice("Virement reçu", "Vous avez reçu 10,00 € de A, chez DURAND, code Z9."), refined)
    assert (found.payer, found.label) == ("DURAND", "Z9")


@pytest.mark.parametrize("payer", ["M STEPHANE FACONNET", "GARAGE BRUNET", "SARL CABINET", "MME TOTALINI", "SOITEC"])
def test_a_payer_s_name_that_ends_like_a_word_of_balances_hides_no_money(payer):
    line = f"14/10/2026  VIR RECU DE: {payer} MOTIF: Facture F-2026-0122  +1 013,40 EUR"
    text = f"Bonjour,\n\nVoici les dernières opérations de votre compte :\n\n{line}\n\nVotre banque\n"
    movements = read_bank_mail(a_notice("Dernières opérations", text), BANK).movements
    assert [(one.amount, one.payer) for one in movements] == [(Decimal("1013.40"), payer)]
