"""The ledger as matching sees it: built once per run, asked by key, taken forward payment by payment.

Compact on purpose: a million invoices are arrays of integers and one dictionary of spellings, not a million objects.
Nothing here searches: every question is a look-up."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from mailbot.core.client import Client
from mailbot.core.invoice import Invoice, InvoiceKind
from mailbot.core.matching.names import NameIndex
from mailbot.core.matching.normalise import compact
from mailbot.core.matching.references import letters_before, spellings
from mailbot.core.money import Money
from mailbot.core.payment import Payment

# Most keys have one row; a set only where several share the key (a price list makes very large ones).
_Rows = int | set[int]
_MOST_PREFIXES = 20
# A standing order comes monthly; what comes again sooner is looked at.
_DAYS_AGAIN = 24


class LedgerIndex:
    """Clients and invoices by position. Amounts are minor units; an invoice is known by its row."""

    def __init__(self, clients: Iterable[Client], aliases: Iterable[tuple[str, str]]) -> None:
        known = list(clients)
        self._row_of_client = {client.id: row for row, client in enumerate(known)}
        self.codes = [client.code for client in known]
        self.client_names = [client.name for client in known]
        self.names = NameIndex(self.client_names)
        self._by_code = {compact(code): row for row, code in enumerate(self.codes)}
        self._by_iban: dict[str, tuple[int, ...]] = {}
        for row, client in enumerate(known):
            if client.iban:
                iban = compact(client.iban)
                self._by_iban[iban] = (*self._by_iban.get(iban, ()), row)
        rows = {code: row for row, code in enumerate(self.codes)}
        self._aliases: dict[str, set[int]] = defaultdict(set)
        for alias, code in aliases:
            if code in rows:
                self._aliases[compact(alias)].add(rows[code])
        self.numbers: list[str] = []
        self._row_of_number: dict[str, int] = {}
        self._client = array("i")
        self._open = array("q")
        self._total = array("q")
        self._currency = array("B")
        self._issued = array("i")
        self._due = array("i")
        self._currencies: list[str] = []
        self._spelt: dict[str, _Rows] = {}
        self._amounts: dict[int, _Rows] = {}
        self._of_client: list[array[int]] = [array("i") for _ in known]
        self._came: dict[int, int] = {}
        self.open_count = 0
        self.most_figures = 0
        self.prefixes: set[str] = set()

    @classmethod
    def build(
        cls, clients: Iterable[Client], invoices: Iterable[Invoice], aliases: Iterable[tuple[str, str]] = ()
    ) -> LedgerIndex:
        """Enter everything once. Give settled invoices too: a payment that names one must not go elsewhere.

        `aliases`: names or IBANs that people taught us, each with the code of a client who pays under it. Quotes and
        invoices of unknown clients are left out. `invoices` may be a generator: they are not kept."""
        ledger = cls(clients, aliases)
        for invoice in invoices:
            if invoice.kind is not InvoiceKind.QUOTE and invoice.client_id in ledger._row_of_client:
                ledger._enter(invoice)
        return ledger

    def after(self, allocations: Iterable[tuple[str, Money]]) -> LedgerIndex:
        """Take these (invoice number, amount) off what is open, for the next payment; changes and returns this one."""
        for number, amount in allocations:
            row = self._row_of_number[number]
            self._set_open(row, self._open[row] - amount.minor)
        return self

    def remember(self, payment: Payment) -> None:
        """This payment came; one quite like it in the days after may be a second transfer by mistake."""
        self._came[_likeness(payment)] = payment.received_on.toordinal()

    def came_before(self, payment: Payment) -> bool:
        """Did a payment of the same payer, amount and words come in the days before, or on the same day?"""
        before = self._came.get(_likeness(payment))
        return before is not None and 0 <= payment.received_on.toordinal() - before <= _DAYS_AGAIN

    def spelt(self, key: str) -> Collection[int]:
        """Rows of the invoices that bear this spelling (see `references.spellings`)."""
        return _rows(self._spelt.get(key))

    def with_amount(self, amount: Money) -> Collection[int]:
        """Rows of invoices of which exactly this is open."""
        if amount.currency not in self._currencies:
            return ()
        return _rows(self._amounts.get(self._key(amount.minor, self._currencies.index(amount.currency))))

    def of_client(self, client: int, currency: str) -> list[int]:
        """Rows of a client's open invoices and credit notes in that currency, the oldest due date first."""
        rows = (row for row in self._of_client[client] if self._open[row] and self.currency(row) == currency)
        return sorted(rows, key=lambda row: (self._due[row], self.numbers[row]))

    def clients_by_iban(self, iban: str) -> tuple[int, ...]:
        """Clients known to pay from that account."""
        return self._by_iban.get(compact(iban), ()) if iban else ()

    def clients_by_alias(self, *said: str) -> tuple[int, ...]:
        """The clients whom people taught us to pay under one of these names or IBANs."""
        return tuple(sorted({client for key in map(compact, said) if key for client in self._aliases.get(key, ())}))

    def client_by_code(self, code: str) -> int | None:
        """The client of that code, however it is spelt."""
        return self._by_code.get(code)

    def client(self, row: int) -> int:
        """The invoice's client."""
        return self._client[row]

    def open(self, row: int) -> int:
        """Minor units still open; negative for a credit note."""
        return self._open[row]

    def total(self, row: int) -> int:
        """Minor units of the whole invoice, paid or not."""
        return self._total[row]

    def currency(self, row: int) -> str:
        """The invoice's currency."""
        return self._currencies[self._currency[row]]

    def issued_on(self, row: int) -> date:
        """The invoice's date."""
        return date.fromordinal(self._issued[row])

    def _enter(self, invoice: Invoice) -> None:
        row = len(self.numbers)
        currency = invoice.open.currency
        if currency not in self._currencies:
            self._currencies.append(currency)
        self.numbers.append(invoice.number)
        self._row_of_number[invoice.number] = row
        self._client.append(self._row_of_client[invoice.client_id])
        self._open.append(0)
        self._total.append(invoice.total.minor)
        self._currency.append(self._currencies.index(currency))
        self._issued.append(invoice.issued_on.toordinal())
        self._due.append(invoice.due_on.toordinal())
        self.most_figures = max(self.most_figures, sum(map(str.isdigit, invoice.number)))
        if len(self.prefixes) < _MOST_PREFIXES:
            self.prefixes |= letters_before(invoice.number)
        for key in spellings(invoice.number):
            self._spelt[key] = _with(self._spelt.get(key), row)
        self._of_client[self._client[row]].append(row)
        self._set_open(row, invoice.open.minor)

    def _set_open(self, row: int, minor: int) -> None:
        before = self._open[row]
        self.open_count += bool(minor) - bool(before)
        currency = self._currency[row]
        if before:
            key = self._key(before, currency)
            held = self._amounts[key]
            if isinstance(held, int) or len(held) == 1:
                del self._amounts[key]
            else:
                held.discard(row)
        if minor:
            key = self._key(minor, currency)
            self._amounts[key] = _with(self._amounts.get(key), row)
        self._open[row] = minor

    @staticmethod
    def _key(minor: int, currency: int) -> int:
        return minor * 256 + currency


def _likeness(payment: Payment) -> int:
    return hash((payment.amount, compact(payment.payer), compact(payment.label), compact(payment.payer_iban)))


def _rows(rows: _Rows | None) -> Collection[int]:
    if rows is None:
        return ()
    return (rows,) if isinstance(rows, int) else rows


def _with(rows: _Rows | None, row: int) -> _Rows:
    if rows is None:
        return row
    if isinstance(rows, int):
        return {rows, row}
    rows.add(row)
    return rows
