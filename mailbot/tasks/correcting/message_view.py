"""A message as a person reads it before deciding: what is new, what it quotes, what came with it."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.inbound.parse import parse
from mailbot.inbound.reply.new_text import new_text
from mailbot.store.tables import InboxRow
from mailbot.tasks.desk.office import Office

_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """`quoted` and `signature` were taken away from the new text; `files` are the names of what came along."""

    new: str = ""
    quoted: str = ""
    signature: str = ""
    files: tuple[str, ...] = ()


def view(office: Office, row: InboxRow) -> MessageView:
    """Read the message once more. What the books kept of its new text stands, also when the bytes are gone."""
    kept = str((row.understood or {}).get("new_text") or "")
    try:
        mail = parse(office.blobs.get(row.sha))
    except KeyError:
        return MessageView(new=kept)
    if row.state == "quarantined":  # reading its text is what the program failed on
        return MessageView(new=kept, files=tuple(one.name for one in mail.attachments if one.name))
    text = new_text(mail)
    return MessageView(
        new=kept or text.text[:_LONGEST],
        quoted=text.quoted[:_LONGEST].strip(),
        signature=text.signature[:_LONGEST].strip(),
        files=tuple(one.name for one in mail.attachments if one.name),
    )
