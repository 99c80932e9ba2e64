"""The one place that builds things from Settings: books, blobs, texts, mailbox, sender, ladders."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Event
from time import monotonic, sleep

from mailbot.config.schema import Imap, LadderSettings, Settings, Smtp, default_ladders
from mailbot.config.secrets import by_tokens, secret, signing_key
from mailbot.core.client import ClientKind
from mailbot.core.credential import Credential
from mailbot.core.deciding.policy import QUOTE
from mailbot.core.ladder import Ladder, Level
from mailbot.core.workdays import Workdays
from mailbot.inbound.dns_keys import DnsKeys
from mailbot.inbound.imap import ImapMailbox
from mailbot.inbound.mailbox import Mailbox
from mailbot.inbound.maildir import MaildirMailbox
from mailbot.oauth.access import AccessToken
from mailbot.oauth.grant import Application
from mailbot.oauth.provider import provider
from mailbot.outbound.dkim_sign import SigningSender, dkim_key
from mailbot.outbound.firm_card import Signatory, firm_card
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.maildir_drop import MaildirDrop, mailbox_of
from mailbot.outbound.own_templates import InUse, in_use
from mailbot.outbound.paced import PacedSender
from mailbot.outbound.smtp import SmtpSender
from mailbot.outbound.template_check import template_mistakes
from mailbot.outbound.templates import Texts
from mailbot.outbound.transport import Sender
from mailbot.store.blobs import Blobs, DatabaseBlobs, DiskBlobs
from mailbot.store.session import Books, migrate, open_books
from mailbot.tasks.desk.office import Office

_log = logging.getLogger(__name__)


def build(settings: Settings, *, stop: Event | None = None, nonce: Callable[[], str] | None = None) -> Office:
    """The office of this firm; its books are brought to the newest schema.

    `stop` ends waits for mail early; `nonce` replaces the random part of Message-IDs (for a run that can be repeated).
    """
    database = settings.database
    books = open_books(database.url, secret(database.password_env, database.password_file))
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
        open_sender=lambda: open_sender(settings, token),
        nonce=nonce or (lambda: secrets.token_hex(8)),
        jitter=lambda: secrets.randbelow(1000) / 1000,
        worker=f"{socket.gethostname()}/{os.getpid()}",
        is_alive=is_alive,
        find_key=DnsKeys() if settings.mailbox.verify_dkim == "when_missing" else None,
    )


def own_templates(settings: Settings) -> InUse:
    """The firm's own templates, tried before they are used; faulty ones are told in the log, and by `mailbot check`."""
    card, signed, logo = firm_card(settings), settings.firm.signature, settings.firm.logo
    signatory = Signatory(name=signed.name or settings.firm.name, title=signed.title)
    used = in_use(settings.templates.folder, lambda own: template_mistakes(own, card, signatory, logo))
    for mistake in used.mistakes:
        _log.error("templates: %s The %s are used.", mistake, "last good ones" if used.folder else "shipped ones")
    return used


def ladders(settings: Settings) -> Mapping[str, Ladder]:
    """The configured ladders as values (the shipped ones when none is written); a kind of client without one climbs the
    professional ladder, or the first.

    Quotes have theirs or none: without one they stand on a ladder that has no level.
    """
    made = {name: _ladder(name, one) for name, one in (settings.ladders or default_ladders()).items()}
    usual = made.get(ClientKind.PROFESSIONAL.value) or next(one for name, one in made.items() if name != QUOTE)
    return {QUOTE: Ladder(name=QUOTE, levels=())} | {kind.value: usual for kind in ClientKind} | made


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
            post=level.post,
        )
        for level in one.levels
    )
    return Ladder(
        name=name,
        levels=levels,
        min_contact_gap_days=one.min_contact_gap,
        handover_after_days=one.handover_after,
        raise_all=one.raise_all,
        raise_to_formal=one.raise_to_formal,
        base=one.base,
    )


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


def open_sender(settings: Settings, token: AccessToken | None = None) -> Sender:
    """The way out."""
    mailbox = settings.mailbox
    if mailbox.transport == "maildir":
        return MaildirDrop(mailbox.maildir)
    sender: Sender = smtp_sender(settings, token)
    if mailbox.dkim.key_file is not None:
        domain = mailbox.dkim.domain or mailbox.address.rpartition("@")[2]
        sender = SigningSender(sender, dkim_key(domain, mailbox.dkim.selector, mailbox.dkim.key_file))
    rate = mailbox.smtp.max_per_minute
    return PacedSender(sender, rate, monotonic, sleep) if rate else sender


def smtp_sender(settings: Settings, token: AccessToken | None = None) -> SmtpSender:
    """The way out by SMTP, at whatever pace."""
    mailbox = settings.mailbox
    return SmtpSender(mailbox.smtp, mailbox.address, _login(settings, mailbox.smtp, token))


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
