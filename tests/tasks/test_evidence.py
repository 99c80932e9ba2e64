"""The evidence: everything about one client and nothing about another, checkable without the program."""

import csv
import email.policy
import hashlib
import io
import json
import zipfile
from email.parser import BytesParser

import pytest

from mailbot.core.errors import Refused, UserError
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.pursuing.pursuit_case import Way
from mailbot.store import history
from mailbot.store.debts import invoices
from mailbot.store.money import payments
from mailbot.store.tables import InvoiceRow, PaymentRow
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.pursuit.evidence import EvidenceOrder, gather_evidence, write_evidence
from mailbot.tasks.pursuit.prepare_request import prepare
from mailbot.tasks.pursuit.pursuit_case import ALL
from tests.firm import PARTNER
from tests.tasks.pursuing import BY, COPY, gives_notice, pursued, text_of_pdf

NUMBER = "F-2026-0042"


def made(case, path, **order):
    """The ZIP's files by name, and the evidence."""
    wanted = EvidenceOrder(**{"numbers": (NUMBER,), **order})
    evidence = gather_evidence(case.firm.office, wanted, case.firm.now, lambda count: None)
    write_evidence(case.firm.office, evidence, path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, evidence


def lines(files):
    return [json.loads(line) for line in files["history.jsonl"].decode().splitlines()]


def answers(case, text, sender="compta@dupont.example", **headers):
    """The client answers the formal notice."""
    mail = case.firm.inbox_of("compta@dupont.example")[-1]
    case.firm.answers(sender, mail, text, **headers)
    case.firm.tick()


def has_another_client(case):
    """Martin SARL, who owes another invoice and got the same notice."""
    case.firm.has_client("C2", "Martin Sarl", "paie@martin.example", siren="552100554", address="1 rue Basse")
    case.firm.has_invoice("F-2026-0077", "9876.54", "2026-11-10", client="C2")
    gives_notice(case.firm, "F-2026-0077", "2026-11-17T10:00")
    case.firm.at("2026-12-14T10:00")


def test_the_file_holds_invoice_message_letter_and_the_server_s_answer(tmp_path):
    case = pursued(tmp_path / "firm")
    files, _ = made(case, tmp_path / "e.zip")
    assert list(files) == [
        "summary.pdf", "history.jsonl", "chain.json", "manifest.csv",
        "exhibits/01-facture-F-2026-0042.pdf", "exhibits/02-mise-en-demeure-2026-11-16.eml",
        "exhibits/02-lettre-2026-11-16.pdf", "exhibits/02-reponse-du-serveur-2026-11-16.txt",
    ]  # fmt: skip
    assert files["exhibits/01-facture-F-2026-0042.pdf"] == COPY
    (delivered,) = case.firm.inbox_of("compta@dupont.example")
    answer = files["exhibits/02-reponse-du-serveur-2026-11-16.txt"].decode()
    assert f"Message-ID : {delivered['Message-ID']}" in answer
    assert "ne prouve ni la remise ni la lecture" in answer
    raw = files["exhibits/02-mise-en-demeure-2026-11-16.eml"]
    assert f"SHA-256 du message : {hashlib.sha256(raw).hexdigest()}" in answer
    assert "MISE EN DEMEURE" in text_of_pdf(files["exhibits/02-lettre-2026-11-16.pdf"])


def test_what_was_sent_and_received_is_there_byte_for_byte(tmp_path):
    case = pursued(tmp_path / "firm")
    answers(case, "Je paierai le 30 décembre.")
    files, _ = made(case, tmp_path / "e.zip")
    kept = {case.firm.office.blobs.get(row.sha) for row in case.firm.messages() if row.kind == "client_reply"}
    assert {content for name, content in files.items() if "reponse-du-client" in name} == kept
    assert len(kept) == 1


def test_the_manifest_covers_every_file(tmp_path):
    files, evidence = made(pursued(tmp_path / "firm"), tmp_path / "e.zip")
    rows = list(csv.DictReader(io.StringIO(files["manifest.csv"].decode())))
    assert {row["file"] for row in rows} == set(files) - {"manifest.csv"}
    for row in rows:
        content = files[row["file"]]
        assert (row["sha256"], int(row["size"])) == (hashlib.sha256(content).hexdigest(), len(content))
    assert evidence.manifest_sha == hashlib.sha256(files["manifest.csv"]).hexdigest()


def test_the_same_evidence_at_the_same_instant_gives_the_same_bytes_and_changes_no_book(tmp_path):
    case = pursued(tmp_path / "firm")
    made(case, tmp_path / "a.zip")
    made(case, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert not (tmp_path / "a.zip.part").exists()


def test_a_reader_can_check_each_line_and_the_chain_is_verified_up_to_now(tmp_path):
    case = pursued(tmp_path / "firm")
    files, _ = made(case, tmp_path / "e.zip")
    proof = json.loads(files["chain.json"])
    with case.firm.office.books.read() as session:
        whole = list(history.lines(session))
    assert (proof["lines"], proof["verified"], proof["head"]) == (len(whole), True, whole[-1].hash)
    shown = [line for line in lines(files) if "canonical" in line]
    assert {"reminder_sent", "reminder_released"} <= {line["kind"] for line in shown}
    for line in shown:
        assert hashlib.sha256(line["canonical"].encode("ascii")).hexdigest() == line["hash"]
        assert json.loads(line["canonical"])[0] == line["previous_hash"]
        assert whole[line["position"] - 1].hash == line["hash"]
    assert proof["shown"] == len(shown)


def test_a_history_that_was_changed_is_said_on_the_summary(tmp_path):
    case = pursued(tmp_path / "firm")
    with case.firm.office.books.write() as session:
        session.connection().exec_driver_sql("UPDATE events SET text = 'autre' WHERE id = 3")
    files, evidence = made(case, tmp_path / "e.zip")
    assert not evidence.unbroken
    assert json.loads(files["chain.json"])["first_broken_line"] == 3
    assert "rompue à la ligne 3" in text_of_pdf(files["summary.pdf"])


def test_the_summary_tells_parties_account_and_everything_in_order(tmp_path):
    case = pursued(tmp_path / "firm")
    answers(case, "Bonjour,\n\nNous vous réglerons le 30 décembre 2026.\n\nCordialement")
    case.firm.bank_writes("200,00", "DUPONT BATIMENT SARL", NUMBER, "10/12/2026")
    case.firm.tick()
    text = text_of_pdf(made(case, tmp_path / "e.zip")[0]["summary.pdf"])
    for part in (
        "Dossier de preuve : facture F-2026-0042", "Dupont Bâtiment SARL, 4 rue des Compagnons, 44800 Saint-Herblain",
        "1 000,00 € en principal", "10 déc. 2026 F-2026-0042 règlement reçu 200,00 €",
        "Relance envoyée : envoyé à compta@dupont.example", "Message du client",
        "phrase retenue : « Nous vous réglerons le 30 décembre 2026. »", "Règlement imputé",
        "intacte de la première à la dernière ligne", "Il ne peut pas vérifier seul", "1/",
    ):  # fmt: skip
        assert part in text, part
    order = [text.index(part) for part in ("Facture émise", "Échéance :", "Relance envoyée", "Promesse de règlement")]
    assert order == sorted(order)


def test_the_summary_exists_in_english(tmp_path):
    files, _ = made(pursued(tmp_path / "firm"), tmp_path / "e.zip", language="en")
    text = text_of_pdf(files["summary.pdf"])
    assert "Evidence: invoice F-2026-0042" in text
    assert "Reminder sent" in text
    assert "whole from the first to the last line" in text
    assert "exhibits/02-formal-notice-2026-11-16.eml" in files


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_of_another_client_is_ever_inside(tmp_path, language):
    case = pursued(tmp_path / "firm")
    has_another_client(case)
    why = "payée avec la F-2026-0077 de Martin SARL (paie@martin.example)"
    order = HoldOrder(client_id=case.firm.client().id, kind=HoldKind.HOLD, reason=why)
    with case.firm.office.books.write() as session:
        set_hold(session, case.firm.office, order, BY, case.firm.now)
        together(session, case)
    files, _ = made(case, tmp_path / "e.zip", language=language, bank_notices=True)
    inside = "\n".join(_readable(name, content) for name, content in files.items())
    for stranger in ("F-2026-0077", "Martin", "martin.example", "9876", "9 876", "552100554", "rue Basse"):
        assert stranger.casefold() not in inside.casefold(), stranger
    hidden = [line for line in lines(files) if "withheld" in line]
    assert len(hidden) >= 2
    assert all(set(line) == {"position", "withheld", "previous_hash", "hash"} for line in hidden)
    assert json.loads(files["chain.json"])["withheld"] == len(hidden)


def _readable(name, content):
    """The text of a file as a person would read it; of a mail with its headers, parts and attached PDFs."""
    if content == COPY:
        return ""
    if name.endswith(".pdf"):
        return text_of_pdf(content)
    if not name.endswith(".eml"):
        return content.decode("utf-8")
    mail = BytesParser(policy=email.policy.default).parsebytes(content)
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    parts = [(part.get_filename() or ".txt", part.get_payload(decode=True)) for part in leaves]
    headers = " ".join(str(value) for value in mail.values())
    return headers + " ".join(_readable(inner, body) for inner, body in parts if not inner.endswith(".png"))


def together(session, case):
    """One transfer pays both clients' invoices in part."""
    payment = PaymentRow(
        entry_key="both", received_on=case.firm.now.date(), amount_minor=30000, unapplied_minor=30000,
        client_id=case.firm.client().id, payer="DUPONT", label="pour Martin et Dupont", created_at=case.firm.now,
    )  # fmt: skip
    session.add(payment)
    session.flush()
    rows = invoices.by_numbers(session, [NUMBER, "F-2026-0077"])
    placed = [payments.Placement(invoice_id=row.id, amount=Money.of(150)) for row in rows.values()]
    payments.allocate(session, payment, placed, payments.Word("test", "", case.firm.now))
    entry = history.Entry(
        at=case.firm.now, actor=PARTNER, kind="payment_allocated", client_id=case.firm.client().id,
        invoice_id=rows["F-2026-0077"].id, payment_id=payment.id, text="150.00 EUR sur l'autre facture",
    )  # fmt: skip
    history.append(session, entry)


@pytest.mark.parametrize(("wanted", "inside"), [(False, False), (True, True)])
def test_a_bank_notice_of_this_client_alone_goes_in_only_when_asked_for(tmp_path, wanted, inside):
    case = pursued(tmp_path / "firm")
    case.firm.bank_writes("200,00", "DUPONT BATIMENT SARL", NUMBER)
    case.firm.tick()
    files, _ = made(case, tmp_path / "e.zip", bank_notices=wanted)
    assert any("avis-de-banque" in name for name in files) is inside


@pytest.mark.parametrize("profession", ["lawyer", "company"])
def test_a_law_firm_keeps_correspondence_between_lawyers_and_all_that_quotes_it(tmp_path, profession):
    case = pursued(tmp_path / "firm", profession)
    said = "Mon cher confrère, ma cliente conteste la facture et ne paiera pas."
    answers(case, said, sender="me.durand@durand-avocats.example")
    files, evidence = made(case, tmp_path / "e.zip")
    inside = b"\n".join(files.values()).decode("utf-8", "replace") + text_of_pdf(files["summary.pdf"])
    secret = profession == "lawyer"
    assert ("conteste la facture" in inside) is not secret
    assert any("entre avocats" in sentence for sentence in evidence.absent) is secret


def test_what_a_law_firm_calls_a_matter_stays_inside(tmp_path):
    case = pursued(tmp_path / "firm", "lawyer")
    with case.firm.office.books.write() as session:
        session.get_one(InvoiceRow, case.firm.invoice().id).matter = "Divorce Durand"
        entry = history.Entry(
            at=case.firm.now, actor="mailbot", kind="invoice_changed", client_id=case.firm.client().id,
            invoice_id=case.firm.invoice().id, text="dossier : → divorce DURAND",
        )  # fmt: skip
        history.append(session, entry)
    files, _ = made(case, tmp_path / "e.zip")
    assert "durand" not in (files["history.jsonl"].decode() + text_of_pdf(files["summary.pdf"])).casefold()


def test_what_is_lost_or_changed_is_said_and_the_rest_goes_in(tmp_path):
    case = pursued(tmp_path / "firm")
    (reminder,) = case.firm.reminders()
    blobs = case.firm.folder / "blobs"
    lost = next(path for path in blobs.rglob(reminder.letter_sha))
    lost.unlink()
    changed = next(path for path in blobs.rglob(case.firm.invoice().file_sha))
    changed.write_bytes(b"another invoice")
    files, evidence = made(case, tmp_path / "e.zip")
    assert evidence.absent == (
        "le fichier exhibits/01-facture-F-2026-0042.pdf ne correspond plus à son empreinte, il n'est pas joint",
        "le fichier exhibits/02-lettre-2026-11-16.pdf manque dans les archives",
    )
    assert "exhibits/02-mise-en-demeure-2026-11-16.eml" in files
    assert not any(name.endswith(("0042.pdf", "lettre-2026-11-16.pdf")) for name in files)
    for sentence in evidence.absent:
        assert sentence.replace("'", "’") in text_of_pdf(files["summary.pdf"]).replace("'", "’")


def test_an_invoice_without_its_copy_keeps_its_number(tmp_path):
    case = pursued(tmp_path / "firm")
    with case.firm.office.books.write() as session:
        session.get_one(InvoiceRow, case.firm.invoice().id).file_sha = ""
    files, evidence = made(case, tmp_path / "e.zip")
    assert evidence.absent == ("F-2026-0042 : la copie n'est pas dans les livres",)
    assert [one.number for one in evidence.exhibits] == [1, 2]
    assert "exhibits/02-mise-en-demeure-2026-11-16.eml" in files


def test_the_numbers_are_those_of_the_request(tmp_path):
    case = pursued(tmp_path / "firm")
    answers(case, "Je ne peux pas payer.")
    done = prepare(case.firm.office, case.order(Way.DOUBTFUL), ALL, BY, case.firm.now)
    _, evidence = made(case, tmp_path / "e.zip", numbers=done.numbers)
    listed = text_of_pdf(done.written.pdf).partition("Bordereau des pièces")[2]
    for one in evidence.exhibits:
        assert f" {one.number} {'Facture' if one.number == 1 else ''}" in listed
    assert len(evidence.exhibits) == 3


def test_another_invoice_of_the_client_is_not_in_the_evidence_of_this_one(tmp_path):
    case = pursued(tmp_path / "firm")
    case.firm.has_invoice("F-2026-0099", "777.00", "2026-11-12")
    gives_notice(case.firm, "F-2026-0099", "2026-11-24T10:00")
    case.firm.at("2026-12-14T10:00")
    one, _ = made(case, tmp_path / "one.zip")
    both, _ = made(case, tmp_path / "both.zip", numbers=(NUMBER, "F-2026-0099"))
    assert "F-2026-0099" not in text_of_pdf(one["summary.pdf"])
    assert len([name for name in one if name.endswith(".eml")]) == 1
    assert len([name for name in both if name.endswith(".eml")]) == 2


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"numbers": ("F-9",)}, "F-9"),
        ({"numbers": (), "code": "C9"}, "C9"),
        ({"numbers": (), "code": ""}, "Nommez"),
        ({"numbers": (NUMBER, "F-2026-0077")}, "plusieurs clients"),
        ({"numbers": ("F-2026-0077",), "code": "C1"}, "n'est pas de"),
    ],
)
def test_what_cannot_be_proved_is_refused_in_a_sentence(tmp_path, order, said):
    case = pursued(tmp_path / "firm")
    case.firm.has_client("C2", "Martin Sarl", "paie@martin.example")
    case.firm.has_invoice("F-2026-0077", client="C2")
    with pytest.raises(Refused, match=said):
        made(case, tmp_path / "e.zip", **order)


def test_a_client_alone_means_all_that_is_open(tmp_path):
    files, _ = made(pursued(tmp_path / "firm"), tmp_path / "e.zip", numbers=(), code="C1")
    assert "exhibits/01-facture-F-2026-0042.pdf" in files


def test_a_folder_that_is_not_there_is_a_sentence_and_leaves_nothing(tmp_path):
    case = pursued(tmp_path / "firm")
    with pytest.raises(UserError, match="cannot be written"):
        made(case, tmp_path / "none" / "e.zip")
    assert not (tmp_path / "none").exists()


def test_the_books_stay_whole(tmp_path):
    case = pursued(tmp_path / "firm")
    done = prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)
    made(case, tmp_path / "e.zip")
    assert verify(case.firm.office) == []
    next((case.firm.folder / "blobs").rglob(done.row.file_sha)).unlink()
    assert verify(case.firm.office) == [f"Invariant 3: the bytes of a prepared request are lost ({done.row.file_sha})."]
