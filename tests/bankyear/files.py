"""Statements of an account over some days, as CAMT.053, MT940 and as the CSV of a bank's portal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from mailbot.demo.transfers import bank_name
from tests.bankyear.cast import Account
from tests.bankyear.life import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The lines of one account from `first` to `last`; balances in cents."""

    account: Account
    first: date
    last: date
    lines: tuple[Line, ...]
    opening: int

    @property
    def closing(self) -> int:
        """Opening and all movements."""
        return self.opening + sum(line.minor for line in self.lines)


def written(extract: Extract, form: str) -> tuple[str, bytes]:
    """Name and bytes of the file."""
    suffix, write = {"camt": ("xml", _camt), "mt940": ("sta", _mt940), "csv": ("csv", _csv)}[form]
    return f"releve-{extract.account.iban[-8:]}-{extract.last}-{form}.{suffix}", write(extract).encode()


def printed(line: Line) -> str:
    """The label that a bank prints where it has one field for everything."""
    if line.kind in ("credit", "batch"):
        return f"VIR SEPA RECU /DE {bank_name(line.payer)} /MOTIF {line.label}" if line.payer else line.label
    return line.label if line.kind != "rejection" else f"{line.label} {bank_name(line.payer)}"


def _camt(extract: Extract) -> str:
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_sum(minor)}<Dt><Dt>{day}</Dt></Dt></Bal>"
        for code, minor, day in (("OPBD", extract.opening, extract.first), ("CLBD", extract.closing, extract.last))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><IBAN>{extract.account.iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>{balances}"
        f"{''.join(_entry(line) for line in extract.lines)}</Stmt></BkToCstmrStmt></Document>"
    )


def _sum(minor: int) -> str:
    mark = "DBIT" if minor < 0 else "CRDT"
    return f'<Amt Ccy="EUR">{abs(minor) / 100:.2f}</Amt><CdtDbtInd>{mark}</CdtDbtInd>'


def _entry(line: Line) -> str:
    own = f"<AcctSvcrRef>{line.bank_id}</AcctSvcrRef>" if line.bank_id else ""
    reversal = "<RvslInd>true</RvslInd>" if line.kind == "rejection" else ""
    days = f"<BookgDt><Dt>{line.on}</Dt></BookgDt><ValDt><Dt>{line.value_on}</Dt></ValDt>"
    parts = "".join(_transaction(part) for part in line.parts if line.kind == "batch") or _transaction(line)
    return f"<Ntry>{_sum(line.minor)}{reversal}<Sts><Cd>BOOK</Cd></Sts>{days}{own}<NtryDtls>{parts}</NtryDtls></Ntry>"


def _transaction(line: Line) -> str:
    side = "Dbtr" if line.minor > 0 or line.kind == "rejection" else "Cdtr"
    name = f"<{side}><Pty><Nm>{escape(line.payer)}</Nm></Pty></{side}>" if line.payer else ""
    iban = f"<{side}Acct><Id><IBAN>{line.payer_iban}</IBAN></Id></{side}Acct>" if line.payer_iban else ""
    own = f"<Refs><AcctSvcrRef>{line.bank_id}</AcctSvcrRef></Refs>" if line.bank_id else ""
    return (
        f"<TxDtls>{own}{_sum(line.minor)}<RltdPties>{name}{iban}</RltdPties>"
        f"<RmtInf><Ustrd>{escape(line.label)}</Ustrd></RmtInf></TxDtls>"
    )


def _mt940(extract: Extract) -> str:
    def balance(minor: int, day: date) -> str:
        return f"{'C' if minor >= 0 else 'D'}{day:%y%m%d}EUR{abs(minor) / 100:.2f}".replace(".", ",")

    lines = [":20:STARTUMS", f":25:{extract.account.iban}", ":28C:1/1"]
    lines += [f":60F:{balance(extract.opening, extract.first)}"]
    for line in extract.lines:
        mark = "C" if line.minor > 0 else "RC" if line.kind == "rejection" else "D"
        amount = f"{abs(line.minor) / 100:.2f}".replace(".", ",")
        reference = f"//{line.bank_id}" if line.bank_id else ""
        lines.append(f":61:{line.value_on:%y%m%d}{line.on:%m%d}{mark}{amount}NTRFNONREF{reference}")
        name = f"/NAME/{bank_name(line.payer)}" if line.payer else ""
        lines.append(f":86:/TRTP/SEPA{name}/REMI/{line.label}")
    lines += [f":62F:{balance(extract.closing, extract.last)}", "-"]
    return "\r\n".join(lines) + "\r\n"


def _csv(extract: Extract) -> str:
    """One day, the one of booking; a label of 64 signs; neither ids nor the payer's account."""
    rows: Sequence[str] = [
        f"{line.on:%d/%m/%Y};{printed(line)[:64]};"
        + (f";{line.minor / 100:.2f}" if line.minor > 0 else f"{-line.minor / 100:.2f};").replace(".", ",")
        for line in extract.lines
    ]
    return f"Compte {extract.account.iban}\nDate;Libellé;Débit;Crédit\n" + "\n".join(rows) + "\n"
