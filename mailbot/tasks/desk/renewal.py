"""What a firm may change while the program runs, its ladders and its texts, is taken up from the files that hold it.

Whoever begins something (a job, a request) asks for the office as it is now; within one piece of work nothing moves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from mailbot.config.load import load
from mailbot.config.policy import ladders
from mailbot.config.schema import Settings
from mailbot.core.errors import ConfigError
from mailbot.core.ladder import Ladder
from mailbot.outbound.firm_card import Signatory, firm_card
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.own_templates import InUse, in_use, own_files
from mailbot.outbound.template_check import template_mistakes
from mailbot.outbound.templates import Texts
from mailbot.tasks.desk.office import Office

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changeable:
    """What is read anew: the ladders (also in the settings), the texts and the press that goes with them."""

    settings: Settings
    ladders: Mapping[str, Ladder]
    texts: Texts
    press: Callable[[], LetterPress]


class Renewal:
    """Looks whether the files are others than when they were last read. `stamp` says in which state they are; `read`
    reads them, given the settings in force, and never fails: a faulty file leaves what was good in use."""

    def __init__(self, stamp: Callable[[], Hashable], read: Callable[[Settings], Changeable]) -> None:
        self._stamp, self._read = stamp, read
        self._seen = stamp()
        self._newest: Changeable | None = None
        self._lock = Lock()

    def __call__(self, office: Office) -> Office:
        """The office as the files have it."""
        with self._lock:
            seen = self._stamp()
            if seen != self._seen:
                in_force = self._newest.settings if self._newest else office.settings
                self._newest, self._seen = self._read(in_force), seen
            newest = self._newest
        if newest is None:
            return office
        return replace(
            office, settings=newest.settings, ladders=newest.ladders, texts=newest.texts, press=newest.press
        )  # fmt: skip


def state_of_files(settings: Settings) -> tuple[tuple[str, int, int], ...]:
    """In which state the configuration and the firm's own templates are: which files, how long, when written."""
    own = settings.templates.folder
    found = []
    for path in (*((settings.source,) if settings.source else ()), *(own / name for name in own_files(own))):
        with suppress(OSError):
            about = path.stat()
            found.append((str(path), about.st_mtime_ns, about.st_size))
    return tuple(found)


def as_files_say(settings: Settings) -> Changeable:
    """The ladders and texts of now; a faulty configuration is told in the log, and what was good stays."""
    try:
        if settings.source:
            written = load(settings.source, check_secrets=False)
            settings = settings.model_copy(update={"ladders": written.ladders})
    except ConfigError as error:
        _log.error("configuration: %s The ladders stay as they were.", error)
    overrides = own_templates(settings).folder
    return Changeable(
        settings=settings, ladders=ladders(settings), texts=Texts(overrides),
        press=cache(lambda: LetterPress(overrides, settings.firm.logo)),
    )  # fmt: skip


def own_templates(settings: Settings) -> InUse:
    """The firm's own templates, tried before they are used; faulty ones are told in the log, and by `mailbot check`."""
    card, signed, logo = firm_card(settings), settings.firm.signature, settings.firm.logo
    signatory = Signatory(name=signed.name or settings.firm.name, title=signed.title)
    used = in_use(settings.templates.folder, lambda own: template_mistakes(own, card, signatory, logo))
    for mistake in used.mistakes:
        _log.error("templates: %s The %s are used.", mistake, "last good ones" if used.folder else "shipped ones")
    return used
