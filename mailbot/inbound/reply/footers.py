"""The line that a phone or a mail program adds by itself: "Envoyé de mon iPhone", "Get Outlook for iOS"."""

from __future__ import annotations

import re

from mailbot.inbound.reply.folding import fold

MAX_FOOTER = 160
# All of these look at folded text: lower case, no accents.
_SENT = re.compile(
    r"^\W{0,4}(?:(?:(?:ce(?:t|tte)? |mon |this |dies(?:e|es) |dit |deze |este |questo |questa )?"
    r"(?:message|e-?mail|mail|courriel|nachricht|bericht|mensaje|correo|messaggio) "
    r"(?:a ete |est |was |is |wurde |werd |ha sido |fue |e stato |e stata )?)?"
    r"(?:(?:envoyee?s?|sent|posted|enviad[oa]|inviat[oa]|verzonden|verstuurd|gesendet|geschickt|sendt|skickat|"
    r"wyslan[eo])"
    r" (?:de|du|depuis|des|a partir de|a partir du|a partir d'un|a partir d'une|d'un|d'une|a l'aide de|avec|par|via|"
    r"from|with|by|"
    r"using|on|von|mit|aus|uber|desde|con|a traves de|da|dal|dalla|per|vanaf|met|vanuit|fra|fran|z)\b|(?:von|mit) )"
    r"|from my )"
)
_DEVICE = re.compile(
    r"\b(?:i-?phone|i-?pad|i-?pod|galaxy|samsung|android\w*|mobiles?|portable|telephone|phone|smartphones?|"
    r"tablett?e\w*|"
    r"tablet|appareil|device|\w*gerat|dispositivo|telefono|cellulare|movil|celular|handy|telefoon|outlook|yahoo|gmail|"
    r"proton\w*|orange|sfr|free|bouygues|la ?poste|libero|tim|virgilio|gmx|web\.de|telekom|t-online|ziggo|kpn|mail app|"
    r"app mail|application mail|mail (?:pour|for|fur|voor|per|para)|courrier (?:pour|de)|correo para|posta per|huawei|"
    r"honor|xiaomi|redmi|oppo|oneplus|pixel|nokia|sony|xperia|htc|motorola|blackberry|windows|bluemail|spark|airmail|"
    r"k-9|"
    r"fairemail|aqua mail|typeapp|edison|superhuman|mailo|zimbra|macbook|thunderbird|infomaniak|tuta(?:nota)?|"
    r"mailspring|canary|mailbox|cell|em client|boxer|the go|the move|unterwegs|handheld)\b"
)
# A sentence of the writer's that only begins like one.
_SAYS_MORE = re.compile(
    r"\?|€|\d{1,2}[/.]\d|\b(?:hier|yesterday|gestern|ayer|ieri|gisteren|factures?|invoices?|rechnung|cheques?|"
    r"virements?|"
    r"paiements?|payments?|payee?s?|paid|banque|bank|comptab\w+|recommandee?|courrier postal|notre|nos|our|we|nous|"
    r"je vous|ich|wir|ik|wij)\b"
)
_GERMAN_END = re.compile(r"\b(?:gesendet|geschickt|verschickt|geschrieben)\W{0,3}$")
_GET_APP = re.compile(
    r"^\W{0,4}(?:(?:get|obtene[rz]|obten|obtenga|obtenir|telecharge[rz]?|holen sie sich|hol dir|laden sie|descarg\w+|"
    r"scarica|"
    r"ottieni|download\w*|ontvang|hent) .{0,20}(?:outlook|yahoo mail|gmail|proton|bluemail|spark|typeapp|l'appli)"
    r"|outlook (?:pour|for|fur|voor|per|para) (?:ios|android|iphone).{0,40}$|yahoo mail ?: |provenance ?: courrier)"
)
_EXCUSE = re.compile(
    r"^\W{0,4}(?:veuillez|merci d'|please|bitte|pardon|excuse[rz]?|disculp\w+|scus\w+|sorry|excus).{0,30}"
    r"\b(?:brievete|brevity|briefness|typos?|fautes de frappe|les fautes|concision|kurze|tippfehler|brevedad|brevita|"
    r"errori di battitura|beknoptheid|typefouten)\b.{0,40}$"
)


# "Sent from my …" is a program's line whatever the thing is called.
_FROM_MY = re.compile(
    r"^\W{0,4}(?:sent from my|from my|envoyee? (?:de|depuis) mon|enviado desde mi|inviato dal mio|"
    r"(?:verzonden|verstuurd) vanaf mijn) (?!account|bank|banque|compte|cuenta|conto|banca|rekening)\S.{1,40}$"
)


def is_footer(line: str) -> bool:
    """Did the program write this line, and not the person?"""
    if not 6 < len(line) <= MAX_FOOTER:
        return False
    text = fold(line.strip())
    if _GET_APP.match(text) or _EXCUSE.match(text):
        return True
    begins = _SENT.match(text)
    if begins is None or _SAYS_MORE.search(text):
        return False
    german = text[: begins.end()].strip("\t *_-[(").startswith(("von ", "mit "))
    if _FROM_MY.match(text):
        return True
    return bool(_DEVICE.search(text)) and (not german or bool(_GERMAN_END.search(text)))
