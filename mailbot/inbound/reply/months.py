"""Names of months, weekdays and small numbers in the languages that are read, folded (no accents, lower case)."""

from __future__ import annotations

_MONTHS = {
    1: "janvier janv jan january januar janner jaenner enero gennaio gen januari",
    2: "fevrier fev fevr feb february februar febrero febbraio februari",
    3: "mars mar march marz maerz mrz marzo maart mrt",
    4: "avril avr apr april abril abr aprile",
    5: "mai may mayo maggio mag mei",
    6: "juin jun june juni junio giugno giu",
    7: "juillet juil jul july juli julio luglio lug",
    8: "aout aug august agosto ago augustus",
    9: "septembre sept sep september septiembre setiembre settembre set",
    10: "octobre oct october oktober okt octubre ottobre ott",
    11: "novembre nov november noviembre",
    12: "decembre dec december dezember dez diciembre dic dicembre",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

_WEEKDAYS = {
    0: "lundi monday mon montag lunes lunedi maandag",
    1: "mardi tuesday tue dienstag martes martedi dinsdag",
    2: "mercredi wednesday wed weds mittwoch miercoles mercoledi woensdag",
    3: "jeudi thursday thu donnerstag jueves giovedi donderdag",
    4: "vendredi friday fri freitag viernes venerdi vrijdag",
    5: "samedi saturday samstag sonnabend sabado sabato zaterdag",
    6: "dimanche sunday sonntag domingo domenica zondag",
}
WEEKDAYS = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
# "mon" is Monday in English and "my" in French: "mon gérant" is no day.
_MY = (
    r"mon(?! (?!(?:at|by|or|and|for|am|pm|n|morning|afternoon|next|the|to|latest|if|when|as|we|i|it|you|then)\b)[a-z])"
)
WEEKDAY = "|".join(_MY if name == "mon" else name for name in sorted(WEEKDAYS, key=len, reverse=True))

_NUMBERS = {
    1: "un une one a an ein eine einem einer uno una een",
    2: "deux two zwei dos due twee couple",
    3: "trois three drei tres tre drie",
    4: "quatre four vier cuatro quattro",
    5: "cinq five funf cinco cinque vijf",
    6: "six sechs seis sei zes",
    7: "sept seven sieben siete sette zeven",
    8: "huit eight acht ocho otto",
    9: "neuf nine neun nueve nove negen",
    10: "dix ten zehn diez dieci tien",
    12: "douze twelve zwolf doce dodici twaalf",
    14: "quatorze fourteen vierzehn catorce quattordici veertien",
    15: "quinze fifteen funfzehn quince quindici vijftien",
    20: "vingt twenty zwanzig veinte venti twintig",
    30: "trente thirty dreisig treinta trenta dertig",
}
NUMBERS = {name: number for number, names in _NUMBERS.items() for name in names.split()}
NUMBER = r"\d{1,3}|" + "|".join(sorted((name for name in NUMBERS if name not in ("a", "an")), key=len, reverse=True))


def number(word: str) -> int | None:
    """`8`, `huit`, `eight` as 8."""
    return int(word) if word.isdecimal() else NUMBERS.get(word)


_ORDINALS = {
    1: "premiere 1ere 1re premier first erste ersten primera prima eerste",
    2: "deuxieme 2eme 2e seconde 2nde second zweite zweiten segunda seconda tweede",
    3: "troisieme 3eme 3e third dritte dritten tercera terza derde",
    4: "quatrieme 4eme fourth vierte vierten cuarta quarta vierde",
    5: "fifth",
    10: "tenth",
    15: "fifteenth",
    20: "twentieth",
    30: "thirtieth",
    -1: "derniere last letzte letzten ultima laatste",
}
ORDINALS = {name: number for number, names in _ORDINALS.items() for name in names.split()}
ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
