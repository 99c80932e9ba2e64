"""For machines: is it alive, can it work, and how much waits where. No sign-in; metrics ask for their own token."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from admin.desk import now, office, reading
from mailbot.config.secrets import secret
from mailbot.store import state
from mailbot.store.lists import bank_reading, inbox_list, reports

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The books can be read; 503 when not."""
    try:
        inbox_list.count_waiting(reading())
    except SQLAlchemyError:
        return Response("the books cannot be read\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Figures for Prometheus; asks for `Authorization: Bearer` with the configured token, and is not there without."""
    name = office().settings.admin.metrics_token_env
    if not name:
        abort(404)
    given = request.authorization
    token = given.token if given is not None and given.type == "bearer" else None
    if token is None or not hmac.compare_digest(token.encode(), secret(name).encode()):
        return Response("a token is needed\n", 401, {"WWW-Authenticate": "Bearer"}, mimetype="text/plain")
    return Response(generate_latest(_registry()), mimetype="text/plain; version=0.0.4; charset=utf-8")


def _registry() -> CollectorRegistry:
    registry, books, at = CollectorRegistry(), reading(), now()
    for name, by_label in reports.counts(books).items():
        gauge = Gauge(f"mailbot_{name}", f"{name} in the books", ["state"], registry=registry)
        for label, count in by_label.items():
            gauge.labels(label).set(count)
    waiting = Gauge("mailbot_waiting_for_a_person", "what a person has to look at", ["what"], registry=registry)
    waiting.labels("messages").set(inbox_list.count_waiting(books))
    waiting.labels("payments").set(inbox_list.count_to_place(books))
    read = Gauge("mailbot_bank_mails", "mails of a bank in ninety days", ["bank", "how"], registry=registry)
    for bank_name, told in bank_reading.by_bank(books, at - timedelta(days=90)).items():
        read.labels(bank_name, "read").set(told.mails - told.for_a_person)
        read.labels(bank_name, "for_a_person").set(told.for_a_person)
    job = Gauge("mailbot_job_age_seconds", "time since a job last ran to its end", ["job"], registry=registry)
    for run in inbox_list.job_runs(books).values():
        _age(job, run.job, run.last_run_at, at)
    bank = Gauge("mailbot_bank_silence_seconds", "time since a bank last spoke", ["account"], registry=registry)
    for account in state.bank_accounts(books):
        _age(bank, account.bank, account.last_heard_at, at)
    return registry


def _age(gauge: Gauge, label: str, since: datetime | None, at: datetime) -> None:
    if since is not None:
        gauge.labels(label).set((at - since).total_seconds())
