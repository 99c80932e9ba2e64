"""A person's decision about a message, as the books keep it and as the history tells it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from mailbot.core.reading.corrections import Meant, Verdict, agrees
from mailbot.core.reading.understood import Kind
from mailbot.store import history
from mailbot.store.mail import corrections
from mailbot.store.reading_tables import CorrectionRow
from mailbot.store.tables import InboxRow
from mailbot.tasks.desk.decider import Decider

# In words for the history.
WORDS = {
    Verdict.DISPUTE: "c'est une contestation",
    Verdict.PROMISE: "c'est une promesse de règlement",
    Verdict.PAID: "le client dit avoir réglé",
    Verdict.ANSWERED: "c'est une question, et il y est répondu",
    Verdict.NOTHING: "il n'y a rien à faire",
    Verdict.INSTALMENTS: "le client demande un échéancier",
    Verdict.OPT_OUT: "le client ne veut plus de messages",
    Verdict.INSOLVENCY: "le client est en procédure collective",
    Verdict.DECEASED: "le client est décédé",
    Verdict.OTHER_CLIENT: "ce message vient d'un autre client",
}


def as_it_was(message: InboxRow) -> dict[str, object]:
    """What a decision changes of the message itself, so that it can be taken back."""
    return {
        "client_id": message.client_id,
        "linked_by": message.linked_by,
        "proposal": message.proposal,
        "resolved_by": message.resolved_by,
        "resolved_at": message.resolved_at.isoformat() if message.resolved_at else None,
    }


def keep(session: Session, message: InboxRow, meant: Meant, note: str, by: Decider, now: datetime) -> CorrectionRow:
    """Write the decision down beside what the program had understood."""
    understood = {key: value for key, value in (message.understood or {}).items() if key != "clues"}
    understood["kind"] = message.kind or Kind.OTHER.value
    new = corrections.NewCorrection(
        inbox_id=message.id,
        sha=message.sha,
        verdict=meant.verdict.value,
        agreed=agrees(understood, meant),
        author=by.email,
        note=" ".join(note.split()),
        understood=understood,
        meant=meant.kept(),
    )
    return corrections.add(session, new, now)


def tell(session: Session, message: InboxRow, row: CorrectionRow, by: Decider, now: datetime) -> None:
    """A line in the history, with the sentence that was heard."""
    said = [WORDS[Verdict(row.verdict)]]
    if row.meant.get("day"):
        said.append(f"pour le {date.fromisoformat(row.meant['day']):%d/%m/%Y}")
    if row.meant.get("references"):
        said.append(f"({', '.join(row.meant['references'])})")
    sentence = next((one["sentence"] for one in (message.understood or {}).get("evidence") or ()), "")
    entry = history.Entry(
        at=now,
        actor=by.email,
        kind="message_confirmed" if row.agreed else "message_corrected",
        client_id=message.client_id,
        reminder_id=message.reminder_id,
        inbox_id=message.id,
        text=f"message lu : {' '.join(said)}{f' - {row.note}' if row.note else ''}",
        data={"via": by.via, "correction": row.id, "heard": row.understood.get("intents"), "sentence": sentence},
    )
    history.append(session, entry)
