"""The one place that builds things from Settings: books, blobs, texts, mailbox, sender, ladders."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Event

from mailbot.config.schema import LadderSettings, Settings
from mailbot.config.secrets import secret, signing_key
from mailbot.core.client import ClientKind
from mailbot.core.ladder import Ladder, Level
from mailbot.core.workdays import Workdays
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Mailbox
from mailbot.inbound.maildir import MaildirMailbox
from mailbot.outbound.firm_card import firm_card
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.maildir_drop import MaildirDrop, mailbox_of
from mailbot.outbound.smtp import SmtpSender
from mailbot.outbound.templates import Texts
from mailbot.outbound.transport import Sender
from mailbot.store.blobs import Blobs, DatabaseBlobs, DiskBlobs
from mailbot.store.session import Books, migrate, open_books
from mailbot.tasks.office import Office


def build(settings: Settings, *, stop: Event | None = None, nonce: Callable[[], str] | None = None) -> Office:
    """The office of this firm; its books are brought to the newest schema.

    `stop` ends waits for mail early; `nonce` replaces the random part of Message-IDs (for a run that can be repeated).
    """
    database = settings.database
    books = open_books(database.url, secret(database.password_env, database.password_file))
    migrate(books)
    overrides = settings.templates.folder if settings.templates.folder.is_dir() else None
    return Office(
        settings=settings,
        books=books,
        blobs=_blobs(settings, books),
        key=signing_key(settings),
        ladders=ladders(settings),
        calendar=Workdays(settings.firm.country),
        texts=Texts(overrides),
        press=cache(lambda: LetterPress(overrides, settings.firm.logo)),
        firm=firm_card(settings),
        open_mailbox=lambda: open_mailbox(settings, stop),
        open_sender=lambda: open_sender(settings),
        nonce=nonce or (lambda: secrets.token_hex(8)),
        jitter=lambda: secrets.randbelow(1000) / 1000,
        worker=f"{socket.gethostname()}/{os.getpid()}",
        is_alive=is_alive,
    )


def ladders(settings: Settings) -> Mapping[str, Ladder]:
    """The configured ladders as values; a kind of client without one climbs the professional ladder, or the first."""
    made = {name: _ladder(name, one) for name, one in settings.ladders.items()}
    usual = made.get(ClientKind.PROFESSIONAL.value) or next(iter(made.values()))
    return {kind.value: usual for kind in ClientKind} | made


def _ladder(name: str, one: LadderSettings) -> Ladder:
    levels = tuple(
        Level(
            number=level.number,
            name=level.name,
            offset_days=level.offset,
            gap_days=level.gap,
            deadline_days=level.deadline,
            channel=level.channel,
            approval=level.approval,
            formal=level.formal,
            penalties=level.penalties,
        )
        for level in one.levels
    )
    return Ladder(
        name=name,
        levels=levels,
        min_contact_gap_days=one.min_contact_gap,
        handover_after_days=one.handover_after,
        raise_all=one.raise_all,
        base=one.base,
    )


def _blobs(settings: Settings, books: Books) -> Blobs:
    if settings.database.blobs == "database":
        return DatabaseBlobs(books)
    return DiskBlobs(settings.database.blob_folder)


def open_mailbox(settings: Settings, stop: Event | None = None) -> Mailbox:
    """The shared mailbox, connected."""
    mailbox = settings.mailbox
    limit = settings.security.max_message_mb * 1024 * 1024
    if mailbox.kind == "maildir":
        return MaildirMailbox(maildir_of(settings), inbox=mailbox.folders.inbox, limit=limit, stop=stop)
    return ImapMailbox(mailbox, secret(mailbox.imap.password_env, mailbox.imap.password_file), limit=limit, stop=stop)


def maildir_of(settings: Settings) -> Path:
    """The folder of the shared mailbox when it is a Maildir."""
    return settings.mailbox.maildir / mailbox_of(settings.mailbox.address)


def open_sender(settings: Settings) -> Sender:
    """The way out."""
    mailbox = settings.mailbox
    if mailbox.transport == "maildir":
        return MaildirDrop(mailbox.maildir)
    return SmtpSender(mailbox.smtp, mailbox.address, secret(mailbox.smtp.password_env, mailbox.smtp.password_file))


def is_alive(worker: str) -> bool:
    """Does the process that made a claim still run? Of other machines it is believed until its claim is old."""
    host, _, pid = worker.partition("/")
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
