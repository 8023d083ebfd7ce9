"""A mail server that takes, refuses or hangs, and writes down each mail before it says that it has it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller

from faults.ledger import Ledger
from tools.servers import free_port

A_MAIL_TAKES = 0.4  # seconds, so that there is a middle of sending in which to be hit
LOOK_AGAIN = 0.05


class Manner(Enum):
    """How the mail server treats whoever wants to hand something in."""

    TAKES = "takes"
    REFUSES = "refuses the receiver"
    REFUSES_ALL = "refuses the mail"
    HANGS = "hangs before the mail"
    HANGS_AFTER = "hangs when it has the mail"


class Post:
    """The handler of the mail server; `manner` may change at any time."""

    def __init__(self, ledger: Ledger) -> None:
        self.port = free_port()
        self.manner = Manner.TAKES
        self.ledger = ledger
        self.taken = 0
        self.met = 0  # how many deliveries met another manner than TAKES

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        await self._hang(Manner.HANGS)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.manner is Manner.REFUSES:
            self.met += 1
            return "451 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(A_MAIL_TAKES)
        if self.manner is Manner.REFUSES_ALL:
            self.met += 1
            return "451 Come back later"
        mail = message_from_bytes(envelope.content)
        self.ledger.write(mail=str(mail["Message-ID"]), to=str(mail["To"]))
        self.taken += 1
        await self._hang(Manner.HANGS_AFTER)
        return "250 Kept"

    async def _hang(self, manner: Manner) -> None:
        if self.manner is manner:
            self.met += 1
        while self.manner is manner:
            await asyncio.sleep(LOOK_AGAIN)


@contextmanager
def open_post(ledger: Ledger) -> Iterator[Post]:
    """A mail server on loopback until the end of the block."""
    post = Post(ledger)
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        yield post
    finally:
        post.manner = Manner.TAKES
        controller.stop()
