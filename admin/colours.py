"""The firm's accent colour, made dark (or light) enough to be read. Contrast as WCAG 2.2 counts it (1.4.3)."""

from __future__ import annotations

Rgb = tuple[int, int, int]

_ENOUGH = 4.7  # a little more than the 4.5 : 1 asked of text, for what rounding takes away
# The grounds of the style sheet on which the accent is hardest to read: by day the darkest, by night the lightest.
_DAY: Rgb = (238, 243, 245)
_NIGHT: Rgb = (32, 39, 44)
_BLACK: Rgb = (0, 0, 0)
_WHITE: Rgb = (255, 255, 255)


def on_paper(colour: str) -> str:
    """The accent for text on light grounds and for buttons with white text."""
    return _towards(_rgb(colour), _BLACK, _DAY)


def at_night(colour: str) -> str:
    """The accent for text on the dark page."""
    return _towards(_rgb(colour), _WHITE, _NIGHT)


def contrast(one: Rgb, other: Rgb) -> float:
    """How far two colours stand apart, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _towards(colour: Rgb, end: Rgb, ground: Rgb) -> str:
    """The colour, mixed with `end` in steps of a twentieth until it can be read on `ground`."""
    for step in range(21):
        mixed = _mix(colour, end, step / 20)
        if contrast(mixed, ground) >= _ENOUGH:
            return "#{:02x}{:02x}{:02x}".format(*mixed)
    return "#{:02x}{:02x}{:02x}".format(*end)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
