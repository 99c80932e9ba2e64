"""People outside the firm: a client (or somebody for one) who answers, or mail that has nothing to do with us."""

from __future__ import annotations

import re

from mailbot.core.reading.understood import STOPS, Intent, Kind
from mailbot.inbound.facts import Facts
from mailbot.inbound.reply.folding import fold

_STRONG = STOPS | {Intent.PROMISE_TO_PAY, Intent.INSTALLMENT_REQUEST}
_SOLD = re.compile(
    r"se desinscrire|desabonner|unsubscribe here|click here to unsubscribe|vous recevez (?:ce|"
    r"cet) (?:message|e-?mail|courriel|newsletter) (?:car|parce)|abonnes?e? a notre|newsletter|webinaire|"
    r"webinar|livre blanc|essai gratuit|free trial"
    r"|sans engagement|prenons? rendez-vous|un echange de \d+|15 min(?:utes)?\b|"
    r"demo(?:nstration)? (?:gratuite|de)|notre (?:solution|offre|logiciel)|book a (?:call|demo)|"
    r"affacturage|nous rachetons|augmenter (?:vos|votre)|-\d{2} ?% sur|offre (?:exclusive|speciale|"
    r"limitee)|promotion"
)
_ABOUT_MONEY = re.compile(
    r"\b(?:facture|invoice|rechnung|factura|fattura|factuur|relance|rappel|reminder|mise en demeure|"
    r"formal notice|honoraires|impaye|reglement|paiement|payment|creance|debt)\w*"
)
_BULK = ("bulk", "list", "junk")
_ANSWER = re.compile(r"^\s*(?:re|rep|r|aw|antw|sv|ref|res)\s?:")


_NOTICE = re.compile(
    r"\b(?:avis de (?:credit|virement)|virement (?:instantane )?recu|(?:operation|"
    r"mouvement)s? sur votre compte|operation creditrice|vous avez recu (?:un virement|\d|de l'argent)|"
    r"notification de (?:virement|paiement)|credit (?:advice|notification)|payment received|incoming payment|"
    r"gutschrift|zahlungseingang|transferencia recibida|bonifico ricevuto)\b"
)
_ONE_OF_THEM = re.compile(
    r"\b(?:votre compte (?:professionnel |pro |courant )?(?:n\S* ?)?[\dx*•]|vous avez recu un virement|"
    r"a ete credite|compte vient d'etre credite|donneur d'ordre ?:|date de valeur ?:)"
)


def _wears_a_bank(facts: Facts) -> bool:
    """Does a stranger's mail dress up as a notice: a configured bank's name, or a bank's words with nobody speaking?"""
    name, subject = fold(facts.mail.from_name), fold(facts.mail.subject)
    named = any(len(bank.name) >= 4 and fold(bank.name) in name for bank in facts.firm.banks)
    notice = bool(_NOTICE.search(subject)) and not _ANSWER.match(subject)
    return (named or notice) and bool(named or _ONE_OF_THEM.search(fold(facts.new.text[:3_000])))


def client_or_other(facts: Facts) -> tuple[Kind, str]:
    """client_reply or other, and why. A stranger's mail that might stop reminders is rather read than put aside."""
    links = facts.links
    if links.to_digest and not links.to_reminder:
        return Kind.OTHER, "a stranger answers a digest"
    if links.any:
        return Kind.CLIENT_REPLY, "it answers one of our messages"
    strange = _nothing_to_us(facts)
    if strange:
        return Kind.OTHER, strange
    why = _speaks_as_client(facts)
    return (Kind.CLIENT_REPLY, why) if why else (Kind.OTHER, "nothing links it to us")


def _nothing_to_us(facts: Facts) -> str:
    """Why an unlinked mail is no client's, empty when nothing says so."""
    mail = facts.mail
    if _wears_a_bank(facts):
        return "it looks like a bank's notice but does not come from a domain of that bank"
    if mail.has("list-id") or mail.has("list-unsubscribe") or mail.header("precedence").lower() in _BULK:
        return "bulk mail"
    said = fold(facts.new.text[:5_000] + "\n" + facts.new.other[:2_000] + "\n" + facts.new.signature[:2_000])
    return "advertising" if _SOLD.search(said) else ""


def _speaks_as_client(facts: Facts) -> str:
    """Why an unlinked mail is a client's all the same, empty when nothing says so."""
    subject = fold(facts.mail.subject)
    if facts.firm.address in facts.new.quoted.lower():
        return "it quotes one of our messages"
    if facts.references:
        return "it names an invoice"
    found = set(facts.reading.listed)
    if found & _STRONG:
        return "it speaks as a client"
    about = _ABOUT_MONEY.search(fold(facts.new.text[:5_000])) or _ABOUT_MONEY.search(subject)
    if about and not facts.robot and (found - {Intent.OTHER} or _ANSWER.match(subject)):
        return "it asks about an invoice"
    return ""
