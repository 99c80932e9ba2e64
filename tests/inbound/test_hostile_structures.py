"""Mails of a realistic but odd structure, made at random: parts in parts, charsets that lie, fields that repeat."""

from __future__ import annotations

import base64
import json
import quopri

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.inbound.bounces import read_bounces
from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.parse import parse
from tests.inbound.letters import a_firm

SENTENCES = (
    "Bonjour,", "Je conteste la facture F-2026-0042.", "Je paierai 1 234,56 € le 31/10.", "Cordialement,", "-- ",
    "> Madame,",
    "Le mar. 6 oct. 2026 à 08:00, Étude <relances@etude.example> a écrit :", "Envoyé de mon iPhone", "De : Étude",
    "Objet : x",
    "-----Message d'origine-----", "<compta@client.example>: 550 5.1.1 User unknown",
    "Je suis absent jusqu'au 16 octobre.",
    "OK sauf 3", "STOP", "LITIGE", "PS : déjà payé.", "Virement reçu 12,00 EUR de DUPONT", "", "\u200b\ufeff",
    "a" * 400, "\x0b\x1c\x85",
)  # fmt: skip
CHARSETS = (
    "utf-8",
    "iso-8859-1",
    "windows-1252",
    "us-ascii",
    "utf-16",
    "utf-7",
    "x-unknown",
    "rot13",
    "",
    '"utf-8',
    "cp932",
)
SENDERS = (
    "Jean Petit <j.petit@client.example>", '"Petit, Jean" <j@client.example>', "MAILER-DAEMON@mx.example", "",
    "a@b, c@d",
    "=?utf-8?q?=C3=89?= <h.vallier@etude.example>", "avis@banque-rhone.example", "relances@etude.example", "<>",
    "x" * 300,
    "=?utf-8?b?////?=", "j.petit@client.example (Jean", "Jean <j@[192.0.2.1]>", "étude@é.example",
)  # fmt: skip
FIELDS = (
    "Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <x>", "Return-Path: <>",
    "X-Failed-Recipients: a@b.example",
    "In-Reply-To: <rem-abcdefgh@etude.example>", "References: <dig-abcdefgh@etude.example> <x",
    "Date: Tue, 06 Oct 2026 09:00:00",
    "Date: garbage", "Date: Tue, 06 Oct 2026 09:00:00 +9999", "Subject: Undelivered Mail Returned to Sender",
    "Subject:",
    "Subject: =?x?Q?=?=", "Subject: Re: Rappel [#rabcdefgh2345]", "To: relances+dabcdefgh2345@etude.example",
    "To: undisclosed-recipients:;",
    "Authentication-Results: mx.etude.example; dkim=pass header.d=etude.example",
    "Authentication-Results: mx.etude.example (((",
    "Content-Type: text/plain", "X-Spam-Flag: YES", "DKIM-Signature: v=1; a=rsa-sha256; b=", "MIME-Version: 1.0 (x",
    "Message-ID: x",
)  # fmt: skip
KINDS = ("text/plain", "text/html", "text/enriched", "text/calendar", "application/pdf", "message/rfc822",
"message/delivery-status",
         "application/ms-tnef", "image/png", "text", "multipart/mixed", "x/y; x",
         "TEXT/PLAIN; format=flowed")  # fmt: skip


@st.composite
def leaves(draw):
    """One part: text in some charset and encoding, both perhaps wrongly declared."""
    text = "\n".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=8)))
    kind, charset = draw(st.sampled_from(KINDS)), draw(st.sampled_from(CHARSETS))
    if kind == "text/html":
        text = draw(st.sampled_from(("<p>{}</p>", "<blockquote>{}", "<table><tr><td>{}</table>", "{}"))).format(text)
    body = text.encode(draw(st.sampled_from(("utf-8", "cp1252", "utf-16-le", "utf-7"))), "replace")
    encoding = draw(st.sampled_from(("7bit", "base64", "quoted-printable", "x-uuencode", "binary", "")))
    if draw(st.booleans()):
        body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(body)
    name = draw(
        st.sampled_from(
            ("", "; name=a.pdf", "; name*=utf-8''%C3%A9.xml", '; name="winmail.dat"', "; name==?utf-8?q?a?=")
        )
    )
    head = f"Content-Type: {kind}; charset={charset}{name}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    return head.encode() + b"\r\n" + body


def _wrapped(inner):
    """Parts around parts: mixed, alternative, a report, with or without an end."""
    return st.builds(
        lambda kind, parts, ends, boundary: (
            f"Content-Type: multipart/{kind}; boundary={boundary}\r\n\r\n".encode()
            + b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
            + (b"--" + boundary.encode() + b"--\r\n" if ends else b"")
        ),
        st.sampled_from(("mixed", "alternative", "related", "report; report-type=delivery-status", "signed",
                         "report; report-type=disposition-notification", "x")),
        st.lists(inner, max_size=4), st.booleans(), st.sampled_from(("a", "b", "aa", '"c d"')),
    )  # fmt: skip


PARTS = st.recursive(leaves(), _wrapped, max_leaves=10)


@st.composite
def odd_mails(draw):
    """Header fields in any number and order above parts in parts."""
    fields = [f"From: {draw(st.sampled_from(SENDERS))}", *draw(st.lists(st.sampled_from(FIELDS), max_size=8))]
    line = draw(st.sampled_from((b"\r\n", b"\n", b"\r")))
    head = "\r\n".join(draw(st.permutations(fields))).encode("utf-8", "replace") + b"\r\n"
    return (head + draw(PARTS)).replace(b"\r\n", line)


@settings(max_examples=250, deadline=1_500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(odd_mails())
def test_a_mail_of_any_structure_is_understood(raw):
    mail = parse(raw)
    said = json.dumps(as_json(understand(mail, a_firm()), "x.eml"), ensure_ascii=False)
    assert json.loads(said.encode())["kind"]
    read_bounces(mail)
    for attachment in mail.attachments:
        assert "/" not in attachment.name
        assert "\x00" not in attachment.name


@settings(max_examples=100, deadline=None)
@given(odd_mails())
def test_the_same_bytes_are_always_understood_alike(raw):
    first, second = (as_json(understand(parse(raw), a_firm()), "x.eml") for _ in range(2))
    assert first == second
