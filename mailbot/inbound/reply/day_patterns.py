"""The ways to name a day, as one table: pattern, rule, and whether it is vague. The most specific stand first."""

from __future__ import annotations

import re

from mailbot.inbound.reply import day_rules as by
from mailbot.inbound.reply.months import MONTH, NUMBER, WEEKDAY


def _c(text: str) -> re.Pattern[str]:
    return re.compile(text)


_YEAR = r"(?P<year>20\d\d|\d\d(?!\d|[.,]\d| ?(?:€|eur|h\b)))?"
_PART = (
    r"(?P<part>(?:tout )?debut(?: du mois)?|mi|fin|dernier jour|courant|milieu|early|mid|middle|end|last day|late|"
    r"beginning|start|anfang|letzter? tag|"
    r"mitte|ende|principios|primeros|mediados|finales|fin(?:ales)?|inizio|meta|fine|begin|half|medio|"
    r"eind(?:e)?)"
)
_OF = r"[ -]?(?:(?:de|du|d'|of|des|van|di|del|dello|the|le mois de|mois de|month of|der|the month of)[ ]?){0,2}"
_LAST = r"(?! (?:dernier(?! delai)|derniere|passe|passee|ecoule|pasad|scors|scorso|letzt|vorig|afgelopen))"
_BEFORE_LAST = (
    r"(?<!last )(?<!letzten )(?<!letzte )(?<!pasado )(?<!scorso )(?<!vorige )(?<!afgelopen )(?<!vergangenen )"
)

# What makes a weekday a part of a date: "jeudi 12", "lundi, 12 octobre"; but not "jeudi, 1 245,80 €".
_A_DATE = (
    rf"\.?,? ?(?:le |the |den |dem )?(?:(?:\d{{1,2}}(?:er|st|nd|rd|th|\.)? ?(?:de |of )?)?(?:{MONTH})\b|"
    rf"\d{{1,2}}[/-]\d)|"
    rf"\.? ?(?:le |the |den |dem )?\d{{1,2}}(?!\d| \d{{3}}\b|[.,]\d\d\b| ?(?:€|eur))"
)

# Most specific first; a later pattern never overlaps an earlier find. (pattern, resolver, vague)
PATTERNS: tuple[tuple[re.Pattern[str], by.Resolver, bool], ...] = (
    (_c(r"\b(20\d\d)-(\d\d)-(\d\d)\b"), by.iso, False),
    (_c(
        r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?:(?P=sep)(?P<year>20\d\d|"
        r"\d\d)(?!\d))?(?![\d/]|[.,-]\d| ?(?:€|eur|heures?\b|h\b|%))"
    ), by.numeric, False),
    (_c(
        rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.|ero|o)?,? ?(?:de |of |du |"
        rf"di )?(?P<name>{MONTH})\b\.?,?(?: (?:de |del )?{_YEAR})?"
    ), by.named, False),
    (_c(rf"\b(?P<name>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:h.,]\d)(?:,? {_YEAR})?"), by.named, False),
    (_c(rf"\b{_PART}{_OF}(?P<name>{MONTH})\b\.?(?: (?:de |del )?{_YEAR})?"), by.part_of_month, True),
    (_c(
        rf"\b(?:{_PART})[ -]?(?:de |du |of |the |des |dieses |d'|del |di |van de |van |ce |this |"
        rf"le ){{0,3}}(?P<next>mois prochain|next month|nachsten monats?|proximo mes|prossimo mese|"
        rf"mese prossimo|mes que viene|volgende maand)\b"
    ), by.part_of_this_month, True),
    (_c(
        rf"\b(?:{_PART})[ -]?(?:de |du |of |the |des |dieses |d'|del |di |van de |van |ce |this |"
        rf"le ){{0,3}}(?:mois|month|monats?|mes|mese|maand)\b(?P<next>)"
    ), by.part_of_this_month, True),
    (_c(r"\b(?P<part>fin)e? mese\b(?P<next>)|\bmonatsende\b"), lambda f, t: by.last_of_month(t.year, t.month), True),
    (_c(
        r"\b(?:au |le )?(?:1er )?(?:courant |dans le courant du |d'ici (?:a )?)?(?:le )?(?:mois prochain|"
        r"mois suivant|next month|nachsten monat|proximo mes|mes que viene|mese prossimo|prossimo mese|"
        r"volgende maand)\b"
    ), by.next_month, True),
    (_c(
        r"\b(?:fin d'annee|fin de l'annee|end of (?:the )?year|year[- ]end|jahresende|ende des jahres|"
        r"fin de ano|final de ano|fine anno|eind(?:e)? van het jaar)\b"
    ), by.fixed(12, 31), True),
    (_c(
        r"\b(?:avant (?:la )?noel|before (?:christmas|xmas)|avant les fetes|vor weihnachten|antes de navidad|"
        r"prima di natale|voor kerst)\b"
    ), by.fixed(12, 24), False),
    (_c(r"\b(?:a noel|christmas|weihnachten|navidad|natale)\b"), by.fixed(12, 25), True),
    (_c(r"\b(?:la )?toussaint\b"), by.fixed(11, 1), True),
    (_c(
        rf"\b(?:sous|dans|d'ici(?: a)?|within|in|binnen|innerhalb von|en|entro|dentro de|tra|fra|"
        rf"over)(?: (?:les?|the(?: next)?|den nachsten|i|las?|los|de|un delai de|prossimi|maximum|max|environ|"
        rf"about))?(?: (?:prochains?|next|nachsten|proximos|komende))? (?P<count>{NUMBER})(?:[ -](?:a|ou|or|"
        rf"oder|o)[ -]\d{{1,3}})? ?(?:prochain(?:e)?s )?(?P<working>working |business |werk)?(?P<unit>jours?|"
        rf"jrs?|js?\b|heures?|h\b|hrs?|semaines?|mois|days?|hours?|weeks?|months?|tagen?|stunden|wochen?|"
        rf"monaten?|dias|horas|semanas?|meses|giorni|ore|settimane?|mesi|dagen|uur|weken|"
        rf"maanden)(?P<after> ouvr\w+)?"
    ), lambda f, t: by.after(f, t), False),
    (_c(r"\b(?:sous |d'ici (?:une )?|dans (?:une |la )?)?(?:quinzaine)\b"), by.shift(15), False),
    (_c(r"\b(?:sous |d'ici (?:une )?|dans (?:une |la )?)?huitaine\b"), by.shift(8), False),
    (_c(
        rf"\b(?P<count>{NUMBER}) ?(?:calendar )?(?P<working>working |business )?(?P<unit>days?|"
        rf"weeks?) (?:from (?:now|today)|time)"
    ), by._after_count, False),
    (_c(
        r"\b(?:apres[- ]demain|day after tomorrow|ubermorgen|pasado manana|dopodomani|overmorgen)\b"
    ), by.shift(2), False),
    (_c(r"\b(?:demain|dmn|2main|2m1|tomorrow|morgen|manana|domani|2moro|tmrw)\b"), by.shift(1), False),
    (_c(
        rf"{_BEFORE_LAST}\b(?:{WEEKDAY})\b\.?,? (?:le |the |den |dem |el |il |de )?(?P<day>\d{{1,2}})(?:er|st|nd|rd|"
        rf"th|\.)?(?! ?(?:€|eur|h\b|heures|:\d|%)|[/.,-]?\d| \d{{3}}\b)(?P<next>)"
    ), by.day_of_month, False),
    (_c(
        rf"{_BEFORE_LAST}\b(?P<name>{WEEKDAY})\b"
        rf"(?!{_A_DATE}){_LAST}"
        rf"(?:(?P<week> en (?:huit|quinze)| week)|"
        rf"(?P<nextweek> (?:de )?(?:la )?(?:semaine prochaine|nachster woche|nachste woche|of next week|"
        rf"next week|de la semana que viene|della prossima settimana|volgende week))|"
        rf" (?:de cette semaine|this week|dieser woche|deze week|de esta semana|di questa settimana))?"
    ), by.weekday, False),
    (_c(
        r"\b(?:debut|beginning of|anfang|start of|early|principios de|inizio|begin) (?:de (?:la )?|of |"
        r"the )?(?:semaine prochaine|next week|nachster woche|nachste woche|la semana que viene|"
        r"(?:la )?prossima settimana|volgende week)\b"
    ), by.week(1, 0), True),
    (_c(
        r"\b(?:mi|milieu|middle of|mid|mitte)[ -](?:de (?:la )?|of )?(?:semaine prochaine|next week|"
        r"nachster woche|nachste woche)\b"
    ), by.week(1, 2), True),
    (_c(
        r"\b(?:(?:courant|fin|end|late|ende|in|dans|d'ici|de|of|la|the|le courant de|a la fin|au cours|during|"
        r"sometime)[ -])*(?:de )?(?:la )?(?:semaine prochaine|sem\.? prochaine|semaine qui vient|"
        r"semaine suivante|next week|nachste[rn]? woche|kommende[rn]? woche|(?:la )?proxima semana|"
        r"semana que viene|prossima settimana|settimana prossima|volgende week|komende week)\b"
    ), by.week(1, 4), True),
    (_c(
        r"\b(?:(?:d'ici|avant|fin|a|en)[ ](?:la )?)*fin de (?:la |cette )?semaine\b|\b(?:cette semaine|"
        r"dans la semaine(?! (?:prochaine|suivante|qui vient|pro\b))|"
        r"this week|end of (?:the |this )?week|week[ -]?end|diese[rn]? woche|ende der woche|"
        r"wochenende|esta semana|fin de semana|questa settimana|fine settimana|deze week|eind van de week)\b"
    ), by.week(0, 4), True),
    (_c(r"\b(?:semaine|sem\.?|s|kw|week|wk) ?(?P<week>\d{2})\b(?! ?(?:€|eur|h\b))"), by.iso_week, True),
    (_c(
        r"\b(?:le|au|du|avant le|the|on the|by the|am|bis zum|el|il|op|de|pour le) (?P<day>\d{1,2})(?:er|st|nd|"
        r"rd|th|\.)?(?! ?(?:€|eur|h\b|heures|:\d|%|jours|j\b(?! [a-z]*(?:ai|y|en)\b)|mois|fois|factures|[a-z]*eme|x\b|"
        r"[/.,-]\d|\d))(?: (?:du |de )?(?P<next>mois prochain|mois suivant|next month|of next month|"
        r"prochain mois))?(?: (?:du mois|of (?:the|this) month|courant|du present|prochain|de ce mois|des monats))?\b"
    ), by.day_of_month, False),
    (_c(
        r"\b(?:aujourd'?hui|today|ce jour|ce soir|ce matin|ce midi|tout a l'heure|tantot|"
        r"cet apres[- ]midi|tonight|heute|hoy|oggi|vandaag|"
        r"this (?:morning|afternoon|evening)|le jour meme)\b"
    ), by.shift(0), False),
    (_c(
        rf"\b(?:en|in|courant|d'ici|for|pour|im|bis|a|ad|nel mese di|au mois de|avant|before|"
        rf"by) (?:le mois de )?(?P<name>{MONTH})\b\.?(?: (?:de )?{_YEAR})?(?! \d)"
    ), by.in_month, True),
)  # fmt: skip
