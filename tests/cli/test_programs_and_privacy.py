"""`mailbot token`, `webhooks` and `privacy`: what the shell says and what it does."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.__main__ import program
from tests.firm import ASSISTANT, CONFIG, PARTNER, Firm

HOOKS = "webhooks: [{name: Factures, url: 'http://127.0.0.1:1/x', secret_file: hook.key, private_addresses: true}]\n"


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    (tmp_path / "firm").mkdir()
    (tmp_path / "firm" / "hook.key").write_text("s" * 30)
    made = Firm(tmp_path / "firm", CONFIG + HOOKS)
    made.has_client()
    made.has_client("C2", "Voisine", "x@voisine.example")
    made.has_invoice()
    return made


def says(firm: Firm, *words: str, code: int = 0) -> str:
    args = ["--config", str(firm.folder / "config.yaml"), "--now", "2026-11-02T10:00", *words]
    found: Result = CliRunner().invoke(program(), args)
    assert found.exit_code == code, found.output
    return found.output


def test_a_token_is_printed_once_listed_and_revoked(firm: Firm) -> None:
    token = says(firm, "token", "add", ASSISTANT, "--name", "EBP", "--reads-only").strip()
    assert token.startswith("mailbot_") and len(token) == 40
    listed = says(firm, "token", "list", "--format", "json")
    assert token not in listed and f'"{token[-4:]}"' in listed and '"reads_only": true' in listed
    assert "revoked" in says(firm, "token", "revoke", "1")
    assert "déjà révoqué" in says(firm, "token", "revoke", "1", code=1)
    assert says(firm, "token", "list", "--format", "json") == ""
    assert "Personne n'entre" in says(firm, "token", "add", "who@x.example", "--name", "x", code=1)


def test_webhooks_are_listed_tried_and_told_anew(firm: Firm) -> None:
    assert "dispute.opened" in says(firm, "webhooks", "events")
    says(firm, "dispute", "--client", "C1", "--why", "contesté")
    (hook,) = (json.loads(line) for line in says(firm, "webhooks", "list", "--format", "json").splitlines())
    assert (hook["told"], hook["waiting"], hook["given_up"]) == (0, 1, 0)
    assert "does not answer" in says(firm, "webhooks", "try", "Factures", code=1)
    assert "0 to be told" in says(firm, "webhooks", "again", "Factures")
    assert "nothing under webhooks is called X" in says(firm, "webhooks", "again", "X", code=1)


def test_personal_data_are_shown_exported_and_erased(firm: Firm, tmp_path: Path) -> None:
    assert "something is owed" in says(firm, "privacy", "show", "C1", code=1)
    assert "something is owed" in says(firm, "privacy", "erase", "C1", "--why", "asked", "--yes", code=1)
    assert "everything, the name included" in says(firm, "privacy", "show", "C2")
    out = tmp_path / "c2.zip"
    assert "0 files" in says(firm, "privacy", "export", "C2", "--out", str(out))
    assert "client.json" in zipfile.ZipFile(out).namelist()
    assert out.stat().st_mode & 0o077 == 0
    assert "overwrites nothing" in says(firm, "privacy", "export", "C2", "--out", str(out), code=1)
    assert "Aborted" in says(firm, "privacy", "erase", "C2", "--why", "asked", code=1)
    said = says(firm, "privacy", "erase", "C2", "--why", "mistake", "--yes", "--as", PARTNER)
    assert "the name included erased" in said
    assert "Aucun client n'a le code C2" in says(firm, "privacy", "show", "C2", code=1)
    assert "would be erased: 0 clients" in says(firm, "privacy", "retention", "--dry-run")
    assert "erased: 0 clients" in says(firm, "privacy", "retention")
    assert "All invariants hold" in says(firm, "verify")
