"""How a client may pay so that the payment finds its invoices by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.core.creditor_reference import creditor_reference
from mailbot.core.money import Money
from mailbot.outbound.qr import Transfer, payload

_MAX_LABEL = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMeans:
    """Bank details and what to write on the transfer.

    `reference` is the ISO 11649 creditor reference of a single invoice; for several invoices it is
    empty and `label` names them all. `qr` is the text of the EPC069-12 code, empty when there is none.
    """

    holder: str
    iban: str
    bic: str
    bank: str
    label: str
    reference: str
    qr: str


def payment_means(
    holder: str, account: tuple[str, str, str], numbers: Sequence[str], amount: Money
) -> PaymentMeans | None:
    """The means to pay `amount` for these invoice numbers into `account` (IBAN, BIC, bank); None without an IBAN."""
    iban, bic, bank = account
    if not iban:
        return None
    reference = creditor_reference(numbers[0]) if len(numbers) == 1 else ""
    label = _label(numbers)
    code = payload(Transfer(iban=iban, bic=bic, name=holder, amount=amount, reference=reference, text=label))
    return PaymentMeans(holder=holder, iban=iban, bic=bic, bank=bank, label=label, reference=reference, qr=code)


def _label(numbers: Sequence[str]) -> str:
    """As many whole invoice numbers as a remittance label holds."""
    label = ""
    for number in numbers:
        longer = f"{label} {number}".strip()
        if len(longer) > _MAX_LABEL:
            break
        label = longer
    return label
