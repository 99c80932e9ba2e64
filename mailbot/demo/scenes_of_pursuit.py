"""Scenes after the last notice: a request to the bâtonnier, a claim declared, ways proposed; alerts dealt with."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from mailbot.core.alerting.escalation_state import AlertKind
from mailbot.core.errors import Refused
from mailbot.core.pursuing.pursuit_case import Way
from mailbot.demo.agreements import row_of
from mailbot.demo.debtors import Debtor
from mailbot.demo.errands import see_to_in
from mailbot.demo.habits import Habit
from mailbot.demo.scenes import BY_HELENE, BY_INES, BY_MARC, Scene, Stage, of_client
from mailbot.store.debts import invoices
from mailbot.store.watching import alerts
from mailbot.tasks.alerts.close_alert import close_alert
from mailbot.tasks.law.end_mission import MissionOrder, end_mission
from mailbot.tasks.pursuit.prepare_request import prepare
from mailbot.tasks.pursuit.pursue import Filing, PursueOrder, close_it, file_it, propose, to_look_at
from mailbot.tasks.pursuit.pursuit_case import ALL

# An alert is dealt with when it is so old; those of the last days stay for the visitor.
_OLD_ALERT = timedelta(days=12)
_BY_A_CALL = (AlertKind.PROMISE_BROKEN, AlertKind.DISPUTE, AlertKind.BOUNCE, AlertKind.OPT_OUT, AlertKind.NEXT_LEVEL)


def _goes_to_the_batonnier(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """The mission is over, the ways are looked at, the request is written; the doubtful way is not taken."""
    office = stage.world.office
    with office.books.write() as session:
        client = row_of(session, debtor)
        found = propose(session, office, client.id, BY_MARC, now)
        way = found.way(Way.BATONNIER)
        if way is None or not way.open:
            return False
        numbers = tuple(row.number for row in invoices.by_ids(session, way.invoice_ids).values())
        order = MissionOrder(numbers=numbers, ended_on=stage.world.first - timedelta(days=90), why="dossier clos")
        end_mission(session, office, order, BY_MARC, now)
        not_taken = PursueOrder(client_id=client.id, way=Way.DOUBTFUL, why="le client paiera : taxation demandée")
        with suppress(Refused):
            close_it(session, not_taken, BY_MARC, now)
    prepare(office, PursueOrder(client_id=client.id, way=Way.BATONNIER, why="honoraires impayés"), ALL, BY_MARC, now)
    see_to_in(stage.world, partial(_files, stage, debtor), now, 5)
    return True


def _files(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    office = stage.world.office
    with office.books.write() as session:
        order = PursueOrder(client_id=row_of(session, debtor).id, way=Way.BATONNIER, why="déposée au greffe de l'Ordre")
        file_it(session, office, order, Filing(on=office.day(now), reference="TAX-0417"), BY_MARC, now)
    return True


def _declares(stage: Stage, debtor: Debtor, now: datetime) -> bool:
    """The declaration of the claim is written and waits to be sent."""
    office = stage.world.office
    with office.books.read() as session:
        order = PursueOrder(client_id=row_of(session, debtor).id, way=Way.CLAIM_DECLARATION, why="créance à déclarer")
    prepare(office, order, ALL, BY_MARC, now)
    return True


def _looks_at_ways(stage: Stage, now: datetime) -> bool:
    """Everybody at the end of the ladder: what is open is proposed, and waits."""
    office = stage.world.office
    keys = to_look_at(office, now)
    for key in keys:
        with office.books.write() as session:
            propose(session, office, key, BY_HELENE, now)
    return bool(keys)


def _clears_alerts(stage: Stage, now: datetime) -> bool:
    """Every working day the old alerts that a call settles are dealt with; it never ends."""
    with stage.world.office.books.write() as session:
        for row in alerts.open_of_kinds(session, _BY_A_CALL):
            if row.raised_at < now - _OLD_ALERT:
                close_alert(session, stage.world.office, row.id, BY_INES, now, why="client appelé")
    return False


PURSUIT: tuple[tuple[int, Scene], ...] = (
    (12, _clears_alerts),
    (20, of_client(Habit.OWES, _goes_to_the_batonnier)),
    (24, of_client(Habit.INSOLVENT, _declares)),
    (52, _looks_at_ways),
)
