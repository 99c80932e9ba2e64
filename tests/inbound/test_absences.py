"""Absence notes as people set them, in six languages: when they are back, who stands in; conventions of the corpus.

`until` is the day that is said: the last day of the absence, or the day of the return.
"""

from __future__ import annotations

from datetime import date

import pytest

from mailbot.core.reading.understood import Kind
from mailbot.inbound.explain import understand
from tests.inbound.letters import a_firm, a_mail

DECLARED = {"Auto_Submitted": "auto-replied", "To": "relances+rabcdefgh2345@etude.example"}
# All are written on Tuesday 6 October 2026.
FRENCH = (
    ("Je suis absent jusqu'au 16 octobre inclus.", "2026-10-16", None),
    ("Je suis en congés jusqu'au vendredi 16 octobre 2026 au soir.", "2026-10-16", None),
    ("Je suis absente du 5/10 au 16/10.", "2026-10-16", None),
    ("Je serai absent du lundi 5 octobre au vendredi 16 octobre inclus, retour le lundi 19.", "2026-10-16", None),
    ("Je suis actuellement en congés et de retour le lundi 19 octobre.", "2026-10-19", None),
    ("Absent, je serai de nouveau joignable à compter du 19/10/2026.", "2026-10-19", None),
    ("En congés, je reprendrai mes fonctions le 19 octobre.", "2026-10-19", None),
    ("Je suis en formation ce jour et serai de retour demain.", "2026-10-07", None),
    ("Absente cette semaine, je reviens lundi prochain.", "2026-10-12", None),
    ("Je suis en arrêt maladie jusqu'au 30 novembre.", "2026-11-30", None),
    ("Je suis en congé maternité jusqu'à fin janvier 2027.", "2027-01-31", None),
    ("Notre cabinet est fermé pour congés annuels du 24 décembre 2026 au 3 janvier 2027.", "2027-01-03", None),
    ("Fermeture annuelle : réouverture le 4 janvier 2027.", "2027-01-04", None),
    ("Je suis absent. Mon retour est prévu le 19/10.", "2026-10-19", None),
    ("Absent(e) du bureau. Date de retour : 19/10/2026.", "2026-10-19", None),
    ("Je suis absent jusqu'au 16/10. En cas d'urgence, contactez Mme Dur : a.dur@client.example", "2026-10-16",
     "a.dur@client.example"),
    ("En mon absence, merci de vous adresser à Anne Dur (a.dur@client.example) jusqu'au 16 octobre.", "2026-10-16",
     "a.dur@client.example"),
    ("Je suis en déplacement jusqu'à jeudi, avec un accès limité à mes mails.", "2026-10-08", None),
    ("Je ne travaille pas le mercredi. Je vous répondrai dès mon retour.", None, None),
    ("M. Roux a quitté l'entreprise le 30 septembre. Merci d'écrire à compta@client.example.", None,
     "compta@client.example"),
    ("Bonjour, je suis en RTT le 7 octobre, retour le 8.", "2026-10-08", None),
    ("Je suis en télétravail et absente du bureau jusqu'au 9 octobre ; pour la comptabilité : compta@client.example",
     "2026-10-09", "compta@client.example"),
    ("Je suis absent pour une durée indéterminée. Votre interlocutrice : Lise Fau, l.fau@client.example", None,
     "l.fau@client.example"),
)  # fmt: skip
OTHERS = (
    ("I am out of the office until Friday 16 October.", "2026-10-16", None),
    ("I'm on annual leave till October 16th and will reply when I am back.", "2026-10-16", None),
    ("I am out of office from 5 to 16 October inclusive.", "2026-10-16", None),
    ("I will be away from Monday 5th October, returning Monday 19th October.", "2026-10-19", None),
    ("I'm currently on vacation and will be back in the office on 10/19/2026.", "2026-10-19", None),
    ("I am on maternity leave and will return in January 2027. Please contact Ann Hard at a.hard@client.example.",
     "2027-01-31", "a.hard@client.example"),
    ("Our offices are closed and will reopen on 4 January 2027.", "2027-01-04", None),
    ("I am travelling with limited access to email through 9 October.", "2026-10-09", None),
    ("Jane is no longer with the company. Please email accounts@client.example.", None, "accounts@client.example"),
    ("Ich bin bis einschließlich 16. Oktober nicht im Büro.", "2026-10-16", None),
    ("Ich bin ab dem 19.10.2026 wieder erreichbar.", "2026-10-19", None),
    ("Ich befinde mich vom 05.10. bis 16.10.2026 im Urlaub. In dringenden Fällen: k.maier@client.example", "2026-10-16",
     "k.maier@client.example"),
    ("Ich bin zurzeit nicht im Büro und ab Montag, 19. Oktober, wieder für Sie da.", "2026-10-19", None),
    ("Unser Büro ist bis zum 3. Januar 2027 geschlossen.", "2027-01-03", None),
    ("Meine Vertretung übernimmt Frau Maier (k.maier@client.example); ich bin krank.", None, "k.maier@client.example"),
    ("Estaré de vacaciones hasta el 16 de octubre inclusive.", "2026-10-16", None),
    ("Estoy fuera de la oficina y vuelvo el lunes 19 de octubre.", "2026-10-19", None),
    ("Estoy ausente del 5 al 16 de octubre. Para urgencias: m.ruiz@client.example", "2026-10-16",
     "m.ruiz@client.example"),
    ("Sarò assente fino al 16 ottobre compreso.", "2026-10-16", None),
    ("Sono in ferie dal 5 al 16 ottobre; rientro il 19.", "2026-10-16", None),
    ("Il nostro ufficio è chiuso e riaprirà il 4 gennaio 2027.", "2027-01-04", None),
    ("Ik ben tot en met vrijdag 16 oktober met vakantie.", "2026-10-16", None),
    ("Ik ben afwezig en ben maandag 19 oktober weer op kantoor.", "2026-10-19", None),
    ("Ik ben van 5 t/m 16 oktober afwezig. Neem contact op met p.smit@client.example.", "2026-10-16",
     "p.smit@client.example"),
)  # fmt: skip


ALL = (*FRENCH, *OTHERS)


@pytest.mark.parametrize(("text", "until", "substitute"), ALL, ids=[text for text, *_ in ALL])
def test_the_return_and_the_stand_in_are_read(text, until, substitute):
    understood = understand(a_mail(text, Subject="Réponse automatique : Rappel", **DECLARED), a_firm())
    assert understood.kind is Kind.AUTO_REPLY
    assert understood.absence is not None
    assert (str(understood.absence.until or "") or None, understood.absence.substitute) == (until, substitute)
    assert understood.intents == () or understood.absence.until is None


def test_a_note_without_a_date_of_its_own_does_not_guess_one():
    understood = understand(a_mail("Je suis absent jusqu'au 16 octobre.", Date="", **DECLARED), a_firm())
    assert understood.kind is Kind.AUTO_REPLY
    assert understood.absence is None or understood.absence.until is None


def test_the_day_that_the_reminder_names_is_no_return():
    head = "Le 6 oct. 2026 à 08:00, Étude <relances@etude.example> a écrit :"
    quoted = f"Je suis absent.\n\n{head}\n> Payez avant le 20 octobre."
    understood = understand(a_mail(quoted, Subject="Absence", **DECLARED), a_firm())
    assert understood.absence is not None
    assert understood.absence.until is None


def test_the_return_day_is_a_date_of_the_year_to_come():
    note = a_mail("Je suis absent jusqu'au 3 janvier.", Subject="Absence", **DECLARED)
    understood = understand(note, a_firm())
    assert understood.absence is not None
    assert understood.absence.until == date(2027, 1, 3)
