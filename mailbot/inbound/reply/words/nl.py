"""Dutch. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

_IF = (
    r"\b(?:zodra (?:wij|we|u|de)|indien|mits|als (?:u|wij|we|de)|nadat|na ontvangst|pas (?:na|als|wanneer)|"
    r"hopelijk|hopen|hoop|proberen|misschien|wellicht)\b"
)

RULES = (
    rule(Intent.ALREADY_PAID, "zegt dat het betaald is", (
        (
            r"\b(?:hebben|heb|heeft|is|zijn|was|werd|reeds|al)\b.{0,60}\b(?:betaald|voldaan|overgemaakt|"
            r"overgeboekt|gestort|vereffend|afgeschreven)\b|\b(?:betaling|overschrijving)\b.{0,40}\b(?:is "
            r"(?:al |reeds )?(?:gedaan|verricht|uitgevoerd|onderweg|de deur uit)|heeft .*gekruist)|"
            r"\bbetaalbewijs\b|\bgekruist\b|\b(?:al|reeds) (?:betaald|voldaan)"
        ),
    ), unless=(_IF, r"\b(?:teruggestort|geweigerd)\b"), inside=r"\b(?:niet|geen|nooit|wordt|worden|zal|zullen)\b"),
    rule(Intent.PROMISE_TO_PAY, "zegt dat er betaald wordt", (
        (
            r"\b(?:zal|zullen|wordt|worden|gaan|ga)\b.{0,70}\b(?:betaal\w*|betalen|betaald|voldaan|voldoen|"
            r"overgemaakt|overmaken|overgeboekt|overboeken)\b|\b(?:betaal|betalen|maak|"
            r"maken)\b.{0,50}\b(?:morgen|vrijdag|maandag|dinsdag|woensdag|donderdag|uiterlijk|voor|volgende|"
            r"eind|over|binnen)\b|\bbetaling\b.{0,30}\b(?:volgt|staat (?:gepland|klaar|ingepland))|\bbeloof\w*"
        ),
    ), unless=(_IF, r"\?", r"\balleen de helft\b"), inside=r"\b(?:niet|geen)\b"),
    rule(Intent.INSTALLMENT_REQUEST, "vraagt uitstel", ((
        r"\b(?:termijnen|in (?:twee|drie|vier|\d) (?:keer|delen|termijnen)|betalingsregeling|afbetaling\w*|"
        r"uitstel|per maand|maandelijks|gespreid|meer tijd|later betalen)\b"
    ),), unless=(r"\bbetalingstermijn",)),
    rule(Intent.DISPUTE, "betwist", (
        (
            r"\b(?:niet (?:mee )?eens|betwist\w*|niet akkoord|bezwaar|onjuist\w*|fout(?:en|ief|ieve)?|klopt niet|"
            r"kloppen niet|klopt (?:echt |helemaal )?niet|niet (?:besteld|geleverd|afgesproken|bruikbaar|"
            r"verschuldigd|correct)|te hoog|te veel|dubbel (?:gefactureerd|berekend)|creditnota|creditfactuur|"
            r"weiger\w*|betalen (?:wij |we )?(?:dit |deze |het )?niet|slechte? (?:kwaliteit|werk)|ondermaats|"
            r"klacht|verrekenen|annuleren|nooit (?:besteld|ontvangen|akkoord|gevraagd))\b"
        ),
    ), unless=(r"\bbetwisten (?:wij |we )?(?:de factuur )?niet|\bgeen bezwaar|\bniet betwist",)),
    rule(Intent.DOCUMENT_REQUEST, "vraagt een stuk", (
        (
            r"\b(?:kunt u|kan u|kun je|graag|gelieve|willen (?:wij|we)|zou u|ontvangen|nodig|ontbreekt|stuur|"
            r"sturen|verzoeken)\b.{0,70}\b(?:factu(?:ur|ren)|kopie|afschrift|rekeningoverzicht|specificatie|"
            r"iban|rekeningnummer|bankgegevens|inkoopnummer|po-?nummer|bestelnummer|btw-?nummer|bewijs|"
            r"overzicht|contract|urenstaat)\b|\bniet (?:in onze administratie|ontvangen|terugvinden|gevonden|"
            r"bekend)\b|\bgeen factuur (?:ontvangen|gezien)"
        ),
    ), unless=(r"\b(?:facturen|factuur) (?:voortaan |graag )?(?:naar|sturen naar)",)),
    rule(Intent.CONTACT_CHANGE, "ander contact", ((
        r"\b(?:voortaan (?:graag )?(?:naar|aan|via)|graag voortaan|nieuw(?:e)? (?:adres|e-?mailadres|"
        r"contactpersoon|mailadres)|niet meer (?:werkzaam|in dienst|in gebruik|actief|bij ons)|verhuisd|"
        r"in het vervolg|vanaf nu|opvolger|gewijzigd adres|adreswijziging)\b"
    ),)),
    rule(Intent.INSOLVENCY, "insolventie", ((
        r"\b(?:failliet\w*|faillissement\w*|surseance|curator|schuldsanering|wsnp|insolvent\w*|"
        r"gerechtelijke reorganisatie|vereffening|schuldhulpverlening)\b"
    ),), unless=((
        r"\b(?:onze (?:grootste )?klant|anders|voorkomen|dreigt)\b"
    ),)),
    rule(Intent.DECEASED, "overleden", ((
        r"\b(?:overleden|overlijden|nalatenschap|erfgenamen|is gestorven|erven van)\b"
    ),), unless=((
        r"\boverlijden van (?:mijn|onze) (?:moeder|vader|vrouw|man|broer|zus|oma|opa|zoon|dochter)\b"
    ),)),
    rule(Intent.OPT_OUT, "wil geen mail meer", ((
        r"\b(?:uitschrijven|afmelden|geen (?:mails?|berichten|herinneringen|e-?mails?) meer|stop met (?:mailen|"
        r"schrijven|sturen|het)|niet meer (?:mailen|schrijven|contacteren|benaderen)|verwijder mij|avg\b|"
        r"laat (?:mij|me) met rust|lastigvallen)\b"
    ),)),
    rule(Intent.ACKNOWLEDGEMENT, "ontvangen", ((
        r"\b(?:ontvangen|doorgestuurd|stuur (?:het|dit) door|zoek\w* (?:het|dit) uit|kom(?:en)? (?:er|hierop|"
        r"daarop) (?:op )?terug|in behandeling|bedankt voor (?:uw|de|het)|dank voor|nagekeken|"
        r"kijk(?:en)? (?:het|ernaar|er naar))\b"
    ),), unless=(r"\bniet ontvangen|\bnog niet",)),
)  # fmt: skip
