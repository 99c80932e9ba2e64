"""What could break out of a mail header, or is no address, id or header, never becomes bytes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from mailbot.core.errors import Refused
from mailbot.outbound.compose import compose
from tests.outbound.samples import an_outgoing

EVIL = ("\r\nBcc: x@evil.example", "\n", "\r", "\0", "\x0b", "\x7f", "\x85", "\u2028", "\ud800")
FIELDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "subject": lambda evil: {"subject": f"Facture{evil}"},
    "sender's name": lambda evil: {"sender": (f"Étude{evil}", "a@x.example")},
    "sender": lambda evil: {"sender": ("Étude", f"a@x.example{evil}")},
    "to": lambda evil: {"to": (f"a@x.example{evil}",)},
    "cc": lambda evil: {"cc": (f"a{evil}@x.example",)},
    "reply to": lambda evil: {"reply_to": f"{evil}a@x.example"},
    "message id": lambda evil: {"message_id": f"<a{evil}@x.example>"},
    "in reply to": lambda evil: {"in_reply_to": f"<a@x.example>{evil}"},
    "references": lambda evil: {"references": (f"<a@x.example>{evil}",)},
    "file name": lambda evil: {"attachments": ((f"a{evil}.pdf", "application/pdf", b""),)},
    "file type": lambda evil: {"attachments": (("a.pdf", f"application/pdf{evil}", b""),)},
    "further header": lambda evil: {"headers": (("X-A", f"b{evil}"),)},
}


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("field", FIELDS)
def test_no_field_lets_a_line_break_through(field, evil):
    with pytest.raises(Refused):
        compose(an_outgoing(**FIELDS[field](evil)))


@pytest.mark.parametrize(
    "changes",
    [
        {"to": ()},
        {"to": ("nobody",)},
        {"to": ("a@x.example, b@x.example",)},
        {"to": ("a b@x.example",)},
        {"to": ("A <a@x.example>",)},
        {"to": ("é@x.example",)},
        {"to": ("a..b@x.example",)},
        {"message_id": "rem-1@x.example"},
        {"message_id": "<a b@x.example>"},
        {"date": datetime(2026, 11, 23, 7, 30)},
        {"headers": (("Bcc", "x@evil.example"),)},
        {"headers": (("Subject", "another"),)},
        {"headers": (("Content-Type", "text/html"),)},
        {"headers": (("X A", "b"),)},
        {"attachments": (("a.eml", "message/rfc822", b""),)},
        {"attachments": (("a", "pdf", b""),)},
    ],
)
def test_what_is_not_an_address_an_id_or_an_addable_header_is_refused(changes):
    with pytest.raises(Refused):
        compose(an_outgoing(**changes))
