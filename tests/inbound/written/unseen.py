"""A second harvest, written down after the readers were made and before they were shown it.

What they read of it at first sight (88 of 97 texts) is the honest figure; since then it is a test like the others.
"""

from __future__ import annotations

# Above a quotation.
LINES: tuple[tuple[str, str], ...] = (
    ("fr", "Le mar. 6 oct. 2026 à 08 h 00, Étude Vallier <relances@etude.example> a écrit :"),
    ("fr", "Le 6 oct. 2026 08:00, « Étude Vallier » <relances@etude.example> a écrit :"),
    ("fr", "Le mardi 6 octobre 2026, relances@etude.example a écrit :"),
    ("fr", "Le 06/10/26 à 08h00, Étude Vallier a écrit :"),
    ("fr", "Etude Vallier a écrit le 06/10/2026 08:00 :"),
    ("en", "On Tue, Oct 6, 2026, 8:00 AM Étude Vallier <relances@etude.example>\nwrote:"),
    ("en", "On 06/10/2026, Étude Vallier <relances@etude.example> wrote:"),
    ("en", "On Tuesday 06 October 2026 08:00:00 (+02:00), Étude Vallier wrote:"),
    ("en", "Étude Vallier <relances@etude.example> writes:"),
    ("de", "Am 6. Oktober 2026 um 08:00:12, \"Étude Vallier\" <relances@etude.example> schrieb:"),
    ("de", "Am Di, 6. Okt 2026, um 08:00, schrieb Étude Vallier <relances@etude.example>:"),
    ("de", "Étude Vallier <relances@etude.example> hat am 06.10.2026 08:00 geschrieben:"),
    ("es", "El mar, 6 de oct de 2026 a la(s) 08:00, Étude Vallier <relances@etude.example>\nescribió:"),
    ("es", "El 06/10/2026 a las 8:00, Étude Vallier <relances@etude.example> escribió:"),
    ("it", "Il giorno mar, 06/10/2026 alle 08.00 +0200, Étude Vallier ha scritto:"),
    ("it", "Il 06/10/2026 08:00 Étude Vallier <relances@etude.example> ha scritto:"),
    ("nl", "Op 6 okt. 2026 om 08:00 schreef Étude Vallier <relances@etude.example> het volgende:"),
    ("nl", "Op dinsdag 6 oktober 2026 om 08:00 schreef Étude Vallier <relances@etude.example>:"),
    ("nl", "Op 6-10-2026 om 8:00 schreef Étude Vallier:"),
)  # fmt: skip

# Above the older message, to the end.
HEADS: tuple[tuple[str, str], ...] = (
    ("fr", (
        "De: relances@etude.example [mailto:relances@etude.example]\n"
        "Envoyé: mardi 6 octobre 2026 08:00\nÀ: Jean Petit\nObjet: Rappel"
    )),
    ("fr", (
        "De : Étude Vallier <relances@etude.example>\n\nEnvoyé : mardi 6 octobre 2026 08:00\n\n"
        "À : Jean\n\nObjet : Rappel"
    )),
    ("en", (
        "From: Étude Vallier <relances@etude.example>\nDate: Tuesday, 6 October 2026 at 08:00\n"
        "To: Jean Petit\nSubject: Reminder"
    )),
    ("de", (
        "Von: Étude Vallier [mailto:relances@etude.example]\n"
        "Gesendet: Dienstag, 6. Oktober 2026 08:00\nAn: Jean Petit\nBetreff: Mahnung"
    )),
    ("es", (
        "De: Étude Vallier <relances@etude.example>\nEnviado: martes, 6 de octubre de 2026 8:00\n"
        "Para: Jean\nAsunto: Recordatorio"
    )),
    ("it", "Da: Étude Vallier\nInviato: martedì 6 ottobre 2026 08:00\nA: Jean\nOggetto: Sollecito"),
    ("nl", "Van: Étude Vallier\nVerzonden: dinsdag 6 oktober 2026 08:00\nAan: Jean\nOnderwerp: Herinnering"),
    ("fr", "-------- Courriel original --------\nObjet: Rappel\nDate: 06-10-2026 08:00\nDe: Étude Vallier\nÀ: Jean"),
    ("en", (
        "-------- Original Message --------\nSubject: Reminder\nDate: 2026-10-06 08:00\n"
        "From: Étude Vallier\nTo: Jean"
    )),
    ("fr", "---- Message d'origine ----\nDe : Étude\nObjet : Rappel\nDate : 06/10/2026"),
    ("fr", (
        "========================================\nMessage du : 06/10/2026 08:00\n"
        "De : \"Étude\" <relances@etude.example>\nSujet : Rappel"
    )),
    ("de", "-------- Original-Nachricht --------\nBetreff: Mahnung\nDatum: 2026-10-06\nVon: Étude"),
)  # fmt: skip

# Below what Jean Petit of petit-freres.example said.
ENDS: tuple[tuple[str, str], ...] = (
    ("fr", "Envoyé depuis mon Galaxy S24"),
    ("fr", "Envoyé à l'aide de Proton Mail mobile"),
    ("fr", "Envoyé de Yahoo Mail pour iPhone"),
    ("fr", "Envoyé avec l'app Mail Infomaniak"),
    ("fr", "Envoyé depuis mon appareil Android avec FairEmail"),
    ("fr", "Envoyé depuis un mobile Orange"),
    ("en", "Sent from my Pixel 9"),
    ("en", "Sent from Gmail Mobile"),
    ("en", "Sent from AOL on Android"),
    ("en", "Get TypeApp for Android"),
    ("de", "Von meinem iPad gesendet"),
    ("de", "Gesendet mit der Mail App"),
    ("de", "Gesendet von meinem Samsung Galaxy Smartphone."),
    ("es", "Enviado desde mi dispositivo Samsung"),
    ("es", "Obtenga Outlook para Android"),
    ("it", "Inviato da iPad"),
    ("it", "Ottieni Outlook per iOS"),
    ("nl", "Verzonden met Outlook voor iOS"),
    ("nl", "Verstuurd vanaf mijn iPad"),
    ("fr", "Bien sincèrement,\nJean Petit\nDirecteur"),
    ("fr", "Avec mes remerciements,\n\nJean Petit"),
    ("fr", "Cordialement.\n\nJean PETIT - Petit Frères\n04.78.00.00.00"),
    ("fr", "Recevez, Maître, nos meilleures salutations.\n\nP/o Jean Petit"),
    ("fr", "Je vous prie de croire, Maître, à l'assurance de mes sentiments les meilleurs.\nJean Petit"),
    ("en", "Best wishes\nJean"),
    ("en", "Thank you,\n\nJean Petit | AP Manager\nM: +44 7700 900000"),
    ("en", "Sincerely yours,\nJean Petit"),
    ("de", "Gruß\nJean Petit"),
    ("de", "Mit freundlichen Grüssen\n\nJean Petit"),
    ("de", "Liebe Grüße\nJean"),
    ("es", "Cordialmente,\nJean Petit"),
    ("es", "Saludos,\n\nJean Petit\nGerente"),
    ("it", "Con i migliori saluti,\nJean Petit"),
    ("it", "Cordialità\nJean Petit"),
    ("nl", "Met vriendelijke groet / Kind regards,\nJean Petit"),
    ("nl", "Vriendelijke groet,\n\nJean Petit\nFinanciële administratie"),
    ("fr", (
        "Ce message électronique et tous les fichiers joints sont confidentiels et destinés à l'usage "
        "exclusif de la personne à laquelle ils sont adressés."
    )),
    ("fr", (
        "Ce courrier électronique ne contient aucun virus ou logiciel malveillant parce que la "
        "protection avast! Antivirus est active."
    )),
    ("fr", "Afin de respecter l'environnement, merci de n'imprimer ce mail que si nécessaire."),
    ("en", "The information in this email is confidential and may be legally privileged."),
    ("en", "This e-mail is intended only for the named recipient(s)."),
    ("en", "Please think before you print."),
    ("de", "Diese Nachricht ist nur für den bezeichneten Adressaten bestimmt."),
    ("de", "Diese E-Mail wurde von Avast-Antivirussoftware auf Viren geprüft."),
    ("es", "La información contenida en el presente mensaje es confidencial."),
    ("it", "Il presente messaggio contiene informazioni riservate."),
    ("nl", "Deze e-mail is vertrouwelijk en uitsluitend bestemd voor de geadresseerde(n)."),
)  # fmt: skip
