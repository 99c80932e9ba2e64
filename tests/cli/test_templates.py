"""The firm's own texts from the shell: tried, looked at, compared, taken."""

BEFORE = "words/fr/reminder-1/before.txt"


def test_what_is_taken_can_be_changed_compared_and_checked(firm, mailbot):
    assert mailbot("templates", "take", BEFORE).stdout == f"made   {firm / 'templates' / BEFORE}\n"
    assert mailbot("templates", "diff").stdout == ""
    own = firm / "templates" / BEFORE
    own.write_text(own.read_text(encoding="utf-8") + "\n\nMerci.\n", encoding="utf-8")
    assert f"+++ yours/{BEFORE}" in mailbot("templates", "diff").stdout
    assert "+Merci." in mailbot("templates", "diff", BEFORE).stdout
    result = mailbot("templates", "check")
    assert (result.exit_code, result.stdout) == (0, f"1 files of your own in {firm / 'templates'}, all well\n")


def test_nothing_is_overwritten_and_nothing_outside_is_taken(firm, mailbot):
    mailbot("templates", "take", BEFORE)
    again, outside = mailbot("templates", "take", BEFORE), mailbot("templates", "take", "../pyproject.toml")
    assert again.exit_code == 1 and "is there already" in again.stderr
    assert outside.exit_code == 1 and "no shipped template" in outside.stderr


def test_a_mistake_ends_with_1_and_is_what_check_says_too(firm, mailbot):
    path = firm / "templates" / BEFORE
    path.parent.mkdir(parents=True)
    path.write_text("{{ f.totl | money }}", encoding="utf-8")
    result = mailbot("templates", "check")
    assert result.exit_code == 1 and "totl" in result.stdout and "not used" in result.stdout
    assert "the shipped ones are used" in mailbot("check").stdout


def test_a_preview_is_files_to_look_at(firm, mailbot):
    out = firm / "looked-at"
    done = mailbot("templates", "preview", out, "--kind", "reminder-3", "--language", "fr", "--shape", "penalties")
    assert done.stdout == f"1 reminders in {out}\n"
    assert sorted(path.name for path in out.iterdir()) == [
        f"reminder-3.fr.penalties.{kind}" for kind in ("docx", "html", "pdf", "txt")
    ]  # fmt: skip
    assert "mettons en demeure" in (out / "reminder-3.fr.penalties.txt").read_text(encoding="utf-8")
    assert mailbot("templates", "preview", out, "--shape", "nothing of the kind").exit_code == 1
