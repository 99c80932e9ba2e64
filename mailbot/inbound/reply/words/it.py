"""Italian. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

_IT_IF = (
    r"\b(?:non appena (?:ci|avremo|ricev)|se (?:ci|la|voi|l)|una volta|quando (?:ci|avremo|ricev)|a condizione|"
    r"purche|spero|speriamo|cerchero|cercheremo|provero|forse|fino a quando|salvo)\b"
)

RULES = (
    rule(Intent.ALREADY_PAID, "dice che è pagata", (
        (
            r"\b(?:abbiamo|ho|hanno|ha|e|sono|risulta|era|stat[ao]|gia) (?:\w+ ){0,3}?(?:pagat\w+|saldat\w+|"
            r"bonificat\w+|versat\w+|liquidat\w+|effettuat\w+|disposto|eseguit\w+|inviato il bonifico|"
            r"regolat\w+)\b|\b(?:bonifico|pagamento)\b.{0,50}\b(?:e stato|effettuato|eseguito|disposto|partito|"
            r"del \d|inviato|fatto)\b|\b(?:contabile|ricevuta|distinta|copia) (?:del|di) (?:bonifico|"
            r"pagamento)|\bgia (?:pagat|saldat)\w+"
        ),
    ), unless=(r"\b(?:respint\w+|stornat\w+|tornato)\b", _IT_IF), before=r"\b(?:non|ancora)(?: \w+)? ?$",
       inside=r"\b(?:non|sara|saranno|verra|verranno)\b"),
    rule(Intent.PROMISE_TO_PAY, "dice che pagherà", (
        (
            r"\b(?:pagher(?:o|emo|a)|salder(?:o|emo)|provveder(?:o|emo)|effettuer(?:o|emo)|bonificher(?:o|emo)|"
            r"verser(?:o|emo)|disporr(?:o|emo)|far(?:o|emo) (?:il )?(?:bonifico|pagamento)|(?:sara|verra|"
            r"saranno) (?:\w+ )?(?:pagat|saldat|effettuat|bonificat|disposto|eseguit|liquidat)\w*|"
            r"(?:il )?(?:pagamento|bonifico) (?:partira|avverra|e previsto|sara|arrivera)|riceverete|"
            r"avrete il)\b|\b(?:pago|paghiamo|saldo|saldiamo) (?:entro|il|domani|venerdi|lunedi|la prossima|"
            r"a fine)"
        ),
    ), unless=(r"\bnon (?:pagher|salder|sara|verra|provvede|far)\w*", _IT_IF, r"\?")),
    rule(Intent.INSTALLMENT_REQUEST, "chiede rate", ((
        r"\b(?:rat[ea]\b|rateizz\w+|rateal\w+|dilazion\w+|proroga|piu tempo|al mese|mensil\w+|acconto|"
        r"differ\w+ il pagamento|un po' di tempo|pagare in (?:due|tre|quattro|piu))\b"
    ),)),
    rule(Intent.DISPUTE, "contesta", (
        (
            r"\b(?:contest(?:o|iamo|azione|are)|non (?:siamo|sono) d'accordo|non (?:accettiamo|accetto|"
            r"riconosciamo|riconosco|pagheremo|paghero|dobbiamo|abbiamo (?:mai )?(?:ordinato|richiesto|"
            r"firmato)|e dovut\w+|corrisponde)|errore (?:in|nella|sulla|di)|errat\w+|sbagliat\w+|"
            r"nota di credito|stornare|storno|eccessiv\w+|troppo (?:alto|caro)|due volte|doppi\w+|reclamo|"
            r"rifiut\w+|annullare|compensazione|difettos\w+|mai ricevuto (?:il servizio|la prestazione))\b"
        ),
    ), unless=(r"\bnon (?:contest|discut)\w+",)),
    rule(Intent.DOCUMENT_REQUEST, "chiede un documento", (
        (
            r"\b(?:invi\w+|mand\w+|trasmett\w+|fornir\w+|potete|potreste|puo|vi (?:prego|preghiamo|chiediamo)|"
            r"gradirei|serve|servono|necessit\w+|ho bisogno|abbiamo bisogno)\b.{0,70}\b(?:copia|duplicato|"
            r"estratto conto|dettaglio|iban|coordinate bancarie|codice (?:sdi|fiscale)|partita iva|documento|"
            r"documentazione|contratto|numero d'ordine|la fattura|pdf|ricevuta)\b|\bnon (?:trov\w+|"
            r"abbiamo ricevuto|risulta|ho ricevuto) (?:la|questa|nessuna|alcuna|la vostra) fattura"
        ),
    ), unless=(r"\b(?:allego|alleghiamo|in allegato)\b", (
        r"\b(?:inviare|mandare|trasmettere) (?:le|i) (?:fatture|solleciti).{0,30}@"
    ))),
    rule(Intent.CONTACT_CHANGE, "altro contatto", (
        (
            r"\b(?:nuov[oa] (?:indirizzo|e-?mail|contatto|amministratore|sede)|non (?:e piu|viene piu|"
            r"lavora piu|sono piu|siamo piu|lavoriamo piu|piu utilizzat\w+)|d'ora in poi|da ora in poi|"
            r"in futuro|ci siamo trasferiti|cambiat\w+ (?:indirizzo|sede)|rivolgersi a|rivolgetevi)\b|"
            r"\binviare\b.{0,50}[\w.+-]+@[\w-]+\."
        ),
    )),
    rule(Intent.INSOLVENCY, "procedura", ((
        r"\b(?:fallimento|fallit[ao]|concordato (?:preventivo|fallimentare)?|liquidazione (?:giudiziale|coatta|"
        r"controllata)|curatore (?:fallimentare)?|procedura concorsuale|insolven\w+|commissario (?:giudiziale|"
        r"liquidatore)|sovraindebitamento)\b"
    ),), unless=((
        r"\b(?:nostro (?:principale )?cliente|altrimenti|rischio|evitare)\b"
    ),)),
    rule(Intent.DECEASED, "deceduto", ((
        r"\b(?:deceduto|deceduta|decesso|mort[oa] (?:il|nel|lo)|e (?:morto|morta|mancat[oa]|"
        r"venut[oa] a mancare)|defunt[oa]|eredita|eredi\b|scompars[ao] di)\b"
    ),), unless=((
        r"\b(?:decesso|morte|scomparsa) di (?:mia|mio|nostra) (?:madre|padre|nonn[oa]|moglie|marito|fratello|"
        r"sorella)\b"
    ),)),
    rule(Intent.OPT_OUT, "non vuole più e-mail", ((
        r"\b(?:cancell\w+ (?:il mio|la mia|mi|dalla)|non (?:scrivetemi|inviatemi|contattatemi|mandatemi) piu|"
        r"smett\w+ di (?:scriver|inviar|mandar|contattar)\w*|disiscri\w+|rimuov\w+ (?:il mio|la mia|dalla)|"
        r"non desidero (?:piu )?ricevere|gdpr|molest\w+)\b"
    ),)),
    rule(Intent.ACKNOWLEDGEMENT, "ricevuto", ((
        r"\b(?:ricevuto|preso atto|prendo atto|verific(?:o|hiamo|heremo|hero)|inoltr(?:o|ato|iamo)|"
        r"vi (?:faremo|faro) sapere|controll(?:o|iamo|eremo)|grazie (?:per|del) (?:il |la |"
        r"vostro )?(?:sollecito|promemoria|mail|messaggio|avviso)|passo (?:la|il|tutto))\b"
    ),), unless=(r"\bnon (?:abbiamo|ho) ricevuto",)),
)  # fmt: skip
