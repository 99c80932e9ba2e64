"""Proceedings and evidence on both databases."""

from datetime import date
from pathlib import Path

from mailbot.core.pursuing.pursuit_case import Way
from mailbot.store.dunning import proceedings
from mailbot.store.lists import dossier
from mailbot.store.session import Books
from mailbot.tasks.pursuit.evidence import EvidenceOrder, gather_evidence, write_evidence
from mailbot.tasks.pursuit.prepare_request import prepare
from mailbot.tasks.pursuit.pursue import propose
from mailbot.tasks.pursuit.pursuit_case import ALL
from tests.tasks.pursuing import BY, pursued_on


def test_a_client_has_one_open_proceeding_of_a_kind(books: Books, url: str, tmp_path: Path) -> None:
    firm = pursued_on(tmp_path / "firm", url).firm
    new = proceedings.NewProceeding(client_id=firm.client().id, kind="doubtful", invoice_ids=(1,), author="x")
    with books.write() as session:
        row = proceedings.add(session, new, firm.now)
        assert row is not None
        assert proceedings.add(session, new, firm.now) is None
        proceedings.close(session, row, "x", firm.now)
        assert proceedings.add(session, new, firm.now) is not None
    with books.read() as session:
        assert [row.status for row, _ in proceedings.listed(session, closed=True)] == ["closed", "proposed"]
        assert [row.status for row, _ in proceedings.listed(session)] == ["proposed"]


def test_what_follows_the_last_notice_works_alike(books: Books, url: str, tmp_path: Path) -> None:
    case = pursued_on(tmp_path / "firm", url)
    firm = case.firm
    with firm.office.books.read() as session:
        assert proceedings.pursuable(session, date(2026, 12, 14)) == [firm.client().id]
    with firm.office.books.write() as session:
        propose(session, firm.office, firm.client().id, BY, firm.now)
    done = prepare(firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, firm.now)
    order = EvidenceOrder(numbers=done.numbers, bank_notices=True)
    found = gather_evidence(firm.office, order, firm.now, lambda count: None)
    assert write_evidence(firm.office, found, tmp_path / "e.zip") == 8
    with firm.office.books.read() as session:
        rows = proceedings.listed(session, client_id=firm.client().id)
        assert [row.kind for row, _ in rows][-1] == "doubtful"  # it has no last day
        assert proceedings.numbers(session, [row for row, _ in rows])[rows[0][0].id] == ["F-2026-0042"]
        assert dossier.numbers_of_others(session, firm.client().id, ["F-2026-0042"]) == set()
        assert dossier.numbers_of_others(session, 99, ["F-2026-0042"]) == {"F-2026-0042"}
