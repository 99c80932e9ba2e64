"""How a text looks before it is kept: filled in with a reminder of the firm, or with an invented one, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.core.reminder import Channel
from mailbot.outbound.changed_folder import changed_folder
from mailbot.outbound.facts import ReminderFacts
from mailbot.outbound.firm_card import Signatory
from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.specimens import specimens
from mailbot.outbound.template_check import template_mistakes
from mailbot.outbound.templates import Draft, Texts
from mailbot.store.lists import written_reminders
from mailbot.store.tables import ClientRow, ReminderRow
from mailbot.tasks.desk.office import Office
from mailbot.tasks.sending.material import facts_of, gather
from mailbot.tasks.wording.own_texts import OwnText

LONGEST = 40_000
_CHOICES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A text that is typed, and what it is to be filled in with: the number of a reminder, or the name of an invented
    case."""

    text: OwnText
    typed: str
    on: str


def tidied(typed: str) -> str:
    """As it is kept: lines end as files end them. Raises Refused for one that is far too long."""
    if len(typed) > LONGEST:
        raise Refused(f"Ce texte est trop long : {LONGEST} signes au plus.")
    return typed.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"


def cases(office: Office) -> list[str]:
    """The invented reminders that a text may be looked at with."""
    return list(dict.fromkeys(one.name for one in specimens(office.firm, _signatory(office)) if not one.facts.quotes))


def real_ones(session: Session, text: OwnText) -> list[tuple[ReminderRow, ClientRow]]:
    """The newest reminders of the firm, those in the text's language first."""
    return written_reminders.newest(session, text.language, _CHOICES)


def mistakes(office: Office, text: OwnText, typed: str | None) -> tuple[str, ...]:
    """What is wrong with the firm's texts once this one says that (None: once the shipped one is used again)."""
    settings = office.settings
    with changed_folder(settings.templates.folder, text.name, typed) as folder:
        return template_mistakes(folder, office.firm, _signatory(office), settings.firm.logo)


def mail_of(office: Office, tried: Tried, now: datetime) -> Draft:
    """The mail. Raises InputError when the text is at fault, Refused when there is nothing to fill it in with."""
    with _with(office, tried) as texts:
        return texts.reminder(shown_facts(office, tried, now))


def letter_of(office: Office, tried: Tried, now: datetime) -> bytes:
    """The letter as PDF. Raises as `mail_of`, and Refused where there is no letter."""
    facts = shown_facts(office, tried, now)
    if facts.quotes or facts.text_level < 2:
        raise Refused("Ce niveau n'a pas de lettre.")
    settings = office.settings
    with changed_folder(settings.templates.folder, tried.text.name, tidied(tried.typed)) as folder:
        return LetterPress(folder, settings.firm.logo).pdf(Texts(folder).letter(facts))


def shown_facts(office: Office, tried: Tried, now: datetime) -> ReminderFacts:
    """The facts of the chosen reminder, made to be of the text's own level and language."""
    if not tried.text.seen:
        raise Refused("Ce texte n'a pas d'aperçu : il ne paraît dans aucune relance.")
    if not tried.on.isdigit():
        return _invented(office, tried)
    with office.books.read() as session:
        row = session.get(ReminderRow, int(tried.on))
        if row is None or row.by_hand:
            raise Refused("Cette relance n'existe plus : choisissez-en une autre.")
        material = gather(session, office, row, now)
    return _as_of(facts_of(office, material, now), tried.text)


def _invented(office: Office, tried: Tried) -> ReminderFacts:
    wanted = tried.text.kind or "reminder-1"
    found = [
        one.facts
        for one in specimens(office.firm, _signatory(office))
        if one.facts.texts == wanted and one.facts.language == (tried.text.language or office.settings.firm.language)
        and (one.facts.quotes or one.name == tried.on or not tried.on)
    ]  # fmt: skip
    if not found:
        raise Refused("Ce cas n'existe pas à ce niveau : choisissez-en un autre.")
    return found[0]


def _as_of(facts: ReminderFacts, text: OwnText) -> ReminderFacts:
    """A real reminder told by this text: of its language, and of its level where it has one."""
    facts = replace(facts, language=text.language or facts.language, first=text.room == "standard")
    if text.room == "standard":
        return replace(facts, quotes=text.kind == "standard-quote")
    room, _, number = text.kind.rpartition("-")
    if not room:
        return facts
    level, lines = int(number), facts.lines
    if room == "reminder":  # before the due date nothing is late, later everything is
        lines = tuple(replace(one, days_overdue=0 if level == 0 else max(one.days_overdue, 1)) for one in lines)
    return replace(facts, level=level, formal=level == 3, quotes=room == "quote", lines=lines)


@contextmanager
def _with(office: Office, tried: Tried) -> Iterator[Texts]:
    with changed_folder(office.settings.templates.folder, tried.text.name, tidied(tried.typed)) as folder:
        yield Texts(folder)


def has_letter(office: Office, text: OwnText) -> bool:
    """May a letter show it?"""
    levels = [level for ladder in office.ladders.values() for level in ladder.levels]
    return text.seen and text.kind in ("", "reminder-2", "reminder-3") and any(
        level.channel is not Channel.MAIL for level in levels
    )  # fmt: skip


def _signatory(office: Office) -> Signatory:
    card = office.settings.firm.signature
    return Signatory(name=card.name or office.settings.firm.name, title=card.title)
