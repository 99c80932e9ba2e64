"""Templates become messages: a trio of subject, text and HTML per kind of mail, HTML for letters.

Files come from the firm's own folder first and from the shipped ones otherwise, file by file. The
sandbox keeps a template from reaching beyond its facts, and a missing fact fails before anything is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import css_inline

from mailbot.config.shipped import shipped
from mailbot.outbound.alerts import AlertFacts
from mailbot.outbound.answers import AnswerFacts, AnswerLine
from mailbot.outbound.civility import civility
from mailbot.outbound.digest import DigestFacts, DigestRow
from mailbot.outbound.duplicates import DuplicateFacts
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.paper import Block, blocks
from mailbot.outbound.postal_address import postal_address
from mailbot.outbound.run_report import RunFacts
from mailbot.outbound.sandbox import Sandbox
from mailbot.outbound.typography import SIGNATURE, flowing, one_line, tidy, typeset
from mailbot.outbound.weekly import WeeklyFacts

LANGUAGES = ("fr", "en")

# The sentences of a digest and of an answer: each is a file of words/<language>/<kind>/.
_DIGEST = (
    "head", "batch", "instead", "banks", "silent", "happened", "grammar", "silence", "aside", "calls", "link_until",
)  # fmt: skip
_ANSWER = ("outcome", "again", "ask")


@dataclass(frozen=True, slots=True)
class Draft:
    """A message ready to be approved: pictures stand in `html` as `data:` URIs until it is composed."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its title, its blocks (for Word) and its HTML (for PDF)."""

    title: str
    blocks: tuple[Block, ...]
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """A row of a digest or an answer with its sentences, for the layouts."""

    row: DigestRow | AnswerLine
    line: str
    past: str = ""
    returned: str = ""
    text: str = ""


class Texts:
    """All texts of the firm. Make one and keep it: templates are compiled once."""

    def __init__(self, overrides: Path | None = None) -> None:
        """`overrides`: the firm's own folder; a file there replaces the shipped one of the same path."""
        folders = [*([overrides] if overrides else []), shipped("templates")]
        self._folders = tuple(folders)
        self._sandboxes = {language: Sandbox(language, folders) for language in LANGUAGES}
        # A style sheet stays in the head only where it says so (dark mode, phones); nothing is ever fetched.
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)

    def reminder(self, facts: ReminderFacts, own_words: str = "") -> Draft:
        """The mail to the client, for the level of `facts`; `own_words` in place of those above the invoices. Raises
        InputError when a template is at fault."""
        return self._trio(facts.texts, facts.language, self._words(facts, "mail", own_words))

    def opening(self, facts: ReminderFacts) -> str:
        """The words above the invoices, which a person may replace by their own in one message."""
        return str(self._words(facts, "mail")["before"])

    def letter(self, facts: ReminderFacts, own_words: str = "") -> str:
        """The letter's HTML, for `LetterPress.pdf`; levels below the formal notice share one layout."""
        name = f"letter/{facts.language}/reminder-{3 if facts.formal else 2}.html"
        return self._render(name, facts.language, self._words(facts, "letter", own_words))

    def annex(self, facts: ReminderFacts) -> str:
        """The HTML of the annex alone, where no letter carries it: every figure of the penalties."""
        return self._render(f"letter/{facts.language}/annex.html", facts.language, self._words(facts, "letter"))

    def sentences(self, facts: ReminderFacts, own_words: str = "") -> dict[str, object]:
        """The sentences of a letter and what its layouts get besides, for a letter that Word lays out."""
        return self._words(facts, "letter", own_words)

    def labels(self, language: str) -> dict[str, str]:
        """The short words of a Word letter's layout."""
        lines = self._render("docx/labels.txt", language, {}).splitlines()
        return {name: word for name, _, word in (line.partition("=") for line in lines if "=" in line)}

    def annex_blocks(self, facts: ReminderFacts) -> tuple[Block, ...]:
        """The penalties, figure by figure, as blocks for Word."""
        return blocks(self._render("docx/annex.txt", facts.language, {"f": facts}))

    def file(self, name: str) -> bytes:
        """A file that is no text, the firm's own if there is one."""
        return next(path for folder in self._folders if (path := folder / name).is_file()).read_bytes()

    def compiles(self, name: str, language: str) -> None:
        """Read a template without filling it in. Raises InputError when it cannot be read."""
        self._sandboxes[language].compiled(name)

    def digest(self, facts: DigestFacts) -> Draft:
        """The mail that asks a partner."""
        given: dict[str, object] = {"f": facts, **self._said("digest", _DIGEST, facts.language, {"f": facts})}
        given["rows"] = tuple(self._digest_row(row, facts) for row in facts.rows)
        return self._trio("digest", facts.language, given)

    def alert(self, facts: AlertFacts) -> Draft:
        """The mail that tells what a person must do."""
        items = tuple(
            replace(item, title=typeset(item.title, facts.language), advice=typeset(item.advice, facts.language))
            for item in facts.items
        )
        facts = replace(facts, items=items)
        said = self._said("alert", ("instead",), facts.language, {"f": facts})
        return self._trio("alert", facts.language, {"f": facts, **said})

    def paper(self, name: str, language: str, given: Mapping[str, object]) -> Paper:
        """A request or a summary from the template `name`: its blocks, and its HTML for `LetterPress.pdf`."""
        made = blocks(self._render(name, language, given))
        title = next((one.lines[0] for one in made if one.kind == "title"), ())
        said = "".join(run.text for run in title)
        page = {**given, "blocks": made, "title": said, "language": language}
        return Paper(said, made, self._render("paper/page.html", language, page))

    def run_report(self, facts: RunFacts) -> Draft:
        """The mail that tells what a mass run came to."""
        return self._trio("run-report", facts.language, {"f": facts})

    def weekly(self, facts: WeeklyFacts) -> Draft:
        """The report of the week; its drawings stand in the HTML as pictures."""
        return self._trio("weekly", facts.language, {"f": facts})

    def duplicate(self, facts: DuplicateFacts) -> Draft:
        """The mail to a client that hands over copies of invoices."""
        given: dict[str, object] = {"f": facts, "civility": civility(facts.addressee, facts.language)}
        given.update(self._said("duplicate", ("before", "after", "closing"), facts.language, given))
        given["privacy"] = flowing(self._render(f"words/{facts.language}/privacy.txt", facts.language, given))
        return self._trio("duplicate", facts.language, given)

    def answer(self, facts: AnswerFacts) -> Draft:
        """The mail that says what was understood and done."""
        given: dict[str, object] = {"f": facts, **self._said("answer", _ANSWER, facts.language, {"f": facts})}
        given["rows"] = tuple(
            SaidRow(row=line, **self._said("answer", ("line",), facts.language, {"line": line})) for line in facts.lines
        )
        return self._trio("answer", facts.language, given)

    def _digest_row(self, row: DigestRow, facts: DigestFacts) -> SaidRow:
        said = self._said("digest", ("row", "past", "returned"), facts.language, {"f": facts, "row": row})
        # A signature mark inside would make the partner's mail program cut off the rest, token included.
        text = row.text.replace(f"\n{SIGNATURE}\n", "\n--\n")
        return SaidRow(row=row, line=said["row"], past=said["past"], returned=said["returned"], text=text)

    def _said(self, kind: str, names: tuple[str, ...], language: str, given: Mapping[str, object]) -> dict[str, str]:
        """Sentences as plain text, one file each, for the text and the HTML alike (which escapes them)."""
        return {name: flowing(self._render(f"words/{language}/{kind}/{name}.txt", language, given)) for name in names}

    def _words(self, facts: ReminderFacts, medium: str, own_words: str = "") -> dict[str, object]:
        """The sentences of a level, written once as plain text and laid out by the mail and the letter."""
        language, kind = facts.language, facts.texts
        given: dict[str, object] = {
            "f": facts,
            "medium": medium,
            "civility": civility(facts.addressee, language),
            "address": postal_address(facts.client, facts.firm.country, facts.firm.language),
        }
        given.update(self._said(kind, ("before", "after", "closing"), language, given))
        if own_words:
            given["before"] = flowing(typeset(own_words, language))
        for name in ("privacy", "enclosures"):
            given[name] = flowing(self._render(f"words/{language}/{name}.txt", language, given))
        given["subject"] = one_line(self._render(f"mail/{kind}/{language}/subject.txt", language, given))
        return given

    def _trio(self, kind: str, language: str, given: Mapping[str, object]) -> Draft:
        folder = f"mail/{kind}/{language}"
        subject = one_line(self._render(f"{folder}/subject.txt", language, given))
        text = tidy(self._render(f"{folder}/body.txt", language, given))
        html = self._render(f"{folder}/body.html", language, {**given, "subject": subject})
        return Draft(subject, text, self._inliner.inline(html))

    def _render(self, name: str, language: str, given: Mapping[str, object]) -> str:
        return self._sandboxes[language].render(name, given)
