"""All cases, a season of them in files, and the score of what was decided."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.credits import nothing, one, payer, several
from tests.credits.book import FIRST_DAY, Book, Client, cents, write_csv
from tests.credits.draft import Draft, Writer


def cases() -> dict[str, tuple[int, Writer]]:
    """Every case with how often it is written: plain ones are commoner."""
    found: dict[str, tuple[int, Writer]] = {
        "clean": (4, one.numbered(one.clean)),
        "other separators": (2, one.numbered(one.apart)),
        "among other numbers": (2, one.numbered(one.among)),
        "without prefix": (1, one.numbered(one.without_prefix)),
        "without zeros": (1, one.numbered(one.without_zeros)),
        "run together": (1, one.numbered(one.together)),
        "typing error": (2, one.numbered(one.typo)),
        "wrong year": (1, one.numbered(one.other_year)),
        "last digits": (2, one.numbered(one.last_digits)),
        "creditor reference": (1, one.numbered(one.creditor)),
        "number, no payer": (1, one.by_number_only),
        "wrong number": (1, one.copied),
        "client code": (1, payer.code_only),
        "foreign currency": (1, one.abroad),
        "cut off": (1, one.cut_off),
        "name only": (3, payer.silent),
        "near-duplicate name": (1, payer.twins),
        "surname only": (1, payer.family_name),
        "equal, month said": (1, payer.regular(True)),
        "equal, no month": (1, payer.regular(False)),
        "one, month said": (1, one.numbered(one.month, whole_number=False)),
        "known account": (1, payer.account),
        "holding, number": (1, payer.holding(True)),
        "holding, no number": (1, payer.holding(False)),
        "spouse": (1, payer.on_behalf("MME {first} {theirs}", "{first} {last}")),
        "notary": (1, payer.on_behalf("SCP {last} NOTAIRES", "MAITRE {last}", "OFFICE NOTARIAL {last}")),
        "insurer": (1, payer.on_behalf("MUTUELLE {last}", "AXA FRANCE", "MAIF PROTECTION JURIDIQUE")),
        "liquidator": (1, payer.on_behalf("SELARL {last} MANDATAIRE", "ME {last} LIQUIDATEUR")),
        "all numbers": (2, several.several((2, 2, 3, 4), several.every_number)),
        "first, then short": (1, several.several((2, 3), several.first_then_short)),
        "42 et 43": (1, several.several((2, 2, 3), several.short)),
        "42 a 45": (1, several.from_to),
        "sum": (1, several.several((2, 2, 3), lambda *_: "VOS FACTURES", told=False)),
        "whole account": (1, several.whole_account),
        "credit, cited": (1, several.credited(cited=True)),
        "credit, not cited": (1, several.credited(cited=False)),
        "part, number": (1, one.amount(one.in_part)),
        "part, no number": (1, one.amount(one.in_part, number=False)),
        "cents": (1, one.amount(one.cents_off)),
        "service's fee": (1, one.amount(one.service)),
        "bank's fee": (1, one.amount(one.bank)),
        "discount": (1, one.amount(one.discounted)),
        "penalty and 40": (1, one.amount(one.penalised)),
        "40 only": (1, one.amount(one.paid_in_full_and_more)),
        "paid twice": (1, nothing.Twice()),
        "settled": (1, nothing.settled),
        "deposit": (1, nothing.deposit),
        "unknown payer": (1, nothing.unknown),
    }
    return found | {name: (1, write) for name, write in nothing.NOT_CLIENTS.items()}


@dataclass(frozen=True)
class Truth:
    """A payment, its case and what is right about it."""

    ident: str
    case: str
    draft: Draft


def season(book: Book, count: int) -> Iterator[Truth]:
    """Payments in a random order of the cases, no invoice used twice."""
    table = cases()
    names = [name for name, (often, _) in table.items() for _ in range(often)]
    twice = table["paid twice"][1]
    made = misses = 0
    while made < count and misses < 50 * count:
        case, client = book.chance.choice(names), book.chance.choice(book.clients)
        draft = table[case][1](book, client)
        if draft is None or draft.minor <= 0:
            misses += 1
            continue
        made += 1
        _use(draft)
        if case == "clean" and isinstance(twice, nothing.Twice):
            twice.made.append(draft)
        yield Truth(f"P{made:06d}", case, draft)


def _use(draft: Draft) -> None:
    for paid in draft.used:
        client: Client = paid.client
        client.owed = [one for one in client.owed if one is not paid]
        client.credits = [one for one in client.credits if one is not paid]


def write(path: Path, truths: list[Truth]) -> None:
    """payments.csv over two months, in order."""
    write_csv(path, "id,received_on,amount,currency,payer,payer_iban,label", (
        (truth.ident, FIRST_DAY + timedelta(days=at * 60 // len(truths)), cents(truth.draft.minor),
         truth.draft.currency, truth.draft.payer, truth.draft.iban, truth.draft.label)
        for at, truth in enumerate(truths)
    ))  # fmt: skip


def tally(truths: Iterable[Truth], out: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Per case: payments, determinable, auto right, wrong, tolerated, in review, right on top. And the wrong ones."""
    with out.open() as file:
        made = {row["payment"]: row for row in csv.DictReader(file)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for truth in truths:
        row, right = made[truth.ident], {frozenset(way) for way in truth.draft.right}
        exact, auto = _allocations(row["allocations"]) in right, row["decision"] == "auto"
        one = counts[truth.case]
        one.update({"all": 1, "sure": bool(right), "auto": auto and exact})
        if auto and not exact:
            one["tolerated" if truth.draft.tolerated and not right else "wrong"] += 1
            if not truth.draft.tolerated or right:
                wrong.append(f"{truth.ident} {truth.case}: {truth.draft}\n    made {row['allocations']}, {row['why']}")
        if not auto and right:
            one.update({"asked": 1, "proposed": bool(row["allocations"]), "top": exact})
    return counts, wrong


def _allocations(text: str) -> frozenset[tuple[str, int]]:
    parts = (part.rpartition(":") for part in text.split(";") if part)
    return frozenset((number, round(float(amount) * 100)) for number, _, amount in parts)
