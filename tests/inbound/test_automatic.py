"""Automatic answers: recognised by what they declare and by what they say, and read for the return and the stand-in."""

from __future__ import annotations

from datetime import date

import pytest

from mailbot.core.reading.understood import Intent, Kind
from mailbot.inbound.explain import understand
from tests.inbound.letters import a_firm, a_mail

TOKEN = "relances+rabcdefgh2345@etude.example"
DECLARED = {"Auto_Submitted": "auto-replied", "Return_Path": "<>"}

ABSENT = (
    (
        "Réponse automatique",
        ("Je suis absent du 5 au 16 octobre inclus. Urgences : a.dur@client.example"),
        "2026-10-16",
        "a.dur@client.example",
    ),
    ("Absence", "Bonjour, je serai de retour le 19 octobre.", "2026-10-19", None),
    ("Out of office", "I will be out of the office until Monday, October 19th.", "2026-10-19", None),
    ("Automatic reply", "Thank you for your email. I'm on leave returning 12 October.", "2026-10-12", None),
    (
        "Abwesenheitsnotiz",
        ("Ich bin vom 5.10. bis zum 23.10.2026 im Urlaub. Vertretung: k.maier@client.example"),
        "2026-10-23",
        "k.maier@client.example",
    ),
    ("Réponse automatique", "En congé parental jusqu'au 3 janvier 2027.", "2027-01-03", None),
    (
        "Réponse automatique",
        ("En déplacement, je lis mes mails par intermittence. Retour au bureau jeudi 8."),
        "2026-10-08",
        None,
    ),
    ("Risposta automatica", "Sono in ferie fino al 12 ottobre.", "2026-10-12", None),
    ("Respuesta automática", "Estaré fuera de la oficina hasta el 14 de octubre.", "2026-10-14", None),
    ("Afwezig", "Ik ben afwezig tot en met 9 oktober.", "2026-10-09", None),
    (
        "Réponse automatique",
        ("M. Roux ne fait plus partie de la société depuis le 1er septembre. Écrivez à compta@client.example"),
        None,
        "compta@client.example",
    ),
)


@pytest.mark.parametrize(
    ("subject", "text", "until", "substitute"), ABSENT, ids=[text[:40] for _, text, _, _ in ABSENT]
)
def test_the_return_is_given_as_it_is_said(subject, text, until, substitute):
    understood = understand(a_mail(text, Subject=subject, To=TOKEN, **DECLARED), a_firm())
    assert understood.kind is Kind.AUTO_REPLY
    assert understood.robot
    assert understood.absence is not None
    assert understood.absence.until == (date.fromisoformat(until) if until else None)
    assert understood.absence.substitute == substitute


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("Notre société est fermée du 1er au 15 octobre.", {"Subject": "Congés annuels"}),
        ("Votre message a été reçu. Ceci est un message automatique.", {}),
        ("Merci.", {"X_Autoreply": "yes"}),
        ("Merci.", {"X_Apple_Action": "VACATION"}),
        ("Merci.", {"X_MS_Exchange_Inbox_Rules_Loop": "a@client.example", "X_Auto_Response_Suppress": "All"}),
        ("Votre demande est enregistrée.", {"Auto_Submitted": "auto-generated"}),
    ],
)
def test_robots_are_known_without_the_standard_header(text, headers):
    assert understand(a_mail(text, To=TOKEN, **headers), a_firm()).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("text", ["Je suis en congés jusqu'au 2, je m'en occupe à mon retour.", "Bonjour, c'est payé."])
def test_a_person_on_holiday_is_a_person(text):
    understood = understand(a_mail(text, To=TOKEN), a_firm())
    assert understood.kind is Kind.CLIENT_REPLY
    assert not understood.robot


def test_an_automatic_answer_wants_nothing_but_tells_lasting_facts():
    stand_in = "Absent jusqu'au 16 octobre. Écrivez désormais à a@client.example. C'est payé."
    assert understand(a_mail(stand_in, To=TOKEN, **DECLARED), a_firm()).intents == ()
    gone = "M. Roux a quitté la société. Écrivez désormais à a@client.example."
    assert understand(a_mail(gone, To=TOKEN, **DECLARED), a_firm()).intents == (Intent.CONTACT_CHANGE,)
