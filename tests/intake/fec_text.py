"""FECs made in memory: an entry of sales, a payment, any line."""

from __future__ import annotations

from collections.abc import Iterable

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
)  # fmt: skip


def a_line(**cells: str) -> dict[str, str]:
    """A line on the account of client C1; debit and credit are told."""
    usual = {
        "JournalCode": "VE", "JournalLib": "Ventes", "EcritureNum": "1", "EcritureDate": "20261001",
        "CompteNum": "411000", "CompteLib": "Clients", "CompAuxNum": "C1", "CompAuxLib": "Dupont Bâtiment",
        "PieceRef": "F-1", "PieceDate": "20261001", "EcritureLib": "Facture", "Debit": "0,00", "Credit": "0,00",
        "ValidDate": "20261002",
    }  # fmt: skip
    return {**usual, **cells}


def a_sale(number: str, amount: str, lettering: str = "", **cells: str) -> list[dict[str, str]]:
    """An invoice: the customer's line and the one on 706."""
    return [
        a_line(PieceRef=number, Debit=amount, EcritureLet=lettering, **cells),
        a_line(PieceRef=number, Credit=amount, CompteNum="706000", CompAuxNum="", CompAuxLib=""),
    ]


def a_payment(number: str, amount: str, lettering: str = "", **cells: str) -> list[dict[str, str]]:
    """Money received: the line on 512 and the customer's."""
    bank = {"JournalCode": "BQ", "JournalLib": "Banque", "EcritureNum": f"B{number}", "PieceRef": number}
    return [
        a_line(Debit=amount, CompteNum="512000", CompAuxNum="", CompAuxLib="", **bank),
        a_line(Credit=amount, EcritureLet=lettering, **{"EcritureLib": "VIR DUPONT", **bank, **cells}),
    ]


def a_fec(
    *entries: Iterable[dict[str, str]],
    mark: str = "\t",
    encoding: str = "utf-8",
    signed: bool = False,
    end: str = "\r\n",
) -> bytes:
    """The file. `signed`: Montant and Sens in the place of Debit and Credit."""
    names = [{"Debit": "Montant", "Credit": "Sens"}.get(name, name) if signed else name for name in COLUMNS]
    lines = [mark.join(names)]
    for line in (line for entry in entries for line in entry):
        cells = [line.get(name, "") for name in COLUMNS]
        if signed:
            debit = line["Debit"] != "0,00"
            cells[11:13] = [line["Debit"] if debit else line["Credit"], "D" if debit else "C"]
        lines.append(mark.join(cells))
    return (end.join(lines) + end).encode(encoding)
