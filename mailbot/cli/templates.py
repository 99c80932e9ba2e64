"""`mailbot templates check|preview|diff|take`: the firm's own texts and letters, before anything is sent with them."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import click

from mailbot.cli.program import WORK_FAILED
from mailbot.cli.shell import Shell, pass_shell
from mailbot.config.schema import Settings
from mailbot.config.shipped import shipped
from mailbot.core.errors import UserError
from mailbot.outbound.firm_card import Signatory, firm_card
from mailbot.outbound.letter_pdf import LACKING, LetterPress
from mailbot.outbound.own_templates import own_files
from mailbot.outbound.specimens import LANGUAGES, Specimen, specimens
from mailbot.outbound.template_check import template_mistakes
from mailbot.outbound.templates import Texts
from mailbot.outbound.word_letter import word_letter


@click.group()
def templates() -> None:
    """Your own texts and letters: try them, look at them, compare them with the shipped ones."""


@templates.command()
@pass_shell
def check(shell: Shell) -> int:
    """Make every reminder with your templates, of every shape, and say what is wrong. Sends nothing."""
    settings = shell.settings_without_secrets
    own = settings.templates.folder
    mistakes = template_mistakes(own, firm_card(settings), _signatory(settings), settings.firm.logo)
    for mistake in mistakes:
        click.echo(mistake)
    count = len(own_files(own))
    click.echo(f"{count} files of your own in {own}, {'with mistakes: not used' if mistakes else 'all well'}")
    return WORK_FAILED if mistakes else 0


@templates.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--kind", default="", help="reminder-0 to -3, quote-1, -2, standard, standard-quote; default: all.")
@click.option("--language", type=click.Choice(LANGUAGES), default=None, help="Both when not named.")
@click.option("--shape", default="", help="What is special about it, e.g. penalties; all when not named.")
@pass_shell
def preview(shell: Shell, folder: Path, kind: str, language: str | None, shape: str) -> None:
    """Write mails and letters made with your templates and invented clients into DIR: .txt, .html, .pdf, .docx."""
    settings = shell.settings_without_secrets
    own = settings.templates.folder if own_files(settings.templates.folder) else None
    texts, press = Texts(own), None if LACKING else LetterPress(own, settings.firm.logo)
    chosen = [
        one
        for one in specimens(firm_card(settings), _signatory(settings))
        if kind in ("", one.facts.texts) and language in (None, one.facts.language) and shape in one.name
    ]
    if not chosen:
        raise UserError("No reminder is of that kind and shape; leave out --kind or --shape to see all.")
    folder.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        _write(folder, texts, press, one)
    click.echo(f"{len(chosen)} reminders in {folder}")


def _write(folder: Path, texts: Texts, press: LetterPress | None, one: Specimen) -> None:
    facts = one.facts
    name = f"{facts.texts}.{facts.language}.{one.name.replace(' ', '-')}"
    mail = texts.reminder(facts)
    (folder / f"{name}.txt").write_text(f"{mail.subject}\n\n{mail.text}", encoding="utf-8")
    (folder / f"{name}.html").write_text(mail.html, encoding="utf-8")
    if press is not None and facts.text_level >= 2 and not facts.quotes:
        (folder / f"{name}.pdf").write_bytes(press.pdf(texts.letter(facts)))
    if facts.text_level >= 2 and not facts.quotes:
        (folder / f"{name}.docx").write_bytes(word_letter(texts, facts))


@templates.command()
@click.argument("names", nargs=-1, metavar="[PATH]…")
@pass_shell
def diff(shell: Shell, names: tuple[str, ...]) -> None:
    """Show what your templates change in the shipped ones."""
    own, ours = shell.settings_without_secrets.templates.folder, shipped("templates")
    for name in names or own_files(own):
        if Path(name).suffix in (".txt", ".html", ".css"):
            lines = difflib.unified_diff(_lines(ours / name), _lines(own / name), f"shipped/{name}", f"yours/{name}")
            click.echo("".join(lines), nl=False)
        else:
            click.echo(f"{name}: replaced")


def _lines(path: Path) -> list[str]:
    return [f"{line}\n" for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


@templates.command()
@click.argument("name", metavar="PATH")
@pass_shell
def take(shell: Shell, name: str) -> None:
    """Copy a shipped template into your folder, to change it there. Never overwrites."""
    own, ours = shell.settings_without_secrets.templates.folder, shipped("templates")
    source, target = (ours / name).resolve(), own / name
    if not source.is_relative_to(ours.resolve()) or not source.is_file():
        raise UserError(f"{name}: no shipped template has this path; they lie in {ours}.")
    if target.exists():
        raise UserError(f"{target} is there already; `mailbot templates diff {name}` shows what it changes.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    click.echo(f"made   {target}")


def _signatory(settings: Settings) -> Signatory:
    card = settings.firm.signature
    return Signatory(name=card.name or settings.firm.name, title=card.title)
