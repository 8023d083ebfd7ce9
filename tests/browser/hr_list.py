"""A list as an HR system of Brazil exports it: forty teams with their leads, and some members."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from core.names import plain

FIRST = ("Ana", "Breno", "Cássia", "Débora", "Érico", "Flávia", "Graça", "Hélio")
LAST = ("Araújo", "Brandão", "Conceição", "Guimarães", "Simões")
UNITS = tuple(
    (division, department)
    for division, departments in {
        "Varejo": ("Canais Digitais", "Precificação"),
        "Risco": ("Crédito", "Fraude"),
        "Operações": ("Sinistros", "Atendimento"),
        "Tecnologia": ("Dados", "Plataforma"),
    }.items()
    for department in departments
)
HEAD = "Matrícula;Nome completo;E-mail corporativo;Cargo;Diretoria;Gerência;Equipe;Papel;Situação"


@dataclass(frozen=True)
class Led:
    """A team of the list and its lead."""

    team: str
    lead: str
    place: tuple[str, str]

    @property
    def address(self) -> str:
        return address_of(self.lead)


def address_of(name: str) -> str:
    return f"{plain(name).replace(' ', '.')}@horizonte.example"


TEAMS = tuple(
    Led(f"Equipe {number:02}", f"{first} {last}", UNITS[number % len(UNITS)])
    for number, (first, last) in enumerate(product(FIRST, LAST))
)


def hr_list(teams: Sequence[Led]) -> bytes:
    """The file: a title, then the head; semicolons, in the letters of Windows; the last one has left."""
    text = io.StringIO()
    text.write(f"Relação de colaboradores - novembro;;;;;;;;\r\n{HEAD}\r\n")
    rows = csv.writer(text, delimiter=";")
    for number, led in enumerate(teams):
        own = (*led.place, led.team)
        rows.writerow([f"{number:05}", led.lead, led.address, "Engenharia", *own, "Líder", "Ativo"])
        if number % 4 == 0:
            mate = f"Ivo {led.lead.split()[1]} {number}"
            rows.writerow([f"{100 + number:05}", mate, address_of(mate), "Análise", *own, "", "Férias"])
    gone = ("Varejo", "Precificação", TEAMS[1].team)
    rows.writerow(["00999", "Zélia Paz", address_of("Zélia Paz"), "Análise", *gone, "", "Desligado"])
    return text.getvalue().encode("cp1252")
