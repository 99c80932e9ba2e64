"""`mailbot init` makes everything, and never overwrites."""

from mailbot.config.load import load


def test_it_makes_a_firm_that_is_ready_to_run(mailbot, tmp_path):
    result = mailbot("init", "cabinet")
    assert result.exit_code == 0, result.output
    made = sorted(str(path.relative_to(tmp_path / "cabinet")) for path in (tmp_path / "cabinet").rglob("*"))
    assert made == ["config.yaml", "mailbot.db", "secret.key", "templates", "templates/README.md"]
    settings = load(tmp_path / "cabinet" / "config.yaml")
    assert (settings.mailbox.kind, settings.mailbox.transport) == ("maildir", "maildir")


def test_the_key_is_long_closed_to_others_and_another_each_time(mailbot, tmp_path):
    mailbot("init", "one")
    mailbot("init", "two")
    keys = [(tmp_path / name / "secret.key") for name in ("one", "two")]
    assert [key.stat().st_mode & 0o777 for key in keys] == [0o600, 0o600]
    assert len({key.read_text() for key in keys}) == 2
    assert all(len(key.read_text().strip()) >= 60 for key in keys)


def test_a_second_time_it_changes_nothing(mailbot, firm):
    (firm / "config.yaml").write_text((firm / "config.yaml").read_text().replace("Votre cabinet", "Cabinet Test"))
    before = {path: path.read_bytes() for path in firm.rglob("*.*") if path.suffix != ".db"}
    result = mailbot("init")
    assert result.exit_code == 0
    assert result.stdout.count("kept") == 3
    assert {path: path.read_bytes() for path in before} == before


def test_what_a_firm_has_named_otherwise_is_made_there(mailbot, tmp_path):
    mailbot("init")
    config = tmp_path / "config.yaml"
    config.write_text(config.read_text().replace("key_file: secret.key", "key_file: keys/signing.key"))
    assert mailbot("init").exit_code == 0
    assert (tmp_path / "keys" / "signing.key").stat().st_mode & 0o777 == 0o600


def test_a_configuration_that_is_wrong_is_refused_and_kept(mailbot, tmp_path):
    (tmp_path / "config.yaml").write_text("firm: {}\n")
    result = mailbot("init")
    assert result.exit_code == 2
    assert "config.yaml:1: firm.name: is missing." in result.stderr
    assert (tmp_path / "config.yaml").read_text() == "firm: {}\n"


def test_a_folder_that_cannot_be_made_is_named(mailbot, tmp_path):
    (tmp_path / "file").write_text("")
    result = mailbot("init", "file/below")
    assert result.exit_code == 1
    assert result.stderr == "file/below: cannot be written (Not a directory). Name another folder.\n"
