"""The package of a spreadsheet, looked at before it is unpacked: what it is, how large it becomes, what it declares."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from mailbot.core.errors import InputError
from mailbot.intake.source import Source

MAX_MEMBERS = 2_000
MAX_UNPACKED = 300_000_000
MAX_SHARED_TEXTS = 150_000_000
# Spreadsheets pack 1 : 10 to 1 : 40; a bomb packs 1 : 1000.
MAX_RATIO = 150
_RATIO_MATTERS_FROM = 5_000_000

_WORKBOOK, _SHARED_TEXTS = "xl/workbook.xml", "xl/sharedStrings.xml"
_CHUNK = 1 << 20
# A document type stands at the beginning of an XML file; only comments may come before it.
_BEGINNING = 65_536


def inspect(source: Source) -> bool:
    """Is any cell of this package a formula? Raises InputError when it is no spreadsheet, or must not be unpacked."""
    try:
        with _opened(source) as package:
            _check_kind(package, source.name)
            _check_size(package, source.name)
            _check_declarations(package, source.name)
            return any(_holds_formula(package, member) for member in _sheets(package))
    except InputError:
        raise
    except Exception as error:  # whatever a damaged file makes of the library: bad packages, bad streams, bad names
        raise InputError(
            f"{source.name}: the file is damaged, or no spreadsheet; save it as XLSX or CSV again."
        ) from error


@contextmanager
def _opened(source: Source) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source.stream) as package:
            yield package
    finally:
        source.stream.seek(0)


def _check_kind(package: zipfile.ZipFile, name: str) -> None:
    names = set(package.namelist())
    if _WORKBOOK in names:
        return
    if "xl/workbook.bin" in names:
        raise InputError(f"{name}: this is a binary Excel file (XLSB); save it as XLSX or CSV.")
    if "mimetype" in names or "content.xml" in names:
        raise InputError(f"{name}: this is an OpenDocument file; save it as XLSX or CSV.")
    raise InputError(f"{name}: this is a packed file and not a CSV or XLSX file; unpack it, or export as CSV or XLSX.")


def _check_size(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    shared = sum(member.file_size for member in members if member.filename == _SHARED_TEXTS)
    tight = any(
        member.file_size > _RATIO_MATTERS_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if tight or len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or shared > MAX_SHARED_TEXTS:
        raise InputError(
            f"{name}: the file unpacks to {unpacked // 1_000_000} MB in {len(members)} parts; that is no list of "
            "invoices. Split it, or export it as CSV."
        )


def _check_declarations(package: zipfile.ZipFile, name: str) -> None:
    for member in package.infolist():
        if member.filename.endswith((".xml", ".rels")):
            with package.open(member) as part:
                start = part.read(_BEGINNING).replace(b"\x00", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise InputError(f"{name}: the file declares a document type; spreadsheets never do, so it is refused.")


def _sheets(package: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in package.infolist():
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            yield member


def _holds_formula(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with package.open(member) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            window = before + chunk
            if any(tag in window for tag in (b"<f>", b"<f ", b"<f/", b":f>", b":f ")):
                return True
            before = window[-4:]
    return False
