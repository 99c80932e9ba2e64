"""Long lists: in parts that fit together, sorted both ways, filtered as reminders in number are, kept and exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from mailbot.store.lists import debtor_list, invoice_list, keyset
from mailbot.store.lists.debtor_list import DebtorFilter, DebtorOrder, DebtorState
from mailbot.store.lists.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceState
from mailbot.store.lists.keyset import Key, Place
from mailbot.store.tables import ClientRow, InvoiceRow
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS, VIEWER, told
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]
TODAY = date(2026, 11, 18)
EVERYTHING = InvoiceFilter(today=TODAY, state=InvoiceState.OPEN)


def _walked(town: Firm, order: InvoiceOrder, *, down: bool, size: int) -> tuple[list[str], list[str]]:
    """The numbers of the whole list, read forwards part by part, then backwards from its end."""
    keys = invoice_list.keys_of(order)
    forwards: list[str] = []
    backwards: list[str] = []
    with town.office.books.read() as books:
        part = invoice_list.part(books, EVERYTHING, order, size=size, down=down)
        forwards += [invoice.number for invoice, _ in part.rows]
        while part.after:
            at = keyset.place(part.after, keys)
            part = invoice_list.part(books, EVERYTHING, order, at, size=size, down=down)
            forwards += [invoice.number for invoice, _ in part.rows]
        backwards[:0] = [invoice.number for invoice, _ in part.rows]
        while part.before:
            at = keyset.place(part.before, keys, back=True)
            part = invoice_list.part(books, EVERYTHING, order, at, size=size, down=down)
            backwards[:0] = [invoice.number for invoice, _ in part.rows]
    return forwards, backwards


@pytest.mark.parametrize("order", list(InvoiceOrder))
@pytest.mark.parametrize("down", [False, True])
def test_the_parts_of_a_list_are_the_list_whichever_way_it_is_read(
    shared_town: Firm, order: InvoiceOrder, down: bool
) -> None:
    with shared_town.office.books.read() as books:
        whole = [i.number for i, _ in invoice_list.part(books, EVERYTHING, order, size=99, down=down).rows]
    assert len(whole) == 10
    for size in (1, 3):
        forwards, backwards = _walked(shared_town, order, down=down, size=size)
        assert forwards == whole
        assert backwards == whole


@pytest.mark.parametrize("order", list(DebtorOrder))
def test_the_parts_of_the_clients_are_all_clients(shared_town: Firm, order: DebtorOrder) -> None:
    wanted, seen = DebtorFilter(today=TODAY), []
    keys, at = debtor_list.keys_of(order, wanted), None
    with shared_town.office.books.read() as books:
        whole = [debt.client.code for debt in debtor_list.part(books, wanted, order, size=99).rows]
        while True:
            part = debtor_list.part(books, wanted, order, at, size=2)
            seen += [debt.client.code for debt in part.rows]
            if not part.after:
                break
            at = keyset.place(part.after, keys)
    assert seen == whole
    assert len(seen) == 7


@pytest.mark.parametrize("text", ["", "x", "[]", "[1]", '["2026-10-02"]', '["2026-13-02",1]', '["a","b"]', "{}"])
def test_a_place_that_is_none_begins_at_the_start(text: str) -> None:
    assert keyset.place(text, invoice_list.keys_of(InvoiceOrder.DUE)) is None
    assert keyset.place("[7]", [Key(InvoiceRow.id, int)]) == Place((7,))


@pytest.mark.parametrize(
    ("state", "numbers"),
    [
        ("overdue", "31 33 37 38 39 40 41 42 44"), ("not_reminded", "40 42 44"), ("reminded", "31 33 37 38 39 41"),
        ("soon_due", "57"), ("held", "38 39"), ("open", "31 33 37 38 39 40 41 42 44 57"), ("settled", "36"),
    ],
)  # fmt: skip
def test_each_tab_shows_its_invoices(shared_town: Firm, state: str, numbers: str) -> None:
    wanted = InvoiceFilter(today=TODAY, state=InvoiceState(state))
    with shared_town.office.books.read() as books:
        rows = invoice_list.part(books, wanted, InvoiceOrder.NUMBER).rows
    assert [invoice.number[-2:] for invoice, _ in rows] == numbers.split()


@pytest.mark.parametrize(
    ("state", "codes"),
    [("owing", "C1 C2 C4 C5 C6 C7 C8"), ("unpaid", "C1 C2 C4 C5 C6 C7 C8"), ("no_address", "C7")],
)
def test_each_tab_shows_its_clients(shared_town: Firm, state: str, codes: str) -> None:
    wanted = DebtorFilter(today=TODAY, state=DebtorState(state))
    with shared_town.office.books.read() as books:
        rows = debtor_list.part(books, wanted, DebtorOrder.NAME).rows
    assert sorted(debt.client.code for debt in rows) == codes.split()


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("client=C1", 2), ("client_kind=public", 1), ("sent_at_most=0", 3), ("sent_at_least=1&minimum=3000", 3),
        ("overdue_min=45", 1), ("overdue_max=20", 2), ("last_level=1&partner=" + PARTNER, 6), ("currency=USD", 0),
        ("last_before=2026-10-26", 3), ("next_level=1", 3), ("ladder=nope", 9), ("overdue_min=9&overdue_max=3", 9),
    ],
)  # fmt: skip
def test_the_filters_are_those_of_reminders_in_number(reader: Visitor, filters: str, count: int) -> None:
    page = reader.reads(f"/invoices?{filters}")
    assert page.count('<th scope="row" class="wide id">') == count
    assert ('role="alert"' in page) is (filters in ("ladder=nope", "overdue_min=9&overdue_max=3"))


def test_sums_are_made_of_so_many_rows_and_of_all_for_whoever_asks(shared_town: Firm) -> None:
    with shared_town.office.books.read() as books:
        assert invoice_list.sums(books, EVERYTHING, at_most=9) is None
        exact = invoice_list.sums(books, EVERYTHING, at_most=10)
        assert exact == invoice_list.sums(books, EVERYTHING)
    assert exact is not None
    assert [(one.currency, one.count, one.open_minor) for one in exact] == [("EUR", 10, 3066049)]


def test_a_column_sorts_and_sorts_the_other_way_round(reader: Visitor) -> None:
    page = reader.reads("/invoices?order=amount")
    assert 'aria-sort="descending"' in page
    assert page.index("F-2026-0037") < page.index("F-2026-0044")
    assert "order=amount&amp;down=0" in page
    page = reader.reads("/invoices?order=amount&down=0")
    assert page.index("F-2026-0037") > page.index("F-2026-0044")


def test_clients_without_an_address_carry_the_triangle(reader: Visitor) -> None:
    page = reader.reads("/clients")
    assert page.count('aria-label="aucune adresse mail"') == 1
    assert 'aria-label="aucune adresse mail"' in reader.reads("/invoices?client=C7")
    assert 'aria-label="aucune adresse mail"' not in reader.reads("/invoices?client=C1")


def test_a_view_is_kept_used_replaced_and_forgotten(town: Firm, visitor: Enter) -> None:
    person = visitor(ASSISTANT)
    query = 'state=open&minimum=1000&after=["2026-01-01",3]'
    assert person.presses("/views/invoices", name="Les grosses", query=query) == "Vue gardée : Les grosses."
    assert "/invoices?state=open&amp;minimum=1000&#34;" not in person.reads("/invoices")
    assert 'href="/invoices?state=open&amp;minimum=1000">Les grosses' in person.reads("/invoices")
    person.presses("/views/invoices", name="Les grosses", query="minimum=5000")
    assert 'href="/invoices?minimum=5000">Les grosses' in person.reads("/invoices")
    assert "Les grosses" not in visitor(BOSS).reads("/invoices")
    assert person.presses("/views/1/forget") == "Vue oubliée."
    assert "Les grosses" not in person.reads("/invoices")
    assert [event.actor for event in told(town, "view_forgotten")] == [ASSISTANT]


def test_a_view_for_everybody_is_kept_and_forgotten_by_whoever_does_more_than_look(town: Firm, visitor: Enter) -> None:
    viewer = visitor(VIEWER)
    assert "assistant" in viewer.presses("/views/clients", name="X", query="state=unpaid", shared="1")
    visitor(ASSISTANT).presses("/views/clients", name="Impayés", query="state=unpaid", shared="1")
    assert "Impayés" in viewer.reads("/clients")
    assert "assistant" in viewer.presses("/views/1/forget")
    assert "Vue oubliée" in visitor(BOSS).presses("/views/1/forget")


def test_nobody_forgets_the_view_of_somebody_else(town: Firm, visitor: Enter) -> None:
    visitor(ASSISTANT).presses("/views/clients", name="La mienne", query="")
    assert "n'existe plus" in visitor(BOSS).presses("/views/1/forget").replace("\u2019", "'")
    assert "nom" in visitor(BOSS).presses("/views/clients", name=" ", query="")


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_no_export_holds_a_formula_that_a_stranger_wrote(town: Firm, visitor: Enter, evil: str) -> None:
    with town.office.books.write() as session:
        session.get_one(ClientRow, 1).name = evil
    person = visitor(BOSS)
    for page in ("invoices", "clients"):
        text = person.opens(f"/{page}/export.csv").get_data().decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
        assert f"'{evil}" in cells
        assert evil not in cells
        sheet = openpyxl.load_workbook(io.BytesIO(person.opens(f"/{page}/export.xlsx").data)).worksheets[0]
        types = {cell.data_type for row in sheet.iter_rows() for cell in row}
        texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
        assert "f" not in types
        assert any(evil.strip() in text for text in texts)


def test_the_sheet_has_numbers_and_days(reader: Visitor) -> None:
    answer = reader.opens("/invoices/export.xlsx?state=open&order=number")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].values)
    assert rows[0][:2] == ("numéro", "client")
    assert rows[1][0] == "F-2026-0031"
    assert rows[1][6] == 3120
    assert str(rows[1][4]).startswith("2026-10-02")
    assert len(rows) == 11
    assert "factures-2026-11-18.xlsx" in answer.headers["Content-Disposition"]
