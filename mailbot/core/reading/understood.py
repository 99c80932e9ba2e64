"""What a message turned out to say: one frozen value, the same for `mailbot explain` and the live path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a message is; each ends up as exactly one."""

    BANK_NOTIFICATION = "bank_notification"
    CLIENT_REPLY = "client_reply"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    APPROVAL = "approval"
    COMMAND = "command"
    INVOICE = "invoice"
    OWN = "own"
    OTHER = "other"


class Intent(StrEnum):
    """What a client wants or says; several may hold at once."""

    ALREADY_PAID = "already_paid"
    PROMISE_TO_PAY = "promise_to_pay"
    INSTALLMENT_REQUEST = "installment_request"
    DISPUTE = "dispute"
    DOCUMENT_REQUEST = "document_request"
    CONTACT_CHANGE = "contact_change"
    INSOLVENCY = "insolvency"
    DECEASED = "deceased"
    ACKNOWLEDGEMENT = "acknowledgement"
    QUESTION = "question"
    OPT_OUT = "opt_out"
    OTHER = "other"


# Intents that stop reminders at once; the rest is proposed to a person.
STOPS = frozenset({Intent.ALREADY_PAID, Intent.DISPUTE, Intent.INSOLVENCY, Intent.DECEASED, Intent.OPT_OUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that made the program believe something, and why."""

    intent: str
    sentence: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment to pay; `amount` None: what is open."""

    date: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One movement on an account, as a notice or a statement tells it. `takes_back`: it undoes an earlier credit;
    `told_by`: the format of the statement that it was read in; `account`: the firm's own, as far as it is named;
    `part_of`: of one transaction of an entry, the entry's place in its statement, and its amount."""

    amount: Decimal
    currency: str
    direction: str  # "credit" or "debit"
    value_date: date | None = None
    payer: str | None = None
    payer_iban: str | None = None
    label: str | None = None
    bank_id: str | None = None
    takes_back: bool = False
    told_by: str = ""
    account: str = ""
    part_of: tuple[int, Decimal] | None = None
    booked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """An undelivered message: whom it did not reach, the enhanced status code, for good or not."""

    recipient: str
    status: str | None
    permanent: bool
    original_message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An automatic reply: away until (as said), and who stands in."""

    until: date | None = None
    substitute: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """One understood line of a partner's answer to a digest. `text`: the words to use, of the verb `text`.

    `verb`: approve, reject, postpone, level, stop, text, test (show it to me). `numbers` empty: all of the batch.
    """

    verb: str
    numbers: tuple[int, ...] = ()
    until: date | None = None
    level: int | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A partner's decision as written: `decision` approve, reject or partial, with `excluded` or `only`.

    `lines` hold everything that was understood, in order, to be carried out; `not_understood` the lines that were not
    (they approve nothing).
    """

    decision: str | None
    excluded: tuple[int, ...] = ()
    only: tuple[int, ...] = ()
    lines: tuple[ReplyLine, ...] = ()
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An order of a member of the firm: verb dispute, promise, pay, stop, status …"""

    verb: str
    date: date | None = None
    amount: Decimal | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What links a message to what we know, strongest first: tokens in addresses, own Message-IDs, numbers."""

    tokens: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()
    subject_numbers: tuple[str, ...] = ()
    text_numbers: tuple[str, ...] = ()
    sender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One message, understood. Unknown is None or empty. `why` says how its kind was decided."""

    kind: Kind
    why: str = ""
    language: str | None = None
    new_text: str = ""
    intents: tuple[Intent, ...] = ()
    promise: Promise | None = None
    references: tuple[str, ...] = ()
    payments: tuple[Movement, ...] = ()
    bank: str | None = None
    bounce: Bounce | None = None
    absence: Absence | None = None
    approval: Approval | None = None
    command: Command | None = None
    authentic: bool | None = None
    authentic_why: str = ""
    robot: bool = False
    evidence: tuple[Evidence, ...] = ()
    clues: Clues = Clues()
    doubts: tuple[str, ...] = ()
