"""What a person's decision on a message teaches about its sender, and how it is forgotten again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reading.mail_domains import domain_of, is_public
from mailbot.store import history
from mailbot.store.mail import aliases
from mailbot.store.reading_tables import AliasRow
from mailbot.store.tables import ClientRow, InboxRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office
from mailbot.tasks.reading.link_message import speaks_for


def learn_from(
    session: Session, office: Office, message: InboxRow, client: ClientRow, by: Decider, now: datetime
) -> list[AliasRow]:
    """The sender speaks for this client from now on, and their whole domain when no other client has it.

    Nothing is learned from robots, from the firm's own people, from a bank, and about an address on file; a domain of
    a mailbox provider teaches nothing.
    """
    sender = message.sender.lower()
    if not _may_teach(office, message, sender) or speaks_for(session, client, sender):
        return []
    wanted = [(aliases.ADDRESS, sender)]
    domain = domain_of(sender)
    if not is_public(domain) and aliases.owners_of_domain(session, domain) <= {client.id}:
        wanted.append((aliases.DOMAIN, domain))
    learned = []
    for kind, value in wanted:
        new = aliases.NewAlias(kind=kind, value=value, client_id=client.id, author=by.email, inbox_id=message.id)
        row = aliases.learn(session, new, now)
        if row is not None:
            learned.append(row)
    if learned:
        text = f"retenu pour {client.name} : {', '.join(said(row) for row in learned)}"
        _tell(session, learned[0], by, "alias_learned", text, now)
    return learned


def forget_alias(session: Session, key: int, by: Decider, now: datetime) -> AliasRow:
    """Mails from there are nobody's again. Raises Refused when it is not known any more."""
    row = session.get(AliasRow, key)
    if row is None or row.undone_at is not None:
        raise Refused(f"Rien n'est retenu sous le n° {key}, ou c'est déjà oublié.")
    aliases.forget(row, by.email, now)
    _tell(session, row, by, "alias_forgotten", f"oublié : {said(row)}", now)
    return row


def said(row: AliasRow) -> str:
    """In words: an address, or a whole domain with its @."""
    return row.value if row.kind == aliases.ADDRESS else f"@{row.value}"


def _may_teach(office: Office, message: InboxRow, sender: str) -> bool:
    if "@" not in sender or (message.understood or {}).get("robot"):
        return False
    domain = domain_of(sender)
    banks = {known.lower().strip(".") for bank in office.settings.banks for known in bank.domains}
    return office.person(sender) is None and domain not in {*office.settings.mailbox.domains, *banks}


def _tell(session: Session, row: AliasRow, by: Decider, kind: str, text: str, now: datetime) -> None:
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind=kind,
        client_id=row.client_id,
        inbox_id=row.inbox_id,
        text=text,
        data={"via": by.via, "alias": row.id},
    )
    history.append(session, entry)
