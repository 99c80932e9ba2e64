"""A service that posts letters, on this machine: what docs/guide/adding-a-post-provider.md describes, in memory."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Service:
    """`url` to speak to; `letters` by id, `faults`: what the next requests meet instead ("500", "lost", "refuse")."""

    url: str = ""
    token: str = "t0ken"
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def take(self, key: str, letter: dict[str, Any]) -> str:
        """The id under which the letter of this key is posted; the same one for the same key."""
        if key not in self.keys:
            self.keys[key] = f"L{len(self.keys) + 1}"
            self.letters[self.keys[key]] = {**letter, "pdf": base64.b64decode(letter["pdf"]), "status": "accepted"}
        return self.keys[key]


@contextmanager
def running() -> Iterator[Service]:
    """The service, listening."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _desk(service))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


# Fault → what is answered instead.
_INSTEAD = {"refuse": (422, {"error": "address not deliverable"}), "500": (500, {})}


class _Desk(BaseHTTPRequestHandler):
    """Where the service is spoken to."""

    service: Service

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = self.service.faults.pop(0) if self.service.faults else ""
        if self.headers["Authorization"] != f"Bearer {self.service.token}":
            self.says(401, {"error": "who are you"})
        elif fault in _INSTEAD:
            self.says(*_INSTEAD[fault])
        else:
            name = self.service.take(self.headers["Idempotency-Key"], sent)
            if fault == "lost":
                self.close_connection = True
                self.connection.close()  # it was taken, and nobody heard so
            else:
                self.says(201, {"id": name, "status": "accepted"})

    def do_GET(self) -> None:
        found = self.service.letters.get(self.path.rpartition("/")[2])
        kept = {key: value for key, value in (found or {}).items() if key not in ("pdf", "address")}
        self.says(200 if found else 404, kept or {"error": "no such letter"})

    def says(self, status: int, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: Any) -> None:
        return


def _desk(spoken_to: Service) -> type[_Desk]:
    return type("Desk", (_Desk,), {"service": spoken_to})
