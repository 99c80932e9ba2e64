"""Large files: set-based on both databases, whatever they hold, and nothing is lost when one cannot be read."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event, select

from mailbot.core.errors import InputError
from mailbot.core.history import verify
from mailbot.core.reading.understood import Movement
from mailbot.store import history
from mailbot.store.tables import HoldRow, InvoiceRow
from mailbot.tasks.importing.import_file import import_file
from mailbot.tasks.money.record_payment import enter_all
from mailbot.tasks.money.told_before import Source
from tests.firm import CONFIG, Firm
from tests.intake.files import a_workbook
from tests.tasks.importing import balances_hold, counts, everything, take

MANY = 5000


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    url = "" if request.param == "sqlite" else str(request.getfixturevalue("db_url"))
    config = CONFIG + "import: {started_on: 2026-11-02}\n"
    made = Firm(tmp_path / "firm", config, url).at("2026-11-02T09:00")
    yield made
    made.office.books.close()


def a_list(total: str = "120.00", due: str = "2026-11-10") -> bytes:
    """Every tenth invoice is half paid, every fifth an old debt, every hundredth a credit note for the one before."""
    lines = ["number;client;client_name;kind;issued_on;due_on;total;open_amount;applies_to;contact"]
    for n in range(MANY):
        client, on = f"C{n % 400}", "2026-10-01" if n % 5 == 0 else due
        if n % 100 == 99:
            lines.append(f"A-{n};{f'C{(n - 1) % 400}'};;avoir;2026-10-01;2026-10-01;20.00;;F-{n - 1};")
            continue
        opening = "60.00" if n % 10 == 0 else ""
        lines.append(f"F-{n};{client};Client {client};;2026-09-01;{on};{total};{opening};;c{n}@{client}.example")
    return "\n".join(lines).encode()


class Statements:
    """How many statements reached the database."""

    def __init__(self, firm: Firm) -> None:
        self.count = 0
        event.listen(firm.office.books.engine, "before_cursor_execute", self._hear)

    def _hear(self, *_call: object) -> None:
        self.count += 1


def test_thousands_of_invoices_take_few_statements_and_are_right(firm: Firm) -> None:
    said = Statements(firm)
    report = take(firm, "invoices.csv", a_list())
    assert counts(report) == (MANY, 0, 0, 0) and said.count < 200
    with firm.office.books.read() as session:
        rows = {row.number: row for row in session.scalars(select(InvoiceRow))}
        held = {row.invoice_id for row in session.scalars(select(HoldRow))}
        assert verify(history.lines(session)) is None
    assert rows["F-10"].open_minor == 6000 and rows["F-1"].open_minor == 12000
    assert rows["F-98"].open_minor == 10000 and rows["A-99"].open_minor == 0
    assert held == {row.id for row in rows.values() if row.due_on.isoformat() == "2026-10-01" and row.total_minor > 0}
    assert balances_hold(firm)


def test_a_second_time_changes_nothing_and_a_new_date_changes_only_the_date(firm: Firm) -> None:
    take(firm, "invoices.csv", a_list())
    before = everything(firm)
    said = Statements(firm)
    assert counts(take(firm, "invoices.csv", a_list())) == (0, 0, MANY, 0)
    assert everything(firm) == before | {"events": before["events"] + 1} and said.count < 70
    report = take(firm, "invoices.csv", a_list(due="2026-11-12"))
    assert report.updated == sum(n % 5 != 0 and n % 100 != 99 for n in range(MANY)) and report.created == 0
    assert report.changes[0] == "F-1: échéance 2026-11-10 → 2026-11-12"
    assert everything(firm) == before | {"events": before["events"] + 2 + report.updated} and balances_hold(firm)


def test_a_changed_total_is_refused_line_by_line_and_the_rest_goes_in(firm: Firm) -> None:
    take(firm, "invoices.csv", a_list())
    report = take(firm, "invoices.csv", a_list(total="130.00"))
    assert len(report.errors) == MANY - MANY // 100 and report.unchanged == MANY // 100
    assert [error.line for error in report.errors] == sorted(error.line for error in report.errors)


def test_many_payments_enter_once(firm: Firm) -> None:
    text = "id,received_on,amount,payer,label\n" + "".join(f"P{n},2026-11-01,12.00,X,Y\n" for n in range(MANY))
    said = Statements(firm)
    assert counts(take(firm, "p.csv", text.encode())) == (MANY, 0, 0, 0)
    assert counts(take(firm, "p.csv", text.encode())) == (0, 0, MANY, 0)
    assert said.count < 100 and len(firm.payments()) == MANY


def test_a_long_bank_statement_in_two_formats_is_entered_once_in_few_statements(firm: Firm) -> None:
    said = Statements(firm)
    for told_by in ("camt053", "mt940"):
        movements = [
            Movement(
                amount=Decimal(n) / 100, currency="EUR", direction="credit", value_date=date(2026, 11, 1),
                payer=f"CLIENT {n}", label=f"FACT {n:05}", bank_id=f"{told_by}-{n}",
            )
            for n in range(1, MANY + 1)
        ]  # fmt: skip
        source = Source(bank="B", account="FR76", counted=True, day=date(2026, 11, 2), told_by=told_by)
        with firm.office.books.write() as session:
            entered = enter_all(session, movements, source, firm.now)
    assert len(entered.confirmed) == MANY and entered.new == ()
    assert said.count < 150 and len(firm.payments()) == MANY


HEAD = b"number;client;client_name;issued_on;due_on;total\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", HEAD + b"F-1;C1;X;2026-10-01;2026-11-01;12\n\x81\x8d\xff\n"),
        ("a.csv", HEAD[:10] + b"\x00" * 50 + HEAD),
        ("a.xlsx", a_workbook([["number"]])[:-30]),
        ("a.pdf", b"%PDF-1.7 nothing"),
        ("a.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        ("a.xml", b"<rss/>"),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 100),
        ("a.csv", b""),
        ("FEC.txt", b"JournalCode\tJournalLib\tEcritureNum\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_changes_nothing(tmp_path: Path, name: str, content: bytes):
    firm = Firm(tmp_path / "firm", CONFIG + "import: {terms_days: 30}\n")
    before = everything(firm)
    with pytest.raises(InputError) as error:
        take(firm, name, content)
    assert "\n" not in str(error.value) and str(error.value).startswith(f"{name}:")
    assert everything(firm) == before


def test_a_list_of_the_wrong_kind_is_one_sentence(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm")
    with pytest.raises(InputError, match="leave --kind away"):
        take(firm, "f.xml", b"<x/>", "invoices")
    with pytest.raises(InputError, match="is no FEC"):
        take(firm, "f.csv", b"code;name\n", "fec")
    with pytest.raises(InputError, match="this is a folder"):
        import_file(firm.office, firm.folder, "auto", firm.now)
