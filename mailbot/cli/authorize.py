"""`mailbot authorize`: a person signs in as the mailbox and consents; the consent is kept in a file."""

from __future__ import annotations

import click

from mailbot.cli.shell import Shell, pass_shell
from mailbot.config.secrets import by_tokens
from mailbot.core.errors import UserError
from mailbot.oauth import token_file
from mailbot.oauth.grant import asked, granted
from mailbot.oauth.provider import provider
from mailbot.wiring import application


@click.command()
@click.option("--print-only", is_flag=True, help="Only print the page to open; ask for nothing.")
@pass_shell
def authorize(shell: Shell, print_only: bool) -> int:
    """Consent, at Microsoft or Google, that Mailbot reads and sends for the mailbox."""
    settings = shell.settings_without_secrets
    mailbox = settings.mailbox
    if not any(by_tokens(mailbox, auth) for auth in (mailbox.imap.auth, mailbox.smtp.auth)):
        raise UserError("Write mailbox.oauth2.client_id, and auth: oauth2 in mailbox.imap and mailbox.smtp, first.")
    who, registered = provider(mailbox.oauth2), application(settings)
    consent = asked(who, registered)
    click.echo(f"1. Open this page and sign in as {mailbox.address}:\n\n{consent.page}\n")
    if print_only:
        return 0
    click.echo("2. When you have consented, the browser shows an error page: its address begins with http://localhost.")
    landed = click.prompt("   Paste that whole address here", hide_input=False)
    tokens = granted(who, registered, consent, landed)
    if not tokens.refresh:
        raise UserError(f"{who.name} gave no lasting consent: ask for offline access in mailbox.oauth2.scopes.")
    with token_file.locked(mailbox.oauth2.refresh_token_file):
        token_file.write(mailbox.oauth2.refresh_token_file, tokens.refresh)
    click.echo(f"Kept in {mailbox.oauth2.refresh_token_file}. `mailbot check` shows whether the mailbox opens.")
    return 0
