"""The jobs of the day, in the order in which one run does them, and when each is due.

The scheduler and `mailbot tick` share this table; a lease in the books keeps two processes from doing one job at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mailbot.store import state
from mailbot.tasks.alerts.raise_alerts import raise_alerts, raise_urgent
from mailbot.tasks.alerts.send_alerts import hand_alerts_on, send_alerts
from mailbot.tasks.correcting.folder_orders import obey_folders
from mailbot.tasks.deciding.ask_about_own_words import ask_about_own_words
from mailbot.tasks.deciding.run_reminders import work_on_runs
from mailbot.tasks.deciding.send_digests import hand_to_deputies, send_digests
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.sending_switch import resume_when_due
from mailbot.tasks.keeping import housekeeping
from mailbot.tasks.keeping.nightly_backup import nightly_backup
from mailbot.tasks.money.match_payments import match_payments
from mailbot.tasks.planning.plan_reminders import plan
from mailbot.tasks.privacy.keep_only import keep_only
from mailbot.tasks.reading.mailbox_words import may_send, remember_words
from mailbot.tasks.reading.poll_mailbox import poll
from mailbot.tasks.reading.poll_sent import poll_sent
from mailbot.tasks.reading.put_away import put_away
from mailbot.tasks.reading.read_inbox import read_inbox
from mailbot.tasks.reporting.weekly_report import work_on_weekly
from mailbot.tasks.sending.announce import announce
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.draft_reminders import draft_all
from mailbot.tasks.sending.post_provider_run import post_letters
from mailbot.tasks.sending.release_reminders import release
from mailbot.tasks.sending.sent_folder import after_sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job: what it does, said in one line for the log, and its hour (None: each time it is asked). `apart`: nothing
    of the others' work depends on it, and others need not wait while it waits for somebody."""

    name: str
    work: Callable[[Office, datetime], str]
    daily_at: Callable[[Office], time] | None = None
    working_days_only: bool = False
    apart: bool = False


def do_poll(office: Office, now: datetime) -> str:
    """Fetch, read, put away."""
    mailbox = office.open_mailbox()
    try:
        found = poll(office, mailbox, now)
        poll_sent(office, mailbox, now)
        read = read_inbox(office, now)
        ordered = obey_folders(office, mailbox, now)
        asked = ask_about_own_words(office, now)
        away = put_away(office, mailbox)
    finally:
        mailbox.close()
    understood = f"{read.done} read, {read.review} for a person, {read.quarantined} quarantined"
    said = f"{found.new} new, {understood}, {away.moved} put away"
    if asked:
        said += f", {asked} asked about anew"
    if ordered.decided or ordered.refused:
        said += f", {ordered.decided} decided by folder" + (f", {ordered.refused} refused" if ordered.refused else "")
    return said + remember_words(office, found, away)


def do_match(office: Office, now: datetime) -> str:
    """Match payments."""
    report = match_payments(office, now)
    said = f"{report.automatic} matched, {report.to_review} to review, {report.none} unknown, {report.crossed} crossed"
    return f"{said}, {report.aside} set aside" if report.aside else said


def do_plan(office: Office, now: datetime) -> str:
    """Propose and draft."""
    report = plan(office, now)
    return f"{report.proposed} proposed, {draft_all(office, now)} drafted"


def do_digest(office: Office, now: datetime) -> str:
    """Ask the partners."""
    asked, handed = send_digests(office, now), hand_to_deputies(office, now)
    report = deliver(office, now)
    return f"{asked} digests, {handed} handed to deputies, {report.sent} sent"


def do_send(office: Office, now: datetime) -> str:
    """Release what is approved, hand over what is queued, copy to Sent."""
    with office.books.write() as session:
        resume_when_due(session, office.day(now), now)
    released = release(office, now)
    report = deliver(office, now)
    after = after_sending(office, now)
    posted = f". Post: {post_letters(office, now)}" if office.post else ""
    said = (
        f"{released.released} released, {released.fell_out} fell out, {report.sent} sent, {report.later} later, "
        f"{report.failed} failed, {report.unknown} unknown, {after.settled} settled"
    )
    return (f"{said}. Sent folder: {after.trouble}" if after.trouble else said) + posted


def do_runs(office: Office, now: datetime) -> str:
    """Go on with the reminders in number that somebody launched."""
    return work_on_runs(office, now)


def do_alerts(office: Office, now: datetime) -> str:
    """Raise alerts, close what is over, mail them, hand the unanswered ones to deputies."""
    raised = raise_alerts(office, now)
    mailed = send_alerts(office, now)
    handed = hand_alerts_on(office, now)
    deliver(office, now)
    return f"{raised} raised, {mailed} mails, {handed} to deputies"


def do_urgent(office: Office, now: datetime) -> str:
    """Tell at once what cannot wait for the alerts' hour."""
    raised = raise_urgent(office, now)
    mailed = send_alerts(office, now, urgent_only=True)
    if mailed:
        hand_alerts_on(office, now)
        deliver(office, now)
    return f"{raised} raised, {mailed} mails"


def do_webhooks(office: Office, now: datetime) -> str:
    """Tell other programs what happened."""
    found = announce(office, now)
    return f"{found.told} told, {found.later} later, {found.given_up} given up"


def do_housekeeping(office: Office, now: datetime) -> str:
    """Promises, expiries, doubtful deliveries; what is past its time goes after the backup of the night."""
    said = f"{housekeeping.tidy(office, now)}, {nightly_backup(office, now)}"
    kept = keep_only(office, now)
    gone = f", {kept.clients} clients and {kept.messages} messages erased"
    return said + gone if kept.clients + kept.messages else said


JOBS: tuple[Job, ...] = (
    Job(name="poll", work=do_poll),
    Job(name="match", work=do_match),
    Job(name="housekeeping", work=do_housekeeping, daily_at=lambda o: o.settings.schedule.housekeeping_at),
    Job(name="plan", work=do_plan, daily_at=lambda o: o.settings.schedule.plan_at, working_days_only=True),
    Job(name="digest", work=do_digest, daily_at=lambda o: o.settings.schedule.digest_at, working_days_only=True),
    Job(name="send", work=do_send),
    Job(name="runs", work=do_runs),
    Job(name="alerts", work=do_alerts, daily_at=lambda o: o.settings.schedule.alerts_at, working_days_only=True),
    Job(name="urgent", work=do_urgent),
    Job(name="weekly", work=work_on_weekly, daily_at=lambda o: o.settings.reports.weekly.at, working_days_only=True),
    Job(name="webhooks", work=do_webhooks, apart=True),
)


# What hands messages over: none of it while another Mailbot reads the mailbox.
_OUTWARD = frozenset({"digest", "send", "runs", "alerts", "urgent", "weekly", "webhooks"})
STANDS_STILL = "nothing leaves: another Mailbot reads this mailbox"


def is_due(office: Office, job: Job, now: datetime) -> bool:
    """Has the job's hour of today come, and was it not done since? After an outage the missed one is done once."""
    if job.daily_at is None:
        return True
    local = office.local(now)
    if job.working_days_only and not office.calendar.is_working_day(local.date()):
        return False
    hour = datetime.combine(local.date(), job.daily_at(office), tzinfo=office.zone)
    if local < hour:
        return False
    with office.books.read() as session:
        last = state.last_run(session, job.name)
    return last is None or last < hour


def run(office: Office, job: Job, now: datetime) -> str | None:
    """Do one job under its lease; None when another process has it."""
    with office.books.write() as session:
        if not state.claim_run(session, job.name, now, office.worker, timedelta(minutes=30), office.is_alive):
            return None
    said = job.work(office, now) if job.name not in _OUTWARD or may_send(office) else STANDS_STILL
    with office.books.write() as session:
        state.finish_run(session, job.name, now)
    return said


def tick(office: Office, now: datetime) -> dict[str, str]:
    """Everything that is due now, once, in order; what each job said."""
    said = {}
    for job in JOBS:
        if is_due(office, job, now):
            result = run(office, job, now)
            if result is not None:
                said[job.name] = result
    return said
