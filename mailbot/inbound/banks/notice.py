"""The movements that a bank's mail tells: the generic reader, for any bank whose profile names its domains.

Text and HTML tell the same movement once. What is announced, pending, failed, asked for or merely a balance is no
movement; the bank's payout of the firm's own money is none either. Amounts in the payer's own message are never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailbot.core.reading.understood import Movement
from mailbot.inbound.banks import fields as names
from mailbot.inbound.banks.account import of_another, own_one
from mailbot.inbound.banks.body import Body, body_of, value_date, without_message
from mailbot.inbound.banks.card import Card, card_of
from mailbot.inbound.banks.listed_rows import from_fixed_width, from_list
from mailbot.inbound.banks.setting import Setting
from mailbot.inbound.banks.single import CHEQUES, Notice, single, told_direction
from mailbot.inbound.banks.story import Story, direction_of, story_of, takes_back
from mailbot.inbound.banks.table_rows import from_tables
from mailbot.inbound.banks.values import Sum, day_of, sum_of
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.amounts import amounts
from mailbot.inbound.reply.folding import fold
from mailbot.inbound.statements.attached import Attached, read_attached

UNREAD = "money is told of here, and it was not understood: the wording may be new"
_FOREIGN = "it is about an account that is not ours: {account}"
_NAMED_TALLY = re.compile(r"\b(?:tireur|emetteur|drawer|nom|titulaire)\b")
_TERMINAL = re.compile(
    r"\b(?:terminal|tpe|encaissements? (?:par )?carte|telecollecte|remise carte|card (?:sales|takings)|"
    r"ventes par carte|cb du|kartenumsatz\w*|rapport de versement)\b"
)
_SIGNED = re.compile(r"(?:^|\s)[+-] ?(?:eur|chf|€)? ?\d[\d .,']*(?:€|eur|chf|gbp|usd|$)", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReading:
    """The movements that a mail tells, and what is doubtful about them."""

    movements: tuple[Movement, ...] = ()
    doubts: tuple[str, ...] = ()


def read_notice(mail: Mail, profile: BankProfileFacts) -> tuple[Movement, ...]:
    """The movements of a notice, or of the statement that it brings; empty when it tells of none."""
    return read_bank_mail(mail, profile).movements


def read_bank_mail(mail: Mail, profile: BankProfileFacts) -> BankReading:
    """The same with the doubts: a file that cannot be read, balances that do not close, an account that is not ours."""
    attached = read_attached(mail.attachments)
    if attached.statements:
        return _attached(attached, profile)
    body = body_of(mail)
    card = card_of(without_message(body.lines), body.tables)
    stated, text = card.every(names.ACCOUNT), "\n".join(body.lines)
    foreign = of_another(stated, text, profile)
    if foreign:
        return BankReading(doubts=(*attached.doubts, _FOREIGN.format(account=foreign)))
    movements = _told_by(mail, body, card, profile)
    unread = () if movements else _unread(mail, body)
    account = own_one(stated, text, profile)
    told = tuple(replace(movement, account=account) for movement in movements)
    return BankReading(movements=told, doubts=(*attached.doubts, *unread))


def _attached(attached: Attached, profile: BankProfileFacts) -> BankReading:
    """What the statements say that came with it; one of an account that is not ours says nothing."""
    others = {one.account for one in attached.statements if of_another([one.account], "", profile)}
    movements = tuple(m for one in attached.statements if one.account not in others for m in one.movements)
    doubts = tuple(_FOREIGN.format(account=account) for account in sorted(others))
    return BankReading(movements=movements, doubts=(*attached.doubts, *doubts))


def _unread(mail: Mail, body: Body) -> tuple[str, ...]:
    """Money is told of and no movement was found: the bank may have changed its wording, and a person must know."""
    story = story_of(fold(mail.subject) + "\n" + body.folded)
    told = any(amounts(line) for line in (mail.subject, *body.lines))
    credit = story is Story.CREDIT
    return (UNREAD,) if credit or (told and story is Story.UNKNOWN) else ()


def _told_by(mail: Mail, body: Body, card: Card, profile: BankProfileFacts) -> tuple[Movement, ...]:
    story = story_of(fold(mail.subject) + "\n" + body.folded)
    if story is Story.NOTHING:
        return ()
    written = mail.date.date() if mail.date else None
    setting = Setting(
        written=written,
        currency=profile.currency,
        default="debit" if story is Story.DEBIT else "credit",
        value_date=value_date(card, body, written),
    )
    if story is Story.PAYOUT or _TERMINAL.search(body.folded):
        return _payout(body, card, setting, story)
    several = _several(body, setting)
    if several:
        return several
    one = single(Notice(subject=mail.subject, body=body, card=card, setting=setting, profile=profile))
    if one is None or (story is Story.UNKNOWN and not _told(body, card, one)):
        return ()
    undone = one.direction == "debit" and takes_back(fold(mail.subject) + "\n" + body.folded)
    return (replace(one, takes_back=undone),)


def _several(body: Body, setting: Setting) -> tuple[Movement, ...]:
    """Movements listed one by one; a list of cheques without names is told by its total."""
    listed = (
        from_tables(body.tables, setting) or from_fixed_width(body.lines, setting) or from_list(body.lines, setting)
    )
    if listed and CHEQUES.search(body.folded) and not _NAMED_TALLY.search(body.folded):
        total = sum((m.amount for m in listed), start=listed[0].amount * 0)
        return (replace(listed[0], amount=total, payer=None, label=None),)
    return listed


def _payout(body: Body, card: Card, setting: Setting, story: Story) -> tuple[Movement, ...]:
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
        Movement(
            amount=net.amount,
            currency=net.currency,
            direction="credit",
            value_date=day_of(line, setting.written) or setting.value_date,
        ),
    )


def _net(line: str, setting: Setting) -> Sum | None:
    found = re.search(r"\bnet\b", fold(line))
    return sum_of(line[found.end() :], setting.currency, bare=False) if found else None


def _told(body: Body, card: Card, movement: Movement) -> bool:
    """Without a story the direction must stand somewhere: a field, a sign, the words of the label."""
    signed = _SIGNED.search(body.folded)
    return bool(told_direction(card) or signed or direction_of(fold(movement.label or ""), ""))
