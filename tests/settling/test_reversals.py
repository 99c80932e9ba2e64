"""Money that the bank takes back: said by a person, by a notice, by a statement."""

import pytest
from sqlalchemy import select

from mailbot.store.tables import AllocationRow
from mailbot.tasks.keeping.verify import verify
from tests.firm import IBAN
from tests.settling.books import entries

BANK = "avis@banque-lugdunienne.example"


def rejection(firm, amount="1 200,00", payer="DUPONT BATIMENT", label="FACT F-1", day="18/11/2026", **more):
    """The bank tells of a direct debit that came back."""
    text = (
        f"Bonjour,\n\nUn prélèvement a été rejeté et débité de votre compte {IBAN[:4]}...{IBAN[-4:]}.\n\n"
        f"Montant : {amount} EUR\nDébiteur : {payer}\nMotif : {label}\nDate de valeur : {day}\n\n"
        "Votre Banque Lugdunienne\n"
    )
    firm.writes(BANK, "Avis de rejet de prélèvement", text, **more)


@pytest.fixture
def paid(shell):
    """A firm whose F-1 was paid, as the bank told on 16 November; it is the 18th now."""
    firm, run = shell()
    firm.at("2026-11-16T09:00").tick()
    firm.bank_writes("1 200,00", "DUPONT BATIMENT", "FACT F-1")
    firm.at("2026-11-16T09:05").tick()
    assert firm.invoice("F-1").open_minor == 0
    firm.at("2026-11-18T09:00")

    def at_18(*words):
        return run(*words, now="2026-11-18T10:00")

    return firm, at_18


def test_a_person_says_it_came_back_and_the_invoice_is_owed_again(paid):
    firm, run = paid
    said = run("reverse", "--payment", "1", "--why", "sans provision").stdout
    assert said == "payment 1: 1200.00 EUR taken back; owed again: F-1\n"
    (row,) = firm.payments()
    assert (row.status, row.unapplied_minor, row.reversed_on.isoformat()) == ("reversed", 120000, "2026-11-18")
    assert firm.invoice("F-1").open_minor == 120000
    assert verify(firm.office) == []


def test_the_undo_puts_it_back_where_it_lay(paid):
    firm, run = paid
    run("reverse", "--payment", "1", "--why", "sans provision")
    assert run("reverse", "--payment", "1", "--undo", "--why", "erreur de la banque").stdout == (
        "payment 1: 1200.00 EUR counts again, on F-1\n"
    )
    (row,) = firm.payments()
    assert (row.status, row.unapplied_minor, row.reversed_on) == ("counted", 0, None)
    assert firm.invoice("F-1").open_minor == 0
    assert verify(firm.office) == []


def test_what_no_longer_fits_waits_for_a_person(paid):
    firm, run = paid
    run("reverse", "--payment", "1", "--why", "x")
    run("pay", "--invoice", "F-1", "--amount", "1200")
    assert run("reverse", "--payment", "1", "--undo", "--why", "x").stdout == "payment 1: 1200.00 EUR counts again\n"
    first = firm.payments()[0]
    assert (first.decision, first.unapplied_minor) == ("review", 120000)
    assert verify(firm.office) == []


def test_the_bank_s_notice_of_a_rejection_is_acted_on_by_itself_and_once(paid):
    firm, _ = paid
    rejection(firm)
    firm.tick()
    assert (firm.payments()[0].status, firm.invoice("F-1").open_minor) == ("reversed", 120000)
    message = firm.messages()[-1]
    assert (message.state, "de nouveau dû : F-1" in message.why) == ("done", True)
    rejection(firm.at("2026-11-18T11:00"), label="FACT F-1 ")  # told again, in another mail
    firm.tick()
    assert len(firm.payments()) == 1
    assert verify(firm.office) == []


def test_a_rejection_that_names_nobody_goes_to_a_person(paid):
    firm, _ = paid
    rejection(firm, payer="INCONNU SARL", label="REJET PRLV")
    firm.tick()
    assert (firm.payments()[0].status, firm.messages()[-1].state) == ("counted", "review")
    assert "rien ne dit duquel" in firm.messages()[-1].why


def test_of_two_equal_payments_a_person_says_which_came_back(paid):
    firm, _ = paid
    firm.has_invoice("F-2026-0077", total="1200.00")
    firm.bank_writes("1 200,00", "DUPONT BATIMENT", "FACT F-2026-0077")
    firm.tick()
    rejection(firm, label="PRELEVEMENT IMPAYE")
    firm.tick()
    assert [row.status for row in firm.payments()] == ["counted", "counted"]
    assert "2 règlements" in firm.messages()[-1].why
    rejection(firm.at("2026-11-18T12:00"), label="IMPAYE FACT F-2026-0077")
    firm.tick()
    assert [row.status for row in firm.payments()] == ["counted", "reversed"]
    assert firm.invoice("F-2026-0077").open_minor == 120000
    assert verify(firm.office) == []


def test_a_notice_that_is_not_proved_takes_nothing_back(paid):
    firm, _ = paid
    rejection(firm, proven=False)
    firm.tick()
    assert firm.payments()[0].status == "counted"


def test_an_ordinary_debit_takes_nothing_back(paid):
    firm, _ = paid
    text = (
        f"Un virement a été émis depuis votre compte {IBAN[:4]}...{IBAN[-4:]}.\n\nMontant : 1 200,00 EUR\n"
        "Bénéficiaire : DUPONT BATIMENT\nMotif : LOYER\nDate de valeur : 18/11/2026\n"
    )
    firm.writes(BANK, "Avis de virement émis", text)
    firm.tick()
    assert (firm.payments()[0].status, firm.messages()[-1].state) == ("counted", "done")


def test_a_statement_tells_of_it_too(paid):
    firm, _ = paid
    lines = (
        f":20:X\n:25:{IBAN}\n:28C:1\n:60F:C261118EUR2000,00\n"
        ":61:2611181118D1200,00NRTINONREF//R1\n:86:REJET PRELEVEMENT DUPONT BATIMENT FACT F-1\n"
        ":61:2611181118D12,00NCHGNONREF//R2\n:86:FRAIS SUR REJET PRELEVEMENT DUPONT BATIMENT\n"
        ":62F:C261118EUR788,00\n-\n"
    )
    report = firm.takes_in("releve.sta", lines)
    assert report.errors == [] and any("taken back" in note for note in report.notes), report.notes
    assert (firm.payments()[0].status, firm.invoice("F-1").open_minor) == ("reversed", 120000)
    assert not any("taken back" in note for note in firm.takes_in("releve.sta", lines + "\n").notes)
    assert verify(firm.office) == []


@pytest.mark.parametrize(
    ("before", "words", "said"),
    [
        ((), ("--why", "x", "--on", "2026-11-19"), "vérifiez le jour"),
        ((), ("--why", "x", "--on", "2026-11-15"), "vérifiez le jour"),
        ((), (), "Dites pourquoi"),
        ((), ("--undo", "--why", "x"), "n'a pas été rejeté"),
        (("reverse", "--payment", "1", "--why", "x"), ("--why", "x"), "ne compte pas"),
    ],
)
def test_what_makes_no_sense_is_refused(paid, before, words, said):
    firm, run = paid
    if before:
        run(*before)
    result = run("reverse", "--payment", "1", *words)
    assert (result.exit_code, said in result.stderr) == (1, True), result.stderr


def test_money_that_was_given_back_already_is_not_taken_back_without_a_person(shell):
    firm, run = shell()
    run("pay", "--invoice", "F-1", "--amount", "1250")
    run("refund", "--payment", "1", "--why", "trop payé")
    result = run("reverse", "--payment", "1", "--why", "x")
    assert (result.exit_code, "remboursé" in result.stderr) == (1, True)
    run("refund", "--payment", "1", "--undo", "--why", "x")
    assert run("reverse", "--payment", "1", "--why", "x").exit_code == 0
    assert verify(firm.office) == []


def test_a_gain_and_a_penalty_fall_with_their_payment(shell):
    firm, run = shell()
    run("pay", "--invoice", "F-2", "--amount", "300")
    run("pay", "--invoice", "F-1", "--amount", "1201")
    run("writeoff", "--payment", "2", "--why", "x")
    run("reverse", "--payment", "2", "--why", "x")
    assert [kind for kind, *_ in entries(firm)] == ["gain", "reversal"]
    assert verify(firm.office) == []


def test_the_ladder_goes_on_when_money_came_back(paid):
    firm, run = paid
    run("resume", "--invoice", "F-1", "--why", "ancienne dette reprise")
    run("reverse", "--payment", "1", "--why", "x")
    firm.at("2026-11-19T07:30").tick()
    with firm.office.books.read() as session:
        assert session.scalars(select(AllocationRow).where(AllocationRow.undone_at.is_(None))).all() == []
    assert [row.level for row in firm.reminders()] == [1]
