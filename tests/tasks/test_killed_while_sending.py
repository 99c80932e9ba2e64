"""The process that sends dies: at each of its commits, just before it or just after, and on either side of the wire.
Nothing leaves twice, nothing is lost, and at most one message is doubtful on each line."""

import itertools
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.outbound.transport import Outcome
from mailbot.store.session import Books
from mailbot.store.tables import DeliveryRow, ReminderRow
from mailbot.tasks import jobs
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.sending.deliver import deliver
from mailbot.tasks.sending.release_reminders import release
from tests.firm import PARTNER, Firm
from tests.servers.postgres import Postgres

CLIENTS = 4
# What the sending of four approved reminders commits: the gate, the claim, each of four begun, the outcomes, the claim
# that finds nothing.
COMMITS = 8


class Killed(BaseException):
    """The process ends here, as by `kill -9`: nothing of it runs on."""


@dataclass
class Fate:
    """At which event of which kind the process dies; nothing of it happens afterwards. `seen` counts them."""

    kind: str = ""
    at: int = 0
    seen: Counter[str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.seen = Counter()

    def __call__(self, kind: str) -> None:
        self.seen[kind] += 1
        if kind == self.kind and self.seen[kind] > self.at:
            raise Killed


class DyingBooks(Books):
    """The books of a process with a fate."""

    def __init__(self, books: Books, fate: Fate) -> None:
        super().__init__(books.engine)
        self._fate = fate

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[Session]:
        with super().write(durable=durable) as session:
            yield session
            self._fate("before a commit")
        self._fate("after a commit")


class Post:
    """Whatever carries mail away, and what arrived by it."""

    def __init__(self) -> None:
        self.arrived: list[str] = []

    def sender(self, fate: Callable[[str], None]) -> "Line":
        return Line(self, fate)


@dataclass
class Line:
    """A connection of a process with a fate."""

    post: Post
    fate: Callable[[str], None]

    def send(self, sender, recipients, raw, message_id):
        self.fate("before the wire")
        self.post.arrived.append(message_id)
        self.fate("after the wire")
        return Outcome("sent", "250 ok")

    def close(self) -> None:
        pass


def approved(folder: Path, url: str = "") -> None:
    """A firm with four approved reminders, on disk."""
    firm = Firm(folder, url=url)
    rows = [f"C{n};Client {n};c{n}@client{n}.example" for n in range(CLIENTS)]
    firm.takes_in("clients.csv", "\n".join(["code;name;email", *rows]))
    rows = [f"F-{n};C{n};2026-10-01;2026-11-10;100.00" for n in range(CLIENTS)]
    firm.takes_in("invoices.csv", "\n".join(["number;client;issued_on;due_on;total", *rows]))
    jobs.do_plan(firm.office, firm.at("2026-11-16T09:00").now)
    with firm.office.books.write() as session:
        for row in session.scalars(select(ReminderRow)):
            row.status, row.approved_hash, row.approved_by = "approved", row.content_hash, PARTNER
    firm.office.books.close()


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Firm]]:
    base = tmp_path_factory.mktemp("base") / "firm"
    approved(base)
    numbers = itertools.count()

    def fresh() -> Firm:
        folder = base.with_name(f"firm{next(numbers)}")
        shutil.copytree(base, folder)
        return Firm(folder).at("2026-11-16T09:00")

    yield fresh


@pytest.fixture(scope="module")
def on_postgresql(
    postgres: Postgres, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Firm]]:
    folder = tmp_path_factory.mktemp("base") / "firm"
    base = postgres.create(migrated_database)
    approved(folder, postgres.url(base))
    made: list[str] = []

    def fresh() -> Firm:
        made.append(postgres.create(base))
        return Firm(folder, url=postgres.url(made[-1])).at("2026-11-16T09:00")

    yield fresh
    for name in (*made, base):
        postgres.drop(name)


def send(firm: Firm, post: Post, worker: str, fate: Fate) -> None:
    """One process releases and sends, until its fate."""
    office = replace(
        firm.office, worker=worker, is_alive=lambda other: other == worker, books=DyingBooks(firm.office.books, fate),
        open_sender=lambda: post.sender(fate),
    )  # fmt: skip
    with suppress(Killed):
        release(office, firm.now)
        deliver(office, firm.now)


def deliveries(firm: Firm) -> list[DeliveryRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(DeliveryRow).order_by(DeliveryRow.id)))


def dies_and_another_goes_on(firm: Firm, fate: Fate) -> None:
    post = Post()
    send(firm, post, "here/1", fate)
    assert fate.seen[fate.kind] == fate.at + 1, "it died where it should"
    send(firm, post, "here/2", Fate())
    send(firm, post, "here/3", Fate())
    rows = deliveries(firm)
    unknown = {row.message_id for row in rows if row.status == "unknown"}
    assert Counter(post.arrived) == Counter(set(post.arrived)), "a reminder left twice"
    assert len(rows) == CLIENTS and {row.status for row in rows} <= {"sent", "unknown"}
    assert {row.message_id for row in rows if row.status == "sent"} <= set(post.arrived), "sent, and never arrived"
    assert {row.message_id for row in rows} <= set(post.arrived) | unknown, "a reminder is lost"
    assert len(unknown) <= 1, "only what was on the wire is doubtful"
    reminders = firm.reminders()
    assert sorted(row.status for row in reminders) == sorted(row.status for row in rows)
    assert [firm.invoice(f"F-{n}").level for n in range(CLIENTS)].count(1) == CLIENTS - len(unknown)
    assert verify(firm.office) == []
    firm.office.books.close()


EVERY_DEATH = [
    *((kind, at) for kind in ("before a commit", "after a commit") for at in range(COMMITS)),
    *((kind, at) for kind in ("before the wire", "after the wire") for at in range(CLIENTS)),
]


@pytest.mark.parametrize(("kind", "at"), EVERY_DEATH)
def test_killed_anywhere_nothing_leaves_twice_and_nothing_is_lost(on_sqlite, kind: str, at: int) -> None:
    dies_and_another_goes_on(on_sqlite(), Fate(kind, at))


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        ("after a commit", 0), ("before a commit", 1), ("after a commit", 1), ("after a commit", 3),
        ("after the wire", 1), ("before a commit", 6), ("after a commit", 6),
    ],
)  # fmt: skip
def test_the_same_on_postgresql(on_postgresql, kind: str, at: int) -> None:
    dies_and_another_goes_on(on_postgresql(), Fate(kind, at))


def test_these_are_all_the_commits_of_a_sending(on_sqlite) -> None:
    fate = Fate()
    send(on_sqlite(), Post(), "here/1", fate)
    assert fate.seen == {
        "before a commit": COMMITS, "after a commit": COMMITS, "before the wire": CLIENTS, "after the wire": CLIENTS,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("progress", "worker", "becomes"),
    [
        ("", "here/1/boot-a", "sent"),
        ("begun", "here/1/boot-a", "unknown"),
        ("accepted", "here/1/boot-a", "sent"),
        ("", "here/1/boot-b", "unknown"),
        ("accepted", "here/1/boot-b", "sent"),
        ("", "here/1", "unknown"),
    ],
    ids=["not begun", "begun", "accepted", "not begun before a power cut", "accepted before one", "an older program's"],
)
def test_what_a_dead_process_had_in_hand(on_sqlite, progress: str, worker: str, becomes: str) -> None:
    """Before a power cut more may have been begun than the disk knows: only the claim was certain to be there."""
    firm, post = on_sqlite(), Post()
    release(firm.office, firm.now)
    with firm.office.books.write() as session:
        for row in session.scalars(select(DeliveryRow)):
            row.status, row.progress, row.claimed_by, row.claimed_at = "sending", progress, worker, firm.now
    send(firm, post, "here/2/boot-a", Fate())
    assert {row.status for row in deliveries(firm)} == {becomes}
    assert len(post.arrived) == (CLIENTS if (progress, becomes) == ("", "sent") else 0)
