"""The firm's own templates: tried on reminders of every shape before any client gets one, the last good ones kept."""

from pathlib import Path

import pytest

from mailbot.outbound.own_templates import in_use, own_files
from mailbot.outbound.specimens import specimens
from mailbot.outbound.template_check import template_mistakes
from tests.outbound.samples import SIGNATORY, a_firm

BEFORE = "words/fr/reminder-1/before.txt"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def put(own: Path, content: str, name: str = BEFORE) -> Path:
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    (own / name).write_text(content, encoding="utf-8")
    return own


def mistakes(own: Path) -> tuple[str, ...]:
    return template_mistakes(own, a_firm(), SIGNATORY)


def test_the_shipped_templates_are_without_mistakes_for_any_profession(own):
    for profession in ("lawyer", "company"):
        assert template_mistakes(own, a_firm(profession=profession), SIGNATORY) == ()


def test_the_specimens_have_every_shape_that_a_template_meets():
    seen = [one.facts for one in specimens(a_firm(), SIGNATORY)]
    assert {facts.texts for facts in seen} == {f"reminder-{n}" for n in range(4)} | {
        "quote-1", "quote-2", "standard", "standard-quote",
    }  # fmt: skip
    assert {facts.language for facts in seen} == {"fr", "en"}
    for holds in (
        lambda f: f.only, lambda f: len(f.debts) > 20, lambda f: f.part_paid, lambda f: f.credits, lambda f: f.received,
        lambda f: f.claimed, lambda f: f.consumer, lambda f: f.public, lambda f: not f.client.contact,
        lambda f: f.client.country != "FR", lambda f: len(f.client.name) > 80, lambda f: f.notice_follows,
    ):  # fmt: skip
        assert any(holds(facts) for facts in seen) and not all(holds(facts) for facts in seen)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (BEFORE, "Bonjour {{ f.no_such_fact }}", "no_such_fact"),
        (BEFORE, "Bonjour {% if %}", "line 1"),
        (BEFORE, "{{ f.only.number }}", "number"),  # there is none when the invoices are several
        ("words/fr/reminder-9/before.txt", "Bonjour", "no shipped template has this path"),
        ("mail/digest/fr/subject.txt", "{% endif %}", "endif"),
        ("mail/reminder-1/en/body.txt", "Dear, please pay.", "does not name the invoice F-2026-0041"),
        ("mail/reminder-1/fr/body.html", "<p>F-2026-0041 F-2026-0042 F-2026-0043</p>", "does not say the sum"),
        ("words/fr/reminder-2/closing.txt", "Pénalités dues.", "tells a consumer of penalties"),
        ("letter/letter.css", "@font-face{font-family:x;src:url(https://fonts.example/x.ttf)}", "fonts.example"),
        ("letter/fr/reminder-2.html", "F-2026 <img src='https://tracker.example/p.png'>", "does not name the invoice"),
    ],
)
def test_a_mistake_is_told_with_its_file_or_its_shape(own, name, content, told):
    assert told in " ".join(mistakes(put(own, content, name)))


def test_what_the_firm_changed_well_is_used_from_a_copy(own):
    used = in_use(put(own, "Bonjour, nous attendons {{ f.total | money }}."), mistakes)
    assert used.mistakes == () and used.folder is not None and used.folder.parent == own.with_name("templates.checked")
    put(own, "half a sent")  # somebody is writing: what is used stays
    assert "nous attendons" in (used.folder / BEFORE).read_text(encoding="utf-8")


def test_a_state_is_tried_once(own):
    put(own, "Bonjour, nous attendons {{ f.total | money }}.")
    first = in_use(own, mistakes)

    def never(folder: Path) -> tuple[str, ...]:
        raise AssertionError("it was tried before")

    assert in_use(own, never) == first


def test_after_a_mistake_the_last_good_state_is_used_and_told_of(own):
    good = in_use(put(own, "Un."), mistakes).folder
    used = in_use(put(own, "{{ oops }}"), mistakes)
    assert used.folder == good and "oops" in used.mistakes[0]


def test_without_a_good_state_the_shipped_ones_are_used(own):
    used = in_use(put(own, "{{ oops }}"), mistakes)
    assert used.folder is None and "oops" in used.mistakes[0]


def test_notes_and_hidden_files_are_no_templates(own):
    put(own, "notes", "README.md")
    put(own, "x", ".git/words.txt")
    assert own_files(own) == [] and in_use(own, mistakes).folder is None
    assert own_files(own / "none") == []


def test_few_states_are_kept(own):
    for number in range(6):
        in_use(put(own, f"{number}"), lambda folder: ())
    kept = [path for path in own.with_name("templates.checked").iterdir() if path.is_dir()]
    assert len(kept) == 3
    assert [path.name for path in own.with_name("templates.checked").glob(".new*")] == []


def test_where_no_copy_can_be_kept_they_are_read_where_they_lie(own):
    put(own, "Un.")
    own.with_name("templates.checked").write_text("a file stands in the way")
    assert in_use(own, mistakes).folder == own
