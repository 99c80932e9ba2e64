"""What the law gives clients: everything on file, and its erasure with what must be kept kept."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mailbot.core.client import ClientKind
from mailbot.core.errors import Refused
from mailbot.core.history import ERASED, Entry, Line, announced, chain, erased, verify
from mailbot.core.retention import Depth, Periods, Standing, Stay, judge, year_end, years_later
from mailbot.store import history
from mailbot.store.privacy import on_file
from mailbot.store.schema import METADATA
from mailbot.store.tables import ClientRow, EventRow, InboxRow, ReminderRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.keeping.verify import verify as verify_books
from mailbot.tasks.privacy.erase_client import Why, erase_client, outlook
from mailbot.tasks.privacy.export_client import export_client
from mailbot.tasks.privacy.keep_only import keep_only
from tests.firm import CONFIG, PARTNER, Firm

BOSS = Decider(email=PARTNER, via="admin")
# What only this client said or is called; after an erasure none of it may be found anywhere.
WORDS = ("compta@dupont.example", "Anne Dupont", "06 11 22 33 44", "grand-père hospitalisé", "Merci de votre patience")
NAME = "Dupont Bâtiment"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A client who was reminded, answered, and paid; beside another one."""
    firm = Firm(tmp_path_factory.mktemp("model") / "firm", CONFIG + "import: {started_on: 2026-09-01}\n")
    firm.at("2026-11-02T09:00")
    firm.has_client(contact="Anne Dupont", phone="06 11 22 33 44", siren="123456782")
    firm.has_client("C2", "Voisine SARL", "compta@voisine.example")
    firm.has_invoice(due="2026-10-20")
    firm.has_invoice("F-2026-0043", client="C2", due="2026-10-20")
    firm.tick()
    firm.at("2026-11-02T10:00").answers(PARTNER, firm.inbox_of(PARTNER)[-1], "OK")
    firm.tick()
    reminder = firm.inbox_of("compta@dupont.example")[-1]
    said = "Bonjour,\n\nMon grand-père hospitalisé, je paierai le 9 novembre. Merci de votre patience.\n"
    firm.at("2026-11-03T09:00").answers("compta@dupont.example", reminder, said)
    firm.tick()
    firm.at("2026-11-10T09:00").bank_writes("1200,00", "DUPONT BATIMENT", "F-2026-0042")
    firm.tick()
    assert firm.invoice().open_minor == 0
    firm.office.books.close()
    return firm.folder


@pytest.fixture
def firm(model: Path, tmp_path: Path) -> Iterator[Firm]:
    """The same firm, of one's own."""
    shutil.copytree(model, tmp_path / "firm")
    own = Firm(tmp_path / "firm", (model / "config.yaml").read_text())
    own.at("2026-11-12T09:00")
    yield own
    own.office.books.close()


def everything(firm: Firm) -> str:
    """All that the books hold, as text; and the file itself, where what was erased must not lie about."""
    with firm.office.books.read() as session:
        rows = [
            str([json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value for value in row])
            for table in METADATA.sorted_tables
            for row in session.execute(table.select())
        ]
    with firm.office.books.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    raw = (firm.folder / "mailbot.db").read_bytes().decode("utf-8", "replace")
    return "\n".join(rows) + raw


def bytes_kept(firm: Firm) -> str:
    """Every blob, as text."""
    folder = firm.office.settings.database.blob_folder
    return "\n".join(path.read_text("utf-8", "replace") for path in folder.glob("??/??/*"))


def test_the_file_goes_and_the_accounts_stay(firm: Firm) -> None:
    before = everything(firm)
    assert all(word in before for word in WORDS[:3])
    done = erase_client(firm.office, 1, Why.ASKED, BOSS, firm.now)
    assert done.depth is Depth.FILE and done.lines > 5 and done.files >= 2
    after = everything(firm)
    assert [word for word in WORDS if word in after] == []
    assert "hospitalis" not in bytes_kept(firm)
    row = firm.client()
    assert (row.name, row.siren, row.email, row.phone) == (NAME, "123456782", "", "")
    assert firm.invoice().total_minor == 120_000 and firm.payments()[0].payer == "DUPONT BATIMENT"
    assert "compta@voisine.example" in after, "nobody else's"
    assert verify_books(firm.office) == []


def test_after_ten_years_the_name_goes_too_and_the_figures_stay(firm: Firm) -> None:
    firm.now = firm.now.replace(year=2037, month=1, day=2)
    assert erase_client(firm.office, 1, Why.ASKED, BOSS, firm.now).depth is Depth.WHOLE
    after = everything(firm)
    assert [word for word in (*WORDS, NAME, "DUPONT BATIMENT", "123456782") if word in after] == []
    assert firm.invoice().total_minor == 120_000 and firm.payments()[0].amount_minor == 120_000
    assert verify_books(firm.office) == []


def test_the_history_tells_that_it_was_done_and_not_of_whom(firm: Firm) -> None:
    erase_client(firm.office, 1, Why.ASKED, BOSS, firm.now)
    with firm.office.books.read() as session:
        told = session.query(EventRow).filter_by(kind="client_erased").one()
        assert (told.actor, told.data["why"], told.client_id) == (PARTNER, "asked", 1)
        assert NAME not in told.text
        gone = session.query(EventRow).filter_by(text=ERASED).count()
        assert gone == told.data["lines"]
        assert session.query(EventRow).filter_by(kind="payment_allocated").one().text != ERASED, "it is of the accounts"
        assert verify(history.lines(session)) is None


@pytest.mark.parametrize("change", ["UPDATE events SET text = '(effacé)', data = '{\"erasure\": \"x\"}' WHERE id = 3",
                                    "UPDATE events SET hash = 'x' || hash WHERE text = '(effacé)'",
                                    "UPDATE events SET text = 'autre' WHERE text = '(effacé)'",
                                    "DELETE FROM events WHERE id = 5"])  # fmt: skip
def test_nobody_else_takes_lines_out_of_the_history_unseen(firm: Firm, change: str) -> None:
    erase_client(firm.office, 1, Why.ASKED, BOSS, firm.now)
    with firm.office.books.write() as session:
        session.execute(text(change))
        assert verify(history.lines(session)) is not None


def test_what_was_erased_comes_back_by_no_reading_again(firm: Firm) -> None:
    erase_client(firm.office, 1, Why.ASKED, BOSS, firm.now)
    firm.at("2026-11-13T09:00").tick()
    assert [word for word in WORDS if word in everything(firm)] == []
    with firm.office.books.read() as session:
        assert session.query(InboxRow).filter_by(client_id=1, kind="client_reply").one().subject == ERASED
        assert session.query(ReminderRow).filter_by(client_id=1).one().body_text == ""


@pytest.mark.parametrize(
    ("key", "said"),
    [(2, "une créance est ouverte"), (99, "n'existe pas")],
)
def test_what_is_still_needed_is_not_erased(firm: Firm, key: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        erase_client(firm.office, key, Why.ASKED, BOSS, firm.now)


def test_the_dry_view_counts_and_changes_nothing(firm: Firm) -> None:
    with firm.office.books.read() as session:
        before = session.query(EventRow).count()
        found = outlook(session, firm.office, session.get_one(ClientRow, 1), firm.now)
        assert session.query(EventRow).count() == before
    assert found.counts["messages_received"] == 1 and found.counts["reminders"] == 1
    assert found.verdict.depth is Depth.FILE
    assert found.verdict.accounts_until == date(2036, 12, 31)
    assert found.verdict.by_itself_on == date(2031, 11, 10)


def test_everything_on_file_is_exported_and_nobody_elses(firm: Firm) -> None:
    file = io.BytesIO()
    done = export_client(firm.office, firm.client(), file, firm.now)
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        said = "\n".join(archive.read(name).decode("utf-8", "replace") for name in names)
    assert {"client.json", "invoices.json", "payments.json", "history.json", "README.txt"} <= names
    assert any(name.startswith("received/") for name in names) and any(name.startswith("sent/") for name in names)
    assert done.files == sum("/" in name for name in names) and done.lost == ()
    assert all(word in said for word in WORDS[:3]) and "F-2026-0042" in said
    assert "Voisine" not in said and "F-2026-0043" not in said
    assert "approved_hash" not in said


def test_every_table_that_names_a_client_is_on_the_list() -> None:
    """Whoever adds a table with a client in it has to say what becomes of it."""
    naming = {table.name for table in METADATA.sorted_tables if "client_id" in table.columns}
    listed = {one.table.__table__.name for one in on_file.TABLES}
    assert naming <= listed


def test_time_erases_by_itself_each_kind_in_its_turn(firm: Firm) -> None:
    assert keep_only(firm.office, firm.now + timedelta(days=4 * 365)).clients == 0
    later = firm.now + timedelta(days=5 * 366)
    assert keep_only(firm.office, later, dry_run=True).clients == 1
    assert firm.client().email
    done = keep_only(firm.office, later)
    assert (done.clients, firm.client().email, firm.client().name) == (1, "", NAME)
    assert firm.client("C2").email, "who still owes is kept"
    assert keep_only(firm.office, later + timedelta(days=1)).clients == 0
    assert keep_only(firm.office, firm.now.replace(year=2037, month=2)).clients == 1
    assert firm.client("efface-1").name == f"{ERASED} n° 1"
    assert keep_only(firm.office, firm.now.replace(year=2037, month=3)).clients == 0
    assert verify_books(firm.office) == []


def test_old_mail_of_the_firms_own_people_goes_by_its_age(firm: Firm) -> None:
    count = keep_only(firm.office, firm.now + timedelta(days=6 * 366)).messages
    assert count > 0
    with firm.office.books.read() as session:
        assert session.query(InboxRow).filter_by(kind="approval").one().sha == ""
        assert session.query(InboxRow).filter_by(kind="bank_notification").one().sha != "", "it is of the accounts"
    assert keep_only(firm.office, firm.now + timedelta(days=6 * 366 + 1)).messages == 0
    assert verify_books(firm.office) == []


# ---- the pure part -------------------------------------------------------------------------------------------------

_DAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("standing", "blocked", "depth", "until"),
    [
        ({}, (), Depth.WHOLE, None),
        ({"accounted_on": date(2026, 3, 1)}, (), Depth.FILE, date(2036, 12, 31)),
        ({"accounted_on": date(2015, 12, 31)}, (), Depth.WHOLE, date(2025, 12, 31)),
        ({"accounted_on": date(2016, 1, 1)}, (), Depth.FILE, date(2026, 12, 31)),
        ({"owed": True, "proceeding": True}, (Stay.OWED, Stay.PROCEEDING), Depth.WHOLE, None),
        ({"credit": True, "unplaced": True, "leaving": True}, (Stay.CREDIT, Stay.UNPLACED, Stay.LEAVING), Depth.WHOLE,
         None),
    ],
)  # fmt: skip
def test_what_may_go(standing: dict, blocked: tuple, depth: Depth, until: date | None) -> None:
    found = judge(Standing(kind=ClientKind.PROFESSIONAL, last_on=_DAY, **standing), Periods(), _DAY)
    assert (found.blocked, found.depth, found.accounts_until) == (blocked, depth, until)


@pytest.mark.parametrize(
    ("kind", "accounted", "years"),
    [(ClientKind.PROFESSIONAL, True, 5), (ClientKind.PUBLIC, True, 5), (ClientKind.CONSUMER, True, 2),
     (ClientKind.CONSUMER, False, 3)],
)  # fmt: skip
def test_when_the_file_goes_by_itself(kind: ClientKind, accounted: bool, years: int) -> None:
    standing = Standing(kind=kind, last_on=date(2024, 2, 29), accounted_on=_DAY if accounted else None)
    on = judge(standing, Periods(), _DAY).by_itself_on
    assert on == years_later(date(2024, 2, 29), years) == date(2024 + years, 3, 1)
    assert judge(standing, Periods(professional=0, consumer=0, without_invoice=0), _DAY).by_itself_on is None


def test_financial_years_end_when_the_firm_closes_its_books() -> None:
    assert year_end(date(2026, 6, 30), 6) == date(2026, 6, 30)
    assert year_end(date(2026, 7, 1), 6) == date(2027, 6, 30)
    assert year_end(date(2027, 7, 1), 2) == date(2028, 2, 29)


def _lines(entries: list[Entry]) -> list[Line]:
    lines: list[Line] = []
    for entry in entries:
        before = lines[-1].hash if lines else "0" * 64
        lines.append(Line(entry, before, chain(before, entry)))
    return lines


def test_an_erasure_is_believed_only_with_the_line_that_tells_of_it(firm: Firm) -> None:
    def entry(kind: str, said: str, data: dict | None = None) -> Entry:
        return Entry(at=firm.now, actor="a", kind=kind, text=said, data=data or {})

    first = _lines([entry("x", str(number)) for number in range(4)])
    teller = entry("client_erased", "fait", announced("k", [first[1].hash, first[2].hash]))
    whole = _lines([line.entry for line in first] + [teller])
    emptied = [
        Line(entry("x", ERASED, erased("k")), line.previous_hash, line.hash) if at in (1, 2) else line
        for at, line in enumerate(whole)
    ]
    assert verify(emptied) is None
    assert verify(emptied[:4]) == 1, "nothing tells of it"
    more = [Line(entry("x", ERASED, erased("k")), one.previous_hash, one.hash) if at == 3 else one
            for at, one in enumerate(emptied)]  # fmt: skip
    assert verify(more) == 1, "it told of two, not of three"


def test_the_same_on_postgresql(db_url: str, tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG + "import: {started_on: 2026-09-01}\n", db_url).at("2026-11-02T09:00")
    firm.has_client(contact="Anne Dupont")
    firm.has_client("C2", "Sans facture", "x@sans.example")
    firm.has_invoice(due="2026-10-20")
    firm.at("2026-11-10T09:00").bank_writes("1200,00", "DUPONT BATIMENT", "F-2026-0042")
    firm.writes("compta@dupont.example", "F-2026-0042", "Bonjour,\n\nC'est payé, dit grand-père hospitalisé.\n")
    firm.tick()
    assert erase_client(firm.office, 1, Why.ASKED, BOSS, firm.now).depth is Depth.FILE
    assert erase_client(firm.office, 2, Why.ASKED, BOSS, firm.now).depth is Depth.WHOLE
    assert (firm.client().email, firm.client("efface-2").name) == ("", f"{ERASED} n° 2")
    assert keep_only(firm.office, firm.now.replace(year=2038)).clients == 1
    assert firm.client("efface-1").name == f"{ERASED} n° 1"
    assert "hospitalis" not in bytes_kept(firm)
    assert verify_books(firm.office) == []
    firm.office.books.close()
