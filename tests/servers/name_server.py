"""A DNS server for TXT records on this machine, which can also keep silent."""

from __future__ import annotations

import socketserver
import threading
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


class NameServer:
    """`with NameServer({"name.": ["text"]}) as server`; `resolver` asks it. `silent` makes it answer nothing."""

    def __init__(self, records: dict[str, list[str]]) -> None:
        self.records = records
        self.silent = False
        self.asked: list[str] = []
        outer = self

        class Talk(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                data, line = self.request
                question = dns.message.from_wire(data)
                name = question.question[0].name.to_text()
                outer.asked.append(name)
                if outer.silent:
                    return
                answer = dns.message.make_response(question)
                answer.flags |= dns.flags.RA
                if name not in outer.records:
                    answer.set_rcode(dns.rcode.NXDOMAIN)
                elif outer.records[name]:
                    answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *outer.records[name]))
                line.sendto(answer.to_wire(), self.client_address)

        self._server = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Talk)
        self.resolver = dns.resolver.Resolver(configure=False)
        self.resolver.nameservers = ["127.0.0.1"]
        self.resolver.port = self._server.server_address[1]
        self.resolver.timeout = 0.2

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._server.shutdown()
        self._server.server_close()
