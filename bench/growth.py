"""The same work over 10^5, 10^6 and 10^7 answers: 1,000 teams, twelve rounds of 8 criteria (team-health)."""

from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench import engines, ground, rounds
from bench.answering import Survey
from bench.builds import Build
from bench.client import Client
from bench.figures import Figure, Sheet
from bench.meter import Work, by_turns

MEMBERS = (1, 10, 104)  # responses of a team in each round
PAST_ROUNDS = 11
FLAT = 1.1


def measure(
    sheet: Sheet, engine: str, build: Build, redis: str, folder: Path, teams: int, members: Iterable[int]
) -> None:
    """Each size in a database of its own with a server of its own; all are asked by turns."""
    sizes = list(members)
    with ExitStack() as stack:
        names = [f"growth{number}" for number in sizes]
        found = stack.enter_context(engines.databases(engine, names, folder))
        works: dict[str, Work] = {}
        answers = []
        for name, number in zip(names, sizes, strict=True):
            side = ground.side(build, found[name], redis, folder, name)
            wanted = {"teams": teams, "model_key": "team-health", "past_rounds": PAST_ROUNDS}
            place = side.place("growth", members=number, **wanted)
            answers.append(place["answers"])
            sheet.say(f"{engine}: {place['answers']} answers, made in {place['seconds']:.0f} s")
            begins = f"{engine}: {place['answers']} answers"
            sheet.add(*rounds.figures(begins, side, place, teams, few=True))
            server = stack.enter_context(side.served())
            survey, owner = Survey(server, place), Client(server.port, place["owner"]["cookies"])
            works[f"save one answer {number}"] = survey.work(survey.save)
            works[f"open one dimension {number}"] = survey.work(survey.open)
            works[f"dashboard {number}"] = Work(server, partial(owner.get, "/o/growth/results/"))
        cpu = by_turns(works)
        for what in ("save one answer", "open one dimension", "dashboard"):
            least = cpu[f"{what} {sizes[0]}"]
            for number, count in list(zip(sizes, answers, strict=True))[1:]:
                label = f"{engine}: {what}, {count} answers / {answers[0]}"
                sheet.add(Figure(label, cpu[f"{what} {number}"], "CPU ms", least, FLAT))
