"""Which of the nine kinds a message is, and who may say what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mailbot.core.reading.understood import Kind
from mailbot.inbound.explain import as_json, understand
from tests.inbound.letters import BOT, a_firm, a_mail, proved

PARTNER, ASSISTANT = "h.vallier@etude.example", "c.lenoir@etude.example"
DIGEST = {"To": "relances+dabcdefgh2345@etude.example", "In_Reply_To": "<dig-abcdefgh@etude.example>"}
REMINDER = {"To": "relances+rabcdefgh2345@etude.example"}
OURS = proved("etude.example")


def kind(text: str = "Bonjour", **headers: str) -> Kind:
    return understand(a_mail(text, **headers), a_firm()).kind


@pytest.mark.parametrize(
    ("text", "headers", "expected"),
    [
        ("Je conteste.", REMINDER, Kind.CLIENT_REPLY),
        ("Je conteste la facture F-2026-0042.", {"Subject": "Facture"}, Kind.CLIENT_REPLY),
        ("La société est en liquidation judiciaire.", {"Subject": "Information"}, Kind.CLIENT_REPLY),
        ("Webinaire gratuit sur le recouvrement.", {"Subject": "Invitation"}, Kind.OTHER),
        ("Bonjour", {"Subject": "Coucou", "List_Id": "<x>"}, Kind.OTHER),
        ("OK", {"From": PARTNER, **DIGEST}, Kind.APPROVAL),
        ("OK", {"From": ASSISTANT, **DIGEST}, Kind.OTHER),
        ("OK", {"From": "Hélène Vallier <x@gmail.example>", **DIGEST}, Kind.OTHER),
        ("LITIGE", {"From": ASSISTANT, "Subject": "TR: facture"}, Kind.COMMAND),
        ("STOP", {"From": PARTNER, **DIGEST}, Kind.APPROVAL),
        ("STOP", REMINDER, Kind.CLIENT_REPLY),
        ("Tu viens déjeuner ?", {"From": PARTNER, "Subject": "midi"}, Kind.OTHER),
        ("Voici le détail.", {"From": ASSISTANT, "To": "jean@client.example", "Cc": BOT}, Kind.OWN),
        ("Rappel", {"From": BOT, "Message_ID": "<rem-abcdefgh@etude.example>"}, Kind.OWN),
        ("Vous avez reçu 10,00 €", {"From": "avis@banque-rhone.example"}, Kind.BANK_NOTIFICATION),
        ("Vous avez reçu 10,00 €", {"From": "avis@alertes.banque-rhone.example"}, Kind.BANK_NOTIFICATION),
        (
            "Virement reçu, donneur d'ordre : X",
            {"From": ("Banque du Rhône <a@banque-rhone-pro.example>"), "Subject": "Avis de crédit"},
            Kind.OTHER,
        ),
        ("OK", {"From": PARTNER, "Auto_Submitted": "auto-replied", **DIGEST}, Kind.AUTO_REPLY),
    ],
)
def test_each_message_is_one_kind(text, headers, expected):
    assert kind(text, **headers) is expected


@pytest.mark.parametrize(
    ("header", "proved_"), [(OURS, True), ("mx.etude.example; dkim=fail; dmarc=fail", False), ("", None)]
)
def test_an_approval_says_whether_its_sender_is_proved(header, proved_):
    understood = understand(a_mail("OK sauf 3", From=PARTNER, Authentication_Results=header, **DIGEST), a_firm())
    assert understood.authentic is proved_
    assert understood.approval is not None
    assert understood.approval.excluded == (3,)
    assert understood.clues.tokens == ("dabcdefgh2345",)


def test_the_instructions_quoted_below_an_answer_approve_nothing():
    text = "Je regarde demain.\n\n> OK = tout envoyer\n> STOP"
    understood = understand(a_mail(text, From=PARTNER, Authentication_Results=OURS, **DIGEST), a_firm())
    assert as_json(understood, "x")["approval"] is None


COMMANDS = (
    ("LITIGE", "dispute", None, None, None),
    ("litige\nvoir avec moi", "dispute", None, None, None),
    ("PROMESSE 30/11", "promise", date(2026, 11, 30), None, None),
    ("PROMESSE 15/12 1 500,00 € F-2026-0117", "promise", date(2026, 12, 15), Decimal("1500.00"), None),
    ("PAYÉ 1200", "pay", None, Decimal(1200), None),
    ("PAID 640.00", "pay", None, Decimal("640.00"), None),
    ("STOP", "stop", None, None, None),
    ("STATUT Dupont", "status", None, None, "Dupont"),
)


@pytest.mark.parametrize(("text", "verb", "day", "amount", "query"), COMMANDS, ids=[text for text, *_ in COMMANDS])
def test_orders_are_read(text, verb, day, amount, query):
    command = understand(a_mail(text, From=ASSISTANT, Subject="TR: facture"), a_firm()).command
    assert command is not None
    assert (command.verb, command.date, command.amount, command.query) == (verb, day, amount, query)


@pytest.mark.parametrize(
    "text", ["Il a payé hier ?", ("Payer ce client serait une erreur de ma part je pense"), "Bonjour,\nLITIGE"]
)
def test_sentences_are_no_orders(text):
    assert understand(a_mail(text, From=ASSISTANT, Subject="midi"), a_firm()).command is None


def test_numbers_take_the_ledgers_form_and_quoted_ones_do_not_count():
    known = {"F20260042": "F-2026-0042", "0043": "F-2026-0043"}
    firm = a_firm(known_number=known.get)
    text = "Je paie F20260042 et la 0043 demain.\n\n> Facture F-2026-0099"
    assert understand(a_mail(text, **REMINDER), firm).references == ("F-2026-0042", "F-2026-0043")


def test_without_a_number_in_the_text_the_subject_speaks():
    understood = understand(a_mail("C'est payé.", Subject="Re: Rappel : facture F-2026-0042", **REMINDER), a_firm())
    assert understood.references == ("F-2026-0042",)


def test_a_client_never_brings_payments_whatever_is_quoted():
    text = (
        "Voici la preuve que c'est payé.\n\nDe : Banque <avis@banque-rhone.example>\nEnvoyé : lundi 5 octobre "
        "2026\nObjet : Avis\n\nVous avez reçu 10,00 €"
    )
    understood = understand(a_mail(text, **REMINDER), a_firm())
    assert understood.kind is Kind.CLIENT_REPLY
    assert understood.payments == ()


def test_the_json_has_every_key_of_the_contract():
    said = as_json(understand(a_mail("Je paie vendredi.", **REMINDER), a_firm()), "r1.eml")
    assert list(said)[:3] == ["file", "kind", "language"]
    assert {
        "file", "kind", "language", "new_text", "intents", "promise", "references", "payments", "bounce", "absence",
        "approval", "command", "authentic", "evidence",
    } <= set(said)  # fmt: skip
    assert said["promise"] == {"date": "2026-10-09", "amount": None}
