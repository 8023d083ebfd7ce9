"""How mature each team really is in each round, on the scale of the model's levels.

A value of 1.7 is a team that does nearly all of level 1, much of level 2, little of level 3. `None` is a
round without the team: before it joined, or after it was archived.
"""

from dataclasses import dataclass

ROUNDS = 6
OPEN_ROUND = ROUNDS - 1  # the last one is open when the demo is built

Curve = tuple[float | None, ...]

AURORA: dict[str, Curve] = {
    "Pricing Auto": (0.3, 0.7, 1.1, 1.4, 2.0, 2.4),
    "Pricing Residencial": (0.0, 0.4, 0.8, 1.0, 1.3, 1.5),
    "Pricing Vida": (0.6, 0.7, 0.9, 1.0, 1.0, 1.1),
    "Subscrição Digital": (0.0, 0.3, 0.6, 1.2, 1.8, 2.1),
    "Telemática": (0.6, 0.6, 0.4, None, None, None),  # archived when the product ended
    "Recomendação": (1.1, 1.6, 2.0, 2.6, 3.0, 3.2),
    "Churn e CRM": (0.6, 0.9, 1.1, 1.2, 1.8, 2.0),
    "Marketing Mix": (0.2, 0.2, 0.5, 0.6, 0.5, 0.9),
    "Cotação Online": (0.7, 1.1, 1.5, 1.9, 2.2, 2.4),
    "Triagem de Sinistros": (0.4, 0.7, 1.2, 1.2, 1.6, 2.0),
    "Claims Vision": (1.0, 1.4, 1.8, 2.2, 2.5, 2.8),
    "Document AI": (0.2, 0.9, 1.4, 2.0, 2.4, 2.6),
    "Pricing Saúde": (0.7, 1.0, 1.0, 1.1, 1.2, 1.2),
    "Rede Credenciada": (-0.2, 0.0, 0.2, 0.3, 0.6, 0.8),
    "Auditoria Médica": (0.1, 0.3, 0.8, 0.9, 1.1, 1.4),
    "Assistência 24h": (0.3, 0.5, 1.0, 1.3, 1.4, 1.6),
    "Telemedicina": (-0.1, 0.1, 0.1, 0.5, 0.9, 1.0),
    "Detecção de Fraude": (1.1, 1.5, 2.0, 2.3, 2.7, 2.8),
    "Fraude em Sinistros": (0.6, 1.2, 1.8, 2.1, 0.9, 1.2),  # fell back: see `fall` in the comments
    "Prevenção à Lavagem": (0.4, 0.6, 0.9, 1.1, 1.4, 1.6),
    "Crédito e Cobrança": (0.8, 1.0, 1.3, 1.6, 1.9, 2.1),
    "Provisões Técnicas": (0.0, 0.2, 0.3, 0.5, 0.5, 0.9),
    "Cat Modelling": (0.2, 0.5, 0.6, 0.6, 1.0, 1.1),
    "ML Platform": (1.5, 2.1, 2.6, 3.1, 3.3, 4.1),
    "Assistente Virtual": (None, None, None, 0.4, 1.2, 2.0),  # joined late
}
BOREAL: dict[str, Curve] = {
    "Route Planning": (1.3,),
    "Warehouse Forecast": (0.6,),
    "Customs Documents": (0.2,),
}
FALLEN, FALL = "Fraude em Sinistros", 4

# What an insurer is good at: it keeps records for the regulator, and is late to watch its models.
DIMENSIONS = {
    "people": 0.15,
    "data": 0.05,
    "training": 0.1,
    "release": -0.1,
    "integration": -0.15,
    "monitoring": -0.3,
    "governance": 0.3,
}
# Where a team differs from that on purpose; chance adds the rest.
STRENGTHS: dict[str, dict[str, float]] = {
    "Detecção de Fraude": {"monitoring": 0.6, "people": -0.2, "integration": 0.15},
    "Recomendação": {"release": 0.5, "integration": 0.3, "governance": -0.4},
    "Claims Vision": {"training": 0.4, "data": -0.4},
    "Document AI": {"training": 0.3, "people": 0.2, "monitoring": -0.2},
    "Prevenção à Lavagem": {"governance": 0.5, "release": -0.5},
    "Crédito e Cobrança": {"governance": 0.3, "monitoring": 0.3},
    "Provisões Técnicas": {"governance": 0.3, "integration": -0.3},
    "ML Platform": {"release": 0.2, "monitoring": 0.4, "integration": 0.2, "people": -0.1},
    "Cotação Online": {"release": 0.4, "data": -0.3},
    "Marketing Mix": {"data": 0.3, "release": -0.4},
    "Pricing Auto": {"integration": -0.2, "training": 0.3},
    "Subscrição Digital": {"governance": -0.3},
}
# The move to another cloud that threw one team back spared nothing technical.
FALL_BY_DIMENSION = {"release": -0.5, "monitoring": -0.4, "data": -0.2, "governance": 0.3}


@dataclass(frozen=True)
class Share:
    """How much of the questions a team gets through: whole dimensions, then some criteria of the next."""

    dimensions: int
    criteria: int = 0
    sent: bool = False


ALL = Share(99, sent=True)
NOTHING = Share(0)

# By round: the teams that do not answer everything. Who is not named answers all and sends it.
SHARES: dict[int, dict[str, Share]] = {
    0: {"Provisões Técnicas": NOTHING, "Telemedicina": NOTHING, "Rede Credenciada": NOTHING},
    1: {"Cat Modelling": NOTHING, "Telemedicina": Share(5, 3)},
    2: {"Marketing Mix": NOTHING},
    3: {"Pricing Vida": NOTHING},
    4: {"Marketing Mix": NOTHING, "Rede Credenciada": NOTHING, "Telemedicina": Share(4, 2)},
    OPEN_ROUND: {
        "Pricing Auto": Share(4),
        "Cotação Online": Share(2, 5),
        "Auditoria Médica": Share(6, 4),
        "Assistência 24h": Share(1, 6),
        "Cat Modelling": Share(3),
        "Pricing Residencial": NOTHING,
        "Telemedicina": NOTHING,
        "Provisões Técnicas": NOTHING,
        "Marketing Mix": NOTHING,
    },
}


def maturity(team: str, curve: Curve, round: int, dimension: str) -> float | None:
    """Where `team` stands in one dimension in a round, before chance; None when it is not there."""
    base = curve[round]
    if base is None:
        return None
    offset = DIMENSIONS.get(dimension, 0.0) + STRENGTHS.get(team, {}).get(dimension, 0.0)
    if team == FALLEN and round >= FALL:
        offset += FALL_BY_DIMENSION.get(dimension, 0.0)
    return base + offset


def share(team: str, round: int) -> Share:
    """How far `team` gets in a round of Aurora."""
    return SHARES.get(round, {}).get(team, ALL)
