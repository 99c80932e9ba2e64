"""The one movement that an ordinary notice tells: fields first, then sentences, then the profile's own patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailbot.core.reading.understood import Movement
from mailbot.inbound.bank_labels import payer_in, remittance
from mailbot.inbound.banks import fields as names
from mailbot.inbound.banks import prose
from mailbot.inbound.banks.body import Body, blanked, without_message
from mailbot.inbound.banks.card import Card
from mailbot.inbound.banks.setting import Setting
from mailbot.inbound.banks.story import direction_of
from mailbot.inbound.banks.values import Sum, day_of, sum_of
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.ibans import iban_in
from mailbot.inbound.reply.folding import fold

CHEQUES = re.compile(
    r"\b(?:remises? (?:de |d'un )?cheques?|votre remise|cheque deposit|bordereau de remise|scheckeinreichung)\b"
)
_BANK_LABEL = re.compile(r"\b(?:VIR|VIREMENT|VRT|SCT|VIRT)\b[ .A-Z0-9À-Þ'&/:,-]{4,140}?(?=\. |\.$|$|[a-z(])")
_PRINTED = re.compile(r"\W*(?:VIR|PRLV|PRELEV|CB|CARTE|RET|CHQ|CHEQUE|FRAIS|REM|COTIS|SEPA)")
# A whole label of a bank, with its own marks: VIR SEPA RECU /DE … /MOTIF …
_PRINTED_LABEL = re.compile(r"^\s*(?:VIR(?:EMENT)?|EVI|VRT|SCT)\b[^a-z]*?(?:/(?:DE|FRM)\b|\bDE ?:)[^\n]*$")
_TRANSFER = re.compile(r"\W*(?:vir|vrt|sct|remise|cheque|virt)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice as the readers see it."""

    subject: str
    body: Body
    card: Card
    setting: Setting
    profile: BankProfileFacts


def single(notice: Notice) -> Movement | None:
    """The movement, None when no amount was paid."""
    lines = [line for line in without_message(notice.body.lines) if line.strip()]
    text = "\n".join(lines)
    card, setting = notice.card, notice.setting
    money = _amount(card, lines, notice.subject, setting)
    if money is None or not money.amount:
        return None
    label = _label(card, notice.body, text)
    movement = Movement(
        amount=money.amount,
        currency=money.currency,
        direction=_direction(card, money, label, setting),
        value_date=setting.value_date,
        payer=_payer(card, lines, notice.subject, label),
        payer_iban=_payer_iban(card, text, notice.profile),
        label=remittance(label) if label else None,
        bank_id=card.first(names.BANK_ID),
    )
    return _refined(movement, text, notice)


def told_direction(card: Card) -> str:
    """ "credit" or "debit" as a field says, empty when none does."""
    return direction_of(fold(" ".join(card.every(names.SENSE))), "")


def _amount(card: Card, lines: list[str], subject: str, setting: Setting) -> Sum | None:
    told = [money for value in card.every(names.AMOUNT) if (money := sum_of(value, setting.currency)) is not None]
    if told:
        # Of a foreign transfer, what came in is told in the account's own currency.
        return next((money for money in told if money.currency == setting.currency), told[0])
    named = sorted(
        {value for values in card.values.values() for value in values if len(value) > 5}, key=len, reverse=True
    )
    free = [blanked(line, named) for line in lines]
    cheques = bool(CHEQUES.search(fold(" ".join(lines))))
    return (
        prose.paid(free, setting.currency, totals=cheques)
        or prose.paid([subject], setting.currency)
        or sum_of(card.first(names.NET) or "", setting.currency)
    )


def _direction(card: Card, money: Sum, label: str | None, setting: Setting) -> str:
    if money.negative:
        return "debit"
    said = told_direction(card)
    if said or setting.default == "debit":
        return said or "debit"
    # Only a label that the bank printed tells the direction; the payer's own words do not.
    printed = label if label and _PRINTED.match(label) else ""
    return direction_of(fold(printed), setting.default)


def _label(card: Card, body: Body, text: str) -> str | None:
    named = card.first(names.LABEL) or card.first(names.REFERENCE)
    if named:
        return named
    printed = next((line.strip() for line in body.lines if _PRINTED_LABEL.match(line)), None)
    told = printed or prose.label(text)
    if told:
        return told
    for line in body.lines:
        found = _BANK_LABEL.search(line)
        if found and payer_in(found[0]):
            return found[0].partition(" - ")[0].strip()
    return prose.number_in(text)


def _payer(card: Card, lines: list[str], subject: str, label: str | None) -> str | None:
    named = next((value for value in card.every(names.PAYER) if any(ch.isalpha() for ch in value)), None)
    if named:
        return re.sub(r"\s*\(?\bIBAN\b.*$", "", named).strip(" ,;") or None
    by_label = payer_in(label) if label and _TRANSFER.match(fold(label)) else None
    told = by_label or prose.name_below(lines) or prose.payer("\n".join(lines)) or prose.payer(subject)
    return told or card.first(names.ULTIMATE) or payer_in(label or "")


def _payer_iban(card: Card, text: str, profile: BankProfileFacts) -> str | None:
    own = {iban.replace(" ", "") for iban in profile.own_ibans}
    for value in (*card.every(names.IBAN), text):
        found = iban_in(value)
        if found and found not in own:
            return found
    return None


def _refined(movement: Movement, text: str, notice: Notice) -> Movement:
    """The profile's own patterns go before the generic reader's finds."""
    found: dict[str, str] = {}
    for name, pattern in notice.profile.patterns:
        match = pattern.search(text)
        if match:
            found[name] = (match[1] if match.groups() else match[0]).strip()
    money = sum_of(found["amount"], notice.profile.currency) if "amount" in found else None
    return replace(
        movement,
        amount=money.amount if money else movement.amount,
        currency=money.currency if money else movement.currency,
        payer=found.get("payer", movement.payer),
        label=found.get("label", movement.label),
        value_date=day_of(found.get("value_date"), notice.setting.written) or movement.value_date,
        direction="debit" if "debit" in found else "credit" if "credit" in found else movement.direction,
    )
