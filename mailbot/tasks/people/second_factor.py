"""The code of an authenticator app as a second factor: given, asked for at the door, taken back."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core import one_time_codes
from mailbot.core.errors import Refused
from mailbot.outbound import qr
from mailbot.store import history
from mailbot.store.people import people, sessions
from mailbot.store.tables import PersonRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.sign_in import FAILURES, LOCKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What an app is given: the secret as it is typed, in groups of four, and the picture that apps read (PNG)."""

    secret: str
    picture: bytes


def offer(office: Office, row: PersonRow, seed: str) -> Offer:
    """What this person's app is given under this seed."""
    secret = one_time_codes.derived_secret(seed, office.key)
    text = one_time_codes.base32(secret)
    groups = " ".join(text[start : start + 4] for start in range(0, len(text), 4))
    drawn = qr.png_uri(one_time_codes.address(secret, office.settings.firm.name, row.email), scale=5)
    return Offer(secret=groups, picture=base64.b64decode(drawn.partition(",")[2]))


def give(session: Session, office: Office, row: PersonRow, seed: str, typed: str, now: datetime) -> None:
    """From now on this person signs in with a code; the first one proves that the app has it. Raises Refused."""
    if row.totp_seed is not None:
        raise Refused("Une application donne déjà vos codes : retirez-la d'abord.")
    step = one_time_codes.right_step(one_time_codes.derived_secret(seed, office.key), typed, now, None)
    if not seed or step is None:
        raise Refused("Ce code n'est pas celui de l'application. Vérifiez l'heure du téléphone et recommencez.")
    row.totp_seed, row.totp_step = seed, step
    _tell(session, row.email, row, "second_factor_given", now)


def is_right(session: Session, office: Office, row: PersonRow, typed: str, now: datetime) -> bool:
    """Is it the code of now? It works once; after too many wrong ones none is right for a while."""
    who = f"code:{row.email}"
    locked = sessions.failures(session, who, now - LOCKED) >= FAILURES
    secret = one_time_codes.derived_secret(row.totp_seed or "", office.key)
    step = one_time_codes.right_step(secret, typed, now, row.totp_step)
    if row.totp_seed is None or step is None or locked:
        if sessions.failed(session, who, now - LOCKED, now) == FAILURES:
            _tell(session, row.email, row, "sign_in_locked", now)
        return False
    row.totp_step = step
    sessions.succeeded(session, who)
    return True


def take_back(session: Session, office: Office, row: PersonRow, typed: str, now: datetime) -> bool:
    """This person signs in without a code again; a last one proves that it is they. False for a wrong one."""
    if not is_right(session, office, row, typed, now):
        return False
    row.totp_seed = row.totp_step = None
    _tell(session, row.email, row, "second_factor_removed", now)
    return True


def reset(session: Session, email: str, by: str, now: datetime) -> None:
    """An administrator lets somebody in without a code who has lost their phone. Raises Refused."""
    row = people.by_email(session, email)
    if row is None or row.totp_seed is None:
        raise Refused("Cette personne n'a pas de second facteur.")
    row.totp_seed = row.totp_step = None
    _tell(session, by, row, "second_factor_removed", now)


def _tell(session: Session, by: str, row: PersonRow, kind: str, now: datetime) -> None:
    history.append(session, history.Entry(at=now, actor=by, kind=kind, text=row.name))
