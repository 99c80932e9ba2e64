"""Statement files: every booked movement once, or a reason why the file is refused."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest

from mailbot.core.errors import InputError
from mailbot.inbound.attachments import Attachment
from mailbot.inbound.statements.attached import read_attached, read_statement


def camt(*entries: str, root: str = "BkToCstmrStmt", wrap: str = "Stmt", balances: str = "") -> bytes:
    body = "".join(entries)
    return (
        f'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><{root}><{wrap}>'
        f"<Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>{balances}{body}</{wrap}></{root}></Document>"
    ).encode()


def entry(amount: str, side: str = "CRDT", details: str = "", status: str = "BOOK", extra: str = "") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{extra}<Sts>{status}</Sts>'
        f"<BookgDt><Dt>2026-10-05</Dt></BookgDt><ValDt><Dt>2026-10-06</Dt></ValDt>"
        f"<NtryDtls>{details}</NtryDtls></Ntry>"
    )


def tx(amount: str, name: str, label: str) -> str:
    return (
        f'<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>'
        f"<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>{label}</Ustrd></RmtInf></TxDtls>"
    )


def bal(code: str, amount: str) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</Cdt'
        f"DbtInd></Bal>"
    )


def movements(content: bytes) -> list[tuple[str, Decimal, str | None]]:
    return [(m.direction, m.amount, m.payer) for s in read_statement(content) for m in s.movements]


def test_a_batch_is_told_by_its_transactions():
    content = camt(entry("300.00", details=tx("100.00", "ROUX", "F-1") + tx("200.00", "BLANC", "F-2")))
    assert movements(content) == [("credit", Decimal("100.00"), "ROUX"), ("credit", Decimal("200.00"), "BLANC")]


def test_pending_entries_do_not_count_and_reversals_are_debits():
    content = camt(entry("1.00", status="PDNG"), entry("2.00", "DBIT", extra="<RvslInd>true</RvslInd>"))
    assert [(direction, amount) for direction, amount, _ in movements(content)] == [("debit", Decimal("2.00"))]


def test_balances_that_do_not_close_are_said():
    good = camt(entry("5.00"), balances=bal("OPBD", "10.00") + bal("CLBD", "15.00"))
    bad = camt(entry("5.00"), balances=bal("OPBD", "10.00") + bal("CLBD", "99.00"))
    assert read_statement(good)[0].problem == ""
    assert "do not close" in read_statement(bad)[0].problem


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Document xmlns="camt.053"/>',
        camt(entry("5.00"))[:-40],
        camt(entry("12..34")),
        b"%PDF-1.4",
        b"",
    ],
    ids=["a document type", "cut", "garbled amount", "a PDF", "nothing"],
)
def test_what_is_not_sound_is_refused_with_a_reason(content):
    with pytest.raises(InputError):
        read_statement(content)


MT940 = b""":20:STARTUMSE
:25:DE/1
:28C:1/1
:60F:C261109EUR100,00
:61:2611101110CR50,00NTRFNONREF
:86:166?00GUTSCHRIFT?20SVWZ+RE F-1?31DE27999700000008841200?32MUELLER GMBH
:61:2611101110RC20,00NTRFNONREF
:86:RUECK
:62F:C261110EUR130,00
-
"""


def test_the_reversal_of_a_credit_is_a_debit_in_mt940():
    (statement,) = read_statement(MT940)
    assert [(m.direction, m.amount) for m in statement.movements] == [
        ("credit", Decimal("50.00")),
        ("debit", Decimal("20.00")),
    ]
    assert (statement.movements[0].payer, statement.movements[0].label) == ("MUELLER GMBH", "RE F-1")
    assert statement.problem == ""


def test_a_cut_mt940_file_is_said():
    assert "cut" in read_statement(MT940[: MT940.index(b":62F")])[0].problem


def record(code: str, amount: str = "", label: str = "", extra: str = "") -> str:
    line = f"{code}99998    00001EUR2 00123456789  301126" if code in ("01", "07") else ""
    if code == "04":
        line = f"0499998005500001EUR2 0012345678905301126  301126{label:<31}{'':<11}"
    if code == "05":
        return f"0599998005500001EUR2 0012345678905301126     {extra}".ljust(120)
    return line.ljust(90) + amount.ljust(30)


CFONB = "\n".join(
    [
        record("01", "0000000010000{"),
        record("04", "0000000005000{", "VIR SEPA ROUX"),
        record("05", extra="NPYROUX SARL"),
        record("05", extra="LCCF-2026-0001"),
        record("04", "0000000001000}", "PRLV EDF"),
        record("07", "0000000014000{"),
    ]
)


@pytest.mark.parametrize("content", [CFONB, CFONB.replace("\n", ""), CFONB.replace("\n", "\r\n")])
def test_cfonb_is_read_with_and_without_line_breaks(content):
    (statement,) = read_statement(content.encode("latin-1"))
    first, second = statement.movements
    assert (first.direction, first.amount, first.payer, first.label) == (
        "credit",
        Decimal("500.00"),
        "ROUX SARL",
        "F-2026-0001",
    )
    assert (second.direction, second.amount) == ("debit", Decimal("100.00"))
    assert statement.problem == ""


def test_a_cfonb_record_out_of_place_is_refused():
    with pytest.raises(InputError, match="record 1"):
        read_statement(record("04", "0000000005000{", "VIR").encode())


OFX = """OFXHEADER:100
<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261117<TRNAMT>1 656,00<FITID>A<NAME>CLINIQUE<MEMO>réglement</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261117<TRNAMT>-72.40<FITID>B<NAME>CARTE</STMTTRN>
</BANKTRANLIST></STMTRS></OFX>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_ofx_is_read_as_banks_write_it(encoding):
    (statement,) = read_statement(OFX.encode(encoding))
    assert [(m.direction, m.amount) for m in statement.movements] == [
        ("credit", Decimal("1656.00")),
        ("debit", Decimal("72.40")),
    ]
    assert statement.movements[0].label == "réglement"


CSV = {
    "debit and credit": (
        "Compte X;;;\n\nDate;Libellé;Débit Euros;Crédit Euros;\n05/10/2026;VIR DE "
        "ROUX;;576,00;\n05/10/2026;PRLV;12,00;;\n"
    ),
    "signed": "\ufeffDate,Libellé,Montant,Devise\n2026-10-05,VIR DE ROUX,576.00,EUR\n2026-10-05,PRLV,-12.00,EUR\n",
    "pending": (
        "Statut;Date;Libellé;Montant\nExécuté;05/10/2026;VIR DE ROUX;576,00\nEn "
        "cours;05/10/2026;VIR;99,00\nExécuté;05/10/2026;PRLV;-12,00\n"
    ),
}


@pytest.mark.parametrize("content", CSV.values(), ids=CSV.keys())
def test_exports_of_portals_are_found_by_their_heads(content):
    assert movements(content.encode()) == [("credit", Decimal("576.00"), "ROUX"), ("debit", Decimal("12.00"), None)]


def a_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def attached(content: bytes, name: str = "releve.zip") -> Attachment:
    return Attachment(name=name, content_type="application/octet-stream", content=content)


def test_a_statement_in_a_zip_is_read_and_the_rest_passed_over():
    found = read_attached((attached(a_zip(a__xml=camt(entry("5.00")), b__exe=b"x", c__zip=a_zip(d__xml=b"x"))),))
    assert [movement.amount for movement in found.movements] == [Decimal("5.00")]


def test_a_bomb_is_not_opened():
    assert read_attached((attached(a_zip(a__xml=b" " * 30_000_000)),)).statements == ()


def test_a_broken_file_is_a_doubt_and_not_an_error():
    found = read_attached((attached(camt(entry("12..34")), "releve.xml"),))
    assert found.movements == ()
    assert "12..34" in found.doubts[0]
