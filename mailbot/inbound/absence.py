"""Automatic absence notes: until when (as said), and the address of who stands in."""

from __future__ import annotations

import re
from datetime import date

from mailbot.core.reading.understood import Absence
from mailbot.inbound.addresses import ADDRESS
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.dates import Day, days
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.reply.months import WEEKDAY

_AWAY = re.compile(
    r"\b(?:absen\w+|conges?|vacances|deplacement|fermee?s?|fermeture|indisponible|injoignable|"
    r"arret (?:maladie|de travail)|maternite|paternite|parental|formation|rtt|pont|hors (?:du|"
    r"de mon) bureau|ne (?:suis|serai) (?:pas|plus)|ne fait plus|ne travaille (?:plus|pas)|n'est plus|a quitte|"
    r"de retour|retour (?:le|prevu)"
    r"|out of (?:the |my )?office|ooo|on (?:annual |maternity |paternity |parental |sick |study |holiday |"
    r"business )*(?:leave|holiday|vacation|trip)|away|no longer (?:with|works?|at)|has left|back (?:on|in)|"
    r"return\w*|closed|unavailable|travelling|traveling"
    r"|abwesen\w+|nicht (?:im|am|in der|erreichbar|da)|urlaub|elternzeit|krank\w*|geschlossen|"
    r"nicht mehr (?:bei|fur|im)|wieder (?:im|ab|da|erreichbar)|unterwegs"
    r"|fuera de|vacaciones|ausente|baja (?:medica|por)|cerrad[oa]|ya no trabaja|fuori (?:sede|ufficio)|"
    r"ferie|assente|chius[oi]|non lavora piu|maternita|afwezig|vakantie|verlof|niet (?:op kantoor|aanwezig|"
    r"bereikbaar|meer)|gesloten)\b"
)
# Somebody who left does not come back: the day named is the day they went.
_LEFT = re.compile(
    r"\b(?:a quitte|ont quitte|ne fait plus|ne travaille plus|n'est plus|ne suis plus|no longer (?:with|works?|at|"
    r"employed)|"
    r"has left|have left|nicht mehr (?:bei|fur|im)|ya no (?:trabaja|esta)|non lavora piu|non fa piu|"
    r"werkt niet (?:meer|langer)"
    r"|is niet meer)\b"
)
_SINCE = re.compile(
    r"\b(?:depuis|since|seit|desde|dal|sinds|effective|as of|dated|en date)(?: (?:le|du|the|dem|el|"
    r"il))?(?: \w+dag| \w+di)? ?$"
)
_SKIP = (
    rf"(?:(?:le|la|the|dem|den|am|el|dia|il|al|and including|including|inclus\w*|einschliesslich|incl\.?|"
    rf"en met|met|soir|matin|fin de journee|ce|this|next|prochain|zum)[ ,]+){{0,3}}(?:(?:{WEEKDAY})\.?,? "
    rf"?(?:le |the |den |dem )?)?$"
)
# "Je ne travaille pas le mercredi": a habit, no day of return.
_HABIT = re.compile(r"\b(?:le|les|chaque|every|each|jeden|los|ogni|elke) $")
_UNTIL = re.compile(
    (
        r"(?:\bjusqu'?(?:au|a|en| au| a)|\buntil|\btill|\bthrough|\bup to|\bbis(?: zum| und mit| einschliesslich)?|"
        r"\bhasta(?: el)?|\bfino (?:al|a)|\btot(?: en met)?|\bt/m|\bthru)[ :]+"
    )
    + _SKIP
)
_RANGE_END = re.compile(r"(?:\b(?:au|to|and|bis(?: zum)?|al|tot(?: en met)?|t/m|et le)|-)[ :]*" + _SKIP)
_RANGE_START = re.compile(r"\b(?:du|de|from|between|vom|von|ab|del|desde|dal|van|entre)\b[^.!?]{2,60}$")
_BACK = re.compile(
    r"\b(?:de retour|serai de retour|retour(?: (?:au bureau|prevu|parmi vous))?|reprise|reprends?|"
    r"reprendrai|rouvr\w+|reouvr\w+|reouverture|reviendrai|reviens|joignable|disponible|back(?: (?:in|"
    r"at) (?:the|my) (?:office|desk))?|back|return\w*|reopen\w*|available|wieder|zuruck|vuelta|vuelvo|"
    r"regreso|reincorpor\w+|rientro|rientrer\w+|tornero|riapr\w+|terug|weer)\b[^.!?]{0,45}$"
)
_STAND_IN = re.compile(
    r"\b(?:urgen\w+|contact\w+|joindre|adress\w+|ecri\w+|remplac\w+|relais|interlocut\w+|suppleant\w*|"
    r"en mon absence|pendant mon absence|pendant cette|collegue|equipe|wenden|vertret\w+|dringend\w*|"
    r"kontakt\w*|dirij\w+|rivolg\w+|sostitu\w+|neem|bereik\w*|spoed|reach|e-?mail|please|merci de|"
    r"questions?|voir avec|transmettre|envoyer)\b"
)


def read_absence(mail: Mail, text: str, today: date | None) -> Absence | None:
    """What an automatic answer written on `today` says of an absence; None when it speaks of none."""
    said = (mail.subject + "\n" + text)[:6_000]
    if not _AWAY.search(fold(said)):
        return None
    until = _until(text[:6_000], today) or _until(mail.subject, today) if today else None
    substitute = _substitute(text[:6_000], mail.from_address)
    return Absence(until=until, substitute=substitute) if until or substitute or _AWAY.search(fold(text)) else None


def _until(text: str, today: date) -> date | None:
    folded = " ".join(fold(text).split(" ")).replace("\n", " ")
    named = [day for day in days(text, today) if day.date >= today or not day.vague]
    ahead = [day for day in named if not _SINCE.search(folded[max(0, day.start - 40) : day.start])]
    for test in (_said_until, _said_range, _said_back):
        for day in ahead:
            if test(folded, day):
                return day.date
    if _LEFT.search(folded):
        return None
    single = [day for day in ahead if day.date > today and not day.vague and not _is_habit(folded, day)]
    return single[0].date if len(single) == 1 else None


def _is_habit(folded: str, day: Day) -> bool:
    mere = re.fullmatch(WEEKDAY, folded[day.start : day.end])
    return bool(mere and _HABIT.search(folded[: day.start]))


def _said_until(folded: str, day: Day) -> bool:
    return bool(_UNTIL.search(folded[max(0, day.start - 60) : day.start])) or folded[day.start : day.end].startswith(
        ("jusqu", "until", "bis ")
    )


def _said_range(folded: str, day: Day) -> bool:
    before = folded[max(0, day.start - 90) : day.start]
    end = _RANGE_END.search(before)
    own = re.match(r"(?:au|bis zum|al|to) ", folded[day.start : day.end])
    if own:
        return bool(_RANGE_START.search(before))
    return bool(end and _RANGE_START.search(before[: end.start()]))


def _said_back(folded: str, day: Day) -> bool:
    return bool(_BACK.search(folded[max(0, day.start - 70) : day.start])) or bool(
        re.match(r"[^.!?]{0,25}\b(?:wieder|zuruck|terug)\b", folded[day.end : day.end + 50])
    )


def _substitute(text: str, sender: str) -> str | None:
    folded = fold(text)
    found = [(match.start(), match[0].lower().strip(".")) for match in ADDRESS.finditer(text)]
    others = [(at, address) for at, address in found if address != sender]
    for at, address in others:
        if _STAND_IN.search(folded[max(0, at - 160) : at]):
            return address
    return others[0][1] if others else None
