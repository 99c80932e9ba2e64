"""Play the year through the live path, with a process that dies; a person answers once a month."""

from __future__ import annotations

import mailbox
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from mailbot.demo.simulation.faults import Faults, Killed
from mailbot.demo.simulation.faulty_books import FaultyBooks
from mailbot.store.tables import ClientRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.importing.import_file import import_file
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.money.match_payments import match_payments
from mailbot.tasks.reading.poll_mailbox import poll
from mailbot.tasks.reading.put_away import put_away
from mailbot.tasks.reading.read_inbox import read_inbox
from tests.bankyear.judge import COUNTED, Verdict, balances, credits_of, judge
from tests.bankyear.life import FIRST_DAY, PROVIDER, Life, live
from tests.bankyear.notices import PROVIDER_DOMAIN
from tests.bankyear.person import Person
from tests.bankyear.post import Paper, timetable
from tests.firm import BOT, MX, PARTNER, Firm


@dataclass(slots=True)
class Year:
    """What came of a year: counts, the questions that a person was asked, and sentences about what is wrong."""

    credits: int = 0
    papers: int = 0
    killed: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)


def play(seed: int, folder: Path, days: int = 364) -> Year:
    """One firm's year. The books are judged at the end, when every statement has come and every question is answered;
    on the way nothing may be counted that never came, unless a person was asked about it."""
    life = live(seed, days)
    firm = _firm(life, folder)
    faults = Faults(rng=Random(f"{seed}:faults"), kill_at_commit=0.03)
    try:
        return _played(life, firm, faults, seed, days)
    finally:
        firm.office.books.close()


def _firm(life: Life, folder: Path) -> Firm:
    banks = {account.bank: account.domain for account in life.accounts}
    profiles = [
        f"  - {{name: {name}, domains: [{domain}], "
        f"own_ibans: [{', '.join(one.iban for one in life.accounts if one.bank == name)}]}}"
        for name, domain in banks.items()
    ]
    profiles += [f"  - {{name: {PROVIDER.title()}, type: psp, domains: [{PROVIDER_DOMAIN}]}}"]
    firm = Firm(folder, "\n".join([
        f"firm: {{name: Étude Vallier, profession: lawyer, bank: {{iban: {life.accounts[0].iban}}}}}",
        f"mailbox: {{address: {BOT}, kind: maildir, transport: maildir, trusted_authserv_ids: [{MX}]}}",
        f"people: [{{email: {PARTNER}, name: Hélène Vallier}}]", "banks:", *profiles, "",
    ]))  # fmt: skip
    firm.at(f"{FIRST_DAY}T07:00")
    (firm.folder / "mail").mkdir()
    clients = [f"{one.code};{one.name};{one.code.lower()}@client.example" for one in life.payers]
    firm.takes_in("clients.csv", "\n".join(["code;name;email", *clients]))
    invoices = [f"{number};{code};2025-10-01;2025-10-31;{minor / 100:.2f}" for number, code, minor in life.invoices]
    firm.takes_in("invoices.csv", "\n".join(["number;client;issued_on;due_on;total", *invoices]))
    return firm


def _played(life: Life, firm: Firm, faults: Faults, seed: int, days: int) -> Year:
    year, papers = Year(), timetable(life, seed, days)
    person = Person(firm, life)
    desk = _Desk(firm, faults, person.notes)
    last = max(papers)
    day = FIRST_DAY
    while day <= last:
        firm.at(f"{day}T12:00")
        for paper in papers.get(day, ()):
            year.papers += 1
            desk.takes(paper)
        if day in papers:
            desk.works()
        if day.day == 1 or day == last:
            year.asked += person.answers(day)
            desk.works()
            year.wrong += _too_much(life, firm, day)
        day += timedelta(days=1)
    year.killed = faults.told["kill_at_commit"]
    verdict = judge(life, firm.payments())
    year.credits = verdict.right
    year.wrong += [*verdict.sentences(), *balances(life, firm.payments()), *_misplaced(firm, verdict)]
    year.wrong += verify(firm.office)
    year.wrong = list(dict.fromkeys(year.wrong))
    return year


def _too_much(life: Life, firm: Firm, day: date) -> Iterator[str]:
    """Amounts that count more often than they came, on a day on which not everything was told yet."""
    rows = [row for row in firm.payments() if row.status == COUNTED]
    came = Counter(one.minor for one in credits_of(life, rows))
    for minor, count in sorted((Counter(row.amount_minor for row in rows) - came).items()):
        yield f"on some day {minor} counts {count} times more than it came"


def _misplaced(firm: Firm, verdict: Verdict) -> list[str]:
    """Money that lies, without a person's word, on another client's invoice than the payer's."""
    with firm.office.books.read() as session:
        codes = {key: client.code for client in session.scalars(select(ClientRow)) for key in (client.id,)}
    return [
        f"placed on {codes[row.client_id]}: payment {row.id} of {credit.line.payer} ({credit.line.label})"
        for credit, row in verdict.pairs
        if row.decision == "auto" and row.client_id and codes[row.client_id] != credit.line.client
    ]


class _Desk:
    """The program and the person who takes files in; the process dies now and then and is started again."""

    def __init__(self, firm: Firm, faults: Faults, notes: list[str]) -> None:
        self._firm = firm
        self._faults = faults
        self._notes = notes
        self._processes = 0

    def takes(self, paper: Paper) -> None:
        """A mail arrives, or a file is taken in: again, when that was cut short."""
        if not paper.name:
            mail = mailbox.MaildirMessage(paper.content)
            mail.set_date(self._firm.now.timestamp())
            mailbox.Maildir(self._firm.folder / "mail" / BOT).add(mail)
            return
        path = self._firm.folder / paper.name
        path.write_bytes(paper.content)
        self._until_done(
            lambda office: self._notes.extend(import_file(office, path, "statement", self._firm.now).notes)
        )

    def works(self) -> None:
        """Fetch, read, match."""
        now = self._firm.now

        def turn(office: Office) -> None:
            box = office.open_mailbox()
            try:
                poll(office, box, now)
                read_inbox(office, now)
                put_away(office, box)
            finally:
                box.close()
            match_payments(office, now)

        self._until_done(turn)

    def _until_done(self, work: Callable[[Office], object]) -> None:
        while True:
            try:
                work(self._office())
                return
            except Killed:
                continue

    def _office(self) -> Office:
        self._processes += 1
        name, real = f"bankyear/{self._processes}", self._firm.office
        books = FaultyBooks(real.books, self._faults, lambda: None)
        return replace(real, worker=name, is_alive=lambda other: other == name, books=books)
