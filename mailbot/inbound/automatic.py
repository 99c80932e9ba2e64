"""Automatic answers: absences, receipts of ticket systems, "this mailbox is not read"."""

from __future__ import annotations

import re

from mailbot.inbound.facts import Facts
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.robots import auto_submitted

_SUBJECT = re.compile(
    r"^\W{0,3}(?:(?:re|tr|aw|rep|sv) ?: ?)*(?:reponse automatique|message automatique|"
    r"absence(?: du bureau)?\b|absent(?:e|\(e\)|\.e)?\b|message d'absence|en (?:conges?|vacances|"
    r"deplacement)|conges\b"
    r"|automatic reply|auto(?:matic)?[- ]?(?:reply|response|replied)|out of (?:the )?office|ooo\b|"
    r"away from|on (?:annual )?leave|vacation|i am (?:out|away)"
    r"|automatische antwort|abwesenheit|abwesend|nicht im (?:buro|haus)|respuesta automatica|"
    r"fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|assente"
    r"|automatisch antwoord|afwezig|niet op kantoor|accuse (?:de )?reception|accuse reception automatique|"
    r"confirmation de reception|\[?demande recue|case \d+|ticket\b|(?:votre )?demande n"
    r"|message non lu|notification automatique|agence fermee|cabinet ferme|bureaux? fermes?|office closed|"
    r"fermeture|lu ?: |read ?: )"
)
_TEXT = re.compile(
    r"(?:ceci est (?:une reponse|un message|un courriel|un e-?mail|un accuse(?: de reception)?) automatique|"
    r"message (?:automatique|genere automatiquement|envoye automatiquement)|reponse automatique|"
    r"reponse genere?e? automatiquement"
    r"|merci de ne pas (?:y )?repondre (?:a ce|a cet|directement)|ne pas repondre a ce (?:message|courriel|"
    r"mail)|this is an automat|automatically generated|automated (?:message|response|reply)|"
    r"auto(?:matic)?-?(?:reply|response)"
    r"|(?:cette|l')(?: ?adresse| ?boite)(?: e?-?mail)? n'est pas (?:relevee|consultee|lue|surveillee)|"
    r"this (?:mailbox|inbox|address) is not (?:monitored|read)|dies(?:e|es) (?:nachricht|e-mail|"
    r"postfach) wird (?:nicht|automatisch)"
    r"|automatisch (?:generiert|erstellt|gegenereerd)|este (?:es un )?mensaje (?:es )?automatico|"
    r"messaggio automatico|dit is een automatisch)"
)
# A receipt repeats the head of the message and says that it was read, or thrown away unread.
_RECEIPT = re.compile(
    r"^\W{0,5}(?:votre message|your message|ihre nachricht|su mensaje|il (?:tuo |suo )?messaggio|uw bericht)\s{1,20}"
    r"(?:a|to|an|para|aan|de|from|von) ?:[\s\S]{0,800}?\b(?:a ete (?:lu|supprime|affiche)|was (?:read|deleted|"
    r"displayed)|"
    r"wurde .{0,80}(?:gelesen|geloscht)|fue (?:leido|eliminado)|e stato (?:letto|eliminato)|is .{0,60}(?:gelezen|"
    r"verwijderd))"
)
_ABSENT = re.compile(
    r"\b(?:je (?:suis|serai) (?:actuellement |en ce moment )?(?:absent|en conge|en vacances|hors du bureau|"
    r"en deplacement)|(?:societe|entreprise|cabinet|agence|etude|bureaux?|magasin|etablissement|mairie|services?|"
    r"association|ecole) (?:\w+ ){0,2}?(?:est|sont|sera|seront) ferme|"
    r"(?:actuellement|temporairement) (?:absent|en conge)|"
    r"i am (?:currently )?(?:out of (?:the )?office|on (?:annual |maternity |parental |sick )?leave|away)"
    r"|ich bin (?:derzeit |zur zeit |bis |ab |vom ).{0,40}(?:nicht (?:im|am|erreichbar)|abwesend|"
    r"im urlaub)|estoy (?:fuera de la oficina|de vacaciones)|sono (?:fuori (?:sede|ufficio)|in ferie|"
    r"assente)|ik ben (?:afwezig|met vakantie|niet op kantoor))"
)
_NO_REPLY = re.compile(r"^(?:no-?_?reply|ne-?pas-?repondre|do-?not-?reply|noreply)")


def automatic(facts: Facts) -> str:
    """Why this is an automatic answer, empty when it is none."""
    mail = facts.mail
    declared = auto_submitted(mail)
    subject = fold(mail.subject)
    if (
        declared == "auto-replied"
        or mail.has("x-autoreply")
        or mail.has("x-autorespond")
        or mail.has("x-autoresponder")
    ):
        return "it declares itself an automatic answer"
    if "vacation" in mail.header("x-apple-action").lower() or mail.has("x-vacation"):
        return "the vacation rule of a mailbox wrote it"
    if mail.has("x-ms-exchange-inbox-rules-loop") and mail.has("x-auto-response-suppress"):
        return "an Exchange mailbox rule wrote it"
    if mail.header("precedence").lower() in ("auto_reply", "auto-reply"):
        return "Precedence: auto_reply"
    linked = facts.links.any or bool(mail.in_reply_to)
    if declared not in ("", "no") and (linked or _SUBJECT.search(subject)):
        return f"Auto-Submitted: {declared}, in answer to us"
    return _by_wording(facts, subject)


def _by_wording(facts: Facts, subject: str) -> str:
    text = fold(facts.new.text[:3_000])
    empty_path = any(value.strip() == "<>" for value in facts.mail.all("return-path"))
    if _RECEIPT.match(fold(facts.mail.text[:3_000])):  # the whole of it: its list of fields looks like a quotation
        return "a read receipt in words"
    says_so = bool(_TEXT.search(text))
    named = bool(_SUBJECT.search(subject))
    if says_so and (named or facts.robot or facts.links.any):
        return "it says that it is automatic"
    if named and (empty_path or facts.robot or _ABSENT.search(text)):
        return "subject and sender of an automatic answer"
    if empty_path and (facts.links.any or _ABSENT.search(text)):
        return "an answer to us with an empty Return-Path"
    if _NO_REPLY.match(facts.mail.from_address) and facts.links.any:
        return "an answer to us from an address that is not read"
    return ""
