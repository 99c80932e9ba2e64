"""The evidence of a debt in one ZIP: a summary to read, everything that was sent and received, and the history's proof.

Reads the books and writes nothing in them. The same books at the same instant give the same bytes: entries have no date
of their own and stand in a fixed order. One file at a time is held in memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused, UserError
from mailbot.core.pursuing.exhibit import Exhibit, Piece, matter_number
from mailbot.core.pursuing.exhibit_words import known, reason, title
from mailbot.outbound.evidence_facts import File
from mailbot.outbound.letter_pdf import PAPER_SHEET
from mailbot.store.debts import invoices
from mailbot.store.lists import dossier
from mailbot.store.tables import ClientRow, InvoiceRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.desk.subject import find_subjects
from mailbot.tasks.pursuit.evidence_facts import Gathered, evidence_facts
from mailbot.tasks.pursuit.evidence_lines import Lines, Secrets, as_jsonl, lines_of, proof
from mailbot.tasks.pursuit.exhibits import Collected, Wanted, collect

Told = Callable[[int], None]
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOrder:
    """About which invoices, by number (of that client; none named: all that are open), in which language; with
    `bank_notices` also the bank's own notices that tell of this client alone."""

    numbers: tuple[str, ...] = ()
    code: str = ""
    language: str = "fr"
    bank_notices: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All but the exhibits' bytes: the made files by name, the exhibits with what of their files was found, and a
    sentence for each thing that is not enclosed."""

    made: tuple[tuple[str, bytes], ...]
    exhibits: tuple[Exhibit, ...]
    found: frozenset[str]
    absent: tuple[str, ...]
    unbroken: bool

    @property
    def manifest_sha(self) -> str:
        """The digest of the manifest: it covers every other file."""
        return next(hashlib.sha256(content).hexdigest() for name, content in self.made if name == "manifest.csv")


def gather_evidence(office: Office, order: EvidenceOrder, now: datetime, told: Told) -> Evidence:
    """Everything that goes in. Raises Refused for an unknown invoice or client, or invoices of several clients."""
    language = known(order.language)
    with office.books.read() as session:
        subjects = find_subjects(session, order.numbers, order.code)
        client, rows = _one_client([(one.client, one.invoice) for one in subjects])
        if not rows:
            rows = [row for row in invoices.open_of_client(session, client.id) if row.kind == "invoice"]
        _check_rows(client, rows)
        wanted = Wanted(client=client, invoices=rows, language=language, bank_notices=order.bank_notices)
        collected = collect(session, office, wanted)
        lines = lines_of(session, client, _secrets(session, office, client, collected), told)
        files, missing = _look(office, collected, language)
        gathered = Gathered(
            client=client,
            invoices=rows,
            collected=collected,
            files=files,
            absent=(*collected.absent, *missing),
            lines=lines,
            language=language,
        )
        facts = evidence_facts(session, office, gathered, now)
    paper = office.texts.paper(f"evidence/{language}/summary.txt", language, {"f": facts})
    summary = office.press().pdf(paper.html, PAPER_SHEET)
    return Evidence(
        made=_with_manifest(gathered, summary, lines),
        exhibits=collected.exhibits,
        found=frozenset(file.name for some in files.values() for file in some),
        absent=gathered.absent,
        unbroken=lines.chain.broken_at is None,
    )


def _secrets(session: Session, office: Office, client: ClientRow, collected: Collected) -> Secrets:
    """A law firm names its matters by their numbers alone."""
    matters = dossier.matters_of(session, client.id) if office.firm.lawyer else set()
    names = sorted(matter for matter in matters if not matter_number(matter))
    return Secrets(messages=collected.hidden, words=tuple(names))


def _one_client(found: Sequence[tuple[ClientRow, InvoiceRow | None]]) -> tuple[ClientRow, list[InvoiceRow]]:
    if not found:
        raise Refused("Nommez une facture, ou un client.")
    owners = {client.id for client, _ in found}
    if len(owners) > 1:
        raise Refused("Ces factures sont de plusieurs clients : un dossier de preuve par client.")
    return found[0][0], [row for _, row in found if row is not None]


def _check_rows(client: ClientRow, rows: Sequence[InvoiceRow]) -> None:
    if not rows:
        raise Refused(f"{client.name} ne doit rien : nommez la facture.")
    if any(row.kind == "quote" for row in rows):
        raise Refused("Un devis n'est pas dû : il n'y a rien à prouver.")
    if len({row.currency for row in rows}) > 1:
        raise Refused("Ces factures sont en plusieurs devises : un dossier de preuve par devise.")


def _look(office: Office, collected: Collected, language: str) -> tuple[dict[int, tuple[File, ...]], list[str]]:
    """Is every file there, and is it still what it was? Each is read once, and let go."""
    files: dict[int, tuple[File, ...]] = {}
    absent: list[str] = []
    for one in collected.exhibits:
        there: list[File] = []
        for name, piece in zip(one.files, one.found.pieces, strict=True):
            content = _content(office, piece)
            if content is None:
                absent.append(reason("lost", {"file": name}, language))
            elif piece.sha and hashlib.sha256(content).hexdigest() != piece.sha:
                absent.append(reason("changed", {"file": name}, language))
            else:
                there.append(File(name=name, sha=hashlib.sha256(content).hexdigest(), size=len(content)))
        files[one.number] = tuple(there)
    return files, absent


def _content(office: Office, piece: Piece) -> bytes | None:
    """The bytes of a piece, None when they are lost."""
    if not piece.sha:
        return piece.text.encode("utf-8")
    try:
        return office.blobs.get(piece.sha)
    except KeyError:
        return None


def _with_manifest(gathered: Gathered, summary: bytes, lines: Lines) -> tuple[tuple[str, bytes], ...]:
    """The files that are made here; the manifest covers them and every exhibit's file."""
    made = [
        ("summary.pdf", summary),
        ("history.jsonl", as_jsonl(lines).encode("utf-8")),
        ("chain.json", proof(lines).encode("utf-8")),
    ]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["file", "exhibit", "title", "size", "sha256"])
    rows.writerows([name, "", "", len(content), hashlib.sha256(content).hexdigest()] for name, content in made)
    for one in gathered.collected.exhibits:
        for file in gathered.files.get(one.number, ()):
            rows.writerow([file.name, one.number, title(one, gathered.language), file.size, file.sha])
    return (*made, ("manifest.csv", text.getvalue().encode("utf-8")))


def write_evidence(office: Office, evidence: Evidence, path: Path) -> int:
    """Write the ZIP, whole or not at all; returns how many files are in it. Raises UserError when it cannot be
    written."""
    beside = path.with_name(path.name + ".part")
    count = 0
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _files(office, evidence):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                archive.writestr(entry, content)
                count += 1
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(f"{path}: cannot be written ({error.strerror}). Name another file with --out.") from error
    return count


def _files(office: Office, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    yield from evidence.made
    for one in evidence.exhibits:
        for name, piece in zip(one.files, one.found.pieces, strict=True):
            content = _content(office, piece) if name in evidence.found else None
            if content is not None:
                yield name, content
