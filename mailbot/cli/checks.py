"""What `mailbot check` looks at, each by itself: settings in, one finding out.

A check opens what the program would open and sends nothing. It may raise: `mailbot check` turns that into a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from mailbot.config.keys import written
from mailbot.config.rates import load_rates
from mailbot.config.schema import Settings
from mailbot.config.secrets import by_tokens, problem, secret, sources
from mailbot.config.shipped import shipped
from mailbot.core.interest import semesters
from mailbot.core.interest.regimes import indexes
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.own_templates import own_files
from mailbot.store.mail import inbox
from mailbot.store.people import people
from mailbot.store.session import open_books
from mailbot.tasks.desk.renewal import own_templates
from mailbot.tasks.reading.mailbox_words import words
from mailbot.wiring import open_mailbox, open_sender, smtp_sender

_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands: `text` says what was found, and the mend unless all is well."""

    status: Literal["ok", "warn", "fail"]
    text: str


def configuration(settings: Settings) -> Finding:
    """The file was read whole before any check runs; this says what it holds."""
    counts = f"people {len(settings.people)}, ladders {len(settings.ladders)}, banks {len(settings.banks)}"
    if not settings.banks:
        return Finding("warn", f"{counts}. Without a bank no payment is read from mail: fill in banks.")
    return Finding("ok", counts)


def secrets(settings: Settings) -> Finding:
    """Passwords and keys are where the configuration says; the key file is closed to others."""
    wrong = [f"{written(source.path)}: {text}" for source in sources(settings) if (text := problem(source))]
    if wrong:
        return Finding("fail", " ".join(wrong))
    files = [source.file for source in sources(settings) if source.file is not None and not source.env]
    open_files = [str(file) for file in files if file.stat().st_mode & 0o077]
    if open_files:
        return Finding("warn", f"others may read {', '.join(open_files)}. Close it: chmod 600 {' '.join(open_files)}")
    return Finding("ok", "all found")


def approvers(settings: Settings) -> Finding:
    """Somebody decides, and somebody stands in."""
    deciding = [person for person in settings.people if person.role in ("partner", "admin")]
    alone = [person.name for person in deciding if not person.deputy]
    if alone:
        return Finding("warn", f"nobody stands in for {', '.join(alone)}. Name a deputy, or nothing leaves meanwhile.")
    return Finding("ok", f"{len(deciding)} decide, each with a deputy")


def database(settings: Settings) -> Finding:
    """The books open, and somebody may sign in to the pages."""
    url = settings.database.url
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).is_file():
        return Finding("fail", f"{url.removeprefix(_SQLITE)} is not there. `mailbot init` makes it.")
    books = open_books(url, secret(settings.database.password_env, settings.database.password_file))
    try:
        with books.read() as session:
            able = [person for person in people.everybody(session) if person.active and person.password_hash]
    finally:
        books.close()
    if not able:
        return Finding(
            "warn", "opens, but nobody may sign in to the pages yet. `mailbot user add EMAIL` lets somebody."
        )
    return Finding("ok", f"opens; {len(able)} may sign in")


def mail_in(settings: Settings) -> Finding:
    """The mailbox opens with the configured login, and the last turn could write in it."""
    mailbox = open_mailbox(settings)
    try:
        waiting = mailbox.count(settings.mailbox.folders.inbox)
    finally:
        mailbox.close()
    trouble, read_before = _known_of_mailbox(settings)
    if trouble:
        return Finding("fail", trouble)
    if settings.mailbox.kind == "maildir":
        return Finding("warn", f"reads folders below {settings.mailbox.maildir}: for trials. Set mailbox.kind: imap.")
    if not settings.mailbox.trusted_authserv_ids:
        return Finding("warn", "opens; bank mails and approvals by mail are only shown: fill in trusted_authserv_ids.")
    imap = settings.mailbox.imap
    opens = f"{imap.host} lets {settings.mailbox.address} in{_how(settings, imap.auth)}"
    if not read_before and waiting:
        said = _first_reading(settings)
        return Finding("ok", f"{opens}; {waiting} messages wait in {settings.mailbox.folders.inbox}, {said}")
    return Finding("ok", opens)


def _how(settings: Settings, auth: str) -> str:
    return f" by a token of {settings.mailbox.oauth2.provider}" if by_tokens(settings.mailbox, auth) else ""


def _first_reading(settings: Settings) -> str:
    since = settings.mailbox.read_since
    if since == "start":
        return "those of the last 7 days will be read and older ones left alone: mailbox.read_since names another day"
    return f"those since {since:%Y-%m-%d} will be read and older ones left alone (mailbox.read_since)"


def _known_of_mailbox(settings: Settings) -> tuple[str, bool]:
    """What the last turn found wrong with the mailbox, and whether it was ever read."""
    url = settings.database.url
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).is_file():
        return "", False
    books = open_books(url, secret(settings.database.password_env, settings.database.password_file))
    try:
        with books.read() as session:
            read_before = inbox.cursor(session, settings.mailbox.address, settings.mailbox.folders.inbox) is not None
            return words(session), read_before
    finally:
        books.close()


def mail_out(settings: Settings) -> Finding:
    """The server for outgoing mail takes the login; nothing is sent."""
    if settings.mailbox.transport == "maildir":
        return Finding("warn", f"drops into {settings.mailbox.maildir}: for trials. Set mailbox.transport: smtp.")
    how = _how(settings, settings.mailbox.smtp.auth)
    sender = smtp_sender(settings)
    trouble = sender.trouble()
    open_sender(settings).close()  # reads the key that signs, where there is one
    sender.close()
    return Finding("fail", trouble) if trouble else Finding("ok", f"{settings.mailbox.smtp.host} takes mail{how}")


def letters(settings: Settings) -> Finding:
    """The libraries and fonts that print letters are there: one is printed."""
    overrides = settings.templates.folder
    press = LetterPress(overrides if overrides.is_dir() else None, settings.firm.logo)
    size = len(press.pdf("<p>Été 1 234,56 €</p>"))
    fonts = len(list(shipped("templates", "fonts").glob("*.[ot]tf")))
    return Finding("ok", f"a letter prints ({size // 1024} kB, {fonts} fonts)")


def texts(settings: Settings) -> Finding:
    """The firm's own texts replace shipped ones, once every reminder could be made with them."""
    files = own_files(settings.templates.folder)
    if not files:
        return Finding("ok", "the shipped ones")
    used = own_templates(settings)
    if used.mistakes:
        instead = "the last good ones" if used.folder else "the shipped ones"
        return Finding("fail", f"{used.mistakes[0]} Until then {instead} are used; see `mailbot templates check`.")
    return Finding("ok", f"{len(files)} of your own, the others as shipped")


def rates(settings: Settings, today: date) -> Finding:
    """The reference rates of this half-year and the next are known, and were read in the official acts."""
    known, ahead = load_rates(settings.law.rates_folder), semesters.next_first_day(today)
    needed = indexes(settings.firm.country)
    if not needed:
        return Finding("warn", f"no late-payment interest is known for a creditor in {settings.firm.country}.")
    for day in (today, ahead):
        missing = [index for index in needed if known.find(index, day) is None]
        if missing:
            files = ", ".join(str(settings.law.rates_folder / f"{index}.csv") for index in missing)
            unknown = f"{semesters.name(day)} is not known yet: its penalties are refused."
            return Finding("warn", f"{unknown} Once published, add it to {files}.")
    unread = [index for index in needed if known.on(index, ahead).checked == "secondary"]
    note = f"; {', '.join(unread)} read at second hand: compare with the official act" if unread else ""
    return Finding("ok", f"known until {semesters.last_day(ahead)}{note}")


# In the order in which a person would mend them.
CHECKS: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
    ("configuration", configuration),
    ("secrets", secrets),
    ("people", approvers),
    ("database", database),
    ("mail in", mail_in),
    ("mail out", mail_out),
    ("letters", letters),
    ("texts", texts),
)

# The same for what depends on the day.
CHECKS_OF_THE_DAY: tuple[tuple[str, Callable[[Settings, date], Finding]], ...] = (("rates", rates),)
