"""A real mail server for tests: what the product sends arrives here by SMTP."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class PostOffice:
    """A mail server that keeps what it receives.

    `hold` makes it wait in the middle of a message, `silent` once it has taken one, before it says so; `shut`
    lets nobody connect until it listens again.
    """

    port: int
    received: list[Message] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    open: threading.Event = field(default_factory=threading.Event)
    hold: threading.Event = field(default_factory=threading.Event)
    silent: threading.Event = field(default_factory=threading.Event)
    controller: Controller | None = None

    def listen(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def shut(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.arrived.set()
        while self.hold.is_set():
            await asyncio.sleep(0.05)
        if not self.open.is_set():
            return "451 Come back later"
        self.received.append(message_from_bytes(envelope.content))
        while self.silent.is_set():
            await asyncio.sleep(0.05)
        return "250 Kept"

    def to(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.received)

    def letters_to(self, address: str) -> list[str]:
        """The plain words of each message to that address, in the order of their coming."""
        return [
            str(part.get_payload(decode=True), "utf-8")
            for message in self.received
            if address in str(message["To"])
            for part in message.walk()
            if part.get_content_type() == "text/plain"
        ]


def free_port() -> int:
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A post office that takes mail until the end of the block."""
    office = PostOffice(free_port())
    office.open.set()
    office.listen()
    try:
        yield office
    finally:
        office.shut()
