"""Login by tokens: renewed in time, kept safely, tried once more, and said in one sentence when a person is needed."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from mailbot.__main__ import program
from mailbot.config.schema import OAuth2
from mailbot.core.errors import MailbotError, TryLater, UserError
from mailbot.inbound.imap import ImapMailbox
from mailbot.oauth import token_file
from mailbot.oauth.access import MARGIN, AccessToken
from mailbot.oauth.grant import Application, asked, granted, renewed
from mailbot.oauth.provider import REDIRECT, provider
from mailbot.outbound.smtp import SmtpSender
from tests.edges.making import BOT, a_mail, imap_settings, send, smtp_settings
from tests.firm import CONFIG
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot, Variant
from tests.servers.faulty_smtp import FaultySmtp
from tests.servers.postfix import Postfix
from tests.servers.token_service import MECHANISMS, TokenService

CONSENT_PAGE = "https://login.test.example/authorize"
APPLICATION = Application(client_id="app-1", secret="hush")


@pytest.fixture
def service() -> Iterator[TokenService]:
    with TokenService() as running:
        running.refresh["first"] = BOT
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "refresh.token"
    token_file.write(path, "first")
    return path


class Hours:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def custom(service: TokenService) -> OAuth2:
    return OAuth2(provider="custom", client_id="app-1", token_url=service.url, authorize_url=CONSENT_PAGE)


def token(service: TokenService, file: Path, clock: Callable[[], float] | None = None) -> AccessToken:
    who = provider(custom(service))
    return AccessToken(who, APPLICATION, file, clock) if clock else AccessToken(who, APPLICATION, file)


def test_a_token_is_asked_for_once_and_used_until_shortly_before_its_end(service: TokenService, file: Path) -> None:
    clock = Hours()
    access = token(service, file, clock)
    assert [access.secret(), access.secret()] == ["access-1", "access-1"]

    clock.seconds = 3600 - MARGIN - 1
    assert access.secret() == "access-1"

    clock.seconds = 3600 - MARGIN
    assert access.secret() == "access-2"
    assert [form["grant_type"] for form in service.asked] == ["refresh_token"] * 2


def test_the_form_names_the_application_and_proves_it(service: TokenService, file: Path) -> None:
    token(service, file).secret()

    (form,) = service.asked
    assert form == {
        "grant_type": "refresh_token", "refresh_token": "first", "client_id": "app-1", "client_secret": "hush",
    }  # fmt: skip


def test_a_renewed_refresh_token_is_kept_for_its_owner_only(service: TokenService, file: Path) -> None:
    file.chmod(0o644)
    token(service, file).secret()

    assert token_file.read(file) == "refresh-1"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {path.name for path in file.parent.iterdir()} == {"refresh.token", ".refresh.token.lock"}
    assert token(service, file).secret() == "access-2"  # another process goes on from it


def test_a_refresh_token_that_stays_good_stays_where_it_is(service: TokenService, file: Path) -> None:
    service.rotates = False
    access = token(service, file)

    assert access.another(access.secret()) == "access-2"
    assert token_file.read(file) == "first"


def test_several_at_once_never_use_a_refresh_token_twice(service: TokenService, file: Path) -> None:
    failed: list[Exception] = []

    def work() -> None:
        try:
            token(service, file).secret()
        except MailbotError as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len({form["refresh_token"] for form in service.asked}) == 6


REFUSALS = (
    ("invalid_grant", "AADSTS70008: expired.\r\nTrace ID: 1", UserError, "run `mailbot authorize` and sign in as the"),
    ("interaction_required", "AADSTS50076: multi-factor", UserError, "run `mailbot authorize`"),
    ("invalid_client", "AADSTS7000222: secret expired", UserError, "client_id and its secret, which may have expired"),
    ("unauthorized_client", "", UserError, "check mailbox.oauth2.client_id"),
    ("invalid_scope", "no such right", UserError, "check mailbox.oauth2"),
    ("something_new", "", UserError, "something_new"),
    ("temporarily_unavailable", "", TryLater, "no tokens for now"),
)


@pytest.mark.parametrize(("code", "words", "kind", "said"), REFUSALS)
def test_a_refusal_is_one_sentence_that_says_what_to_do(
    service: TokenService, file: Path, code: str, words: str, kind: type[Exception], said: str
) -> None:
    service.says = {"error": code, "error_description": words}

    with pytest.raises(kind, match=said) as caught:
        token(service, file).secret()

    assert "Trace ID" not in str(caught.value) and "\n" not in str(caught.value)
    assert token_file.read(file) == "first"


def test_a_service_that_is_down_or_away_is_for_later(service: TokenService, file: Path) -> None:
    service.down = True
    with pytest.raises(TryLater, match="HTTP 503"):
        token(service, file).secret()

    settings = OAuth2(provider="custom", client_id="x", token_url="http://127.0.0.1:9/token")
    with pytest.raises(TryLater, match="cannot be reached"):
        AccessToken(provider(settings), APPLICATION, file).secret()


def test_without_a_consent_a_person_is_told_how_to_give_it(service: TokenService, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="run `mailbot authorize`"):
        token(service, tmp_path / "nothing").secret()


def test_what_is_no_token_service_is_for_a_person(dovecot: Dovecot, file: Path) -> None:
    settings = OAuth2(provider="custom", client_id="x", token_url=f"http://127.0.0.1:{dovecot.imap_port}/token")
    with pytest.raises(MailbotError):
        renewed(provider(settings), APPLICATION, "first")


@pytest.mark.parametrize(
    ("name", "token_url", "scope"),
    [
        ("microsoft", "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token", "offline_access"),
        ("google", "https://oauth2.googleapis.com/token", "https://mail.google.com/"),
    ],
)
def test_the_big_providers_are_known(name: str, token_url: str, scope: str) -> None:
    who = provider(OAuth2.model_validate({"provider": name, "client_id": "app-1", "tenant": "contoso.example"}))
    page = parse_qs(urlsplit(asked(who, APPLICATION).page).query)

    assert who.token_url == token_url
    assert scope in page["scope"][0].split()
    assert page["redirect_uri"] == [REDIRECT] and page["code_challenge_method"] == ["S256"]
    assert (page.get("access_type"), page.get("prompt")) == (
        (["offline"], ["consent"]) if name == "google" else (None, None)
    )


def test_a_consent_becomes_tokens_and_only_its_own_answer_counts(service: TokenService) -> None:
    who = provider(custom(service))
    consent = asked(who, APPLICATION)
    page = parse_qs(urlsplit(consent.page).query)
    code = service.consented(BOT, page["code_challenge"][0])

    refused = f"{REDIRECT}/?error=access_denied&state={consent.state}"
    for forged in (f"{REDIRECT}/?code={code}&state=other", refused, "x"):
        with pytest.raises(UserError, match="begin again"):
            granted(who, APPLICATION, consent, forged)
    tokens = granted(who, APPLICATION, consent, f"{REDIRECT}/?code={code}&state={consent.state}")

    assert (tokens.access, tokens.refresh) == ("access-1", "refresh-1")


@pytest.fixture
def post_office(authority: Authority, service: TokenService) -> Iterator[tuple[Dovecot, Postfix]]:
    """Dovecot asks the token service whom a token lets in; Postfix asks Dovecot."""
    variant = Variant(extra_passdb=service.passdb, mechanisms=MECHANISMS)
    with Dovecot(authority, variant, [BOT]) as dovecot, Postfix(dovecot) as postfix:
        yield dovecot, postfix


def test_mail_comes_in_and_goes_out_with_one_token(
    post_office: tuple[Dovecot, Postfix], service: TokenService, file: Path
) -> None:
    dovecot, postfix = post_office
    access = token(service, file)
    dovecot.deliver(BOT, a_mail())
    box = ImapMailbox(imap_settings(dovecot, BOT, auth="oauth2"), access)
    sender = SmtpSender(smtp_settings(postfix.port, postfix.authority, auth="oauth2", user=BOT), BOT, access)

    assert len(list(box.new_messages("INBOX"))) == 1
    assert send(sender, BOT).status == "sent"
    assert len(service.asked) == 1
    box.close()
    sender.close()


def test_a_token_withdrawn_before_its_time_is_renewed_once_for_mail_in_and_out(
    post_office: tuple[Dovecot, Postfix], service: TokenService, file: Path
) -> None:
    dovecot, postfix = post_office
    access = token(service, file)
    sender = SmtpSender(smtp_settings(postfix.port, postfix.authority, auth="oauth2", user=BOT), BOT, access)
    del service.tokens[access.secret()]
    ImapMailbox(imap_settings(dovecot, BOT, auth="oauth2"), access).close()
    assert len(service.asked) == 2

    del service.tokens[access.secret()]
    assert send(sender, BOT).status == "sent"
    assert len(service.asked) == 3


def test_a_token_for_another_mailbox_is_refused_after_one_more_try(
    post_office: tuple[Dovecot, Postfix], service: TokenService, file: Path
) -> None:
    service.refresh["first"] = "else@test.example"
    access = token(service, file)

    with pytest.raises(UserError, match="the mailbox does not take it"):
        ImapMailbox(imap_settings(post_office[0], BOT, auth="oauth2"), access)
    assert len(service.asked) == 2


def test_without_a_token_nothing_is_sent_and_the_reason_is_kept(
    authority: Authority, service: TokenService, file: Path
) -> None:
    service.says = {"error": "invalid_grant"}
    with FaultySmtp(authority, tokens={"bot": "good"}) as server:
        sender = SmtpSender(smtp_settings(server.port, authority, auth="oauth2"), BOT, token(service, file))

        outcome = send(sender)

    assert (outcome.status, outcome.blocked) == ("temporary", True)
    assert "run `mailbot authorize`" in outcome.answer
    assert server.mails == []


def write_config(folder: Path, dovecot: Dovecot, postfix: Postfix, service: TokenService) -> None:
    server = f"host: localhost, ca_file: {dovecot.authority.pem}, auth: oauth2"
    oauth2 = f"{{provider: custom, client_id: app-1, token_url: '{service.url}', authorize_url: '{CONSENT_PAGE}'}}"
    mail = (
        f"kind: imap, imap: {{{server}, port: {dovecot.imaps_port}}}, smtp: {{{server}, port: {postfix.port}}}, "
        f"oauth2: {oauth2}"
    )
    config = CONFIG.replace("recouvrement@etude.example", BOT).replace("kind: maildir, transport: maildir", mail)
    (folder / "config.yaml").write_text(config)
    (folder / "secret.key").write_text("k" * 48)


def mailbot(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(program(), ["--config", str(folder / "config.yaml"), *arguments], prog_name="mailbot")
    return str(result.output)


def consent_in_a_terminal(folder: Path, service: TokenService) -> str:
    """A person opens the page that the command shows, consents, and pastes the address where the browser ended."""
    command = [sys.executable, "-m", "mailbot", "--config", str(folder / "config.yaml"), "authorize"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True)
    assert process.stdin is not None and process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("https://"):
            page = parse_qs(urlsplit(line.strip()).query)
            code = service.consented(BOT, page["code_challenge"][0])
            process.stdin.write(f"{REDIRECT}/?code={code}&state={page['state'][0]}\n")
            process.stdin.close()
    process.wait(30)
    return said


def test_from_the_consent_to_a_check_that_says_the_mailbox_opens(
    post_office: tuple[Dovecot, Postfix], service: TokenService, tmp_path: Path
) -> None:
    dovecot, postfix = post_office
    write_config(tmp_path, dovecot, postfix, service)
    assert "holds no consent yet: run `mailbot authorize`" in mailbot(tmp_path, "check")

    assert "Kept in" in consent_in_a_terminal(tmp_path, service)

    said = mailbot(tmp_path, "check")
    assert "localhost lets bot@test.example in by a token of custom" in said
    assert "localhost takes mail by a token of custom" in said
    service.refresh.clear()
    assert "run `mailbot authorize` and sign in as the mailbox" in mailbot(tmp_path, "check")
