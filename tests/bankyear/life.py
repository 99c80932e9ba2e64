"""What truly happened on the firm's accounts in a year, day by day: nobody in the play knows it but the judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.bankyear.cast import Account, Payer, accounts, payers

FIRST_DAY = date(2025, 11, 3)  # a Monday
PROVIDER = "stripe"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """One line of an account: cents, negative where money left. `kind`: credit, batch, debit, rejection, payout, online
    (a client's payment at the provider). `parts` of a batch, `back` of a rejection: the lines that it is about."""

    kind: str
    account: str
    on: date
    value_on: date
    minor: int
    payer: str = ""
    payer_iban: str = ""
    label: str = ""
    bank_id: str = ""
    client: str = ""
    parts: tuple[Line, ...] = ()
    back: Line | None = None


@dataclass(slots=True)
class Life:
    """The firm's accounts, clients, invoices (number, client, cents) and all lines, in the order in which they came."""

    rng: Random
    accounts: tuple[Account, ...]
    payers: tuple[Payer, ...]
    lines: list[Line] = field(default_factory=list)
    invoices: list[tuple[str, str, int]] = field(default_factory=list)
    serial: int = 0

    def invoice(self, payer: Payer, minor: int) -> str:
        """A new invoice of this client over this amount."""
        self.serial += 1
        number = f"F-2025-{self.serial:04}"
        self.invoices.append((number, payer.code, minor))
        return number

    def bank_id(self, account: Account) -> str:
        """The bank's own id of a movement, where it gives one."""
        return f"{self.rng.getrandbits(40):012d}"[:12] if account.gives_ids else ""


def live(seed: int, days: int) -> Life:
    """Draw accounts, clients and the days. The same seed lives the same life."""
    rng = Random(f"{seed}:bank year")
    life = Life(rng=rng, accounts=accounts(rng), payers=payers(rng))
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        if day.weekday() < 5:
            life.lines += _day(life, day)
    life.lines.sort(key=lambda line: line.on)
    return life


def _day(life: Life, day: date) -> Iterator[Line]:
    """Transfers, now and then one like that of the days before; each week debits and a payout; direct debits."""
    rng, earlier = life.rng, [one for one in life.lines if one.kind == "credit" and (day - one.on).days <= 7]
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        yield _credit(life, day, rng.choice([one for one in life.payers if not one.by_debit]))
    if earlier and rng.random() < 0.15:
        yield _like(life, day, rng.choice(earlier))
    if rng.random() < 0.2:
        yield _debit(life, day)
    if day.weekday() == 2:
        yield from _online(life, day)
    if day.day % 15 < 5 and day.weekday() == 1:
        yield from _direct_debits(life, day)


def _credit(life: Life, day: date, payer: Payer) -> Line:
    minor = payer.fee or life.rng.randrange(40_00, 6_000_00)
    number = life.invoice(payer, minor)
    return _line(life, day, payer, minor, f"FACTURE {number}" if payer.cites else "VIREMENT HONORAIRES")


def _like(life: Life, day: date, one: Line) -> Line:
    """The same payer sends the same amount again, the same day or soon, perhaps for another invoice."""
    payer = next(payer for payer in life.payers if payer.code == one.client)
    number = life.invoice(payer, one.minor)
    account = next(account for account in life.accounts if account.iban == one.account)
    return _line(life, day, payer, one.minor, f"FACTURE {number}" if payer.cites else one.label, account)


def _line(life: Life, day: date, payer: Payer, minor: int, label: str, account: Account | None = None) -> Line:
    account = account or life.rng.choice(life.accounts)
    later = life.rng.choice((0, 0, 0, 1, 2))
    return Line(
        kind="credit", account=account.iban, on=day, value_on=day + timedelta(days=later), minor=minor,
        payer=payer.name, payer_iban=payer.iban, label=label, bank_id=life.bank_id(account), client=payer.code,
    )  # fmt: skip


def _debit(life: Life, day: date) -> Line:
    account, payee = life.rng.choice(life.accounts), life.rng.choice(("URSSAF", "LOYER BUREAUX", "TELECOM OUEST"))
    return Line(
        kind="debit", account=account.iban, on=day, value_on=day, minor=-life.rng.randrange(20_00, 900_00),
        payer=payee, label=f"PRLV SEPA {payee}", bank_id=life.bank_id(account),
    )  # fmt: skip


def _online(life: Life, day: date) -> Iterator[Line]:
    """Clients pay at the provider; some days later it pays out what came, less its fees, to the first account."""
    paid = []
    for payer in life.rng.sample(life.payers, life.rng.choice((0, 1, 2))):
        minor = life.rng.randrange(30_00, 800_00)
        number = life.invoice(payer, minor)
        paid.append(
            Line(kind="online", account=PROVIDER, on=day, value_on=day, minor=minor, payer=payer.name,
                 label=f"FACTURE {number}", bank_id=f"pi_{life.rng.getrandbits(48):012x}", client=payer.code)
        )  # fmt: skip
    yield from paid
    if paid:
        net = sum(one.minor - one.minor * 14 // 1000 - 25 for one in paid)
        account, on = life.accounts[0], day + timedelta(days=2)
        yield Line(
            kind="payout", account=account.iban, on=on, value_on=on, minor=net, payer="STRIPE",
            label="STRIPE PAYOUT", bank_id=life.bank_id(account), parts=tuple(paid),
        )  # fmt: skip


def _direct_debits(life: Life, day: date) -> Iterator[Line]:
    """The firm collects from some clients in one entry; now and then one of them comes back."""
    account, rng = life.accounts[1], life.rng
    batch, parts = life.bank_id(account), []
    for payer in (one for one in life.payers if one.by_debit):
        minor = payer.fee or rng.randrange(50_00, 400_00)
        part = _line(life, day, payer, minor, f"PRLV {life.invoice(payer, minor)}", account)
        parts.append(replace(part, value_on=day))
    if rng.random() < 0.5:
        yield from parts
    else:
        total = sum(part.minor for part in parts)
        yield Line(
            kind="batch", account=account.iban, on=day, value_on=day, minor=total, label="REMISE PRELEVEMENTS",
            bank_id=batch, parts=tuple(parts),
        )  # fmt: skip
    for part in parts:
        if rng.random() < 0.2:
            on = day + timedelta(days=rng.choice((2, 3, 6, 8)))
            yield Line(
                kind="rejection", account=account.iban, on=on, value_on=on, minor=-part.minor, payer=part.payer,
                label=f"REJET PRELEVEMENT {part.label.split()[1]}" if payer.cites else "REJET PRELEVEMENT",
                bank_id=life.bank_id(account), client=part.client, back=part,
            )  # fmt: skip
