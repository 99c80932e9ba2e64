"""A bad line between a program and a server: slow, stalled, or cut at a chosen point of the conversation."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import struct
import threading
from contextlib import suppress
from typing import Any, Literal, Self

Direction = Literal["up", "down"]
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER that makes closing a reset


class BadLine:
    """`with BadLine(port) as line`: connect to `line.port` instead. 'up' goes to the server, 'down' comes from it.

    To look into TLS it needs both sides' contexts; without them it sees only what travels in the open.
    """

    def __init__(
        self, target: int, *, towards_us: ssl.SSLContext | None = None, towards_server: ssl.SSLContext | None = None
    ) -> None:
        self.port = 0
        self.latency = 0.0
        self.refuse = False
        self.fired: list[str] = []
        self._target = target
        self._towards_us = towards_us
        self._towards_server = towards_server
        self._stalled = threading.Event()
        self._cuts: list[tuple[Direction, re.Pattern[bytes], bool]] = []
        self._budgets: dict[Direction, int] = {}
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()

    def cut_when(self, direction: Direction, pattern: bytes, *, after: bool = False) -> None:
        """Cut when this passes; `after`: let it through first."""
        self._cuts.append((direction, re.compile(pattern), after))

    def cut_after_bytes(self, direction: Direction, count: int) -> None:
        """Let so many more bytes through, then cut."""
        self._budgets[direction] = count

    def stall(self) -> None:
        self._stalled.set()

    def resume(self) -> None:
        self._stalled.clear()

    def cut(self) -> None:
        """Every open connection, now."""
        self._loop.call_soon_threadsafe(self._cut_all)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        if self.refuse:
            self._abort(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(
                "127.0.0.1",
                self._target,
                ssl=self._towards_server,
                server_hostname="localhost" if self._towards_server else None,
            )
        except OSError:
            self._abort(writer)
            return
        self._writers.add(far_writer)
        both = (writer, far_writer)
        await asyncio.gather(self._pump("up", reader, far_writer, both), self._pump("down", far_reader, writer, both))
        self._writers -= {writer, far_writer}

    async def _pump(
        self,
        direction: Direction,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        both: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        with suppress(OSError, ssl.SSLError):
            while data := await reader.read(65536):
                await self._delay()
                passes, cut = self._judge(direction, data)
                writer.write(passes)
                await writer.drain()
                if cut:
                    await asyncio.sleep(0.05)
                    break
        for one in both:
            if self.fired:
                self._abort(one)
            else:
                one.close()

    async def _delay(self) -> None:
        while self._stalled.is_set():
            await asyncio.sleep(0.02)
        if self.latency:
            await asyncio.sleep(self.latency)

    def _judge(self, direction: Direction, data: bytes) -> tuple[bytes, bool]:
        """What of the data passes, and whether the line is cut then."""
        for cut in self._cuts:
            if cut[0] == direction and cut[1].search(data):
                self._cuts.remove(cut)
                self.fired.append(f"{direction} {cut[1].pattern!r}")
                return (data if cut[2] else b""), True
        budget = self._budgets.pop(direction, None)
        if budget is not None and len(data) >= budget:
            self.fired.append(f"{direction} bytes")
            return data[:budget], True
        if budget is not None:
            self._budgets[direction] = budget - len(data)
        return data, False

    def _abort(self, writer: asyncio.StreamWriter) -> None:
        transport: Any = writer.transport
        raw = writer.get_extra_info("socket")
        if raw is not None:
            with suppress(OSError):
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        transport.abort()

    def _cut_all(self) -> None:
        for writer in list(self._writers):
            self._abort(writer)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda _loop, _context: None)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._towards_us))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._cut_all()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *failure: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
