"""The form of a ladder: what is typed into it, kept as it is typed, and read into a ladder where that can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from admin.ladder_words import finding
from admin.language import gettext
from mailbot.config.schema import LadderSettings, LevelSettings
from mailbot.core.deciding.ladder_check import Finding

_MOST_DAYS = 730
_MOST_LEVELS = 12
_WHOLE = ("min_contact_gap", "handover_after")
_FLAGS = ("raise_all", "raise_to_formal")
_PARTS = ("number", "name", "offset", "gap", "deadline", "channel", "post", "approval")
_TICKS = ("formal", "penalties")


@dataclass(slots=True)
class Typed:
    """What stands in the form: the ladder's own fields, and those of each level; all as text."""

    whole: dict[str, str] = field(default_factory=dict)
    levels: list[dict[str, str]] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def another(self) -> None:
        """One more level, after the last."""
        numbers = [int(one["number"]) for one in self.levels if one["number"].isdigit()]
        last = self.levels[-1] if self.levels else {"offset": "-10"}
        offset = int(last["offset"]) + 15 if last["offset"].lstrip("-").isdigit() else 15
        self.levels.append(
            {
                "number": str(max(numbers, default=0) + 1), "name": "", "offset": str(offset), "gap": "10",
                "deadline": "8", "channel": "mail", "post": "none", "approval": "partner",
            }
        )  # fmt: skip


def of_ladder(one: LadderSettings) -> Typed:
    """The form of a ladder as it is."""
    whole = {name: str(getattr(one, name)) for name in _WHOLE} | {"base": one.base.value}
    whole |= {name: "on" for name in _FLAGS if getattr(one, name)}
    return Typed(whole, [dict(_level(level)) for level in one.levels])


def _level(one: LevelSettings) -> Iterator[tuple[str, str]]:
    for name in _PARTS:
        value = getattr(one, name)
        yield name, "" if value is None else str(value)
    for name in _TICKS:
        if getattr(one, name):
            yield name, "on"


def of_request(form: MultiDict[str, str]) -> Typed:
    """The form as it was sent; levels that are ticked to go are gone."""
    whole = {name: (form.get(name) or "").strip() for name in (*_WHOLE, *_FLAGS, "base")}
    count = min(int(form.get("levels", "0")) if form.get("levels", "0").isdigit() else 0, _MOST_LEVELS)
    levels = [
        {name: (form.get(f"{name}-{rank}") or "").strip() for name in (*_PARTS, *_TICKS)}
        for rank in range(count)
        if not form.get(f"gone-{rank}")
    ]
    return Typed({name: value for name, value in whole.items() if value}, levels)


def read(typed: Typed) -> LadderSettings | None:
    """The ladder; None where something cannot be read, which `typed.mistakes` then say."""
    values: dict[str, object] = {"base": typed.whole.get("base", "due")}
    values |= {name: bool(typed.whole.get(name)) for name in _FLAGS}
    labels = (gettext("silence entre deux messages"), gettext("avant de passer la main"))
    values |= {name: _days(typed, typed.whole.get(name, ""), label) for name, label in zip(_WHOLE, labels, strict=True)}
    values["levels"] = [_read_level(typed, one) for one in typed.levels]
    numbers = [one["number"] for one in typed.levels]
    if len(set(numbers)) != len(numbers):
        typed.mistakes.append(gettext("Deux niveaux portent le même numéro."))
    if not typed.levels:
        typed.mistakes.append(gettext("Un barème a au moins un niveau."))
    if typed.mistakes:
        return None
    values["levels"] = sorted(_mappings(values["levels"]), key=lambda one: int(str(one["number"])))
    try:
        return LadderSettings.model_validate(values)
    except ValidationError as error:
        typed.mistakes += [_said(str(one["msg"])) for one in error.errors()]
        return None


def _mappings(levels: object) -> Sequence[Mapping[str, object]]:
    return levels if isinstance(levels, list) else []


def _read_level(typed: Typed, one: Mapping[str, str]) -> dict[str, object]:
    where = one["name"] or one["number"]
    if not one["name"]:
        typed.mistakes.append(gettext("Donnez un nom au niveau %(number)s.", number=one["number"]))
    return {
        "number": _days(typed, one["number"], gettext("numéro de « %(name)s »", name=where), most=99),
        "name": one["name"][:80],
        "offset": _days(typed, one["offset"], gettext("jour de « %(name)s »", name=where), signed=True),
        "gap": _days(typed, one["gap"] or "0", gettext("attente avant « %(name)s »", name=where)),
        "deadline": _days(typed, one["deadline"], gettext("délai de « %(name)s »", name=where)) or None,
        "channel": one["channel"] or "mail", "post": one["post"] or "none", "approval": one["approval"] or "partner",
        "formal": bool(one.get("formal")), "penalties": bool(one.get("penalties")),
    }  # fmt: skip


def _days(typed: Typed, said: str, label: str, *, signed: bool = False, most: int = _MOST_DAYS) -> int:
    plain = said.replace("\u2212", "-")
    digits = plain.removeprefix("-") if signed else plain
    if not said and not signed:
        return 0
    if digits.isascii() and digits.isdigit() and int(digits) <= most:
        return int(plain)
    told = gettext("« %(typed)s » n'est pas un nombre, de %(most)s au plus.", typed=said, most=most)
    typed.mistakes.append(f"{label[:1].upper()}{label[1:]} : {told}")
    return 0


# The schema's own sentences, where the checks of the page did not speak first.
_SCHEMA = {
    "post needs a letter": "paper", "an offset below 0": "before_base", "raise_to_formal": "raise_formal",
}  # fmt: skip


def _said(message: str) -> str:
    code = next((code for begins, code in _SCHEMA.items() if begins in message), "")
    return finding(Finding(code)) if code else message
