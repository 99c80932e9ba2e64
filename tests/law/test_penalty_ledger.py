"""The side ledger: waiving, paying by what exceeds the principal, the gesture to a client; each with its undo."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.__main__ import program
from mailbot.store.money import penalty_payments
from mailbot.store.tables import PaymentRow
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.law.claim_penalties import claim_sent
from tests.firm import PARTNER, Firm
from tests.law.town import a_claiming_firm, is_asked, leaves, ledger, owes, pays, reminder, told

INTEREST, FIXED = 0, 1


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    """The client owes 3,600.00 EUR; the notice left: 187.98 EUR of interest and 40.00 EUR are open. It is next day."""
    return claiming(tmp_path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Firm:
    """The same, for tests that change nothing."""
    return claiming(tmp_path_factory.mktemp("untouched"))


def claiming(folder: Path) -> Firm:
    made = a_claiming_firm(folder / "firm")
    owes(made)
    is_asked(made)
    leaves(made)
    return made.at("2026-11-17T09:00")


def says(firm: Firm, *typed: str) -> Result:
    day = f"{firm.now:%Y-%m-%dT%H:%M}"
    options = ["--config", str(firm.folder / "config.yaml"), "--now", day, "penalties", *typed]
    return CliRunner().invoke(program(), options)


def done(firm: Firm, *typed: str) -> str:
    result = says(firm, *typed, "--as", PARTNER)
    assert result.exit_code == 0, result.output
    return result.stdout


def statuses(firm: Firm) -> list[str]:
    return [status for *_, status in ledger(firm)]


def listed(firm: Firm, *typed: str) -> list[list[str]]:
    lines = done(firm, "--list", "--format", "csv", *typed).splitlines()
    assert lines[0] == "id,client,invoice,kind,amount,left,until,status,why"
    return [line.split(",") for line in lines[1:]]


def in_hand(firm: Firm, payment: PaymentRow) -> int:
    with firm.office.books.read() as session:
        return session.get_one(PaymentRow, payment.id).unapplied_minor


def test_the_list_shows_what_is_open(untouched: Firm) -> None:
    assert [row[2:8] for row in listed(untouched)] == [
        ["F-2026-0042", "interest", "187.98 EUR", "187.98 EUR", "2026-11-16", "open"],
        ["F-2026-0042", "fixed", "40.00 EUR", "40.00 EUR", "2026-11-16", "open"],
    ]
    assert listed(untouched, "--invoice", "F-1") == []


def test_a_waived_sum_is_not_claimed_again_and_an_undo_brings_it_back(firm: Firm) -> None:
    said = done(firm, "--waive", "--invoice", "F-2026-0042", "--kind", "fixed", "--why", "geste")
    assert said == "2 (fixed 40.00 EUR): waived\n"
    assert statuses(firm) == ["open", "waived"]
    assert listed(firm, "--all")[FIXED][5:] == ["0.00 EUR", "2026-11-16", "waived", "geste"]
    is_asked(firm, "2026-12-07")
    assert [one["fixed"] for one in reminder(firm).penalties["claims"]] == [0]
    assert "indemnité forfaitaire" not in reminder(firm).body_text
    assert done(firm, "--undo", "2", "--why", "erreur") == "2 (fixed 40.00 EUR): open again\n"
    assert statuses(firm) == ["open", "open"]
    assert told(firm, "penalties_waived") == ["pénalités remises : geste (fixed 40.00 EUR)"]
    assert told(firm, "penalties_reopened") == ["pénalités de nouveau dues : erreur (fixed 40.00 EUR)"]


def test_a_reminder_that_waits_and_prints_what_was_waived_falls_out_and_comes_back_without(firm: Firm) -> None:
    is_asked(firm, "2026-12-07")
    waiting = reminder(firm)
    assert [one["interest"] for one in waiting.penalties["claims"]] == [21366]
    done(firm, "--waive", "--client", "C1", "--why", "geste")
    assert (reminder(firm).status, reminder(firm).status_why) == ("fell_out", "pénalités remises depuis")
    is_asked(firm, "2026-12-08")
    again = reminder(firm)
    assert again.id != waiting.id
    # 214.89 by 8 December, of which 187.98 was waived; the fixed sum was waived whole.
    assert [(one["interest"], one["fixed"]) for one in again.penalties["claims"]] == [(21489 - 18798, 0)]


def test_the_surplus_of_a_payment_pays_penalties_and_no_cent_is_counted_twice(firm: Firm) -> None:
    payment = pays(firm, "3700.00", "2026-11-16")
    assert in_hand(firm, payment) == 10000
    said = done(firm, "--pay", "--invoice", "F-2026-0042")
    assert said == "1 (interest 187.98 EUR): 100.00 EUR paid\n", "the oldest claim first, as far as the money goes"
    assert in_hand(firm, payment) == 0
    assert listed(firm)[INTEREST][4:6] == ["187.98 EUR", "87.98 EUR"]
    assert verify(firm.office) == []


def test_a_penalty_is_paid_when_payments_cover_it_and_open_again_when_one_is_taken_back(firm: Firm) -> None:
    payment = pays(firm, "3900.00", "2026-11-16")
    done(firm, "--pay", "--client", "C1", "--payment-id", str(payment.id))
    assert statuses(firm) == ["paid", "paid"]
    assert in_hand(firm, payment) == 30000 - 22798
    assert done(firm, "--undo", "1", "--why", "mal imputé") == "1 (interest 187.98 EUR): open again\n"
    assert statuses(firm) == ["open", "paid"]
    assert in_hand(firm, payment) == 30000 - 4000
    with firm.office.books.read() as session:
        assert penalty_payments.live_uses(session, 1) == []
    assert verify(firm.office) == []


def test_what_was_paid_in_another_way_is_marked_so(firm: Firm) -> None:
    done(firm, "--pay", "--elsewhere", "--invoice", "F-2026-0042", "--why", "en espèces")
    assert statuses(firm) == ["paid", "paid"]
    done(firm, "--undo", "2", "--why", "non")
    assert statuses(firm) == ["paid", "open"]


def test_the_gesture_to_a_client_waives_all_and_claims_no_more_until_it_ends(firm: Firm) -> None:
    said = done(firm, "--gesture", "on", "--client", "C1", "--why", "bon client")
    assert said.splitlines()[0] == "Dupont Bâtiment: no penalties are claimed any more"
    assert statuses(firm) == ["waived", "waived"]
    assert "remises à ce client par geste commercial" in is_asked(firm, "2026-12-07").replace("\n", " ")
    assert reminder(firm).penalties["claims"] == []
    done(firm, "--gesture", "off", "--client", "C1", "--why", "abus")
    assert not firm.client().waives_penalties
    assert told(firm, "penalties_gesture") + told(firm, "penalties_gesture_ended") == [
        "plus de pénalités pour ce client : bon client", "pénalités réclamées de nouveau à ce client : abus",
    ]  # fmt: skip


def test_a_claim_is_written_once_however_often_its_sending_is_told(firm: Firm) -> None:
    with firm.office.books.write() as session:
        claim_sent(session, reminder(firm), firm.now)
    assert statuses(firm) == ["open", "open"]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("--waive", "--invoice", "F-2026-0042"), 1, "Dites pourquoi"),
        (("--waive", "--invoice", "F-9", "--why", "x"), 1, "Aucune facture ne porte le numéro F-9."),
        (("--waive", "--why", "x"), 2, "Name an invoice (--invoice) or a client (--client)"),
        (("--waive", "--pay", "--invoice", "F-2026-0042"), 2, "One thing at a time"),
        (("--pay", "--invoice", "F-2026-0042"), 1, "Aucun règlement n'a de reste à y mettre"),
        (("--pay", "--invoice", "F-2026-0042", "--payment-id", "77"), 1, "Il n'y a pas de règlement 77."),
        (("--undo", "1", "--why", "x"), 1, "n'est ni réglée ni remise"),
        (("--gesture", "off", "--client", "C1", "--why", "x"), 1, "C'est déjà le cas"),
        (("--gesture", "on", "--invoice", "F-2026-0042", "--why", "x"), 2, "--gesture is for a whole client"),
        (("--list", "--client", "C9"), 1, "Aucun client n'a le code C9."),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    untouched: Firm, typed: tuple[str, ...], code: int, said: str
) -> None:
    result = says(untouched, *typed)
    assert (result.exit_code, said in result.stderr) == (code, True), result.output
    assert statuses(untouched) == ["open", "open"]


def test_the_side_ledger_is_exported_with_its_annexes(untouched: Firm) -> None:
    options = ["--config", str(untouched.folder / "config.yaml"), "export", "penalties", "--format", "json"]
    result = CliRunner().invoke(program(), options)
    assert result.exit_code == 0, result.output
    assert '"amount": "187.98"' in result.stdout
    assert '"segments": [{"from": "2026-06-16"' in result.stdout
