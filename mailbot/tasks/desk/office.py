"""Everything a task needs to work for one firm, built once by `mailbot.wiring`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mailbot.config.schema import Person, Settings
from mailbot.core.ladder import Ladder
from mailbot.core.workdays import Workdays
from mailbot.inbound.mailbox import Mailbox
from mailbot.inbound.second_reader import SecondReader
from mailbot.outbound.firm_card import FirmCard, Signatory
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.post_provider import PostProvider
from mailbot.outbound.templates import Texts
from mailbot.outbound.transport import Sender
from mailbot.store.blobs import Blobs
from mailbot.store.session import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The firm's settings, books, texts and doors to the mail world.

    `nonce` gives the random part of Message-IDs, `jitter` a random number from 0 to 1 for pauses. `worker` names this
    process in claims; `is_alive` tells whether another worker of that name still runs (False: its claims are
    abandoned). `find_key` asks the DNS for the key of a signature, where signatures are checked here. `renew` reads
    anew what the firm changed in its files; see `fresh`.
    """

    settings: Settings
    books: Books
    blobs: Blobs
    key: bytes
    ladders: Mapping[str, Ladder]
    calendar: Workdays
    texts: Texts
    press: Callable[[], LetterPress]
    firm: FirmCard
    open_mailbox: Callable[[], Mailbox]
    open_sender: Callable[[], Sender]
    nonce: Callable[[], str]
    jitter: Callable[[], float]
    worker: str
    is_alive: Callable[[str], bool]
    find_key: Callable[[str], bytes | None] | None = None
    renew: Callable[[Office], Office] | None = None
    post: Callable[[], PostProvider] | None = None
    second_reader: SecondReader | None = None

    def fresh(self) -> Office:
        """The same office with the ladders and texts of now: whoever begins something begins with it."""
        return self.renew(self) if self.renew else self

    @property
    def zone(self) -> ZoneInfo:
        """The firm's time zone: days are decided in it."""
        return ZoneInfo(self.settings.firm.timezone)

    @property
    def journal(self) -> tuple[str, ...]:
        """Addresses that get a blind copy of each reminder; it proves that a doubtful one left."""
        return (self.settings.mailbox.address,) if self.settings.mailbox.journal_copy else ()

    @property
    def domain(self) -> str:
        """The domain of the firm's own Message-IDs."""
        return self.settings.mailbox.address.rpartition("@")[2]

    def local(self, now: datetime) -> datetime:
        """The instant on the firm's clock."""
        return now.astimezone(self.zone)

    def day(self, now: datetime) -> date:
        """The firm's calendar day at that instant."""
        return self.local(now).date()

    def person(self, email: str) -> Person | None:
        """The member of the firm with this address."""
        return next((p for p in self.settings.people if p.email == email.lower()), None)

    def signatory(self, partner: str) -> Signatory:
        """Who signs for this partner: the partner by name, else the firm's signature."""
        person = self.person(partner)
        card = self.settings.firm.signature
        return Signatory(
            name=person.name if person else card.name or self.settings.firm.name,
            title="" if person else card.title,
            email=self.settings.firm.email or self.settings.mailbox.address,
            phone=self.firm.phone,
        )

    def reply_address(self, token: str) -> str:
        """Where an answer finds its way back: local+token@domain, or the plain address without plus-addresses."""
        local, _, domain = self.settings.mailbox.address.rpartition("@")
        return f"{local}+{token}@{domain}" if self.settings.mailbox.plus_addresses else self.settings.mailbox.address
