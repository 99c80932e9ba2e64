"""The filters of reminders in number, read from an address or a form; the address carries all that was chosen."""

from __future__ import annotations

from decimal import Decimal

from werkzeug.datastructures import MultiDict

from admin.desk import office
from admin.fields import a_day, an_amount, whole
from admin.language import gettext
from mailbot.core.client import ClientKind
from mailbot.core.deciding.mass import MassFilter, MassOrder
from mailbot.core.errors import Refused
from mailbot.core.reminder import Channel

# The fields of the filter in the order of the form.
NAMES = (
    "minimum", "overdue_min", "overdue_max", "sent_at_least", "sent_at_most", "last_before", "next_level", "last_level",
    "client_kind", "payment_mode", "client", "partner", "matter", "currency", "ladder",
)  # fmt: skip
# How it is to be sent.
HOW = ("level", "channel", "why")


def read(args: MultiDict[str, str], *, overdue_min: int | None = 1) -> MassOrder:
    """The order that these fields stand for; `overdue_min` where none is typed. Raises Refused for a field that cannot
    be read."""
    typed = {name: (args.get(name) or "").strip() for name in (*NAMES, *HOW)}
    kind, channel = typed["client_kind"], typed["channel"]
    return MassOrder(
        wanted=MassFilter(
            minimum=_minimum(typed["minimum"]),
            overdue_min=_days(typed["overdue_min"], overdue_min),
            overdue_max=_days(typed["overdue_max"], None),
            last_before=a_day(typed["last_before"]),
            client_kind=kind if kind in set(ClientKind) else "",
            sent_at_least=whole(typed["sent_at_least"]),
            sent_at_most=whole(typed["sent_at_most"]),
            next_level=whole(typed["next_level"]),
            last_level=whole(typed["last_level"]),
            payment_mode=typed["payment_mode"],
            client=typed["client"],
            partner=typed["partner"].lower(),
            matter=typed["matter"],
            currency=typed["currency"].upper(),
            ladder=typed["ladder"],
        ),
        without=tuple(dict.fromkeys(args.getlist("without"))),
        level=whole(typed["level"]),
        channel=Channel(channel) if channel in set(Channel) else None,
        why=typed["why"][:300],
    )


def fields_of(args: MultiDict[str, str]) -> dict[str, str]:
    """The filters and the choices as they were typed, for the next address."""
    return {name: value for name in (*NAMES, *HOW) if (value := (args.get(name) or "").strip())}


def ticked(form: MultiDict[str, str]) -> tuple[str, ...]:
    """The numbers that stay out: those of other parts of the list, and those shown here without a tick."""
    kept = set(form.getlist("keep"))
    shown = form.getlist("shown")
    elsewhere = [number for number in form.getlist("without") if number not in set(shown)]
    return tuple(dict.fromkeys([*elsewhere, *(number for number in shown if number not in kept)]))


def _minimum(text: str) -> Decimal | None:
    found = an_amount(text, office().settings.firm.currency)
    return found.amount if found else None


def _days(text: str, usual: int | None) -> int | None:
    """Whole days, negative ones before the due date."""
    if not text:
        return usual
    sign, digits = (-1, text[1:]) if text[0] in "-\u2212" else (1, text)
    days = whole(digits)
    if days is None or days > 36500:
        raise Refused(gettext("« %(typed)s » n'est pas un nombre de jours.", typed=text))
    return sign * days
