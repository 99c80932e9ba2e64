"""An IMAP server that says what it is told to: for answers that no healthy server gives."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Mapping
from typing import Any, Self

HANG_UP = b"(hang up)"
ORDINARY: Mapping[str, tuple[bytes, ...]] = {
    "CAPABILITY": (b"* CAPABILITY IMAP4rev1 IDLE NAMESPACE MOVE UIDPLUS",),
    "NAMESPACE": (b'* NAMESPACE (("" "/")) NIL NIL',),
    'LIST "" ""': (b'* LIST (\\Noselect) "/" ""',),
    "LIST": (b'* LIST () "/" "INBOX"',),
    "EXAMINE": (b"* 1 EXISTS", b"* 0 RECENT", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 2] ok"),
    "SELECT": (b"* 1 EXISTS", b"* 0 RECENT", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 2] ok"),
    "UID SEARCH": (b"* SEARCH 1",),
    "LOGOUT": (b"* BYE goodbye",),
    "IDLE": (b"+ idling",),
}


class ScriptedImap:
    """`with ScriptedImap({"LOGIN": (b"NO [LIMIT] too many",)}) as server`.

    Answers are found by the longest beginning of the command that is known, on top of ORDINARY ones. A last line
    that begins with NO or BAD is the result instead of OK; HANG_UP cuts the line there. `heard` are the commands.
    """

    def __init__(self, answers: Mapping[str, tuple[bytes, ...]]) -> None:
        self.heard: list[str] = []
        self._idle_tag = b""
        self._once: dict[str, tuple[bytes, ...]] = {}
        self._answers = {**ORDINARY, **answers}
        outer = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK ready\r\n")
                while line := self.rfile.readline():
                    if not outer.answer(line, self.wfile):
                        return

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def say(self, command: str, lines: tuple[bytes, ...]) -> None:
        """From now on the answer to commands that begin so."""
        self._answers[command] = lines

    def say_once(self, command: str, lines: tuple[bytes, ...]) -> None:
        """Only for the next such command."""
        self._once[command] = lines

    def _lines(self, command: str) -> list[bytes]:
        for answers in (self._once, self._answers):
            known = [name for name in answers if command.upper().startswith(name)]
            if known:
                longest = max(known, key=len)
                return list(self._once.pop(longest) if answers is self._once else answers[longest])
        return []

    def answer(self, line: bytes, out: Any) -> bool:
        """Say what the script says; False ends the conversation."""
        tag, _, command = line.decode().strip().partition(" ")
        if tag == "DONE":
            out.write(b"%s OK idle done\r\n" % self._idle_tag)
            return True
        self.heard.append(command)
        lines = self._lines(command)
        result = lines.pop() if lines and re.match(rb"(NO|BAD) ", lines[-1]) else b"OK done"
        said = [line + b"\r\n" for line in lines if line != HANG_UP]
        if command.upper() == "IDLE":
            self._idle_tag = tag.encode()
        elif HANG_UP not in lines:
            said.append(tag.encode() + b" " + result + b"\r\n")
        out.write(b"".join(said))  # at once: small pieces would wait for each other's acknowledgement
        return HANG_UP not in lines and command.upper() != "LOGOUT"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._server.shutdown()
        self._server.server_close()
