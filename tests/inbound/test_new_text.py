"""What is newly written in answers of the programs that people use, and what is taken away."""

from __future__ import annotations

import pytest

from mailbot.inbound.reply.new_text import new_text
from tests.inbound.letters import a_mail

SAID = "Bonjour,\n\nJe conteste la facture."
QUOTED = "> Madame,\n> Sauf erreur, vous nous devez 100 €.\n"

PLAIN = {
    "Gmail": f"{SAID}\n\nLe mar. 6 oct. 2026 à 08:00, Étude <relances@etude.example> a écrit :\n\n{QUOTED}",
    "Gmail, wrapped": (
        f"{SAID}\n\nLe mar. 6 oct. 2026 à 08:00, Étude Vallier & Associés\n<relances@etude.example> a écrit "
        f":\n\n{QUOTED}"
    ),
    "Thunderbird": f"{SAID}\n\nLe 06/10/2026 à 08:00, Étude a écrit :\n{QUOTED}",
    "Thunderbird, below": f"Le 06/10/2026 à 08:00, Étude a écrit :\n{QUOTED}\n{SAID}\n",
    "Outlook": (
        f"{SAID}\n\nDe : Étude <relances@etude.example>\nEnvoyé : mardi 6 octobre 2026 08:00\nÀ : Jean\nObjet "
        f": Rappel\n\nMadame,"
    ),
    "old Outlook": (
        f"{SAID}\n\n-----Message d'origine-----\nDe : Étude\nEnvoyé : mardi 6 octobre 2026 08:00\nÀ : "
        f"Jean\nObjet : Rappel\n\nMadame,"
    ),
    "Outlook, English": (
        f"{SAID}\n\n________________________________\nFrom: Étude <relances@etude.example>\nSent: Tuesday, 6 "
        f"October 2026 08:00\nTo: Jean\nSubject: Rappel\n\nMadame,"
    ),
    "Zimbra": (
        f'{SAID}\n\n----- Mail original -----\nDe: "Étude" <relances@etude.example>\nÀ: '
        f"jean@client.example\nEnvoyé: Mardi 6 Octobre 2026 08:00:00\nObjet: Rappel\n\nMadame,"
    ),
    "Orange": (
        f'{SAID}\n\n> Message du 06/10/26 08:00\n> De : "Étude" <relances@etude.example>\n> A : '
        f"jean@client.example\n> Objet : Rappel\n>\n> Madame,"
    ),
    "Samsung": (
        f"{SAID}\n\nEnvoyé depuis mon smartphone Samsung Galaxy.\n\n-------- Message d'origine --------\nDe : "
        f"Étude <relances@etude.example>\nDate : 06/10/2026 08:00 (GMT+01:00)\nÀ : jean@client.example\nObjet "
        f": Rappel\n\nMadame,"
    ),
    "iPhone": (
        f"{SAID}\n\nEnvoyé de mon iPhone\n\n> Le 6 oct. 2026 à 08:00, Étude <relances@etude.example> a écrit "
        f":\n> \n> Madame,"
    ),
    "Apple Mail, German": f"{SAID}\n\nAm 06.10.2026 um 08:00 schrieb Étude <relances@etude.example>:\n\n{QUOTED}",
    "by date alone": f"{SAID}\n\n2026-10-06 8:00 GMT+02:00 Étude <relances@etude.example>:\n\n{QUOTED}",
    "signature": f"{SAID}\n\nCordialement,\n\nJean Petit\nGérant\n04 99 00 11 22",
    "signature by dashes": f"{SAID}\n-- \nJean Petit\nSARL Petit",
    "name alone": f"{SAID}\n\nJean Petit\nGérant",
    "disclaimer": (
        f"{SAID}\n\nJ. Petit\n\nCe message et ses pièces jointes sont confidentiels. Si vous n'êtes pas le "
        f"destinataire, merci de le détruire."
    ),
    "formula": f"{SAID}\n\nVeuillez agréer, Maître, l'expression de mes salutations distinguées.\n\nJean Petit",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_quotation_and_signature_are_taken_away(text):
    assert new_text(a_mail(text)).text == SAID


HTML = {
    "Gmail": (
        '<div dir="ltr">Je conteste.</div><br><div class="gmail_quote"><div class="gmail_attr">Le mar. 6 oct. '
        '2026 à 08:00, Étude a écrit :<br></div><blockquote class="gmail_quote"><p>Madame, '
        "payez.</p></blockquote></div>"
    ),
    "Outlook on the web": (
        '<div>Je conteste.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>De :</b> '
        "Étude<br><b>Envoyé :</b> mardi 6 octobre 2026</div><div>Madame, payez.</div>"
    ),
    "Outlook": (
        '<p class="MsoNormal">Je conteste.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De '
        ":</b> Étude &lt;relances@etude.example&gt;<br><b>Envoyé :</b> mardi 6 octobre 2026 08:00<br><b>Objet "
        ":</b> Rappel</p></div><p>Madame, payez.</p>"
    ),
    "Yahoo": (
        '<div>Je conteste.</div><div class="yahoo_quoted"><div>Le mardi 6 octobre 2026 à 08:00:00, Étude a '
        "écrit :</div><div>Madame, payez.</div></div>"
    ),
    "hidden preheader": '<div style="display:none">Madame, payez.</div><p>Je conteste.</p>',
    "signature block": '<div>Je conteste.</div><div class="moz-signature">Jean<br>SARL Petit</div>',
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_the_markup_of_mail_programs_is_known(html):
    assert new_text(a_mail(html, Content_Type="text/html; charset=utf-8")).text == "Je conteste."


def test_answers_between_the_quoted_lines_are_joined():
    text = "Mes réponses :\n\n> Facture 1 : 100 €\nPayée le 3.\n> Facture 2 : 50 €\nJe conteste.\n"
    assert new_text(a_mail(text)).text == "Mes réponses :\n\nPayée le 3.\n\nJe conteste."


@pytest.mark.parametrize(
    "text",
    [
        "Le 28 janvier mon associé vous a écrit : il conteste.",
        'Le 9 septembre votre collaboratrice nous a écrit : "un avoir suit". Nous l\'attendons.',
    ],
)
def test_prose_that_looks_like_an_attribution_is_kept(text):
    assert new_text(a_mail(text)).text == text


def test_a_postscript_below_the_signature_is_kept():
    said = new_text(a_mail("Payé.\n\nCordialement,\nJean Petit\n\nPS : la facture 0101 est contestée.")).text
    assert said == "Payé.\n\nPS : la facture 0101 est contestée."


def test_a_text_part_that_only_points_to_the_other_is_passed_over():
    body = (
        "--x\r\nContent-Type: text/plain\r\n\r\nVotre messagerie n'affiche pas le HTML.\r\n"
        "--x\r\nContent-Type: text/html\r\n\r\n<p>Je conteste.</p>\r\n--x--\r\n"
    )
    said = new_text(a_mail(body, Content_Type="multipart/alternative; boundary=x"))
    assert said.text == "Je conteste."
    assert said.doubts == ("text and HTML do not say the same",)


def test_a_mail_that_only_quotes_says_nothing_and_says_so():
    said = new_text(a_mail(QUOTED))
    assert said.text == ""
    assert said.doubts == ("nothing newly written was found",)
