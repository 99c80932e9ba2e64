"""Cases in which the payer, not a number, says what is meant; and money that pays nothing."""

from __future__ import annotations

from mailbot.core.matching.normalise import plain
from tests.season.cases import Draft, Writer, take, whole
from tests.season.labels import label
from tests.season.ledger import Client, Ledger


def silent(ledger: Ledger, client: Client, name: str, said: str = "VIREMENT", iban: str = "") -> Draft | None:
    """One invoice paid to the cent and only the payer said: right when no other sum of theirs comes to it."""
    paid = take(ledger, client)
    if not paid:
        return None
    same = [one for one in client.owed if one.open == paid[0].open]
    clear = len(same) == 1 and (bool(iban) or ledger.bearers(name) == 1)
    text = label(ledger.chance, name, said)
    return Draft(
        paid[0].open, text, whole(*paid) if clear else (), payer=name, iban=iban, used=tuple(paid), tolerated=not clear
    )


def by_name(ledger: Ledger, client: Client) -> Draft | None:
    return silent(ledger, client, plain(client.name))


def by_surname(ledger: Ledger, client: Client) -> Draft | None:
    return silent(ledger, client, plain(client.name).split()[-1]) if client.kind == "person" else None


def by_month(ledger: Ledger, client: Client) -> Draft | None:
    return silent(ledger, client, plain(client.name), "HONORAIRES OCTOBRE 2026")


def by_code(ledger: Ledger, client: Client) -> Draft | None:
    return silent(ledger, client, plain(client.name), f"CLIENT {client.code}")


def by_account(ledger: Ledger, client: Client) -> Draft | None:
    return silent(ledger, client, f"{ledger.surname()} GESTION", iban=client.iban) if client.iban else None


def somebody(who: str, *, number: bool = True) -> Writer:
    """A holding, a notary, an insurer, a liquidator pays for the client."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        paid = take(ledger, client)
        if not paid:
            return None
        name = f"{who} {ledger.surname()}"
        text = label(ledger.chance, name, f"FACT {paid[0].number}" if number else "REGLEMENT")
        return Draft(paid[0].open, text, whole(*paid) if number else (), payer=name, used=tuple(paid))

    return draft


def wrong_number(ledger: Ledger, client: Client) -> Draft | None:
    """Another client's number, copied by mistake: the amount and the payer say which one is meant, if anybody can."""
    other = ledger.chance.choice(ledger.invoices)
    paid = take(ledger, client)
    if not paid or other.client is client:
        return None
    name = plain(client.name)
    clear = sum(one.open == paid[0].open for one in client.owed) == 1
    text = label(ledger.chance, name, f"FACT {other.number}")
    return Draft(paid[0].open, text, whole(*paid) if clear else (), payer=name, used=tuple(paid))


def cut_off(ledger: Ledger, client: Client) -> Draft | None:
    """The bank cut the label in the middle of the number."""
    paid = take(ledger, client)
    if not paid:
        return None
    name, number = plain(client.name), paid[0].number
    begun = f"VIR SEPA DE {name} FACTURE NO "
    limit = next(size for size in (31, 35, 70, 140) if size > len(begun) + 3)
    text = (begun + "/" * max(0, limit - len(begun) - len(number) + 2) + number)[:limit]
    clear = sum(one.open == paid[0].open for one in client.owed) == 1
    return Draft(paid[0].open, text, whole(*paid) if clear else (), payer=name, used=tuple(paid), tolerated=not clear)


def settled(ledger: Ledger, client: Client) -> Draft | None:
    """An invoice that was paid long ago is paid again."""
    if not client.settled:
        return None
    again = ledger.chance.choice(client.settled)
    name = plain(client.name)
    return Draft(again.total, label(ledger.chance, name, f"FACT {again.number}"), (), payer=name)


def nobody(payer: str, said: str) -> Writer:
    """Money that pays no invoice, of an amount that happens to be open somewhere."""

    def draft(ledger: Ledger, client: Client) -> Draft | None:
        paid = take(ledger, client)
        name = payer or f"{ledger.surname()} {ledger.surname()}"
        return Draft(paid[0].open, label(ledger.chance, name, said), (), payer=name) if paid else None

    return draft
