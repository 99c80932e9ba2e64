"""A token service in a thread: it gives tokens as Microsoft and Google do (RFC 6749) and tells Dovecot which are good
(RFC 7662)."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.servers.processes import give, remove, server_folder

MECHANISMS = "plain login xoauth2 oauthbearer"


class TokenService:
    """`tokens` are the valid access tokens with their user; `down` makes it fail. `passdb` goes into Dovecot.

    `refresh` are the valid refresh tokens with their user: each use gives another and ends the old one. `says` is an
    error to answer with instead; `asked` are the forms that came.
    """

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.refresh: dict[str, str] = {}
        self.codes: dict[str, tuple[str, str]] = {}
        self.says: dict[str, str] = {}
        self.asked: list[dict[str, str]] = []
        self.lifetime = 3600
        self.rotates = True
        self.down = False
        service = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                user = service.tokens.get(query.get("token", [""])[0])
                self.give(200, {"active": True, "email": user} if user else {"active": False})

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                form = dict(urllib.parse.parse_qsl(self.rfile.read(length).decode()))
                service.asked.append(form)
                said = service.grant(form)
                self.give(400 if "error" in said else 200, said)

            def give(self, status: int, said: dict[str, Any]) -> None:
                body = json.dumps(said).encode()
                self.send_response(503 if service.down else status)
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

        self.url = f"http://127.0.0.1:{self._http.server_port}/token"

    def consented(self, user: str, challenge: str) -> str:
        """What the browser brings back after the consent: a code for this user."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = (user, challenge)
        return code

    def grant(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer to a form: tokens, or why not."""
        if self.says:
            return dict(self.says)
        if form.get("grant_type") == "authorization_code":
            user, challenge = self.codes.pop(form.get("code", ""), ("", ""))
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
                return {"error": "invalid_grant", "error_description": "the verifier does not fit"}
        else:
            user = self.refresh.get(form.get("refresh_token", ""), "")
        if not user:
            return {"error": "invalid_grant", "error_description": "AADSTS70008: expired. Trace ID: 4711"}
        number = len(self.asked)
        self.tokens[f"access-{number}"] = user
        said: dict[str, Any] = {"token_type": "Bearer", "access_token": f"access-{number}", "expires_in": self.lifetime}
        if self.rotates or form.get("grant_type") == "authorization_code":
            self.refresh.pop(form.get("refresh_token", ""), None)
            self.refresh[f"refresh-{number}"] = user
            said["refresh_token"] = f"refresh-{number}"
        return said

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        remove(self._folder)
