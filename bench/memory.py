"""What the web processes hold together: at the start, after the bench, and after many requests."""

from bench.answering import Survey
from bench.figures import Figure
from bench.meter import children_of
from bench.servers import Server

PSS, GROWTH = 60.0, 5.0
REQUESTS = 10_000


def held(server: Server) -> list[dict[str, float]]:
    """Pss and Rss of each worker in MB, by /proc/PID/smaps_rollup; the one that holds most first.

    Pss counts a page that n processes share as 1/n of it: the sum over all is what the machine really gives.
    """
    workers = []
    for pid in children_of(server.process.pid):
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            lines = [line.split() for line in file]
        workers.append(
            {name.rstrip(":"): int(kb) / 1024 for name, kb, *_ in lines if name in ("Pss:", "Rss:")}
        )
    return sorted(workers, key=lambda worker: -worker["Pss"])


def figures(engine: str, server: Server, when: str, goal: float | None = PSS) -> list[Figure]:
    """Pss of the larger worker against its goal, and Rss beside it."""
    workers = held(server)
    name = f"{engine}: a worker's memory {when}, one of {len(workers)}"
    return [
        Figure(f"{name}, PSS", workers[0]["Pss"], "MB", goal=goal),
        Figure(f"{name}, RSS", workers[0]["Rss"], "MB"),
    ]


def growth(engine: str, survey: Survey, requests: int = REQUESTS) -> list[Figure]:
    """How far the PSS of all workers grows over so many requests, after a tenth of them to warm up.

    The server must not renew its workers meanwhile (`--max-requests 0`).
    """
    asks = (survey.save, survey.save, survey.save, survey.open, survey.check)
    for number in range(requests // 10):
        fresh(survey, number)
        asks[number % len(asks)]()
    before = together(survey.server)
    for number in range(requests):
        fresh(survey, number)
        asks[number % len(asks)]()
    grown = together(survey.server) - before
    return [Figure(f"{engine}: growth of PSS over {requests} requests", grown, "MB", goal=GROWTH)]


def together(server: Server) -> float:
    """Pss of all workers, in MB."""
    return sum(worker["Pss"] for worker in held(server))


def fresh(survey: Survey, number: int) -> None:
    """A new connection now and then, so that both workers have their share."""
    if number % 10 == 0:
        survey.client.connection.close()
