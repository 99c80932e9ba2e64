"""The movements that a bank's mail tells: the generic reader, for any bank whose profile names its domains.

Text and HTML tell the same movement once. What is announced, pending, failed, asked for or merely a balance is no
movement; the bank's payout of the firm's own money is none either. Amounts in the payer's own message are never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from mailbot.core.understood import Movement
from mailbot.inbound.banks import fields as names
from mailbot.inbound.banks import prose
from mailbot.inbound.banks.card import Card, card_of
from mailbot.inbound.banks.labels import payer_in, remittance
from mailbot.inbound.banks.rows import Setting, from_fixed_width, from_list, from_tables
from mailbot.inbound.banks.story import Story, direction_of, story_of
from mailbot.inbound.banks.values import Sum, day_of, iban_in, sum_of
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.lines import plain_lines
from mailbot.inbound.markup import html_lines, tables
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.statements.attached import read_attached

_FOOT = re.compile(r"^\W*(?:ce message|ce courriel|cet e-?mail|vous recevez cet|ne (?:pas )?repond|merci de ne pas|gerer mes|this (?:e-?mail|message)|do not reply|you(?:'re| are) receiving|mentions legales|siege social)")
_CHEQUES = re.compile(r"\b(?:remises? (?:de |d'un )?cheques?|votre remise|cheque deposit|bordereau de remise|scheckeinreichung)\b")
_NAMED_TALLY = re.compile(r"\b(?:tireur|emetteur|drawer|nom|titulaire)\b")
_TERMINAL = re.compile(r"\b(?:terminal|tpe|encaissements? (?:par )?carte|telecollecte|remise carte|card (?:sales|takings)|ventes par carte|cb du|kartenumsatz\w*|rapport de versement)\b")
# What the bank prints in capitals: "VIR INST M TISSOT GERARD PRINCIPAL FACT 12".
_BANK_LABEL = re.compile(r"\b(?:VIR|VIREMENT|VRT|SCT|VIRT)\b[ .A-Z0-9À-Þ'&/:,-]{4,140}?(?=\. |\.$|$|[a-z(])")
_LABEL_DATE = re.compile(r"\bdate\s?:? ?(\d{1,2}/\d{1,2}/\d{2,4})")
_FREE_TEXT = re.compile(r"^(?:message|note|commentaire|mot) (?:de|from|du|d') ?.{0,50}:?$")


@dataclass(frozen=True, slots=True)
class _Body:
    """A mail's body in the forms that the readers want."""

    lines: list[str]
    tables: list[list[list[str]]]
    folded: str


def read_notice(mail: Mail, profile: BankProfileFacts) -> tuple[Movement, ...]:
    """The movements of a notice, or of the statement that it brings; empty when it tells of none."""
    attached = read_attached(mail.attachments)
    if attached.statements:
        return attached.movements
    body = _body(mail)
    story = story_of(fold(mail.subject) + "\n" + body.folded)
    if story is Story.NOTHING:
        return ()
    written = mail.date.astimezone(ZoneInfo("Europe/Paris")).date() if mail.date else None
    card = card_of(_without_message(body.lines), body.tables)
    setting = Setting(
        written=written,
        currency=profile.currency,
        default="debit" if story is Story.DEBIT else "credit",
        value_date=_value_date(card, body, written),
    )
    if story is Story.PAYOUT or _TERMINAL.search(body.folded):
        return _payout(body, card, setting, story)
    several = _several(body, setting)
    if several:
        return several
    one = _single(mail, body, card, setting, profile)
    if one is None or (story is Story.UNKNOWN and not _told(body, card, one)):
        return ()
    return (one,)


def _body(mail: Mail) -> _Body:
    rich = bool(mail.html.strip())
    shown = html_lines(mail.html) if rich else plain_lines(mail.text)
    lines = [line.text.rstrip() for line in shown]
    if rich and not any(any(ch.isdigit() for ch in line) for line in lines):
        lines = [line.text for line in plain_lines(mail.text)]
    cut = next((i for i, line in enumerate(lines) if i > 1 and _FOOT.match(fold(line))), len(lines))
    lines = lines[:cut]
    return _Body(lines, tables(mail.html) if rich else [], fold("\n".join(lines)))


def _without_message(lines: list[str]) -> list[str]:
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


def _value_date(card: Card, body: _Body, written: date | None) -> date | None:
    named = day_of(card.first(names.VALUE_DATE), written) or day_of(card.first(names.DATE), written)
    if named:
        return named
    for line in body.lines:
        found = re.search(r"\b(?:date valeur|date de valeur|en valeur (?:du|le)|valeur (?:du |le )?|value date)\s?:? ?(\d.*)", fold(line))
        if found:
            day = day_of(found[1][:24], written)
            if day:
                return day
    own = [value for name in (names.LABEL, names.REFERENCE, names.BANK_ID) for value in card.every(name)]
    for line in body.lines:
        if any(value and value in line for value in own):
            continue
        if re.search(r"\b(?:versement sur votre|aura lieu|jusqu'au|avant le|expire|devrait|d'ici)\b", fold(line)):
            continue
        day = day_of(line, written)
        if day:
            return day
    inside = _LABEL_DATE.search(body.folded)
    return day_of(inside[1], written) if inside else None


def _several(body: _Body, setting: Setting) -> tuple[Movement, ...]:
    """Movements listed one by one; a list of cheques without names is told by its total."""
    listed = from_tables(body.tables, setting) or from_fixed_width(body.lines, setting) or from_list(body.lines, setting)
    if listed and _CHEQUES.search(body.folded) and not _NAMED_TALLY.search(body.folded):
        total = sum((m.amount for m in listed), start=listed[0].amount * 0)
        return (replace(listed[0], amount=total, payer=None, label=None),)
    return listed


def _payout(body: _Body, card: Card, setting: Setting, story: Story) -> tuple[Movement, ...]:
    """A provider pays out: the clients' payments that it lists count, its own transfer does not.

    The batch of a card terminal is nobody's in particular: one credit, the net.
    """
    listed = [m for m in from_tables(body.tables, setting) if m.payer]
    if listed:
        return tuple(replace(m, value_date=None) if story is Story.PAYOUT else m for m in listed)
    if not _TERMINAL.search(body.folded):
        return ()
    net = next((s for s in (_net(line, setting) for line in body.lines) if s), None) or (
        sum_of(card.first(names.NET) or "", setting.currency)
    )
    if net is None:
        return ()
    line = next((line for line in body.lines if re.search(r"\bnet\b", fold(line))), "")
    return (
        Movement(amount=net.amount, currency=net.currency, direction="credit", value_date=day_of(line, setting.written) or setting.value_date),
    )


def _net(line: str, setting: Setting) -> Sum | None:
    return sum_of(line, setting.currency, bare=False) if re.search(r"\bnet\b", fold(line)) else None


def _told(body: _Body, card: Card, movement: Movement) -> bool:
    """Without a story the direction must stand somewhere: a field, a sign, the words of the label."""
    signed = re.search(r"(?:^|\s)[+-] ?(?:eur|chf|€)? ?\d[\d .,']*(?:€|eur|chf|gbp|usd|$)", body.folded, re.M)
    return bool(_sense(card) or signed or direction_of(fold(movement.label or ""), ""))


def _sense(card: Card) -> str:
    return direction_of(fold(" ".join(card.every(names.SENSE))), "")


def _single(mail: Mail, body: _Body, card: Card, setting: Setting, profile: BankProfileFacts) -> Movement | None:
    lines = [line for line in _without_message(body.lines) if line.strip()]
    text = "\n".join(lines)
    money = _amount(card, lines, mail.subject, setting)
    if money is None or not money.amount:
        return None
    label = _label(card, body, text)
    movement = Movement(
        amount=money.amount,
        currency=money.currency,
        direction=_direction(card, money, label, setting),
        value_date=setting.value_date,
        payer=_payer(card, lines, text, mail.subject, label),
        payer_iban=_payer_iban(card, text, profile),
        label=remittance(label) if label else None,
        bank_id=card.first(names.BANK_ID),
    )
    return _refined(movement, text, profile, setting)


def _amount(card: Card, lines: list[str], subject: str, setting: Setting) -> Sum | None:
    for value in card.every(names.AMOUNT):
        money = sum_of(value, setting.currency)
        if money:
            return money
    named = sorted({value for values in card.values.values() for value in values if len(value) > 5}, key=len, reverse=True)
    free = [_blanked(line, named) for line in lines]
    return prose.paid(free, setting.currency) or prose.paid([subject], setting.currency) or sum_of(
        card.first(names.NET) or "", setting.currency
    )


def _blanked(line: str, values: list[str]) -> str:
    """The line without what fields hold: an amount in a label or a balance is not what was paid."""
    for value in values:
        line = line.replace(value, " ")
    return line


def _direction(card: Card, money: Sum, label: str | None, setting: Setting) -> str:
    if money.negative:
        return "debit"
    return _sense(card) or (setting.default if setting.default == "debit" else direction_of(fold(label or ""), setting.default))


def _label(card: Card, body: _Body, text: str) -> str | None:
    named = card.first(names.LABEL) or card.first(names.REFERENCE)
    if named:
        return named
    told = prose.label(text)
    if told:
        return told
    for line in body.lines:
        found = _BANK_LABEL.search(line)
        if found and payer_in(found[0]):
            return found[0]
    return None


def _payer(card: Card, lines: list[str], text: str, subject: str, label: str | None) -> str | None:
    named = next((value for value in card.every(names.PAYER) if any(ch.isalpha() for ch in value)), None)
    if named:
        return re.sub(r"\s*\(?\bIBAN\b.*$", "", named).strip(" ,;") or None
    by_label = payer_in(label) if label and re.match(r"\W*(?:vir|vrt|sct|remise|cheque|virt)", fold(label)) else None
    told = by_label or prose.name_below(lines, "") or prose.payer(text) or prose.payer(subject)
    return told or card.first(names.ULTIMATE) or payer_in(label or "")


def _payer_iban(card: Card, text: str, profile: BankProfileFacts) -> str | None:
    own = {iban.replace(" ", "") for iban in profile.own_ibans}
    for value in (*card.every(names.IBAN), text):
        found = iban_in(value)
        if found and found not in own:
            return found
    return None


def _refined(movement: Movement, text: str, profile: BankProfileFacts, setting: Setting) -> Movement:
    """The profile's own patterns go before the generic reader's finds."""
    found: dict[str, str] = {}
    for name, pattern in profile.patterns:
        match = pattern.search(text)
        if match:
            found[name] = (match[1] if match.groups() else match[0]).strip()
    money = sum_of(found["amount"], profile.currency) if "amount" in found else None
    return replace(
        movement,
        amount=money.amount if money else movement.amount,
        currency=money.currency if money else movement.currency,
        payer=found.get("payer", movement.payer),
        label=found.get("label", movement.label),
        value_date=day_of(found.get("value_date"), setting.written) or movement.value_date,
        direction="debit" if "debit" in found else "credit" if "credit" in found else movement.direction,
    )
