"""`mailbot check`: a line each, and exit code 1 when one fails."""


def _lines(result) -> dict[str, str]:
    return {line[6:20].strip(): line for line in result.stdout.splitlines()}


def test_a_fresh_firm_has_nothing_that_fails(mailbot, firm):
    result = mailbot("check")
    assert result.exit_code == 0, result.output
    assert list(_lines(result)) == [
        "configuration", "secrets", "people", "database", "mail in", "mail out", "letters", "texts", "rates",
    ]  # fmt: skip
    assert "fail" not in result.stdout


def test_a_missing_key_fails_with_its_mend_and_the_other_checks_go_on(mailbot, firm):
    (firm / "secret.key").unlink()
    result = mailbot("check")
    assert result.exit_code == 1
    assert _lines(result)["secrets"].startswith("fail  secrets        security.key_file: ")
    assert _lines(result)["letters"].startswith("ok")


def test_a_key_that_others_may_read_is_a_warning(mailbot, firm):
    (firm / "secret.key").chmod(0o644)
    assert "warn" in _lines(mailbot("check"))["secrets"]


def test_a_missing_database_fails_and_is_not_made(mailbot, firm):
    (firm / "mailbot.db").unlink()
    assert "`mailbot init` makes it" in _lines(mailbot("check"))["database"]
    assert not (firm / "mailbot.db").exists()


def test_servers_that_do_not_answer_fail_by_themselves(mailbot, firm):
    config = firm / "config.yaml"
    text = config.read_text().replace("kind: maildir", "kind: imap").replace("transport: maildir", "transport: smtp")
    for host in ("imap", "smtp"):
        text = text.replace(f"  {host}:\n", f"  {host}:\n    host: localhost\n", 1)
    text = text.replace('    host: ""\n', "").replace("port: 993", "port: 9").replace("port: 587", "port: 9")
    config.write_text(text.replace("    password_file:\n", "    password_file: secret.key\n"))
    result = mailbot("check")
    assert result.exit_code == 1
    assert _lines(result)["mail in"].startswith("fail  mail in        The mail server localhost:9 cannot be reached")
    assert _lines(result)["mail out"].startswith("fail  mail out       localhost:9: ")


def test_a_text_that_replaces_nothing_is_a_mistake(mailbot, firm):
    own = firm / "templates" / "mail" / "reminder-1" / "fr"
    own.mkdir(parents=True)
    (own / "subject.txt").write_text("Votre facture {{ f.debts | map(attribute='number') | listed }}")
    assert _lines(mailbot("check"))["texts"].endswith("1 of your own, the others as shipped")
    (own / "subjekt.txt").write_text("Votre facture")
    assert "mail/reminder-1/fr/subjekt.txt" in _lines(mailbot("check"))["texts"]


def test_a_half_year_without_its_rates_is_a_warning_that_names_the_files(mailbot, firm):
    assert _lines(mailbot("--now", "2026-05-01T09:00", "check"))["rates"].startswith(
        "ok    rates          known until 2026-12-31; ecb_mro, fr_legal_professional read at second hand"
    )
    said = _lines(mailbot("--now", "2026-11-22T09:00", "check"))["rates"]
    assert said.startswith("warn  rates          2027-S1 is not known yet: its penalties are refused.")
    own = firm / "rates"
    own.mkdir()
    for index in ("ecb_mro", "fr_legal_professional"):
        assert str(own / f"{index}.csv") in said
        (own / f"{index}.csv").write_text("from,until,percent,source\n2027-01-01,2027-06-30,2.65,lu au JO\n")
    said = _lines(mailbot("--now", "2026-11-22T09:00", "check"))["rates"]
    assert said == "ok    rates          known until 2027-06-30"
    (own / "ecb.csv").write_text("")
    assert _lines(mailbot("check"))["rates"].startswith("fail  rates          rates/ecb.csv: no rate is called so.")


def test_wrong_configuration_is_exit_code_2(mailbot, firm):
    (firm / "config.yaml").write_text("zzz: 1\n")
    assert mailbot("check").exit_code == 2
