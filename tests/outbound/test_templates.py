"""The firm's own templates win file by file; a faulty one is refused before anything is sent."""

import re
from dataclasses import fields

import pytest

from mailbot.config.shipped import shipped
from mailbot.core.errors import InputError
from mailbot.outbound import sandbox
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.line_facts import LineFacts
from mailbot.outbound.penalty_facts import PenaltyFacts, PenaltyInvoice, PenaltyPiece
from mailbot.outbound.phrasing import Phrasing
from mailbot.outbound.templates import Texts
from tests.outbound.samples import some_facts

KINDS = [f"reminder-{n}" for n in range(4)] + ["digest", "alert", "answer"]


def _own(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return Texts(folder)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["subject.txt", "body.txt", "body.html"])
def test_every_mail_is_a_trio_in_both_languages(kind, language, name):
    assert shipped("templates", "mail", kind, language, name).is_file()


def test_both_languages_have_the_same_files_and_labels():
    french, english = shipped("templates", "words", "fr"), shipped("templates", "words", "en")
    files = {path.relative_to(french) for path in french.rglob("*.txt")}
    assert files == {path.relative_to(english) for path in english.rglob("*.txt")}
    for file in files:
        names = [
            re.findall(r"\{%-? (?:set|macro) (\w+)", (root / file).read_text(encoding="utf-8"))
            for root in (french, english)
        ]
        if file.name == "labels.txt":
            assert sorted(names[0]) == sorted(names[1]), file


def test_a_file_of_the_firm_wins_and_the_others_stay(tmp_path):
    own = _own(tmp_path, "words/fr/reminder-1/before.txt", "Bonjour, il reste {{ f.total | money }} ?")
    draft, shipped_draft = own.reminder(some_facts(1)), Texts().reminder(some_facts(1))
    assert "Bonjour, il reste 1\u202f234,56\u202f€\u202f?" in draft.text
    assert "Bonjour, il reste" in draft.html
    assert draft.subject == shipped_draft.subject
    assert own.reminder(some_facts(2)) == Texts().reminder(some_facts(2))


def test_a_missing_folder_changes_nothing(tmp_path):
    assert Texts(tmp_path / "none").reminder(some_facts(1)) == Texts().reminder(some_facts(1))


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("{{ f.no_such_fact }}", "no_such_fact"),
        ("{{ nothing }}", "nothing"),
        ("{% if %}", "line 1"),
        ("{{ f.total | no_such_filter }}", "no_such_filter"),
        ("{{ f.today | money }}", "subject.txt"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ f.client.__init__.__globals__ }}", "__init__"),
        ("{% include '../../../etc/passwd' %}", "passwd"),
        ("{{ f.lines.append(1) }}", "append"),
        ("{{ 1 / 0 }}", "division"),
        ("{% for i in range(99999999) %}x{% endfor %}", "range"),
        ("{{ 'x' * 99999999 }}", "not allowed"),
        ("{{ 9 ** 99999999 }}", "not allowed"),
        ("{{ '%99999999d' | format(1) }}", "not allowed"),
        ("{{ 'x' | center(99999999) }}", "center"),
        ("{{ f.debts | random }}", "random"),
        ("{{ f.total | day }}", "line 1"),
    ],
)
def test_a_faulty_or_malicious_template_is_refused_with_its_name(tmp_path, template, word):
    texts = _own(tmp_path, "mail/reminder-1/fr/subject.txt", template)
    with pytest.raises(InputError, match=re.escape(word)) as refused:
        texts.reminder(some_facts(1))
    assert "templates/" in str(refused.value)
    assert "nothing was sent" in str(refused.value)


def test_a_subject_of_several_lines_becomes_one(tmp_path):
    texts = _own(tmp_path, "mail/reminder-1/fr/subject.txt", "Facture\nBcc: x@evil.example\n")
    assert texts.reminder(some_facts(1)).subject == "Facture Bcc: x@evil.example"


def test_every_fact_and_filter_is_described():
    described = shipped("templates", "README.md").read_text(encoding="utf-8")
    kinds = (ReminderFacts, LineFacts, PenaltyFacts, PenaltyInvoice, PenaltyPiece)
    names = [field.name for kind in kinds for field in fields(kind)]
    names += [name for kind in kinds for name, value in vars(kind).items() if isinstance(value, property)]
    names += list(sandbox._filters(Phrasing("fr")))
    assert [name for name in names if not re.search(rf"`(?:f\.)?{name}\b", described)] == []
