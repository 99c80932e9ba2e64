"""`mailbot explain FILE… [--json]`: how messages would be understood. Writes nothing, decides nothing.

`mailbot explain --learned [--out FOLDER]`: the messages that people corrected, as labelled examples.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.config.schema import Settings
from mailbot.config.secrets import secret
from mailbot.core.errors import UserError
from mailbot.inbound.dns_keys import DnsKeys
from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.firm import firm_facts
from mailbot.inbound.parse import MAX_BYTES, Mail, parse
from mailbot.store.session import open_books
from mailbot.tasks.correcting.learned_examples import examples
from mailbot.tasks.reading.check_signature import own_check
from mailbot.tasks.reading.ledger_numbers import ledger_numbers

_SQLITE = "sqlite:///"
_SHOWN = 60  # lines of one value that people are shown
_NOTICE = """\
These are messages of real people: names, addresses, debts, perhaps illness or hardship. They may be used to measure how
well this firm's own mail is understood, for as long as that takes, by whoever may read the mailbox. Do not publish them
or hand them on; delete them afterwards, and when one of these people asks for it (GDPR art. 5, 6(1)(f), 17).
Ce sont des messages de vraies personnes : ils servent à mesurer la lecture de ce courrier, rien d'autre. Ne les
diffusez pas ; supprimez-les ensuite, et dès qu'une de ces personnes le demande (RGPD, art. 5, 6.1 f et 17).
"""


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_lines", is_flag=True, help="One JSON object per file, on one line.")
@click.option("--ask-dns", is_flag=True, help="Check signatures too, as mailbox.verify_dkim does (asks the DNS).")
@click.option("--learned", is_flag=True, help="Instead: the messages that people corrected, as labelled examples.")
@click.option("--confirmed", is_flag=True, help="With --learned: those that a person found rightly understood as well.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="With --learned: write the messages and truth.jsonl there.",
)  # fmt: skip
@pass_shell
def explain(shell: Shell, /, files: tuple[Path, ...], as_lines: bool, learned: bool, **options: Any) -> int:
    """Say how messages (.eml files) would be understood, and why. Writes nothing."""
    if learned:
        return _learned(shell, options["out"], confirmed_too=options["confirmed"])
    if not files:
        raise click.UsageError("Name at least one file, or --learned")
    settings = shell.settings_without_secrets
    firm = firm_facts(settings, _numbers(settings))
    find_key = DnsKeys() if options["ask_dns"] else None
    unread = 0
    for file in files:
        try:
            raw = _beginning(file)
        except OSError as error:
            click.echo(f"{file}: cannot be read ({error.strerror}).", err=True)
            unread += 1
            continue
        mail = parse(raw)
        _warn(file, raw, mail)
        said = as_json(understand(mail, firm, own_check(find_key, raw, mail, firm)), file.name)
        click.echo(json.dumps(said, ensure_ascii=False) if as_lines else _for_people(said))
    return 1 if unread else 0


def _beginning(file: Path) -> bytes:
    """As much of a file as is ever read of a message, and one byte to tell that there is more."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _warn(file: Path, raw: bytes, mail: Mail) -> None:
    """What is no message is read all the same, as the mailbox would; but whoever named the wrong file is told."""
    if not raw:
        click.echo(f"{file}: is empty, there is no message in it.", err=True)
    elif not (mail.from_address or mail.date or mail.subject or mail.message_id):
        click.echo(f"{file}: does not look like a message (no From, Date, Subject or Message-ID).", err=True)
    elif len(raw) > MAX_BYTES:
        click.echo(f"{file}: only its first {MAX_BYTES // 1_000_000} MB were read.", err=True)


def _learned(shell: Shell, out: Path | None, *, confirmed_too: bool) -> int:
    """Without a folder only the labels are printed; the messages themselves stay where they are."""
    if out is not None:
        _make(out)
    lines = []
    with shell.office.books.read() as session:
        for one in examples(session, shell.office, confirmed_too=confirmed_too):
            line = json.dumps(one.label, ensure_ascii=False)
            if out is None:
                click.echo(line)
                continue
            (out / one.name).write_bytes(one.raw)
            lines.append(line)
    if out is not None:
        (out / "truth.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        click.echo(f"{len(lines)} messages and truth.jsonl written to {out}")
    click.echo(_NOTICE.rstrip(), err=True)
    return 0


def _make(out: Path) -> None:
    """The folder, for its owner's eyes only, with a word on what lies in it."""
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        (out / "NOTICE.txt").write_text(_NOTICE, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}); name another folder with --out.") from error


def _numbers(settings: Settings) -> Callable[[str], str | None]:
    """The ledger's invoice numbers, where there is a ledger."""
    database = settings.database
    if database.url.startswith(_SQLITE) and not Path(database.url.removeprefix(_SQLITE)).is_file():
        return lambda written: None
    books = open_books(database.url, secret(database.password_env, database.password_file))
    try:
        return ledger_numbers(books)
    finally:
        books.close()


def _for_people(said: Mapping[str, Any]) -> str:
    lines = [click.style(str(said["file"]), bold=True)]
    for name, value in said.items():
        if name != "file" and value not in (None, "", [], {}):
            shown = list(islice(_lines(value), _SHOWN + 1))
            if len(shown) > _SHOWN:
                shown[_SHOWN] = "… (more: --json)"
            lines.append(f"  {name.replace('_', ' '):<12}{shown[0]}")
            lines.extend(f"  {'':<12}{line}".rstrip() for line in shown[1:])
    return "\n".join(lines)


def _lines(value: object) -> Iterator[str]:
    """A value as lines: an entry of a list each, a group of facts on one. Nothing in it gives the terminal an
    order."""
    if isinstance(value, list):
        for item in value:
            yield from _lines(item)
    elif isinstance(value, Mapping) and "sentence" in value:
        yield _harmless(f"{value.get('intent')}: « {value['sentence']} » ({value.get('why')})")
    elif isinstance(value, Mapping):
        yield _harmless(", ".join(f"{name} {item}" for name, item in value.items() if item not in (None, "", [], {})))
    else:
        yield from (_harmless(line) for line in str(value).splitlines() or [""])


def _harmless(line: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\t" else "\N{REPLACEMENT CHARACTER}" for sign in line)
