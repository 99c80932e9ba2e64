"""Two bots on one mailbox by mistake: each leaves a note in it, and who finds another's fresh note keeps still.

A note carries a beat: where the books lie, and a value that only they know, written anew every quarter of an hour. So a
copy of the books (a test machine, a backup restored elsewhere) does not pass for the original.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser

from mailbot.core.errors import Refused
from mailbot.inbound.mailbox import Fetched, Mailbox
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store import state
from mailbot.tasks.desk.office import Office

BEAT = timedelta(minutes=15)
SILENT = timedelta(hours=1)
"""A bot that has not left a note for so long reads no more: another may take over."""

INTRUDER = "mailbox_read_by_another"
_BEATS = "mailbox_beats"
_HEADER = "X-Mailbot-Beat"


@dataclass(frozen=True, slots=True)
class _Note:
    beat: str
    at: datetime
    fetched: Fetched


def keep_alone(office: Office, mailbox: Mailbox, now: datetime) -> None:
    """Leave or renew our note; raises Refused when another Mailbot reads this mailbox, and remembers it.

    Who comes second leaves no note. Who comes at the same instant as another withdraws its own when the other's is
    older (of one age: the smaller beat stays).
    """
    notes = list(_notes(office, mailbox))
    mine = _beats(office)
    _refuse_beside(office, [note for note in notes if note.beat not in mine], now)
    ours = [note for note in notes if note.beat in mine]
    if ours and now - max(note.at for note in ours) < BEAT:
        return
    beat = _new_beat(office, now)
    _remember(office, beat)
    folder = office.settings.mailbox.folders.presence
    mailbox.append(folder, _note(office, beat, now), now)
    for note in ours:
        mailbox.discard(folder, note.fetched.uidvalidity, note.fetched.uid)
    _look_again(office, mailbox, beat, now)


def _look_again(office: Office, mailbox: Mailbox, beat: str, now: datetime) -> None:
    """Somebody may have looked before our note was there, and left one as well."""
    notes = list(_notes(office, mailbox))
    earlier = [note for note in notes if note.beat != beat and (note.at, note.beat) < (now, beat)]
    if not any(now - note.at < SILENT for note in earlier):
        return
    for note in notes:
        if note.beat == beat:
            mailbox.discard(office.settings.mailbox.folders.presence, note.fetched.uidvalidity, note.fetched.uid)
    _refuse_beside(office, earlier, now)


def _refuse_beside(office: Office, others: list[_Note], now: datetime) -> None:
    fresh = [note.at for note in others if now - note.at < SILENT]
    with office.books.read() as session:
        known = state.fact(session, INTRUDER)
    if not fresh and known is None:
        return
    with office.books.write() as session:
        if not fresh:
            state.forget(session, INTRUDER)
            return
        state.remember(session, INTRUDER, max(fresh).isoformat())
    folder = office.settings.mailbox.folders.presence
    raise Refused(
        f"Un autre Mailbot lit {office.settings.mailbox.address} (vu à {office.local(max(fresh)):%H:%M}) : arrêtez-en "
        f"un. Celui-ci ne lit ni n'envoie rien, et reprend seul une heure après le dernier signe de l'autre, ou dès "
        f"que la note du dossier {folder} est supprimée."
    )


def _notes(office: Office, mailbox: Mailbox) -> Iterator[_Note]:
    for fetched in mailbox.new_messages(office.settings.mailbox.folders.presence):
        headers = BytesHeaderParser().parsebytes(fetched.raw)
        beat, _, at = str(headers.get(_HEADER, "")).strip().partition(" ")
        try:
            yield _Note(beat, datetime.fromisoformat(at).astimezone(UTC), fetched)
        except ValueError:
            continue  # somebody's own message, or none of ours


def _beats(office: Office) -> frozenset[str]:
    """The beats that these books have given, where they lie now."""
    with office.books.read() as session:
        known = (state.fact(session, _BEATS) or "").split()
    return frozenset(beat for beat in known if beat.startswith(_place(office)))


def _remember(office: Office, beat: str) -> None:
    """Some older ones stay known: a second call of ours may be on its way at the same time."""
    with office.books.write() as session:
        known = (state.fact(session, _BEATS) or "").split()
        state.remember(session, _BEATS, " ".join([beat, *known[:3]]))


def _place(office: Office) -> str:
    """Where the books lie. A file's path says nothing without its machine; a server's address is the same from all."""
    url = office.settings.database.url
    machine = office.worker.partition("/")[0] if url.startswith("sqlite") else ""
    return hashlib.sha256(f"{machine} {url}".encode()).hexdigest()[:10]


def _new_beat(office: Office, now: datetime) -> str:
    parts = (office.worker, office.settings.database.url, now.isoformat())
    return f"{_place(office)}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:16]}"


def _note(office: Office, beat: str, now: datetime) -> bytes:
    return compose(
        Outgoing(
            message_id=f"<presence-{beat}@{office.domain}>",
            date=office.local(now),
            sender=("Mailbot", office.settings.mailbox.address),
            to=(office.settings.mailbox.address,),
            subject="Mailbot lit cette boîte / Mailbot reads this mailbox",
            text=(
                "Cette note signale qu'un Mailbot lit cette boîte ; un second, lancé par erreur, la voit et ne fait "
                "rien. Elle se renouvelle seule. La supprimer ne perd rien.\n\n"
                "This note says that a Mailbot reads this mailbox; a second one, started by mistake, sees it and keeps "
                f"still. It renews itself. Deleting it loses nothing.\n\n{office.worker}\n"
            ),
            headers=((_HEADER, f"{beat} {now.astimezone(UTC).isoformat()}"),),
        )
    )
