"""People outside the firm: a client (or somebody for one) who answers, or mail that has nothing to do with us."""

from __future__ import annotations

import re

from mailbot.core.understood import STOPS, Intent, Kind
from mailbot.inbound.facts import Facts
from mailbot.inbound.reply.folding import fold

_STRONG = STOPS | {Intent.PROMISE_TO_PAY, Intent.INSTALLMENT_REQUEST}
_SOLD = re.compile(
    r"se desinscrire|desabonner|unsubscribe here|click here to unsubscribe|vous recevez (?:ce|cet) (?:message|e-?mail|courriel|newsletter) (?:car|parce)|abonnes?e? a notre|newsletter|webinaire|webinar|livre blanc|essai gratuit|free trial"
    r"|sans engagement|prenons? rendez-vous|un echange de \d+|15 min(?:utes)?\b|demo(?:nstration)? (?:gratuite|de)|notre (?:solution|offre|logiciel)|book a (?:call|demo)|affacturage|nous rachetons|augmenter (?:vos|votre)|-\d{2} ?% sur|offre (?:exclusive|speciale|limitee)|promotion"
)
_ABOUT_MONEY = re.compile(r"\b(?:facture|invoice|rechnung|factura|fattura|factuur|relance|rappel|reminder|mise en demeure|formal notice|honoraires|impaye|reglement|paiement|payment|creance|debt)\w*")
_ANSWER = re.compile(r"^\s*(?:re|rep|r|aw|antw|sv|ref|res)\s?:")


_NOTICE = re.compile(r"\b(?:avis de (?:credit|virement)|virement (?:instantane )?recu|(?:operation|mouvement)s? sur votre compte|operation creditrice|vous avez recu (?:un virement|\d|de l'argent)|notification de (?:virement|paiement)|credit (?:advice|notification)|payment received|incoming payment|gutschrift|zahlungseingang|transferencia recibida|bonifico ricevuto)\b")
_ONE_OF_THEM = re.compile(r"\b(?:votre compte (?:professionnel |pro |courant )?(?:n\S* ?)?[\dx*•]|vous avez recu un virement|a ete credite|compte vient d'etre credite|donneur d'ordre ?:|date de valeur ?:)")


def _wears_a_bank(facts: Facts) -> bool:
    """Does a stranger's mail dress up as a notice: a configured bank's name, or a bank's words with nobody speaking?"""
    name, subject = fold(facts.mail.from_name), fold(facts.mail.subject)
    named = any(len(bank.name) >= 4 and fold(bank.name) in name for bank in facts.firm.banks)
    notice = bool(_NOTICE.search(subject)) and not _ANSWER.match(subject)
    return (named or notice) and bool(named or _ONE_OF_THEM.search(fold(facts.new.text[:3_000])))


def client_or_other(facts: Facts) -> tuple[Kind, str]:
    """client_reply or other, and why. A stranger's mail that might stop reminders is rather read than put aside."""
    mail, links = facts.mail, facts.links
    text = fold(facts.new.text[:5_000] + "\n" + facts.new.other[:2_000])
    if links.to_digest and not links.to_reminder:
        return Kind.OTHER, "a stranger answers a digest"
    if links.any:
        return Kind.CLIENT_REPLY, "it answers one of our messages"
    if _wears_a_bank(facts):
        return Kind.OTHER, "it looks like a bank's notice but does not come from a domain of that bank"
    if mail.has("list-id") or mail.has("list-unsubscribe") or mail.header("precedence").lower() in ("bulk", "list", "junk"):
        return Kind.OTHER, "bulk mail"
    if _SOLD.search(text) or _SOLD.search(fold(facts.new.signature[:2_000])):
        return Kind.OTHER, "advertising"
    if facts.firm.address in facts.new.quoted.lower():
        return Kind.CLIENT_REPLY, "it quotes one of our messages"
    if facts.references:
        return Kind.CLIENT_REPLY, "it names an invoice"
    found = set(facts.reading.intents)
    if found & _STRONG:
        return Kind.CLIENT_REPLY, "it speaks as a client"
    about = bool(_ABOUT_MONEY.search(text) or _ABOUT_MONEY.search(fold(mail.subject)))
    if about and found - {Intent.OTHER} and not facts.robot:
        return Kind.CLIENT_REPLY, "it asks about an invoice"
    if about and _ANSWER.match(fold(mail.subject)) and not facts.robot:
        return Kind.CLIENT_REPLY, "an answer about an invoice"
    return Kind.OTHER, "nothing links it to us"
