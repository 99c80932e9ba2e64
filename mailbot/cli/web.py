"""The web pages, found by their entry point (mailbot does not know them), and served until told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from importlib.metadata import entry_points
from threading import Event
from typing import Any

import waitress

from mailbot.clock import Clock
from mailbot.core.errors import UserError
from mailbot.tasks.desk.office import Office

AppFactory = Callable[[Office, Clock], Any]


def load_app_factory() -> AppFactory:
    """The function that makes the pages' WSGI application. Raises UserError when they are not installed."""
    for found in entry_points(group="mailbot.web", name="app"):
        factory: AppFactory = found.load()
        return factory
    raise UserError("The web pages are not installed; install Mailbot whole, or use --without-pages.")


def stop_on_signals() -> Event:
    """An event that SIGTERM and Ctrl-C set from now on."""
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def _nothing() -> None:
    """Nobody waits for the pages."""


def serve(app: Any, host: str, port: int, stop: Event, ready: Callable[[], None] = _nothing) -> None:
    """Serve the application on host:port until `stop` is set; returns within seconds then.

    `ready` is called once the port is open. Raises UserError when it is taken.
    """
    try:
        server = waitress.create_server(app, host=host, port=port, threads=8)
    except OSError as error:
        taken = f"admin: {host}:{port} cannot be used ({error.strerror})"
        raise UserError(f"{taken}; choose another admin.port.") from error
    thread = threading.Thread(target=server.run, name="pages", daemon=True)
    thread.start()
    ready()
    stop.wait()
    server.close()
    thread.join(timeout=3)
