"""A season: the cases in turn, a payment each, written to a file; and the score of what was decided about them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from mailbot.core.creditor_reference import creditor_reference
from tests.season import cases, payers
from tests.season.cases import Draft, Writer
from tests.season.labels import mistyped
from tests.season.ledger import START, Client, Ledger, cents

CASES: dict[str, Writer] = {
    "clean": cases.one(lambda _, n: f"FACT {n}"),
    "separators": cases.one(cases.spaced),
    "among numbers": cases.one(lambda _, n: f"CDE 20260001 DU 03/10/2026 FACT {n} CLIENT 4711"),
    "no prefix": cases.one(cases.bare, named=False),
    "no zeros": cases.one(cases.no_zeros),
    "run together": cases.one(lambda _, n: f"FACTURE{n.replace('-', '').replace('/', '')}MERCI"),
    "typing error": cases.one(lambda ledger, n: f"FACT {mistyped(ledger.chance, n)}"),
    "wrong year": cases.one(lambda _, n: "FACT " + n.replace("2026", "2025").replace("FA26", "FA25")),
    "last digits": cases.one(cases.last_digits),
    "creditor reference": cases.one(lambda _, n: creditor_reference(n), named=False, payer=False),
    "wrong number": payers.wrong_number,
    "client code": payers.by_code,
    "foreign currency": cases.abroad,
    "cut off": payers.cut_off,
    "name only": payers.by_name,
    "name in label": cases.unsaid(payers.by_name),
    "surname only": payers.by_surname,
    "month": payers.by_month,
    "known account": payers.by_account,
    "holding, number": payers.somebody("GROUPE"),
    "holding, no number": payers.somebody("GROUPE", number=False),
    "notary": payers.somebody("SCP NOTAIRES"),
    "insurer": payers.somebody("MUTUELLE"),
    "liquidator": payers.somebody("SELARL LIQUIDATION"),
    "all numbers": cases.several(3, lambda numbers: "FACT " + " ".join(numbers)),
    "et": cases.several(2, cases.running),
    "sum": cases.several(2, lambda _: "VOS FACTURES"),
    "whole account": cases.several(2, lambda _: "SOLDE DE TOUT COMPTE", every=True),
    "credit, cited": cases.credited(cited=True),
    "credit, not cited": cases.credited(cited=False),
    "part, number": cases.amount(lambda minor: minor // 2),
    "part, no number": cases.amount(lambda minor: minor // 2, number=False),
    "cents": cases.amount(lambda minor: minor - 3),
    "service's fee": cases.amount(lambda minor: minor - minor * 14 // 1000 - 25),
    "bank's fee": cases.amount(lambda minor: minor - 1500),
    "discount": cases.amount(lambda minor: minor - minor // 50),
    "penalty and 40": cases.amount(lambda minor: minor + minor // 100 + 4000),
    "settled": payers.settled,
    "deposit": payers.nobody("", "ACOMPTE SUR TRAVAUX"),
    "unknown payer": payers.nobody("", "VIREMENT"),
    "tax refund": payers.nobody("DGFIP", "REMBOURSEMENT CREDIT TVA"),
    "insurance": payers.nobody("AXA FRANCE", "INDEMNITE SINISTRE 2026-114"),
    "own transfer": payers.nobody("ETUDE VALLIER", "VIREMENT INTERNE TRESORERIE"),
    "loan": payers.nobody("BANQUE LUGDUNIENNE", "DEBLOCAGE PRET 884211"),
    "supplier's refund": payers.nobody("ORANGE SA", "REMBOURSEMENT TROP PERCU"),
    "payout": payers.nobody("STRIPE", "STRIPE PAYOUT"),
}


@dataclass(frozen=True)
class Truth:
    """A payment's case and what is right about it."""

    ident: str
    case: str
    draft: Draft


def season(ledger: Ledger, count: int) -> Iterator[Truth]:
    """Payments in turn of the cases. What one is about, no later one touches."""
    turns = cycle(CASES)
    clients = [client for client in ledger.clients if client.owed]
    made = 0
    while made < count and clients:
        case = next(turns)
        client = ledger.chance.choice(clients)
        draft = CASES[case](ledger, client)
        if draft is None:
            continue
        made += 1
        _use(client, draft)
        yield Truth(f"P{made:06d}", case, draft)


def _use(client: Client, draft: Draft) -> None:
    used = {one.number for one in draft.used}
    client.owed = [one for one in client.owed if one.number not in used]
    client.credits = [one for one in client.credits if one.number not in used]


def write(path: Path, truths: Iterable[Truth]) -> None:
    """payments.csv, spread over a month in order."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "received_on", "amount", "currency", "payer", "payer_iban", "label"])
        for truth in truths:
            made = truth.draft
            day = START + timedelta(days=int(truth.ident[1:]) * 30 // 50_000)
            writer.writerow((truth.ident, day, cents(made.minor), made.currency, made.payer, made.iban, made.label))


@dataclass(frozen=True)
class CaseScore:
    """How many payments of a case were matched rightly and wrongly without a person, rightly proposed, and in all."""

    auto: int
    wrong: int
    top1: int
    every: int


@dataclass(frozen=True)
class Score:
    """Exact autos among autos, among payments that an honest person can determine; exact proposals among those
    proposed; what was wrong, in words."""

    auto_precision: float
    auto_rate: float
    review_top1: float
    wrong: tuple[str, ...]
    cases: dict[str, CaseScore]


def score(truths: Iterable[Truth], out: Path) -> Score:
    """Set decisions against the truth."""
    with out.open() as file:
        made = {row["payment"]: row for row in csv.DictReader(file)}
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for truth in truths:
        row, right = made[truth.ident], {frozenset(way) for way in truth.draft.right}
        exact = _allocations(row["allocations"]) in right
        word = row["decision"] if exact or row["decision"] != "auto" else "wrong"
        if word == "wrong" and truth.draft.tolerated:
            word = "tolerated"
        if word == "wrong":
            wrong.append(f"{truth.ident} {truth.case}: {row['allocations']}, {row['why']}")
        counts = tally[truth.case]
        counts.update({word: 1, "all": 1, "sure": bool(right), "asked": bool(right) and word == "review"})
        counts["top1"] += exact and word == "review"
    every = sum(tally.values(), Counter())
    return Score(
        auto_precision=every["auto"] / max(1, every["auto"] + every["wrong"]),
        auto_rate=every["auto"] / max(1, every["sure"]),
        review_top1=every["top1"] / max(1, every["asked"]),
        wrong=tuple(wrong),
        cases={name: CaseScore(one["auto"], one["wrong"], one["top1"], one["all"]) for name, one in tally.items()},
    )


def _allocations(text: str) -> frozenset[tuple[str, int]]:
    parts = (part.rpartition(":") for part in text.split(";") if part)
    return frozenset((number, round(float(amount) * 100)) for number, _, amount in parts)
