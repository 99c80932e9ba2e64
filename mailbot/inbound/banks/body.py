"""The body of a bank's mail in the forms that the readers want, the payer's own message taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailbot.inbound.banks import fields as names
from mailbot.inbound.banks import prose
from mailbot.inbound.banks.card import Card
from mailbot.inbound.banks.values import day_of
from mailbot.inbound.lines import plain_lines
from mailbot.inbound.markup import html_lines, tables
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.folding import fold

_FOOT = re.compile(
    r"^\W*(?:ce message|ce courriel|cet e-?mail|vous recevez cet|ne (?:pas )?repond|merci de ne pas|gerer mes|"
    r"this (?:e-?mail|message)|do not reply|you(?:'re| are) receiving|mentions legales|siege social)"
)
_FREE_TEXT = re.compile(r"^(?:message|note|commentaire|mot) (?:de|from|du|d') ?.{0,50}:?$")
_LABEL_DATE = re.compile(r"\bdate\s?:? ?(\d{1,2}/\d{1,2}/\d{2,4})")
_NOT_BOOKED_ON = re.compile(r"\b(?:versement sur votre|aura lieu|jusqu'au|avant le|expire|devrait|d'ici)\b")
_VALUE = re.compile(r"\b(?:date valeur|date de valeur|en valeur (?:du|le)|valeur (?:du |le )?|value date)\s?:? ?(\d.*)")


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's body in the forms that the readers want."""

    lines: list[str]
    tables: list[list[list[str]]]
    folded: str


def body_of(mail: Mail) -> Body:
    """The visible lines and tables, without the small print at the foot."""
    rich = bool(mail.html.strip())
    shown = html_lines(mail.html) if rich else plain_lines(mail.text)
    lines = [line.text.rstrip() for line in shown]
    if rich and not any(any(ch.isdecimal() for ch in line) for line in lines):
        lines = [line.text for line in plain_lines(mail.text)]
    cut = next((i for i, line in enumerate(lines) if i > 1 and _FOOT.match(fold(line))), len(lines))
    lines = lines[:cut]
    return Body(lines, tables(mail.html) if rich else [], fold("\n".join(lines)))


def without_message(lines: list[str]) -> list[str]:
    """Lines without the payer's own message: what he writes there is his claim."""
    out: list[str] = []
    skip = False
    for line in lines:
        folded = fold(line).strip()
        if _FREE_TEXT.match(folded):
            out.append("Message : " + lines[lines.index(line) + 1] if lines.index(line) + 1 < len(lines) else line)
            skip = True
            continue
        if skip and folded:
            skip = False
            continue
        out.append(line)
    return out


def value_date(card: Card, body: Body, written: date | None) -> date | None:
    """The value date, else the day of the operation, else a day told in the text; None when there is none."""
    named = day_of(card.first(names.VALUE_DATE), written) or day_of(card.first(names.DATE), written)
    if named:
        return named
    for line in body.lines:
        found = _VALUE.search(fold(line))
        day = day_of(found[1][:24], written) if found else None
        if day:
            return day
    return _day_told(card, body, written)


def _day_told(card: Card, body: Body, written: date | None) -> date | None:
    own = [value for name in (names.LABEL, names.REFERENCE, names.BANK_ID) for value in card.every(name)]
    told = prose.label("\n".join(body.lines)) or ""
    for line in body.lines:
        plain = blanked(line, [*own, told] if len(told) > 3 else own)
        day = None if _NOT_BOOKED_ON.search(fold(plain)) else day_of(plain, written)
        if day:
            return day
    inside = _LABEL_DATE.search(body.folded)
    return day_of(inside[1], written) if inside else None


def blanked(line: str, values: list[str]) -> str:
    """The line without what fields hold: an amount in a label or a balance is not what was paid."""
    for value in values:
        line = line.replace(value, " ")
    return line
