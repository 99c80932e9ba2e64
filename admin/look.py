"""What the style sheet needs besides itself: the letters' typeface, and the firm's colour."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, g, send_file, url_for
from flask.typing import ResponseReturnValue

from admin.colours import at_night, on_paper
from admin.desk import of, office
from mailbot.config.shipped import shipped

blueprint = Blueprint("look", __name__)

_FONTS = frozenset({"SourceSerif4-SemiBold.ttf"})
_YEAR = 365 * 24 * 3600


@blueprint.get("/fonts/<name>")
def font(name: str) -> ResponseReturnValue:
    """The typeface of the letters, for headings."""
    if name not in _FONTS:
        abort(404)
    g.public = True
    return send_file(shipped("templates", "fonts", name), mimetype="font/ttf", max_age=_YEAR)


@blueprint.get("/accent.css")
def accent() -> Response:
    """The firm's one colour, by day and by night."""
    g.public = True
    colour = office().settings.firm.colour
    css = (
        f":root{{--accent:{on_paper(colour)};--accent-ink:#fff}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{at_night(colour)};--accent-ink:#16191d}}}}\n"
    )
    response = Response(css, mimetype="text/css")
    response.cache_control.max_age = _YEAR
    return response


@cache
def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def furnish(app: Flask) -> None:
    """Let pages name their files so that a browser keeps each version for good."""
    folder = Path(str(app.static_folder))
    colour = of(app).office.settings.firm.colour

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=_version(folder / name))

    app.jinja_env.globals.update(asset=asset, accent_url=lambda: url_for("look.accent", v=colour[1:]))
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR
