"""The page of a client's personal data: what goes, what stays and why; everything as a file; the erasure typed out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from mailbot.store.tables import InvoiceRow, ReminderRow
from tests.admin.conftest import Visitor
from tests.admin.town import BOSS
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]


def test_the_page_says_what_goes_what_stays_and_why(visitor: Enter) -> None:
    page = visitor(PARTNER).reads("/clients/3/privacy")
    assert "C. com. L123-22" in page and "31 déc. 2036" in page and "textes des relances" in page
    assert "Effacer pour toujours" not in page, "an administrator's button"
    assert "une créance est ouverte" in visitor(BOSS).reads("/clients/1/privacy")


def test_everything_on_file_is_one_file(visitor: Enter) -> None:
    answer = visitor(PARTNER).opens("/clients/3/privacy/export.zip")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=client-3-")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "Łukasz" in archive.read("client.json").decode()
    assert visitor(ASSISTANT).opens("/clients/3/privacy/export.zip").status_code == 403


def test_an_erasure_asks_for_the_code_and_the_reason(town: Firm, visitor: Enter, books_stay_true: None) -> None:
    boss = visitor(BOSS)
    for form, said in (
        ({"code": "C3"}, "Dites pourquoi"), ({"why": "time_over", "code": "C3"}, "Dites pourquoi"),
        ({"why": "asked", "code": "C4"}, "n’est pas celui du client"),
    ):  # fmt: skip
        assert said in boss.presses("/clients/3/privacy/erase", **form)
    assert town.client("C3").email
    assert "une créance est ouverte" in boss.presses("/clients/1/privacy/erase", why="asked", code="C1")
    assert "Effacé" in boss.presses("/clients/3/privacy/erase", why="asked", code="C3")
    assert (town.client("C3").email, town.client("C3").erased) == ("", "file")
    assert "pain@zolkiewski.example" not in boss.reads("/clients/3")
    assert "effacé" in boss.reads("/history?kind=client")
    for path in ("/", "/reminders/3", "/inbox/all", "/batches/1", "/invoices?state=settled", "/invoices/5"):
        assert boss.opens(path).status_code == 200, path


def test_pages_of_what_was_erased_still_open(town: Firm, visitor: Enter) -> None:
    with town.office.books.write() as session:
        for row in session.query(InvoiceRow).filter_by(client_id=5):
            row.client_id = 1  # the client whose answer is on file owes nothing any more
        for one in session.query(ReminderRow).filter_by(client_id=5, status="proposed"):
            one.status = "expired"
    boss = visitor(BOSS)
    assert "livré" in boss.reads("/inbox/3")
    assert "Effacé" in boss.presses("/clients/5/privacy/erase", why="mistake", code="C5")
    assert "livré" not in boss.reads("/inbox/3")
    for path in ("/clients/5", "/clients/5/privacy", "/clients/5/pursuit", "/inbox/3", "/reminders/5/html",
                 "/reminders/5", "/inbox/all", "/alerts?person=-", "/clients/5/privacy/export.zip"):  # fmt: skip
        assert boss.opens(path).status_code == 200, path
    for path in ("/inbox/3/raw", "/reminders/5/letter.pdf"):
        assert boss.opens(path).status_code == 404, path
