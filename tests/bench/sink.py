"""A mail server that takes everything and keeps nothing, in a process of its own: what is measured is the sender."""

from __future__ import annotations

import multiprocessing
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

_HELLO = b"250-sink\r\n250-SIZE 99999999\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
_ANSWERS = {b"EHLO": _HELLO, b"QUIT": b"221 bye\r\n"}


class _Line(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """One connection, until it says QUIT."""
        self.wfile.write(b"220 sink\r\n")
        for command in self.rfile:
            verb = command[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go\r\n")
                self._swallow()
            self.wfile.write(_ANSWERS.get(verb, b"250 ok\r\n"))
            if verb == b"QUIT":
                return

    def _swallow(self) -> None:
        """Read to the final dot, which ends what was read last: nothing follows it before our answer."""
        end = b""
        while not end.endswith(b"\r\n.\r\n"):
            end = (end + self.rfile.read1(1 << 20))[-5:]


def _serve(told: Connection) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Line) as server:
        server.daemon_threads = True
        told.send(server.server_address[1])
        server.serve_forever()


@contextmanager
def sink() -> Iterator[int]:
    """The port of a running sink."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()
