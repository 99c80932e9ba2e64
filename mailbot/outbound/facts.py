"""Everything a reminder's template may say, as one frozen value, and how it is made from a plan.

Templates see it as `f`. Amounts stay Money and days stay dates: the filters write them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from mailbot.core.client import Client, ClientKind
from mailbot.core.interest.claim import Penalties
from mailbot.core.money import Money, total
from mailbot.core.reminder import Channel, ReminderLine, ReminderPlan
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.line_facts import EarlierReminder, LineFacts
from mailbot.outbound.payment_means import PaymentMeans, payment_means
from mailbot.outbound.penalty_facts import PenaltyFacts, penalty_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What surrounds one reminder and the plan does not know.

    `copies` are the numbers whose PDF goes with the mail, `too_large` those that no mail can hold; `registered` is set
    only when a person will really send the letter by registered post; `notice_follows` when the ladder goes on to a
    formal notice; `first` when nothing is reminded yet: the invoices or quotes are sent for the first time.
    """

    firm: FirmCard
    signatory: Signatory
    today: date
    reply_to: str
    earlier: tuple[EarlierReminder, ...] = ()
    copies: tuple[str, ...] = ()
    registered: bool = False
    notice_follows: bool = False
    first: bool = False
    too_large: tuple[str, ...] = ()
    penalties: Penalties | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderFacts:
    """All that a mail or a letter to a client may say. `quotes`: the lines are pending quotes, and nothing is owed.
    `first`: they are sent for the first time, nothing is reminded.
    `received`: what the client has paid and lies on no invoice yet, already deducted from `total`."""

    firm: FirmCard
    signatory: Signatory
    client: Client
    language: str
    level: int
    formal: bool
    today: date
    deadline_on: date | None
    lines: tuple[LineFacts, ...]
    total: Money
    reply_to: str
    earlier: tuple[EarlierReminder, ...] = ()
    copies: tuple[str, ...] = ()
    letter_attached: bool = False
    registered: bool = False
    notice_follows: bool = False
    pay: PaymentMeans | None = None
    quotes: bool = False
    claimed: PenaltyFacts | None = None
    received: Money | None = None
    first: bool = False
    too_large: tuple[str, ...] = ()

    @property
    def text_level(self) -> int:
        """Which text: 0 before the due date, 1 courteous, 2 firm (and all further levels), 3 formal notice; of quotes
        1 the first time and 2 from then on."""
        if self.formal:
            return 3
        if not self.quotes and all(line.days_overdue == 0 for line in self.debts):
            return 0
        return max(1, min(self.level, 2))

    @property
    def texts(self) -> str:
        """The folder of its texts: `reminder-0` to `reminder-3`, `quote-1`, `quote-2`; of what is sent for the first
        time `standard`, `standard-quote`."""
        if self.first:
            return "standard-quote" if self.quotes else "standard"
        return f"{'quote' if self.quotes else 'reminder'}-{self.text_level}"

    @property
    def debts(self) -> tuple[LineFacts, ...]:
        """The invoices, without credits."""
        return tuple(line for line in self.lines if not line.credit)

    @property
    def credits(self) -> tuple[LineFacts, ...]:
        """The credits to deduct."""
        return tuple(line for line in self.lines if line.credit)

    @property
    def only(self) -> LineFacts | None:
        """The invoice when there is just one."""
        return self.debts[0] if len(self.debts) == 1 else None

    @property
    def part_paid(self) -> bool:
        """Was something already taken off one of the invoices?"""
        return any(line.deducted.amount > 0 for line in self.debts)

    @property
    def invoiced(self) -> Money:
        """What the invoices amounted to."""
        return total((line.total for line in self.debts), self.total.currency)

    @property
    def deducted(self) -> Money:
        """What was already taken off them."""
        return total((line.deducted for line in self.debts), self.total.currency)

    @property
    def credited(self) -> Money:
        """The credits still to deduct, negative."""
        return total((line.open for line in self.credits), self.total.currency)

    @property
    def carried(self) -> tuple[Money, ...]:
        """What the rows sum to up to and with each of them: what a table carries over to its next page."""
        return tuple(accumulate(line.open for line in self.lines))

    @property
    def netted(self) -> bool:
        """Is something deducted beside the invoices, so that the sum is less than what stands open on them?"""
        return bool(self.credits or self.received)

    @property
    def several_levels(self) -> bool:
        """Do the invoices stand at different levels, so that each row says its own?"""
        return not self.formal and len({line.level for line in self.debts}) > 1

    @property
    def consumer(self) -> bool:
        """A private person: no fee, no 40 EUR, no penalty; legal interest only from the formal notice."""
        return self.client.kind is ClientKind.CONSUMER

    @property
    def public(self) -> bool:
        """A public body: asked where the payment order stands, never threatened."""
        return self.client.kind is ClientKind.PUBLIC

    @property
    def penalties(self) -> bool:
        """May the penalties and the 40 EUR of Code de commerce L441-10 and D441-5 be recalled?"""
        return self.client.kind is ClientKind.PROFESSIONAL and self.firm.french and self.text_level >= 2

    @property
    def addressee(self) -> str:
        """Whom the greeting is for: the contact, or a consumer's own name."""
        return self.client.contact or (self.client.name if self.consumer else "")


_ATTACHED = (Channel.MAIL_AND_LETTER, Channel.MAIL_AND_WORD)


def reminder_facts(plan: ReminderPlan, client: Client, occasion: Occasion) -> ReminderFacts:
    """The facts of one planned reminder. Pure: the same plan and occasion give the same facts."""
    firm = occasion.firm
    lines = tuple(_line(line, secret=firm.lawyer) for line in plan.lines)
    numbers = [line.number for line in lines if not line.credit]
    return ReminderFacts(
        firm=firm, signatory=occasion.signatory, client=client, language="fr" if plan.language == "fr" else "en",
        level=plan.level, formal=plan.formal, today=occasion.today, deadline_on=plan.deadline_on, lines=lines,
        total=plan.total, reply_to=occasion.reply_to, earlier=occasion.earlier, copies=occasion.copies,
        letter_attached=plan.channel in _ATTACHED and not plan.quotes, registered=occasion.registered,
        notice_follows=occasion.notice_follows,
        pay=None if plan.quotes else payment_means(firm.name, (firm.iban, firm.bic, firm.bank), numbers, plan.total),
        quotes=plan.quotes, claimed=penalty_facts(occasion.penalties, "fr" if plan.language == "fr" else "en"),
        received=plan.in_hand, first=occasion.first, too_large=occasion.too_large,
    )  # fmt: skip


def _line(line: ReminderLine, *, secret: bool) -> LineFacts:
    return LineFacts(
        number=line.number, issued_on=line.issued_on, due_on=line.due_on, total=line.total, open=line.open,
        days_overdue=line.days_overdue, level=line.level, advanced=line.advanced, matter="" if secret else line.matter,
    )  # fmt: skip
