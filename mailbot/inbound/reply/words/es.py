"""Spanish. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

_ES_IF = (
    r"\b(?:si (?:ustedes|nos|la|el)|en cuanto (?:nos|recib|tengamos|dispongamos)|una vez|cuando (?:nos|recib|"
    r"tengamos)|siempre que|a condicion|espero|esperamos poder|intentar\w+|quiza|tal vez|hasta que)\b"
)

RULES = (
    rule(Intent.ALREADY_PAID, "dice que está pagado", (
        (
            r"\b(?:hemos|he|ha|han|fue|fueron|ya|esta|se|quedo) (?:\w+ ){0,3}?(?:pagad\w+|abonad\w+|"
            r"transferid\w+|liquidad\w+|saldad\w+|realizo|efectuo|hizo|pago|pague|pagamos|abonamos|ordeno|"
            r"ordenad\w+|enviad\w+ (?:el |la )?(?:pago|transferencia))\b"
        ),
        (
            r"\b(?:transferencia|pago|ingreso)\b.{0,60}\b(?:se (?:realizo|efectuo|hizo|ordeno)|fue|ha sido|"
            r"realizad[oa]|efectuad[oa]|hech[oa]|emitid[oa]|enviad[oa])\b|\bjustificante\b.{0,30}|"
            r"\bcomprobante (?:de|del) (?:pago|la transferencia)|\bse ha cruzado|\bse han cruzado|"
            r"\bya (?:pagad[oa]|abonad[oa])|\brealizo el pago"
        ),
    ), unless=(r"\b(?:devuelt|rechazad)\w*", _ES_IF), before=r"\b(?:no|aun no|todavia no)(?: \w+)? ?$",
       inside=r"\b(?:no|sera|seran|podemos|posible)\b"),
    rule(Intent.PROMISE_TO_PAY, "dice que se pagará", (
        (
            r"\b(?:pagare\w*|pagaremos|abonare\w*|abonaremos|haremos (?:la |el )?(?:transferencia|pago|"
            r"ingreso)|hare (?:la |el )?(?:transferencia|pago)|realizaremos|realizare|efectuaremos|"
            r"transferiremos|liquidaremos|procederemos al (?:pago|abono)|sera (?:pagad|abonad|efectuad|"
            r"realizad)\w*|se (?:pagara|abonara|realizara|efectuara)|vamos a (?:pagar|abonar|hacer)|"
            r"voy a (?:pagar|hacer)|(?:el )?pago (?:saldra|esta previsto|se hara|el)|tendra\w* (?:el|"
            r"su) (?:pago|dinero))\b"
        ),
    ), unless=(r"\bno (?:pagare|pagaremos|se|sera|vamos|voy|abon)\w*", _ES_IF, r"\?")),
    rule(Intent.INSTALLMENT_REQUEST, "pide plazos", (
        (
            r"\b(?:plazos?|fraccion\w+|aplaz\w+|cuotas?|mensual\w*|al mes|prorroga|mas tiempo|a cuenta|"
            r"pago parcial|poco a poco|moratoria)\b"
        ),
    ), unless=(r"\b(?:en el plazo|plazo de (?:reclamacion|pago es))\b",)),
    rule(Intent.DISPUTE, "reclama", (
        (
            r"\b(?:no (?:estamos|estoy) (?:de acuerdo|conforme\w*)|disconform\w+|desacuerdo|reclam(?:o|amos|"
            r"acion)|impugn\w+|rechaz(?:o|amos)|no (?:aceptamos|acepto|reconocemos|reconozco|pagaremos|pagare|"
            r"debemos|procede|corresponde|hemos (?:contratado|solicitado|pedido|firmado))|error(?:es)? en|"
            r"erronea?s?|incorrect\w+|abono (?:correspondiente|de la)|factura (?:rectificativa|de abono)|"
            r"nota de credito|duplicad\w+|dos veces|demasiado (?:alto|cara?)|excesiv\w+|anul\w+|nos negamos|"
            r"me niego|compensar|defectuos\w+|mal hecho)\b"
        ),
    ), unless=(r"\bno (?:discut|impugn|reclam)\w+",)),
    rule(Intent.DOCUMENT_REQUEST, "pide un documento", (
        (
            r"\b(?:envi\w+|reenvi\w+|mand\w+|facilit\w+|remit\w+|adjunt\w+|necesit\w+|proporcion\w+|indi\w+|"
            r"podrian|pueden|puede|ruego|rogamos)\b.{0,70}\b(?:facturas?|copia|duplicado|extracto|detalle|"
            r"desglose|iban|cuenta bancaria|datos bancarios|numero de pedido|certificado|nif|cif|contrato|"
            r"justificantes? de)\b|\bno (?:encontramos|encuentro|hemos recibido|tenemos|consta) (?:la|esta|"
            r"ninguna|su) factura"
        ),
    ), unless=(r"\badjunto (?:el|la)\b|\badjuntamos\b",)),
    rule(Intent.CONTACT_CHANGE, "otro contacto", (
        (
            r"\b(?:nueva direccion|nuevo (?:correo|contacto|domicilio|administrador)|ya no (?:trabaj\w+|es|soy|"
            r"estamos|esta|usamos|utiliz\w+)|hemos (?:cambiado|trasladado)|a partir de ahora|en adelante|"
            r"en lo sucesivo|dirij\w+|cambio de (?:direccion|domicilio))\b"
        ),
    )),
    rule(Intent.INSOLVENCY, "concurso", ((
        r"\b(?:concurso (?:de acreedores|voluntario|necesario)|administra(?:dor|cion) concursal|insolven\w+|"
        r"quiebra|liquidacion (?:concursal|judicial|de la (?:sociedad|empresa))|segunda oportunidad|"
        r"suspension de pagos)\b"
    ),), unless=((
        r"\b(?:nuestro (?:principal )?cliente|de lo contrario|evitar|riesgo)\b"
    ),)),
    rule(Intent.DECEASED, "fallecido", ((
        r"\b(?:fallecid[oa]|fallecio|fallecimiento|murio|difunt[oa]|herencia|herederos|defuncion)\b"
    ),), unless=((
        r"\bfallecimiento de (?:mi|nuestr[oa]) (?:madre|padre|abuel[oa]|herman[oa]|mujer|marido|"
        r"hij[oa])\b(?!,? (?:don|dona|d\.))"
    ),)),
    rule(Intent.OPT_OUT, "no quiere más correos", ((
        r"\b(?:darme de baja|denme de baja|dese? de baja|no me (?:envien|escriban|contacten|manden)|"
        r"dejen de (?:escribir|enviar|molestar|mandar)\w*|no (?:deseo|quiero) recibir|eliminen mi|borren mi|"
        r"baja de (?:la|su) lista|rgpd|acoso)\b"
    ),)),
    rule(Intent.ACKNOWLEDGEMENT, "recibido", ((
        r"\b(?:recibido|tomamos nota|tomo nota|lo (?:revis\w+|mir\w+|paso|pasamos|traslad\w+|consult\w+)|"
        r"hemos (?:reenviado|remitido|trasladado|pasado)|en tramite|gracias por (?:su|el) (?:aviso|"
        r"recordatorio|correo|mensaje)|les (?:informaremos|diremos))\b"
    ),), unless=(r"\bno hemos recibido",)),
)  # fmt: skip
