"""Sentences of the writer's that only look like a program's line, a signature or small print: nothing may be lost."""

from __future__ import annotations

# The whole text is what was said.
WHOLE: tuple[str, ...] = (
    "Bonjour,\n\nCe message est pour vous informer que je conteste la facture.",
    "Hello,\n\nThis message is to inform you that we dispute invoice F-2026-0042.",
    "Bonjour,\n\nCe mail contient la preuve du virement, nous attendons votre confirmation.",
    "Bonjour,\n\nSi vous avez reçu ce chèque, merci de me le confirmer.",
    "Bonjour,\n\nEnvoyé par la poste hier, votre règlement devrait arriver demain.\nJe conteste le reste.",
    "Bonjour,\n\nEnvoyé de mon compte bancaire le 3 octobre : 1 200 €.",
    "Hello,\n\nSent from our bank yesterday. Please confirm receipt.",
    "Hello,\n\nSent with the cheque last week by our accounts team.",
    "Guten Tag,\n\nvon meinem Konto wurde der Betrag bereits abgebucht.",
    "Bonjour,\n\nMon associé vous a écrit le 28/01/2026 :\nla facture est contestée.",
    "Bonjour,\n\nLe 28/01/2026 mon associé vous a écrit :\nil conteste la facture.",
    "Bonjour,\n\nLe 6 octobre 2026 vous m'avez écrit : payez sous huit jours. Je refuse.",
    "Hello,\n\nOn 6 October 2026 your colleague wrote to us:\nplease pay. We will not.",
    "Bonjour,\n\nDe : 100 €\nJe propose de payer le reste en janvier.",
    "Bonjour,\n\nVoici mes questions :\n- À qui payer ?\n- Quand ?\n\nJe paie vendredi.",
    "Bonjour,\n\nDate : vendredi 9 octobre\nMontant : 1 200 €\n\nVirement fait.",
    "Bonjour,\n\nNotre société au capital de 10 000 € est en liquidation judiciaire.",
    "Bonjour,\n\nImportant : nous ne sommes pas le débiteur de cette facture.",
    "Bonjour,\n\nAvertissement : sans avoir de votre part, nous saisirons le bâtonnier.",
    "Bonjour,\n\nAttention, la facture est au mauvais nom.",
    "Guten Tag,\n\ndiese E-Mail ist unsere Antwort: Wir zahlen nicht.",
    "Buenos días:\n\nEste mensaje es para decirles que no pagaremos.",
    "Buongiorno,\n\nquesto messaggio è la nostra contestazione.",
    "Goedendag,\n\ndit bericht is onze betwisting.",
    "Bonjour,\n\nMerci d'avance de votre avoir.",
    "Bonjour,\n\nLa facture a été réglée par Jean Petit.",
    "Bonjour,\n\nLe message transféré par votre confrère ne m'est jamais parvenu.",
    "Bonjour,\n\nVeuillez excuser mon retard, je paie demain.",
    "Hello,\n\nPlease excuse the delay, we pay on Friday.",
    "Bonjour,\n\nPensez à m'envoyer le RIB.",
    "Bonjour,\n\nMerci de votre mail.\n\nJe conteste.\n\nPar ailleurs, la 0043 est payée.",
    "Bonjour,\n\nfacture 0042\n--\nfacture 0043 : je les conteste toutes les deux, merci de m'envoyer un avoir.",
)

# (text, what was said): quoted lines between answers, in the habits of each program.
BETWEEN: tuple[tuple[str, str], ...] = (
    (
        (
            "Le 06/10/2026 à 08:00, Étude a écrit :\n> Facture 0042 : 100 €\n\nPayée le 3.\n\n> Facture 0043 : 50 €\n\n"
            "Je conteste.\n\n-- \nJean Petit"
        ),
        "Payée le 3.\n\nJe conteste.",
    ),
    (
        (
            "Mes réponses ci-dessous.\n\nCordialement,\nJean\n\nOn 10/6/26 8:00 AM, Étude wrote:\n> Did you"
            " pay?\nYes, on Monday."
            "\n> And 0043?\nWe dispute it.\n"
        ),
        "Mes réponses ci-dessous.\n\nYes, on Monday.\n\nWe dispute it.",
    ),
    (
        (
            "Am 06.10.2026 um 08:00 schrieb Étude Vallier:\n> Rechnung 0042\nBezahlt am 3.10.\n> Rechnung 0043\n"
            "Die bestreiten wir.\n"
        ),
        "Bezahlt am 3.10.\n\nDie bestreiten wir.",
    ),
    (
        (
            "> Sauf erreur de notre part, la facture 0042 d'un montant de cent euros reste\nimpayée à ce jour,"
            " avec les\n"
            "> pénalités de retard.\n\nElle est payée."
        ),
        "Elle est payée.",
    ),
    (
        "Oui pour la première.\n> a\n> > b\n> c\nNon pour la seconde.\n>> d\n",
        "Oui pour la première.\n\nNon pour la seconde.",
    ),
)

# The same inside HTML.
BETWEEN_PAGES: tuple[tuple[str, str], ...] = (
    (
        (
            '<div class="gmail_quote"><div class="gmail_attr">Le mar. 6 oct. 2026 à 08:00, Étude a écrit :</div'
            "><blockquote>"
            "Facture 0042</blockquote><div>Payée le 3.</div><blockquote>Facture 0043</blockquote><div>Je"
            " conteste.</div></div>"
        ),
        "Payée le 3.\n\nJe conteste.",
    ),
    (
        (
            '<div class="moz-cite-prefix">Le 06/10/2026 à 08:00, Étude a écrit :</div><blockquote type="cite"><p'
            ">0042 ?</p>"
            '</blockquote><p>Payée.</p><blockquote type="cite"><p>0043 ?</p></blockquote><p>Je conteste.</p>'
        ),
        "Payée.\n\nJe conteste.",
    ),
    (
        (
            '<blockquote type="cite"><div>0042 ?</div></blockquote>Payée.<br><blockquote type="cite"><div>0043 ?</div>'
            "<blockquote>plus vieux</blockquote></blockquote>Je conteste."
        ),
        "Payée.\n\nJe conteste.",
    ),
)
