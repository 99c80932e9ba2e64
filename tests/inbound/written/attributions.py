"""How mail programs introduce what they quote. (program, language): the lines above the quotation.

Every text is as that program writes it in that language, with its own order, commas and clock; wrapped where the
program wraps. `QUOTED` stand above lines with '>', `OLDER` above the older message as it was, to the end.
"""

from __future__ import annotations

SAID = {
    "fr": "Bonjour,\n\nJe conteste cette facture.",
    "en": "Hello,\n\nWe dispute this invoice.",
    "de": "Guten Tag,\n\nwir bestreiten diese Rechnung.",
    "es": "Buenos días:\n\nNo estamos de acuerdo con esta factura.",
    "it": "Buongiorno,\n\ncontestiamo questa fattura.",
    "nl": "Goedendag,\n\nwij betwisten deze factuur.",
}
WHO = "Étude Vallier <relances@etude.example>"

QUOTED: dict[tuple[str, str], str] = {
    ("Gmail", "fr"): f"Le mar. 6 oct. 2026 à 08:00, {WHO} a écrit :",
    ("Gmail", "en"): f"On Tue, Oct 6, 2026 at 8:00 AM {WHO} wrote:",
    ("Gmail, British", "en"): f"On Tue, 6 Oct 2026 at 08:00, {WHO} wrote:",
    ("Gmail", "de"): "Am Di., 6. Okt. 2026 um 08:00 Uhr schrieb Étude Vallier <\nrelances@etude.example>:",
    ("Gmail", "es"): "El mar, 6 oct 2026 a las 8:00, Étude Vallier (<relances@etude.example>)\nescribió:",
    ("Gmail", "it"): "Il giorno mar 6 ott 2026 alle ore 08:00 Étude Vallier <\nrelances@etude.example> ha scritto:",
    ("Gmail", "nl"): f"Op di 6 okt 2026 om 08:00 schreef {WHO}:",
    ("Gmail, three lines", "fr"): (
        "Le mar. 6 oct. 2026 à 08:00, Étude Vallier & Associés, société d'avocats\nau barreau <\n"
        "relances@etude.example> a écrit :"
    ),
    ("Gmail on Android", "fr"): f"Le mar. 6 oct. 2026, 08:00, {WHO} a\nécrit :",
    ("Gmail on Android", "en"): "On Tue, 6 Oct 2026, 08:00 Étude Vallier, <relances@etude.example> wrote:",
    ("Gmail on Android", "de"): f"{WHO} schrieb am Di., 6. Okt. 2026,\n08:00:",
    ("Gmail on Android", "es"): f"El mar., 6 oct. 2026 8:00 a. m., {WHO}\nescribió:",
    ("Gmail on Android", "it"): f"Il mar 6 ott 2026, 08:00 {WHO} ha\nscritto:",
    ("Gmail on Android", "nl"): f"Op di 6 okt. 2026 08:00 schreef {WHO}:",
    ("Apple Mail", "fr"): f"Le 6 oct. 2026 à 08:00, {WHO} a écrit :",
    ("Apple Mail", "en"): f"On Oct 6, 2026, at 8:00 AM, {WHO} wrote:",
    ("Apple Mail, British", "en"): f"On 6 Oct 2026, at 08:00, {WHO} wrote:",
    ("Apple Mail", "de"): f"Am 06.10.2026 um 08:00 schrieb {WHO}:",
    ("Apple Mail", "es"): f"El 6 oct 2026, a las 8:00, {WHO} escribió:",
    ("Apple Mail", "it"): f"Il giorno 6 ott 2026, alle ore 08:00, {WHO} ha scritto:",
    ("Apple Mail", "nl"): f"Op 6 okt 2026, om 08:00 heeft {WHO} het volgende geschreven:",
    ("iPhone, no address", "fr"): "Le 6 oct. 2026 à 08:00, Étude Vallier a écrit :",
    ("iPhone, no address", "en"): "On Oct 6, 2026, at 08:00, Étude Vallier wrote:",
    ("iPhone, no-break spaces", "en"): f"On Oct 6, 2026, at 8:00\u202fAM, {WHO} wrote:\n\n\ufeff",
    ("iPhone, no-break spaces", "fr"): f"Le 6 oct. 2026 à 08:00, {WHO} a écrit\u00a0:\n\n\ufeff",
    ("iPhone", "es"): f"El 6 oct 2026, a la(s) 8:00\u202fa.m., {WHO} escribió:",
    ("Thunderbird", "fr"): "Le 06/10/2026 à 08:00, Étude Vallier a écrit :",
    ("Thunderbird", "en"): "On 10/6/26 8:00 AM, Étude Vallier wrote:",
    ("Thunderbird", "de"): "Am 06.10.2026 um 08:00 schrieb Étude Vallier:",
    ("Thunderbird", "es"): "El 6/10/26 a las 8:00, Étude Vallier escribió:",
    ("Thunderbird", "it"): "Il 06/10/2026 08:00, Étude Vallier ha scritto:",
    ("Thunderbird", "nl"): "Op 06-10-2026 om 08:00 schreef Étude Vallier:",
    ("Thunderbird, comma", "fr"): "Le 06/10/2026 08:00, Cabinet d'avocats Vallier a écrit :",
    ("Yahoo", "fr"): f"Le mardi 6 octobre 2026 à 08:00:00 UTC+2, {WHO} a écrit :",
    ("Yahoo", "en"): f"On Tuesday, October 6, 2026 at 08:00:00 AM GMT+2, {WHO} wrote:",
    ("Yahoo", "de"): f"Am Dienstag, 6. Oktober 2026 um 08:00:00 MESZ hat {WHO} Folgendes geschrieben:",
    ("Yahoo", "es"): f"El martes, 6 de octubre de 2026, 08:00:00 CEST, {WHO} escribió:",
    ("Yahoo", "it"): f"Il martedì 6 ottobre 2026 alle ore 08:00:00 CEST, {WHO} ha scritto:",
    ("Yahoo", "nl"): f"Op dinsdag 6 oktober 2026 08:00:00 CEST schreef {WHO}:",
    ("Proton", "fr"): f"Le mardi 6 octobre 2026 à 08:00, {WHO} a écrit :",
    ("Proton", "en"): f"On Tuesday, October 6th, 2026 at 8:00 AM, {WHO} wrote:",
    ("Proton", "de"): f"Am Dienstag, 6. Oktober 2026 um 08:00, schrieb {WHO}:",
    ("Proton", "es"): f"El martes, 6 de octubre de 2026 a las 08:00, {WHO} escribió:",
    ("Proton", "it"): f"martedì 6 ottobre 2026 08:00, {WHO} ha scritto:",
    ("Roundcube", "fr"): "Le 2026-10-06 08:00, Étude Vallier a écrit :",
    ("Roundcube", "en"): "On 2026-10-06 08:00, Étude Vallier wrote:",
    ("Roundcube", "de"): "Am 2026-10-06 08:00, schrieb Étude Vallier:",
    ("Roundcube", "es"): "El 2026-10-06 08:00, Étude Vallier escribió:",
    ("Roundcube", "it"): "Il 2026-10-06 08:00 Étude Vallier ha scritto:",
    ("Roundcube", "nl"): "Étude Vallier schreef op 2026-10-06 08:00:",
    ("K-9 Mail", "fr"): f"Le 6 octobre 2026 08:00:00 GMT+02:00, {WHO} a écrit :",
    ("K-9 Mail", "en"): f"On 6 October 2026 08:00:00 CEST, {WHO} wrote:",
    ("K-9 Mail", "de"): f"Am 6. Oktober 2026 08:00:00 MESZ schrieb {WHO}:",
    ("Spark", "fr"): f"Le 6 oct. 2026 à 08:00 +0200, {WHO}, a écrit :",
    ("Spark", "en"): f"On 6 Oct 2026 at 08:00 +0200, {WHO}, wrote:",
    ("SOGo", "fr"): f"Le Mardi, Octobre 06, 2026 08:00 CEST, {WHO} a écrit:",
    ("SOGo", "de"): f"Am Dienstag, Oktober 06, 2026 08:00 CEST, schrieb {WHO}:",
    ("HCL Notes", "fr"): "Étude Vallier <relances@etude.example> a écrit sur 06/10/2026 08:00:00 :",
    ("HCL Notes", "en"): "Étude Vallier <relances@etude.example> wrote on 06/10/2026 08:00:00:",
    ("HCL Notes", "de"): "Étude Vallier <relances@etude.example> schrieb am 06.10.2026 08:00:00:",
    ("Missive", "en"): "On October 6, 2026 at 8:00 AM GMT+2 relances@etude.example wrote:",
    ("Evolution", "fr"): "Le mardi 06 octobre 2026 à 08:00 +0200, Étude Vallier a écrit :",
    ("Evolution", "de"): "Am Dienstag, dem 06.10.2026 um 08:00 +0200 schrieb Étude Vallier:",
    ("Mutt", "en"): "On Tue, Oct 06, 2026 at 08:00:00AM +0200, Étude Vallier wrote:",
    ("KMail", "de"): "Am Dienstag, 6. Oktober 2026, 08:00:00 CEST schrieb Étude Vallier:",
    ("several writers", "fr"): "Le 06/10/2026 à 08:00, Étude Vallier et Me Roux ont écrit :",
}

# As Outlook writes them: keys, blank before the colon in French, the long date of each language.
_HEADERS = {
    "fr": ("De", "Envoyé", "À", "Objet", "mardi 6 octobre 2026 08:00", " "),
    "en": ("From", "Sent", "To", "Subject", "Tuesday, 6 October 2026 08:00", ""),
    "de": ("Von", "Gesendet", "An", "Betreff", "Dienstag, 6. Oktober 2026 08:00", ""),
    "es": ("De", "Enviado el", "Para", "Asunto", "martes, 6 de octubre de 2026 8:00", ""),
    "it": ("Da", "Inviato", "A", "Oggetto", "martedì 6 ottobre 2026 08:00", ""),
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp", "dinsdag 6 oktober 2026 08:00", ""),
}
_DATE_KEYS = {"fr": "Date", "en": "Date", "de": "Datum", "es": "Fecha", "it": "Data", "nl": "Datum"}
_OLD_OUTLOOK = {
    "fr": "Message d'origine", "en": "Original Message", "de": "Ursprüngliche Nachricht",
    "es": "Mensaje original", "it": "Messaggio originale", "nl": "Oorspronkelijk bericht",
}  # fmt: skip
_ZIMBRA = {**_OLD_OUTLOOK, "fr": "Mail original", "de": "Ursprüngliche Mail"}


def _block(language: str, *, sender: str = WHO, stars: str = "", dated: bool = False) -> str:
    sent_by, sent_on, to, subject, day, gap = _HEADERS[language]
    sent_on = _DATE_KEYS[language] if dated else sent_on
    values = ((sent_by, sender), (sent_on, day), (to, "Jean Petit"), (subject, "Rappel"))
    return "\n".join(f"{stars}{key}{gap}:{stars} {value}" for key, value in values)


def _swapped(language: str) -> str:
    """GMX and WEB.DE begin with the date."""
    first, second, *rest = _block(language).splitlines()
    return "\n".join((second, first, *rest))


OLDER: dict[tuple[str, str], str] = {
    **{("Outlook", language): _block(language) for language in _HEADERS},
    **{("Outlook, name alone", language): _block(language, sender="Étude Vallier") for language in _HEADERS},
    **{("Outlook in bold", language): _block(language, stars="*") for language in _HEADERS},
    **{("Outlook for Mac", language): _block(language, dated=True) for language in _HEADERS},
    **{("Outlook on the web", language): "_" * 32 + "\n" + _block(language) for language in _HEADERS},
    **{("GMX", language): _swapped(language) for language in _HEADERS},
    **{
        ("old Outlook", language): f"-----{title}-----\n{_block(language, sender='Étude Vallier')}"
        for language, title in _OLD_OUTLOOK.items()
    },
    **{("Zimbra", language): f"----- {title} -----\n{_block(language)}" for language, title in _ZIMBRA.items()},
    **{
        ("Samsung", language): f"-------- {title} --------\n{_block(language, dated=True)}"
        for language, title in _OLD_OUTLOOK.items()
    },
    ("Windows Mail", "fr"): "De : Étude Vallier\nEnvoyé le :mardi 6 octobre 2026 08:00\nÀ : Jean\nObjet :Rappel",
    ("La Poste", "fr"): f"De : {WHO}\nA : jean@client.example\nDate : 06/10/2026 08:00\nObjet : Rappel",
    ("eM Client", "fr"): (
        '------ Message d\'origine ------\nDe "Étude" <relances@etude.example>\nÀ jean@client.example\n'
        "Date 06/10/2026 08:00:00\nObjet Rappel"
    ),
    ("eM Client", "en"): (
        '------ Original Message ------\nFrom "Étude" <relances@etude.example>\nTo jean@client.example\n'
        "Date 06/10/2026 08:00:00\nSubject Rappel"
    ),
    ("old Proton", "en"): f"------- Original Message -------\nOn Tuesday, October 6th, 2026 at 8:00 AM, {WHO} wrote:",
    ("Outlook, wrapped recipients", "fr"): (
        f"De : {WHO} \nEnvoyé : mardi 6 octobre 2026 08:00\nÀ : Jean Petit <jean@client.example>; Comptabilité\n"
        "<compta@client.example>\nCc : direction@client.example\nObjet : Rappel\nImportance : Haute"
    ),
}

# Somebody else's message passed on: the older text is not what is answered.
FORWARDED: dict[tuple[str, str], str] = {
    ("Gmail", "fr"): f"---------- Forwarded message ---------\nDe : {WHO}\nDate: mar. 6 oct. 2026 à 08:00\nSubject: R",
    ("Gmail", "en"): f"---------- Forwarded message ---------\nFrom: {WHO}\nDate: Tue, 6 Oct 2026 at 08:00\nSubject: R",
    ("Thunderbird", "fr"): f"-------- Message transféré --------\nSujet : Rappel\nDate : 06/10/2026\nDe : {WHO}",
    ("Thunderbird", "de"): f"-------- Weitergeleitete Nachricht --------\nBetreff: Rappel\nVon: {WHO}",
    ("Thunderbird", "es"): f"-------- Mensaje reenviado --------\nAsunto: Rappel\nDe: {WHO}",
    ("Thunderbird", "it"): f"-------- Messaggio Inoltrato --------\nOggetto: Rappel\nMittente: {WHO}",
    ("Thunderbird", "nl"): f"-------- Doorgestuurd bericht --------\nOnderwerp: Rappel\nVan: {WHO}",
    ("Apple Mail", "fr"): f"Début du message transféré :\n\n> De: {WHO}\n> Objet: Rappel\n> Date: 6 octobre 2026",
    ("Apple Mail", "en"): f"Begin forwarded message:\n\n> From: {WHO}\n> Subject: Rappel\n> Date: 6 October 2026",
    ("Apple Mail", "de"): f"Anfang der weitergeleiteten Nachricht:\n\n> Von: {WHO}\n> Betreff: Rappel",
    ("Apple Mail", "es"): f"Inicio del mensaje reenviado:\n\n> De: {WHO}\n> Asunto: Rappel",
    ("Apple Mail", "it"): f"Inizio messaggio inoltrato:\n\n> Da: {WHO}\n> Oggetto: Rappel",
    ("Apple Mail", "nl"): f"Begin doorgestuurd bericht:\n\n> Van: {WHO}\n> Onderwerp: Rappel",
    ("Yahoo", "fr"): f"----- Message transféré -----\nDe : {WHO}\nÀ : Jean\nEnvoyé : mardi 6 octobre 2026",
    ("Zimbra", "fr"): f"----- Mail transféré -----\nDe: {WHO}\nÀ: jean@client.example\nEnvoyé: 6 Octobre 2026",
    ("Samsung", "fr"): f"-------- Message transféré --------\nDe : {WHO}\nDate : 06/10/2026 08:00\nObjet : Rappel",
}
