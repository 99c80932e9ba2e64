"""What the digest says: the reminders of one partner, numbered, with all that a decision needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mailbot.core.errors import Refused
from mailbot.core.money import Money, total
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.line_facts import EarlierReminder

# So many set-aside clients are named, the others counted.
_NAMED_ASIDE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    """One numbered reminder.

    `days` is the age of its oldest invoice (0: not yet due), `usual_days` after how many days this client
    usually pays (None: unknown), `role` as what the recipient was chosen (in words), `returned` why it comes back
    after it fell out or was postponed.
    `text` is the full text of the mail; `attachments` the names of all files, the letter's included; `notes`
    what the partner should know and the client is not told. `quotes`: it asks about quotes, `total` is what was offered
    and nobody owes it.
    """

    number: int
    client: str
    invoices: int
    total: Money
    days: int
    level: int
    formal: bool
    recipient: str
    subject: str
    text: str
    role: str = ""
    cc: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    earlier: tuple[EarlierReminder, ...] = ()
    usual_days: int | None = None
    returned: str = ""
    letter_only: bool = False
    notes: tuple[str, ...] = ()
    quotes: bool = False

    @property
    def addressee(self) -> str:
        """`compta@dupont.example (contact de facturation)`."""
        return f"{self.recipient} ({self.role})" if self.role else self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class BankNews:
    """When an account last spoke, as a local instant of the firm; None: never."""

    bank: str
    heard_at: datetime | None
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened since the last digest: counts, and the sum of what came in per currency."""

    since: date | None = None
    payments: int = 0
    received: tuple[Money, ...] = ()
    promises: int = 0
    disputes: int = 0
    replies: int = 0
    bounces: int = 0

    def __bool__(self) -> bool:
        return bool(self.payments or self.promises or self.disputes or self.replies or self.bounces)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A client who is not reminded this time, and why in a few words."""

    client: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToMake:
    """A client to telephone, about what, and since how many days it is late. `phone` is empty when it is not known."""

    client: str
    phone: str
    totals: tuple[Money, ...]
    days: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFacts:
    """All that the digest may say. `now` is local to the firm; `token` begins with the letter d.

    `link` is the one signed link, empty when there is none; `in_place_of` names the partner whom the
    reader stands in for.
    """

    firm: FirmCard
    language: str
    partner: Signatory
    now: datetime
    rows: tuple[DigestRow, ...]
    token: str
    link: str = ""
    link_until: date | None = None
    banks: tuple[BankNews, ...] = ()
    happened: Happened = Happened()
    aside: tuple[SetAside, ...] = ()
    calls: tuple[CallToMake, ...] = ()
    in_place_of: str = ""

    def __post_init__(self) -> None:
        if not self.token.startswith("d") or not self.token.isalnum():
            raise Refused("The digest's token must begin with d: the reply is recognised by it.")

    @property
    def today(self) -> date:
        """The firm's day."""
        return self.now.date()

    @property
    def totals(self) -> tuple[Money, ...]:
        """What is asked for, per currency; quotes ask for no money."""
        return sums([row.total for row in self.rows if not row.quotes])

    @property
    def named_aside(self) -> tuple[SetAside, ...]:
        """The set-aside clients that are named."""
        return self.aside[:_NAMED_ASIDE]

    @property
    def more_aside(self) -> int:
        """How many others there are."""
        return max(0, len(self.aside) - _NAMED_ASIDE)

    @property
    def an_example(self) -> int:
        """A number that exists, for the grammar line."""
        return self.rows[min(2, len(self.rows) - 1)].number if self.rows else 1


def sums(amounts: Sequence[Money]) -> tuple[Money, ...]:
    """One total per currency, in order of first appearance."""
    currencies = dict.fromkeys(amount.currency for amount in amounts)
    return tuple(total((a for a in amounts if a.currency == currency), currency) for currency in currencies)
