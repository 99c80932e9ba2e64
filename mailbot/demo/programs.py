"""How mail programs write an answer: what they put above the quoted message, and how they quote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime as header_date
from email.utils import formataddr
from html import escape
from random import Random

from babel.dates import format_datetime

from mailbot.demo.letter import Letter

# Programs take quoted text as it comes; nothing is gained by copying a very long digest whole.
_QUOTED_LINES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Somebody at a mail program: name, address, language and program."""

    name: str
    address: str
    language: str
    program: str


def new_mail(writer: Writer, to: str, subject: str, text: str, when: datetime, rng: Random) -> bytes:
    """A message that answers nothing."""
    message = _headers(writer, to, subject, when, rng)
    message.set_content(f"{text}\n\n{_name(writer)}\n")
    return message.as_bytes()


def answer(writer: Writer, letter: Letter, text: str, when: datetime, rng: Random) -> bytes:
    """An answer above the quoted message, to where the message asks for answers."""
    subject = letter.subject if letter.subject.lower().startswith("re:") else f"Re: {letter.subject}"
    message = _headers(writer, letter.reply_to, subject, when, rng)
    message["In-Reply-To"] = letter.message_id
    message["References"] = " ".join((*letter.references, letter.message_id))
    said = f"{text}\n\n{_name(writer)}"
    plain, html = _PROGRAMS[writer.program](writer, letter, said)
    message.set_content(plain, cte="quoted-printable")
    if html:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        message.set_boundary(f"=_{rng.getrandbits(96):024x}")
    return message.as_bytes()


def _headers(writer: Writer, to: str, subject: str, when: datetime, rng: Random) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((writer.name, writer.address))
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = header_date(when)
    message["Message-ID"] = f"<{rng.getrandbits(80):020x}@{writer.address.rpartition('@')[2]}>"
    return message


def _name(writer: Writer) -> str:
    if writer.program == "iphone":
        return "Envoyé de mon iPhone" if writer.language == "fr" else "Sent from my iPhone"
    return writer.name


def _when(letter: Letter, pattern: str, language: str) -> str:
    return format_datetime(letter.date, pattern, locale="fr" if language == "fr" else "en_US")


def _sender(letter: Letter) -> str:
    return f"{letter.sender_name} <{letter.sender}>"


def _quoted(letter: Letter) -> str:
    return "\n".join(f"> {line}".rstrip() for line in letter.text.splitlines()[:_QUOTED_LINES])


def _paragraphs(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")


def _gmail(writer: Writer, letter: Letter, said: str) -> tuple[str, str]:
    if writer.language == "fr":
        intro = f"Le {_when(letter, 'EEE d MMM y', 'fr')} à {_when(letter, 'HH:mm', 'fr')}, {_sender(letter)} a écrit :"
    else:
        intro = f"On {_when(letter, 'EEE, MMM d, y', 'en')} at {_when(letter, 'h:mm a', 'en')} {_sender(letter)} wrote:"
    html = (
        f'<div dir="ltr">{_paragraphs(said)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f'{escape(intro)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px'
        f' solid rgb(204,204,204);padding-left:1ex">{_paragraphs(letter.text)}</blockquote></div>\n'
    )
    return f"{said}\n\n{intro}\n\n{_quoted(letter)}\n", html


def _outlook(writer: Writer, letter: Letter, said: str) -> tuple[str, str]:
    words = ("De", "Envoyé", "À", "Objet", " :") if writer.language == "fr" else ("From", "Sent", "To", "Subject", ":")
    pattern = "EEEE d MMMM y HH:mm" if writer.language == "fr" else "EEEE, MMMM d, y h:mm a"
    values = (_sender(letter), _when(letter, pattern, writer.language), writer.address, letter.subject)
    head = [f"{word}{words[4]} {value}" for word, value in zip(words, values, strict=False)]
    block = "<br>\n".join(f"<b>{escape(line.partition(' ')[0])}</b> {escape(line.partition(' ')[2])}" for line in head)
    html = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body lang="FR">'
        f'<div class="WordSection1"><p class="MsoNormal">{_paragraphs(said)}</p>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
        f'{block}</p></div><p class="MsoNormal">{_paragraphs(letter.text)}</p></div></body></html>\n'
    )
    return f"{said}\n\n" + "\n".join(head) + f"\n\n{letter.text}\n", html


def _thunderbird(writer: Writer, letter: Letter, said: str) -> tuple[str, str]:
    if writer.language == "fr":
        intro = f"Le {_when(letter, 'dd/MM/y', 'fr')} à {_when(letter, 'HH:mm', 'fr')}, {letter.sender_name} a écrit :"
    else:
        intro = f"On {_when(letter, 'dd/MM/y HH:mm', 'en')}, {letter.sender_name} wrote:"
    return f"{said}\n\n{intro}\n{_quoted(letter)}\n", ""


def _iphone(writer: Writer, letter: Letter, said: str) -> tuple[str, str]:
    if writer.language == "fr":
        intro = f"Le {_when(letter, 'd MMM y', 'fr')} à {_when(letter, 'HH:mm', 'fr')}, {_sender(letter)} a écrit :"
    else:
        intro = f"On {_when(letter, 'd MMM y', 'en')}, at {_when(letter, 'HH:mm', 'en')}, {_sender(letter)} wrote:"
    html = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">'
        f'<div dir="ltr">{_paragraphs(said)}</div><div dir="ltr"><br><blockquote type="cite">{escape(intro)}<br><br>'
        f'</blockquote></div><blockquote type="cite"><div dir="ltr">{_paragraphs(letter.text)}</div></blockquote>'
        "</body></html>\n"
    )
    return f"{said}\n\n> {intro}\n> \n{_quoted(letter)}\n", html


def _webmail(writer: Writer, letter: Letter, said: str) -> tuple[str, str]:
    head = (
        f"> Message du {_when(letter, 'dd/MM/yy HH:mm', 'fr')}\n> De : {_sender(letter)}\n> A : {writer.address}\n"
        f"> Copie à : \n> Objet : {letter.subject}\n> "
    )
    if writer.language != "fr":
        head = f"-----Original Message-----\nFrom: {_sender(letter)}\nTo: {writer.address}\nSubject: {letter.subject}\n"
        return f"{said}\n\n{head}\n{letter.text}\n", ""
    return f"{said}\n\n\n\n{head}\n{_quoted(letter)}\n", ""


_PROGRAMS: dict[str, Callable[[Writer, Letter, str], tuple[str, str]]] = {
    "gmail": _gmail,
    "outlook": _outlook,
    "thunderbird": _thunderbird,
    "iphone": _iphone,
    "webmail": _webmail,
}
