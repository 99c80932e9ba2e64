"""Which invoices a label names: numbers written out, running numbers of a list, and what it names that is settled."""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.core.matching.findings import Findings
from mailbot.core.matching.ledger import LedgerIndex
from mailbot.core.matching.lists import Span, running_numbers
from mailbot.core.matching.normalise import Run
from mailbot.core.matching.references import Citation, citations, last_group

_MOST_CLIENTS = 5


def find_cited(found: Findings, marks: Sequence[Run], ledger: LedgerIndex) -> None:
    """Enter everything that the label names."""
    named = citations(marks, ledger.spelt)
    kept = [one for one in named if not _may_be_cut(one, found, marks, ledger)]
    for citation in kept:
        _note(found, citation, ledger)
    _find_running(found, marks, kept, ledger)


def _may_be_cut(citation: Citation, found: Findings, marks: Sequence[Run], ledger: LedgerIndex) -> bool:
    """At the end of a label that the bank cut, 2026-004 may have been 2026-0042, unless no number has more figures."""
    if not found.label.cut or citation.end != len(marks):
        return False
    complete = sum(map(str.isdigit, citation.text)) >= ledger.most_figures
    return citation.spelling != "rf" and not (complete and citation.spelling in ("full", "digits"))


def _note(found: Findings, citation: Citation, ledger: LedgerIndex) -> None:
    """Enter a citation: the one open invoice that it names, or that it names a settled one, or several."""
    rows = [row for row in sorted(citation.invoices) if ledger.currency(row) == found.payment.amount.currency]
    standing = [row for row in rows if ledger.open(row)]
    if not rows:
        found.unclear = True
    elif not standing:
        found.settled.append(rows[0])
    else:
        theirs = [row for row in standing if found.payers.agrees(ledger.client(row))]
        exact = [row for row in theirs or standing if ledger.open(row) == found.payment.amount.minor]
        chosen = next((some for some in (standing, theirs, exact) if len(some) == 1), None)
        if chosen:
            found.cited.setdefault(chosen[0], citation)
        else:
            found.unclear = True


def _find_running(found: Findings, marks: Sequence[Run], named: Sequence[Citation], ledger: LedgerIndex) -> None:
    """`FACT 42`, `F-2026-0042 ET 43`, `42 A 45`: read among the invoices of the one client who looks like the payer."""
    places, ends = _places(named, ledger)
    # Where the bank cut the label, its last number may have been a longer one.
    whole = marks[:-1] if found.label.cut and len(marks) - 1 not in places else marks
    spans = running_numbers(whole, places, ends, ledger.prefixes)
    if not spans:
        return
    clients = {ledger.client(row) for row in found.cited} or _likeliest(found)
    books = [_by_number(client, found, ledger) for client in sorted(clients)[:_MOST_CLIENTS]]
    if len(books) > 1:
        books = [book for book in books if all(first in book or first != last for first, last in spans)]
    if len(books) == 1:
        for span in spans:
            _enter(found, span, books[0], ledger)


def _by_number(client: int, found: Findings, ledger: LedgerIndex) -> dict[int, list[int]]:
    """What the client owes, by running number."""
    by_number: dict[int, list[int]] = {}
    for row in ledger.of_client(client, found.payment.amount.currency):
        by_number.setdefault(last_group(ledger.numbers[row]) or -1, []).append(row)
    return by_number


def _likeliest(found: Findings) -> set[int]:
    payers = found.payers
    agreeing = {client for client in payers.signs if payers.agrees(client)}
    return {client for client in agreeing if payers.only(client) or client == payers.known_iban} or agreeing


def _places(named: Sequence[Citation], ledger: LedgerIndex) -> tuple[dict[int, int], set[int]]:
    """The runs that belong to a number written out, with its running number; and the last run of each."""
    places: dict[int, int] = {}
    for citation in named:
        running = last_group(ledger.numbers[min(citation.invoices)]) or 0
        places.update((at, running) for at in range(citation.start, citation.end))
    return places, {citation.end - 1 for citation in named}


def _enter(found: Findings, span: Span, by_number: dict[int, list[int]], ledger: LedgerIndex) -> None:
    """One number, or all that the client owes from one to another."""
    first, last = span
    if first != last:
        inside = [row for number in sorted(by_number) if first <= number <= last for row in by_number[number]]
        for row in inside:
            if ledger.open(row) > 0:
                found.cited.setdefault(row, Citation((row,), "range", f"{first}-{last}", 0, 0))
        return
    same = by_number.get(first, [])
    exact = [row for row in same if ledger.open(row) == found.payment.amount.minor]
    if len(same) == 1 or len(exact) == 1:
        row = (same if len(same) == 1 else exact)[0]
        found.cited.setdefault(row, Citation((row,), "short", str(first), 0, 0))
    elif same:
        found.unclear = True
    else:
        found.unread = True
