"""The web pages: the same books, the same tasks, for those who prefer a page to a mail."""

from __future__ import annotations

from flask import Flask

from admin import (
    access,
    account,
    agreements,
    alerts,
    api,
    auth,
    banks,
    batches,
    by_hand,
    calls,
    clients,
    coming,
    dashboard,
    database,
    errors,
    formats,
    health,
    inbox,
    invoices,
    journal,
    ladder_edit,
    ladders,
    language,
    links,
    look,
    mass,
    matters,
    member,
    pages,
    payers,
    payments,
    penalties,
    people,
    post,
    privacy,
    programs,
    pursuit,
    refunds,
    reminders,
    reports,
    rewording,
    runs,
    saved_views,
    security,
    settling,
    text_look,
    texts,
    undoing,
    verdicts,
    words,
)
from admin.desk import Desk, furnish
from mailbot.clock import Clock
from mailbot.tasks.desk.office import Office
from mailbot.tasks.people.enrol_people import enrol

_ROOMS = (
    auth, dashboard, alerts, invoices, by_hand, settling, penalties, clients, agreements, calls, pursuit, batches,
    reminders, coming, ladders, mass, runs, inbox, verdicts, payments, refunds, banks, reports, account, people,
    journal, payers, saved_views, links, health, look, api, programs, privacy, texts, text_look, ladder_edit, post,
    rewording,
)  # fmt: skip


def create_app(office: Office, clock: Clock) -> Flask:
    """The pages of this office, going by this clock, as a WSGI application. Brings the people table up to date."""
    app = Flask("admin")
    settings = office.settings
    furnish(app, Desk(office, clock))
    security.configure(app, settings, office.key)
    database.connect(app, office.books)
    language.speak(app, settings.firm.language, settings.firm.timezone)
    member.furnish(app)
    api.furnish(app)
    access.furnish(app)
    matters.furnish(app)
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)
    for part in (formats, undoing, words, verdicts, look, pages, errors):
        part.furnish(app)
    security.furnish(app, settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    enrol(office, clock.now())
    return app
