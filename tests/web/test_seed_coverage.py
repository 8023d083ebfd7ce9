"""The built-in MLOps model holds the document that it came from whole: every row of its table, by key."""

import json
import re

import pytest
from django.test import Client

from maturity.management.commands.make_catalog_fixture import FIXTURES
from maturity.models import ModelVersion
from tests.cast import Cast
from tests.kinds import Enter

SEED = {
    0: {
        "highlights": [
            "l0.lifecycle-hard-to-manage",  # difícil gerenciar o ciclo de vida completo
            "l0.separate-teams-painful-releases",  # as equipes são diferentes, as versões dolorosas
            "l0.black-boxes",  # sistemas como "caixas pretas", poucos comentários
        ],
        "technology": [
            "l0.manual-build-deploy",  # builds e implantações manuais
            "l0.manual-testing",  # teste manual de modelo e aplicativo
            "l0.no-central-performance-tracking",  # sem acompanhamento centralizado do desempenho
            "l0.manual-training",  # o treinamento do modelo é manual
        ],
    },
    1: {
        "highlights": [
            "l1.releases-depend-on-data-team",  # menos dolorosas, mas dependem da equipe de dados
            "l1.limited-production-feedback",  # comentários limitados sobre o desempenho na produção
            "l1.hard-to-reproduce",  # difícil rastrear e reproduzir resultados
        ],
        "technology": [
            "l1.automated-builds",  # builds automatizados
            "l1.automated-app-tests",  # testes automatizados para código do aplicativo
        ],
    },
    2: {
        "highlights": [
            "l2.managed-training-environment",  # ambiente totalmente gerenciado e rastreável
            "l2.reproducible-model",  # modelo fácil de reproduzir
            "l2.low-friction-manual-releases",  # versões manuais, com baixo atrito
        ],
        "technology": [
            "l2.automated-training",  # treinamento de modelo automatizado
            "l2.training-performance-tracking",  # acompanhamento centralizado do treinamento
            "l2.model-management",  # gerenciamento de modelos
        ],
    },
    3: {
        "highlights": [
            "l3.automatic-releases",  # versões de baixo atrito e automáticas
            "l3.deployment-to-data-traceability",  # rastreabilidade da implantação aos dados originais
            "l3.managed-environments",  # ambiente inteiro gerenciado: treinar > produção
        ],
        "technology": [
            "l3.ab-testing",  # teste A/B integrado para implantação
            "l3.automated-tests-all-code",  # testes automatizados para todos os códigos
            "l3.training-performance-tracking",  # acompanhamento centralizado do treinamento
        ],
    },
    4: {
        "highlights": [
            "l4.automated-monitored-system",  # sistema automatizado e monitorado facilmente
            "l4.production-driven-improvement",  # a produção diz como melhorar, às vezes sozinha
            "l4.near-zero-downtime",  # aproximando-se de tempo de inatividade zero
        ],
        "technology": [
            "l4.automated-training-and-testing",  # treinamento e teste de modelo automatizado
            "l4.detailed-central-metrics",  # métricas detalhadas e centralizadas
        ],
    },
}
ITEMS = [key for row in SEED.values() for column in row.values() for key in column]


def fixture_rows(model: str) -> list[dict]:
    rows = json.loads((FIXTURES / "mlops.json").read_text(encoding="utf-8"))
    return [row["fields"] for row in rows if row["model"] == f"maturity.{model}"]


def test_the_seed_has_29_items() -> None:
    assert len(set(ITEMS)) == len(ITEMS) == 29


def test_the_fixture_has_every_item_of_the_seed_in_its_order() -> None:
    found = {
        level["number"]: {
            column: [item["key"] for item in level[column]] for column in ("highlights", "technology")
        }
        for level in fixture_rows("level")
    }

    assert found == SEED


def test_every_item_is_told_in_both_languages() -> None:
    items = [item for level in fixture_rows("level") for item in level["highlights"] + level["technology"]]

    assert all(item["text"].keys() == {"en", "pt-br"} and all(item["text"].values()) for item in items)


def test_every_item_has_a_criterion_that_supports_or_overcomes_it() -> None:
    rests_on = {key for row in fixture_rows("criterion") for key in row["evidences"] + row["contrast"]}

    assert rests_on == set(ITEMS)


@pytest.mark.parametrize("language", ["en", "pt-br"])
def test_the_page_of_the_version_shows_every_item_at_its_level(
    cast: Cast, enter: Enter, mlops: ModelVersion, language: str
) -> None:
    client: Client = enter(cast.lia)
    cast.lia.user.language = language
    cast.lia.user.save()

    page = client.get("/o/aurora/catalog/mlops/1/").content.decode()

    sections = re.split(r'id="level-(\d)"', page)[1:]
    shown = {
        int(number): re.findall(r'data-item="([^"]+)"', part)
        for number, part in zip(sections[::2], sections[1::2], strict=True)
    }
    assert shown == {level: row["highlights"] + row["technology"] for level, row in SEED.items()}
    for level in mlops.levels.all():
        for item in level.highlights + level.technology:
            text = item["text"][language].replace("'", "&#x27;").replace('"', "&quot;")
            assert text in page
