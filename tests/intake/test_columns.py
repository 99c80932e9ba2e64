"""Headers of other programs."""

import pytest

from mailbot.core.errors import InputError
from mailbot.intake.column_maps import READY
from mailbot.intake.columns import COLUMNS, TELLING, plain, understand_header
from tests.intake.files import sheet_of
from tests.packaging.conftest import CHECKOUT

EBP = ("Numéro du document", "Code client", "Nom du client", "Date", "Date d'échéance", "Total TTC", "Montant réglé")


@pytest.mark.parametrize("ready", READY, ids=lambda ready: f"{ready.name} {ready.kind}")
def test_every_ready_map_leads_to_columns_that_exist_and_tell_its_kind(ready):
    ours = set(ready.columns.values())
    assert ours <= set(COLUMNS[ready.kind])
    assert any(telling <= ours for telling in TELLING[ready.kind])
    assert not set(ready.documented) & set(ready.guessed)


@pytest.mark.parametrize(
    ("program", "header", "row"),
    [
        (
            "Dolibarr",
            "Réf. facture;Code client;Raison sociale;Date facturation;Date échéance;Montant TTC;Reste à payer",
            "FA2610-0042;C1;Dupont;01/10/2026;31/10/2026;1200,00;200,00",
        ),
        (
            "EBP",
            ";".join(f"Document - {field}" for field in EBP),
            "FA2610-0042;C1;Dupont;01/10/2026;31/10/2026;1200,00;1000,00",
        ),
        (
            "Sage 100",
            "DO_Piece;CT_Num;CT_Intitule;DO_Date;DR_Date;DO_TotalTTC;DO_MontantRegle",
            "FA2610-0042;C1;Dupont;2026-10-01;2026-10-31;1200.00;1000.00",
        ),
        (
            "Pennylane",
            "Numéro de facture;Identifiant client;Client;Date d'émission;Date d'échéance;Montant TTC;Restant dû",
            "FA2610-0042;C1;Dupont;01/10/2026;31/10/2026;1200,00;200,00",
        ),
        (
            "Themisia",
            "N° facture;Code client;Client;Dossier;Date facture;Échéance;Total TTC;Solde",
            "FA2610-0042;C1;Dupont;D-12;01/10/2026;31/10/2026;1 200,00;200,00",
        ),
    ],
)
def test_an_export_is_recognised_by_its_headers(program, header, row):
    sheet = sheet_of(f"{header}\n{row}\n")
    (line,) = sheet.invoices
    assert (line.number, line.client, line.client_name) == ("FA2610-0042", "C1", "Dupont")
    assert (line.issued_on.isoformat(), line.due_on.isoformat()) == ("2026-10-01", "2026-10-31")
    assert (str(line.total), str(line.open_amount)) == ("1200.00", "200.00")
    assert f"read with the column map for {program}: invoices" in sheet.notes


@pytest.mark.parametrize(
    ("program", "header"),
    [
        ("Dolibarr", "Code client;Nom du tiers;Email;Code postal;Ville;Id. prof. 1 (SIREN)"),
        ("Sage 100", "CT_Num;CT_Intitule;CT_EMail;CT_CodePostal;CT_Ville;CT_Siret"),
        ("Pennylane", "Identifiant;Raison sociale;E-mail;Code postal;Ville;SIREN/SIRET"),
        ("Themisia", "N° client;Nom;Courriel;CP;Ville;SIREN"),
    ],
)
def test_an_export_of_clients_too(program, header):
    sheet = sheet_of(f"{header}\nC1;Dupont;compta@dupont.example;69002;Lyon;552100554\n")
    (line,) = sheet.clients
    assert line.code == "C1" and line.values["email"] == "compta@dupont.example" and line.values["siren"] == "552100554"
    assert f"read with the column map for {program}: clients" in sheet.notes


def test_the_firms_own_map_wins_over_a_ready_one():
    header = "N° facture;Code client;Client;Date facture;Total TTC;Solde"
    columns = {"Solde": "matter"}
    (line,) = sheet_of(f"{header}\nF-1;C1;Dupont;01/10/2026;12,00;7\n", columns=columns).invoices
    assert (line.matter, line.open_amount) == ("7", None)


def test_our_own_headers_need_no_map_and_unknown_columns_are_told():
    sheet = sheet_of("number,client,total,issued_on,Remarque\nF-1,C1,12,2026-10-01,x\n")
    assert sheet.notes == ("column 'Remarque' is not used",)


def test_headers_are_compared_without_accents_case_and_punctuation():
    assert plain("N° Facture") == plain("no_facture") == "no_facture"
    assert plain("Date d’échéance") == plain("DATE D'ECHEANCE")


def test_headers_that_fit_two_kinds_are_a_question():
    with pytest.raises(InputError, match="--kind"):
        understand_header(("code", "name", "received_on", "amount"), "auto", {})


def test_the_guide_names_every_header_and_says_which_are_guessed():
    guide = (CHECKOUT / "docs" / "guide" / "importing.md").read_text()
    for ready in READY:
        for header in ready.documented:
            assert f"`{header}`" in guide, (ready.name, header)
        for header in ready.guessed:
            assert f"`{header}`?" in guide, (ready.name, header)
