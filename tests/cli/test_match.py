"""`mailbot match`: files in, one file out."""

import csv

import pytest

HEAD = ("code,name,kind,email,siren,iban", "number,client,issued_on,due_on,total,open_amount,currency,kind")
CLIENTS = f"{HEAD[0]}\nC1,Dupont Bâtiment,company,,,\nC2,Martin SA,company,,,FR7630006000011234567890189\n"
INVOICES = f"""{HEAD[1]}
F-2026-0042,C1,2026-10-01,2026-10-31,1080.00,1080.00,EUR,invoice
F-2026-0043,C1,2026-10-02,2026-11-01,500.00,500.00,EUR,invoice
F-2026-0044,C2,2026-10-02,2026-11-01,500.00,0.00,EUR,invoice
A-2026-0007,C1,2026-10-02,2026-11-01,-80.00,-80.00,EUR,credit_note
"""
PAYMENTS = """id,received_on,amount,currency,payer,payer_iban,label
P2,2026-11-04,420.00,EUR,DUPONT BATIMENT,,FACT F-2026-0043 AVOIR A-2026-0007
P1,2026-11-03,1080.00,EUR,DUPONT BATIMENT,,VIREMENT SEPA RECU /DE DUPONT BATIMENT /MOTIF FACT F 2026 0042 /REF NONE
P3,2026-11-05,1080.00,EUR,DUPONT BATIMENT,,FACT F-2026-0042
P4,2026-11-05,77.00,EUR,,,REMBOURSEMENT TVA DGFIP
"""


@pytest.fixture
def matched(mailbot, tmp_path):
    """Writes the three files, matches them, returns the result and the decisions by payment."""

    def run(clients=CLIENTS, invoices=INVOICES, payments=PAYMENTS):
        for name, text in (("c", clients), ("i", invoices), ("p", payments)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        result = mailbot("match", "--clients", "c.csv", "--invoices", "i.csv", "--payments", "p.csv", "--out", "d.csv")
        made = {}
        if (tmp_path / "d.csv").exists():
            with (tmp_path / "d.csv").open(newline="") as file:
                made = {row["payment"]: row for row in csv.DictReader(file)}
        return result, made

    return run


def test_a_decision_each_and_nothing_else_is_written(matched, tmp_path):
    result, made = matched()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "d.csv: 2 auto, 1 review, 1 none\n"
    assert list(made["P1"]) == ["payment", "decision", "allocations", "score", "why"]
    assert (made["P1"]["decision"], made["P1"]["allocations"]) == ("auto", "F-2026-0042:1080.00")
    assert 0.9 <= float(made["P1"]["score"]) <= 1 and "F-2026-0042" in made["P1"]["why"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.csv", "d.csv", "i.csv", "p.csv"]


def test_each_payment_sees_what_earlier_ones_left_open_in_date_order(matched):
    made = matched()[1]
    assert list(made) == ["P1", "P2", "P3", "P4"]
    assert made["P3"]["decision"] == "review"


def test_a_credit_note_is_allocated_with_its_negative_amount(matched):
    parts = set(matched()[1]["P2"]["allocations"].split(";"))
    assert parts == {"F-2026-0043:500.00", "A-2026-0007:-80.00"}


def test_what_is_no_client_s_payment_is_left_alone(matched):
    assert (matched()[1]["P4"]["decision"], matched()[1]["P4"]["allocations"]) == ("none", "")


def test_french_files_are_read_alike(matched):
    invoices = INVOICES.replace(",", ";").replace("1080.00", "1 080,00").replace("2026-10-01", "01/10/2026")
    payments = PAYMENTS.replace(",", ";").replace("1080.00", "1 080,00").replace("2026-11-03", "03/11/2026")
    result, made = matched(CLIENTS.replace(",", ";"), invoices, payments)
    assert (result.exit_code, made["P1"]["allocations"]) == (0, "F-2026-0042:1080.00")


def test_a_configuration_gives_its_language_and_its_column_map(matched, mailbot, tmp_path):
    assert "montant exact" in matched()[1]["P1"]["why"]
    mailbot("init")
    config = tmp_path / "config.yaml"
    text = config.read_text().replace("  language: fr", "  language: en", 1)
    config.write_text(text.replace("  columns: {}", "  columns: {Tiers: client}"))
    made = matched(invoices=INVOICES.replace("number,client,", "number,Tiers,"))[1]
    assert "exact amount" in made["P1"]["why"]


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("clients", "C1,Encore", "c.csv:4: client C1 stands twice"),
        ("clients", "C3,", "c.csv:4: name is empty"),
        ("invoices", "F-2026-0042,C1,2026-10-01,,5,,,", "i.csv:6: invoice F-2026-0042 stands twice"),
        ("invoices", "F-1,C9,2026-10-01,,5,,,", "i.csv:6: client C9"),
        ("invoices", "F-1,C1,2026-13-01,,5,,,", "i.csv:6: '2026-13-01'"),
        ("invoices", "F-1,C1,2026-10-01,,many,,,", "i.csv:6: 'many'"),
        ("invoices", "F-1,C1,2026-10-01,,5,,,poem", "i.csv:6: kind: 'poem'"),
        ("payments", ",2026-11-05,5,,,,", "p.csv:6: id is empty"),
        ("payments", "P5,2026-11-05,,,,,", "p.csv:6: amount is empty"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(matched, file, line, said):
    files = {"clients": CLIENTS, "invoices": INVOICES, "payments": PAYMENTS}
    result, made = matched(**{file: files[file] + line + "\n"})
    assert (result.exit_code, len(result.stderr.splitlines()), len(made)) == (1, 1, 4)
    assert result.stderr.startswith(said)
    assert result.stdout == "d.csv: 2 auto, 1 review, 1 none; 1 rows rejected\n"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clients": "name\nDupont\n"}, "c.csv:1: column code is missing"),
        ({"invoices": ""}, "i.csv:1: "),
        ({"payments": "id,amount\nP1,5\n"}, "p.csv:1: column received_on is missing"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_and_nothing_is_written(matched, tmp_path, changed, said):
    result, made = matched(**changed)
    assert (result.exit_code, made, len(result.stderr.splitlines())) == (1, {}, 1)
    assert result.stderr.startswith(said)
    assert not list(tmp_path.glob("d.csv*"))


@pytest.mark.parametrize("arguments", [("--clients", "nowhere.csv"), ("--out", "nowhere/d.csv")])
def test_a_file_that_cannot_be_opened_is_named(mailbot, matched, arguments):
    matched()
    files = {"--clients": "c.csv", "--invoices": "i.csv", "--payments": "p.csv", "--out": "e.csv"}
    files |= {arguments[0]: arguments[1]}
    result = mailbot("match", *[part for pair in files.items() for part in pair])
    assert (result.exit_code, arguments[1] in result.stderr) == (1, True)


def test_every_file_must_be_named(mailbot):
    result = mailbot("match", "--clients", "c.csv")
    assert (result.exit_code, "--invoices" in result.stderr) == (2, True)
