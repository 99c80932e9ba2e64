"""The one place that builds things from Settings: books, blobs, texts, mailbox, sender, ladders."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Event
from time import monotonic, sleep

from mailbot.config.policy import ladders
from mailbot.config.schema import Imap, Settings, Smtp
from mailbot.config.secrets import by_tokens, secret, signing_key
from mailbot.core.announcing import Subscriber, by_kind
from mailbot.core.credential import Credential
from mailbot.core.workdays import Workdays
from mailbot.core.worker import named, parts
from mailbot.inbound.dns_keys import DnsKeys
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Mailbox
from mailbot.inbound.maildir import MaildirMailbox
from mailbot.inbound.second_reader import SecondReader, second_reader
from mailbot.oauth.access import AccessToken
from mailbot.oauth.grant import Application
from mailbot.oauth.provider import provider
from mailbot.outbound.dkim_sign import SigningSender, dkim_key
from mailbot.outbound.firm_card import firm_card
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.maildir_drop import MaildirDrop, mailbox_of
from mailbot.outbound.paced import Pace, PacedSender
from mailbot.outbound.post_provider import post_provider
from mailbot.outbound.smtp import SmtpSender
from mailbot.outbound.templates import Texts
from mailbot.outbound.transport import Sender
from mailbot.store.blobs import Blobs, DatabaseBlobs, DiskBlobs
from mailbot.store.session import Books, migrate, open_books
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.renewal import Renewal, as_files_say, own_templates, state_of_files

_log = logging.getLogger(__name__)


def build(settings: Settings, *, stop: Event | None = None, nonce: Callable[[], str] | None = None) -> Office:
    """The office of this firm; its books are brought to the newest schema.

    `stop` ends waits for mail early; `nonce` replaces the random part of Message-IDs (for a run that can be repeated).
    """
    database = settings.database
    told = by_kind([Subscriber(one.name, one.events) for one in settings.webhooks])
    books = open_books(database.url, secret(database.password_env, database.password_file), told)
    migrate(books)
    overrides = own_templates(settings).folder
    token = access_token(settings)
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
        open_mailbox=lambda: open_mailbox(settings, stop, token),
        open_sender=sender_opener(settings, token),
        nonce=nonce or (lambda: secrets.token_hex(8)),
        jitter=lambda: secrets.randbelow(1000) / 1000,
        worker=named(socket.gethostname(), os.getpid(), machine_start()),
        is_alive=is_alive,
        find_key=DnsKeys() if settings.mailbox.verify_dkim == "when_missing" else None,
        second_reader=_second_reader(settings),
        post=(lambda: post_provider(settings.post.provider)) if settings.post.provider.url else None,
        renew=Renewal(lambda: state_of_files(settings), as_files_say),
    )


def _second_reader(settings: Settings) -> SecondReader | None:
    asked = settings.second_reader
    return second_reader(asked.url, secret(asked.token_env, asked.token_file), asked.patience) if asked.url else None


def _blobs(settings: Settings, books: Books) -> Blobs:
    if settings.database.blobs == "database":
        return DatabaseBlobs(books)
    return DiskBlobs(settings.database.blob_folder)


def application(settings: Settings) -> Application:
    """The application that was registered for the login by tokens."""
    section = settings.mailbox.oauth2
    return Application(
        client_id=section.client_id, secret=secret(section.client_secret_env, section.client_secret_file)
    )


def access_token(settings: Settings) -> AccessToken | None:
    """What renews the access tokens of mail in and out; None where they are logged in to by passwords."""
    mailbox = settings.mailbox
    if not any(by_tokens(mailbox, auth) for auth in (mailbox.imap.auth, mailbox.smtp.auth)):
        return None
    return AccessToken(provider(mailbox.oauth2), application(settings), mailbox.oauth2.refresh_token_file)


def open_mailbox(settings: Settings, stop: Event | None = None, token: AccessToken | None = None) -> Mailbox:
    """The shared mailbox, connected; `token` where one is shared with other connections."""
    mailbox = settings.mailbox
    limit = settings.security.max_message_mb * 1024 * 1024
    if mailbox.kind == "maildir":
        return MaildirMailbox(maildir_of(settings), inbox=mailbox.folders.inbox, limit=limit, stop=stop)
    login = _login(settings, mailbox.imap, token)
    return ImapMailbox(mailbox, login, limit=limit, stop=stop)


def _login(settings: Settings, server: Imap | Smtp, token: AccessToken | None) -> str | Credential:
    if by_tokens(settings.mailbox, server.auth):
        return token or access_token(settings) or ""
    return secret(server.password_env, server.password_file)


def maildir_of(settings: Settings) -> Path:
    """The folder of the shared mailbox when it is a Maildir."""
    return settings.mailbox.maildir / mailbox_of(settings.mailbox.address)


def sender_opener(settings: Settings, token: AccessToken | None = None) -> Callable[[], Sender]:
    """What opens a way out; all of them together keep to the pace."""
    rate = settings.mailbox.smtp.max_per_minute
    pace = Pace(rate, monotonic, sleep) if rate else None
    return lambda: open_sender(settings, token, pace)


def open_sender(settings: Settings, token: AccessToken | None = None, pace: Pace | None = None) -> Sender:
    """The way out."""
    mailbox = settings.mailbox
    if mailbox.transport == "maildir":
        return MaildirDrop(mailbox.maildir)
    sender: Sender = smtp_sender(settings, token)
    if mailbox.dkim.key_file is not None:
        domain = mailbox.dkim.domain or mailbox.address.rpartition("@")[2]
        sender = SigningSender(sender, dkim_key(domain, mailbox.dkim.selector, mailbox.dkim.key_file))
    return PacedSender(sender, pace) if pace else sender


def smtp_sender(settings: Settings, token: AccessToken | None = None) -> SmtpSender:
    """The way out by SMTP, at whatever pace."""
    mailbox = settings.mailbox
    return SmtpSender(mailbox.smtp, mailbox.address, _login(settings, mailbox.smtp, token))


def machine_start() -> str:
    """What tells this start of the machine from the next; where the system does not say, what only this process has."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_hex(8)


def is_alive(worker: str) -> bool:
    """Does the process that made a claim still run? Of other machines it is believed until its claim is old."""
    host, pid, _ = parts(worker)
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
