"""The end of a message that says nothing: polite closing, name, signature block, phone footer, disclaimer.

A post-scriptum below the signature is kept: "PS : la facture 0101 est contestée" must not be lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.addresses import domain_of
from mailbot.inbound.reply.folding import fold

MAX_SIGNATURE_LINES = 16
_DASHES = re.compile(r"^\s*(?:--|—|__|-- )\s*$")
_FOOTER = re.compile(
    r"^\W{0,4}(?:envoy[ée]e? (?:de(?:puis)?|à partir|avec|par|via) (?:mon|ma|mes|un|une|l['’]|yahoo|orange|mail|outlook|proton|gmail|la poste|free|sfr|samsung|bouygues|application|bluemail|spark|telegram)"
    r"|envoy[ée] (?:à partir )?d['’]?(?:outlook|un|une|de)|sent (?:from|with|via|by) (?:my|mail|outlook|yahoo|proton|samsung|gmail|the|a mobile|bluemail|an? |iphone|ipad|android)|sendt fra |skickat fr[åa]n |wys[łl]ane? z |enviada do "
    r"|von meinem .{1,40} gesendet|gesendet (?:von|mit|aus|über) |enviado (?:desde|con|de) |inviat[oa] da(?:l| )|verzonden (?:vanaf|met|vanuit|via) "
    r"|verstuurd vanaf|t[ée]l[ée]charger outlook|obtenir outlook|get outlook|outlook f[üu]r |outlook (?:voor|para|per) |scarica outlook|obtener outlook"
    r"|provenance : courrier|mail envoy[ée] depuis|message envoy[ée] depuis|posted from|diese nachricht wurde von meinem"
    r"|télécharge[rz]? (?:yahoo|l['’]app)|yahoo mail )",
    re.I,
)
_CLOSING = re.compile(
    r"^\W{0,4}(?:(?:bien |tr[èe]s |tout |tr[èe]s |salutations |meilleures )?(?:cordialement|respectueusement|sinc[èe]rement|amicalement|courtoisement|d[ée]vou[ée]ment|confraternellement)\b.{0,60}"
    r"|bien (?:cordialement|sinc[èe]rement|amicalement|respectueusement)?\s?(?:[àa] (?:vous|toi))\b.{0,40}"
    r"|cord(?:iale?ment|t|lt)?\W{0,3}|cdl?t\.?|cdlmt\.?|cdt\.?|crdlt\.?|bàv\.?|a\+|sal(?:utation)?s\W*|slts\W*|bises?\W*|@\+|biz\W*"
    r"|(?:bonne|belle|excellente) (?:journ[ée]e|soir[ée]e|apr[èe]s-midi|fin|continuation|r[ée]ception|semaine)\b.{0,40}|bon (?:week-?end|apr[èe]s-midi|courage)\b.{0,30}"
    r"|(?:mes |nos |avec mes |avec nos |sinc[èe]res |meilleures |cordiales |respectueuses |distingu[ée]es )?(?:sinc[èe]res |meilleures |cordiales |respectueuses |bien )?salutations\b.{0,60}"
    r"|(?:kind|best|warm|warmest|many|with|yours?)? ?(?:kind(?:est)? |best |warm )?(?:regards|wishes)\b.{0,30}"
    r"|(?:en )?vous (?:en )?souhait\w+ (?:une? )?(?:bonne|excellente|agr[ée]able|bon)\b.{0,60}|(?:votre|vos) (?:bien |tout |tr[èe]s )?d[ée]vou[ée]s?\b.{0,60}|(?:mit )?kollegiale\w* gr[üu](?:ß|ss)e\w*"
    r"|rgds\W*|brgds?\W*|br\W*|kr\W*|yours (?:faithfully|sincerely|truly|ever)\W*|(?:sincerely|respectfully|faithfully|cordially|cheers|best|thanks|many thanks|thank you)\W*(?:yours)?\W*"
    r"|(?:mit )?(?:freundlichen?|besten?|vielen|herzlichen?|liebe|lieben|viele|beste|herzliche|sch[öo]ne) (?:gr[üu](?:ß|ss)(?:en?|e)?|dank und gr[üu](?:ß|ss)e?)\b.{0,40}|mfg\W*|lg\W*|hochachtungsvoll\W*"
    r"|(?:un |cordiales |atentos |saludos )?(?:cordial |atento )?saludos?\b.{0,30}|atentamente\W*|le saluda.{0,40}|reciba un.{0,40}"
    r"|(?:cordiali|distinti|cari|i migliori|molti) saluti\b.{0,30}|saluti\W*|cordialmente\W*"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?\b.{0,30}|mvg\W*|groet(?:jes|en)?\W*|hoogachtend\W*)\W{0,4}$",
    re.I,
)
_FORMULA = re.compile(
    r"^\W{0,4}(?:(?:veuillez|je vous prie|nous vous prions|je vous prie donc|vous prions|prie) .{0,60}(?:agr[ée]er|croire|recevoir|trouver ici).{0,200}(?:salutations|sentiments|consid[ée]ration|respects?|d[ée]vou[ée]|meilleurs|hommages)"
    r"|(?:dans l['’]attente|en vous (?:souhaitant|priant)|restant).{0,120}(?:agr[ée]er|recevoir|croire).{0,160}(?:salutations|sentiments|consid[ée]ration|d[ée]vou[ée])"
    r"|(?:agr[ée]ez|recevez|croyez).{0,120}(?:salutations|sentiments|consid[ée]ration|d[ée]vou[ée]|respect).{0,80})",
    re.I,
)
_THANKS = re.compile(
    r"^\W{0,4}(?:merci(?: (?:bien|beaucoup|d['’]avance|par avance|[àa] vous))?|en vous remerciant|thanks(?: (?:a lot|in advance|and regards))?|danke|gracias|grazie|bedankt)\W*$",
    re.I,
)
_DISCLAIMER = re.compile(
    r"^\W{0,4}(?:ce (?:message|courriel|mail|e-mail)(?: \([^)]{0,60}\))?(?:,? (?:et|ainsi que) .{0,80})?,? (?:est|sont|contient|peut contenir|peuvent contenir|[ée]lectronique|s'adresse|a [ée]t[ée] v[ée]rifi[ée])"
    r"|le contenu de ce (?:message|courriel|mail)|les informations contenues dans ce|this (?:e-?mail|message|communication)(?:,? (?:and|including) .{0,80})?,? (?:is|are|may|contains|and any|was)"
    r"|the (?:information|contents?) (?:contained )?(?:in|of) this|diese (?:e-?mail|nachricht) (?:enth[äa]lt|kann|ist)|este (?:mensaje|correo) (?:es|puede|contiene|y)"
    r"|il contenuto di questa|questo messaggio (?:è|contiene)|dit (?:bericht|e-mail)|confidentiality notice|avis de confidentialit[ée]|confidentiel\b|disclaimer"
    r"|l['’]absence de virus|garanti sans virus|sans virus|virus-?free|avast|antivirus|pensez [àa] l['’]environnement|pensez [àa] (?:la plan[èe]te|imprimer)|avant d['’]imprimer|afin de (?:pr[ée]server|contribuer)"
    r"|n['’]imprimez|devez-vous vraiment imprimer|please consider the environment|think before you print|merci de (?:penser|ne pas imprimer)|si vous n['’][êe]tes pas (?:le|la|l['’]) destinataire"
    r"|if you (?:are not|have received this|received this)|si vous (?:avez )?re[çc](?:u|evez) ce (?:message|mail|courriel) par erreur"
    r"|registered (?:in|office)|soci[ée]t[ée] .{0,60}au capital|sas au capital|sarl au capital)",
    re.I,
)
_POSTSCRIPT = re.compile(r"^\s*(?:p\.?\s?-?s\.?(?:\s?\d)?|post[- ]?scriptum|nb|n\.b\.?|nota)\s*[:.\-–—]\s*\S|^\s*p\.?s\.?\s*[,:]?\s+[A-ZÀ-Ý«]", re.I)
_PLAIN_PS = re.compile(r"^\s*P\.?\s?S\.?\s*(?:[:,.–—-]|\s)\s*\S")


_FREE_MAIL = frozenset(
    "gmail googlemail orange wanadoo free hotmail outlook live yahoo ymail laposte sfr neuf icloud protonmail proton bbox bouygues aol gmx web msn mail numericable club internet example".split()
)


@dataclass(frozen=True, slots=True)
class Writer:
    """By which words the writer's own signature is recognised: parts of the name, parts of the organisation."""

    names: frozenset[str] = frozenset()
    organisation: frozenset[str] = frozenset()


def writer_of(name: str, address: str) -> Writer:
    """The writer from the From header."""
    local = address.partition("@")[0].partition("+")[0]
    label = domain_of(address).rpartition(".")[0].rpartition(".")[2]
    names = {word for word in re.split(r"[^a-z]+", fold(f"{name} {local}")) if len(word) >= 3}
    firm = {word for word in re.split(r"[^a-z]+", fold(label)) if len(word) >= 4} - _FREE_MAIL
    return Writer(frozenset(names - _COMMON), frozenset(firm))


_COMMON = frozenset("les des compta comptabilite contact info service facturation accounts pour the and gestion direction mairie accueil".split())


def without_signature(lines: list[str], writer: Writer | None = None, *, alone: bool = True) -> tuple[list[str], list[str]]:
    """(what is said, what was cut). With `alone` a cut that would leave nothing is not made."""
    cut = _cut_at(lines, writer or Writer(), alone)
    if cut is None:
        return _stripped(lines), []
    kept, rest = lines[:cut], lines[cut:]
    kept = kept + _postscript(rest)
    if alone and not any(line.strip() for line in kept):
        return _stripped(lines), []
    return _stripped(kept), rest


def _cut_at(lines: list[str], writer: Writer, alone: bool) -> int | None:
    """Index of the first line of the closing matter; None when the text just ends."""
    for index, line in enumerate(lines):
        said = any(other.strip() for other in lines[:index])
        if _DASHES.match(line) and (said or not alone):
            return _signed_before(lines, index, writer)
        if _FOOTER.match(line) and len(line) < 160:
            return _signed_before(lines, index, writer)
        if _DISCLAIMER.match(line) and _rest_is_small_print(lines[index:]):
            return _signed_before(lines, index, writer)
        if is_closing(line) and _rest_is_signature(lines[index + 1 :]):
            return _before_thanks(lines, index)
        if said and _begins_signature(lines, index, writer) and _rest_is_signature(lines[index + 1 :]):
            return _before_thanks(lines, index)
    return _bare_name(lines)


_SIGNED_FOR = re.compile(
    r"^\W{0,3}(?:p\.?\s?/?\s?o\.?\b|pour (?:le|la|les|l['’]|m\.|mme) ?\w+.{0,50}|pour [A-ZÀ-Ý].{0,50}|for and on behalf of\b.{0,80}|on behalf of\b.{0,80}|(?:le|la|l['’]|les|votre) ?(?:g[ée]rante?|direct\w+|pr[ée]sident\w*|comptab\w+|service|[ée]quipe|tr[ée]sori\w+|secr[ée]ta\w+|responsable|adjointe?|gestionnaire|syndic|administrat\w+|mandataire|bureau|cabinet|maire|chef\w*|soci[ée]t[ée]|famille)\b.{0,60}"
    r"|the .{2,40} (?:team|department)|(?:i\. ?a\.|i\. ?v\.|ppa\.?|im auftrag)\b.{0,60})$",
    re.I,
)


def _begins_signature(lines: list[str], index: int, writer: Writer) -> bool:
    """A short line of names below a blank line or a finished sentence: the writer's, their firm's, or "Le gérant"."""
    line, above = lines[index].strip(), lines[index - 1].strip() if index else ""
    if not line or len(line) > 90 or len(line.split()) > 10 or line[-1] in ".?!:;" and not line.endswith(("S.A.", "Ltd.")):
        return False
    if above.endswith(":") or (not above and _above_announces(lines, index)):
        return False
    if above and above[-1] not in ".!?…,)":
        return False
    if any(ch.isdigit() for ch in line) or "€" in line or _GREETING.match(line):
        return False
    return bool(_SIGNED_FOR.match(line)) or _is_the_writer(line, writer)


def _above_announces(lines: list[str], index: int) -> bool:
    above = next((line.strip() for line in reversed(lines[:index]) if line.strip()), "")
    return above.endswith(":")


def _is_the_writer(line: str, writer: Writer) -> bool:
    words = [word for word in re.split(r"[^a-z]+", fold(line)) if word]
    if not words or len(words) > 9:
        return False
    named = sum(word in writer.names for word in words)
    firm = sum(word in writer.organisation for word in words)
    lower = sum(word[:1].islower() for word in line.split() if len(word) > 3)
    return (named >= 1 and len(words) <= 5 and lower <= 1) or (firm >= 1 and lower <= 3 and line[:1].isupper())


def _signed_before(lines: list[str], index: int, writer: Writer) -> int:
    """A mark that stands below a closing or a name: cut from there."""
    for above in range(max(0, index - MAX_SIGNATURE_LINES), index):
        said = any(line.strip() for line in lines[:above])
        if said and (is_closing(lines[above]) or _begins_signature(lines, above, writer)) and _rest_is_signature(lines[above + 1 : index]):
            return _before_thanks(lines, above)
    named = _bare_name(lines[:index])
    return index if named is None else named


def is_closing(line: str) -> bool:
    """A polite closing on a line of its own."""
    text = line.strip()
    return 0 < len(text) <= 260 and bool(_CLOSING.match(text) if len(text) <= 90 else None) or bool(_FORMULA.match(text[:400]) if text else None)


def _before_thanks(lines: list[str], index: int) -> int:
    """Step back over closings above the mark; a "Merci d'avance" is a sentence of the writer and stays."""
    while index > 0 and (not lines[index - 1].strip() or is_closing(lines[index - 1])):
        if not any(line.strip() for line in lines[: index - 1]):
            break
        index -= 1
    return index


def _rest_is_small_print(rest: list[str]) -> bool:
    return len([line for line in rest if line.strip()]) <= 30


def _rest_is_signature(rest: list[str]) -> bool:
    """What follows a closing is a signature: short, few lines, no sentence of the writer's."""
    filled = [line for line in rest if line.strip()]
    if len(filled) > MAX_SIGNATURE_LINES and not any(_DISCLAIMER.match(line) for line in filled):
        return False
    for line in filled[:6]:
        if _POSTSCRIPT.match(line) or _DISCLAIMER.match(line) or _FOOTER.match(line) or _DASHES.match(line):
            return True
        if _is_sentence(line):
            return False
    return True


_VERBAL = re.compile(
    r"\b(?:je|j['’]|nous|vous|on|il faut|merci de|pouvez|pourriez|veuillez|i|we|you|please|ich|wir|sie|bitte)\b.{10,}", re.I
)


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 7 and bool(_VERBAL.search(line)) and line.rstrip()[-1:] in ".!?…;:"


_NAME = re.compile(r"^\W{0,2}(?:[A-ZÀ-Ý][\w.'’-]{0,20}|de|du|la|le|van|von|et|&|d['’]\w{1,20})(?:[ -](?:[A-ZÀ-Ý][\w.'’-]{0,20}|de|du|la|le|van|von|et|&|d['’]\w{1,20})){0,5}\W{0,2}$")
_CONTACT = re.compile(
    r"^\W{0,3}(?:(?:t[ée]l|tel|phone|mob(?:ile)?|portable|port|fax|t|m|f|p|gsm|standard|ligne directe|site|web|e-?mail|mail|courriel|siret|siren|rcs|tva|ape|naf)\b\W{0,4}[\w+(@].{0,80}"
    r"|\+?\d[\d .()/-]{7,20}\d.{0,40}|(?:www\.|https?://)\S{3,200}.{0,40}|[\w.+-]{1,60}@[\w.-]{3,80}|\d{1,4}\s?(?:bis|ter)?,? .{3,60}\b\d{5}\b.{0,50}"
    r"|(?:\d{1,4}\s?(?:bis|ter)?,? )?(?:rue|avenue|av\.|bd|boulevard|place|pl\.|quai|chemin|route|impasse|all[ée]e|cours|square|zone|z\.?[ai]\.?|parc|bp|cs)\b.{2,70}|(?:f-)?\d{5} [A-ZÀ-Ý].{1,50})$",
    re.I,
)
_ROLE = re.compile(
    r"^\W{0,3}(?:(?:le |la |l['’]|les |votre |p\.?o\.? |pour |service |the |dr |me |ma[îi]tre |mr?\.? |mme\.? |mlle |monsieur |madame )?)(?:g[ée]rante?|directeur|directrice|pr[ée]sidente?|comptable|comptabilit[ée]|assistante?|secr[ée]taire|secr[ée]tariat|responsable|tr[ée]sori[èe]re?|charg[ée]e?|gestionnaire|syndic|adjointe?|associ[ée]e?|avocate?|notaire|mandataire|administrat\w+|accounts?|accounting|finance|director|manager|owner|partner|ceo|cfo|head|buchhaltung|gesch[äa]ftsf[üu]hr\w+|contabilidad|administraci[óo]n|amministrazione|ufficio|boekhouding|direction|service|ap team|payable|purchas\w+|credit|treasur\w+|legal)\b.{0,80}$",
    re.I,
)


def _bare_name(lines: list[str]) -> int | None:
    """Where a signature without any closing begins: a last short block of a name, roles and contact lines."""
    end = len(lines)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = end
    while start > 0 and lines[start - 1].strip() and end - start < 9:
        start -= 1
    block = lines[start:end]
    if start == 0 or not block or not any(line.strip() for line in lines[:start]) or lines[start - 1].strip():
        return None
    if _is_name(block[0]) and all(_in_signature(line) for line in block[1:]):
        return _before_thanks(lines, start) if _looks_signed(block) else None
    if all(_CONTACT.match(line) or _ROLE.match(line) for line in block):
        inner = _bare_name(lines[:start])
        return start if inner is None else inner
    return None


def _looks_signed(block: list[str]) -> bool:
    return len(block[0].split()) <= 6 and not block[0].rstrip().endswith(("?", "!", ":", ","))


def _is_name(line: str) -> bool:
    text = line.strip()
    return len(text) <= 60 and bool(_NAME.match(text)) and not _GREETING.match(text)


_GREETING = re.compile(r"^(?:bonjour|bonsoir|madame|monsieur|ma[îi]tre|cher|ch[èe]re|hello|hi|dear|hallo|guten|sehr|hola|buon|salut|stop|ok|oui|non|yes|no|lu|vu|merci|pay[ée])\b", re.I)


def _in_signature(line: str) -> bool:
    text = line.strip()
    return len(text) <= 110 and bool(_is_name(text) or _CONTACT.match(text) or _ROLE.match(text) or (len(text) <= 60 and not _is_sentence(text) and not text.endswith((".", "?", "!", ":"))))


def _postscript(rest: list[str]) -> list[str]:
    """A post-scriptum among the closing matter, up to the next blank line."""
    for index, line in enumerate(rest):
        if _PLAIN_PS.match(line) or _POSTSCRIPT.match(line):
            out = ["", line]
            for following in rest[index + 1 :]:
                if not following.strip() or _FOOTER.match(following) or _DASHES.match(following) or _DISCLAIMER.match(following):
                    break
                out.append(following)
            return out
    return []


def _stripped(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]
