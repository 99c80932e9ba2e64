"""How clients behave: one word each. The order is the order in which a demo hands them out."""

from __future__ import annotations

from enum import StrEnum


class Habit(StrEnum):
    """What a client does when an invoice is late; several show it once and pay like the others afterwards."""

    FORGETS = "pays after the first reminder"
    PROMISES = "promises a date and keeps it"
    BREAKS = "promises a date and breaks it"
    DISPUTES = "disputes an invoice"
    AWAY = "is away; a machine answers"
    MOVED = "has an address that no longer exists"
    MANGLES = "writes the reference as it comes"
    PART = "pays in part"
    GATHERS = "pays several at once"
    SAYS_PAID = "answers that it is paid already"
    CROSSES = "pays on the day the reminder leaves"
    SLOW = "pays after the second reminder"
    SILENT = "never says or pays anything"
    ASKS = "asks a question"
    PROMPT = "pays when due"
    COPY = "asks for a copy of the invoice"
    INSOLVENT = "is in insolvency proceedings"
    UNCLEAR = "writes something that nobody understands"
    STUBBORN = "pays after the formal notice"
    CONTACT = "sends us to another department"
    DIES = "has died; a relative writes"
    STOPS = "wants no more mail"
    SPREADS = "asks for instalments and pays them"
    SLIPS = "asks for instalments and misses one"
    ADMITS = "admits the debt without a day to pay"
    SHORT = "pays short of the bank's fee"
    TWICE = "pays the same invoice twice"
    UNPAID = "pays by cheque, which comes back unpaid"
    NO_MAIL = "has no address for mail"
    CLOSES = "closes the mailbox before the formal notice"
    REFUSES = "has a server that refuses our mail"
    SETTLES = "pays after the formal notice, penalties too"
    SPARED = "is spared by a partner"
    OWES = "has owed for long and says nothing"
    LOST = "has owed for long and is a lost case"
    ANCIENT = "has owed for so long that the claim is nearly barred"


# What becomes of these is told by hand: their kind is fixed, they write French, and nobody else is drawn like them.
# c company, p person, b public body.
FATES: dict[Habit, str] = {
    Habit.DIES: "p", Habit.STOPS: "p", Habit.SPREADS: "c", Habit.SLIPS: "c", Habit.ADMITS: "c", Habit.SHORT: "c",
    Habit.TWICE: "c", Habit.UNPAID: "p", Habit.NO_MAIL: "p", Habit.CLOSES: "c", Habit.REFUSES: "c", Habit.SETTLES: "c",
    Habit.SPARED: "b", Habit.OWES: "c", Habit.LOST: "c", Habit.ANCIENT: "p",
}  # fmt: skip
# The first clients show every habit once, in the order above; the others are drawn with these weights.
WEIGHTS: dict[Habit, int] = {
    Habit.SLOW: 14, Habit.FORGETS: 10, Habit.PROMPT: 10, Habit.STUBBORN: 9, Habit.MANGLES: 7, Habit.SILENT: 6,
    Habit.DISPUTES: 6, Habit.PROMISES: 5, Habit.GATHERS: 5, Habit.PART: 5, Habit.CROSSES: 4, Habit.SAYS_PAID: 4,
    Habit.AWAY: 5, Habit.BREAKS: 2, Habit.ASKS: 3, Habit.COPY: 3, Habit.UNCLEAR: 3, Habit.CONTACT: 2,
}  # fmt: skip

# Of a hundred invoices of a client with this habit, so many are paid when due without any word.
PAID_WHEN_DUE: dict[Habit, int] = {
    Habit.PROMPT: 85, Habit.SILENT: 0, Habit.INSOLVENT: 0, Habit.GATHERS: 5, Habit.MOVED: 10, Habit.STUBBORN: 15,
    Habit.SLOW: 20, Habit.DISPUTES: 35, **dict.fromkeys(FATES, 0),
}  # fmt: skip
USUALLY_PAID_WHEN_DUE = 35
