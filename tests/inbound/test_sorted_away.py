"""Mail that says nothing to us: receipts of machines, calendars, lists, advertising. Sorted, and without any effect."""

from __future__ import annotations

import pytest

from mailbot.core.reading.understood import Kind
from mailbot.inbound.explain import understand
from mailbot.inbound.parse import Mail, parse
from tests.inbound.letters import a_firm, a_mail

LINKED = {"To": "relances+rabcdefgh2345@etude.example", "In_Reply_To": "<rem-abcdefgh@etude.example>"}
RECEIVED = "Nous avons bien reçu votre demande. Le ticket n° 48213 a été créé et sera traité sous 48 heures."


def a_calendar(method: str, text: str, **headers: str) -> Mail:
    body = (
        f"--x\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--x\nContent-Type: text/calendar; method={method}\n\n"
        f"BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nSUMMARY:Point sur le "
        f"dossier\nEND:VEVENT\nEND:VCALENDAR\n--x--\n"
    )
    return a_mail(body, Content_Type="multipart/alternative; boundary=x", **headers)


def a_receipt(how: str) -> Mail:
    return parse(
        b"From: j.petit@client.example\nTo: relances@etude.example\nSubject: Lu : Rappel\n"
        b"Date: Tue, 06 Oct 2026 09:00:00 +0200\n"
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x\n\nLu.\n"
        b"--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; j.petit@client.example\n"
        b"Disposition: manual-action/MDN-sent-manually; " + how.encode() + b"\n--x--\n"
    )


MACHINES = {
    "a read receipt": a_receipt("displayed"),
    "a receipt of deletion": a_receipt("deleted"),
    "a receipt in words": a_mail(
        "Votre message\n\n   À : Jean Petit\n   Objet : Rappel\n   Envoyé : 06/10/2026 08:00\n\n"
        "a été lu le mardi 6 octobre 2026 09:00:00.", Subject="Lu : Rappel"),
    "a receipt in English words": a_mail(
        "Your message\n\n  To: Jean Petit\n  Subject: Reminder\n\nwas read on Tuesday, October 6, 2026 9:00:00 AM.",
        Subject="Read: Reminder", **LINKED),
    "a receipt in German words": a_mail(
        "Ihre Nachricht\n\n  An: Jean\n  Betreff: Mahnung\n\nwurde am Dienstag, 6. Oktober 2026 gelesen.",
        Subject="Gelesen: Mahnung", **LINKED),
    "unread and deleted": a_mail(
        "Votre message\n\nÀ : Jean\nObjet : Rappel\n\na été supprimé sans avoir été lu le 6 octobre 2026.",
        Subject="Non lu : Rappel", **LINKED),
    "a ticket that says it answers by itself": a_mail(
        RECEIVED, Subject="[Ticket#48213] Rappel", Auto_Submitted="auto-replied", **LINKED),
    "a ticket without any header": a_mail(
        RECEIVED + "\nMerci de ne pas répondre à ce message.", Subject="[#48213] Votre demande a été enregistrée",
        From="Support <support@client.example>", **LINKED),
    "a ticket in English": a_mail(
        "Your request (48213) has been received and is being reviewed by our support staff.\nThis is an automated "
        "message.",
        Subject="[Request received] Reminder", **LINKED),
    "an acknowledgement of an accounts department": a_mail(
        "Ceci est un accusé de réception automatique. Votre facture sera traitée par nos services.",
        Subject="Accusé de réception", From="Comptabilité <factures@client.example>", **LINKED),
    "an address that nobody reads": a_mail(
        "Cette adresse n'est pas consultée. Déposez vos factures sur le portail.",
        From="no-reply@client.example", **LINKED),
    "a server's own request to confirm": a_mail(
        "Votre message est en attente. Confirmez que vous n'êtes pas un robot : https://filtre.example/ok. "
        "Ceci est un message automatique.", Subject="Re: Rappel - demande d'authentification", **LINKED),
}  # fmt: skip

STRANGERS = {
    "an invitation": a_calendar("REQUEST", "Invitation : point sur le dossier", Subject="Invitation : point"),
    "an acceptance": a_calendar("REPLY", "Jean Petit a accepté.", Subject="Accepté : point sur le dossier", **LINKED),
    "a refusal": a_calendar("REPLY", "Jean Petit a refusé : déjà payé.", Subject="Refusé : point", **LINKED),
    "a cancellation": a_calendar("CANCEL", "Annulé", Subject="Annulé : point sur le dossier"),
    "a list": a_mail("Je conteste la facture.", List_Id="<avocats.liste.example>", Subject="[avocats] question"),
    "a newsletter": a_mail(
        "Payez vos factures plus vite grâce à notre solution.", List_Unsubscribe="<mailto:stop@lettre.example>",
        Subject="Votre lettre d'octobre"),
    "an offer": a_mail("Notre solution de recouvrement, essai gratuit, sans engagement.", Subject="Vos impayés"),
    "marked as unwanted": a_mail(
        "Votre facture est impayée, cliquez ici pour régler.", X_Spam_Flag="YES", Subject="Facture impayée"),
    "marked by its score": a_mail(
        "Facture en attente : réglez maintenant.", X_Spam_Status="Yes, score=15.2 required=5.0", Subject="Facture"),
}  # fmt: skip


@pytest.mark.parametrize("mail", MACHINES.values(), ids=MACHINES.keys())
def test_what_a_machine_answers_is_no_answer(mail):
    understood = understand(mail, a_firm())
    assert understood.kind is Kind.AUTO_REPLY
    assert understood.intents == ()
    assert understood.absence is None


@pytest.mark.parametrize("mail", STRANGERS.values(), ids=STRANGERS.keys())
def test_what_is_not_for_us_has_no_effect(mail):
    understood = understand(mail, a_firm())
    assert understood.kind is Kind.OTHER
    assert understood.intents == ()
    assert understood.promise is None


def test_a_client_who_answers_with_an_invitation_is_still_a_client():
    mail = a_calendar("REQUEST", "Je conteste la facture, parlons-en jeudi.", Subject="Re: Rappel", **LINKED)
    assert understand(mail, a_firm()).kind is Kind.CLIENT_REPLY


def test_a_client_whose_answer_a_filter_distrusts_is_still_a_client():
    mail = a_mail("Je conteste.", X_Spam_Flag="YES", **LINKED)
    assert understand(mail, a_firm()).kind is Kind.CLIENT_REPLY
