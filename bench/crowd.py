"""Many people answer in the same minutes, each by a personal link; at most eight write at any instant."""

import http.client
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.answering import OPTIONS
from bench.client import Client, Refused
from bench.figures import Figure
from bench.ground import Side
from bench.servers import Server

AT_ONCE = 8
ANSWERS = 60  # of each person
SEED = 20261130


@dataclass
class Person:
    """Somebody with a link, and what the server has acknowledged."""

    client: Client
    token: str
    response: str = ""
    acknowledged: dict[str, str] = field(default_factory=dict)

    def arrive(self, first: str) -> None:
        self.client.get(f"/a/{self.token}/")
        self.client.post(f"/a/{self.token}/", expect=302)
        page = self.client.get(f"/a/dimension/{first}/").text
        self.response = re.findall(r'data-response="([^"]+)"', page)[0]

    def answer(self, criterion: str, rating: str) -> None:
        sent = {"response": self.response, "criterion": criterion, "rating": rating, "revision": 1}
        self.client.post("/a/answers/", sent)
        self.acknowledged[criterion] = rating


@dataclass
class Log:
    """What came of all requests."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def figures(engine: str, side: Side, server: Server, people: int, minutes: float) -> list[Figure]:
    """Errors, answers that were acknowledged and are not found again, and how long people waited."""
    place = side.place("crowd", teams=people, model_key="mlops", members=0, past_rounds=0)
    tokens = side.inside("crowding", place=place, wanted="links")
    crowd = [Person(Client(server.port), token) for token in tokens]
    log, begun = Log(), time.monotonic()
    # each person stays with one connection, as with one device
    deeds = [
        list(planned(crowd[at::AT_ONCE], place["dimensions"][0], place["criteria"], minutes * 60))
        for at in range(AT_ONCE)
    ]
    # daemons, for a run that is ended does not wait until all have answered
    threads = [threading.Thread(target=carry_out, args=(mine, begun, log), daemon=True) for mine in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    stored = side.inside("crowding", place=place, wanted="stored")
    lost = sum(
        stored.get(person.response, {}).get(key) != rating
        for person in crowd
        for key, rating in person.acknowledged.items()
    )
    answered = sum(len(person.acknowledged) for person in crowd)
    log.milliseconds.sort()
    name = f"{engine}: a crowd of {people} in {minutes:g} minutes"
    for error in log.errors[:3]:
        print(error, file=sys.stderr)
    return [
        Figure(f"{name}, errors", len(log.errors), "errors", goal=0),
        Figure(f"{name}, {answered} acknowledged answers, not found again", lost, "answers", goal=0),
        Figure(f"{name}, a second", answered / took, "answers"),
        Figure(f"{name}, median", log.milliseconds[len(log.milliseconds) // 2], "ms"),
        Figure(f"{name}, 99 of 100 within", log.milliseconds[len(log.milliseconds) * 99 // 100], "ms"),
    ]


def planned(
    crowd: list[Person], first: str, criteria: list[str], seconds: float
) -> Iterator[tuple[float, Person, str, str]]:
    """Who does what when: each arrives and answers, all of them throughout the same minutes.

    An empty criterion stands for arriving.
    """
    chance = random.Random(SEED)
    steps = ["", *criteria[:ANSWERS]]
    step = seconds / (len(steps) * len(crowd))
    for at, key in enumerate(steps):
        for number, person in enumerate(crowd):
            yield (at * len(crowd) + number) * step, person, key or f"/{first}", chance.choice(OPTIONS)


def carry_out(deeds: list[tuple[float, Person, str, str]], begun: float, log: Log) -> None:
    """Do each deed at its time, or at once when that is past; over one connection, as a proxy has it."""
    connection: http.client.HTTPConnection | None = None
    for due, person, key, rating in deeds:
        time.sleep(max(0.0, begun + due - time.monotonic()))
        connection = connection or person.client.connection
        person.client.connection = connection
        asked = time.monotonic()
        try:
            person.arrive(key[1:]) if key.startswith("/") else person.answer(key, rating)
        except (Refused, OSError, http.client.HTTPException) as error:
            log.errors.append(f"{type(error).__name__}: {error}"[:300])
            connection.close()
        log.milliseconds.append((time.monotonic() - asked) * 1000)
