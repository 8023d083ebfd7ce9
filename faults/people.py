"""People who answer while things break, an owner who opens and closes rounds, and what they were told."""

import http.client
import json
import random
import re
import threading
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from bench import client
from bench.client import Refused, Reply
from faults.ledger import Ledger
from faults.processes import until

OPTIONS = ("not", "partially", "largely", "fully")
A_MOMENT = 0.1  # seconds until somebody tries again
AWAY = (OSError, http.client.HTTPException)
DONE = (302, 409)  # 409: an earlier request did it, and its answer was lost


class Gone(OSError):
    """The connection ended before there was an answer: nobody knows whether the deed was done."""


class Client(client.Client):
    """Asks once: who was cut off shall notice, and try again as a person would."""

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        try:
            return super()._ask(method, path, body, headers)
        except AWAY as error:
            raise Gone(type(error).__name__) from error


class Person(threading.Thread):
    """A lead who answers one criterion after the other until told to stop, and tries again what failed.

    Attributes:
        acknowledged: how many answers the server said it has.
        later: how often something else came back, by what it was.
        wrong: what should never come back.
    """

    def __init__(self, port: int, place: dict[str, Any], lead: int, ledger: Ledger, words: int = 0) -> None:
        super().__init__(daemon=True)
        self.place, self.asked, self.ledger, self.words = place, place["leads"][lead], ledger, words
        self.client = Client(port, self.asked["cookies"])
        self.chance = random.Random(lead)
        self.response = ""
        self.revision = self.acknowledged = 0
        self.later: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.round_is_closed = False
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.is_set() and not self.round_is_closed and not self.wrong:
            try:
                self.answer() if self.response else self.arrive()
            except Refused as error:
                self._put_off(str(error))
            except AWAY as error:
                self.client.connection.close()
                self._put_off(str(error))

    def arrive(self) -> None:
        address = f"/o/{self.place['slug']}/rounds/{self.place['first']}/"
        self.client.get(address)
        self.client.post(f"{address}teams/{self.asked['team']}/answer/", expect=302)
        self.client.post("/a/", expect=302)
        page = self.client.get(f"/a/dimension/{self.place['dimension']}/").text
        found = re.search(r'data-response="([^"]+)"', page)
        assert found
        self.response = found.group(1)

    def answer(self) -> None:
        self.revision += 1
        sent = {
            "response": self.response,
            "criterion": self.chance.choice(self.place["criteria"]),
            "rating": self.chance.choice(OPTIONS),
            "revision": self.revision,
        }
        self.ledger.write(**sent, place=self.place["slug"], said="sent")
        body = json.dumps({**sent, "comment": "word " * self.words}).encode()
        reply = self.client.ask("POST", "/a/answers/", body, self._headers())
        if reply.status == 200:
            self.ledger.write(**sent, place=self.place["slug"], said="acknowledged")
            self.acknowledged += 1
        elif reply.status >= 500:
            self._put_off(str(reply.status))
        elif b"round_closed" in reply.body:
            self.round_is_closed = True
        else:
            self.wrong.append(f"{reply.status} {reply.body[:200]!r}")

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "X-CSRFToken": self.client.token}

    def _put_off(self, what: str) -> None:
        self.later[what[:60]] += 1
        time.sleep(A_MOMENT)


class Crowd:
    """Some people at once."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        for one in people:
            one.start()

    @property
    def acknowledged(self) -> int:
        return sum(one.acknowledged for one in self.people)

    @property
    def later(self) -> Counter[str]:
        return sum((one.later for one in self.people), Counter())

    def until_each_has(self, more: int) -> float:
        """Wait until each was told that so many more answers are kept; how many seconds that took."""
        goals = [(one, one.acknowledged + more) for one in self.people]
        return until(
            lambda: all(one.acknowledged >= goal or one.round_is_closed or one.wrong for one, goal in goals),
            "everybody is answering",
        )

    def stop(self) -> None:
        for one in self.people:
            one.stopping.set()
        for one in self.people:
            one.join()


class Owner:
    """Opens and closes rounds as a person does who tries again until it is done."""

    def __init__(self, port: int, place: dict[str, Any]) -> None:
        self.client, self.place = Client(port, place["owner"]), place
        self.later: Counter[str] = Counter()

    def open(self, which: str) -> None:
        self._turn(which, "open")

    def close(self, which: str) -> None:
        self._turn(which, "close")

    def _turn(self, which: str, deed: str) -> None:
        address = f"/o/{self.place['slug']}/rounds/{self.place[which]}/"
        until(lambda: self._is_done(address, deed), f"the owner can {deed} a round")

    def _is_done(self, address: str, deed: str) -> bool:
        try:
            self.client.get(address)  # which gives the token against forgery
            reply = self._post(f"{address}{deed}/")
        except Refused as error:
            self.later[str(error)[:60]] += 1
            return False
        except AWAY as error:
            self.client.connection.close()
            self.later[str(error)] += 1
            return False
        if reply.status >= 500:
            self.later[str(reply.status)] += 1
        return reply.status in DONE

    def _post(self, path: str) -> Reply:
        form = urlencode({"csrfmiddlewaretoken": self.client.token}).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.client.token,
        }
        return self.client.ask("POST", path, form, headers)
