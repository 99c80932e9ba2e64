"""What every view works with: the firm's office, the instant of the request, and a look at the books."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask import Flask, current_app, g
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.database import db
from mailbot.clock import Clock
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.desk.office import Office

_NAME = "mailbot"


@dataclass(frozen=True, slots=True)
class Desk:
    """The office that the pages show, and the clock they go by."""

    office: Office
    clock: Clock


def furnish(app: Flask, desk: Desk) -> None:
    """Give the application its office."""
    app.extensions[_NAME] = desk


def of(app: Flask) -> Desk:
    """The office and the clock of this application."""
    return cast(Desk, app.extensions[_NAME])


def office() -> Office:
    """The firm whose pages these are, with the ladders and texts of this request."""
    if "office" not in g:
        g.office = of(current_app).office.fresh()
    return cast(Office, g.office)


def now() -> datetime:
    """The instant of this request: the clock is read once."""
    if "now" not in g:
        g.now = of(current_app).clock.now()
    return cast(datetime, g.now)


def today() -> date:
    """The firm's day."""
    return office().day(now())


def language() -> str:
    """The language of the pages: fr or en."""
    return office().settings.firm.language


def reading() -> Session:
    """A look at the books that lasts as long as the request; nothing is written through it."""
    return db.session()


def writing() -> AbstractContextManager[Session]:
    """One transaction that commits at its end, or not at all."""
    return office().books.write()


def decider() -> Decider:
    """Who acts: the person who is signed in."""
    return Decider(email=str(current_user.email), via="admin")
