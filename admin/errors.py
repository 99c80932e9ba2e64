"""What people read when something does not go: what happened, that nothing was lost, what to do."""

from __future__ import annotations

from flask import Flask, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from admin.api import problems
from admin.api.door import is_ours
from admin.back import go_back
from admin.language import gettext
from mailbot.core.errors import UserError


def refused(error: UserError) -> ResponseReturnValue:
    """The domain says no: its sentence, on the page where the button was pressed."""
    flash(gettext(str(error)), "error")
    return go_back()


def out_of_date(error: CSRFError) -> ResponseReturnValue:
    """The form was older than the session."""
    return render_template("error.html", kind="stale", code=400), 400


def failed(error: HTTPException) -> ResponseReturnValue:
    """Any other answer that is not the page asked for."""
    if is_ours(request.path):
        return problems.failed(error)
    code = error.code or 500
    kinds = {403: "forbidden", 404: "missing", 429: "often", 413: "large"}
    kind = kinds.get(code, "broken" if code >= 500 else "wrong")
    return render_template("error.html", kind=kind, code=code, path=request.path), code


def furnish(app: Flask) -> None:
    """Let this application explain its errors."""
    app.register_error_handler(UserError, refused)
    app.register_error_handler(CSRFError, out_of_date)
    app.register_error_handler(HTTPException, failed)
