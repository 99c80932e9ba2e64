"""Penalties that a reminder claims: printed when they may be, approved as printed, kept beside the balance."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from mailbot.core.hold import HoldKind
from mailbot.store.dunning import holds
from mailbot.tasks.law.claim_penalties import planned_on
from tests.firm import Firm, body_of, paris
from tests.law.town import CLIENT, a_claiming_firm, bounces, is_asked, leaves, ledger, owes, pays, reminder, told


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return a_claiming_firm(tmp_path / "firm")


@pytest.fixture(params=["sqlite", "postgresql"])
def firm_anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = a_claiming_firm(tmp_path / "firm", url)
    yield made
    made.office.books.close()


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def pdf_text(firm: Firm, sha: str) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(firm.office.blobs.get(sha))).pages))


# 3,600.00 EUR late from 16 to 30 June at 12.15 % and from 1 July to 16 November at 12.40 %: 17.98 + 170.00.
SAID = "des intérêts de retard de 187,98 €, arrêtés au 16 novembre 2026"


def test_a_formal_notice_prints_the_figures_in_the_mail_and_every_figure_in_the_letters_annex(firm: Firm) -> None:
    owes(firm)
    digest = plain(is_asked(firm))
    row = reminder(firm)
    assert SAID in plain(row.body_text)
    assert "une indemnité forfaitaire pour frais de recouvrement de 40,00 €, soit 227,98 €" in plain(row.body_text)
    assert "Somme à régler : 3 600,00 €" in plain(row.body_text), "the principal is asked apart"
    assert "187,98 €" in digest, "the partner reads them before they leave"
    letter = pdf_text(firm, row.letter_sha)
    pieces = ("15 3 600,00 € 12,15 %", "139 3 600,00 € 12,40 %")
    for figure in ("16 juin 2026", *pieces, "17,98 €", "170,00 €", "227,98 €"):
        assert figure in letter
    assert "2,40 % (BCE/ECB 2026-06-17) + 10 points" in letter
    assert "C. com. art. L441-10 II, D441-5" in letter


def test_nothing_is_owed_in_the_side_ledger_before_the_notice_has_left(firm: Firm) -> None:
    owes(firm)
    is_asked(firm)
    assert ledger(firm) == []
    leaves(firm)
    assert ledger(firm) == [("interest", "187.98", "2026-11-16", "open"), ("fixed", "40.00", "2026-11-16", "open")]
    assert firm.invoice().open_minor == 360000, "the balance knows nothing of them"
    assert told(firm, "penalties_claimed") == [
        "pénalités réclamées, arrêtées au 16/11/2026 : interest 187.98 EUR, fixed 40.00 EUR"
    ]


def test_what_was_approved_is_what_leaves_however_late(firm: Firm) -> None:
    owes(firm)
    is_asked(firm)
    drafted = reminder(firm)
    leaves(firm, "2026-11-18")
    (mail,) = firm.inbox_of(CLIENT)
    assert body_of(mail).split() == drafted.body_text.split()
    assert reminder(firm).approved_hash == drafted.content_hash
    assert ledger(firm)[0] == ("interest", "187.98", "2026-11-16", "open")


@pytest.mark.parametrize(
    ("drafted", "not_before", "until"),
    [
        ("2026-11-16T07:00", None, "2026-11-16"),
        ("2026-11-15T10:00", None, "2026-11-16"),
        ("2026-11-16T07:00", "2026-11-20", "2026-11-20"),
        ("2026-11-16T07:00", "2026-11-21", "2026-11-23"),
        ("2026-12-25T07:00", None, "2026-12-28"),
    ],
)
def test_the_figures_are_computed_to_the_first_day_on_which_the_reminder_may_leave(
    tmp_path: Path, drafted: str, not_before: str | None, until: str
) -> None:
    office = Firm(tmp_path / "calendar").office
    earliest = date.fromisoformat(not_before) if not_before else None
    assert planned_on(office, paris(drafted), earliest) == date.fromisoformat(until)


def test_a_later_claim_takes_over_from_the_earlier_and_gives_way_when_it_comes_back(firm_anywhere: Firm) -> None:
    firm = firm_anywhere
    owes(firm)
    is_asked(firm)
    leaves(firm)
    text = is_asked(firm, "2026-12-07")
    leaves(firm, "2026-12-07")
    assert ledger(firm) == [
        ("interest", "187.98", "2026-11-16", "superseded"),
        ("fixed", "40.00", "2026-11-16", "superseded"),
        ("interest", "213.66", "2026-12-07", "open"),
        ("fixed", "40.00", "2026-12-07", "open"),
    ]
    assert "213,66 €" in plain(text)
    bounces(firm)
    firm.at("2026-12-07T10:00").tick()
    assert [status for _, _, _, status in ledger(firm)] == ["open", "open", "withdrawn", "withdrawn"]
    assert told(firm, "penalties_withdrawn") == ["pénalités retirées : la relance n'a pas été remise"]


def test_a_level_without_a_letter_carries_the_annex_as_a_file(firm: Firm) -> None:
    owes(firm)
    is_asked(firm)
    leaves(firm)
    is_asked(firm, "2026-12-07")
    row = reminder(firm)
    (annex,) = [item for item in row.attachments if item["name"].startswith("Décompte des pénalités")]
    assert "Annexe : décompte des pénalités" in pdf_text(firm, annex["sha"])
    assert "Le détail du calcul est joint" in plain(row.body_text)
    assert row.letter_sha == ""


def test_a_part_payment_lowers_what_interest_runs_on_from_its_day(firm: Firm) -> None:
    owes(firm)
    pays(firm, "2000.00", "2026-08-20")
    assert firm.invoice().open_minor == 160000
    is_asked(firm)
    letter = pdf_text(firm, reminder(firm).letter_sha)
    assert "Règlement ou avoir du 20 août 2026 −2 000,00 €" in letter
    assert "51 3 600,00 € 12,40 %" in letter
    assert "88 1 600,00 € 12,40 %" in letter
    assert "Les règlements partiels sont imputés sur le principal, au profit du débiteur." in letter


def test_a_consumer_is_claimed_nothing_before_the_formal_notice_and_the_partner_is_told(firm: Firm) -> None:
    owes(firm, kind="consumer")
    said = "Aucune mise en demeure reçue : aucun intérêt ne court encore (C. civ. 1231-6, 1344-1)."
    assert said in plain(is_asked(firm))
    text = plain(reminder(firm).body_text)
    assert "En sus" not in text
    assert "40,00" not in text
    leaves(firm)
    assert ledger(firm) == []


def test_a_consumer_owes_the_legal_rate_alone_from_the_notice_on(firm: Firm) -> None:
    owes(firm, kind="consumer")
    is_asked(firm)
    leaves(firm)
    is_asked(firm, "2026-12-07")
    text = plain(reminder(firm).body_text)
    assert "au taux légal courus depuis la mise en demeure s’élèvent, au 7 décembre 2026, à 5,70 €" in text
    assert "aucuns frais ne vous sont demandés" in text
    leaves(firm, "2026-12-07")
    assert ledger(firm) == [("interest", "5.70", "2026-12-07", "open")]


def test_a_public_buyer_is_claimed_eight_points_fixed_at_the_start(firm: Firm) -> None:
    owes(firm, kind="public")
    is_asked(firm)
    text = plain(reminder(firm).body_text)
    assert "des intérêts de retard de 154,17 €, arrêtés au 16 novembre 2026" in text  # 154 days at 10.15 %
    assert "quarante-cinq jours" in text


def test_where_a_rate_row_is_missing_nothing_is_printed_and_the_partner_is_told_why(firm: Firm) -> None:
    firm.at("2027-01-04T08:00")
    owes(firm)
    digest = plain(is_asked(firm, "2027-01-04"))
    assert "Pénalités non imprimées : le taux ecb_mro de 2027-S1 n'est pas connu" in digest
    text = plain(reminder(firm).body_text)
    assert "En sus" not in text
    assert "187" not in text
    leaves(firm, "2027-01-04")
    assert ledger(firm) == []


def test_tables_of_rates_that_cannot_be_read_keep_nothing_else_back(firm: Firm) -> None:
    owes(firm)
    (firm.folder / "rates").mkdir()
    (firm.folder / "rates" / "ecb_mro.csv").write_text("from\n")
    assert "les tables de taux ne se lisent pas" in plain(is_asked(firm))
    assert reminder(firm).content_hash


@pytest.mark.parametrize(("kind", "country"), [("consumer", "BE"), ("public", "DE")])
def test_abroad_only_a_professional_is_claimed_under_the_firms_law(firm: Firm, kind: str, country: str) -> None:
    owes(firm, kind=kind, country=country)
    assert f"aucun régime connu pour ce client ({kind}, {country})" in plain(is_asked(firm))


def test_a_professional_abroad_is_claimed_under_the_firms_law(firm: Firm) -> None:
    owes(firm, country="BE")
    is_asked(firm)
    assert SAID in plain(reminder(firm).body_text)


def test_a_client_in_collective_proceedings_is_claimed_nothing(firm: Firm) -> None:
    owes(firm)
    is_asked(firm)
    with firm.office.books.write() as session:
        hold = holds.NewHold(client_id=1, kind=HoldKind.INSOLVENT, reason="jugement", author="x")
        holds.add(session, hold, firm.now)
    leaves(firm)
    assert ledger(firm) == [], "an insolvent client is not even reminded"


def test_levels_below_print_none_unless_the_firm_says_so(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "usual").at("2026-11-02T09:00")
    owes(firm, due="2026-11-10")
    is_asked(firm)
    assert reminder(firm).penalties == {}
    levels = [level for ladder in firm.office.ladders.values() for level in ladder.levels]
    assert not any(level.penalties for level in levels if level.number < 3)
