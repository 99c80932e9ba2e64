"""Aujourd'hui: what waits for a person, by consequence; what happened; what leaves next; how the machine is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin import alerts, calls
from admin.access import needs
from admin.back import go_back
from admin.desk import decider, now, office, reading, today, writing
from admin.language import gettext, ngettext
from admin.matters import is_theirs, matters_of
from admin.own_events import readable
from admin.proposals import proposals
from admin.timeline import happenings
from admin.undoing import offer
from mailbot.store import history, state
from mailbot.store.debts import clients
from mailbot.store.lists import alert_list, inbox_list, reminder_list
from mailbot.store.lists.alert_list import AlertFilter
from mailbot.store.money import payments_in_hand
from mailbot.store.tables import ClientRow, EventRow
from mailbot.tasks.deciding.decide_reminders import may_decide
from mailbot.tasks.desk.sending_switch import resume_sending, stop_sending
from mailbot.tasks.jobs import JOBS
from mailbot.tasks.planning.freshness import silent_account
from mailbot.tasks.sending.settle_delivery import settle_delivery

blueprint = Blueprint("dashboard", __name__)

# Alerts whose matter has its own place on this page.
_ELSEWHERE = frozenset(
    {"payment_unmatched", "delivery_unknown", "bank_unverified", "message_quarantined", "next_level"}
)
# What already stands on the page in another form.
_SHOWN_ABOVE = ("alert_", "reminder_proposed", "reminder_expired", "message_bank_notification")
_LINES = 12


@blueprint.get("/")
def home() -> str:
    """What waits, what happened, what comes."""
    books = reading()
    batches = [
        one for one in reminder_list.summaries(books, reminder_list.undecided(books))
        if is_theirs(one.batch.partner) or is_theirs(one.batch.asked)
    ]  # fmt: skip
    since, whole = last_working_evening(), not matters_of()
    events = readable(history.recent(books, since, 400))
    return render_template(
        "dashboard/home.html",
        batches=[(one, may_decide(office(), one.batch, current_user.email)) for one in batches],
        unasked=[row for row in reminder_list.unasked(books) if is_theirs(row.partner)],
        calls=calls.to_make(),
        outcomes=calls.OUTCOMES,
        doubtful=reminder_list.doubtful(books) if whole else [],
        payments=proposals(payments_in_hand.to_review(books)) if whole else [],
        unverified=inbox_list.unverified(books) if whole else [],
        messages=inbox_list.messages(books, waiting=True) if whole else [],
        urgent=alerts.urgent(books),
        alerts=alerts.calm(books, _ELSEWHERE, _LINES),
        alert_count=alert_list.count(books, AlertFilter(persons=matters_of())),
        leaving=[one for one in reminder_list.approved(books) if is_theirs(one.reminder.partner)],
        news=news(events),
        happenings=happenings([event for event in events if not event.kind.startswith(_SHOWN_ABOVE)])[:_LINES],
        owners=_owners(books, events),
        since=since,
        day=today(),
        digest_at=office().settings.schedule.digest_at,
        health=health(books),
    )


@blueprint.post("/deliveries/<int:key>/settle/<any(left, kept):what>")
@needs("partner")
def delivery_settled(key: int, what: str) -> ResponseReturnValue:
    """Somebody has looked whether a doubtful message left."""
    with writing() as books:
        settle_delivery(books, office(), key, decider(), now(), left=what == "left")
    left = gettext("Noté : le message est parti, sa relance est comptée.")
    flash(left if what == "left" else gettext("Noté : le message n'est pas parti, il est remis à l'envoi."), "done")
    return go_back("envois")


@blueprint.post("/sending/<any(stop, resume):what>")
@needs("partner")
def sending(what: str) -> ResponseReturnValue:
    """Stop every reminder, or let them leave again."""
    with writing() as books:
        (stop_sending if what == "stop" else resume_sending)(books, decider(), now())
    stopped = gettext("Plus rien ne part tant que vous n'avez pas repris les envois.")
    flash(stopped if what == "stop" else gettext("Les envois reprennent."), "done")
    if what == "stop":
        offer("dashboard.sending", what="resume")
    return go_back()


def last_working_evening() -> datetime:
    """Since when things are news: the working day before today, from its first hour."""
    day = today() - timedelta(days=1)
    while not office().calendar.is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, datetime.min.time(), tzinfo=office().zone)


def news(events: Sequence[EventRow]) -> list[str]:
    """What happened, summed up in a few words each."""
    kinds = Counter(event.kind for event in events)
    placed = len({event.payment_id for event in events if event.kind == "payment_allocated"})
    counted = (
        ngettext("%(num)d relance envoyée", "%(num)d relances envoyées", kinds["reminder_sent"]),
        ngettext("%(num)d règlement rapproché", "%(num)d règlements rapprochés", placed),
        ngettext("%(num)d réponse de client", "%(num)d réponses de clients", kinds["message_client_reply"]),
        ngettext("%(num)d promesse", "%(num)d promesses", kinds["hold_promise"]),
        ngettext("%(num)d litige", "%(num)d litiges", kinds["hold_dispute"]),
        ngettext("%(num)d message non remis", "%(num)d messages non remis", kinds["reminder_bounced"]),
    )
    return [words for words in counted if not words.startswith("0 ")]


def _owners(books: Session, events: Sequence[EventRow]) -> dict[int, ClientRow]:
    return clients.by_ids(books, [event.client_id for event in events if event.client_id])


@dataclass(frozen=True, slots=True)
class Pulse:
    """How one part of the machine is: what it is, when it last did its work, whether that is long ago."""

    name: str
    at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Health:
    """The mailbox, the banks and the jobs."""

    mailbox: tuple[Pulse, ...]
    banks: tuple[Pulse, ...]
    jobs: tuple[Pulse, ...]

    @property
    def late(self) -> bool:
        """Is anything late?"""
        return any(pulse.late for pulse in (*self.mailbox, *self.banks, *self.jobs))


def health(books: Session) -> Health:
    """When the mailbox was read, the banks spoke and the jobs ran."""
    runs, silent = inbox_list.job_runs(books), silent_account(books, office(), now())
    poll = runs.get("poll")
    read_at = poll.last_run_at if poll else None
    return Health(
        mailbox=(Pulse(office().settings.mailbox.address, read_at, _old(read_at, timedelta(hours=1))),),
        banks=tuple(Pulse(one.bank, one.last_heard_at, one.bank == silent) for one in state.bank_accounts(books)),
        jobs=tuple(_pulse(job.name, runs[job.name].last_run_at if job.name in runs else None) for job in JOBS),
    )


def _pulse(name: str, at: datetime | None) -> Pulse:
    return Pulse(name, at, _old(at, timedelta(days=5)))


def _old(at: datetime | None, limit: timedelta) -> bool:
    return at is not None and now() - at > limit
