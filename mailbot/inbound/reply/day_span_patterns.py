"""The ways to name a day by a span, as a table: pattern, rule, and whether it is vague; before the plain days."""

from __future__ import annotations

import re

from mailbot.inbound.reply import day_rules as by
from mailbot.inbound.reply import day_spans as span
from mailbot.inbound.reply.months import MONTH, NUMBER, ORDINAL, WEEKDAY


def _c(text: str) -> re.Pattern[str]:
    return re.compile(text)


_NEXT_MONTH = (
    r"mois prochain|mois suivant|prochain mois|next month|nachsten monats?|proximo mes|prossimo mese|mese prossimo|"
    r"mes que viene|volgende maand"
)
_NEXT_WEEK = (
    r"semaine prochaine|semaine pro|next week|nachste[rn]? woche|kommende[rn]? woche|semana que viene|proxima semana|"
    r"settimana prossima|prossima settimana|volgende week|komende week"
)
_A_MONTH = rf"(?P<name>{MONTH}|{_NEXT_MONTH}|mois|month|monats?|mes|mese|maand)\b(?: (?P<year>20\d\d))?"
_OF = r"(?: de| du| d'| d| of(?: the)?| im| des| van(?: de)?| di| del| dello)? ?"
_UNIT = (
    r"(?P<unit>jours?|jrs?|j\b|heures?|h\b|semaines?|mois|days?|hours?|weeks?|months?|tagen?|stunden|wochen?|monaten?|"
    r"dias|semanas?|meses|giorni|settimane?|mesi|dagen|uur|weken|maanden)"
)

# (pattern, resolver, vague)
PATTERNS: tuple[tuple[re.Pattern[str], by.Resolver, bool], ...] = (
    (_c(
        rf"\b(?P<which>{ORDINAL}) (?:semaine|week|woche|semana|settimana){_OF}{_A_MONTH}"
    ), span.week_of_month, True),
    (_c(rf"\b(?P<which>{ORDINAL}) (?:quinzaine|quincena|quindicina|half){_OF}{_A_MONTH}"), span.half_of_month, True),
    (_c(
        rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.)? (?:du |of (?:the )?|des |del |van de )?(?P<next>{_NEXT_MONTH})\b"
    ), by.day_of_month, False),
    (_c(
        rf"\b(?:{NUMBER})(?: ?(?:a|ou|or|oder|bis|to|tot|-|/|o) ?)(?P<count>{NUMBER}) ?(?:h )?(?P<working>working |"
        rf"business )?{_UNIT}"
    ), span.longer_count, False),
    (_c(
        r"\b(?:(?:sous|d'ici|dans) )?(?:une )?dizaine(?: de jours)?\b(?! (?:d'|de ))"
    ), by.shift(10), False),
    (_c(rf"\b(?P<count>{NUMBER}) (?P<unit>days?|weeks?)'? time\b(?P<working>)"), span.longer_count, False),
    (_c(r"\b(?:within |in )?(?:a|the next) fortnight\b"), by.shift(14), False),
    (_c(
        rf"\b(?:a |one )?(?:week|fortnight) (?:on |from |this )?(?P<name>{WEEKDAY}|today|tomorrow|now)\b"
    ), span.week_after, False),
    (_c(
        rf"\b(?P<name>{WEEKDAY}) (?:in einer woche|in zwei wochen|fortnight|in acht tagen)\b"
    ), span.week_after, False),
    (_c(rf"\b(?:{_NEXT_WEEK}),? (?:am |le |on |op |el )?(?P<name>{WEEKDAY})\b"), span.weekday_of_next_week, False),
    (_c(
        rf"\b(?:semaine|week|woche|semana|settimana) (?:commencing|beginning|starting|du|of|vom|del|van)(?: the)? ?"
        rf"(?:lundi |monday )?(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.)?(?: (?:of )?(?P<name>{MONTH})\b|"
        rf"/(?P<month>\d\d?)\b)?"
    ), span.friday_of_that_week, True),
    (_c(
        r"\b(?:after|past|following|apres|passe|nach|despues|dopo|na|tras)(?: (?:the|this|le|ce|dem|diesem|del?|el|il|"
        r"het))? (?:week[ -]?end|wochenende|fin de semana|fine settimana)\b|\bpost[ -]weekend\b"
    ), span.next_monday, False),
    (_c(
        r"\b(?:before|by the time) (?:the |this )?week(?:'s| is| has) (?:out|over|end|done|ended)\b|"
        r"\b(?:avant|d'ici) que la semaine (?:finisse|s'acheve|se termine)\b"
    ), by.week(0, 4), True),
    (_c(
        r"\b(?:(?:en|des le) )?debut de semaine\b(?! (?:prochaine|pro\b))|\bin the early part of the week\b"
    ), span.next_monday, True),
    (_c(
        r"\b(?<!\d de )(?<!\d of )(?<!(?:th|st|nd|rd) of )"
        r"(?:ce mois(?:[ -]ci)?|le mois en cours|(?:dans )?le courant du mois|dans le mois|"
        r"(?:later )?this month|"
        r"(?:the )?month[ -]?end|eom|before the month is out|diesen monat|noch im monat|este (?:mismo )?mes|"
        r"(?:a )?final(?:es)? de(?: este)? mes|questo mese|deze maand|(?:le |au )?dernier jour (?:ouvr\w+ )?du mois|"
        r"last (?:working )?day of the month|letzten tag des monats)\b"
    ), span.end_of_month, True),
    (_c(r"\b(?:zum monatsersten|am monatsersten|first of the month|(?:le |au )(?:premier|1er) du mois)\b(?! prochain)"),
     span.first_of_next_month, False),
    (_c(
        rf"\b(?:le |au |the |avant le |d'ici le |by the )(?P<word>quinze|vingt|trente|dix|douze|cinq|premier|first|"
        rf"fifth|"
        rf"tenth|fifteenth|twentieth|thirtieth)\b(?! (?:jours|premier|servi|fois|minutes|days|euros?|pour|of all|thing|"
        rf"rendez|half|time|one|invoice|instal|payment|week|reminder|semaine|cheque|paiement))(?: (?:of |de |"
        rf"du )?(?:(?P<name>{MONTH})|(?P<next>{_NEXT_MONTH}))\b)?"
    ), span.spelt_day, False),
    (_c(rf"\b(?P<word>premier) (?P<name>{MONTH})\b(?P<next>)"), span.spelt_day, False),
    (_c(
        r"\b(?:(?:dans|en|avant la fin de|d'ici la fin de|en fin de|fin de) (?:la |l')?(?:journee|matinee|apres-midi|"
        r"soiree|soiree|heure)|in giornata|in mattinata|by (?:the )?(?:close|end) of (?:business|play|(?:the )?day)"
        r"(?: today)?(?! tomorrow| on| next| fri| mon| tue| wed| thu)|eod|im laufe des tages|a lo largo del dia)\b"
        r"(?! (?:de )?(?:demain|lundi|mardi|mercredi|jeudi|vendredi))"
    ), by.shift(0), False),
    (_c(
        r"\b(?:(?:d'ici|avant|pour|by|before|bis|vor|per|para|antes de|entro|prima di|voor|a) )(?:a )?(?:la |les |"
        r"the )?(?:noel|fetes|christmas|xmas|weihnachten|navidad|natale|kerst)\b"
    ), by.fixed(12, 24), False),
    (_c(
        r"\b(?:avant|d'ici|by|before|vor|antes de|prima di|voor) (?:le |the |dem )?(?:nouvel an|jour de l'an|"
        r"new year|neujahr|jahreswechsel|ano nuevo|capodanno|nieuwjaar)\b|\b(?:saint-sylvestre|silvester|"
        r"cloture de l'exercice|fin d'exercice)\b"
    ), by.fixed(12, 31), False),
    (_c(r"\b(?:fin|end|ende)(?: de| du| of(?: the)?| des)? (?:trimestre|quarter|quartals?)\b"),
     span.end_of_quarter, True),
    (_c(
        r"\b(?:within the|in the course of the|later this|entro la|en la|esta misma|in|im laufe der|in deze|binnen de|"
        r"dans le courant de la|courant) (?:week|settimana|semana|woche|semaine)\b(?! (?:prochaine|pro\b|prossima|que))"
    ), by.week(0, 4), True),
    (_c(r"\b(?:la |en )?(?:semaine|sem) pro\b"), by.week(1, 4), True),
    (_c(r"\b(?:a|one) month from (?:now|today)\b|\binnerhalb eines monats\b"),
     lambda _found, today: span.months_later(today, 1), False),
    (_c(r"\b(?:innerhalb|binnen) einer woche\b"), by.shift(7), False),
    (_c(r"\b(?:domattina|domani mattina|morgenochtend|morgen fruh|manana por la manana)\b"), by.shift(1), False),
    (_c(
        r"\b(?:stasera|stamattina|esta noche|esta tarde|vanavond|vanmiddag|heute abend|tout de suite|sur le champ|"
        r"(?:doing|paying|sending) it (?:right )?now|right now|this minute|on the spot|ahora mismo|sofort)\b"
    ), by.shift(0), False),
    (_c(r"\b(?:ds|dans) la sem(?:aine)?\b(?! (?:pro|prochaine|suivante|qui vient)\b)"), by.week(0, 4), True),
    (_c(
        r"\b(?:zum|bis|il giorno|giorno|chaque|tous les|on|latest|doe ik de|per de) (?P<day>\d{1,2})"
        r"(?:\.(?! ?\d)|e\b|th\b|st\b|nd\b|rd\b|(?= |$|[,;!?)]))(?! ?(?:€|eur|h\b|uhr|heures|:\d|%|jours|tage|days|"
        r"prozent|minut|fois|x\b|/|-|\d|[a-z]{3,9} 20))(?! (?:" + MONTH + r")\b)(?P<next>)"
    ), by.day_of_month, False),
    (_c(r"\b(?:el )?dia (?P<day>\d{1,2})\b(?! de)(?P<next>)|\b(?:op )?de (?P<daye>\d{1,2})e\b"),
     lambda found, today: span.next_day(int(found["day"] or found["daye"]), today), False),
    (_c(r"\bai primi (?:di |del )(?P<name>" + MONTH + r")\b"), span.early_in_month, True),
)  # fmt: skip
