"""German. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

_NO = r"\b(?:nicht|noch nicht|nie|kein\w*|weder)\b"
_PAID = (
    r"(?:bezahlt|beglichen|uberwiesen|gezahlt|angewiesen|ausgeglichen|ubermittelt|veranlasst|getatigt|"
    r"abgebucht|eingezahlt)"
)
_PAY = r"(?:bezahlen|begleichen|uberweisen|zahlen|anweisen|ausgleichen|veranlassen|vornehmen|leisten)"
_MONEY = r"(?:zahlung|uberweisung|betrag|rechnung|summe|restbetrag|geld|scheck|lastschrift)"
_CONDITION = (
    r"\b(?:sobald|sofern|falls|wenn (?:sie|die|wir)|erst nach|erst wenn|nach (?:stornierung|korrektur|erhalt|"
    r"eingang|klarung)|vorbehaltlich|unter der bedingung|hoffe\w*|hoffentlich|versuche\w*|vielleicht|eventuell|"
    r"moglicherweise|konnen wir nicht|nicht vor)\b"
)

RULES = (
    rule(Intent.ALREADY_PAID, "says that it was paid", (
        (
            r"\b(?:habe|haben|hat|wurde|wurden|ist|sind|worden|bereits|schon|am \S+|heute|gestern)\b.{0,80}\b"
        ) + _PAID + r"\b",
        (
            r"\b(?:zahlung|uberweisung)\b.{0,40}\b(?:erfolgte|ist (?:bereits )?erfolgt|ging (?:am|heute|"
            r"gestern|bereits)|ist raus|ist unterwegs|hat sich (?:mit|wohl)|gekreuzt|erfolgt ist)\b|"
            r"\b(?:zahlungsbeleg|uberweisungsbeleg|zahlungsnachweis|zahlungsbestatigung)\b.{0,30}\b(?:anbei|"
            r"anhang|beigefugt)|\banbei\b.{0,30}\b(?:beleg|nachweis|zahlungsbestatigung)|\bbereits (?:bezahlt|"
            r"beglichen|uberwiesen)|\buberschnitten\b|\bgekreuzt\b"
        ),
    ), before=(
        r"\b(?:nicht|noch nicht|nie|kein\w*)\b(?: \w+){0,2} ?$"
    ), inside=(
        r"\b(?:nicht|nie|kein\w*|zahlung von ihnen|erhalten)\b"
    ), unless=(_CONDITION, (
        r"\b(?:wird|werden|werde|sollte|muss)\b(?=.*\b(?:bezahlt|beglichen|uberwiesen|"
        r"angewiesen))(?!.*\bwurde)|\bzuruckgewiesen|\bzuruckgebucht"
    ))),
    rule(Intent.PROMISE_TO_PAY, "says that it will be paid", (
        (
            r"\b(?:werde|werden|wird|konnen)\b.{0,90}\b(?:"
        ) + _PAY + (
            r"|bezahlt|beglichen|uberwiesen|gezahlt|angewiesen|ausgeglichen|veranlasst|erfolgen)\b"
        ),
        (
            r"\b(?:zahlung|uberweisung|betrag|rechnung)\b.{0,50}\b(?:erfolgt (?:am|bis|in|nachste|kommende|"
            r"spatestens|diese)|geht (?:am|bis|nachste|diese|heute|morgen)|folgt|wird)\b|\b(?:uberweise|"
            r"uberweisen|zahle|zahlen|bezahle|begleiche|begleichen) (?:ich|wir|den|die|es|das|"
            r"ihnen)?.{0,50}\b(?:bis|am|nachste|morgen|kommende|ende|anfang|mitte|freitag|montag|dienstag|"
            r"mittwoch|donnerstag|heute)\b|\bversprochen\b|\bverspreche\b|\bspatestens (?:am|bis)\b"
        ),
    ), unless=(_CONDITION, r"\?"), inside=r"\b(?:nicht|keine\w*|nie)\b"),
    rule(Intent.INSTALLMENT_REQUEST, "asks for time or for several payments", (
        (
            r"\b(?:raten\b|ratenzahlung|rate\b|teilzahlung|teilbetrag|in \w+ raten|zahlungsaufschub|aufschub|"
            r"stundung|stunden lassen|zahlungsplan|fristverlangerung|verlangerung der frist|mehr zeit|"
            r"etwas geduld|pro monat|monatlich|monatsraten|zahlungsziel verlanger\w*|spater zahlen|um geduld)\b"
        ),
    ), unless=(r"\bkeine (?:raten|stundung)",)),
    rule(Intent.DISPUTE, "contests it", (
        (
            r"\b(?:widersprech\w+|widerspruch|bestreit\w+|beanstand\w+|reklam\w+|nicht einverstanden|"
            r"akzeptieren (?:wir )?\w* ?nicht|nicht akzept\w+|weigern|weigere|zuruckweis\w+|"
            r"weisen\b.{0,60}\bzuruck|fehlerhaft\w*|falsch\w*|unberechtigt\w*|nicht (?:bestellt|beauftragt|"
            r"vereinbart|erbracht|nachvollziehbar|korrekt|richtig|geschuldet|brauchbar|zahlen werden)|zu hoch|"
            r"uberhoht\w*|doppelt (?:berechnet|abgerechnet|in rechnung)|gutschrift|storn\w+|mangel\w*|"
            r"mangelhaft\w*|schlecht\w* (?:arbeit|leistung)|aufrechn\w+|nie (?:beauftragt|bestellt|erhalten)|"
            r"pauschal\w*|zahlen (?:wir )?(?:daher |deshalb )?nicht|werden (?:wir )?nicht (?:be)?zahlen|"
            r"kurz\w+ (?:wir|um)|anwaltskammer)\b"
        ),
    ), unless=((
        r"\b(?:nicht|keine?n?) (?:widersprech|bestreit|beanstand|reklam)\w*|\bbestreite\w* (?:ich |"
        r"wir )?(?:die rechnung )?nicht|\bfalls .*beanstand"
    ),)),
    rule(Intent.DOCUMENT_REQUEST, "asks for a document", (
        (
            r"\b(?:bitte|konnen sie|konnten sie|wurden sie|benotig\w+|brauch\w+|bitten (?:wir )?(?:sie )?um|"
            r"fehlt|hatten gern\w*|mochten)\b.{0,80}\b(?:rechnung(?:skopie)?|kopie|duplikat|kontoauszug|"
            r"aufstellung|bankverbindung|iban|bic|nachweis|belege?|unterlagen|ust-?id\w*|umsatzsteuer\w*|"
            r"bestellnummer|leistungsnachweis|stundennachweis|pdf|vertrag|saldenliste|original|zweitschrift)\b"
        ),
        (
            r"\b(?:liegt|liegen) (?:uns|mir) (?:leider )?(?:nicht|keine)\b|\bnicht (?:erhalten|vorliegend|"
            r"auffindbar|gefunden)\b|\bkeine rechnung (?:erhalten|vor)|\bbestellnummer\b.{0,30}\b(?:fehlt|"
            r"erforderlich|angeben)"
        ),
    ), unless=(r"\banbei\b",)),
    rule(Intent.CONTACT_CHANGE, "names another contact or address", (
        (
            r"\b(?:neue (?:adresse|e-?mail\w*|anschrift|ansprechpartner\w*|kontakt\w*|rechnungsadresse)|"
            r"neuer ansprechpartner|umgezogen|nicht mehr (?:bei|zustandig|tatig|in unserem|aktiv|genutzt|"
            r"verwende\w*)|ausgeschieden|kunftig (?:bitte )?an|ab sofort (?:bitte )?an|"
            r"in zukunft (?:bitte )?an|nachfolger\w*|adresse (?:hat sich )?geandert|falsche (?:adresse|"
            r"person))\b|\b(?:wenden|schicken|senden|richten)\b.{0,80}[\w.+-]+@[\w-]+\."
        ),
    ), unless=(r"\bdringend",)),
    rule(Intent.INSOLVENCY, "insolvency proceedings", (
        (
            r"\b(?:insolven\w+|zahlungsunfahig\w*|konkurs\w*|privatinsolvenz|restschuldbefreiung|uberschuld\w+|"
            r"liquidation)\b"
        ),
    ), unless=((
        r"\b(?:unser (?:kunde|grosster)|kunde\w* (?:von uns|hat)|sonst|andernfalls|droht|vermeiden|"
        r"nicht insolvent|konnten? .* insolvenz)\b"
    ),)),
    rule(Intent.DECEASED, "the debtor has died", (
        (
            r"\b(?:verstorben\w*|gestorben|nachlass\w*|erben\b|todesfall|tod (?:von|meines|meiner|unseres|des|"
            r"der)|erbschaft|verschieden)\b"
        ),
    ), unless=((
        r"\b(?:tod|todesfall) (?:meiner|meines|unserer|unseres) (?:mutter|vaters|frau|mannes|bruders|schwester|"
        r"sohnes|tochter|oma|opa)\b(?!,? (?:herr|frau))|\bverschiedene"
    ),)),
    rule(Intent.OPT_OUT, "wants no more mail", (
        (
            r"\b(?:abmelden|abbestellen|keine (?:weiteren )?(?:e-?mails?|nachrichten|mahnungen|"
            r"schreiben)(?: mehr)?|horen sie auf|nicht mehr (?:anschreiben|kontaktieren|schreiben)|dsgvo|"
            r"loschen sie|aus (?:ihrem|dem) verteiler|unterlassen sie|lassen sie mich in ruhe|belastig\w+)\b"
        ),
    )),
    rule(Intent.ACKNOWLEDGEMENT, "has received it, will look", (
        (
            r"\b(?:weitergeleitet|leite\w* (?:ich|wir|es|das|ihre).{0,40}weiter|erhalten|zur kenntnis|prufe\w*|"
            r"prufung|melde\w* (?:mich|uns)|kummer\w*|danke fur (?:ihre|die)|dank fur ihre|in bearbeitung|"
            r"klar\w* das|bearbeitet)\b"
        ),
    ), unless=(r"\bnicht erhalten",)),
)  # fmt: skip
