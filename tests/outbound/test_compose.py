"""The exact bytes: read back by the standard library as they were meant, the same every time, not to be injected."""

import email
import re
from email import policy
from email.message import EmailMessage, MIMEPart

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.outbound.compose import compose
from tests.outbound.samples import NOW, an_outgoing, some_facts

PDF = b"%PDF-1.7 " + bytes(range(256)) * 300
LETTER = ("Mise en demeure n° 4.pdf", "application/pdf", PDF)
PICTURE = '<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="x"></p>'

# Text as it may stand in a name or subject: anything but controls and halves of surrogate pairs.
words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200).map(
    lambda s: " ".join(s.split())
)


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def shape(message: MIMEPart) -> object:
    if not message.is_multipart():
        return message.get_content_type()
    return (message.get_content_subtype(), *(shape(part) for part in message.iter_parts()))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"html": ""}, "text/plain"),
        ({}, ("alternative", "text/plain", "text/html")),
        ({"html": PICTURE}, ("alternative", "text/plain", ("related", "text/html", "image/png"))),
        ({"html": "", "attachments": (LETTER,)}, ("mixed", "text/plain", "application/pdf")),
        (
            {"html": PICTURE * 2, "attachments": (LETTER, LETTER)},
            (
                "mixed", ("alternative", "text/plain", ("related", "text/html", "image/png")),
                "application/pdf", "application/pdf",
            ),
        ),
    ],
)  # fmt: skip
def test_each_level_of_the_structure_stands_only_where_it_is_needed(changes, expected):
    assert shape(read(compose(an_outgoing(**changes)))) == expected


def test_everything_reads_back_as_it_was_given():
    outgoing = an_outgoing(
        cc=("a@x.example", "b@x.example"), reply_to="recouvrement+r1abc@etude.example", attachments=(LETTER,),
        in_reply_to="<rem-0@etude.example>", references=("<rem-00@etude.example>", "<rem-0@etude.example>"),
        headers=(("X-Entity-Ref-ID", "r1"),),
    )  # fmt: skip
    message = read(compose(outgoing))
    sender = message["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == outgoing.sender
    assert [a.addr_spec for a in message["To"].addresses] == list(outgoing.to)
    assert [a.addr_spec for a in message["Cc"].addresses] == list(outgoing.cc)
    assert message["Reply-To"] == outgoing.reply_to
    assert message["Subject"] == outgoing.subject
    assert message["Date"].datetime == NOW
    assert message["Message-ID"] == outgoing.message_id
    assert message["In-Reply-To"] == "<rem-0@etude.example>"
    assert message["References"].split() == list(outgoing.references)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Entity-Ref-ID"] == "r1"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == outgoing.text
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (LETTER[0], PDF)


def test_the_same_message_gives_the_same_bytes():
    outgoing = an_outgoing(html=PICTURE, attachments=(LETTER,))
    assert compose(outgoing) == compose(an_outgoing(html=PICTURE, attachments=(LETTER,)))


def test_boundaries_belong_to_the_message():
    one, two = (compose(an_outgoing(message_id=f"<rem-{n}@etude.example>")) for n in (1, 2))
    assert re.findall(rb'boundary="(.*?)"', one) != re.findall(rb'boundary="(.*?)"', two)


def test_pictures_become_inline_parts_carried_once():
    message = read(compose(an_outgoing(html=PICTURE * 2)))
    html = message.get_body(("html",))
    assert html is not None
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert len(pictures) == 1
    cid = pictures[0]["Content-ID"].strip("<>")
    assert html.get_content().count(f'src="cid:{cid}"') == 2
    assert "data:" not in html.get_content()
    assert pictures[0].get_content_disposition() == "inline"


def test_lines_end_in_crlf_and_stay_short():
    raw = compose(an_outgoing(subject="é" * 300, html="<p>" + "x" * 5000 + "</p>", attachments=(LETTER,)))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_an_international_domain_is_written_in_ascii():
    message = read(compose(an_outgoing(to=("compta@étude.example",))))
    assert message["To"].addresses[0].addr_spec == "compta@xn--tude-9oa.example"


@pytest.mark.parametrize(
    "name", ["", "Vallier", "Vallier, Roux (Nantes)", 'Le "Bon" \\ Coin', "a@b.example", "=?utf-8?q?x?="]
)
def test_names_are_quoted_as_they_need(name):
    sender = read(compose(an_outgoing(sender=(name, "a@x.example"))))["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (name, "a@x.example")


@given(subject=words, name=words)
def test_any_subject_and_name_read_back(subject, name):
    message = read(compose(an_outgoing(subject=subject, sender=(name, "a@x.example"))))
    assert message["Subject"] == subject
    # The standard library leaves a space between encoded words of a name where RFC 2047 § 6.2 wants none.
    shown = message["From"].addresses[0].display_name
    assert shown == name or (len(name.encode()) > 42 and shown.replace(" ", "") == name.replace(" ", ""))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_any_body_reads_back(text):
    body = read(compose(an_outgoing(text=text, html=""))).get_body(("plain",))
    assert body is not None
    payload = body.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


@given(st.binary(max_size=5000))
def test_any_attachment_reads_back(content):
    (attached,) = read(
        compose(an_outgoing(attachments=(("a.bin", "application/octet-stream", content),)))
    ).iter_attachments()
    assert attached.get_payload(decode=True) == content


@pytest.mark.parametrize(
    "name", ["a.pdf", "Facture d'été n° 1.pdf", 'a"b;c.pdf', "很长" * 40 + ".pdf", "x" * 90 + ".pdf", "a/b\\c.pdf"]
)
def test_any_file_name_reads_back_without_a_path(name):
    (attached,) = read(compose(an_outgoing(attachments=((name, "application/pdf", b"x"),)))).iter_attachments()
    expected = name.replace("/", "-").replace("\\", "-")
    assert attached.get_filename() in (expected, expected.replace('"', "'"))


def test_a_whole_reminder_survives_the_way(texts):
    draft = texts.reminder(some_facts(2))
    message = read(compose(an_outgoing(subject=draft.subject, text=draft.text, html=draft.html, attachments=(LETTER,))))
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert message["Subject"] == draft.subject
    assert text.get_content().replace("\r\n", "\n") == draft.text
    assert 'src="cid:p1.rem-1-abc@etude.example"' in html.get_content()
