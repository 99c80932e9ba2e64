"""Every key of config.yaml, its type, its default and what it is for.

The description of each field is the comment that `config.example.yaml` prints above it.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from mailbot.config.values import (
    Account,
    Colour,
    Country,
    Currency,
    DatabaseUrl,
    Email,
    Iban,
    Language,
    OptionalFile,
    Pattern,
    StartOrDay,
    Zone,
    check_encryption,
    check_events,
    check_hook_url,
    check_token_url,
)
from mailbot.core.deciding.policy import QUOTE
from mailbot.core.interest.debt import Imputation
from mailbot.core.ladder import Base
from mailbot.core.reminder import Channel


class Section(BaseModel):
    """A part of the file: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BankDetails(Section):
    """Where clients pay."""

    iban: Iban = Field("", description="Account that clients pay to; printed on reminders with a QR code.")
    bic: str = Field("", description="Its BIC, if you wish it printed.")
    bank: str = Field("", description="Name of the bank, printed.")


class Signature(Section):
    """The named person who signs."""

    name: str = Field("", description="Who signs mails and letters when the partner is not known by name.")
    title: str = Field("", description="Their title.")


class Firm(Section):
    """The creditor, in whose own name everything is sent."""

    name: str = Field(description="Name printed in letters and mails.")
    profession: Literal["lawyer", "accountant", "company"] = Field("company", description="lawyer | accountant | company: chooses what may be announced after a formal notice.")
    address: str = Field("", description="Street line of the letterhead.")
    postcode: str = Field("", description="Postcode.")
    city: str = Field("", description="City.")
    country: Country = Field("FR", description="Country of the firm (two letters): public holidays follow it.")
    siren: str = Field("", description="SIREN, printed in the legal line.")
    bar: str = Field("", description="Bar of a law firm, for example Nantes: whose bâtonnier a request about fees is written to.")
    vat_number: str = Field("", description="VAT number, printed in the legal line.")
    phone: str = Field("", description="Phone number printed for questions.")
    email: Email | Literal[""] = Field("", description="Address printed for questions; empty = mailbox.address.")
    website: str = Field("", description="Printed in the letterhead.")
    legal_line: str = Field("", description="Small print at the foot of letters; empty = made from name, SIREN and VAT number.")
    logo: OptionalFile = Field(None, description="SVG, PNG or JPEG file of the logo, relative to this file; empty = the name set in type.")
    colour: Colour = Field("#1f4e5f", description="The one accent colour.")
    language: Language = Field("fr", description="Language of digests, alerts and the admin: fr | en.")
    timezone: Zone = Field("Europe/Paris", description="Days and send windows are decided in this zone.")
    currency: Currency = Field("EUR", description="Currency of invoices that name none.")
    bank: BankDetails = Field(default_factory=BankDetails, description="Where clients pay.")
    signature: Signature = Field(default_factory=Signature, description="Who signs.")


class Imap(Section):
    """Mail in, by IMAP."""

    host: str = Field("", description="IMAP server, for example imap.example.fr.")
    port: int = Field(993, ge=1, le=65535, description="993 for tls, 143 for starttls.")
    security: Literal["tls", "starttls", "none"] = Field("tls", description="tls | starttls | none (none only for localhost).")
    user: str = Field("", description="Login; empty = mailbox.address.")
    password_env: str = Field("", description="Environment variable that holds the password.")
    password_file: OptionalFile = Field(None, description="Or a file that holds it (first line).")
    auth: Literal["password", "oauth2"] = Field("password", description="password | oauth2 (see mailbox.oauth2).")
    ca_file: OptionalFile = Field(None, description="Certificate authority to trust besides the system's.")
    timeout_seconds: int = Field(30, ge=1, description="A silent server is given up after this.")
    idle_seconds: int = Field(240, ge=5, le=1500, description="IDLE is renewed this often.")

    @model_validator(mode="after")
    def _safe(self) -> Imap:
        check_encryption(self.host, self.security)
        return self


class Smtp(Section):
    """Mail out, by SMTP."""

    host: str = Field("", description="SMTP submission server.")
    port: int = Field(587, ge=1, le=65535, description="587 for starttls, 465 for tls.")
    security: Literal["tls", "starttls", "none"] = Field("starttls", description="tls | starttls | none (none only for localhost).")
    user: str = Field("", description="Login; empty = mailbox.address; '-' = no login.")
    password_env: str = Field("", description="Environment variable that holds the password.")
    password_file: OptionalFile = Field(None, description="Or a file that holds it (first line).")
    auth: Literal["password", "oauth2"] = Field("password", description="password | oauth2 (see mailbox.oauth2).")
    ca_file: OptionalFile = Field(None, description="Certificate authority to trust besides the system's.")
    timeout_seconds: int = Field(30, ge=1, description="A silent server is given up after this.")
    connections: int = Field(1, ge=1, le=10, description="At most this many connections at a time; more help where the server takes long to answer, and where it allows them.")
    max_per_minute: int = Field(0, ge=0, description="At most this many messages a minute, evenly; 0: as fast as the server takes them.")

    @model_validator(mode="after")
    def _safe(self) -> Smtp:
        check_encryption(self.host, self.security)
        return self


class Dkim(Section):
    """A signature on what leaves; needed only where the mail server does not sign."""

    selector: str = Field("", description="Selector of the public key in your DNS (selector._domainkey.domain); empty = no signing here.")
    domain: str = Field("", description="Domain that signs; empty = the one of mailbox.address.")
    key_file: OptionalFile = Field(None, description="File with the private key (PEM, RSA).")

    @model_validator(mode="after")
    def _whole(self) -> Dkim:
        if bool(self.selector) != bool(self.key_file):
            raise ValueError("selector and key_file go together")
        return self


class OAuth2(Section):
    """The login by tokens that Microsoft 365 and Google ask for instead of a password."""

    provider: Literal["microsoft", "google", "custom"] = Field("microsoft", description="microsoft | google | custom (then token_url, authorize_url and scopes).")
    client_id: str = Field("", description="Application (client) ID that you registered; empty = the secrets of imap and smtp are access tokens that you renew yourself.")
    client_secret_env: str = Field("", description="Environment variable that holds the application's secret, if it has one (Google's always has).")
    client_secret_file: OptionalFile = Field(None, description="Or a file that holds it (first line).")
    refresh_token_file: Path = Field(Path("refresh.token"), description="File that keeps the consent; `mailbot authorize` writes it, renewed tokens are written back.")
    tenant: str = Field("organizations", description="Microsoft: your tenant's ID or domain.")
    scopes: tuple[str, ...] = Field((), description="Rights asked for; empty = those for IMAP and SMTP at this provider.")
    token_url: str = Field("", description="Custom: where tokens are renewed (https).")
    authorize_url: str = Field("", description="Custom: where a person consents (https).")

    @model_validator(mode="after")
    def _complete(self) -> OAuth2:
        if self.client_id and self.provider == "custom" and not self.token_url:
            raise ValueError("token_url is missing: write where the provider renews tokens")
        check_token_url(self.token_url)
        if self.authorize_url and not self.authorize_url.startswith("https://"):
            raise ValueError("authorize_url must begin with https://")
        return self


class Folders(Section):
    """Names of the mailbox folders; made when missing."""

    inbox: str = Field("INBOX", description="Where mail arrives.")
    sent: str = Field("Sent", description="A copy of each sent message goes here.")
    done: str = Field("Mailbot/Traité", description="Understood messages are moved here.")
    bank: str = Field("Mailbot/Banque", description="Bank notices that were read.")
    review: str = Field("Mailbot/À voir", description="Messages that wait for a person.")
    rejected: str = Field("Mailbot/Rejeté", description="What was understood and has no effect: robots that tell nothing, lists, advertising.")
    quarantine: str = Field("Mailbot/Quarantaine", description="Messages that made the program fail: a person reads them.")
    says_dispute: str = Field("Mailbot/Litige", description="A message that somebody moves here is a dispute; empty: no such folder.")
    says_paid: str = Field("Mailbot/Dit avoir réglé", description="Moved here: the client says that it is paid; empty: no such folder.")
    says_answered: str = Field("Mailbot/Répondu", description="Moved here: a person has answered it, reminders go on; empty: no such folder.")
    says_nothing: str = Field("Mailbot/Rien à faire", description="Moved here: there is nothing to do, reminders go on; empty: no such folder.")
    presence: str = Field("Mailbot/Présence", description="One note that says which Mailbot reads this mailbox; a second one by mistake sees it and keeps still.")


class Mailbox(Section):
    """The shared mailbox."""

    address: Email = Field(description="Address of the shared mailbox; reminders are sent from it.")
    kind: Literal["imap", "maildir"] = Field("imap", description="imap | maildir (a folder on disk, for trials and the demo).")
    transport: Literal["smtp", "maildir"] = Field("smtp", description="smtp | maildir (drops messages into folders, for trials and the demo).")
    maildir: Path = Field(Path("mail"), description="Folder of the Maildirs when kind or transport is maildir.")
    imap: Imap = Field(default_factory=Imap, description="Mail in.")
    smtp: Smtp = Field(default_factory=Smtp, description="Mail out.")
    dkim: Dkim = Field(default_factory=Dkim, description="Signing what leaves.")
    oauth2: OAuth2 = Field(default_factory=OAuth2, description="Login by tokens, where imap.auth or smtp.auth is oauth2.")
    folders: Folders = Field(default_factory=Folders, description="Names of the folders.")
    read_since: StartOrDay = Field("start", description="start (what arrived since the first start and in the week before) | a date: older messages are left alone. Nothing from before the first start is obeyed or answered.")
    journal_copy: bool = Field(False, description="true: a blind copy of each reminder comes back to the mailbox and proves that it left.")
    plus_addresses: bool = Field(True, description="The provider delivers name+anything@ to name@; replies then find their reminder by address.")
    trusted_authserv_ids: tuple[str, ...] = Field((), description="Names your own server signs Authentication-Results with; without one, bank mails and approvals by mail are shown, never obeyed.")
    verify_dkim: Literal["off", "when_missing"] = Field("off", description="off | when_missing: signatures of banks and members of the firm are checked here (asks the DNS) where no server has written Authentication-Results.")
    own_domains: tuple[str, ...] = Field((), description="Domains of the firm; empty = the domain of address.")

    @model_validator(mode="after")
    def _servers_named(self) -> Mailbox:
        if self.kind == "imap" and not self.imap.host:
            raise ValueError("imap.host is missing: name the IMAP server, or set kind: maildir")
        if self.transport == "smtp" and not self.smtp.host:
            raise ValueError("smtp.host is missing: name the SMTP server, or set transport: maildir")
        return self

    @property
    def domains(self) -> tuple[str, ...]:
        """The firm's own domains, lower case."""
        return tuple(d.lower() for d in self.own_domains) or (self.address.rpartition("@")[2],)


class Database(Section):
    """The books."""

    url: DatabaseUrl = Field("sqlite:///mailbot.db", description="sqlite:///FILE (relative to this file) or postgresql+psycopg://USER@HOST/NAME.")
    password_env: str = Field("", description="Environment variable that holds the PostgreSQL password.")
    password_file: OptionalFile = Field(None, description="Or a file that holds it.")
    blobs: Literal["disk", "database"] = Field("disk", description="Where raw mails and files are kept: disk | database (for several machines).")
    blob_folder: Path = Field(Path("blobs"), description="Folder of the blobs when on disk.")


class Person(Section):
    """A member of the firm."""

    email: Email = Field(description="Address; approvals by mail count only from here.")
    name: str = Field(description="Name printed as signature.")
    role: Literal["admin", "partner", "assistant", "viewer"] = Field("partner", description="admin | partner | assistant | viewer.")
    deputy: Email | Literal[""] = Field("", description="Who is asked when this partner is absent or silent.")


class LevelSettings(Section):
    """One level of a ladder."""

    number: int = Field(ge=0, le=99, description="Order of the level.")
    name: str = Field(description="Its name, as people see it.")
    offset: int = Field(description="Opens this many days after the ladder's base day (negative: before).")
    gap: int = Field(0, ge=0, description="At least this many days after the previous level was sent.")
    deadline: int | None = Field(None, ge=1, description="Days given to pay, printed as a date; empty = none printed.")
    channel: Channel = Field(Channel.MAIL, description="mail | mail+letter (the letter is attached as PDF) | mail+word (as a Word document) | letter (on paper only, by post).")
    post: Literal["none", "plain", "registered"] = Field("none", description="none | plain | registered: how its letter goes on paper too; see mailbot post.")
    approval: Literal["partner", "auto"] = Field("partner", description="partner | auto (leaves without approval).")
    formal: bool = Field(False, description="true: a formal notice (mise en demeure); it travels alone.")
    penalties: bool = Field(False, description="true: it prints interest and fixed sums to the day, with the annex to recompute them; never to whom they cannot be claimed from.")


class LadderSettings(Section):
    """A policy."""

    levels: tuple[LevelSettings, ...] = Field(min_length=1, description="The levels, in order.")
    base: Base = Field(Base.DUE, description="due | issued | sent: the day of the invoice that the levels' offsets count from; an invoice whose sending day is not known counts from its issue. None is reminded before it is overdue, but by a negative offset from the due date.")
    min_contact_gap: int = Field(7, ge=0, description="Days of silence kept between two contacts of a client.")
    handover_after: int = Field(7, ge=0, description="Days after the last deadline until the hand-over alert.")
    raise_all: bool = Field(False, description="true: every invoice of a reminder takes one level, the one after the highest among them; never while a printed deadline runs.")
    raise_to_formal: bool = Field(False, description="true: raise_all lifts to a formal notice too, those invoices for which the notice's own day, gap and deadline have come.")

    @model_validator(mode="after")
    def _paper(self) -> LadderSettings:
        if any(level.post != "none" and level.channel in (Channel.MAIL, Channel.MAIL_AND_WORD) for level in self.levels):
            raise ValueError("post needs a letter: write channel: mail+letter or letter")
        return self

    @model_validator(mode="after")
    def _rising(self) -> LadderSettings:
        numbers = [level.number for level in self.levels]
        if numbers != sorted(set(numbers)):
            raise ValueError("levels must have rising numbers, each once")
        if self.base is not Base.DUE and any(level.offset < 0 for level in self.levels):
            raise ValueError("an offset below 0 counts back from the due date: write base: due, or an offset of 0 or more")
        if self.raise_to_formal and not self.raise_all:
            raise ValueError("raise_to_formal: true needs raise_all: true")
        return self


class BankProfile(Section):
    """A bank or payment provider whose notices are read."""

    name: str = Field(description="Its name, as people see it.")
    type: Literal["bank", "psp"] = Field("bank", description="bank | psp (payment provider).")
    domains: tuple[str, ...] = Field(min_length=1, description="The only From domains that are this bank; subdomains included.")
    currency: Currency = Field("EUR", description="Currency of amounts that name none.")
    own_ibans: tuple[Iban, ...] = Field((), description="The firm's accounts there; notices about others are not ours.")
    patterns: dict[Literal["amount", "payer", "label", "value_date", "credit", "debit"], Pattern] = Field(default_factory=dict, description="Optional regular expressions (one group each) that refine the generic reader.")
    silent_after_days: int = Field(5, ge=1, description="Working days without a word from this bank after which reminders are held back.")


class Matching(Section):
    """How payments find invoices."""

    auto: bool = Field(True, description="false: every match is only proposed.")
    threshold: float = Field(0.99, ge=0.5, le=1, description="Score from which a match is made without a person.")
    by_name: bool = Field(False, description="true: the name on file with one exact sum is enough, without a number or a known account.")
    write_off_tolerance: Decimal = Field(Decimal("2.00"), ge=0, description="A client who owes less than this is not reminded (below_minimum): write the remainder off.")


class Approval(Section):
    """How partners decide."""

    by_mail: bool = Field(True, description="Replies to the digest decide.")
    link_valid_days: int = Field(7, ge=1, le=60, description="Signed links in the digest work this long.")
    deputy_after_working_days: int = Field(2, ge=1, description="After this much silence the digest goes to the deputy.")
    expires_after_days: int = Field(7, ge=1, description="A proposal nobody decided on, or an approval that could not be sent, expires after this.")
    default_partner: Email | Literal[""] = Field("", description="Who decides on invoices without a partner; empty = the first partner in people.")


class Schedule(Section):
    """When things run, in the firm's zone."""

    poll_every_seconds: int = Field(120, ge=5, description="The mailbox is looked at this often besides IDLE.")
    plan_at: time = Field(time(7, 0), description="When the day's reminders are proposed.")
    digest_at: time = Field(time(7, 30), description="When digests leave.")
    alerts_at: time = Field(time(8, 0), description="When alerts leave; urgent ones leave at once, at any hour.")
    send_every_minutes: int = Field(5, ge=1, description="How often approved reminders are released in the window.")
    send_from: time = Field(time(8, 30), description="Start of the send window (Mon-Fri, never on a public holiday).")
    send_until: time = Field(time(17, 30), description="End of the send window.")
    housekeeping_at: time = Field(time(3, 0), description="Clean-up and checks.")
    max_per_run: int = Field(200, ge=1, description="At most this many reminders are released per run.")
    max_per_domain_per_hour: int = Field(0, ge=0, description="At most this many messages leave to the addresses of one domain within an hour; 0: no limit. The rest leaves later.")
    max_per_address_per_day: int = Field(3, ge=1, description="At most this many reminders leave to one address a day, whichever clients share it.")


class Waiting(Section):
    """How long a client's word is waited for, in working days."""

    promise: int = Field(3, ge=0, le=60, description="After the day promised: transfers take time. Then the promise is broken and reminders go on.")
    instalment: int = Field(3, ge=0, le=60, description="After the day of an instalment. Then it is missed and the plan ends.")
    paid: int = Field(10, ge=0, le=60, description="After a client said that it is paid.")
    call_again: int = Field(2, ge=1, le=60, description="After a call that reached nobody; then another one is put on the list.")
    conversation: int = Field(5, ge=0, le=60, description="After a message that a person has to read.")


class Alerts(Section):
    """What people are told without asking."""

    deputy_after_working_days: int = Field(2, ge=1, description="An alert that nobody has dealt with by then is mailed to the deputy too.")
    next_level: Literal["never", "formal", "all"] = Field("formal", description="never | formal | all: of which levels the partner is told that they are due now.")
    limitation_months: tuple[int, ...] = Field((12, 6, 2), description="Months before limitation at which it is told.")


class WeeklyReport(Section):
    """The report of the week, by mail."""

    recipients: tuple[Email, ...] = Field((), description="Who gets it, of people: each in their own rights (admin.partners_see); nobody unless named here.")
    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday"] = Field("monday", description="monday … friday: the day on which it leaves, about the seven days before; on a public holiday it leaves on the next working day.")
    at: time = Field(time(7, 45), description="When it leaves.")


class Reports(Section):
    """Figures by mail."""

    weekly: WeeklyReport = Field(default_factory=WeeklyReport, description="The report of the week.")


class Templates(Section):
    """The firm's own texts."""

    folder: Path = Field(Path("templates"), description="Files here replace the shipped ones of the same path.")
    attach_invoice: bool = Field(True, description="Attach the invoice's PDF to reminders.")
    max_attachments_mb: int = Field(15, ge=0, description="Invoices whose PDF do not fit together in so many megabytes are not attached; the mail says that they are sent on request.")


class PostProvider(Section):
    """A service that prints and posts letters; see docs/guide/adding-a-post-provider.md."""

    url: str = Field("", description="Where it listens (https); empty = letters are printed here.")
    token_env: str = Field("", description="Environment variable with its token.")
    token_file: OptionalFile = Field(None, description="Or a file that holds it (first line).")

    @model_validator(mode="after")
    def _safe(self) -> PostProvider:
        check_token_url(self.url)
        return self


class Post(Section):
    """Letters on paper."""

    printer: str = Field("", description="CUPS queue that `mailbot post run` prints to; empty = it only writes the file.")
    lp: str = Field("lp", description="The program that hands a file to the printer.")
    duplex: bool = Field(True, description="Each letter begins on a new sheet, its pages on both sides.")
    provider: PostProvider = Field(default_factory=PostProvider, description="A service that prints and posts instead.")


class Import(Section):
    """Files in."""

    columns: dict[str, str] = Field(default_factory=dict, description="Other headers: {'N° facture': number, 'Tiers': client}.")
    terms_days: int | None = Field(None, ge=0, description="Days to pay when a line has no due date; empty = such a line is refused.")
    old_debts: Literal["hold", "remind"] = Field("hold", description="Invoices already overdue at the first import: hold until a person says from which level | remind.")
    files_folder: Path = Field(Path("invoices"), description="Where the column file looks for invoice PDFs (besides next to the CSV).")
    started_on: date | None = Field(None, description="Day the bot starts; empty = day of the first import.")


class Law(Section):
    """What the law adds to a debt."""

    rates_folder: Path = Field(Path("rates"), description="Folder with the firm's own rows of reference rates (ecb_mro.csv …: from,until,percent,source); they add to the shipped ones.")
    agreed_percent: Decimal | None = Field(None, ge=0, le=100, description="Penalty rate of your terms of sale, in percent a year, for professional clients; empty = the law's own rate. Below the legal minimum (three times the legal rate) it is applied and reported.")
    apply_payment_to: Imputation = Field(Imputation.PRINCIPAL, description="principal | interest: what a part payment extinguishes first; interest is C. civ. 1343-1, principal is in the debtor's favour. The annex says which.")


class Accounting(Section):
    """How write-offs, bad and doubtful debts are booked and exported."""

    method: Literal["accrual", "cash"] = Field("accrual", description="accrual (engagement) | cash (trésorerie, as lawyers under BNC: nothing is booked before money moves).")
    journal: str = Field("OD", description="Code of the journal that entries are written to.")
    journal_name: str = Field("Opérations diverses", description="Its name.")
    closing_month: int = Field(12, ge=1, le=12, description="Month at whose end the accounting year closes; entries are numbered anew each year.")
    bank_journal: str = Field("BQ", description="Code of the journal for money received (cash method).")
    bank_journal_name: str = Field("Banque", description="Its name.")
    customers: Account = Field("411", description="Customers.")
    doubtful: Account = Field("416", description="Doubtful customers.")
    loss: Account = Field("658", description="Small differences lost.")
    gain: Account = Field("758", description="Small differences gained.")
    bad_debt: Account = Field("654", description="Losses on bad debts.")
    vat: Account = Field("44571", description="VAT collected, taken back on bad debts.")
    vat_on: Literal["invoices", "receipts"] = Field("invoices", description="invoices | receipts: when the firm pays its VAT over; VAT paid on receipts is never lost with a bad debt.")
    vat_percent: Decimal | None = Field(None, ge=0, le=100, description="VAT rate of invoices whose VAT is not known; empty = none is taken back without a person saying how much.")
    bank: Account = Field("512", description="Bank (cash method).")
    fees: Account = Field("706", description="Fees (cash method).")


class Admin(Section):
    """The web pages."""

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, ge=0, le=65535, description="Port.")
    base_url: str = Field("http://127.0.0.1:8080", description="Address people reach it by; printed in digests.")
    metrics_token_env: str = Field("", description="Environment variable with the token that /metrics asks for; empty = /metrics is off.")
    partners_see: Literal["all", "own"] = Field("all", description="all: every partner sees every matter; own: only their own, and those of whom they stand in for.")
    api_per_minute: int = Field(300, ge=1, description="Requests that one program may make in a minute (docs/guide/programs.md).")


class Webhook(Section):
    """A program that is told what happens, by a signed request."""

    name: str = Field(min_length=1, max_length=60, description="What you call it; shown where its failures are.")
    url: str = Field(description="Where it listens; begins with https://.")
    secret_env: str = Field("", description="Environment variable with the secret that signs what it is told (24 characters or more).")
    secret_file: OptionalFile = Field(None, description="Or a file that holds it (first line).")
    events: tuple[str, ...] = Field((), description="Of what it is told (docs/guide/programs.md); empty = everything.")
    private_addresses: bool = Field(False, description="It may stand on this machine or network, and be spoken to without TLS.")

    @model_validator(mode="after")
    def _known(self) -> Webhook:
        check_hook_url(self.url, private=self.private_addresses)
        check_events(self.events)
        return self


class SecondReader(Section):
    """Another reader of clients' answers, asked over HTTP; it can only raise a doubt (docs/guide/reading.md)."""

    url: str = Field("", description="Where it is asked; https://, or http:// with private_addresses. Empty: nobody but Mailbot reads.")
    token_env: str = Field("", description="Environment variable with the token it wants.")
    token_file: OptionalFile = Field(None, description="Or a file that holds it (first line).")
    patience: int = Field(10, ge=1, le=60, description="Seconds to wait for its answer; the message is then handled without it.")
    private_addresses: bool = Field(False, description="It stands on this machine or network, and is spoken to without TLS.")

    @model_validator(mode="after")
    def _closed(self) -> SecondReader:
        if self.url:
            check_hook_url(self.url, private=self.private_addresses)
        return self


class Security(Section):
    """Keys and limits."""

    key_file: Path = Field(Path("secret.key"), description="File with the key that signs tokens, links and sessions; `mailbot init` makes one.")
    key_env: str = Field("", description="Or the environment variable that holds it.")
    max_message_mb: int = Field(40, ge=1, description="Larger messages are not read but shown.")
    max_automatic_mails_per_day: int = Field(3, ge=0, description="No address gets more automatic answers a day.")


class Retention(Section):
    """How long things are kept. The periods begin when nothing is owed and nothing has happened any more."""

    professional_years: int = Field(5, ge=0, description="Years after which the dunning file of a professional or public client is erased (C. civ. 2224); 0: never by itself.")
    consumer_years: int = Field(2, ge=0, description="Years for a consumer's (C. conso. L218-2); 0: never by itself.")
    without_invoice_years: int = Field(3, ge=0, description="Years for a client without any invoice; 0: never by itself.")
    other_mail_years: int = Field(5, ge=0, description="Years after which digests, alerts, their answers and messages that were nobody's are erased; 0: never.")
    accounting_years: int = Field(10, ge=10, description="Years from the end of the financial year for which invoices, payments and entries keep their names (C. com. L123-22: ten at least).")

    backup_keep: int = Field(0, ge=0, description="Housekeeping makes a backup each night and keeps this many; 0: none (PostgreSQL: use its own tools).")
    backup_folder: Path = Field(Path("backups"), description="Where these backups are kept.")


def default_ladders() -> dict[str, LadderSettings]:
    """The ladders of a firm that writes none: rules of the house, numbers relative to the due date.

    Interest and fixed sums are printed in the formal notice only, and never to consumers. A public body is asked where
    the payment stands. A quote is asked about once.
    """
    dunning = ("pré-relance", "rappel courtois", "rappel ferme", "mise en demeure")
    asking = ("pré-relance", "point sur le paiement", "demande d'état d'avancement", "mise en demeure")
    quote = LevelSettings(number=1, name="relance de devis", offset=15)
    return {
        "professional": LadderSettings(levels=_steps(dunning, penalties=True)),
        "consumer": LadderSettings(levels=_steps(dunning, penalties=False)),
        "public": LadderSettings(levels=_steps(asking, penalties=True)),
        QUOTE: LadderSettings(levels=(quote,), base=Base.SENT),
    }


def _steps(names: tuple[str, str, str, str], *, penalties: bool) -> tuple[LevelSettings, ...]:
    ahead, first, second, notice = names
    letter = Channel.MAIL_AND_LETTER
    return (
        LevelSettings(number=0, name=ahead, offset=-5),
        LevelSettings(number=1, name=first, offset=5, deadline=8),
        LevelSettings(number=2, name=second, offset=15, gap=10, deadline=8, channel=letter),
        LevelSettings(number=3, name=notice, offset=30, gap=15, deadline=8, channel=letter, formal=True, penalties=penalties),
    )


class Settings(Section):
    """The whole file."""

    firm: Firm = Field(description="The creditor.")
    mailbox: Mailbox = Field(description="The shared mailbox.")
    database: Database = Field(default_factory=Database, description="The books.")
    people: tuple[Person, ...] = Field(min_length=1, description="Who works here; at least one partner.")
    ladders: dict[str, LadderSettings] = Field(default_factory=default_ladders, description="Policies; chosen by invoice, else client, else kind of client (a kind without one: professional, else the first). Quotes climb `quote`; without it none is reminded.")
    banks: tuple[BankProfile, ...] = Field((), description="Banks whose notices are read.")
    matching: Matching = Field(default_factory=Matching, description="How payments find invoices.")
    approval: Approval = Field(default_factory=Approval, description="How partners decide.")
    schedule: Schedule = Field(default_factory=Schedule, description="When things run.")
    waiting: Waiting = Field(default_factory=Waiting, description="How long a client's word is waited for, in working days.")
    alerts: Alerts = Field(default_factory=Alerts, description="What people are told without asking.")
    reports: Reports = Field(default_factory=Reports, description="Figures by mail.")
    templates: Templates = Field(default_factory=Templates, description="The firm's own texts.")
    post: Post = Field(default_factory=Post, description="Letters on paper.")
    import_: Import = Field(default_factory=Import, alias="import", description="Files in.")
    law: Law = Field(default_factory=Law, description="What the law adds to a debt.")
    accounting: Accounting = Field(default_factory=Accounting, description="How write-offs, bad and doubtful debts are booked and exported.")
    admin: Admin = Field(default_factory=Admin, description="The web pages.")
    webhooks: tuple[Webhook, ...] = Field((), description="Programs that are told what happens; none unless named here.")
    second_reader: SecondReader = Field(default_factory=SecondReader, description="Another reader of clients' answers; none unless named here.")
    security: Security = Field(default_factory=Security, description="Keys and limits.")
    retention: Retention = Field(default_factory=Retention, description="How long things are kept.")
    _source: Path | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _ladders_for_debts(self) -> Settings:
        if set(self.ladders) == {QUOTE}:
            raise ValueError("ladders: at least one besides quote, for invoices")
        return self

    @model_validator(mode="after")
    def _each_program_once(self) -> Settings:
        names = [one.name for one in self.webhooks]
        if len(set(names)) != len(names):
            raise ValueError("webhooks: each name once")
        return self

    @model_validator(mode="after")
    def _somebody_decides(self) -> Settings:
        emails = [person.email for person in self.people]
        if len(set(emails)) != len(emails):
            raise ValueError("people: each address once")
        if not any(person.role in ("partner", "admin") for person in self.people):
            raise ValueError("people: at least one partner is needed to approve reminders")
        unknown = [person.deputy for person in self.people if person.deputy and person.deputy not in emails]
        if unknown:
            raise ValueError(f"people: the deputy {unknown[0]} is not in the list")
        if self.approval.default_partner and self.approval.default_partner not in emails:
            raise ValueError(f"approval.default_partner: {self.approval.default_partner} is not in people")
        return self

    @model_validator(mode="after")
    def _reported_to_people(self) -> Settings:
        emails = [person.email for person in self.people]
        unknown = [one for one in self.reports.weekly.recipients if one not in emails]
        if unknown:
            raise ValueError(f"reports.weekly.recipients: {unknown[0]} is not in people")
        return self

    @property
    def source(self) -> Path | None:
        """The file that all this was read from; None where it was made otherwise."""
        return self._source

    def read_from(self, source: Path) -> Settings:
        """The same, known to come from this file."""
        self._source = source
        return self

    @property
    def default_partner(self) -> str:
        """Address of the partner who decides when an invoice names none."""
        if self.approval.default_partner:
            return self.approval.default_partner
        return next(p.email for p in self.people if p.role in ("partner", "admin"))
