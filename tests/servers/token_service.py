"""A token service (RFC 7662) in a thread, so that Dovecot takes XOAUTH2 as the big providers do."""

from __future__ import annotations

import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.servers.processes import give, remove, server_folder

MECHANISMS = "plain login xoauth2 oauthbearer"


class TokenService:
    """`tokens` are the valid access tokens with their user; `down` makes it fail. `passdb` goes into Dovecot."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.down = False
        service = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                user = service.tokens.get(query.get("token", [""])[0])
                body = json.dumps({"active": True, "email": user} if user else {"active": False}).encode()
                self.send_response(503 if service.down else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._folder = server_folder("oa")
        config = self._folder / "oauth2.conf"
        config.write_text(
            "introspection_mode = get\n"
            f"introspection_url = http://127.0.0.1:{self._http.server_port}/introspect?token=\n"
            "username_attribute = email\nactive_attribute = active\nactive_value = true\n"
        )
        give(self._folder)
        self.passdb = f"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = {config}\n}}\n"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        remove(self._folder)
