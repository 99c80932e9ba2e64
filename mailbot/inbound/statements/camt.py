"""ISO 20022 camt.052, 053 and 054 (all versions, with or without name space): the bank's own truth.

A batch is told by its transactions when their amounts are given. Pending and informational entries do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree
from lxml.etree import _Element as Element

from mailbot.core.errors import InputError
from mailbot.core.reading.understood import Movement
from mailbot.inbound.statements.statement import Statement, closes

MAX_ENTRIES = 100_000
_ROOTS = ("BkToCstmrAcctRpt", "BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
_NO_REFERENCE = frozenset({"NOTPROVIDED", "NONREF", "NOT PROVIDED", ""})


def claims(content: bytes) -> bool:
    """Does this look like a camt file?"""
    head = content[:4_000].replace(b"\x00", b"")
    return b"camt.05" in head or any(root.encode() in head for root in _ROOTS)


def read(content: bytes) -> tuple[Statement, ...]:
    """Every statement in the file. Raises InputError when it is no well-formed camt file or holds a DTD."""
    root = _parse(content)
    # Version 1 writes BkToCstmrStmtV01; some senders wrap the document in an envelope.
    wrapper = next((node for node in root.iter() if _name(node).removesuffix("V01") in _ROOTS), None)
    if wrapper is None:
        raise InputError("This XML file is no camt.052, 053 or 054.")
    return tuple(_statement(child) for child in wrapper if _name(child) in ("Stmt", "Rpt", "Ntfctn"))


def _parse(content: bytes) -> Element:
    plain = content.replace(b"\x00", b"")  # a DTD hidden in UTF-16 is found too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InputError("The XML file declares a document type; bank files never do, so it is refused.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"The XML file is not well-formed ({error}).") from error


def _statement(node: Element) -> Statement:
    entries = _children(node, "Ntry")[:MAX_ENTRIES]
    movements = tuple(movement for place, entry in enumerate(entries) for movement in _entry(entry, place))
    opening, closing = _balance(node, ("OPBD", "PRCD")), _balance(node, ("CLBD",))
    return Statement(
        account=_text(node, "Acct", "Id", "IBAN") or _text(node, "Acct", "Id", "Othr", "Id"),
        currency=_text(node, "Acct", "Ccy") or (movements[0].currency if movements else "EUR"),
        movements=movements,
        opening=opening,
        closing=closing,
        problem=closes(opening, closing, movements),
    )


def _entry(entry: Element, place: int) -> Iterator[Movement]:
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts") or "BOOK"
    amount = _amount(_child(entry, "Amt"))
    if status != "BOOK" or amount is None:
        return
    details = [tx for block in _children(entry, "NtryDtls") for tx in _children(block, "TxDtls")]
    parts = [_transaction_amount(tx) for tx in details]
    if len(details) <= 1 or any(part is None for part in parts):
        # One transaction: the entry's amount is the cash (charges may have been taken from the transaction's).
        yield _movement(entry, details[0] if details else None, amount)
        return
    for tx, part in zip(details, parts, strict=True):
        if part is not None:
            yield replace(_movement(entry, tx, part), part_of=(place, amount[0]))


def _movement(entry: Element, tx: Element | None, amount: tuple[Decimal, str]) -> Movement:
    indicator = _text(tx, "CdtDbtInd") or _text(entry, "CdtDbtInd")
    direction = "credit" if indicator == "CRDT" else "debit"
    reversed_ = _text(entry, "RvslInd") in ("true", "1")
    side = "Dbtr" if direction == "credit" or reversed_ else "Cdtr"
    return Movement(
        amount=amount[0],
        currency=amount[1],
        direction=direction,
        value_date=_date(entry, "ValDt") or _date(entry, "BookgDt"),
        booked_on=_date(entry, "BookgDt"),
        payer=_party(tx, side) or None,
        payer_iban=(_text(tx, "RltdPties", side + "Acct", "Id", "IBAN") or None) if direction == "credit" else None,
        label=_label(entry, tx) or None,
        bank_id=_bank_id(entry, tx),
        takes_back=direction == "debit" and (reversed_ or _text(tx, "RtrInf", "Rsn", "Cd") != ""),
    )


def _party(tx: Element | None, side: str) -> str:
    for path in (
        ("RltdPties", side, "Nm"),
        ("RltdPties", side, "Pty", "Nm"),
        ("RltdPties", "Ultmt" + side, "Nm"),
        ("RltdPties", "Ultmt" + side, "Pty", "Nm"),
    ):
        name = _text(tx, *path)
        if name:
            return name
    return ""


def _label(entry: Element, tx: Element | None) -> str:
    remittance = _child(tx, "RmtInf")
    free = " ".join(" ".join((line.text or "").split()) for line in _children(remittance, "Ustrd"))
    references = [_text(block, "CdtrRefInf", "Ref") for block in _children(remittance, "Strd")]
    numbers = [_text(doc, "Nb") for block in _children(remittance, "Strd") for doc in _children(block, "RfrdDocInf")]
    extra = [_text(block, "AddtlRmtInf") for block in _children(remittance, "Strd")]
    said = " ".join(part for part in (*references, free, *numbers, *extra) if part)
    if said:
        return said
    end_to_end = _text(tx, "Refs", "EndToEndId")
    if end_to_end not in _NO_REFERENCE:
        return end_to_end
    return _text(tx, "AddtlTxInf") or _text(entry, "AddtlNtryInf")


def _bank_id(entry: Element, tx: Element | None) -> str | None:
    own = _text(tx, "Refs", "AcctSvcrRef") or _text(tx, "Refs", "TxId")
    whole = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    end_to_end = _text(tx, "Refs", "EndToEndId")
    if own:
        return own
    if whole and end_to_end not in _NO_REFERENCE:
        return f"{whole}/{end_to_end}"
    return whole or None


def _transaction_amount(tx: Element | None) -> tuple[Decimal, str] | None:
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        node = tx
        for step in path:
            node = _child(node, step)
        amount = _amount(node)
        if amount is not None:
            return amount
    return None


def _amount(node: Element | None) -> tuple[Decimal, str] | None:
    written = (node.text or "").strip() if node is not None else ""
    if node is None or not written:
        return None
    try:
        return Decimal(written), node.get("Ccy") or "EUR"
    except InvalidOperation as error:
        raise InputError(f"An amount is no number: {written[:40]!r}.") from error


def _balance(node: Element | None, codes: tuple[str, ...]) -> Decimal | None:
    for balance in _children(node, "Bal"):
        if _text(balance, "Tp", "CdOrPrtry", "Cd") in codes:
            amount = _amount(_child(balance, "Amt"))
            if amount is not None:
                return amount[0] if _text(balance, "CdtDbtInd") != "DBIT" else -amount[0]
    return None


def _date(node: Element | None, name: str) -> date | None:
    text = _text(node, name, "Dt") or _text(node, name, "DtTm")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _children(node: Element | None, name: str) -> list[Element]:
    return [] if node is None else [child for child in node if _name(child) == name]


def _child(node: Element | None, name: str) -> Element | None:
    return next(iter(_children(node, name)), None)


def _text(node: Element | None, *path: str) -> str:
    for step in path:
        node = _child(node, step)
        if node is None:
            return ""
    return " ".join((node.text or "").split()) if node is not None else ""
