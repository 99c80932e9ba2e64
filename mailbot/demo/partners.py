"""The partners: they answer the digest, each in their own manner, and sometimes not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from mailbot.demo.firm import HELENE, MARC, SONIA, Member
from mailbot.demo.letter import Letter
from mailbot.demo.programs import Writer
from mailbot.demo.robots import vacation
from mailbot.demo.ways import approve_all
from mailbot.demo.world import World

# In a digest each reminder begins with its number, two columns wide, before the client's name.
_ROW = re.compile(r"^ {0,2}(\d{1,3}) {1,3}\S.* · ", re.M)

_Say = Callable[[int, date], str]


def _always(text: str) -> _Say:
    return lambda count, today: text


def _unless(number: int, text: str) -> _Say:
    """That text, where the digest has more than so many reminders; else the plain word."""
    return lambda count, today: text if count > number else "OK"


def _postpone(number: int) -> _Say:
    return lambda count, today: f"OK\nREPORT {number} {today + timedelta(days=6):%d/%m}" if count > number else "OK"


# What each partner answers, in turn.
_MANNERS: dict[str, tuple[_Say, ...]] = {
    HELENE.email: (
        _always("OK"), _unless(2, "OK sauf 3"), _always("Validé, merci."), _always("OK"), _unless(1, "OK SAUF 1"),
        _always("ok"),
    ),
    MARC.email: (
        _always("Oui"), _unless(1, "NON 2 : accord en cours\nOK pour le reste"), _postpone(1), _always("OK pour tout"),
        _always("VALIDÉ"), _postpone(2),
    ),
    SONIA.email: (
        _always("Ok"), _always("OK"), _always("Plutôt d'accord mais je voudrais en parler avec Marc avant"),
        _always("ok"),
        _unless(1, "NON 1 : dossier sensible\nOK pour les autres"), _always("Oui"), _always("Ok"), _postpone(2),
        _always("OK"), _unless(1, "OK SAUF 2"), _always("Validé"), _always("ok"), _always("OK"), _always("Oui"),
    ),
}  # fmt: skip


# Of which digests (counted from the end of the trial) a partner decides otherwise than by a reply; Marc once answers
# from an address that proves nothing, and repairs it on the page.
_UNPROVED = "unproved"
_WAYS = {
    (HELENE.email, 3): "shell", (MARC.email, 1): _UNPROVED, (MARC.email, 4): "admin", (SONIA.email, 2): "link",
    (SONIA.email, 7): "link",
}  # fmt: skip


class Partner:
    """One partner with their mailbox. Away or silent in certain weeks, as people are."""

    def __init__(self, world: World, member: Member) -> None:
        self._world = world
        self._member = member
        self._turn = 0
        self._told_away = False
        self.writer = Writer(name=member.name, address=member.email, language="fr", program=member.program)

    def read(self, letter: Letter, now: datetime) -> None:
        """Answer a digest, and an answer of the bot that has not understood; alerts are only read."""
        today = self._world.day(now)
        if letter.message_id.startswith("<dig-"):
            self._digest(letter, today, now)
        elif letter.message_id.startswith("<ans-") and "OK SAUF" in letter.text:
            self._reply(letter, "OK", now)

    def _digest(self, letter: Letter, today: date, now: datetime) -> None:
        if self._is_away(today):
            self._say_away(letter, today, now)
            return
        left_for_the_visitor = self._member is HELENE and self._world.days_left(now) <= 1
        if self._is_silent(today) or left_for_the_visitor or self._stands_in(letter, today):
            return
        count = len(set(_ROW.findall(letter.text)))
        text = self._decision(count, today)
        way = _WAYS.get((self._member.email, self._turn), "")
        if way == _UNPROVED:
            self._reply(letter, text, now, proved=False)
            way = "admin"
        if way:
            when = self._world.soon(now, 400, 500)
            self._world.agenda.note(when, partial(approve_all, self._world.office, letter, way))
        else:
            self._reply(letter, text, now)

    def _decision(self, count: int, today: date) -> str:
        """In the first days every partner lets the new bot try; then each has their own manner."""
        if (today - self._world.first).days < _TRIAL:
            return "OK"
        manners = _MANNERS[self._member.email]
        self._turn += 1
        return manners[(self._turn - 1) % len(manners)](count, today)

    def _reply(self, letter: Letter, text: str, now: datetime, *, proved: bool = True) -> None:
        low, high = _ANSWERS_AFTER.get(self._member.email, (15, 80))
        when = self._world.soon(now, low, high)
        self._world.agenda.note(when, lambda then: self._world.reply(self.writer, letter, text, then, proved=proved))

    def _say_away(self, letter: Letter, today: date, now: datetime) -> None:
        """Vacation programs answer the same correspondent once (RFC 3834 section 2)."""
        if self._told_away:
            return
        self._told_away = True
        back = self._world.first + timedelta(days=_AWAY[1] + 1)
        until = f"{back - timedelta(days=1):%d/%m/%Y}"
        text = f"Bonjour,\n\nJe suis en congé jusqu'au {until}. Marc Lindon suit mes dossiers.\n\nCordialement,"
        when = now + timedelta(minutes=1)
        raw = vacation(self.writer, letter, text, when, self._world.rng)
        self._world.agenda.note(when, lambda then: self._world.send(raw, self.writer.address, then, to=letter.reply_to))

    def _is_away(self, today: date) -> bool:
        return self._member is HELENE and _AWAY[0] <= (today - self._world.first).days <= _AWAY[1]

    def _is_silent(self, today: date) -> bool:
        silent = _SILENT.get(self._member.email)
        return silent is not None and silent[0] <= (today - self._world.first).days <= silent[1]

    def _stands_in(self, letter: Letter, today: date) -> bool:
        """While Sonia is silent Hélène does not decide for her: what nobody decides on expires, and comes again."""
        first, last = _SILENT[SONIA.email]
        theirs = self._member is HELENE and SONIA.name in letter.text
        return theirs and first <= (today - self._world.first).days <= last


# Days of the demo, counted from its first: Hélène's holiday, the week in which Marc answers nothing, and the longer
# time in which Sonia does not.
_TRIAL = 12
_AWAY = (21, 27)
_SILENT = {MARC.email: (16, 21), SONIA.email: (42, 52)}
# Sonia is in court in the mornings.
_ANSWERS_AFTER = {SONIA.email: (150, 260)}
