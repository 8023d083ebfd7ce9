"""The production files, as far as they can be judged without a container engine."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"
OURS = {"web", "worker", "beat", "migrate"}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_compose_keeps_to_the_specification() -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")

    result = run(str(tool), "--builtin-schema", "vendor.compose-spec", str(COMPOSE))

    assert result.returncode == 0, result.stdout + result.stderr


def test_the_image_is_built_by_the_book() -> None:
    result = run(str(Path(sys.executable).with_name("hadolint")), str(DOCKERFILE))

    assert result.returncode == 0, result.stdout + result.stderr


def test_all_parts_of_the_product_are_there(services: dict[str, dict[str, Any]]) -> None:
    assert set(services) == OURS | {"database", "redis"}


def test_a_service_waits_for_services_that_exist_and_can_tell(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in services, f"{name} waits for {other}"
            if how["condition"] == "service_healthy":
                assert "test" in services[other]["healthcheck"], f"{name} waits for {other}'s health"


def test_each_service_that_stays_up_tells_its_health(services: dict[str, dict[str, Any]]) -> None:
    staying = {name: one for name, one in services.items() if one["restart"] != "no"}

    assert set(staying) == set(services) - {"migrate"}
    assert all("test" in service["healthcheck"] for service in staying.values())


def test_every_image_names_its_version(services: dict[str, dict[str, Any]]) -> None:
    base = re.findall(r"^FROM (\S+)", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    images = [service["image"] for service in services.values()] + base

    unnamed = [image for image in images if ":" not in image or image.endswith(":latest")]
    assert unnamed == []
    assert f"patamar:{settings.VERSION}" in images


def test_only_the_web_is_reached_and_only_from_this_machine(services: dict[str, dict[str, Any]]) -> None:
    open_ports = {name: service["ports"] for name, service in services.items() if "ports" in service}

    assert open_ports == {"web": ["127.0.0.1:8000:8000"]}


def test_every_setting_in_the_file_beside_it_reaches_every_part(services: dict[str, dict[str, Any]]) -> None:
    for name in OURS:
        assert services[name]["env_file"] == [{"path": ".env", "required": False}]


def test_no_secret_is_written_down(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        for variable, value in service.get("environment", {}).items():
            if re.search("KEY|PASSWORD|EMAIL_URL|DATABASE_URL", variable):
                assert re.search(r"\$\{\w+:\?", str(value)), f"{variable} of {name} has to be given"


def test_what_we_run_has_no_rights_to_spare(services: dict[str, dict[str, Any]]) -> None:
    for name in OURS:
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    assert re.search(r"^USER [1-9]\d*$", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_variable_given_is_one_that_the_product_reads(services: dict[str, dict[str, Any]]) -> None:
    read = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "config").rglob("*.py"))
    given = {variable for name in OURS for variable in services[name]["environment"]}

    assert [variable for variable in sorted(given) if f'"{variable}"' not in read] == []
