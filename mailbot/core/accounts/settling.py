"""What a person may give up, the VAT that comes back with it, and the accounting year that it belongs to.

VAT comes back when a debt is irrecoverable for good (CGI 272-1); the client is sent a duplicate of the invoice that
says so (BOI-TVA-DED-40-10-20).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from mailbot.core.errors import Refused
from mailbot.core.money import Money

# Who may give up more than the tolerance.
_DECIDES = frozenset({"partner", "admin"})


def may_give_up(role: str, amount: Money, tolerance: Money) -> bool:
    """A remainder under the tolerance by anybody who gives orders; more than that by a partner only.

    Without a rate nothing in another currency is under a tolerance.
    """
    return role in _DECIDES or (amount.currency == tolerance.currency and amount < tolerance)


def vat_share(vat: Money, total: Money, part: Money) -> Money:
    """The VAT in a part of an invoice, in proportion, rounded half up. Zero for an invoice of nothing."""
    if not total:
        return Money.zero(part.currency)
    return Money.of(vat.amount * part.amount / total.amount, part.currency)


def in_proportion(worth: Money, whole: Money, part: Money) -> Money:
    """What a part of an invoice in another currency is worth in the firm's, when `whole` of it is worth `worth`."""
    return Money.of(worth.amount * part.amount / whole.amount, worth.currency)


def closing_of(on: date, month: int) -> date:
    """The last day of the accounting year that `on` falls in; `month` is the one at whose end years close (1-12)."""
    year = on.year if on.month <= month else on.year + 1
    return date(year, month, monthrange(year, month)[1])


def check_booking_day(on: date, today: date, month: int) -> None:
    """Raises Refused for a day to come, and for a year that ended before the last one."""
    if on > today:
        raise Refused(f"Le {on:%d/%m/%Y} est à venir : une écriture se passe au plus tard aujourd'hui.")
    oldest = closing_of(today, month).year - 1
    if closing_of(on, month).year < oldest:
        raise Refused(f"L'exercice du {on:%d/%m/%Y} est clos : prenez un jour de l'exercice en cours ou du dernier.")


def duplicate_mention(net: Money, vat: Money) -> str:
    """What the duplicate of an irrecoverable invoice must say for the VAT to come back, amounts without and of VAT.

    It is said in French whatever the client's language: the law gives the words.
    """
    return (
        f"Facture demeurée impayée pour la somme de {_euros(net.amount)} euros (prix net) et pour la somme de "
        f"{_euros(vat.amount)} euros (TVA correspondante) qui ne peut faire l'objet d'une déduction "
        "(article 272 du CGI)"
    )


def _euros(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",")
