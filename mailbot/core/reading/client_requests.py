"""What paper a client asks for: a copy of an invoice, bank details, an order number on it, its deposit on a portal.

Told from the sentences that made the program believe that something is asked for; what is none of these is a person's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mailbot.core.reading.understood import Intent, Understood


class Wanted(StrEnum):
    """What is asked for."""

    COPY = "copy"
    ORDER = "order"
    PORTAL = "portal"
    BANK = "bank"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one message asks for, and by which sentence. `all_open`: copies of everything that is open."""

    wanted: tuple[Wanted, ...]
    sentence: str = ""
    all_open: bool = False


_PORTAL = re.compile(
    r"\bchorus\b|\b(?:portail|plate-?forme|portal|plattform|portale|portaal|coupa|ariba|basware|tradeshift|peppol)\b"
    r"|\bdepos\w+ (?:la|les|vos|votre|cette|vos)?\s*factures?\b"
)
_ORDER = re.compile(
    r"\bbons? de commande\b|\b(?:numeros?|n°|no\.?|ref\w*\.?) (?:du |de )?(?:bon |bons )?(?:de )?(?:commande|po|bc)\b"
    r"|\bengagements? juridiques?\b|\bnumeros? d'engagement\b|\bn° d'engagement\b"
    r"|\bpurchase orders?\b|\bp\.?o\.? (?:number|no\b|n°|ref)|\bn° de po\b|\border numbers?\b"
    r"|\bbestell-?(?:nummer|nr)|\bnumero de pedido\b|\borden de compra\b|\bnumero d'ordine\b|\bordine d'acquisto\b"
    r"|\b(?:inkoop|bestel)(?:order)?nummer\b"
)
_BANK = re.compile(
    r"\bribs?\b|\br\.i\.b\b|\biban\b|\bbic\b|\b(?:coordonnees|references) (?:bancaires|de paiement)\b"
    r"|\bbank(?:ing)? details\b|\bbankverbindung\b|\bdatos bancarios\b|\bcoordinate bancarie\b|\bbankgegevens\b"
)
_COPY = re.compile(
    r"\bcop(?:ies?|y)\b|\bduplicatas?\b|\bduplicates?\b|\bdoubles?\b|\bpdf\b|\br?envo(?:yer|yez|i|ie)\b"
    r"|\b(?:re-?)?(?:transmettre|adresser|communiquer|faire parvenir|joindre)\b|\bobtenir\b|\brecevoir\b"
    r"|\bre-?send\b|\bsend\b|\bforward\b|\bnot? (?:have|got|see|received?|found?)\b|\b(?:never|not) (?:received|got)\b"
    r"|\bne (?:\w+ )?(?:retrouv|trouv|vois|voyons|possed|dispos)\w*|\bn'(?:ai|avons|a) (?:pas|plus|jamais|rien)\b"
    r"|\bpas recu|\bkopie\w*|\bzusenden|\bsenden\b|\bnicht vor\b|\bcopia\b|\binvia\w+|\benviar?\w*|\bsturen\b|\bmanque"
)
_INVOICE = re.compile(
    r"\bfactur\w*|\binvoices?\b|\bbills?\b|\brechnung\w*|\bfattur[ae]\b|\bfactuur\w*|\bnotes? d'honoraires\b"
    r"|\bduplicatas?\b|\b(?:la|les|le) (?:re)?(?:envoyer|transmettre|adresser)\b|\b(?:it|them)\b"
)
_OTHER = re.compile(
    r"\brectificati\w+|\bcorrig\w+|\bavoirs?\b|\bcredit note\b|\bconventions? d'honoraires\b|\bcontrats?\b"
    r"|\bengagement letter\b|\blettre de mission\b|\breleves?\b|\bstatements?\b|\bextraits?\b|\bdecomptes?\b"
    r"|\bdetails? (?:des|de|of)\b|\bjustificatifs?\b|\btime ?sheets?\b|\bkbis\b|\battestations?\b|\bdevis\b"
)
_ALL_OPEN = re.compile(
    r"\ball (?:the |your |our )?(?:open|outstanding|unpaid|overdue)? ?invoices\b"
    r"|\btoutes (?:les|vos|nos) (?:factures|pieces)|\bfactures (?:ouvertes|impayees|en (?:attente|cours|souffrance))\b"
    r"|\ball\w* (?:offenen )?rechnungen\b|\balle (?:openstaande )?facturen\b|\btutte le fatture\b"
    r"|\btodas las facturas\b"
)
_CORRECTED = re.compile(r"\brectificati\w+|\bcorrig\w+|\bcorrected\b|\bcompliant\b|\bconforme\b")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


def request_of(understood: Understood) -> Request | None:
    """What the message asks for; None when it asks for no paper."""
    if Intent.DOCUMENT_REQUEST not in understood.intents:
        return None
    said = [item.sentence for item in understood.evidence if item.intent == Intent.DOCUMENT_REQUEST]
    text = _folded("\n".join(said) or understood.new_text)
    # What must stand on an invoice, or where it must be handed in, is often said in the sentence beside the request.
    whole = _folded(understood.new_text)
    found = tuple(_wanted(text, whole)) or (Wanted.OTHER,)
    return Request(wanted=found, sentence=said[0] if said else "", all_open=bool(_ALL_OPEN.search(text)))


def _wanted(text: str, whole: str) -> Iterator[Wanted]:
    if _PORTAL.search(whole):
        yield Wanted.PORTAL
    if _ORDER.search(whole):
        yield Wanted.ORDER
    if _BANK.search(text):
        yield Wanted.BANK
    other = bool(_OTHER.search(text))
    if _is_copy(text, other) and not (_PORTAL.search(whole) or _ORDER.search(whole) or _CORRECTED.search(text)):
        yield Wanted.COPY
    if other:
        yield Wanted.OTHER


def _is_copy(text: str, other: bool) -> bool:
    """A copy is meant where an invoice is named; beside another paper or bank details it must be named outright."""
    if not _COPY.search(text):
        return False
    named = bool(_INVOICE.search(text))
    return named or not (other or _BANK.search(text))


def new_addresses(understood: Understood, known: Container[str]) -> tuple[str, ...]:
    """The addresses that a change of contact names, those of its own sentences first; known ones left out."""
    said = [item.sentence for item in understood.evidence if item.intent == Intent.CONTACT_CHANGE]
    for text in ("\n".join(said), understood.new_text):
        found = dict.fromkeys(match.rstrip(".").lower() for match in _ADDRESS.findall(text))
        fresh = tuple(address for address in found if address not in known and "." in address.rpartition("@")[2])
        if fresh:
            return fresh
    return ()


def change_sentence(understood: Understood) -> str:
    """The words that say that somebody else is to be written to."""
    return next((item.sentence for item in understood.evidence if item.intent == Intent.CONTACT_CHANGE), "")


def _folded(text: str) -> str:
    plain = text.lower().replace("’", "'").replace("œ", "oe")
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(one for one in decomposed if not unicodedata.combining(one))
