"""A signature that we check ourselves: what it must be for money or an order to hang on it."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.errors import TryLater
from mailbot.inbound.authenticity import Checked, organisations, prove, worth_checking
from mailbot.inbound.dkim_check import check
from mailbot.inbound.dns_keys import DnsKeys
from mailbot.inbound.explain import understand
from mailbot.inbound.parse import parse
from mailbot.tasks.desk.reasons import told
from tests.inbound.letters import MX, a_firm, raw
from tests.servers.name_server import NameServer

BANK = "banque-rhone.example"
FROM = f"Banque <avis@{BANK}>"
TEXT = "Virement reçu : 100,00 EUR\n"
HEADERS = (b"from", b"to", b"subject", b"date", b"message-id", b"content-type")
Records = dict[str, bytes]

# A pair of 512 bits: made for this test, since no library makes one any more.
SHORT_PUBLIC = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANOx2MyvmCn4QPIhZojv52RRMfwfJJPYFdx9ofoAHsqk9+gIvE+A6w9C4cHHqDK5"
    "ZmJ8V22OijSOC3vqlPZ/q58CAwEAAQ=="
)
SHORT_PRIVATE = (
    "MIIBOQIBAAJBANOx2MyvmCn4QPIhZojv52RRMfwfJJPYFdx9ofoAHsqk9+gIvE+A"
    "6w9C4cHHqDK5ZmJ8V22OijSOC3vqlPZ/q58CAwEAAQJAdUpJe4ciwMY6fa1B2UdK"
    "pktSbYV3x65m1maJUzGz3cQtWmxKKeyqsdTJoWFWFUNM+zhh2V0XyUzsRwWEku+b"
    "0QIhAOoSMiJqTd8wqyg/9u4khK9GqU06JffzSUSnoSgTDGenAiEA54b9xmbYyQex"
    "JPjhIuqAP9ubyXJL9eSKE3yMZ7esm0kCICXw4x1++7ZkzimNDLqXQsaifojdFxB0"
    "5/hv74huZgFbAiBHFTnq5P6f0d3ARS0SBD81293bnlzV9MGzs+SDn2++CQIgQ0cN"
    "sgODfq5YXzAXvIyQaQmfzYS2GRoeZN8JQehWrDE="
)


def a_key(records: Records, domain: str = BANK, *, selector: str = "s1", bits: int = 2048, more: str = "") -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    text = f"v=DKIM1; k=rsa; {more}p={base64.b64encode(public).decode()}"
    records[f"{selector}._domainkey.{domain}"] = text.encode()
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )


def signed(key: bytes, message: bytes = b"", domain: str = BANK, **how: object) -> bytes:
    message = message or raw(TEXT, From=FROM)
    options = {"include_headers": list(HEADERS), "canonicalize": (b"relaxed", b"relaxed"), **how}
    return bytes(dkim.sign(message, b"s1", domain.encode(), key, **options)) + message


def genuine(records: Records) -> bytes:
    return signed(a_key(records))


def of_a_subdomain(records: Records) -> bytes:
    return signed(a_key(records, f"mail.{BANK}"), domain=f"mail.{BANK}")


def of_the_second_signature(records: Records) -> bytes:
    other = a_key(records, "mailer.example")
    return signed(other, signed(a_key(records)), domain="mailer.example")


def changed_text(records: Records) -> bytes:
    return genuine(records).replace(b"100,00", b"900,00")


def another_domain(records: Records) -> bytes:
    return signed(a_key(records, "mailer.example"), domain="mailer.example")


def look_alike(records: Records) -> bytes:
    return signed(a_key(records, f"evil{BANK}"), domain=f"evil{BANK}")


def public_suffix(records: Records) -> bytes:
    return signed(a_key(records, "co.uk"), raw(TEXT, From="avis@banque.co.uk"), domain="co.uk")


def only_the_beginning(records: Records) -> bytes:
    return signed(a_key(records), length=True) + b"Nouvel IBAN : FR00\r\n"


def subject_not_signed(records: Records) -> bytes:
    return signed(a_key(records), include_headers=[b"from", b"to", b"date"])


def short_key(records: Records) -> bytes:
    return signed(_short(records))


def _short(records: Records) -> bytes:
    records[f"s1._domainkey.{BANK}"] = f"v=DKIM1; k=rsa; p={SHORT_PUBLIC}".encode()
    kind = "RSA PRIVATE KEY"
    return f"-----BEGIN {kind}-----\n{SHORT_PRIVATE}\n-----END {kind}-----\n".encode()


def key_being_tried(records: Records) -> bytes:
    return signed(a_key(records, more="t=y; "))


def key_not_for_mail(records: Records) -> bytes:
    return signed(a_key(records, more="s=tlsrpt; "))


def key_not_for_subdomains(records: Records) -> bytes:
    return signed(a_key(records, more="t=s; "), identity=b"@sub." + BANK.encode())


def key_withdrawn(records: Records) -> bytes:
    message = genuine(records)
    records[f"s1._domainkey.{BANK}"] = b"v=DKIM1; p="
    return message


def key_missing(records: Records) -> bytes:
    message = genuine(records)
    records.clear()
    return message


def old_hash(records: Records) -> bytes:
    return signed(a_key(records), signature_algorithm=b"rsa-sha1")


def no_signature(records: Records) -> bytes:
    return raw(TEXT, From=FROM)


TABLE: tuple[tuple[Callable[[Records], bytes], bool | None, str], ...] = (
    (genuine, True, "dkim=pass"),
    (of_a_subdomain, True, "dkim=pass"),
    (of_the_second_signature, True, "dkim=pass"),
    (changed_text, False, "does not fit the message"),
    (another_domain, None, "no signature that is aligned"),
    (look_alike, None, "no signature that is aligned"),
    (public_suffix, None, "no signature that is aligned"),
    (only_the_beginning, False, "l="),
    (subject_not_signed, False, "does not cover subject"),
    (short_key, False, ""),
    (key_being_tried, False, "t=y"),
    (key_not_for_mail, False, "not for mail"),
    (key_not_for_subdomains, False, "not for subdomains"),
    (key_withdrawn, False, "withdrawn"),
    (key_missing, False, "not in the DNS"),
    (old_hash, False, "rsa-sha256"),
)


def read(message: bytes, records: Records, firm=None):
    mail, firm = parse(message), firm or a_firm()
    sender = mail.sender or ""
    found = check(message, sender.rpartition("@")[2], organisations(firm), records.get)
    return prove(mail, firm, found)


@pytest.mark.parametrize(("message", "verdict", "why"), TABLE, ids=lambda value: getattr(value, "__name__", ""))
def test_only_a_whole_signature_of_the_senders_domain_with_a_real_key_proves_it(message, verdict, why) -> None:
    records: Records = {}
    proof = read(message(records), records)

    assert proof.verdict is verdict, proof.why
    assert why in proof.why and "checked here" in proof.why
    assert all(word in told(proof.why, "fr") for word in ("vérifié", "ici"))


@pytest.mark.parametrize(
    "header", [f"{MX}; dkim=fail", "relay.example; dkim=pass header.d=banque-rhone.example", "; none"]
)
def test_our_own_check_never_outweighs_what_a_server_wrote(header: str) -> None:
    """One that we trust has the last word; where another wrote, nobody knows who it was."""
    records: Records = {}
    message = f"Authentication-Results: {header}\r\n".encode() + genuine(records)

    assert read(message, records).verdict is not True
    assert not worth_checking(parse(message), a_firm())


def test_a_second_subject_outside_the_signature_proves_nothing() -> None:
    records: Records = {}
    assert read(b"Subject: other\r\n" + genuine(records), records).verdict is False


def test_two_senders_prove_nothing() -> None:
    records: Records = {}
    message = b"From: x@evil.example\r\n" + genuine(records)
    assert prove(parse(message), a_firm(), Checked(verdict=True, domain=BANK)).verdict is False


@pytest.mark.parametrize(
    ("sender", "worth"),
    [(FROM, True), ("h.vallier@etude.example", True), ("x@etude.example", True), ("client@client.example", False),
     ("a@b.example, c@d.example", False)],
)  # fmt: skip
def test_keys_are_asked_for_only_where_something_hangs_on_it(sender: str, worth: bool) -> None:
    mail = parse(raw(TEXT, From=sender, DKIM_Signature="v=1; a=rsa-sha256; d=x"))
    assert worth_checking(mail, a_firm()) is worth


def test_a_silent_dns_leaves_it_open() -> None:
    records: Records = {}
    message = genuine(records)

    def silent(name: str) -> bytes | None:
        raise TryLater("the DNS does not answer")

    found = check(message, BANK, (BANK,), silent)
    assert (found.verdict, prove(parse(message), a_firm(), found).verdict) == (None, None)


def test_of_many_signatures_only_the_first_aligned_ones_are_looked_at() -> None:
    records: Records = {}
    asked: list[str] = []
    message = genuine(records)
    line = message[: message.index(b"From:")]
    many = b"".join(line.replace(b"s=s1", f"s=x{n}".encode()) for n in range(50)) + message

    found = check(many, BANK, (BANK,), lambda name: asked.append(name))

    assert len(asked) == 3 and found.verdict is False


def test_what_was_checked_is_said_with_the_message() -> None:
    records: Records = {}
    message = genuine(records)
    mail, firm = parse(message), a_firm()
    found = check(message, BANK, organisations(firm), records.get)

    assert understand(mail, firm).authentic is None
    said = understand(mail, firm, found)
    assert (said.authentic, said.authentic_why) == (True, f"dkim=pass for {BANK}, checked here")


@given(st.binary(max_size=300), st.binary(max_size=200))
def test_hostile_bytes_are_never_an_error(head: bytes, tags: bytes) -> None:
    message = head + b"\r\nDKIM-Signature: d=" + BANK.encode() + b"; " + tags + b"\r\nFrom: a@b\r\n\r\nx"
    assert check(message, BANK, (BANK,), lambda name: tags).verdict is not True


def test_the_dns_is_asked_for_exactly_the_key_and_its_pieces_are_joined() -> None:
    with NameServer({"s1._domainkey.a.example.": ['"v=DKIM1; p=AB" "CD"'], "two._domainkey.a.example.": ["a", "b"],
                     "none._domainkey.a.example.": []}) as server:  # fmt: skip
        keys = DnsKeys(server.resolver)

        assert keys("s1._domainkey.a.example") == b"v=DKIM1; p=ABCD"
        assert keys("unknown._domainkey.a.example") is None
        assert keys("none._domainkey.a.example") is None
        assert keys("two._domainkey.a.example") is None
        assert server.asked[0] == "s1._domainkey.a.example."


def test_a_dns_that_keeps_silent_is_asked_twice_and_then_left_in_peace_for_a_minute() -> None:
    now = [0.0]
    with NameServer({"s1._domainkey.a.example.": ["v=DKIM1"]}) as server:
        server.silent = True
        keys = DnsKeys(server.resolver, clock=lambda: now[0], patience=0.3)
        began = time.monotonic()
        for _ in range(10):
            with pytest.raises(TryLater, match="does not answer"):
                keys("s1._domainkey.a.example")
        assert time.monotonic() - began < 3

        server.silent, now[0] = False, 61.0
        assert keys("s1._domainkey.a.example") == b"v=DKIM1"
