"""What the writer newly wrote: quotations and signature taken away, in two stages.

A lost sentence is worse than a leaked one (a lost "je conteste" is a wrong dunning letter): a cut that leaves nothing
is undone and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailbot.inbound.lines import Line, plain_lines
from mailbot.inbound.markup import html_lines
from mailbot.inbound.parse import Mail
from mailbot.inbound.reply.parting import part
from mailbot.inbound.reply.signature import without_signature
from mailbot.inbound.reply.writer import Writer, writer_of

MAX_NEW_TEXT = 60_000
# A text part that only says that there is another one.
_SEE_HTML = re.compile(
    r"n['’]affiche pas le html|version html|html version|format html|view (?:this|it) .{0,30}(?:browser|"
    r"online)|dans (?:un|votre) navigateur|does not support html|html (?:e-?)?mail|ansicht im browser|"
    r"im browser (?:ansehen|anzeigen)|activer l['’]affichage",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """`text` is newly written; `quoted` and `signature` were taken away; `other` is what the other body says instead.

    `forwarded`: the quotation is a forwarded message, not what is answered. `doubts` say what was uncertain.
    """

    text: str = ""
    quoted: str = ""
    signature: str = ""
    other: str = ""
    forwarded: bool = False
    doubts: tuple[str, ...] = ()


def new_text(mail: Mail) -> NewText:
    """The newly written text of a mail, from the body that says more."""
    writer = writer_of(mail.from_name, mail.from_address)
    plain = from_lines(plain_lines(mail.text), writer) if mail.text.strip() else NewText()
    if not mail.html.strip():
        return plain
    marked = from_lines(html_lines(mail.html), writer)
    if not plain.text:
        return marked
    ours, theirs = _words(plain.text), _words(marked.text)
    if not theirs or _likeness(ours, theirs) >= 0.6:
        return plain
    # A text part such as "see the HTML version" says nothing; the real one is what people saw.
    empty = _SEE_HTML.search(plain.text)
    shown, hidden = (marked, plain) if empty or len(ours) < len(theirs) else (plain, marked)
    return NewText(
        text=shown.text,
        quoted=shown.quoted,
        signature=shown.signature,
        other="" if empty else hidden.text,
        forwarded=shown.forwarded,
        doubts=(*shown.doubts, "text and HTML do not say the same"),
    )


def from_lines(lines: list[Line], writer: Writer | None = None) -> NewText:
    """Split lines into what is new, what is quoted and what is signature."""
    parted = part(lines)
    said: list[str] = []
    signatures: list[str] = []
    for block in parted.blocks:
        signed = [line.text for line in block if line.mark == "signature"]
        unsigned = [line.text for line in block if line.mark != "signature"]
        kept, cut = without_signature(unsigned, writer, alone=not said)
        if not any(line.strip() for line in kept) and any(line.strip() for line in signed) and not said:
            kept, signed = [line for line in signed if line.strip()], []
        if any(line.strip() for line in kept):
            said.append("\n".join(line.replace("\t", "").rstrip() for line in kept))
        signatures += signed + cut
    text = "\n\n".join(said)[:MAX_NEW_TEXT]
    return NewText(
        text=text,
        quoted="\n".join(parted.quoted),
        signature="\n".join(signatures).strip(),
        forwarded=parted.forwarded,
        doubts=() if text or not parted.quoted else ("nothing newly written was found",),
    )


def _words(text: str) -> set[str]:
    return set(text.lower().split())


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))
