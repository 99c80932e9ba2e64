"""The language of a text, by its little words. Short texts borrow from what they answer."""

from __future__ import annotations

import re

from mailbot.inbound.reply.folding import fold

_WORDS = {
    "fr": (
        "le la les de des du un une et est en que qui vous nous je ne pas pour par sur avec dans ce cette "
        "votre notre bonjour merci facture paiement madame monsieur maitre mais plus au aux il elle on suis "
        "avons avez ete sont mon ma mes vos nos cordialement bonsoir svp relance virement deja j'ai c'est "
        "n'est d'un l'adresse jusqu'au absent absente cela ca se tout bien recu regle oui non sauf seulement"
    ),
    "en": (
        "the of and to in is you we i that it for on with this your our have has been are not be was will "
        "please dear hello hi thanks thank regards invoice payment from by at my me any us all do can would if "
        "out office back an as but so no they their"
    ),
    "de": (
        "der die das und ist sie wir ich nicht mit auf fur von den dem ein eine einen im zu bitte rechnung "
        "guten tag sehr geehrte damen herren ihre ihren unsere wird werden haben hat bis am vielen dank "
        "zahlung sind wurde bei zum zur ihr uns oder noch nur aus kein keine wieder buro"
    ),
    "es": (
        "el los las de que y en un una es no se por con para su del al lo como mas hola buenos dias gracias "
        "factura pago nosotros hemos ha estimados saludos transferencia usted ustedes nuestra nuestro esta "
        "sido adjunto ya les la muy fecha semana"
    ),
    "it": (
        "il lo gli di che e in un una non si per con del della alla sono ho ha abbiamo fattura pagamento "
        "grazie buongiorno cordiali saluti vostra nostra questa gia bonifico vi ci dal nel salve gentile "
        "gentili signori entro mi la le al da ed essere stata stato"
    ),
    "nl": (
        "de het een en van is niet dat wij u we ik met op voor aan te zijn deze dit onze uw factuur betaling "
        "graag goedemorgen geachte vriendelijke groet bedankt wordt heeft hebben bij naar om ook nog kunt kan "
        "geen beste heer mevrouw maar tot met uiterlijk door staat"
    ),
}  # fmt: skip
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SIGNS = (("¿", "es"), ("¡", "es"), ("ß", "de"), ("ñ", "es"), ("ã", "pt"))
MAX_TOKENS = 600


def language_of(text: str, context: str = "") -> str | None:
    """Two letters, None when neither the text nor what it answers tells."""
    own = _best(text)
    if own is not None:
        return own
    return _best(context)


def _best(text: str) -> str | None:
    tokens = _TOKEN.findall(fold(text[:8_000]))[:MAX_TOKENS]
    if not tokens:
        return None
    scores = {language: float(sum(token in words for token in tokens)) for language, words in _SETS.items()}
    for sign, language in _SIGNS:
        if sign in text and language in scores:
            scores[language] += 2
    if any(sign in text for sign in "éèêàçùœ"):
        scores["fr"] += 1
    if "'" in text or "’" in text:
        scores["fr"] += sum(len(token.partition("'")[0]) <= 2 and "'" in token for token in tokens) * 0.7
    first, second = sorted(scores.values(), reverse=True)[:2]
    if first <= 0 or first == second:
        return None
    return max(scores, key=lambda language: scores[language])
