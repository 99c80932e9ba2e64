"""The conditions that several ways share: what the books lack, what closes a way, what a person must look at."""

from __future__ import annotations

from collections.abc import Iterator

from mailbot.core.client import ClientKind
from mailbot.core.hold import HoldKind
from mailbot.core.pursuing.pursuit_case import Case, Finding, Standing, Value

# A hold of this kind closes the ways that ask somebody to make the client pay.
_CLOSING = {
    HoldKind.DISPUTE: "disputed",
    HoldKind.PROMISE: "promised",
    HoldKind.INSTALMENTS: "instalments",
    HoldKind.DECEASED: "deceased",
}


def finding(key: str, standing: Standing, **values: Value) -> Finding:
    """A finding with what its sentence names."""
    return Finding(key, standing, tuple(values.items()))


def met(key: str, **values: Value) -> Finding:
    """The books show it."""
    return finding(key, Standing.MET, **values)


def missing(key: str, **values: Value) -> Finding:
    """The books lack it."""
    return finding(key, Standing.MISSING, **values)


def check(key: str, **values: Value) -> Finding:
    """Only a person knows."""
    return finding(key, Standing.CHECK, **values)


def barred(key: str, **values: Value) -> Finding:
    """It closes the way."""
    return finding(key, Standing.BARRED, **values)


def climbed(case: Case) -> Iterator[Finding]:
    """The last deadline and the days of grace have passed."""
    if case.insolvency is None:
        yield met("ladder_climbed", day=max(one.ready_on or case.today for one in case.concerned))


def held(case: Case, *, passing: frozenset[HoldKind] = frozenset()) -> Iterator[Finding]:
    """Holds that speak against asking for payment by force; those in `passing` do not."""
    if case.insolvency is not None:
        yield barred("insolvent")
    concerned = [one.invoice for one in case.concerned]
    for hold in case.holds:
        key = _CLOSING.get(hold.kind)
        if key is None or hold.kind in passing or not hold.holds_on(case.today):
            continue
        if any(hold.concerns(invoice) for invoice in concerned):
            yield barred(key, why=hold.reason, until=hold.until or "")


def french(case: Case) -> Iterator[Finding]:
    """Only French ways are known, and courts of the place of a debtor in France."""
    if case.creditor.country != "FR":
        yield barred("foreign_creditor", country=case.creditor.country)
    elif case.client.country != "FR":
        yield barred("foreign_debtor", country=case.client.country)


def in_court(case: Case) -> Iterator[Finding]:
    """What closes the courts for this creditor or this debtor, besides holds."""
    yield from french(case)
    if case.creditor.lawyer:
        yield barred("own_fees")
    if case.client.kind is ClientKind.PUBLIC:
        yield barred("public_debtor")


def owed(case: Case) -> Iterator[Finding]:
    """Whether something is owed, and whether its sum is exact."""
    if case.principal.amount <= 0:
        yield barred("credits_cover")
    if case.unplaced.amount > 0:
        yield missing("unplaced_money", amount=case.unplaced)
    if case.elsewhere:
        yield check("other_currency", numbers=", ".join(case.elsewhere))


def papers(case: Case) -> Iterator[Finding]:
    """What a request names or encloses and the books do not have."""
    if not case.creditor.identified:
        yield missing("creditor_identity")
    if not (case.client.address and case.client.postcode and case.client.city):
        yield missing("debtor_address")
    if case.client.kind is ClientKind.PROFESSIONAL and not case.client.siren:
        yield missing("debtor_siren")
    without = [one.invoice.number for one in case.concerned if not one.invoice.file]
    if without:
        yield missing("invoice_copy", numbers=", ".join(without))
    if case.interest is None:
        yield missing("interest_unknown", why=case.interest_why)


def notice(case: Case) -> Iterator[Finding]:
    """The formal notice: sent when, for what it was not, and whether its reception can be shown."""
    days = [one.notice_on for one in case.concerned if one.notice_on is not None]
    without = [one.invoice.number for one in case.concerned if one.notice_on is None]
    if days:
        yield met("formal_notice", day=max(days))
        yield check("notice_reception")
    if without:
        yield missing("no_formal_notice", numbers=", ".join(without))


def vat(case: Case) -> Iterator[Finding]:
    """Net amount and VAT apart, where the invoice's VAT is known."""
    without = [one.invoice.number for one in case.concerned if one.invoice.vat is None]
    if without:
        yield missing("vat_unknown", numbers=", ".join(without))


def limitation(case: Case) -> Iterator[Finding]:
    """The last safe day, or that it may be past."""
    if case.act_by is not None:
        key = "limitation_public" if case.client.kind is ClientKind.PUBLIC else "limitation"
        yield check(f"{key}_over" if case.act_by < case.today else key, day=case.act_by)
