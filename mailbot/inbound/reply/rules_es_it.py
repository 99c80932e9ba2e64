"""Spanish and Italian. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.understood import Intent
from mailbot.inbound.reply.rules import rule

_ES_IF = r"\b(?:si (?:ustedes|nos|la|el)|en cuanto (?:nos|recib|tengamos|dispongamos)|una vez|cuando (?:nos|recib|tengamos)|siempre que|a condicion|espero|esperamos poder|intentar\w+|quiza|tal vez|hasta que)\b"
_IT_IF = r"\b(?:non appena (?:ci|avremo|ricev)|se (?:ci|la|voi|l)|una volta|quando (?:ci|avremo|ricev)|a condizione|purche|spero|speriamo|cerchero|cercheremo|provero|forse|fino a quando|salvo)\b"

RULES = (
    rule(Intent.ALREADY_PAID, "dice que está pagado", (
        r"\b(?:hemos|he|ha|han|fue|fueron|ya|esta|se|quedo) (?:\w+ ){0,3}?(?:pagad\w+|abonad\w+|transferid\w+|liquidad\w+|saldad\w+|realizo|efectuo|hizo|pago|pague|pagamos|abonamos|ordeno|ordenad\w+|enviad\w+ (?:el |la )?(?:pago|transferencia))\b",
        r"\b(?:transferencia|pago|ingreso)\b.{0,60}\b(?:se (?:realizo|efectuo|hizo|ordeno)|fue|ha sido|realizad[oa]|efectuad[oa]|hech[oa]|emitid[oa]|enviad[oa])\b|\bjustificante\b.{0,30}|\bcomprobante (?:de|del) (?:pago|la transferencia)|\bse ha cruzado|\bse han cruzado|\bya (?:pagad[oa]|abonad[oa])|\brealizo el pago",
    ), (r"\bno (?:hemos|he|ha|han|esta|se|fue)\b", r"\b(?:devuelt|rechazad|sera|seran|podemos|posible)\w*", _ES_IF)),
    rule(Intent.PROMISE_TO_PAY, "dice que se pagará", (
        r"\b(?:pagare\w*|pagaremos|abonare\w*|abonaremos|haremos (?:la |el )?(?:transferencia|pago|ingreso)|hare (?:la |el )?(?:transferencia|pago)|realizaremos|realizare|efectuaremos|transferiremos|liquidaremos|procederemos al (?:pago|abono)|sera (?:pagad|abonad|efectuad|realizad)\w*|se (?:pagara|abonara|realizara|efectuara)|vamos a (?:pagar|abonar|hacer)|voy a (?:pagar|hacer)|(?:el )?pago (?:saldra|esta previsto|se hara|el)|tendra\w* (?:el|su) (?:pago|dinero))\b",
    ), (r"\bno (?:pagare|pagaremos|se|sera|vamos|voy|abon)\w*", _ES_IF, r"\?")),
    rule(Intent.INSTALLMENT_REQUEST, "pide plazos", (
        r"\b(?:plazos?|fraccion\w+|aplaz\w+|cuotas?|mensual\w*|al mes|prorroga|mas tiempo|a cuenta|pago parcial|poco a poco|moratoria)\b",
    ), (r"\b(?:en el plazo|plazo de (?:reclamacion|pago es))\b",)),
    rule(Intent.DISPUTE, "reclama", (
        r"\b(?:no (?:estamos|estoy) (?:de acuerdo|conforme\w*)|disconform\w+|desacuerdo|reclam(?:o|amos|acion)|impugn\w+|rechaz(?:o|amos)|no (?:aceptamos|acepto|reconocemos|reconozco|pagaremos|pagare|debemos|procede|corresponde|hemos (?:contratado|solicitado|pedido|firmado))|error(?:es)? en|erronea?s?|incorrect\w+|abono (?:correspondiente|de la)|factura (?:rectificativa|de abono)|nota de credito|duplicad\w+|dos veces|demasiado (?:alto|cara?)|excesiv\w+|anul\w+|nos negamos|me niego|compensar|defectuos\w+|mal hecho)\b",
    ), (r"\bno (?:discut|impugn|reclam)\w+",)),
    rule(Intent.DOCUMENT_REQUEST, "pide un documento", (
        r"\b(?:envi\w+|reenvi\w+|mand\w+|facilit\w+|remit\w+|adjunt\w+|necesit\w+|proporcion\w+|indi\w+|podrian|pueden|puede|ruego|rogamos)\b.{0,70}\b(?:facturas?|copia|duplicado|extracto|detalle|desglose|iban|cuenta bancaria|datos bancarios|numero de pedido|certificado|nif|cif|contrato|justificantes? de)\b|\bno (?:encontramos|encuentro|hemos recibido|tenemos|consta) (?:la|esta|ninguna|su) factura",
    ), (r"\badjunto (?:el|la)\b|\badjuntamos\b",)),
    rule(Intent.CONTACT_CHANGE, "otro contacto", (
        r"\b(?:nueva direccion|nuevo (?:correo|contacto|domicilio|administrador)|ya no (?:trabaj\w+|es|soy|estamos|esta|usamos|utiliz\w+)|hemos (?:cambiado|trasladado)|a partir de ahora|en adelante|en lo sucesivo|dirij\w+|cambio de (?:direccion|domicilio))\b",
    ), ()),
    rule(Intent.INSOLVENCY, "concurso", (r"\b(?:concurso (?:de acreedores|voluntario|necesario)|administra(?:dor|cion) concursal|insolven\w+|quiebra|liquidacion (?:concursal|judicial|de la (?:sociedad|empresa))|segunda oportunidad|suspension de pagos)\b",), (r"\b(?:nuestro (?:principal )?cliente|de lo contrario|evitar|riesgo)\b",)),
    rule(Intent.DECEASED, "fallecido", (r"\b(?:fallecid[oa]|fallecio|fallecimiento|murio|difunt[oa]|herencia|herederos|defuncion)\b",), (r"\bfallecimiento de (?:mi|nuestr[oa]) (?:madre|padre|abuel[oa]|herman[oa]|mujer|marido|hij[oa])\b(?!,? (?:don|dona|d\.))",)),
    rule(Intent.OPT_OUT, "no quiere más correos", (r"\b(?:darme de baja|denme de baja|dese? de baja|no me (?:envien|escriban|contacten|manden)|dejen de (?:escribir|enviar|molestar|mandar)\w*|no (?:deseo|quiero) recibir|eliminen mi|borren mi|baja de (?:la|su) lista|rgpd|acoso)\b",), ()),
    rule(Intent.ACKNOWLEDGEMENT, "recibido", (r"\b(?:recibido|tomamos nota|tomo nota|lo (?:revis\w+|mir\w+|paso|pasamos|traslad\w+|consult\w+)|hemos (?:reenviado|remitido|trasladado|pasado)|en tramite|gracias por (?:su|el) (?:aviso|recordatorio|correo|mensaje)|les (?:informaremos|diremos))\b",), (r"\bno hemos recibido",)),
    rule(Intent.ALREADY_PAID, "dice che è pagata", (
        r"\b(?:abbiamo|ho|hanno|ha|e|sono|risulta|era|stat[ao]|gia) (?:\w+ ){0,3}?(?:pagat\w+|saldat\w+|bonificat\w+|versat\w+|liquidat\w+|effettuat\w+|disposto|eseguit\w+|inviato il bonifico|regolat\w+)\b|\b(?:bonifico|pagamento)\b.{0,50}\b(?:e stato|effettuato|eseguito|disposto|partito|del \d|inviato|fatto)\b|\b(?:contabile|ricevuta|distinta|copia) (?:del|di) (?:bonifico|pagamento)|\bgia (?:pagat|saldat)\w+",
    ), (r"\bnon (?:abbiamo|ho|e|sono|risulta|ancora|hanno)\b|\bancora non\b", r"\b(?:sara|saranno|verra|verranno|respint\w+|stornat\w+|tornato)\b", _IT_IF)),
    rule(Intent.PROMISE_TO_PAY, "dice che pagherà", (
        r"\b(?:pagher(?:o|emo|a)|salder(?:o|emo)|provveder(?:o|emo)|effettuer(?:o|emo)|bonificher(?:o|emo)|verser(?:o|emo)|disporr(?:o|emo)|far(?:o|emo) (?:il )?(?:bonifico|pagamento)|(?:sara|verra|saranno) (?:\w+ )?(?:pagat|saldat|effettuat|bonificat|disposto|eseguit|liquidat)\w*|(?:il )?(?:pagamento|bonifico) (?:partira|avverra|e previsto|sara|arrivera)|riceverete|avrete il)\b|\b(?:pago|paghiamo|saldo|saldiamo) (?:entro|il|domani|venerdi|lunedi|la prossima|a fine)",
    ), (r"\bnon (?:pagher|salder|sara|verra|provvede|far)\w*", _IT_IF, r"\?")),
    rule(Intent.INSTALLMENT_REQUEST, "chiede rate", (r"\b(?:rat[ea]\b|rateizz\w+|rateal\w+|dilazion\w+|proroga|piu tempo|al mese|mensil\w+|acconto|differ\w+ il pagamento|un po' di tempo|pagare in (?:due|tre|quattro|piu))\b",), ()),
    rule(Intent.DISPUTE, "contesta", (
        r"\b(?:contest(?:o|iamo|azione|are)|non (?:siamo|sono) d'accordo|non (?:accettiamo|accetto|riconosciamo|riconosco|pagheremo|paghero|dobbiamo|abbiamo (?:mai )?(?:ordinato|richiesto|firmato)|e dovut\w+|corrisponde)|errore (?:in|nella|sulla|di)|errat\w+|sbagliat\w+|nota di credito|stornare|storno|eccessiv\w+|troppo (?:alto|caro)|due volte|doppi\w+|reclamo|rifiut\w+|annullare|compensazione|difettos\w+|mai ricevuto (?:il servizio|la prestazione))\b",
    ), (r"\bnon (?:contest|discut)\w+",)),
    rule(Intent.DOCUMENT_REQUEST, "chiede un documento", (
        r"\b(?:invi\w+|mand\w+|trasmett\w+|fornir\w+|potete|potreste|puo|vi (?:prego|preghiamo|chiediamo)|gradirei|serve|servono|necessit\w+|ho bisogno|abbiamo bisogno)\b.{0,70}\b(?:copia|duplicato|estratto conto|dettaglio|iban|coordinate bancarie|codice (?:sdi|fiscale)|partita iva|documento|documentazione|contratto|numero d'ordine|la fattura|pdf|ricevuta)\b|\bnon (?:trov\w+|abbiamo ricevuto|risulta|ho ricevuto) (?:la|questa|nessuna|alcuna|la vostra) fattura",
    ), (r"\b(?:allego|alleghiamo|in allegato)\b", r"\b(?:inviare|mandare|trasmettere) (?:le|i) (?:fatture|solleciti).{0,30}@")),
    rule(Intent.CONTACT_CHANGE, "altro contatto", (
        r"\b(?:nuov[oa] (?:indirizzo|e-?mail|contatto|amministratore|sede)|non (?:e piu|viene piu|lavora piu|sono piu|siamo piu|lavoriamo piu|piu utilizzat\w+)|d'ora in poi|da ora in poi|in futuro|ci siamo trasferiti|cambiat\w+ (?:indirizzo|sede)|rivolgersi a|rivolgetevi)\b|\binviare\b.{0,50}[\w.+-]+@[\w-]+\.",
    ), ()),
    rule(Intent.INSOLVENCY, "procedura", (r"\b(?:fallimento|fallit[ao]|concordato (?:preventivo|fallimentare)?|liquidazione (?:giudiziale|coatta|controllata)|curatore (?:fallimentare)?|procedura concorsuale|insolven\w+|commissario (?:giudiziale|liquidatore)|sovraindebitamento)\b",), (r"\b(?:nostro (?:principale )?cliente|altrimenti|rischio|evitare)\b",)),
    rule(Intent.DECEASED, "deceduto", (r"\b(?:deceduto|deceduta|decesso|mort[oa] (?:il|nel|lo)|e (?:morto|morta|mancat[oa]|venut[oa] a mancare)|defunt[oa]|eredita|eredi\b|scompars[ao] di)\b",), (r"\b(?:decesso|morte|scomparsa) di (?:mia|mio|nostra) (?:madre|padre|nonn[oa]|moglie|marito|fratello|sorella)\b",)),
    rule(Intent.OPT_OUT, "non vuole più e-mail", (r"\b(?:cancell\w+ (?:il mio|la mia|mi|dalla)|non (?:scrivetemi|inviatemi|contattatemi|mandatemi) piu|smett\w+ di (?:scriver|inviar|mandar|contattar)\w*|disiscri\w+|rimuov\w+ (?:il mio|la mia|dalla)|non desidero (?:piu )?ricevere|gdpr|molest\w+)\b",), ()),
    rule(Intent.ACKNOWLEDGEMENT, "ricevuto", (r"\b(?:ricevuto|preso atto|prendo atto|verific(?:o|hiamo|heremo|hero)|inoltr(?:o|ato|iamo)|vi (?:faremo|faro) sapere|controll(?:o|iamo|eremo)|grazie (?:per|del) (?:il |la |vostro )?(?:sollecito|promemoria|mail|messaggio|avviso)|passo (?:la|il|tutto))\b",), (r"\bnon (?:abbiamo|ho) ricevuto",)),
)  # fmt: skip
