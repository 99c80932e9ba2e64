"""Until when the invoices of the books can be claimed: from which day, interrupted by what, told to whom in time."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import event

from mailbot.__main__ import program
from mailbot.core.limitation import months_until
from mailbot.tasks.law.limitation_watch import limitations, near_limitation
from tests.firm import CONFIG, PARTNER, Firm
from tests.law.town import a_claiming_firm, bounces, is_asked, leaves, told

LAW_FIRM, COMPANY = CONFIG, CONFIG.replace("profession: lawyer", "profession: company")
CLIENT = "compta@dupont.example"


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Firm(tmp_path / "firm", COMPANY, url).at("2026-11-22T09:00")
    yield made
    made.office.books.close()


def owes(firm: Firm, kind: str = "professional", **more: str) -> None:
    """An invoice of 1 March 2025, due on 31 March 2025."""
    firm.has_client(kind=kind)
    firm.has_invoice(**{"issued_on": "2025-03-01", "due": "2025-03-31", **more})


def says(firm: Firm, line: str, *more: str) -> Result:
    typed = [*line.split(), *more]
    options = ["--config", str(firm.folder / "config.yaml"), "--now", f"{firm.now:%Y-%m-%dT%H:%M}", *typed]
    return CliRunner().invoke(program(), options)


def done(firm: Firm, line: str, *more: str) -> str:
    result = says(firm, line, *more)
    assert result.exit_code == 0, result.output
    return result.stdout


def reported(firm: Firm, *typed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in done(firm, "report limitation --format json", *typed).splitlines()]


def ends(firm: Firm) -> str:
    (row,) = reported(firm)
    return str(row["ends"])


def test_the_report_says_from_when_until_when_by_which_text_and_what_interrupted(firm: Firm) -> None:
    owes(firm)
    done(firm, "acknowledge --invoice F-2026-0042 --on 2026-05-05 --note lettre")
    assert reported(firm) == [
        {
            "number": "F-2026-0042", "client": "Dupont Bâtiment", "kind": "professional", "open": "1200.00 EUR",
            "starts": "2026-05-05", "ends": "2031-05-05", "act_by": "2031-05-05", "months_left": 53,
            "article": "C. com. L110-4, C. civ. 2224", "interruptions": ["acknowledgement 2026-05-05"],
            "assumed": False, "proposed": False,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "last"), [("professional", "2030-03-31"), ("consumer", "2027-03-31"), ("public", "2029-12-31")]
)
def test_the_time_follows_the_kind_of_client(firm: Firm, kind: str, last: str) -> None:
    owes(firm, kind)
    assert ends(firm) == last


@pytest.mark.parametrize(
    ("kind", "on", "ended", "last"),
    [
        ("acknowledgement", "2026-05-05", "", "2031-05-05"),
        ("part_payment", "2026-05-05", "", "2031-05-05"),
        ("court_claim", "2026-05-05", "2026-09-30", "2031-09-30"),
        ("enforcement", "2026-05-05", "", "2031-05-05"),
        ("written_request", "2026-05-05", "", "2030-03-31"),
    ],
)
def test_what_a_person_records_starts_it_again_and_the_undo_takes_that_back(
    firm: Firm, kind: str, on: str, ended: str, last: str
) -> None:
    owes(firm)
    more = ("--ended-on", ended) if ended else ()
    done(firm, f"acknowledge --client C1 --on {on} --kind {kind} --note acte", *more)
    assert ends(firm) == last
    done(firm, "acknowledge --undo 1 --note erreur")
    assert ends(firm) == "2030-03-31"
    assert len(told(firm, "limitation_interrupted")) == len(told(firm, "limitation_uninterrupted")) == 1


def test_an_acknowledgement_is_of_the_invoices_named_or_of_all_that_the_client_owed_then(firm: Firm) -> None:
    owes(firm)
    firm.has_invoice("F-2", due="2025-04-30", issued_on="2025-04-01")
    firm.has_invoice("F-3", due="2026-10-31", issued_on="2026-10-01")
    done(firm, "acknowledge --invoice F-2 --on 2026-05-05 --note lettre")
    assert [row["ends"] for row in reported(firm)] == ["2030-03-31", "2031-05-05", "2031-10-31"]
    done(firm, "acknowledge --client C1 --on 2026-06-06 --note lettre")
    assert [row["ends"] for row in reported(firm)] == ["2031-06-06", "2031-06-06", "2031-10-31"]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("--invoice F-2026-0042 --on 2026-12-01 --note x", 1, "Ce jour n'est pas encore venu."),
        ("--invoice F-2026-0042 --on 2026-05-05", 1, "Dites d'où vous le tenez"),
        ("--invoice F-2026-0042 --on 2026-05-05 --ended-on 2026-06-01 --note x", 1, "Seules une demande en justice"),
        ("--invoice F-2026-0042 --kind court_claim --on 2026-05-05 --ended-on 2026-05-01 --note x", 1, "La fin se"),
        ("--on 2026-05-05 --note x", 2, "Name --invoice or --client"),
        ("--confirm 9", 1, "Aucune proposition n'attend sous le n° 9."),
        ("--undo 9 --note x", 1, "Rien n'est enregistré sous le n° 9"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, typed: str, code: int, said: str) -> None:
    firm = Firm(tmp_path / "firm", COMPANY).at("2026-11-22T09:00")
    owes(firm)
    result = says(firm, f"acknowledge {typed}")
    assert (result.exit_code, said in result.stderr) == (code, True), result.output


def test_the_same_act_is_recorded_once(firm: Firm) -> None:
    owes(firm)
    typed = "acknowledge --invoice F-2026-0042 --on 2026-05-05 --note lettre"
    done(firm, typed)
    assert "C'est déjà enregistré (n° 1)." in says(firm, typed).stderr


def a_law_firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path / "firm", LAW_FIRM).at("2026-11-22T09:00")


def test_a_law_firms_time_runs_from_the_end_of_the_mission(tmp_path: Path) -> None:
    firm = a_law_firm(tmp_path)
    owes(firm, "consumer", matter="D-12")
    firm.has_invoice("F-2", due="2025-06-30", issued_on="2025-06-01", matter="D-12")
    assert [(row["ends"], row["assumed"]) for row in reported(firm)] == [("2027-03-01", True), ("2027-06-01", True)]
    assert done(firm, "mission --matter D-12 --ended-on 2026-01-15").count("mission ended on 2026-01-15") == 2
    assert [(row["ends"], row["assumed"]) for row in reported(firm)] == [("2028-01-15", False)] * 2
    done(firm, "mission --invoice F-2 --unknown --why erreur")
    assert [row["ends"] for row in reported(firm)] == ["2028-01-15", "2027-06-01"]
    assert told(firm, "mission_ended")[-1] == "F-2 : fin de mission inconnue (avant : 15/01/2026) - erreur"


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("--invoice F-2026-0042 --ended-on 2027-01-01", 1, "La mission n'est pas finie"),
        ("--invoice F-9 --ended-on 2026-01-01", 1, "Aucune facture ne porte le numéro F-9."),
        ("--matter D-9 --ended-on 2026-01-01", 1, "Aucune facture n'est du dossier D-9."),
        ("--invoice F-2026-0042", 2, "either --ended-on DAY or --unknown"),
        ("--ended-on 2026-01-01", 2, "Name --invoice or --matter"),
    ],
)
def test_a_mission_that_cannot_be_is_refused(tmp_path: Path, typed: str, code: int, said: str) -> None:
    firm = a_law_firm(tmp_path)
    owes(firm)
    result = says(firm, f"mission {typed}")
    assert (result.exit_code, said in result.stderr) == (code, True), result.output


@pytest.mark.parametrize(("kind", "last"), [("public", "2030-12-31"), ("professional", "2031-06-15")])
def test_a_formal_notice_that_was_sent_interrupts_towards_a_public_body_alone(
    tmp_path: Path, kind: str, last: str
) -> None:
    firm = a_claiming_firm(tmp_path / "firm")
    firm.has_client(kind=kind)
    firm.has_invoice(due="2026-06-15", issued_on="2025-06-15")
    done(firm, "mission --invoice F-2026-0042 --ended-on 2026-06-15")
    is_asked(firm)
    leaves(firm)
    assert ends(firm) == last
    assert len(reported(firm)[0]["interruptions"]) == (kind == "public")  # type: ignore[arg-type]
    bounces(firm)
    firm.at("2026-11-16T10:00").tick()
    assert reported(firm)[0]["interruptions"] == [], "one that came back was no request"


def test_a_promise_is_only_proposed_as_acknowledgement_and_counts_once_a_person_confirms_it(tmp_path: Path) -> None:
    firm = a_claiming_firm(tmp_path / "firm")
    firm.has_client()
    firm.has_invoice(due="2026-06-15", issued_on="2026-05-15")
    is_asked(firm)
    leaves(firm)
    before = ends(firm)
    firm.at("2026-11-17T09:00").answers(CLIENT, firm.inbox_of(CLIENT)[-1], "Bonjour,\n\nNous paierons le 30 novembre.")
    firm.at("2026-11-17T10:00").tick()
    assert (ends(firm), reported(firm)[0]["proposed"]) == (before, True)
    (line,) = [json.loads(one) for one in done(firm, "acknowledge --list --format json").splitlines()]
    assert (line["state"], line["invoice"], line["on"], line["by"]) == (
        "proposed", "F-2026-0042", "2026-11-17", "mailbot",
    )  # fmt: skip
    assert line["note"] == "le client promet de payer : « Nous paierons le 30 novembre. »"
    assert len(told(firm, "acknowledgement_proposed")) == 1
    done(firm, f"acknowledge --confirm {line['id']} --as {PARTNER}")
    assert (ends(firm), reported(firm)[0]["proposed"]) == ("2031-11-17", False)
    assert told(firm, "limitation_interrupted")[0].startswith("confirmé : reconnaissance de dette (C. civ. 2240)")


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Nous paierons le 30 novembre.", True),
        ("Pourrions-nous régler en trois fois ?", True),
        ("Nous contestons cette facture, le travail n'a pas été fait.", False),
        ("Bien reçu, merci.", False),
        ("C'est déjà réglé, par virement du 3 novembre.", False),
    ],
)
def test_only_words_that_admit_the_debt_are_proposed(tmp_path: Path, text: str, proposed: bool) -> None:
    firm = Firm(tmp_path / "firm", COMPANY).at("2026-11-16T08:00")
    owes(firm)
    firm.tick()
    firm.writes(CLIENT, "Re: Facture F-2026-0042", f"Bonjour,\n\n{text}\n")
    firm.at("2026-11-16T09:00").tick()
    assert bool(done(firm, "acknowledge --list --format json")) is proposed


@pytest.mark.parametrize(
    ("today", "months"),
    [("2026-02-28", None), ("2026-03-01", 12), ("2026-09-01", 6), ("2027-01-01", 2), ("2027-03-02", 0)],
)
def test_near_limitation_is_told_twelve_six_and_two_months_before_and_once_it_is_past(
    firm: Firm, today: str, months: int | None
) -> None:
    owes(firm, "consumer")
    with firm.office.books.read() as session:
        found = list(near_limitation(session, firm.office, date.fromisoformat(today)))
    assert [one.months for one in found] == ([] if months is None else [months])
    for one in found:
        assert (one.number, one.client_id, one.act_by) == ("F-2026-0042", 1, date(2027, 3, 1))
        said = "prescription possible depuis le 01/03/2027" if months == 0 else "prescription le 31/03/2027"
        assert one.sentence.startswith(said)


def test_what_is_paid_is_watched_no_more_and_credit_notes_never_were(firm: Firm) -> None:
    owes(firm, "consumer", open_amount="0")
    firm.has_invoice("A-1", "-500", "2020-01-01", kind="credit_note", issued_on="2020-01-01")
    assert reported(firm) == []


def test_a_firm_under_another_law_is_told_that_its_own_is_not_known(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", COMPANY.replace("firm: {", "firm: {country: BE, ")).at("2026-11-22T09:00")
    owes(firm)
    result = says(firm, "report limitation")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "limitation is known for French law only" in result.stderr


def test_the_books_are_asked_a_fixed_number_of_times_whatever_they_hold(firm: Firm) -> None:
    """Only invoices old enough by their own dates are read, and their interruptions together."""
    firm.has_client(kind="consumer")
    rows = "\n".join(f"O-{n};C1;2025-02-{1 + n % 28:02d};2025-03-31;100.00" for n in range(120))
    young = "\n".join(f"Y-{n};C1;2026-09-01;2026-10-01;100.00" for n in range(400))
    firm.takes_in("many.csv", f"number;client;issued_on;due_on;total\n{rows}\n{young}\n")
    asked: list[str] = []
    event.listen(firm.office.books.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    with firm.office.books.read() as session:
        found = list(limitations(session, firm.office, date(2026, 11, 22), 6))
    assert len(found) == 120
    assert len(asked) <= 5


@pytest.mark.parametrize(
    ("day", "today", "left"),
    [("2027-03-01", "2026-11-22", 3), ("2027-03-01", "2026-03-01", 12), ("2027-03-01", "2027-03-02", -1)],
)
def test_months_left_are_whole_months(day: str, today: str, left: int) -> None:
    assert months_until(date.fromisoformat(day), date.fromisoformat(today)) == left
