"""Mail a person the link that signs them in. Whoever asks learns nothing about who is known here."""

from __future__ import annotations

from datetime import datetime

from mailbot.core.tokens import message_id
from mailbot.outbound.compose import Outgoing, compose
from mailbot.store.dunning import deliveries
from mailbot.store.dunning.deliveries import NewDelivery
from mailbot.store.people import people
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.sign_in import LINK_MINUTES, may_enter, sign_in_link

# One mail per address in so many minutes, however often it is asked for.
_PAUSE_MINUTES = 5

_SUBJECT = {"fr": "Votre lien de connexion", "en": "Your sign-in link"}
_BODY = {
    "fr": """\
Bonjour {name},

Voici votre lien de connexion à Mailbot. Il sert une fois et vaut {minutes} minutes :

{link}

Si vous n'avez rien demandé, ignorez ce message : sans ce lien, personne n'entre.
""",
    "en": """\
Hello {name},

Here is your link to sign in to Mailbot. It works once, for {minutes} minutes:

{link}

If you did not ask for it, ignore this message: nobody gets in without the link.
""",
}


def mail_sign_in_link(office: Office, email: str, now: datetime) -> None:
    """Queue the link when the address may enter; otherwise nothing happens, in silence."""
    address = email.strip().lower()
    with office.books.read() as session:
        person = people.by_email(session, address)
    if person is None or not may_enter(person):
        return
    raw_sha, mid = _write(office, person.id, person.name, address, now)
    with office.books.write() as session:
        new = NewDelivery(
            kind="sign_in",
            once_key=f"sign_in:{address}:{int(now.timestamp()) // (_PAUSE_MINUTES * 60)}",
            message_id=mid,
            sender=office.settings.mailbox.address,
            recipients=(address,),
            raw_sha=raw_sha,
        )
        delivery = deliveries.add(session, new, now)
        if delivery is not None:
            # No copy goes to the shared mailbox: whoever reads it there could come in as this person.
            delivery.copied_at = now


def _write(office: Office, person_id: int, name: str, address: str, now: datetime) -> tuple[str, str]:
    language = office.settings.firm.language
    mid = message_id("answer", person_id, office.nonce(), office.domain)
    raw = compose(
        Outgoing(
            message_id=mid,
            date=office.local(now),
            sender=(office.settings.firm.name, office.settings.mailbox.address),
            to=(address,),
            subject=_SUBJECT[language],
            text=_BODY[language].format(name=name, minutes=LINK_MINUTES, link=sign_in_link(office, address, now)),
        )
    )
    return office.blobs.put(raw), mid
