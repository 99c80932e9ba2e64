"""One telling of a payment, by whomever, and a payment with all that was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PEOPLE = frozenset({"hand", "file"})
# Who tells of one payment at a time, never of an entry and its parts.
ONE_BY_ONE = PEOPLE | {"notice", "unverified"}
# What these say of day and account is what the bank booked; a CSV, the last, may name another day than that of value.
CSV = "csv"
STATEMENTS = ("camt", "mt940", "cfonb120", "ofx", CSV)
# A person says that it is another payment than the one it resembles.
ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One telling of a credit. `told_by`: notice, a statement's format, file, hand, unverified; `key`: the teller's own
    for it; `minor` of `currency`; `batch`: the bank's id of the entry that it is a part of, or all of (empty: none);
    `part_of`: of a part, the entry's place in its document and its amount. `dated`: False where `on` is only the day on
    which the mail came."""

    told_by: str
    key: str
    currency: str
    minor: int
    on: date
    account: str = ""
    payer: str = ""
    payer_iban: str = ""
    label: str = ""
    batch: str = ""
    part_of: tuple[int, int] | None = None
    dated: bool = True
    booked_on: date | None = None

    @property
    def entry(self) -> str:
        """The bank's id under which others may have told the whole or the parts; empty where that cannot be."""
        return "" if self.told_by in ONE_BY_ONE else self.batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A payment in the books, with all that was told of it. `counts`: False where nobody has vouched for it yet;
    `gone_on`: when the bank took it back, and what came after that day is another one."""

    payment_id: int
    tellings: tuple[Told, ...]
    counts: bool = True
    gone_on: date | None = None

    def was_told_by(self, *who: str) -> bool:
        """Did one of these tell of it already?"""
        return any(one.told_by in who for one in self.tellings)

    @property
    def on_some_account(self) -> bool:
        """Did anybody say for sure on which of the firm's accounts it came?"""
        return any(one.account for one in self.tellings)
