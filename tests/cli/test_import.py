"""`mailbot import` as a person types it."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.firm import Firm
from tests.intake.fec_text import a_fec, a_sale
from tests.packaging.conftest import CHECKOUT

Run = Callable[..., Result]
INVOICES = (
    "number,client,issued_on,due_on,total\nF-7,C1,2026-10-01,2026-11-10,12.00\nF-8,C9,2026-10-01,2026-11-10,1.00\n"
)


def test_counts_and_a_line_per_rejected_row(at_work: Run, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text(INVOICES)
    result = at_work("import", "i.csv")
    assert result.exit_code == 1
    assert result.stdout == "i.csv: invoices, 1 created, 0 updated, 0 unchanged, 1 rejected\n"
    assert result.stderr.startswith("i.csv:3: client: there is no client 'C9'")


def test_what_changed_is_said_and_a_dry_run_says_so(at_work: Run, office: Firm, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("number,client,issued_on,due_on,total\nF-2026-0042,C1,2026-10-01,2026-12-24,1200\n")
    for _ in range(2):
        result = at_work("import", "--dry-run", "i.csv")
        assert result.exit_code == 0
        assert "  F-2026-0042: échéance 2026-11-10 → 2026-12-24\n" in result.stdout
        assert result.stdout.endswith("0 created, 1 updated, 0 unchanged, 0 rejected (dry run)\n")
    assert office.invoice().due_on.isoformat() == "2026-11-10"


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(at_work: Run, office: Firm, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "i.csv").write_text(INVOICES.splitlines()[0] + "\nF-7,C1,2026-10-01,2026-11-10,12.00\n")
    result = at_work("import", "nowhere.csv", "broken.pdf", "i.csv")
    assert result.exit_code == 1 and "1 created" in result.stdout
    said = result.stderr.splitlines()
    assert [line.split(":")[0] for line in said] == ["nowhere.csv", "broken.pdf"]
    assert office.invoice("F-7").open_minor == 1200


def test_long_lists_of_changes_are_cut(at_work: Run, office: Firm, tmp_path: Path) -> None:
    rows = "".join(f"F-{n},C1,2026-10-01,2026-11-10,12.00\n" for n in range(50))
    head = INVOICES.splitlines()[0] + "\n"
    office.takes_in("i.csv", head + rows)
    (tmp_path / "i.csv").write_text(head + rows.replace("2026-11-10", "2026-11-11"))
    result = at_work("import", "i.csv")
    assert "  … and 30 more\n" in result.stdout and "50 updated" in result.stdout


def test_a_terminal_shows_a_bar(office: Firm, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(config.read_text() + "import: {terms_days: 30}\n")
    (tmp_path / "fec.txt").write_bytes(a_fec(*(a_sale(f"G-{n}", "1,00") for n in range(4000))))
    ours, theirs = pty.openpty()
    call = [sys.executable, "-m", "mailbot", "import", "fec.txt"]
    environment = {"TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    with subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            shown += chunk
        counted = process.stdout.read() if process.stdout else b""
    os.close(ours)
    assert b"4000 created" in counted
    assert b"reading fec.txt" in shown and b"writing invoices" in shown and "━".encode() in shown
