"""The firm's books as the pages read them: Flask-SQLAlchemy on the tables and the engine that Mailbot already has."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine

from mailbot.store.schema import METADATA
from mailbot.store.session import Books

_KEY = "mailbot.engine"


class OfficeDatabase(SQLAlchemy):
    """Opens no database of its own: each application is given the engine of its office."""

    def _apply_driver_defaults(self, options: dict[str, Any], app: Flask) -> None:
        """Nothing to apply: the engine is ready."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        """The engine that `connect` was given."""
        return cast(Engine, app.config[_KEY])


db = OfficeDatabase(metadata=METADATA, session_options={"expire_on_commit": False})


def connect(app: Flask, books: Books) -> None:
    """Let the pages of this application read these books."""
    app.config[_KEY] = books.engine
    app.config["SQLALCHEMY_DATABASE_URI"] = books.engine.url
    db.init_app(app)
