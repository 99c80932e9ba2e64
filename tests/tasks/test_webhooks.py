"""Programs that are told what happens: once per event, signed, again until they thank, never from the inside."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.config.load import load
from mailbot.core.announcing import BACK_OFF_MINUTES, TYPES, next_attempt
from mailbot.core.errors import ConfigError, Refused, TryLater, UserError
from mailbot.core.hold import HoldKind
from mailbot.outbound.webhook import Hook, is_public, post
from mailbot.store import announcements
from mailbot.store.program_tables import AnnouncementRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.jobs import JOBS
from mailbot.tasks.sending.announce import announce
from tests.firm import ASSISTANT, CONFIG, Firm

SECRET = "a secret of some length, for tests"
HOOKS = """webhooks:
  - {name: Factures, url: 'https://factures.example/m', secret_file: hook.key, events: [dispute.opened, hold.set]}
  - {name: Tout, url: 'https://tout.example/m', secret_file: hook.key}
"""
CLAIRE = Decider(email=ASSISTANT, via="admin")


@dataclass
class Listeners:
    """Programs that listen: what each was told, and what it answers (its statuses, the last for ever)."""

    answers: dict[str, list[int | Exception]] = field(default_factory=dict)
    heard: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    def __call__(self, hook: Hook, body: bytes, headers: Mapping[str, str]) -> int:
        """As the real way out."""
        host = hook.url.split("/")[2].partition(".")[0]
        self.heard.append((host, body, dict(headers)))
        answers = self.answers.get(host, [204])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def told(self, host: str) -> list[dict[str, object]]:
        """The announcements that one heard."""
        return [json.loads(body) for name, body, _ in self.heard if name == host]


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    """A firm that tells two programs; one client with an invoice."""
    (tmp_path / "firm").mkdir()
    (tmp_path / "firm" / "hook.key").write_text(SECRET + "\n")
    firm = Firm(tmp_path / "firm", CONFIG + HOOKS)
    firm.has_client()
    firm.has_invoice()
    return firm


def disputes(firm: Firm, kind: HoldKind = HoldKind.DISPUTE) -> None:
    """Somebody notes a dispute of the client's."""
    with firm.office.books.write() as session:
        set_hold(session, firm.office, HoldOrder(client_id=1, kind=kind, reason="contesté : secret"), CLAIRE, firm.now)


def rows(firm: Firm) -> list[AnnouncementRow]:
    """Every announcement, in order."""
    with firm.office.books.read() as session:
        return announcements.newest(session, 1000)[::-1]


def test_each_program_is_told_of_what_it_asked_for_once(firm: Firm) -> None:
    listeners = Listeners()
    disputes(firm)
    report = announce(firm.office, firm.now, listeners)
    assert (report.told, report.later, report.given_up) == (2, 0, 0)
    (said,) = listeners.told("factures")
    assert said["type"] == "dispute.opened" and said["timestamp"] == firm.now.isoformat()
    assert said["data"]["client"] == "C1" and set(said["data"]) == {"client", "event"}
    assert "secret" not in str(listeners.told("factures")), "what was said is asked of the API"
    announce(firm.office, firm.now + timedelta(days=1), listeners)
    assert len(listeners.heard) == 2


def test_an_announcement_is_signed_as_the_standard_says(firm: Firm) -> None:
    listeners = Listeners()
    disputes(firm)
    announce(firm.office, firm.now, listeners)
    _, body, headers = listeners.heard[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert headers["webhook-timestamp"] == str(int(firm.now.timestamp()))


def test_what_is_undone_with_its_transaction_is_never_told(firm: Firm) -> None:
    with pytest.raises(Refused), firm.office.books.write() as session:
        order = HoldOrder(client_id=1, kind=HoldKind.DISPUTE, reason="contesté")
        set_hold(session, firm.office, order, CLAIRE, firm.now)
        raise Refused("Non.")
    assert rows(firm) == []


def test_who_does_not_answer_is_asked_again_and_keeps_nobody_else_waiting(firm: Firm) -> None:
    listeners = Listeners({"factures": [TryLater("silence"), 500, 302, 200]})
    disputes(firm)
    disputes(firm, HoldKind.HOLD)
    waits, at = [], firm.now
    for minutes in (0, 1, 5, 30):
        at += timedelta(minutes=minutes)
        announce(firm.office, at, listeners)
        waits.append(len(listeners.told("factures")))
    assert len(listeners.told("tout")) == 2
    assert waits[0] == 1, "after one failure the rest waits for the next turn"
    assert {(row.status, row.subscriber) for row in rows(firm)} == {("told", "Factures"), ("told", "Tout")}
    first = [json.loads(body)["type"] for name, body, _ in listeners.heard if name == "factures"]
    identities = {headers["webhook-id"] for name, _, headers in listeners.heard if name == "factures"}
    assert set(first) == {"dispute.opened", "hold.set"} and len(identities) == 2, "each keeps its identity"


def test_what_is_never_taken_is_given_up_and_can_be_told_again(firm: Firm) -> None:
    listeners = Listeners({"factures": [500]})
    disputes(firm)
    at = firm.now
    for minutes in (0, *BACK_OFF_MINUTES):
        at += timedelta(minutes=minutes)
        announce(firm.office, at, listeners)
    lost = next(row for row in rows(firm) if row.subscriber == "Factures")
    assert (lost.status, lost.attempts, lost.error) == ("given_up", len(BACK_OFF_MINUTES) + 1, "HTTP 500")
    with firm.office.books.write() as session:
        assert announcements.again(session, "Factures", at) == 1
    assert announce(firm.office, at, Listeners()).told == 1
    with firm.office.books.write() as session:
        assert announcements.forget_before(session, at + timedelta(days=40)) == 2


def test_a_program_that_is_gone_for_good_is_not_asked_again(firm: Firm) -> None:
    disputes(firm)
    assert announce(firm.office, firm.now, Listeners({"factures": [410]})).given_up == 1


def test_nothing_is_told_unless_it_is_configured(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm")
    firm.has_client()
    disputes(firm)
    assert rows(firm) == []
    assert announce(firm.office, firm.now, Listeners()).told == 0


def test_a_day_of_the_firm_tells_what_happened(firm: Firm) -> None:
    firm.at("2026-11-16T07:45").tick()
    firm.at("2026-11-16T09:00").bank_writes("1200,00", "DUPONT BATIMENT", "F-2026-0042")
    listeners = Listeners()
    for job in JOBS:
        if job.name != "webhooks":
            job.work(firm.office, firm.now)
    announce(firm.office, firm.now, listeners)
    told = [one["type"] for one in listeners.told("tout")]
    assert {"batch.waiting", "payment.recorded", "payment.placed"} <= set(told) <= set(TYPES)


def test_back_off_ends(firm: Firm) -> None:
    now = datetime(2026, 11, 2, tzinfo=UTC)
    waits = [next_attempt(number, now) for number in range(1, len(BACK_OFF_MINUTES) + 2)]
    assert waits[-1] is None and all(one is not None and one > now for one in waits[:-1])


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("{name: a, url: 'http://x.example/', secret_file: hook.key}", "https://"),
        ("{name: a, url: 'ftp://x.example/', secret_file: hook.key, private_addresses: true}", "https://"),
        ("{name: a, url: 'https://u:p@x.example/', secret_file: hook.key}", "holds a password"),
        ("{name: a, url: 'https://x.example/', secret_file: hook.key, events: [nothing]}", "nothing is not known"),
        ("{name: a, url: 'https://x.example/'}", "is missing"),
        ("{name: a, url: 'https://x.example/', secret_file: short.key}", "too short"),
    ],
)
def test_a_webhook_that_cannot_be_right_is_refused_when_the_program_starts(
    tmp_path: Path, hook: str, said: str
) -> None:
    for name, text in (("hook.key", SECRET), ("short.key", "short"), ("secret.key", "k" * 48)):
        (tmp_path / name).write_text(text)
    (tmp_path / "config.yaml").write_text(CONFIG + f"webhooks: [{hook}]\n")
    with pytest.raises(ConfigError, match=said):
        load(tmp_path / "config.yaml")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("127.0.0.1", False), ("::1", False),
        ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:93.184.216.34", True), ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
        ("64:ff9b::5db8:d822", True), ("224.0.0.1", False), ("ff02::1", False), ("255.255.255.255", False),
        ("198.18.0.1", False), ("2001:db8::1", False), ("240.0.0.1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_of_the_open_internet(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:169.254.169.254"]])
def test_a_name_that_leads_inside_is_never_spoken_to(found: list[str]) -> None:
    with pytest.raises(UserError, match="private_addresses"):
        post(Hook(url="https://factures.example/"), b"{}", {}, lambda name, port: found)


class _Ear(http.server.BaseHTTPRequestHandler):
    heard: list[tuple[str, str, bytes]] = []
    status = 204

    def do_POST(self) -> None:
        """Hear, and answer with a way elsewhere that nobody follows."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((self.path, self.headers["Host"], body))
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def ear() -> Iterator[int]:
    """A program on this machine; its port."""
    _Ear.heard = []
    server = http.server.HTTPServer(("127.0.0.1", 0), _Ear)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("status", [204, 302, 500])
def test_a_private_program_is_spoken_to_where_that_is_said_and_nothing_is_followed(ear: int, status: int) -> None:
    _Ear.status = status
    hook = Hook(url=f"http://factures.example:{ear}/in?x=1", private=True)
    assert post(hook, b"{}", {"X": "y"}, lambda name, port: ["127.0.0.1"]) == status
    assert _Ear.heard == [("/in?x=1", f"factures.example:{ear}", b"{}")]


def test_nobody_there_is_later(ear: int) -> None:
    with pytest.raises(TryLater, match="does not answer"):
        post(Hook(url="http://x.example:1/", private=True), b"", {}, lambda name, port: ["127.0.0.1"])
    with pytest.raises(TryLater, match="does not answer"):
        post(Hook(url=f"https://x.example:{ear}/", private=True), b"", {}, lambda name, port: ["127.0.0.1"])
    with pytest.raises(TryLater, match="is not found"):
        post(Hook(url="https://nobody.invalid/"), b"", {})
