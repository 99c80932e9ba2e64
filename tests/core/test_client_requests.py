"""What paper a client asks for, and the new address that a message names."""

import pytest

from mailbot.core.reading.client_requests import Wanted, new_addresses, request_of
from mailbot.core.reading.understood import Evidence, Intent
from tests.factories import an_understood


def asks(sentence, before=""):
    said = (Evidence(intent="document_request", sentence=sentence),)
    text = f"{before}\n{sentence}".strip()
    return request_of(an_understood(Intent.DOCUMENT_REQUEST, evidence=said, new_text=text))


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Pouvez-vous me renvoyer la facture en PDF ?", {Wanted.COPY}),
        ("Je n'ai jamais reçu cette facture.", {Wanted.COPY}),
        ("Could you resend the invoice, please?", {Wanted.COPY}),
        ("Bitte senden Sie uns eine Kopie der Rechnung.", {Wanted.COPY}),
        ("¿Pueden enviar una copia de la factura?", {Wanted.COPY}),
        ("Potete inviarci una copia della fattura?", {Wanted.COPY}),
        ("Kunt u mij de factuur nog eens sturen?", {Wanted.COPY}),
        ("Un duplicata suffira.", {Wanted.COPY}),
        ("Merci de nous transmettre votre RIB.", {Wanted.BANK}),
        ("Please send us your bank details.", {Wanted.BANK}),
        ("Merci de nous renvoyer la facture et votre RIB.", {Wanted.BANK, Wanted.COPY}),
        ("Il nous faut un numéro de commande sur la facture.", {Wanted.ORDER}),
        ("A valid purchase order number must be quoted.", {Wanted.ORDER}),
        ("Merci de renvoyer la facture avec le n° d'engagement juridique.", {Wanted.ORDER}),
        ("Déposez la facture sur Chorus Pro.", {Wanted.PORTAL}),
        ("Please upload your invoice to our supplier portal.", {Wanted.PORTAL}),
        ("Merci de nous adresser une facture rectificative.", {Wanted.OTHER}),
        ("Envoyez-moi une copie de la convention d'honoraires.", {Wanted.OTHER}),
        ("Merci de nous faire parvenir un relevé.", {Wanted.OTHER}),
        ("Please send a statement and copies of all open invoices.", {Wanted.COPY, Wanted.OTHER}),
        ("Le document demandé.", {Wanted.OTHER}),
    ],
)
def test_what_is_asked_for_is_told_apart(sentence, wanted):
    assert set(asks(sentence).wanted) == wanted


def test_what_must_stand_on_the_invoice_may_be_said_in_another_sentence():
    found = asks("Merci de nous renvoyer la facture.", before="Elle ne porte pas de bon de commande.")
    assert found.wanted == (Wanted.ORDER,)


@pytest.mark.parametrize(
    ("sentence", "every"),
    [("Envoyez-nous toutes vos factures.", True), ("Send all open invoices.", True), ("Envoyez la facture.", False)],
)
def test_copies_of_everything_are_told_from_one(sentence, every):
    assert asks(sentence).all_open is every


def test_who_asks_for_no_paper_wants_none():
    assert request_of(an_understood(Intent.QUESTION, new_text="Une copie ?")) is None


def test_the_addresses_of_the_sentence_come_before_those_of_the_rest():
    said = (Evidence(intent="contact_change", sentence="Écrivez désormais à New.Box@groupe.example."),)
    text = "Copie à autre@groupe.example.\nÉcrivez désormais à New.Box@groupe.example."
    told = an_understood(Intent.CONTACT_CHANGE, evidence=said, new_text=text)
    assert new_addresses(told, ()) == ("new.box@groupe.example",)
    assert new_addresses(told, {"new.box@groupe.example"}) == ("autre@groupe.example",)
