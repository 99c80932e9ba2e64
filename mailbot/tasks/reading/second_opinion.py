"""Ask the second reader, where the firm named one; nothing waits for a reader that is silent."""

from __future__ import annotations

import logging

from mailbot.core.errors import TryLater
from mailbot.core.reading.second_opinion import Opinion
from mailbot.core.reading.understood import Kind, Understood
from mailbot.inbound.parse import Mail
from mailbot.tasks.desk.office import Office

_log = logging.getLogger(__name__)


def second_opinion(office: Office, mail: Mail, understood: Understood) -> Opinion | None:
    """What the second reader says of a client's answer; None when there is none, or no answer."""
    if office.second_reader is None or understood.kind is not Kind.CLIENT_REPLY or not understood.new_text:
        return None
    try:
        return office.second_reader(understood.new_text, mail.date.date() if mail.date else None, understood.language)
    except TryLater as silent:
        _log.warning("%s", silent)
        return None
